"""Runs an editor's ``!add`` or ``!edit`` that was too long for a message, so that Discord turned it into a file."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.cogs.base import BriefingCog, asker_of
from bot.cogs.command_input import openers_of, read_file
from bot.errors import InputError
from bot.intake.pasted.commands import MAX_COMMAND, split_command
from bot.intake.pasted.text_files import MAX_BYTES

__all__ = ["LongMessagesCog"]

FILE_NAME = "message.txt"
"""Discord's name for such a file."""
MAX_UTF8_BYTES = 4
"""Bytes of one character."""


class LongMessagesCog(BriefingCog, name="Long messages"):
    """Listens; has no commands."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Runs the command at the beginning of such a file; only editors' files are downloaded."""
        files = message.attachments
        if message.author.bot or message.content.strip() or len(files) != 1 or files[0].filename != FILE_NAME:
            return
        ctx = await self.bot.get_context(message)
        asker = asker_of(ctx)
        if files[0].size > MAX_BYTES or not await self.is_editor(asker):
            return
        try:
            data = await read_file(files[0])
        except InputError:
            return  # it may not contain a command at all
        head = data[: MAX_COMMAND * MAX_UTF8_BYTES].decode(errors="ignore")
        command, _ = split_command(head, await openers_of(ctx, self.services))
        if command:
            message.content = f"{await self.services.guild_settings.prefix(asker.scope)}{command}"
            await self.bot.process_commands(message)
