"""The commands for posting new articles in channels: announce with its subcommands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.approvals import set_approval
from bot.cogs.autocomplete import Choices, deleted_channel_choices, role_choices, suggest_articles
from bot.cogs.base import BriefingCog, clicker_of
from bot.cogs.channels import (
    Channel,
    channel_and_article,
    channel_and_words,
    named_channel_and_words,
    require_mentionable,
    require_permissions,
    target_channel,
)
from bot.cogs.choices import UNCHOSEN, OnOrOff, Style
from bot.cogs.converters import RoleOrNone, require_subcommand
from bot.cogs.decorators import group, subcommand
from bot.cogs.post_tests import post_test
from bot.cogs.sending import Context, send
from bot.errors import InputError
from bot.models.guilds import PostStyle
from bot.ui import announcement_messages as messages
from bot.ui.feed_pages import add_failing_feeds
from bot.ui.filter_pages import (
    again_set,
    channel_rules_page,
    daily_limit_set,
    digest_set,
    filter_set,
    preview_page,
    quiet_hours_set,
)
from bot.ui.subscription_pages import subscriptions_page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.models.guilds import Subscription
    from bot.services.channel_preview import ChannelPreview
    from bot.ui.reply import Reply

    Change = Callable[[int, int, str], Awaitable[Subscription]]
    """Sets a rule of a channel of a server as it was typed."""

__all__ = ["AnnouncementsCog"]

THIS_CHANNEL: Any = None
"""The default of a channel that was left out. Not ``| None``: discord.py would ignore a misspelt channel."""
ON_OR_OFF = [app_commands.Choice(name=word, value=word) for word in ("on", "off")]
STYLES = [app_commands.Choice(name=style.value, value=style.value) for style in PostStyle]
CHANNEL_ID = re.compile(r"(?:<#)?(\d{1,20})>?")


class AnnouncementsCog(BriefingCog, name="Announcements"):
    """The command announce and its subcommands; also notices channels that are deleted."""

    @group("announce", fallback="list")
    @commands.guild_only()
    async def announce(self, ctx: Context) -> None:
        """Lists the channels where new articles are posted."""
        asker = await self.require_editor(ctx)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        require_subcommand(ctx, prefix)
        subscriptions = await self.services.subscriptions.of(asker.scope)
        roles = {role.id for role in ctx.guild.roles} if ctx.guild else None
        feeds = await self.services.feeds.of(asker.scope)
        await send(ctx, add_failing_feeds(subscriptions_page(subscriptions, prefix, roles), feeds))

    @subcommand(announce, "on")
    @commands.guild_only()
    async def on(self, ctx: Context, channel: Channel = THIS_CHANNEL) -> None:
        """Starts posting in a channel, or resumes it."""
        asker = await self.require_editor(ctx)
        target = target_channel(ctx, channel)
        require_permissions(target)
        await self.services.subscriptions.start(asker.scope, target.id, by=asker.user_id)
        await send(ctx, messages.posting_started(target.mention))

    @subcommand(announce, "off")
    @commands.guild_only()
    async def off(self, ctx: Context, channel: Channel | None = None, *, deleted: str = "") -> None:
        """Stops posting in a channel; ``deleted`` is the id of one that Discord no longer shows."""
        asker = await self.require_editor(ctx)
        if channel is None and deleted:
            await self._stop_by_id(ctx, asker.scope, deleted)
            return
        target = target_channel(ctx, channel)
        if not await self.services.subscriptions.stop(asker.scope, target.id):
            raise InputError(messages.nothing_to_stop(target.name))
        await send(ctx, messages.posting_stopped(target.mention))

    @off.autocomplete("deleted")
    async def suggest_deleted(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests, to editors, channels of the list that were deleted or are archived threads."""
        guild = interaction.guild
        if guild is None or not await self.is_editor(clicker_of(interaction, self.bot)):
            return []
        subscriptions = await self.services.subscriptions.of(guild.id)
        ids = [str(sub.channel_id) for sub in subscriptions if guild.get_channel_or_thread(sub.channel_id) is None]
        return deleted_channel_choices(id_ for id_ in ids if typed in id_)

    @subcommand(announce, "test")
    @commands.guild_only()
    async def test(self, ctx: Context, channel: Channel | None = None, *, article: str = "") -> None:
        """Posts an article in a channel, marked as a test: the latest one, unless another is given."""
        asker = await self.require_editor(ctx)
        target, words = channel_and_article(ctx, channel, article)
        require_permissions(target)
        library = self.services.library
        found = await library.analysed(await library.find(asker.scope, words or "latest"))
        await post_test(self.services, ctx, asker.scope, target, [found])
        await send(ctx, await self._test_posted(asker.scope, target, found.article.number), private=True)

    @test.autocomplete("article")
    async def suggest_tested(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests articles."""
        return await suggest_articles(self.services.library, interaction, typed)

    @subcommand(announce, "preview")
    @commands.guild_only()
    async def preview(self, ctx: Context, channel: Channel = THIS_CHANNEL) -> None:
        """Shows which of the last articles would be posted in a channel."""
        asker = await self.require_editor(ctx)
        target = target_channel(ctx, channel)
        await send(ctx, preview_page(target.mention, await self.services.subscriptions.preview(asker.scope, target.id)))

    @subcommand(announce, "filter")
    @commands.guild_only()
    async def filter(self, ctx: Context, channel: Channel | None = None, *, words: str = "") -> None:
        """Sets, removes or shows the filter of a channel."""
        await self._choose(ctx, channel, words, self.services.subscriptions.set_filter, filter_set)

    @subcommand(announce, "limit")
    @commands.guild_only()
    async def limit(self, ctx: Context, channel: Channel | None = None, *, words: str = "") -> None:
        """Sets, removes or shows how many posts a channel gets."""
        await self._limit(ctx, channel, words, self.services.subscriptions.set_daily_limit, daily_limit_set)

    @subcommand(announce, "quiet")
    @commands.guild_only()
    async def quiet(self, ctx: Context, channel: Channel | None = None, *, words: str = "") -> None:
        """Sets, removes or shows the hours without posts."""
        await self._limit(ctx, channel, words, self.services.subscriptions.set_quiet_hours, quiet_hours_set)

    @subcommand(announce, "digest")
    @commands.guild_only()
    async def digest(self, ctx: Context, channel: Channel | None = None, *, words: str = "") -> None:
        """Sets, ends, shows or tests the digest of a channel."""
        scope, target, typed = await self._asked(ctx, channel, words)
        if typed.casefold() == "test":
            await self._test_digest(ctx, scope, target)
        elif typed:
            subscription = await self.services.subscriptions.set_digest(scope, target.id, typed)
            prefix = await self.services.guild_settings.prefix(scope)
            await send(ctx, digest_set(target.mention, subscription, self.services.clock(), prefix))
        else:
            await self._show_rules(ctx, scope, target)

    @subcommand(announce, "approval")
    @commands.guild_only()
    async def approval(self, ctx: Context, channel: Channel | None = None, *, words: str = "") -> None:
        """Sets, ends or shows the approval channel."""
        asker = await self.require_editor(ctx)
        named, typed = named_channel_and_words(ctx, channel, words)
        if named is not None:
            require_permissions(named)
        await send(ctx, await set_approval(self.services, asker, named.id if named else None, typed))

    @subcommand(announce, "again")
    @commands.guild_only()
    async def again(self, ctx: Context, channel: Channel | None = None, *, words: str = "") -> None:
        """Sets or shows when a story is posted again."""
        await self._choose(ctx, channel, words, self.services.subscriptions.set_posting_again, again_set)

    @subcommand(announce, "role")
    @commands.guild_only()
    async def role(self, ctx: Context, role: RoleOrNone, channel: Channel = THIS_CHANNEL) -> None:
        """Sets or removes the role that posts mention."""
        asker = await self.require_editor(ctx)
        target = target_channel(ctx, channel)
        if role is not None:
            require_mentionable(ctx, role, target)
        await self.services.subscriptions.set_role(asker.scope, target.id, role.id if role else None)
        await send(ctx, messages.role_set(target.mention, role.mention if role else None))

    @role.autocomplete("role")
    async def suggest_roles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests roles, and none."""
        return role_choices(interaction, typed)

    @app_commands.choices(choice=ON_OR_OFF)
    @subcommand(announce, "publish")
    @commands.guild_only()
    async def publish(self, ctx: Context, choice: OnOrOff = UNCHOSEN, channel: Channel = THIS_CHANNEL) -> None:
        """Switches publishing to followers on or off, or shows whether it is on."""
        asker = await self.require_editor(ctx)
        target = target_channel(ctx, channel)
        if choice is UNCHOSEN:
            await self._show_choice(ctx, asker.scope, target, messages.publishing_shown)
            return
        publish = choice == "on"
        if publish and not (isinstance(target, discord.TextChannel) and target.is_news()):
            raise InputError(messages.not_an_announcement_channel(target.name))
        await self.services.subscriptions.set_publish(asker.scope, target.id, publish=publish)
        await send(ctx, messages.publishing_set(target.mention, publish=publish))

    @app_commands.choices(style=STYLES)
    @subcommand(announce, "style")
    @commands.guild_only()
    async def style(self, ctx: Context, style: Style = UNCHOSEN, channel: Channel = THIS_CHANNEL) -> None:
        """Sets or shows how much posts show."""
        asker = await self.require_editor(ctx)
        target = target_channel(ctx, channel)
        if style is UNCHOSEN:
            await self._show_choice(ctx, asker.scope, target, messages.style_shown)
            return
        await self.services.subscriptions.set_style(asker.scope, target.id, PostStyle(style))
        await send(ctx, messages.style_set(target.mention, style))

    @app_commands.choices(choice=ON_OR_OFF)
    @subcommand(announce, "picture")
    @commands.guild_only()
    async def picture(self, ctx: Context, choice: OnOrOff = UNCHOSEN, channel: Channel = THIS_CHANNEL) -> None:
        """Switches the picture of the article's page on or off, or shows whether it is on."""
        asker = await self.require_editor(ctx)
        target = target_channel(ctx, channel)
        if choice is UNCHOSEN:
            await self._show_choice(ctx, asker.scope, target, messages.picture_shown)
            return
        await self.services.subscriptions.set_picture(asker.scope, target.id, picture=choice == "on")
        await send(ctx, messages.picture_set(target.mention, picture=choice == "on"))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The bot has connected: channels may have been deleted while it was not.

        Nothing is known of servers that are in an outage.
        """
        available = {guild.id for guild in self.bot.guilds if not guild.unavailable}
        await self.services.delivery_worker.pause_deleted_channels(available)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted."""
        await self.services.subscriptions.channel_deleted(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """A thread was deleted; the raw event also comes for archived threads."""
        await self.services.subscriptions.channel_deleted(thread.guild_id, thread.thread_id)

    async def _test_digest(self, ctx: Context, guild_id: int, target: Channel) -> None:
        """Posts a digest of the last articles in a channel, marked as a test."""
        require_permissions(target)
        items, digest = await self.services.subscriptions.digest_sample(guild_id, target.id)
        await post_test(self.services, ctx, guild_id, target, items, digest)
        await send(ctx, messages.digest_test_posted(target.mention, len(items)), private=True)

    async def _test_posted(self, guild_id: int, target: Channel, number: int) -> Reply:
        """Says that the test post of an article was sent, and what else the channel would get."""
        subscriptions = await self.services.subscriptions.of(guild_id)
        known = next((sub for sub in subscriptions if sub.channel_id == target.id), None)
        if known is not None and known.approval is None:
            preview = await self.services.subscriptions.preview(guild_id, target.id)
            return preview_page(target.mention, preview, messages.test_posted(target.mention, number))
        prefix = await self.services.guild_settings.prefix(guild_id)
        return messages.only_test_posted(target.mention, target.name, number, known, prefix)

    async def _limit(
        self,
        ctx: Context,
        channel: Channel | None,
        words: str,
        change: Change,
        answer: Callable[[str, Subscription], Reply],
    ) -> None:
        """Changes when a channel gets posts."""
        scope, target, typed = await self._asked(ctx, channel, words)
        if typed:
            await send(ctx, answer(target.mention, await change(scope, target.id, typed)))
        else:
            await self._show_rules(ctx, scope, target)

    async def _choose(
        self,
        ctx: Context,
        channel: Channel | None,
        words: str,
        change: Change,
        answer: Callable[[str, str, ChannelPreview, str], Reply],
    ) -> None:
        """Changes which articles a channel gets, and says what that would have meant for the last ones."""
        scope, target, typed = await self._asked(ctx, channel, words)
        if typed:
            await change(scope, target.id, typed)
            preview = await self.services.subscriptions.preview(scope, target.id)
            prefix = await self.services.guild_settings.prefix(scope)
            await send(ctx, answer(target.mention, target.name, preview, prefix))
        else:
            await self._show_rules(ctx, scope, target)

    async def _asked(self, ctx: Context, channel: Channel | None, words: str) -> tuple[int, Channel, str]:
        """The server and the channel of a rule, and its value as an editor typed it: "" to see all rules."""
        asker = await self.require_editor(ctx)
        return asker.scope, *channel_and_words(ctx, channel, words)

    async def _show_rules(self, ctx: Context, guild_id: int, target: Channel) -> None:
        """Shows which articles a channel gets, and when."""
        subscription = await self.services.subscriptions.existing(guild_id, target.id)
        prefix = await self.services.guild_settings.prefix(guild_id)
        await send(ctx, channel_rules_page(target.mention, subscription, prefix, str(ctx.command)))

    async def _show_choice(
        self, ctx: Context, guild_id: int, target: Channel, shown: Callable[[str, Subscription, str], Reply]
    ) -> None:
        """Shows what is chosen for a channel, and what can be."""
        subscription = await self.services.subscriptions.existing(guild_id, target.id, or_approval=True)
        await send(ctx, shown(target.mention, subscription, await self.services.guild_settings.prefix(guild_id)))

    async def _stop_by_id(self, ctx: Context, guild_id: int, typed: str) -> None:
        """Stops posting in a channel that Discord no longer shows: a deleted one, or an archived thread."""
        match = CHANNEL_ID.fullmatch(typed.strip())
        if match is None or not await self.services.subscriptions.stop(guild_id, int(match[1])):
            raise InputError(messages.not_in_list(ctx.clean_prefix))
        await send(ctx, messages.posting_stopped_by_id(match[1]))
