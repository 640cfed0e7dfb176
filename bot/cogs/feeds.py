"""The command feed and its subcommands: which feeds a server follows, and what became of their items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import discord
from discord.ext import commands

from bot.cogs.answers import answer
from bot.cogs.arguments import all_typed
from bot.cogs.autocomplete import Choices, feed_choices
from bot.cogs.base import BriefingCog, clicker_of
from bot.cogs.command_input import download
from bot.cogs.converters import require_subcommand
from bot.cogs.decorators import group, subcommand
from bot.cogs.failures import failure_notice
from bot.cogs.feed_offers import FeedOffers
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import Context, replace_clicked, respond, send
from bot.errors import ChoiceLapsed, InputError
from bot.intake.feeds.opml import MAX_OPML_BYTES
from bot.intake.urls import find_links
from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedText
from bot.services.access import require_editor, require_feed_rights
from bot.ui import feed_messages as messages
from bot.ui.button_ids import FEED_DECISIONS, Action, ButtonAction
from bot.ui.channel_limits import permissions_in
from bot.ui.feed_pages import import_page
from bot.ui.messages import done

if TYPE_CHECKING:
    from bot.models.feeds import Feed
    from bot.services import Services
    from bot.services.access import Asker
    from bot.ui.reply import Reply

__all__ = ["FeedsCog"]

_NUMBER = re.compile(r"#?\d{1,9}")
TextSource = Literal["auto", "page", "feed"]


class FeedsCog(BriefingCog, name="Feeds"):
    """Commands for editors. Shared feeds are shown here, and changed on the command line only."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self._offers = FeedOffers(services)

    @group("feed", fallback="list", aliases=["feeds"])
    @commands.guild_only()
    async def feed(self, ctx: Context) -> None:
        """Lists the feeds, or shows the one that is named behind it."""
        asker = await self.require_editor(ctx)
        prefix, typed = await self._prefix(asker), all_typed(ctx).strip()
        if links := find_links(typed):
            start, end, _ = links[0]
            raise InputError(messages.add_missing(typed[start:end], prefix))
        named = typed if _NUMBER.fullmatch(typed) else require_subcommand(ctx, prefix)
        await send(ctx, await (self._items(asker, named) if named else self._feeds(asker)))

    @subcommand(feed, "add")
    @commands.guild_only()
    async def add(self, ctx: Context, *, link: str) -> None:
        """Shows the feed of a site, and asks whether to follow it."""
        asker = await self.require_editor(ctx)
        page, _ = await self._offers.offer(asker, link)
        await send(ctx, page)

    @subcommand(feed, "check")
    @commands.guild_only()
    async def check(self, ctx: Context, *, feed: str) -> None:
        """Shows what became of a feed's last items."""
        asker = await self.require_editor(ctx)
        await send(ctx, await self._items(asker, feed))

    @subcommand(feed, "pause")
    @commands.guild_only()
    async def pause(self, ctx: Context, *, feed: str) -> None:
        """Pauses a feed."""
        asker, found = await self._own(ctx, feed)
        await self.services.feeds.pause(found, by=asker.user_id)
        await send(ctx, messages.paused(found, await self._prefix(asker)))

    @subcommand(feed, "resume")
    @commands.guild_only()
    async def resume(self, ctx: Context, *, feed: str) -> None:
        """Resumes a feed."""
        asker, found = await self._own(ctx, feed)
        if found.state is FeedState.ACTIVE and not found.failures:
            await send(ctx, messages.not_paused(found))
            return
        await self.services.feeds.resume(found, by=asker.user_id)
        await send(ctx, messages.resumed(found))

    @subcommand(feed, "remove")
    @commands.guild_only()
    async def remove(self, ctx: Context, *, feed: str) -> None:
        """Removes a feed."""
        asker, found = await self._own(ctx, feed)
        await self.services.feeds.remove(found, by=asker.user_id)
        await send(ctx, messages.unfollowed(found, await self._prefix(asker)))

    @subcommand(feed, "text")
    @commands.guild_only()
    async def text(self, ctx: Context, source: TextSource | None = None, *, feed: str = "") -> None:
        """Sets where the text of a feed's articles comes from; when typed, that is the last word."""
        words, _, last = feed.strip().rpartition(" ")
        if source is None and last.casefold() in list(FeedText):
            feed, chosen = words, FeedText(last.casefold())
        elif source is not None:
            chosen = FeedText(source)
        else:
            asker = await self.require_editor(ctx)
            raise InputError(messages.text_source_missing(await self._prefix(asker)))
        asker, found = await self._own(ctx, feed)
        await self.services.feeds.set_text(found, chosen, by=asker.user_id)
        await send(ctx, messages.text_source_set(found, chosen))

    @subcommand(feed, "import")
    @commands.guild_only()
    async def import_file(self, ctx: Context, file: discord.Attachment | None = None) -> None:
        """Follows the feeds of an OPML file."""
        asker = await self.require_editor(ctx)
        if file is None:
            raise InputError(messages.NO_OPML)
        if ctx.interaction is None and len(ctx.message.attachments) > 1:
            raise InputError(messages.ONE_OPML)
        if file.size > MAX_OPML_BYTES:
            raise InputError(messages.opml_too_large(file.filename, file.size, MAX_OPML_BYTES))
        report = await self.services.feeds.import_opml(
            asker.scope, await download(file), by=asker.user_id, channel_id=asker.channel_id
        )
        await send(ctx, import_page(report, await self._prefix(asker)))

    @subcommand(feed, "export")
    @commands.guild_only()
    async def export(self, ctx: Context) -> None:
        """Sends the server's feeds as an OPML file."""
        asker = await self.require_editor(ctx)
        if ctx.interaction is None and not permissions_in(ctx.channel, ctx.me).attach_files:
            raise InputError(messages.ATTACH_FILES)
        data = await self.services.feeds.export_opml(asker.scope)
        await send(ctx, messages.file_of_feeds(data), private=True)

    @check.autocomplete("feed")
    async def suggest_feeds(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests feeds to editors."""
        return feed_choices(await self._feeds_of(interaction), typed)

    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    @remove.autocomplete("feed")
    @text.autocomplete("feed")
    async def suggest_own_feeds(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests to editors the feeds that they may change."""
        return feed_choices([feed for feed in await self._feeds_of(interaction) if feed.scope != SHARED], typed)

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, _asker: int) -> None:
        """A button under a feed that was found was clicked: any editor of the server may decide."""
        if action.kind not in FEED_DECISIONS:
            return
        try:
            begin_click(self.services.rate_limits, action.kind, interaction, update=True)
            reply = await self._decide(clicker_of(interaction, self.bot), action)
        except ChoiceLapsed as error:  # the question says so from now on
            await replace_clicked(
                interaction,
                failure_notice(
                    error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
                ),
            )
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            await respond(
                interaction,
                failure_notice(
                    error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
                ),
                private=True,
            )
        else:
            await replace_clicked(interaction, reply)

    async def _decide(self, asker: Asker, action: ButtonAction) -> Reply:
        """Carries out the choice. Raises NotFound if it is too old, NotAllowed if the asker may not make it."""
        require_editor(asker, await self.services.guild_settings.settings(asker.scope))
        if action.kind is Action.DISCARD_FEED:
            self._offers.discard(asker, action.subject)
            return done(messages.FEED_DISCARDED)
        return await self._offers.follow(asker, action.subject)

    async def _feeds(self, asker: Asker) -> Reply:
        return await answer(self.services, asker.scope, ButtonAction(Action.FEEDS))

    async def _items(self, asker: Asker, words: str) -> Reply:
        """The last items of a feed. Raises NotFound or SeveralFit."""
        found = await self.services.feeds.feed(asker.scope, words)
        return await answer(self.services, asker.scope, ButtonAction(Action.FEED_ITEMS, str(found.id)))

    async def _own(self, ctx: Context, words: str) -> tuple[Asker, Feed]:
        """The asker, and the feed that they may change. Raises NotFound or NotAllowed."""
        asker = await self.require_editor(ctx)
        found = await self.services.feeds.feed(asker.scope, words)
        require_feed_rights(asker, await self.services.guild_settings.settings(asker.scope), found.scope)
        return asker, found

    async def _feeds_of(self, interaction: discord.Interaction) -> list[Feed]:
        """The feeds that are shown to somebody who types an argument: none unless they are an editor."""
        asker = clicker_of(interaction, self.bot)
        return await self.services.feeds.of(asker.scope) if await self.is_editor(asker) else []

    async def _prefix(self, asker: Asker) -> str:
        return await self.services.guild_settings.prefix(asker.scope)
