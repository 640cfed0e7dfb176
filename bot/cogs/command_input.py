"""Reads the text and the files of a command: its own, or those of the message that it replies to or is used on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import discord

from bot.errors import InputError
from bot.intake.files.kinds import SUFFIXES, max_bytes
from bot.models.articles import SHARED
from bot.ui.editing_messages import (
    NO_TEXT,
    REPLY_UNSEEN,
    file_not_downloaded,
    file_too_large,
    no_text_in_message,
    too_many_files,
    unreadable_files,
)
from bot.ui.message_text import as_shown, text_of_message
from bot.ui.retries import FAILURES, attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cogs.sending import Context
    from bot.services import Services

__all__ = [
    "MAX_FILES",
    "CommandInput",
    "download",
    "openers_of",
    "read_file",
    "read_input",
    "read_message",
    "replied_message",
]

MAX_FILES = 10
"""As many as a message of Discord holds; a reply to a message may bring the files of both."""


@dataclass(frozen=True, slots=True)
class CommandInput:
    """A text, or files with text; ``ignored`` are the names of files of other kinds.

    ``from_message`` if all of it is another message than the command's own.
    """

    text: str = ""
    files: tuple[discord.Attachment, ...] = ()
    ignored: tuple[str, ...] = ()
    from_message: bool = False


async def read_input(ctx: Context, file: discord.Attachment | None, text: str, openers: Sequence[str]) -> CommandInput:
    """Returns the input of a command. Raises InputError if it has none, or none that can be read."""
    files = list(ctx.message.attachments) if ctx.interaction is None else [file] if file else []
    if not text.strip() and not any(map(_is_readable, files)):
        replied_to = await replied_message(ctx)
        if replied_to is not None:
            return read_message(replied_to, openers, files)
    return _checked(as_shown(text, ctx.guild, ctx.message.mentions), files)


def read_message(
    message: discord.Message, openers: Sequence[str], files: Sequence[discord.Attachment] = ()
) -> CommandInput:
    """Returns the input that is a message, with further ``files``. Raises InputError as ``read_input`` does."""
    text, files = _of_message(message, files, openers)
    return _checked(as_shown(text, message.guild, message.mentions), files, message)


def _checked(text: str, files: Sequence[discord.Attachment], message: discord.Message | None = None) -> CommandInput:
    """The input of a command, or of another ``message``; raises InputError if nothing of it can be read."""
    readable = tuple(filter(_is_readable, files))
    ignored = tuple(file.filename for file in files if file not in readable)
    if not readable and not text.strip():
        raise InputError(_nothing_to_read(message, ignored))
    if len(readable) > MAX_FILES:
        raise InputError(too_many_files(MAX_FILES))
    return CommandInput(text, readable, ignored, from_message=message is not None)


async def replied_message(ctx: Context) -> discord.Message | None:
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


async def openers_of(place: Context | discord.Interaction, services: Services) -> tuple[str, ...]:
    """The possible beginnings of a command here: the prefixes, ``/``, and mentions of the bot."""
    # Commands and interactions arrive only after the login.
    me = cast("discord.ClientUser", place.client.user) if isinstance(place, discord.Interaction) else place.me
    prefixes = await services.guild_settings.prefixes(place.guild.id if place.guild else SHARED)
    return (*prefixes, "/", f"<@{me.id}>", f"<@!{me.id}>", f"@{me.name}")


async def read_file(file: discord.Attachment) -> bytes:
    """Returns a file's bytes. Raises InputError, naming the file, if it is too large or cannot be downloaded."""
    if file.size > (limit := max_bytes(file.filename)):
        raise InputError(file_too_large(file.filename, file.size, limit))
    return await download(file)


async def download(file: discord.Attachment) -> bytes:
    """Returns a file's bytes, of a size that was checked. Raises InputError if Discord does not give it."""
    try:
        return await attempt(file.read)
    except FAILURES as error:
        raise InputError(file_not_downloaded(file.filename)) from error


def _is_readable(file: discord.Attachment) -> bool:
    return file.filename.lower().endswith(tuple(SUFFIXES))


def _of_message(
    message: discord.Message, files: Sequence[discord.Attachment], openers: Sequence[str]
) -> tuple[str, list[discord.Attachment]]:
    """The text and the files of a message or of what it forwards; readable files count before text."""
    parts: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    files = [*files, *(file for part in parts for file in part.attachments)]
    if any(map(_is_readable, files)):
        return "", files
    return next(filter(str.strip, (text_of_message(part, openers) for part in parts)), ""), files


def _nothing_to_read(replied_to: discord.Message | None, ignored: Sequence[str]) -> str:
    if ignored:
        return unreadable_files(ignored)
    if replied_to is not None:
        return no_text_in_message(poll=replied_to.poll is not None, stickers=bool(replied_to.stickers))
    return NO_TEXT
