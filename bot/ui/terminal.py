"""A message as plain text for the terminal."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord

from bot.ui.dates import written
from bot.ui.text_fallback import embed_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["embed_to_text", "markdown_to_text", "message_to_text"]

_TIME = re.compile(r"<t:(-?\d{1,12})(?::(\w))?>")
_DAYS = ("d", "D")
"""Discord's styles of a date without a time."""
_BOLD = re.compile(r"(?<!\\)\*\*")
_LINK = re.compile(r"(?<!\\)\[(.+?)(?<!\\)\]\(https?://[^)]+\)")
_FENCE = re.compile(r"```$\n?", re.MULTILINE)
_SMALL = re.compile(r"^-# ", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")


def message_to_text(message: discord.Message, names: Mapping[str, str]) -> str:
    """Returns a message as its reader sees it, its buttons last; ``names`` has the text for each mention."""
    lines = [f"[{file.description}]" for file in message.attachments if file.description]
    lines += [message.content] if message.content else []
    lines += map(embed_to_text, message.embeds)
    buttons = [
        item.label or ""
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for item in row.children
        if isinstance(item, discord.Button)
    ]
    if buttons:
        lines.append(" ".join(f"[{label}]" for label in buttons))
    text = "\n\n".join(line for line in lines if line)
    for mention, name in names.items():
        text = text.replace(mention, name)
    return text


def embed_to_text(embed: discord.Embed) -> str:
    """Returns an embed as its reader sees it, from top to bottom."""
    return "\n\n".join(filter(None, (markdown_to_text(part).rstrip("\n") for part in embed_parts(embed))))


def markdown_to_text(markdown: str) -> str:
    """Removes escapes, bold, code fences and the sign of small print, and writes out dates and times."""
    text = _SMALL.sub("", _TIME.sub(_time, markdown))
    text = _LINK.sub(r"\1", _BOLD.sub("", _FENCE.sub("", text)))
    return _ESCAPE.sub(r"\1", text).replace("\u200b", "")


def _time(match: re.Match[str]) -> str:
    time = datetime.fromtimestamp(int(match[1]), UTC)
    return written(time) if match[2] in _DAYS else f"{time:%Y-%m-%d %H:%M} UTC"
