"""Declares hybrid commands (typed and slash) with their words from ``descriptions``, and reads those words back.

discord.py's own decorators take a union of callables that mypy cannot solve (every variable becomes Never): these are
the same ones, typed for methods of cogs, which all of ours are.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

from discord import app_commands
from discord.ext import commands

from bot.cogs.descriptions import COMMANDS, CommandText
from bot.cogs.sending import Context
from bot.services.library_examples import LibraryExamples

__all__ = ["arguments_of", "command", "examples_of", "for_whom", "group", "note_of", "overview_name", "subcommand"]

C = TypeVar("C", bound=commands.Cog)
P = ParamSpec("P")
T = TypeVar("T")
Callback = Callable[Concatenate[C, Context, P], Coroutine[Any, Any, T]]
EXTRAS_KEY = "text"
"""The key under which a command stores its texts."""


def command(name: str, **options: Any) -> Callable[[Callback[C, P, T]], commands.HybridCommand[C, P, T]]:  # noqa: ANN401
    """A command of a cog."""
    text = COMMANDS[name]

    def decorate(method: Callback[C, P, T]) -> commands.HybridCommand[C, P, T]:
        return commands.hybrid_command(name, **_words(text), **options)(_described(method, text))

    return decorate


def group(name: str, **options: Any) -> Callable[[Callback[C, P, T]], commands.HybridGroup[C, P, T]]:  # noqa: ANN401
    """A command with subcommands, which also works alone, or with the name of its ``fallback`` after it.

    Discord has no slash command for a group alone, so there the second is its only form.
    """
    text = COMMANDS[name]

    def decorate(method: Callback[C, P, T]) -> commands.HybridGroup[C, P, T]:
        words = _words(text)
        make = commands.hybrid_group(name, invoke_without_command=True, case_insensitive=True, **words, **options)
        return make(_described(method, text))

    return decorate


def subcommand(
    parent: commands.HybridGroup[C, ..., Any], name: str
) -> Callable[[Callback[C, P, T]], commands.HybridCommand[C, P, T]]:
    """A command under a group."""
    text = COMMANDS[f"{parent.name} {name}"]

    def decorate(method: Callback[C, P, T]) -> commands.HybridCommand[C, P, T]:
        return parent.command(name, **_words(text))(_described(method, text))

    return decorate


def overview_name(command: commands.Command[Any, ..., Any]) -> str | None:
    """The word that may follow a group's name without a change of meaning; None for other commands."""
    return command.fallback if isinstance(command, commands.HybridGroup) else None


def for_whom(command: commands.Command[Any, ..., Any]) -> str:
    """Who may use a command, as a sentence."""
    return _text_of(command).for_whom


def note_of(command: commands.Command[Any, ..., Any]) -> str:
    """What the help of a command says below its summary."""
    return _text_of(command).note


def examples_of(command: commands.Command[Any, ..., Any], prefix: str, found: LibraryExamples) -> list[str]:
    """Whole commands that work in the library that has these examples, as they are typed."""
    return [prefix + found.fill(example) for example in _text_of(command).examples]


def arguments_of(command: commands.Command[Any, ..., Any]) -> dict[str, str]:
    """The text about each argument, by its name, in the order of the slash command."""
    app_command = getattr(command, "app_command", None)
    if not isinstance(app_command, app_commands.Command):
        return {}
    return {argument.name: str(argument.description) for argument in app_command.parameters}


def _words(text: CommandText) -> dict[str, Any]:
    return {"help": text.summary, "usage": text.usage, "extras": {EXTRAS_KEY: text}}


def _described(method: Callback[C, P, T], text: CommandText) -> Callback[C, P, T]:
    return app_commands.describe(**text.arguments)(method) if text.arguments else method


def _text_of(command: commands.Command[Any, ..., Any]) -> CommandText:
    text: CommandText = command.extras[EXTRAS_KEY]
    return text
