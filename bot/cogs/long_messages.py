"""An editor's ``!add`` or ``!edit`` that was too long for a message, so that Discord's client made a file of it."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.cogs.attached_text import openers_of, read_file
from bot.cogs.base import BriefingCog, asker_of
from bot.errors import InputError
from bot.intake.pasted.commands import MAX_COMMAND, split_command
from bot.intake.pasted.text_files import MAX_BYTES
from bot.services.access import is_editor

__all__ = ["LongMessages"]

FILE_NAME = "message.txt"
"""What Discord calls such a file."""


class LongMessages(BriefingCog, name="Long messages"):
    """Listens; has no commands."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Reads such a file of an editor's for the command that it begins with; nobody else's."""
        files = message.attachments
        if message.author.bot or message.content.strip() or len(files) != 1 or files[0].filename != FILE_NAME:
            return
        ctx = await self.bot.get_context(message)
        asker = await asker_of(ctx)
        if files[0].size > MAX_BYTES or not is_editor(asker, await self.services.guild_settings.settings(asker.scope)):
            return
        try:
            head = (await read_file(files[0]))[: MAX_COMMAND * 4].decode(errors="ignore")
        except InputError:
            return  # whether it holds a command is not known
        command, _ = split_command(head, await openers_of(ctx, self.services))
        if command:
            message.content = f"{await self.services.guild_settings.prefix(asker.scope)}{command}"
            await self.bot.process_commands(message)
