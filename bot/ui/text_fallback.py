"""Embeds as a message without any, in Discord's Markdown, for channels where the bot may not send embeds."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.ui.limits import MAX_MESSAGE, cut, length
from bot.ui.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["embed_parts", "embeds_text"]

SHORTENED = "-# Shortened: to see all of it, grant me Embed Links in this channel."


def embed_parts(embed: discord.Embed) -> Iterator[str]:
    """The parts of an embed from top to bottom, in Discord's Markdown."""
    if embed.author.name:
        yield escape(embed.author.name)
    if embed.title:
        yield f"**{embed.title}**"
    if embed.url:
        yield embed.url
    if embed.description:
        yield embed.description
    for field in embed.fields:
        name = (field.name or "").strip("\u200b ")
        end = "**\n" if name.endswith("…") else ":** "  # “Did you mean …” stands above its lines
        yield f"**{name}{end}{field.value}" if name else field.value or ""
    date = discord.utils.format_dt(embed.timestamp, "d") if embed.timestamp else ""
    footer = escape(embed.footer.text or "")
    last = (" " if footer.endswith(" added") else " · ").join(part for part in (footer, date) if part)
    if last:
        yield last


def embeds_text(embeds: Iterable[discord.Embed]) -> str:
    """The embeds as the text of one message; if it is too long, its end is replaced by a hint."""
    text = "\n\n".join(chain.from_iterable(map(embed_parts, embeds)))
    if length(text) <= MAX_MESSAGE:
        return text
    end = f"\n\n{SHORTENED}"
    return cut(text, MAX_MESSAGE - length(end)) + end
