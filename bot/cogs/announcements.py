"""Where new articles are posted: announce on, off, list, role, publish, test; and why an article was, or was not."""

from __future__ import annotations

import re
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.base import EDITORS, BriefingCog, Context, command, group, send, subcommand
from bot.cogs.converters import RoleOrNone, require_choice, role_choices
from bot.errors import DeliveryError, InputError
from bot.services.delivery.errors import Unconfirmed
from bot.ui.discord_errors import missing_permissions
from bot.ui.limits import CHOICES
from bot.ui.notices import done
from bot.ui.subscription_pages import fate_page, subscriptions_page

__all__ = ["Posting"]

Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
HERE: Any = None
"""For a channel left out. Not ``| None``: discord.py would take a misspelt channel for one left out."""


class Posting(BriefingCog, name="Posting"):
    """New articles in a channel."""

    for_whom = EDITORS

    @group("announce", fallback="list", usage="announce", invoke_without_command=True)
    @commands.guild_only()
    async def announce(self, ctx: Context) -> None:
        """Where new articles are posted, and where not any more and why."""
        asker = await self.editor(ctx)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        require_choice(ctx, prefix)
        known = await self.services.subscriptions.of(asker.scope)
        guild = ctx.guild
        await send(ctx, subscriptions_page(known, prefix, has_role=lambda r: guild is None or bool(guild.get_role(r))))

    @subcommand(announce, "announce on #general", name="on", usage="announce on [#channel]")
    @commands.guild_only()
    @app_commands.describe(channel="this one if left out")
    async def on(self, ctx: Context, channel: Channel = HERE) -> None:
        """From now on, posts each new article there; nothing old is posted."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        self._require_permissions(ctx, target)
        await self.services.subscriptions.start(asker.scope, target.id, by=asker.user_id)
        await send(ctx, done(f"New articles will be posted in {target.mention}."))

    @subcommand(announce, "announce off #general", name="off", usage="announce off [#channel]")
    @commands.guild_only()
    @app_commands.describe(channel="this one if left out", deleted="a channel that was deleted, by its id")
    async def off(self, ctx: Context, channel: Channel | None = None, *, deleted: str = "") -> None:
        """Stops posting there; a channel that was deleted is named by its id."""
        asker = await self.editor(ctx)
        if channel is None and deleted:
            await self._off_by_id(ctx, asker.scope, deleted)
            return
        target = self._target(ctx, channel)
        if not await self.services.subscriptions.stop(asker.scope, target.id):
            msg = f"Nothing is posted in #{target.name}: there is nothing to stop."
            raise InputError(msg)
        await send(ctx, done(f"New articles are no longer posted in {target.mention}."))

    @off.autocomplete("deleted")
    async def suggest_deleted(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """For editors: channels of the list that this server has no longer, or that are archived threads."""
        guild = interaction.guild if await self.is_for_editor(interaction) else None
        known = await self.services.subscriptions.of(guild.id) if guild else []
        ids = [str(sub.channel_id) for sub in known if guild and guild.get_channel_or_thread(sub.channel_id) is None]
        return [app_commands.Choice(name=f"a deleted channel (id {i})", value=i) for i in ids if typed in i][:CHOICES]

    @subcommand(announce, "announce test #general", name="test", usage="announce test [#channel]")
    @commands.guild_only()
    @app_commands.describe(channel="this one if left out")
    async def test(self, ctx: Context, channel: Channel = HERE) -> None:
        """Posts the latest article there now, to see how it looks and whether it works."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        self._require_permissions(ctx, target)
        latest = await self.services.library.analysed(await self.services.library.find(asker.scope, "latest"))
        try:
            await self.services.delivery_worker.post_test(target.id, latest, key=f"t{ctx.message.id % 10**20}")
        except Unconfirmed as error:
            msg = f"It is not sure whether the test post went through: {error}. Look into #{target.name}."
            raise InputError(msg) from error
        except DeliveryError as error:
            msg = f"The test post did not go through: {error}."
            raise InputError(msg) from error
        await send(ctx, done(f"The test post is in {target.mention}."), private=True)

    @subcommand(
        announce,
        "announce role @News #general",
        "announce role none #general",
        name="role",
        usage="announce role <@role|none> [#channel]",
    )
    @commands.guild_only()
    @app_commands.describe(role="the role that posts mention, or none", channel="this one if left out")
    async def role(self, ctx: Context, role: RoleOrNone, channel: Channel = HERE) -> None:
        """Which role the posts in a channel mention; none: nobody."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        if role is not None:
            self._require_mentionable(ctx, role, target)
        await self.services.subscriptions.set_role(asker.scope, target.id, role.id if role else None)
        whom = f"mention {role.mention}" if role else "mention nobody"
        await send(ctx, done(f"Posts in {target.mention} {whom} from now on."))

    @role.autocomplete("role")
    async def suggest_roles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Roles whose name fits what is typed so far, and none."""
        return role_choices(interaction, typed)

    @subcommand(announce, "announce publish on #news", name="publish", usage="announce publish <on|off> [#channel]")
    @commands.guild_only()
    @app_commands.describe(
        choice="on or off: whether followers of an announcement channel get the posts", channel="this one if left out"
    )
    async def publish(self, ctx: Context, choice: Literal["on", "off"], channel: Channel = HERE) -> None:
        """Whether posts in an announcement channel go to its followers; Discord allows about ten an hour."""
        asker = await self.editor(ctx)
        target = self._target(ctx, channel)
        if choice == "on" and not (isinstance(target, discord.TextChannel) and target.is_news()):
            msg = f"#{target.name} is no announcement channel: only those can be followed by other servers."
            raise InputError(msg)
        await self.services.subscriptions.set_publish(asker.scope, target.id, publish=choice == "on")
        said = "are published to its followers" if choice == "on" else "stay in this server"
        await send(ctx, done(f"Posts in {target.mention} {said} from now on."))

    @command("why 1", name="why", usage="why <article>")
    @commands.guild_only()
    @app_commands.describe(article="its number, its link, or words of its title; the last added if left out")
    async def why(self, ctx: Context, *, article: str = "") -> None:
        """For each channel: whether an article was posted there, or is waiting, or why it was not."""
        asker = await self.editor(ctx)
        found = await self.services.library.find(asker.scope, article, removed=True)
        await send(ctx, fate_page(found, await self.services.subscriptions.delivery_statuses(asker.scope, found)))

    @why.autocomplete("article")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Articles whose number or title fits what is typed so far."""
        return await self.article_choices(interaction, typed)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Connected: channels may have been deleted meanwhile. Of a server in an outage nothing is known."""
        known = {guild.id for guild in self.bot.guilds if not guild.unavailable}
        await self.services.delivery_worker.pause_deleted_channels(known)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted."""
        await self.services.subscriptions.channel_deleted(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """A thread was deleted, perhaps an archived one."""
        await self.services.subscriptions.channel_deleted(thread.guild_id, thread.thread_id)

    async def _off_by_id(self, ctx: Context, guild_id: int, typed: str) -> None:
        """Stops posting in a channel that Discord no longer shows: deleted, or an archived thread."""
        named = re.fullmatch(r"(?:<#)?(\d{1,20})>?", typed.strip())
        if named is None or not await self.services.subscriptions.stop(guild_id, int(named[1])):
            msg = f"There is no such channel here. {ctx.clean_prefix}announce list shows where new articles are posted."
            raise InputError(msg)
        await send(ctx, done(f"New articles are no longer posted in the channel with the id {named[1]}."))

    def _require_mentionable(self, ctx: Context, role: discord.Role, target: Channel) -> None:
        if role.is_default():
            msg = "I do not mention everyone: name a role that people choose to have."
            raise InputError(msg)
        granted = target.permissions_for(ctx.me)  # type: ignore[arg-type]  # guild_only: a Member
        if not role.mentionable and not granted.mention_everyone:
            msg = (
                f"Nobody would be told: let anyone mention @{role.name} (in the role’s settings), or allow me "
                f"Mention Everyone in #{target.name}."
            )
            raise InputError(msg)

    def _target(self, ctx: Context, channel: Channel | None) -> Channel:
        target = channel or ctx.channel
        if not isinstance(target, Channel):
            msg = "New articles can be posted in text and announcement channels, threads and forums: name one of them."
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
