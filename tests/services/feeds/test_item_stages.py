"""Every stage of an item is told, whatever became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ui.test_feed_pages import ARTICLE, FEED, LATER, NOW, PASSED, RECORD

from bot.models.approvals import Approval, ApprovalState
from bot.models.articles import ArticleHeader
from bot.models.delivery import Delivery, DeliveryState
from bot.models.feeds import ItemRecord, Outcome, Stage, StageResult
from bot.models.stories import Story, StoryMember
from bot.services.feeds.item_history import ItemHistory
from bot.services.feeds.item_stages import item_stages
from bot.store.protocols.approvals import APPROVED_TOGETHER_REASON, DROPPED_STORY_REASON, ON_CARD_REASON
from bot.store.protocols.posting_again import OWN_POST

ADDED = (
    *PASSED,
    StageResult(Stage.PAGE_FETCHED, Outcome.PASSED),
    StageResult(Stage.IS_ARTICLE, Outcome.PASSED),
    StageResult(Stage.NOT_DUPLICATE, Outcome.PASSED),
)
SOMETIMES = (Stage.APPROVAL, Stage.REVISION)
USUAL = [stage for stage in Stage if stage not in SOMETIMES]
SENT = Delivery(1, 7, 1, 11, 5, DeliveryState.SENT, None, 1, NOW, NOW, 9)
PENDING = replace(SENT, state=DeliveryState.PENDING, message_id=None)
HELD = replace(PENDING, held_until=LATER, reason="quiet hours")
REFUSED = replace(SENT, state=DeliveryState.SKIPPED, reason="no theme fits", stopped_at=Stage.FILTERS)
NAMED = replace(SENT, state=DeliveryState.SKIPPED, reason="named elsewhere", stopped_at=Stage.STORY)
REMOVED = replace(SENT, state=DeliveryState.SKIPPED, reason="it was removed")
RETRIED = replace(PENDING, state=DeliveryState.FAILED, reason="Discord did not answer")


NOWHERE = "s no channel of this server was to get it when it was added"


def header(number: int) -> ArticleHeader:
    return ArticleHeader(id=number, number=number, scope=11, title="x", source=None, url=None, date=NOW)


def story(*numbers: int) -> Story:
    return Story(tuple(StoryMember(header(number), "", number) for number in numbers))


def named_in_post_of(number: int, known: Story) -> Story:
    return replace(known, members=tuple(replace(one, post_of=number) for one in known.members))


def told(record: ItemRecord, **more: Any) -> list[str]:
    """Each stage after its outcome's first letter, with the reason."""
    results = item_stages(ItemHistory(FEED, record, **more))
    assert [result.stage for result in results if result.stage not in SOMETIMES] == USUAL
    return [" ".join(filter(None, (result.outcome[0], result.reason))) for result in results]


def failed(*results: StageResult) -> ItemRecord:
    return replace(RECORD, results=results)


@pytest.mark.parametrize(
    ("record", "last"),
    [
        (failed(PASSED[0], StageResult(Stage.NEW, Outcome.SKIPPED, "it is old")), ["p", "s it is old"]),
        (
            failed(*PASSED, StageResult(Stage.IS_ARTICLE, Outcome.FAILED, "a picture")),
            ["p", "p", "s not needed", "f a picture"],
        ),
        (
            failed(*PASSED, StageResult(Stage.NOT_DUPLICATE, Outcome.FAILED, "#4 has that link")),
            ["p", "p", "s not needed", "s not needed", "f #4 has that link"],
        ),
        (replace(RECORD, results=PASSED, next_attempt_at=LATER), ["p", "p", "w"]),
        (
            replace(
                failed(*PASSED, StageResult(Stage.PAGE_FETCHED, Outcome.FAILED, "no answer")), next_attempt_at=LATER
            ),
            ["p", "p", "w no answer"],
        ),
        (replace(RECORD, next_attempt_at=LATER), ["w"]),
        (RECORD, []),
    ],
)
def test_an_item_that_is_no_article_has_not_reached_the_later_stages(record: ItemRecord, last: list[str]) -> None:
    later = "s not reached yet" if record.next_attempt_at else "s not reached"
    assert told(record) == last + [later] * (len(USUAL) - len(last))


def test_an_item_that_repeats_an_article_has_nothing_of_its_posts() -> None:
    record = failed(*PASSED, StageResult(Stage.NOT_DUPLICATE, Outcome.FAILED, "#12 has the same text"))
    assert told(record, article=ARTICLE, deliveries=(SENT,))[-1] == "s not reached"


@pytest.mark.parametrize(
    ("rows", "stages"),
    [
        ((SENT,), ["p", "p", "p"]),
        ((REFUSED,), ["f no theme fits", "s not reached", "s not reached"]),
        ((REFUSED, SENT), ["p but not in 1 of 2 channels: no theme fits", "p", "p"]),
        ((HELD,), ["p", "w quiet hours", "w"]),
        ((HELD, SENT), ["p", "p but not in 1 of 2 channels: quiet hours", "p in 1 of 2 channels"]),
        ((PENDING,), ["p", "p", "w"]),
        ((RETRIED,), ["p", "p", "w Discord did not answer"]),
        ((REMOVED,), ["p", "p", "f it was removed"]),
        ((NAMED,), ["p", "s not needed", "s named elsewhere"]),
        ((NAMED, SENT), ["p", "p", "p in 1 of 2 channels"]),
        ((), [NOWHERE] * 3),
    ],
)
def test_the_stages_of_an_article_are_those_of_its_channels(rows: tuple[Delivery, ...], stages: list[str]) -> None:
    record = replace(RECORD, results=ADDED, article_id=7)
    assert told(record, article=ARTICLE, deliveries=rows, story=story(7)) == ["p"] * 6 + stages


CARD = replace(SENT, id=3, approval=Approval(3, ApprovalState.WAITING, LATER))
DROPPED, LAPSED, APPROVED = (
    replace(CARD, approval=Approval(3, state, LATER, NOW))
    for state in (ApprovalState.DROPPED, ApprovalState.LAPSED, ApprovalState.APPROVED)
)
ON_CARD, TOGETHER, DROPPED_TOO = (
    replace(REFUSED, stopped_at=None, reason=reason)
    for reason in (ON_CARD_REASON, APPROVED_TOGETHER_REASON, DROPPED_STORY_REASON)
)


@pytest.mark.parametrize(
    ("rows", "stages"),
    [
        ((CARD,), ["p", "w no editor has decided yet", "s not reached yet", "s not reached yet"]),
        ((DROPPED,), ["p", "f an editor dropped it", "s not reached", "s not reached"]),
        ((LAPSED,), ["p", "f no editor decided in time", "s not reached", "s not reached"]),
        ((DROPPED_TOO,), ["p", f"f {DROPPED_STORY_REASON}", "s not reached", "s not reached"]),
        ((ON_CARD,), ["p", f"s {ON_CARD_REASON}", "s not reached", "s not reached"]),
        ((APPROVED, SENT), ["p", "p", "p", "p"]),
        ((SENT, TOGETHER), ["p", f"p {APPROVED_TOGETHER_REASON}", "p", "p"]),
        ((APPROVED, REFUSED), ["f no theme fits", "p", "s not reached", "s not reached"]),
        ((APPROVED,), [NOWHERE, "p", NOWHERE, NOWHERE]),
    ],
)
def test_where_articles_are_approved_that_is_a_stage(rows: tuple[Delivery, ...], stages: list[str]) -> None:
    record = replace(RECORD, results=ADDED, article_id=7)
    assert told(record, article=ARTICLE, deliveries=rows, story=story(7)) == ["p"] * 6 + stages


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({"revisions": 1, "next_attempt_at": LATER}, "w"),
        ({"revisions": 2, "next_attempt_at": LATER, "revised_at": NOW}, "w"),
        ({"revisions": 1, "revised_at": NOW}, "p"),
        ({"revisions": 2, "revised_at": NOW, "not_revised": "an editor changed it"}, "f an editor changed it"),
    ],
)
def test_a_new_version_of_an_item_is_its_last_stage(changes: dict[str, Any], last: str) -> None:
    record = replace(RECORD, results=ADDED, article_id=7, **changes)
    assert told(record, article=ARTICLE, deliveries=(SENT,), story=story(7)) == ["p"] * 9 + [last]


def test_a_new_version_without_new_words_is_no_stage() -> None:
    record = replace(RECORD, results=ADDED, article_id=7, revisions=1)
    assert told(record, article=ARTICLE, deliveries=(SENT,), story=story(7)) == ["p"] * 9


def test_a_removed_article_is_in_no_story() -> None:
    record = replace(RECORD, results=ADDED, article_id=7)
    removed = replace(ARTICLE, removed_at=NOW)
    assert told(record, article=removed, deliveries=(REMOVED,))[5:] == [
        "s its article was removed",
        "p",
        "p",
        "f it was removed",
    ]


def test_an_item_of_the_first_read_is_not_posted() -> None:
    record = replace(RECORD, results=ADDED, article_id=7, is_posted=False)
    assert (
        told(record, article=ARTICLE, story=story(7))[-3:] == ["s it was in the feed before the feed was followed"] * 3
    )


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (None, "s it was added before there were stories"),
        (story(7), "p"),
        (story(7, 8), "p the same story as #8"),
        (story(5, 7), f"p the same story as #5, but {OWN_POST}"),
        (story(3, 4, 5, 6, 7, 8), f"p the same story as #3, #4, #5 and 2 more, but {OWN_POST}"),
        (named_in_post_of(5, story(5, 7)), "p the same story as #5"),
    ],
)
def test_the_story_of_an_article_is_a_stage(known: Story | None, said: str) -> None:
    record = replace(RECORD, results=ADDED, article_id=7)
    assert told(record, article=ARTICLE, story=known)[5] == said
