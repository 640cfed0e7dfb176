"""Runs a command again if its message failed and was corrected by an edit within two minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.base import BriefingCog
from bot.services.bounded_dict import BoundedDict

if TYPE_CHECKING:
    from bot.cogs.sending import Context
    from bot.services import Services

__all__ = ["EditedCommandsCog"]

MAX_EDIT_DELAY = timedelta(minutes=2)
MAX_REMEMBERED = 10_000
"""Messages; the oldest is forgotten first."""


class EditedCommandsCog(BriefingCog, name="Edited commands"):
    """Listens; has no commands. A message whose command has run successfully is not run again."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self._unanswered = BoundedDict[int, tuple[discord.Member | discord.User, int]](MAX_REMEMBERED)
        """By message id: the author, and a hash of the content, because the bot does not store what people write."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Remembers every message: an edit may turn it into a command."""
        if not message.author.bot:
            self._remember(message)

    @commands.Cog.listener()
    async def on_command(self, ctx: Context) -> None:
        """A command is running: its message must not run again."""
        self._unanswered.pop(ctx.message.id, None)

    @commands.Cog.listener()
    async def on_command_error(self, ctx: Context, _error: commands.CommandError) -> None:
        """A command failed: its message may be corrected."""
        if ctx.interaction is None:
            self._remember(ctx.message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """Runs the command of an edited message, if its content has changed.

        Discord also sends this event when it adds a link's preview, or when the message is pinned.
        """
        message = edit.message
        in_time = message.edited_at is not None and message.edited_at - message.created_at <= MAX_EDIT_DELAY
        author, content = self._unanswered.get(message.id, (None, 0))
        if in_time and author is not None and hash(message.content) != content:
            self._unanswered[message.id] = author, hash(message.content)
            if not isinstance(message.author, discord.Member):
                message.author = author  # the event may lack the author's roles
            await self.bot.process_commands(message)

    def _remember(self, message: discord.Message) -> None:
        self._unanswered[message.id] = message.author, hash(message.content)
