"""Where new articles are posted: announce on, off, list, test."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.conversation import BriefingCog, Context, group, send, subcommand
from bot.errors import InputError
from bot.services.delivery import NoAccess, Refused, TryLater
from bot.ui.notices import done, subscriptions_page
from bot.ui.sender import DiscordSender, missing_permissions

__all__ = ["Posting"]

Channel = discord.TextChannel | discord.Thread
HERE: Any = None
"""For a channel left out. Not ``Channel | None``: discord.py would take a misspelt channel for one left out."""


class Posting(BriefingCog, name="Posting"):
    """New articles in a channel."""

    @group(fallback="list", usage="announce", invoke_without_command=True)
    @commands.guild_only()
    async def announce(self, ctx: Context) -> None:
        """Where new articles are posted, and where not any more and why."""
        asker = await self.editor(ctx)
        prefix = await self.services.servers.prefix(asker.view)
        await send(ctx, subscriptions_page(await self.services.subscriptions.of(asker.view), prefix))

    @subcommand(announce, name="on", usage="announce on [#channel]")
    @commands.guild_only()
    @app_commands.describe(channel="this one if left out")
    async def on(self, ctx: Context, channel: Channel = HERE) -> None:
        """From now on, posts each new article there; nothing old is posted."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        self._require_permissions(ctx, target)
        await self.services.subscriptions.start(asker.view, target.id, by=asker.user_id)
        await send(ctx, done(f"New articles will be posted in {target.mention}."))

    @subcommand(announce, name="off", usage="announce off [#channel]")
    @commands.guild_only()
    @app_commands.describe(channel="this one if left out")
    async def off(self, ctx: Context, channel: Channel = HERE) -> None:
        """Stops posting there."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        if not await self.services.subscriptions.stop(asker.view, target.id):
            msg = f"Nothing is posted in #{target.name}: there is nothing to stop."
            raise InputError(msg)
        await send(ctx, done(f"New articles are no longer posted in {target.mention}."))

    @subcommand(announce, name="test", usage="announce test [#channel]")
    @commands.guild_only()
    @app_commands.describe(channel="this one if left out")
    async def test(self, ctx: Context, channel: Channel = HERE) -> None:
        """Posts the latest article there now, to see how it looks and whether it works."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        self._require_permissions(ctx, target)
        reading = await self.services.library.reading(await self.services.library.find(asker.view, "latest"))
        try:
            await DiscordSender(self.bot).post(
                target.id, reading.article, reading.analysis, nonce=f"t{ctx.message.id % 10**20}"
            )
        except (NoAccess, Refused, TryLater) as error:
            msg = f"The test post did not go through: {error}."
            raise InputError(msg) from error
        await send(ctx, done(f"The test post is in {target.mention}."), private=True)

    def _target(self, ctx: Context, channel: Channel | None) -> Channel:
        target = channel or ctx.channel
        if not isinstance(target, discord.TextChannel | discord.Thread):
            msg = "New articles can be posted in text channels, announcement channels and threads: name one of them."
            raise InputError(msg)
        if target.guild != ctx.guild:
            msg = "That channel is in another server."
            raise InputError(msg)
        if not target.permissions_for(ctx.author).view_channel:  # type: ignore[arg-type]  # guild_only: a Member
            msg = "You cannot see that channel, so you cannot choose it."
            raise InputError(msg)
        return target

    def _require_permissions(self, ctx: Context, target: Channel) -> None:
        missing = missing_permissions(target, ctx.me)  # type: ignore[arg-type]  # guild_only: a Member
        if missing:
            msg = f"I cannot post in #{target.name} yet: allow me {', '.join(missing)} there, then try again."
            raise InputError(msg)
