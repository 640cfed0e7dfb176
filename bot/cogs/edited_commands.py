"""A message that was typed wrong and put right within two minutes is answered as if it had been typed so at once."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.base import BriefingCog, Context

if TYPE_CHECKING:
    from bot.services import Services

__all__ = ["EditedCommandsCog"]

LONGEST = timedelta(minutes=2)
MAX_KEPT = 10_000


class EditedCommandsCog(BriefingCog, name="Edited commands"):
    """Listens; has no commands. What a message brought about is never done again."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self._unanswered: OrderedDict[int, tuple[discord.Member | discord.User, int]] = OrderedDict()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Whatever is written may become a command."""
        if not message.author.bot:
            self._keep(message)

    @commands.Cog.listener()
    async def on_command(self, ctx: Context) -> None:
        """A command runs: its message has had its chance."""
        self._unanswered.pop(ctx.message.id, None)

    @commands.Cog.listener()
    async def on_command_error(self, ctx: Context, _error: commands.CommandError) -> None:
        """It failed, so that it may be put right."""
        if ctx.interaction is None:
            self._keep(ctx.message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """Does what a message says now, where that is something else than before.

        Discord also tells of an edit when it adds a link's preview, or when the message is pinned.
        """
        message = edit.message
        put_right = message.edited_at is not None and message.edited_at - message.created_at <= LONGEST
        author, said = self._unanswered.get(message.id, (None, 0))
        if put_right and author is not None and hash(message.content) != said:
            self._unanswered[message.id] = author, hash(message.content)
            if not isinstance(message.author, discord.Member):
                message.author = author  # an edit need not tell the roles of whoever made it
            await self.bot.process_commands(message)

    def _keep(self, message: discord.Message) -> None:
        self._unanswered[message.id] = message.author, hash(message.content)  # what people write is not kept
        while len(self._unanswered) > MAX_KEPT:
            self._unanswered.popitem(last=False)
