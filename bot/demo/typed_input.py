"""Interprets typed text as a Discord client does: names become mentions, a line with a slash becomes a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Mentionable", "find_mentionable", "parsed_command", "with_mentions"]

_AT_BOT = re.compile(r"^\s*@bot\b", re.IGNORECASE)


class Mentionable(Protocol):
    """A channel, a role or a person, which a message can mention."""

    @property
    def id(self) -> int:
        """The Discord id."""

    @property
    def mention(self) -> str:
        """How a message mentions it."""


def with_mentions(text: str, mentionables: Mapping[str, Mentionable], bot_name: str) -> str:
    """The text of a message as a client sends it; ``mentionables`` maps what people type (``#general``).

    ``@bot`` at the beginning always means the bot.
    """
    text = _AT_BOT.sub(bot_name, text)
    for name, mentioned in mentionables.items():
        text = re.sub(rf"(?<![\w<]){re.escape(name)}(?![\w-])", mentioned.mention, text, flags=re.IGNORECASE)
    return text


def find_mentionable(typed: str, mentionables: Mapping[str, Mentionable]) -> Mentionable | None:
    """What is meant by the value of a command's argument: a channel also without its ``#``."""
    return mentionables.get(typed, mentionables.get(f"#{typed}"))


def parsed_command(text: str, commands: Mapping[str, Collection[str]]) -> tuple[str, dict[str, str]]:
    """The name and arguments (``name:value``) of a typed slash command; ``commands`` maps commands to argument names.

    Raises InputError for what a client could not send.
    """
    text = text.strip().removeprefix("/")
    fitting = [name for name in commands if f"{text} ".startswith(f"{name} ")]
    if not fitting:
        msg = f"There is no command /{text.partition(' ')[0]}: '/help' lists the commands."
        raise InputError(msg)
    name = max(fitting, key=len)
    known = commands[name]
    loose, *pairs = re.split(rf"(?:^|\s)({'|'.join(known)}):", text.removeprefix(name))
    if loose.strip():
        msg = (
            f"/{name} takes named arguments ({', '.join(known) or 'none'}), as '/summary article:1 length:short' does."
        )
        raise InputError(msg)
    return name, dict(zip(pairs[::2], map(str.strip, pairs[1::2]), strict=True))
