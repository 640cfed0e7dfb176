"""What editors see of the feeds that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedText
from bot.models.filters import EVERYTHING
from bot.models.guilds import DEFAULT_LOOK, SubscriptionState
from bot.plurals import plural
from bot.services.feeds.second_addresses import same_titles
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_DESCRIPTION, MAX_FIELD_VALUE, and_more, cut, join_within, one_line
from bot.ui.list_entries import title_line
from bot.ui.markup import code, escape
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.feeds import Feed
    from bot.models.guilds import PostLook, Subscription
    from bot.services.feeds.registry import ImportedFeed

__all__ = [
    "CUT_OFF",
    "MAX_ADDRESS",
    "NO_FEEDS",
    "NO_ITEMS",
    "add_failing_feeds",
    "destination",
    "feed_line",
    "feed_state",
    "feeds_page",
    "import_page",
    "import_result",
    "post_look",
    "short_reason",
    "short_title",
]

FEEDS_PAGE_SIZE = 8
MAX_TITLE, MAX_ADDRESS, MAX_LISTED_ADDRESS, MAX_REASON = 100, 300, 100, 160
"""Maximum units of a title, of an address alone and in a list, and of a reason: the lines of a page fit."""
MAX_CHANNELS = 600
"""Maximum units of the channels in which an article is posted."""
NO_FEEDS = "No feeds yet: {} and the address of a site follows its news."
NO_ITEMS = "It has no items yet."
CUT_OFF = "Its markup breaks off or is damaged before its first item: try again later, or ask the site to mend it."
TEXT_FROM = {
    FeedText.AUTO: "",
    FeedText.PAGE: "text from its pages",
    FeedText.FEED: "text from the feed alone",
}


def post_look(subscriptions: Sequence[Subscription]) -> PostLook:
    """How the posts of a server look, in the first channel that gets them."""
    return next((sub.look for sub in _active(subscriptions)), DEFAULT_LOOK)


def destination(subscriptions: Sequence[Subscription], *, by_editor: bool = False) -> str:
    """What becomes of a new article from a feed, or of an editor's, as the end of a sentence; empty if nothing does."""
    if not (active := _active(subscriptions)):
        return ""
    asked = next((sub for sub in subscriptions if sub.approval is not None), None)
    if asked is not None and asked.approval is not None and (asked.approval.asks_editors or not by_editor):
        return f"waits for approval in <#{asked.channel_id}>"
    return f"is posted in {join_within(map(_receiving, active), MAX_CHANNELS, and_more, ', ')}"


def _active(subscriptions: Sequence[Subscription]) -> list[Subscription]:
    return [sub for sub in subscriptions if sub.state is SubscriptionState.ACTIVE and sub.approval is None]


def _receiving(sub: Subscription) -> str:
    return f"<#{sub.channel_id}>" if sub.filter == EVERYTHING else f"<#{sub.channel_id}> (if its filter lets it pass)"


def feeds_page(feeds: Sequence[Feed], page: int, prefix: str) -> Reply:
    """A page of the feeds that are followed in a server, the shared ones among them."""
    at = Page(page, len(feeds), FEEDS_PAGE_SIZE)
    shown = feeds[at.shown * FEEDS_PAGE_SIZE :][:FEEDS_PAGE_SIZE]
    embed = discord.Embed(title="Feeds", colour=COLOUR)
    twins = same_titles(feeds)
    lines = (feed_line(feed, with_address=feed.id in twins) for feed in shown)
    embed.description = join_within(lines, MAX_DESCRIPTION, and_more) or NO_FEEDS.format(code(f"{prefix}feed add"))
    how = f"{prefix}feed add <link> follows a site’s feed · {prefix}feed check <number> shows what became of its items"
    embed.set_footer(text=f"{how}{at.note}")
    action = ButtonAction(Action.FEEDS, "", at.shown)
    return Reply(embed, page_buttons(Action.FEEDS, "", at), action=action)


def add_failing_feeds(reply: Reply, feeds: Sequence[Feed]) -> Reply:
    """Adds the feeds that have failed for so long, or are gone, that editors have to know."""
    lines = [feed_line(feed) for feed in feeds if feed.told_at is not None]
    if lines:
        value = join_within(lines, MAX_FIELD_VALUE, and_more)
        reply.embed.add_field(name="Feeds that cannot be read", value=value, inline=False)
    return reply


def import_page(report: Sequence[ImportedFeed], prefix: str) -> Reply:
    """What came of each feed of an imported file: first those that are not followed."""
    added = sum(one.is_new for one in report)
    embed = discord.Embed(title=f"{added:,} of {plural(len(report), 'feed')} added", colour=COLOUR)
    first = sorted(report, key=lambda one: not one.problem)
    lines = [f"**{short_title(one.title or one.url)}**: {import_result(one)}" for one in first]
    embed.description = join_within(lines, MAX_DESCRIPTION, and_more)
    embed.set_footer(text=f"{prefix}feed list shows when each is read")
    return Reply(embed)


def import_result(imported: ImportedFeed) -> str:
    """What came of a feed of an imported file, in a few words."""
    if imported.problem:
        return f"not added: {short_reason(imported.problem)}"
    return f"added as {imported.feed_id}" if imported.is_new else f"known already, as {imported.feed_id}"


def feed_line(feed: Feed, *, with_address: bool = False) -> str:
    """A feed in a list: its number and title, its address if another feed has that title, and its state."""
    address = f" {code(cut(feed.url, MAX_LISTED_ADDRESS))}" if with_address else ""
    return f"**{feed.id}** {short_title(feed.title)}{address} — {feed_state(feed)}"


def short_title(title: str) -> str:
    """A title on one line, escaped and then cut."""
    return cut(title_line(title), MAX_TITLE)


def short_reason(reason: str) -> str:
    """A reason on one line, escaped and then cut, without the final stop."""
    return cut(escape(one_line(reason, MAX_REASON).removesuffix(".")), MAX_REASON)


def feed_state(feed: Feed) -> str:
    """Whether and when a feed is read, in plain words, with what deviates from the usual."""
    parts = [
        _reading(feed),
        TEXT_FROM[feed.text_from],
        "shared by all servers" if feed.scope == SHARED else "",
        f"has moved to where feed {feed.duplicate_of} is, so one of the two is enough" if feed.duplicate_of else "",
    ]
    return " · ".join(filter(None, parts))


def _reading(feed: Feed) -> str:
    because = f": {short_reason(feed.reason)}" if feed.reason else ""
    if feed.state is FeedState.GONE:
        return f"gone for good{because}"
    paused = "paused" if feed.state is FeedState.PAUSED else ""
    due = discord.utils.format_dt(feed.next_poll_at, "R")
    if feed.failures:  # one that was paused because it failed is still tried, so that it can recover
        first = discord.utils.format_dt(feed.failed_since or feed.next_poll_at, "R")
        failed = f"failed {feed.failures:,} times in a row, first {first}" if feed.failures > 1 else f"failed {first}"
        failed += because
        return f"{', '.join(filter(None, (paused, failed)))} · next try {due}"
    if paused:
        return f"{paused}{because}"
    if feed.last_read_at is None:
        return f"not read yet, due {due}"
    return f"read {discord.utils.format_dt(feed.last_read_at, 'R')}, next {due}"
