"""The entries of the message menu for anyone: summarize what a message contains, or say who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.descriptions import SUMMARIZE_MESSAGE, WHO_IN_MESSAGE
from bot.cogs.message_reading import message_actors, message_summary
from bot.cogs.sending import respond
from bot.models.guilds import SUMMARY_LENGTHS

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.services import Services

__all__ = ["MessageMenusCog"]


class MessageMenusCog(BriefingCog, name="Message menus"):
    """Only the person who asks sees the answer. Failures are presented by the error handler of the command tree."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self._menus = (
            app_commands.ContextMenu(name=SUMMARIZE_MESSAGE, callback=self.summarize),
            app_commands.ContextMenu(name=WHO_IN_MESSAGE, callback=self.who_is_in),
        )

    async def cog_load(self) -> None:
        """Adds the entries, which discord.py does not do for cogs."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Removes them again."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    async def summarize(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Summarizes the text, the link or the file of a message."""
        words = SUMMARY_LENGTHS[await self.services.guild_settings.summary_length(scope_in(interaction))]
        reply = await message_summary(self.services, interaction, message, words)
        await respond(interaction, reply, private=True)

    async def who_is_in(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Lists the actors in the text, the link or the file of a message."""
        await respond(interaction, await message_actors(self.services, interaction, message), private=True)
