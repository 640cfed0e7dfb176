"""Finds the add or edit command at the beginning of a long message that Discord's client turned into a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MAX_COMMAND", "split_command", "strip_command"]

MAX_COMMAND = 200
"""How many characters at the beginning of a text are searched for a command."""
_COMMAND = re.compile(
    r"\s*(?:add|edit\s+(?:article:\s*)?(#?\d{1,9}|latest):?)(?:[:：,，]?\s+text:\s*|[:：,，]?\s+|$)", re.IGNORECASE
)


def split_command(text: str, openers: Iterable[str]) -> tuple[str, str]:
    """The command that a text begins with ("add", "edit 12" or "") and the text below it.

    ``openers`` are the possible beginnings of a command: the prefix, a mention of the bot.
    """
    head = text[:MAX_COMMAND].lstrip("\ufeff \t\r\n")
    skipped = min(len(text), MAX_COMMAND) - len(head)
    for opener in openers:
        if head.casefold().startswith(opener.casefold()):
            match = _COMMAND.match(head, len(opener))
            if match:
                return f"edit {match[1]}" if match[1] else "add", text[skipped + match.end() :]
    return "", text


def strip_command(text: str, openers: Iterable[str]) -> str:
    """The text below the command that it begins with; see ``split_command``."""
    return split_command(text, openers)[1]
