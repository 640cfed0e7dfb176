"""Sentences for errors that discord.py raises outside a command's own code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

__all__ = [
    "FORM_TOO_LATE",
    "MAX_REPEATED",
    "OLD_BUTTON",
    "OLD_FORM",
    "OUTDATED",
    "Usage",
    "ambiguous_name",
    "archived_thread",
    "error_sentence",
    "internal_error",
    "not_a_period",
]

OLD_BUTTON = "This button is from an older version of me: type /help to see what you can ask."
OLD_FORM = "This form was opened before I was restarted, and nothing was changed: open it again and send it."
OUTDATED = (
    "This command has changed since your Discord app last loaded it: try again in a minute, or restart Discord. /help "
    "shows what you can ask."
)
"""For a while after an update, Discord's apps still offer the commands that they loaded before it."""
FORM_TOO_LATE = "The form could not be opened in time: use the command again."
MAX_REPEATED = 40
"""How many characters of what was typed are repeated."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How a command is typed, with its prefix; ``arguments`` has the text about each argument by its name.

    ``parameter`` is the name of the argument that was read last, and ``typed`` is what was typed for it.
    """

    name: str
    form: str
    example: str
    arguments: dict[str, str]
    parameter: str | None = None
    typed: str | None = None


Describe = Callable[[Any, Usage | None], str]
Errors = tuple[type[BaseException], ...]


def _not_understood(_: Any, usage: Usage | None) -> str:  # noqa: ANN401 - as in Describe
    """Says what the typed argument should have been: the beginning of its description is a noun phrase."""
    if usage is None or not usage.typed or usage.parameter not in usage.arguments:
        return "I do not understand that."
    return f"“{usage.typed[:MAX_REPEATED]}” is not {usage.arguments[usage.parameter].partition(';')[0]}."


WITH_USAGE: tuple[tuple[Errors, Describe], ...] = (
    (
        (commands.ChannelNotFound, commands.ThreadNotFound, commands.BadUnionArgument),
        lambda *_: "There is no such text channel, thread or forum here.",
    ),
    ((commands.RoleNotFound,), lambda *_: "There is no such role here."),
    (
        (commands.BadLiteralArgument,),
        lambda error, _: f"“{error.argument[:MAX_REPEATED]}” is not one of: {', '.join(map(str, error.literals))}.",
    ),
    (
        (commands.RangeError,),
        lambda error, _: f"{error.value} is out of range: from {error.minimum} to {error.maximum}.",
    ),
    ((commands.UserInputError, app_commands.TransformerError), _not_understood),
)
"""What was typed cannot be used: the sentence is followed by how the command is typed. The first match counts."""
WITHOUT_USAGE: tuple[tuple[Errors, str], ...] = (
    ((app_commands.CommandNotFound, app_commands.CommandSignatureMismatch), OUTDATED),
    (
        (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError),
        "Discord is not answering me at the moment: try again shortly.",
    ),
    ((commands.NoPrivateMessage, app_commands.NoPrivateMessage), "This only works in a server."),
    ((commands.CheckFailure, app_commands.CheckFailure), "You cannot use this here."),
    ((discord.Forbidden,), "Discord does not let me do that here: check my permissions in this channel."),
)


def error_sentence(error: BaseException, usage: Usage | None) -> str | None:
    """Returns the sentence for an error of discord.py's; None for one that is a fault of the bot."""
    if usage is not None and isinstance(error, commands.MissingRequiredArgument):
        return f"{usage.name} needs {usage.arguments[error.param.name]}. For example: {usage.example}"
    for errors, sentence in WITHOUT_USAGE:
        if isinstance(error, errors):
            return sentence
    for errors, describe in WITH_USAGE:
        if isinstance(error, errors):
            how = f" Type it as {usage.form}. For example: {usage.example}" if usage else ""
            return describe(error, usage) + how
    return None


def internal_error(error_id: str) -> str:
    """``error_id`` is in the log with the traceback."""
    return f"Something went wrong on my side. If it happens again, give the bot’s owner this error id: {error_id}."


def archived_thread(*, locked: bool) -> str:
    """Discord finds an archived thread only once it is open again."""
    first = "have it unlocked and reopened" if locked else "write a message in it, which reopens it"
    return f"That thread is archived: {first}, then repeat the command."


def ambiguous_name(typed: str) -> str:
    """Several roles or channels have the name that was typed."""
    return f"Several here are called “{typed}”: choose one by its mention or its id."


def not_a_period(typed: str) -> str:
    """The text that was typed for a period is not one."""
    return f"“{typed[:MAX_REPEATED]}” is not a period: try today, week, month or 30d."
