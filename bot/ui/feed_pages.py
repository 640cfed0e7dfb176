"""What editors see of feeds: one that was found, and the list of those that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedText
from bot.models.filters import EVERYTHING
from bot.models.guilds import SubscriptionState
from bot.plurals import plural
from bot.ui.article_lists import Page, origin_of, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import publication_date
from bot.ui.limits import MAX_DESCRIPTION, MAX_FIELD_VALUE, and_more, cut, join_within, one_line
from bot.ui.list_entries import title_line
from bot.ui.markup import code, escape
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Draft
    from bot.models.feeds import Feed
    from bot.models.guilds import Subscription
    from bot.services.feeds.registry import FeedPreview, ImportedFeed

__all__ = [
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
    "preview_items",
    "preview_page",
    "short_reason",
    "short_title",
]

FEEDS_PAGE_SIZE = 10
MAX_TITLE, MAX_ADDRESS, MAX_REASON, MAX_BEGINNING = 100, 300, 160, 300
"""Maximum units of a title, an address, a reason, and the beginning of an article's text: ten lines of a list fit."""
NO_FEEDS = "No feeds yet."
NOT_FOLLOWED = "This feed is not followed yet. If you follow it, its latest items are added without being posted"
NO_ITEMS = "It has no items yet."
TEXT_FROM = {
    FeedText.AUTO: "",
    FeedText.PAGE: "text from its pages",
    FeedText.FEED: "text from the feed alone",
}


def destination(subscriptions: Sequence[Subscription], *, by_editor: bool = False) -> str:
    """What becomes of a new article from a feed, or of an editor's, as the end of a sentence; empty if nothing does."""
    active = [sub for sub in subscriptions if sub.state is SubscriptionState.ACTIVE and sub.approval is None]
    if not active:
        return ""
    asked = next((sub for sub in subscriptions if sub.approval is not None), None)
    if asked is not None and asked.approval is not None and (asked.approval.asks_editors or not by_editor):
        return f"waits for approval in <#{asked.channel_id}>"
    return f"is posted in {', '.join(map(_receiving, active))}"


def _receiving(sub: Subscription) -> str:
    return f"<#{sub.channel_id}>" if sub.filter == EVERYTHING else f"<#{sub.channel_id}> (if its filter lets it pass)"


def preview_page(preview: FeedPreview, token: str, where: str) -> Reply:
    """A feed that was found, with how its last items begin, and the question whether to follow it.

    ``where`` is from ``destination``.
    """
    embed = discord.Embed(title=short_title(preview.title), colour=COLOUR)
    embed.set_author(name="Follow this feed?")
    then = f"each new one {where}" if where else "new ones are added as they appear"
    embed.description = "\n".join(
        [
            code(cut(preview.url, MAX_ADDRESS)),
            f"{NOT_FOLLOWED}; after that, {then}.",
            *([] if preview.items else [NO_ITEMS]),
        ]
    )
    for name, value in preview_items(preview):
        embed.add_field(name=name, value=value, inline=False)
    follow, discard = ButtonAction(Action.FOLLOW_FEED, token), ButtonAction(Action.DISCARD_FEED, token)
    return Reply(embed, (Button("Follow it", follow), Button("Discard", discard)))


def preview_items(preview: FeedPreview) -> list[tuple[str, str]]:
    """The title of each item of a feed that was found, with how it begins, or why it would not be posted."""
    return [
        (short_title(draft.title if draft else item.title), _beginning(draft) if draft else _refused(why))
        for item, draft, why in preview.items
    ]


def feeds_page(feeds: Sequence[Feed], page: int, prefix: str) -> Reply:
    """A page of the feeds that are followed in a server, the shared ones among them."""
    at = Page(page, len(feeds), FEEDS_PAGE_SIZE)
    shown = feeds[at.shown * FEEDS_PAGE_SIZE :][:FEEDS_PAGE_SIZE]
    embed = discord.Embed(title="Feeds", colour=COLOUR)
    embed.description = join_within(map(feed_line, shown), MAX_DESCRIPTION, and_more) or NO_FEEDS
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


def feed_line(feed: Feed) -> str:
    """A feed in a list: its number and title, and its state in plain words."""
    return f"**{feed.id}** {short_title(feed.title)} — {feed_state(feed)}"


def short_title(title: str) -> str:
    """A title on one line, escaped and then cut."""
    return cut(title_line(title), MAX_TITLE)


def short_reason(reason: str) -> str:
    """A reason on one line, escaped and then cut, without the final stop."""
    return cut(escape(one_line(reason, MAX_REASON).removesuffix(".")), MAX_REASON)


def _beginning(draft: Draft) -> str:
    """Where an article comes from, how long it is, and how its text begins."""
    date = publication_date(draft.published_at) if draft.published_at else "no date"
    origin = origin_of(date, draft, plural(len(draft.text.split()), "word"))
    return f"{origin}\n> {cut(escape(one_line(draft.text, MAX_BEGINNING)), MAX_BEGINNING)}"


def _refused(reason: str) -> str:
    return f"Would not be posted: {short_reason(reason)}"


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
