"""Reads the text and the files of a command: its own, or those of the message that it replies to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.errors import InputError
from bot.intake.pasted.text_files import MAX_BYTES
from bot.models.articles import SHARED
from bot.ui.editing_messages import (
    NO_TEXT,
    REPLY_UNSEEN,
    file_not_downloaded,
    file_too_large,
    no_text_in_reply,
    too_many_files,
    unreadable_files,
)
from bot.ui.message_text import as_shown, text_of_message
from bot.ui.retries import FAILURES, attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cogs.sending import Context
    from bot.services import Services

__all__ = ["MAX_FILES", "CommandInput", "download", "openers_of", "read_file", "read_input"]

SUFFIXES = (".txt", ".md")
MAX_FILES = 5


@dataclass(frozen=True, slots=True)
class CommandInput:
    """A text, or text files; ``ignored`` are the names of files that cannot be read."""

    text: str = ""
    files: tuple[discord.Attachment, ...] = ()
    ignored: tuple[str, ...] = ()


async def read_input(ctx: Context, file: discord.Attachment | None, text: str, openers: Sequence[str]) -> CommandInput:
    """Returns the input of a command. Raises InputError if it has none, or none that can be read."""
    files = list(ctx.message.attachments) if ctx.interaction is None else [file] if file else []
    people: Sequence[discord.abc.User] = ctx.message.mentions
    replied_to: discord.Message | None = None
    if not text.strip() and not any(map(_is_text, files)):
        replied_to = await _replied_to(ctx)
        if replied_to is not None:
            text, files = _from_reply(replied_to, files, openers)
            people = replied_to.mentions
    text = as_shown(text, ctx.guild, people)
    texts = tuple(filter(_is_text, files))
    ignored = tuple(file.filename for file in files if file not in texts)
    if not texts and not text.strip():
        raise InputError(_nothing_to_read(replied_to, ignored))
    if len(texts) > MAX_FILES:
        raise InputError(too_many_files(MAX_FILES))
    return CommandInput(text, texts, ignored)


async def openers_of(ctx: Context, services: Services) -> tuple[str, ...]:
    """The possible beginnings of a command here: the prefixes, ``/``, and mentions of the bot."""
    me = ctx.me
    prefixes = await services.guild_settings.prefixes(ctx.guild.id if ctx.guild else SHARED)
    return (*prefixes, "/", f"<@{me.id}>", f"<@!{me.id}>", f"@{me.name}")


async def read_file(file: discord.Attachment) -> bytes:
    """Returns a file's bytes. Raises InputError, naming the file, if it is too large or cannot be downloaded."""
    if file.size > MAX_BYTES:
        raise InputError(file_too_large(file.filename, file.size, MAX_BYTES))
    return await download(file)


async def download(file: discord.Attachment) -> bytes:
    """Returns a file's bytes, of a size that was checked. Raises InputError if Discord does not give it."""
    try:
        return await attempt(file.read)
    except FAILURES as error:
        raise InputError(file_not_downloaded(file.filename)) from error


def _is_text(file: discord.Attachment) -> bool:
    return file.filename.lower().endswith(SUFFIXES)


def _from_reply(
    message: discord.Message, files: list[discord.Attachment], openers: Sequence[str]
) -> tuple[str, list[discord.Attachment]]:
    """The text and the files of a message or of what it forwards; text files count before text."""
    parts: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    files = [*files, *(file for part in parts for file in part.attachments)]
    if any(map(_is_text, files)):
        return "", files
    return next(filter(str.strip, (text_of_message(part, openers) for part in parts)), ""), files


def _nothing_to_read(replied_to: discord.Message | None, ignored: Sequence[str]) -> str:
    if ignored:
        return unreadable_files(ignored)
    if replied_to is not None:
        return no_text_in_reply(poll=replied_to.poll is not None, stickers=bool(replied_to.stickers))
    return NO_TEXT


async def _replied_to(ctx: Context) -> discord.Message | None:
    """The message that the command's message replies to; None if it is not a reply.

    Raises InputError if the message cannot be read.
    """
    reference = ctx.message.reference
    message_id = reference.message_id if reference else None
    if ctx.interaction is not None or reference is None or message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await attempt(lambda: ctx.channel.fetch_message(message_id))
    except FAILURES as error:
        raise InputError(REPLY_UNSEEN) from error
