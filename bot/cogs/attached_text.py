"""What a command brought: its text and files, or those of the message it replies to, forwarded or embedded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord

from bot.errors import InputError
from bot.intake.pasted.commands import strip_command
from bot.intake.pasted.intent import MIN_TEXT_WORDS
from bot.intake.pasted.text_files import MAX_BYTES
from bot.models.articles import SHARED
from bot.ui.retries import FAILURES, attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cogs.base import Context
    from bot.services import Services

__all__ = ["MAX_FILES", "Material", "material_of", "openers_of", "read_file"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SUFFIXES = (".txt", ".md")
MAX_FILES = 5
_CODE = re.compile(r"<(?:(@[!&]?|#)(\d{1,20})|a?(:\w{2,32}:)\d{1,20}|t:(-?\d{1,11})(?::[a-zA-Z])?)>")
_MENTION = re.compile(r"<(?:@[!&]?|#)\d{1,20}>|@everyone|@here")


@dataclass(frozen=True, slots=True)
class Material:
    """A text, or text files; ``ignored`` are the names of files that cannot be read."""

    text: str = ""
    files: tuple[discord.Attachment, ...] = ()
    ignored: tuple[str, ...] = ()


def as_shown(text: str, guild: discord.Guild | None, people: Sequence[discord.abc.User]) -> str:
    """A message's text as its readers see it: names in place of Discord's codes for them, emoji and times."""
    names = {person.id: person.display_name for person in people}

    def shown(code: re.Match[str]) -> str:
        kind, found, emoji, seconds = code.groups()
        if emoji:
            return emoji
        if seconds:
            when = EPOCH + timedelta(seconds=int(seconds))
            return f"{when:%Y-%m-%d %H:%M} UTC"
        number = int(found)
        if kind == "#":
            channel = guild.get_channel_or_thread(number) if guild else None
            return f"#{channel.name if channel else 'unknown'}"
        role = guild.get_role(number) if guild and kind == "@&" else None
        return f"@{role.name if role else names.get(number, 'unknown')}"

    return _CODE.sub(shown, text)


async def material_of(ctx: Context, file: discord.Attachment | None, text: str, openers: Sequence[str]) -> Material:
    """What a command brought. Raises InputError where that is nothing, or nothing that can be read."""
    replied: discord.Message | None = None
    files = list(ctx.message.attachments) if ctx.interaction is None else [file] if file else []
    people = ctx.message.mentions
    if not text.strip() and not any(map(_is_text, files)):
        replied = await _replied_to(ctx)
        if replied is not None:
            parts: list[discord.Message | discord.MessageSnapshot] = [replied, *replied.message_snapshots]
            files = [*files, *(file for part in parts for file in part.attachments)]
            with_file = any(map(_is_text, files))
            text = "" if with_file else next(filter(str.strip, (_text_of(part, openers) for part in parts)), "")
            people = replied.mentions
    text = as_shown(text, ctx.guild, people)
    texts = tuple(filter(_is_text, files))
    ignored = tuple(file.filename for file in files if file not in texts)
    if not texts and not text.strip():
        msg = (
            "There is no text yet: write a link or a text after the command, attach a .txt file, or reply to a "
            "message. The slash command opens a form."
        )
        if replied is not None:
            msg = f"The message you replied to holds {_held(replied)} to add: write or paste the article instead."
        if ignored:
            names = ", ".join(name[:60] for name in ignored)
            msg = f"I can read .txt and .md files, not {names}: save the article as plain text and attach that."
        raise InputError(msg)
    if len(texts) > MAX_FILES:
        msg = f"A message can bring {MAX_FILES} articles at most: send the other files in another one."
        raise InputError(msg)
    return Material(text, texts, ignored)


async def openers_of(ctx: Context, services: Services) -> tuple[str, ...]:
    """What a command in this place begins with."""
    me = ctx.me
    prefixes = await services.guild_settings.prefixes(ctx.guild.id if ctx.guild else SHARED)
    return (*prefixes, "/", f"<@{me.id}>", f"<@!{me.id}>", f"@{me.name}")


async def read_file(file: discord.Attachment) -> bytes:
    """A file's bytes, bounded. Raises InputError, naming it, where it is too large or cannot be had."""
    if file.size > MAX_BYTES:
        msg = f"{file.filename} has {file.size:,} bytes; the limit is {MAX_BYTES:,}. Split it into several articles."
        raise InputError(msg)
    try:
        return await attempt(file.read)
    except FAILURES as error:
        msg = f"{file.filename} could not be fetched from Discord: try to attach it once more."
        raise InputError(msg) from error


def _held(message: discord.Message) -> str:
    """What a message without a text holds."""
    return "a poll, and no text" if message.poll else "a sticker, and no text" if message.stickers else "no text"


def _is_text(file: discord.Attachment) -> bool:
    return file.filename.lower().endswith(SUFFIXES)


def _text_of(part: discord.Message | discord.MessageSnapshot, openers: Sequence[str]) -> str:
    """A message's text; that of its embeds where it has none of its own but a line that leads to them."""
    text = strip_command(part.content, openers)
    own = _MENTION.sub("", text)
    embeds = [embed for embed in part.embeds if embed.url or embed.title or embed.description]
    if not embeds or "://" in own or len(own.split()) >= MIN_TEXT_WORDS:
        return text
    links = [embed.url for embed in embeds if embed.url]
    return "\n".join(links) if links else "\n\n".join(map(_embed_text, embeds))


def _embed_text(embed: discord.Embed) -> str:
    """An embed without a link as a pasted text."""
    head = {
        "Title": embed.title,
        "Source": embed.footer.text,
        "Author": embed.author.name,
        "Date": embed.timestamp.isoformat() if embed.timestamp else None,
    }
    lines = [f"{key}: {' '.join(value.split())}" for key, value in head.items() if value and value.strip()]
    body = [embed.description, *(f"{field.name}\n{field.value}" for field in embed.fields)]
    return "\n".join(lines) + "\n\n" + "\n\n".join(part for part in body if part)


async def _replied_to(ctx: Context) -> discord.Message | None:
    """The message that the command's message replies to, or None where there is none (any more)."""
    reference = ctx.message.reference
    message_id = reference.message_id if reference else None
    if ctx.interaction is not None or reference is None or message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await attempt(lambda: ctx.channel.fetch_message(message_id))
    except FAILURES as error:
        msg = "I cannot see the message you replied to: copy its text after the command instead."
        raise InputError(msg) from error
