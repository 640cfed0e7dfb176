"""Reads the words of a choice in capitals too, as in "!announce style Compact"."""

from __future__ import annotations

from typing import Any, Literal, cast, get_args, get_origin

from discord.ext import commands

__all__ = ["read_choices_in_any_case"]


class _Choice(commands.Converter[str]):
    """Reads one of several words, as discord.py does for ``Literal``, in any case."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        """Raises BadLiteralArgument if it is none of the words."""
        word = argument.casefold()
        if word not in self.words:
            parameter = cast("commands.Parameter", ctx.current_parameter)
            raise commands.BadLiteralArgument(parameter, self.words, [], argument)
        return word


def read_choices_in_any_case(command: commands.Command[Any, ..., Any]) -> None:
    """Changes how the typed form of a command reads its choices; its slash form has a menu."""
    for name, parameter in command.params.items():
        if get_origin(parameter.annotation) is Literal:
            command.params[name] = parameter.replace(annotation=_Choice(get_args(parameter.annotation)))
