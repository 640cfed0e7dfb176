"""The text of a Discord message as its readers see it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord

from bot.intake.pasted.commands import strip_command
from bot.intake.pasted.intent import MIN_TEXT_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["as_shown", "text_of_message"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CODE = re.compile(r"<(?:(@[!&]?|#)(\d{1,20})|a?(:\w{2,32}:)\d{1,20}|t:(-?\d{1,11})(?::[a-zA-Z])?)>")
_MENTION = re.compile(r"<(?:@[!&]?|#)\d{1,20}>|@everyone|@here")


def as_shown(text: str, guild: discord.Guild | None, people: Sequence[discord.abc.User]) -> str:
    """Returns a text with names in place of Discord's codes for mentions, emoji and times (in UTC)."""
    names = {person.id: person.display_name for person in people}

    def name_of(code: re.Match[str]) -> str:
        kind, found, emoji, seconds = code.groups()
        if emoji:
            return emoji
        if seconds:
            return f"{EPOCH + timedelta(seconds=int(seconds)):%Y-%m-%d %H:%M} UTC"
        number = int(found)
        if kind == "#":
            channel = guild.get_channel_or_thread(number) if guild else None
            return f"#{channel.name if channel else 'unknown'}"
        role = guild.get_role(number) if guild and kind == "@&" else None
        return f"@{role.name if role else names.get(number, 'unknown')}"

    return _CODE.sub(name_of, text)


def text_of_message(part: discord.Message | discord.MessageSnapshot, openers: Sequence[str]) -> str:
    """Returns a message's text without a command at its beginning (see ``openers_of``).

    If the text is only a line that introduces embeds, returns the links or the text of the embeds instead.
    """
    text = strip_command(part.content, openers)
    own = _MENTION.sub("", text)
    embeds = [embed for embed in part.embeds if embed.url or embed.title or embed.description]
    if not embeds or "://" in own or len(own.split()) >= MIN_TEXT_WORDS:
        return text
    links = [embed.url for embed in embeds if embed.url]
    return "\n".join(links) if links else "\n\n".join(map(_embed_text, embeds))


def _embed_text(embed: discord.Embed) -> str:
    """An embed without a link in the form of a pasted article."""
    head = {
        "Title": embed.title,
        "Source": embed.footer.text,
        "Author": embed.author.name,
        "Date": embed.timestamp.isoformat() if embed.timestamp else None,
    }
    lines = [f"{key}: {' '.join(value.split())}" for key, value in head.items() if value and value.strip()]
    body = [embed.description, *(f"{field.name}\n{field.value}" for field in embed.fields)]
    return "\n".join(lines) + "\n\n" + "\n\n".join(part for part in body if part)
