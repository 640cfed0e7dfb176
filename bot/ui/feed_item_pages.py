"""What editors see of a feed's items: what became of each, and the stages that it went through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.delivery import DeliveryState
from bot.models.feeds import Outcome, Stage
from bot.plurals import plural
from bot.ui.approval_pages import approval_status
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.feed_pages import MAX_ADDRESS, NO_ITEMS, feed_state, short_reason, short_title
from bot.ui.limits import MAX_DESCRIPTION, and_more, cut, join_within
from bot.ui.markup import code
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.models.feeds import Feed, ItemRecord, StageResult
    from bot.services.feeds.item_history import ItemHistory

__all__ = ["ITEMS_PAGE_SIZE", "ONLY_REMEMBERED", "history_lines", "item_line", "items_page", "unposted_page"]

ITEMS_PAGE_SIZE = 10
ONLY_REMEMBERED = "it was in the feed before that was followed"
"""Why an item of a feed's first reading is not posted."""
WHAT_FAILED = {
    Stage.FEED_READ: "feed not read",
    Stage.NEW: "not new",
    Stage.PAGE_FETCHED: "page not fetched",
    Stage.IS_ARTICLE: "not added",
    Stage.NOT_DUPLICATE: "known already",
    Stage.STORY: "no story",
    Stage.FILTERS: "filtered out",
    Stage.LIMITS: "held back",
    Stage.DELIVERY: "not posted",
}
"""What became of an item, by the stage that it did not pass."""
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.SKIPPED: "–"}


def items_page(feed: Feed, histories: Sequence[ItemHistory], total: int, page: int) -> Reply:
    """A page of a feed's last items, each with what became of it."""
    at = Page(page, total, ITEMS_PAGE_SIZE)
    lines = [item_line(history) for history in histories] or [NO_ITEMS]
    embed = discord.Embed(title=short_title(feed.title), colour=COLOUR)
    opening = [code(cut(feed.url, MAX_ADDRESS)), f"Feed {feed.id} · {feed_state(feed)}", ""]
    embed.description = join_within([*opening, *lines], MAX_DESCRIPTION, and_more)
    embed.set_footer(text=f"{plural(total, 'item')}, newest first{at.note}")
    subject = str(feed.id)
    action = ButtonAction(Action.FEED_ITEMS, subject, at.shown)
    return Reply(embed, page_buttons(Action.FEED_ITEMS, subject, at), action=action)


def unposted_page(histories: Sequence[ItemHistory]) -> Reply:
    """The stages of items of feeds that did not become articles."""
    embed = discord.Embed(title="Not in the library", colour=COLOUR)
    lines = [
        line for history in histories for line in (f"**{short_title(history.record.title)}**", *history_lines(history))
    ]
    embed.description = join_within(lines, MAX_DESCRIPTION, and_more)
    return Reply(embed)


def history_lines(history: ItemHistory) -> list[str]:
    """How an item came, and a line for each stage that it went through; an empty line ends them."""
    feed, record = history.feed, history.record
    seen = discord.utils.format_dt(record.first_seen_at, "R")
    lines = [f"From feed {feed.id}, {short_title(feed.title)}, where it appeared {seen}:"]
    lines += [_stage_line(result) for result in record.results]
    if record.next_attempt_at is not None:
        lines.append(f"… {_waiting(record)}")
    return [*lines, ""]


def item_line(history: ItemHistory) -> str:
    """An item in a list: its title, and what became of it."""
    return f"• {short_title(history.record.title)} — {_outcome(history)}"


def _outcome(history: ItemHistory) -> str:
    record, article = history.record, history.article
    last = record.results[-1] if record.results else None
    if record.next_attempt_at is not None:
        tried = f" ({short_reason(last.reason)})" if last and last.outcome is Outcome.FAILED else ""
        return f"{_waiting(record)}{tried}"
    if last and last.outcome is Outcome.FAILED:
        return ": ".join(filter(None, (WHAT_FAILED[last.stage], short_reason(last.reason))))
    if article is None:
        gone = "its article was deleted" if record.article_id is not None else ""
        return f"not added: {(short_reason(last.reason) if last else '') or gone or ONLY_REMEMBERED}"
    if article.removed_at is not None:
        return f"added as #{article.number}, and removed since"
    return _posting(history, article)


def _posting(history: ItemHistory, article: Article) -> str:
    """Whether the article of an item was posted in the server that asks."""
    by_state = {row.state: row for row in history.deliveries if row.approval is None}
    approval = next((row.approval for row in history.deliveries if row.approval), None)
    if DeliveryState.SENT in by_state:
        return f"posted, #{article.number}"
    added = f"added as #{article.number}"
    if not history.record.is_posted:
        return f"{added}, not posted: {ONLY_REMEMBERED}"
    if not by_state:
        return f"{added}, {approval_status(approval)}" if approval is not None else added
    skipped = by_state.get(DeliveryState.SKIPPED)
    if len(by_state) == 1 and skipped:
        return f"{added}, not posted: {short_reason(skipped.reason or '')}"
    return f"{added}, waiting to be posted"


def _waiting(record: ItemRecord) -> str:
    due = discord.utils.format_dt(record.next_attempt_at, "R") if record.next_attempt_at else ""
    return f"waiting, due {due}"


def _stage_line(result: StageResult) -> str:
    reason = short_reason(result.reason)
    return f"{MARKS[result.outcome]} {result.stage}: {result.outcome}{f' ({reason})' if reason else ''}"
