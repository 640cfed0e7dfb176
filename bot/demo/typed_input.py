"""What a Discord client makes of what is typed: names become mentions, and a line with a slash becomes a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Named", "parsed_command", "with_mentions"]

_AT_BOT = re.compile(r"^\s*@bot\b", re.IGNORECASE)


class Named(Protocol):
    """A channel, a role or a person."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def mention(self) -> str:
        """How a message names it."""


def with_mentions(text: str, named: Mapping[str, Named], bot_name: str) -> str:
    """The text of a message as a client sends it; ``named`` are those that there are, as they are typed (``#general``).

    ``@bot`` at its beginning is the bot, whatever it is called.
    """
    text = _AT_BOT.sub(bot_name, text)
    for name, known in named.items():
        text = re.sub(rf"(?<![\w<]){re.escape(name)}(?![\w-])", known.mention, text, flags=re.IGNORECASE)
    return text


def parsed_command(text: str, commands: Mapping[str, Collection[str]]) -> tuple[str, dict[str, str]]:
    """The name of a slash command, and what stands there as ``name:value``; ``commands`` are their arguments by name.

    Raises InputError for what a client could not send.
    """
    text = text.strip().removeprefix("/")
    fitting = [name for name in commands if f"{text} ".startswith(f"{name} ")]
    if not fitting:
        msg = f"There is no /{text.partition(' ')[0]}: '/help' shows what there is."
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
