"""What editors see of a feed's items: what became of each, and the stages that it went through."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import discord

from bot.models.feeds import Outcome, Stage
from bot.plurals import plural
from bot.services.feeds.item_stages import ONLY_REMEMBERED, item_stages
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

__all__ = ["ITEMS_PAGE_SIZE", "history_lines", "item_lines", "items_page", "left_out", "unposted_page"]

ITEMS_PAGE_SIZE = 7
"""So many fit, each with its stages."""
WHAT_FAILED = {
    Stage.FEED_READ: "feed not read",
    Stage.NEW: "not new",
    Stage.PAGE_FETCHED: "page not fetched",
    Stage.IS_ARTICLE: "not added",
    Stage.NOT_DUPLICATE: "not added",
    Stage.STORY: "no story",
    Stage.FILTERS: "filtered out",
    Stage.APPROVAL: "not approved",
    Stage.LIMITS: "held back",
    Stage.DELIVERY: "not posted",
}
"""What became of an item, by the stage that it did not pass."""
POSTING = (Stage.FILTERS, Stage.APPROVAL, Stage.LIMITS, Stage.DELIVERY)
"""The stages that an article goes through on its way into channels."""
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.SKIPPED: "–", Outcome.WAITING: "…"}


def items_page(feed: Feed, histories: Sequence[ItemHistory], total: int, page: int) -> Reply:
    """A page of a feed's last items, each with what became of it."""
    at = Page(page, total, ITEMS_PAGE_SIZE)
    lines = ["\n".join(item_lines(history)) for history in histories] or [NO_ITEMS]
    embed = discord.Embed(title=short_title(feed.title), colour=COLOUR)
    opening = [code(cut(feed.url, MAX_ADDRESS)), f"Feed {feed.id} · {feed_state(feed)}", ""]
    embed.description = join_within([*opening, *lines], MAX_DESCRIPTION, and_more)
    embed.set_footer(text=" · ".join(filter(None, (f"{plural(total, 'item')}, newest first{at.note}", left_out(feed)))))
    subject = str(feed.id)
    action = ButtonAction(Action.FEED_ITEMS, subject, at.shown)
    return Reply(embed, page_buttons(Action.FEED_ITEMS, subject, at), action=action)


def left_out(feed: Feed) -> str:
    """How many items of the feed are too old to be read, if there are any."""
    return f"{plural(feed.left_out, 'older item')} of the feed not read" if feed.left_out else ""


def unposted_page(histories: Sequence[ItemHistory]) -> Reply:
    """The stages of items of feeds that did not become articles."""
    embed = discord.Embed(title="Not in the library", colour=COLOUR)
    lines = [
        line for history in histories for line in (f"**{short_title(history.record.title)}**", *history_lines(history))
    ]
    embed.description = join_within(lines, MAX_DESCRIPTION, and_more)
    return Reply(embed)


def history_lines(history: ItemHistory) -> list[str]:
    """How an item came, and a line for each stage, or for several that were skipped alike; an empty line ends them."""
    feed, record = history.feed, history.record
    seen = discord.utils.format_dt(record.first_seen_at, "R")
    lines = [f"From feed {feed.id}, {short_title(feed.title)}, where it appeared {seen}:"]
    for skipped, results in groupby(item_stages(history), key=_as_skipped):
        together = list(results)
        lines += [_stage_line(together, record)] if skipped else [_stage_line([one], record) for one in together]
    return [*lines, ""]


def item_lines(history: ItemHistory) -> list[str]:
    """An item in a list: its title and what became of it, and its stages."""
    results = item_stages(history)
    stages = " · ".join(f"{MARKS[result.outcome]} {result.stage}" for result in results)
    outcome = f"{_outcome(history)}{_revision(results[-1], history.record)}"
    return [f"• {short_title(history.record.title)} — {outcome}", f"-# {stages}"]


def _outcome(history: ItemHistory) -> str:
    record, article = history.record, history.article
    last = record.results[-1] if record.results else None
    if record.is_waiting:
        tried = f" ({short_reason(last.reason)})" if last and last.outcome is Outcome.FAILED else ""
        return f"{_waiting(record)}{tried}"
    if last and last.outcome is Outcome.FAILED:
        reasons = (short_reason(last.reason), _page_not_read(record) if last.stage is Stage.IS_ARTICLE else "")
        return ": ".join(filter(None, (WHAT_FAILED[last.stage], *reasons)))
    if article is None:
        gone = "its article was deleted" if record.article_id is not None else ""
        return f"not added: {(short_reason(last.reason) if last else '') or gone or ONLY_REMEMBERED}"
    if article.removed_at is not None:
        return f"added as #{article.number}, and removed since"
    return _posting(history, article)


def _page_not_read(record: ItemRecord) -> str:
    """Why the page of an item could not be read; "" if it was, or was not asked for."""
    pages = (result for result in record.results if result.stage is Stage.PAGE_FETCHED)
    return next((short_reason(page.reason) for page in pages if page.outcome is Outcome.FAILED), "")


def _posting(history: ItemHistory, article: Article) -> str:
    """Whether the article of an item was posted in the server that asks."""
    results = [result for result in item_stages(history) if result.stage in POSTING]
    added = f"added as #{article.number}"
    if results[-1].outcome is Outcome.PASSED:
        return ", ".join(filter(None, (f"posted, #{article.number}", short_reason(results[-1].reason))))
    waiting = next((result for result in results if result.outcome is Outcome.WAITING), None)
    if waiting is not None:
        because = f" ({short_reason(waiting.reason)})" if waiting.reason else ""
        return f"{added}, waiting to be posted{because}"
    if not history.deliveries and history.record.is_posted:
        return added
    stopped = next((result for result in results if _stops(result)), results[-1])
    return f"{added}, not posted: {short_reason(stopped.reason)}"


def _stops(result: StageResult) -> bool:
    """True for the stage because of which an article is not posted: it failed, or is decided for another article."""
    return result.outcome is Outcome.FAILED or (result.stage is Stage.APPROVAL and result.outcome is Outcome.SKIPPED)


def _revision(last: StageResult, record: ItemRecord) -> str:
    """What became of the item's last new version, if its last stage is that one."""
    if last.stage is not Stage.REVISION:
        return ""
    if last.outcome is Outcome.FAILED:
        return f", not revised: {short_reason(last.reason)}"
    if last.outcome is Outcome.PASSED:
        return f", revised {_revised(record)}"
    because = f" ({short_reason(last.reason)})" if last.reason else ""
    return f", new version {_waiting(record)}{because}"


def _revised(record: ItemRecord) -> str:
    return f"on {discord.utils.format_dt(record.revised_at)}" if record.revised_at else ""


def _waiting(record: ItemRecord) -> str:
    if record.is_taken_up:
        return "being read now"
    if record.next_attempt_at is None or record.next_attempt_at <= record.first_seen_at:  # its turn came at once
        return "next to be read"
    return f"waiting, due {discord.utils.format_dt(record.next_attempt_at, 'R')}"


def _as_skipped(result: StageResult) -> str:
    """What stages that were skipped alike have in common; nothing for the others."""
    return result.reason if result.outcome is Outcome.SKIPPED else ""


def _stage_line(results: Sequence[StageResult], record: ItemRecord) -> str:
    """One or several stages that ended in the same way."""
    outcome, reason = results[0].outcome, short_reason(results[0].reason)
    stages = ", ".join(result.stage for result in results)
    ended: str = outcome
    if outcome is Outcome.WAITING and results[0].stage not in POSTING:
        ended = _waiting(record)
    elif outcome is Outcome.PASSED and results[0].stage is Stage.REVISION:
        ended = _revised(record)
    return f"{MARKS[outcome]} {stages}: {ended}{f' ({reason})' if reason else ''}"
