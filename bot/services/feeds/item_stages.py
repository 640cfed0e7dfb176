"""All stages of an item of a feed, as one server sees them.

The stages until an item became an article are stored with it. The others are those of its article and of the article's
deliveries, which go on changing, so they are read from there whenever somebody asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.approvals import ApprovalState
from bot.models.delivery import DeliveryState
from bot.models.feeds import Outcome, Stage, StageResult
from bot.plurals import plural
from bot.store.protocols.approvals import APPROVED_TOGETHER_REASON, ON_CARD_REASON, is_card
from bot.store.protocols.posting_again import OWN_POST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.models.delivery import Delivery
    from bot.models.feeds import ItemRecord
    from bot.models.stories import Story
    from bot.services.feeds.item_history import ItemHistory

__all__ = ["ONLY_REMEMBERED", "item_stages"]

ONLY_REMEMBERED = "it was in the feed before the feed was followed"
"""Why an item of a feed's first reading is not posted."""
NO_CHANNEL = "no channel of this server was to get it when it was added"
NO_STORY = "it was added before there were stories"
REMOVED = "its article was removed"
NOT_NEEDED, NOT_REACHED, NOT_YET = "not needed", "not reached", "not reached yet"
APPROVALS = {
    ApprovalState.WAITING: (Outcome.WAITING, "no editor has decided yet"),
    ApprovalState.APPROVED: (Outcome.PASSED, ""),
    ApprovalState.DROPPED: (Outcome.FAILED, "an editor dropped it"),
    ApprovalState.LAPSED: (Outcome.FAILED, "no editor decided in time"),
}
WITH_ANOTHER = {ON_CARD_REASON: Outcome.SKIPPED, APPROVED_TOGETHER_REASON: Outcome.PASSED}
"""What became of an article that is named on the card of another one, unless that was dropped."""
MAX_NUMBERS = 3
"""How many articles of a story are named."""
FINAL = (DeliveryState.SENT, DeliveryState.SKIPPED)


def item_stages(history: ItemHistory) -> list[StageResult]:
    """A result for every stage, in their order; for approval and revision only if there was any."""
    record = history.record
    results = {result.stage: result for result in record.results}
    if record.is_waiting:
        last = record.results[-1] if record.results else None
        if last is None or last.outcome is not Outcome.FAILED:
            last = StageResult(_next_stage(last), Outcome.WAITING)
        results[last.stage] = StageResult(last.stage, Outcome.WAITING, last.reason)
    elif history.is_article and history.article is not None:
        results |= {result.stage: result for result in _posting(history, history.article)}
    end = max((tuple(Stage).index(stage) for stage in results), default=-1)
    waits = any(result.outcome is Outcome.WAITING for result in results.values())
    later = NOT_YET if waits else NOT_REACHED
    stages = [
        results.get(stage) or StageResult(stage, Outcome.SKIPPED, NOT_NEEDED if at < end else later)
        for at, stage in enumerate(Stage)
        if stage not in (Stage.APPROVAL, Stage.REVISION) or stage in results
    ]
    return [*stages, *_revision(record)]


def _revision(record: ItemRecord) -> list[StageResult]:
    """Whether the last new version of an item changed its article; nothing if no words of it were new."""
    if record.revisions and record.next_attempt_at is not None:
        return [StageResult(Stage.REVISION, Outcome.WAITING, record.not_revised)]
    if record.not_revised:
        return [StageResult(Stage.REVISION, Outcome.FAILED, record.not_revised)]
    return [StageResult(Stage.REVISION, Outcome.PASSED)] if record.revised_at is not None else []


def _next_stage(last: StageResult | None) -> Stage:
    """The stage after a result; the item waits for it."""
    stages = tuple(Stage)
    return stages[stages.index(last.stage) + 1] if last is not None else stages[0]


def _posting(history: ItemHistory, article: Article) -> list[StageResult]:
    """The stages of an item after it became an article."""
    rows = [row for row in history.deliveries if not is_card(row)]
    story = _story(article, history.story)
    asked = [_approval(row) for row in history.deliveries if is_card(row)][:1]
    if asked and asked[0].outcome is not Outcome.PASSED:
        return [story, StageResult(Stage.FILTERS, Outcome.PASSED), *asked]  # some channel would get it
    if not history.record.is_posted or not rows:
        reason = NO_CHANNEL if history.record.is_posted else ONLY_REMEMBERED
        later = (Stage.FILTERS, Stage.LIMITS, Stage.DELIVERY)
        return [story, *asked, *(StageResult(stage, Outcome.SKIPPED, reason) for stage in later)]
    wanted = [row for row in rows if row.stopped_at is not Stage.FILTERS]
    filters = _filters(rows, wanted)
    return [story, filters, *asked, *([_limits(wanted), _delivery(wanted)] if wanted else [])]


def _approval(card: Delivery) -> StageResult:
    """Whether editors approved an article, or the one whose card names it."""
    if card.approval is not None:
        return StageResult(Stage.APPROVAL, *APPROVALS[card.approval.state])
    reason = card.reason or ""
    return StageResult(Stage.APPROVAL, WITH_ANOTHER.get(reason, Outcome.FAILED), reason)


def _story(article: Article, story: Story | None) -> StageResult:
    if story is None:  # a removed article is in none
        return StageResult(Stage.STORY, Outcome.SKIPPED, REMOVED if article.removed_at is not None else NO_STORY)
    others = [f"#{member.article.number}" for member in story.members if member.article.id != article.id]
    if not others:
        return StageResult(Stage.STORY, Outcome.PASSED)
    more = f" and {len(others) - MAX_NUMBERS} more" if len(others) > MAX_NUMBERS else ""
    own_post = f", but {OWN_POST}" if story.posted_apart(article.id) else ""
    reason = f"the same story as {', '.join(others[:MAX_NUMBERS])}{more}{own_post}"
    return StageResult(Stage.STORY, Outcome.PASSED, reason)


def _filters(rows: Sequence[Delivery], wanted: Sequence[Delivery]) -> StageResult:
    refused = [row for row in rows if row not in wanted]
    outcome = Outcome.PASSED if wanted else Outcome.FAILED
    return StageResult(Stage.FILTERS, outcome, _of_some(refused, len(rows)))


def _limits(wanted: Sequence[Delivery]) -> StageResult:
    """Whether the limits of the channels hold a post back."""
    own = [row for row in wanted if row.stopped_at is not Stage.STORY]
    if not own:
        return StageResult(Stage.LIMITS, Outcome.SKIPPED, NOT_NEEDED)
    held = [row for row in own if _is_held(row)]
    outcome = Outcome.WAITING if len(held) == len(own) else Outcome.PASSED
    return StageResult(Stage.LIMITS, outcome, _of_some(held, len(own)))


def _delivery(wanted: Sequence[Delivery]) -> StageResult:
    sent = [row for row in wanted if row.state is DeliveryState.SENT]
    waiting = [row for row in wanted if row.state not in FINAL]
    if sent:
        share = "" if len(sent) == len(wanted) else f"in {len(sent)} of {plural(len(wanted), 'channel')}"
        return StageResult(Stage.DELIVERY, Outcome.PASSED, share)
    if waiting:
        reasons = [row.reason for row in waiting if row.reason and not _is_held(row)]
        return StageResult(Stage.DELIVERY, Outcome.WAITING, reasons[0] if reasons else "")
    named = all(row.stopped_at is Stage.STORY for row in wanted)
    return StageResult(Stage.DELIVERY, Outcome.SKIPPED if named else Outcome.FAILED, wanted[0].reason or "")


def _is_held(row: Delivery) -> bool:
    """True if the limits of its channel hold a delivery back."""
    return row.held_until is not None and row.state not in FINAL


def _of_some(rows: Sequence[Delivery], total: int) -> str:
    """The reason of these deliveries, with how many of all they are unless they are all; "" if there are none."""
    if not rows:
        return ""
    share = "" if len(rows) == total else f"but not in {len(rows)} of {plural(total, 'channel')}: "
    return f"{share}{rows[0].reason or ''}"
