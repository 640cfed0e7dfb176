"""Choices between words, typed in any case: "!announce style Compact"."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast, get_args, get_origin

from discord.ext import commands

from bot.models.guilds import PostStyle

__all__ = ["UNCHOSEN", "OnOrOff", "Style", "read_choices_in_any_case"]

UNCHOSEN: Any = None
"""The default of a choice that was left out. Not ``| None``: discord.py would take a misspelt one for a channel."""


class _Choice(commands.Converter[str]):
    """Reads one of several words, as discord.py does for ``Literal``, in any case."""

    def __init__(self, *words: str) -> None:
        self.words = words

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        """Raises UserInputError if it is none of the words."""
        word = argument.casefold()
        if word not in self.words:
            raise self._refused(ctx, argument)
        return word

    def _refused(self, ctx: commands.Context[Any], argument: str) -> commands.UserInputError:
        return commands.BadLiteralArgument(cast("commands.Parameter", ctx.current_parameter), self.words, [], argument)


class _ChoiceOrChannel(_Choice):
    """A choice in place of which a channel may be typed: it is left out then."""

    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        """Returns UNCHOSEN if nothing is left but the channel, which was moved behind."""
        return await super().convert(ctx, argument) if argument else UNCHOSEN

    def _refused(self, ctx: commands.Context[Any], argument: str) -> commands.UserInputError:
        del ctx
        return commands.BadArgument(argument)


OnOrOff = Annotated[str, _ChoiceOrChannel("on", "off")]
Style = Annotated[str, _ChoiceOrChannel(*PostStyle)]


def read_choices_in_any_case(command: commands.Command[Any, ..., Any]) -> None:
    """Changes how the typed form of a command reads its choices; its slash form has a menu."""
    for name, parameter in command.params.items():
        if get_origin(parameter.annotation) is Literal:
            command.params[name] = parameter.replace(annotation=_Choice(*get_args(parameter.annotation)))
