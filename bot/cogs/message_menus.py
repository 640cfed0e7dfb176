"""The entries of the message menu for anyone: summarize what a message contains, or say who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.descriptions import SUMMARIZE_MESSAGE, WHO_IN_MESSAGE
from bot.cogs.failures import failure_notice
from bot.cogs.message_reading import about_message, message_in_channel
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import replace_clicked, respond
from bot.models.guilds import SUMMARY_LENGTHS
from bot.services.rate_limits import RequestKind
from bot.ui.button_ids import ABOUT_MESSAGES, Action, ButtonAction

if TYPE_CHECKING:
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
        reply = await about_message(self.services, interaction, message, Action.MESSAGE_SUMMARY, words)
        await respond(interaction, reply, private=True)

    async def who_is_in(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Lists the actors in the text, the link or the file of a message."""
        reply = await about_message(self.services, interaction, message, Action.MESSAGE_ACTORS)
        await respond(interaction, reply, private=True)

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, asker: int) -> None:
        """A button under such an answer was clicked: the message is read again.

        A click by the person who asked updates the answer; others get an answer of their own.
        """
        if action.kind not in ABOUT_MESSAGES:
            return
        own, rates = interaction.user.id == asker, self.services.rate_limits
        try:
            begin_click(rates, action.kind, interaction, update=own, private=not own)
            rates.check(RequestKind.ADDING, interaction.user.id, scope_in(interaction))
            message = await message_in_channel(interaction, action.subject)
            reply = await about_message(self.services, interaction, message, action.kind, action.argument)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            prefix = await self.prefix_of(interaction)
            reply = failure_notice(error, prefix, button=action.kind, guild=interaction.guild_id)
            own = False
        if own:
            await replace_clicked(interaction, reply)
        else:
            await respond(interaction, reply, private=True)
