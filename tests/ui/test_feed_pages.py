"""What is shown of feeds and their items: states, outcomes and stages in plain words, within Discord's limits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from ui.strategies import NASTY

from bot.models.approvals import ApprovalRules
from bot.models.articles import SHARED, Article
from bot.models.delivery import Delivery, DeliveryState
from bot.models.feeds import Feed, FeedState, FeedText, ItemRecord, Outcome, Stage, StageResult
from bot.models.guilds import Subscription, SubscriptionState
from bot.services.feeds.item_history import ItemHistory
from bot.ui.feed_item_pages import ITEMS_PAGE_SIZE, history_lines, item_lines, items_page, unposted_page
from bot.ui.feed_pages import destination, feed_line, feeds_page
from bot.ui.limits import MAX_DESCRIPTION, MAX_EMBEDS_TOTAL, length

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
ON = f"<t:{NOW.timestamp():.0f}>"
READ, DUE = f"<t:{NOW.timestamp():.0f}:R>", f"<t:{LATER.timestamp():.0f}:R>"
FEED = Feed(
    id=3,
    scope=11,
    url="https://harbour.example/feed",
    title="Harbour News",
    site=None,
    state=FeedState.ACTIVE,
    reason=None,
    text_from=FeedText.AUTO,
    added_at=NOW,
    added_by=1,
    next_poll_at=LATER,
    last_read_at=NOW,
)
FAILED = {"failures": 2, "failed_since": NOW, "reason": "The server did not answer in time."}
RECORD = ItemRecord(id=1, feed_id=3, title="Ferry sails", link=None, first_seen_at=NOW, results=(), article_id=None)
ARTICLE = Article(
    id=7,
    number=12,
    scope=11,
    title="Ferry sails",
    text="The ferry sailed.",
    url=None,
    source=None,
    author=None,
    language="en",
    published_at=None,
    added_at=NOW,
    content_hash="x",
)
SUB = Subscription(1, 11, 123456789012345678, SubscriptionState.ACTIVE, None, NOW, 1)
PASSED = (StageResult(Stage.FEED_READ, Outcome.PASSED), StageResult(Stage.NEW, Outcome.PASSED))


def delivery(state: DeliveryState, reason: str | None = None) -> Delivery:
    return Delivery(1, 7, 1, 11, 5, state, reason, 0, None, NOW, None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, f"read {READ}, next {DUE}"),
        ({"last_read_at": None}, f"not read yet, due {DUE}"),
        ({"scope": SHARED}, f"read {READ}, next {DUE} · shared by all servers"),
        ({"text_from": FeedText.PAGE}, f"read {READ}, next {DUE} · text from its pages"),
        (FAILED, f"failed 2 times in a row, first {READ}: The server did not answer in time · next try {DUE}"),
        ({"state": FeedState.PAUSED}, "paused"),
        (
            FAILED | {"state": FeedState.PAUSED},
            f"paused, failed 2 times in a row, first {READ}: The server did not answer in time · next try {DUE}",
        ),
        (
            {"duplicate_of": 2},
            f"read {READ}, next {DUE} · has moved to where feed 2 is, so one of the two is enough",
        ),
        ({"state": FeedState.GONE, "reason": "its server says so"}, "gone for good: its server says so"),
    ],
)
def test_the_list_says_in_plain_words_how_each_feed_is(changes: dict[str, Any], said: str) -> None:
    assert feed_line(replace(FEED, **changes)) == f"**3** Harbour News — {said}"


def failed(stage: Stage, reason: str = "") -> dict[str, Any]:
    return {"results": (*PASSED, StageResult(stage, Outcome.FAILED, reason))}


def skipped(reason: str) -> dict[str, Any]:
    return {"results": (PASSED[0], StageResult(Stage.NEW, Outcome.SKIPPED, reason))}


@pytest.mark.parametrize(
    ("record", "more", "said"),
    [
        ({"next_attempt_at": LATER}, {}, f"waiting, due {DUE}"),
        ({"next_attempt_at": NOW}, {}, "next to be read"),
        ({"next_attempt_at": LATER, "attempts": 1}, {}, "being read now"),
        (
            failed(Stage.PAGE_FETCHED, "The site did not answer in time.") | {"next_attempt_at": LATER, "attempts": 1},
            {},
            f"waiting, due {DUE} (The site did not answer in time)",
        ),
        (failed(Stage.IS_ARTICLE, "It only has a picture."), {}, "not added: It only has a picture"),
        (failed(Stage.PAGE_FETCHED), {}, "page not fetched"),
        (
            failed(Stage.NOT_DUPLICATE, "#4 has the same text"),
            {"article": ARTICLE},
            "not added: \\#4 has the same text",
        ),
        (skipped("it was published long ago"), {}, "not added: it was published long ago"),
        ({"article_id": 7}, {}, "not added: its article was deleted"),
        ({}, {}, "not added: it was in the feed before the feed was followed"),
        ({}, {"article": ARTICLE}, "added as #12"),
        ({}, {"article": replace(ARTICLE, removed_at=NOW)}, "added as #12, and removed since"),
        (
            {"is_posted": False},
            {"article": ARTICLE},
            "added as #12, not posted: it was in the feed before the feed was followed",
        ),
        ({}, {"article": ARTICLE, "deliveries": (delivery(DeliveryState.SENT),)}, "posted, #12"),
        (
            {},
            {"article": ARTICLE, "deliveries": (delivery(DeliveryState.PENDING), delivery(DeliveryState.SKIPPED))},
            "added as #12, waiting to be posted",
        ),
        (
            {},
            {"article": ARTICLE, "deliveries": (delivery(DeliveryState.SKIPPED, "no theme fits."),)},
            "added as #12, not posted: no theme fits",
        ),
    ],
)
def test_each_item_says_in_a_few_words_what_became_of_it(
    record: dict[str, Any], more: dict[str, Any], said: str
) -> None:
    what, stages = item_lines(ItemHistory(FEED, replace(RECORD, **record), **more))
    assert what == f"• Ferry sails — {said}"
    assert stages.count(" · ") == len(Stage) - 3  # approval and revision are none unless there was any


@pytest.mark.parametrize(
    ("changes", "listed", "line"),
    [
        ({"revised_at": NOW}, f"revised on {ON}", f"✓ revised: on {ON}"),
        (
            {"not_revised": "an editor changed it."},
            "not revised: an editor changed it",
            "✗ revised: failed (an editor changed it)",
        ),
        ({"next_attempt_at": LATER}, f"new version waiting, due {DUE}", f"… revised: waiting, due {DUE}"),
        ({"next_attempt_at": LATER, "attempts": 1}, "new version being read now", "… revised: being read now"),
        (
            {"next_attempt_at": LATER, "attempts": 1, "not_revised": "no answer."},
            f"new version waiting, due {DUE} (no answer)",
            f"… revised: waiting, due {DUE} (no answer)",
        ),
    ],
)
def test_a_new_version_of_an_item_says_what_became_of_it(changes: dict[str, Any], listed: str, line: str) -> None:
    record = replace(RECORD, article_id=7, revisions=1, **changes)
    history = ItemHistory(FEED, record, article=ARTICLE, deliveries=(delivery(DeliveryState.SENT),))
    what, stages = item_lines(history)
    assert what == f"• Ferry sails — posted, #12, {listed}"
    assert stages.endswith(" revised")
    assert history_lines(history)[-2] == line


def test_the_history_of_an_item_has_a_line_for_each_stage() -> None:
    record = replace(
        RECORD,
        results=(
            *PASSED,
            StageResult(Stage.PAGE_FETCHED, Outcome.SKIPPED, "the feed has the whole text"),
            StageResult(Stage.IS_ARTICLE, Outcome.FAILED, "It has fewer than 40 words."),
        ),
    )
    assert history_lines(ItemHistory(FEED, record)) == [
        f"From feed 3, Harbour News, where it appeared {READ}:",
        "✓ feed read: passed",
        "✓ item new: passed",
        "– page fetched: skipped (the feed has the whole text)",
        "✗ is an article: failed (It has fewer than 40 words)",
        "– not a duplicate, story, filters, channel limits, delivery: skipped (not reached)",
        "",
    ]
    waiting = history_lines(ItemHistory(FEED, replace(RECORD, results=PASSED, next_attempt_at=LATER)))
    assert waiting[3] == f"… page fetched: waiting, due {DUE}"


def test_a_list_of_many_feeds_has_pages_and_each_feed_is_on_one() -> None:
    feeds = [replace(FEED, id=number, title=f"Feed {'x' * 400}") for number in range(1, 24)]
    shown = []
    for page in range(3):
        reply = feeds_page(feeds, page, "!")
        shown += [line.split()[0] for line in (reply.embed.description or "").splitlines()]
        assert f"page {page + 1} of 3" in (reply.embed.footer.text or "")
    assert shown == [f"**{number}**" for number in range(1, 24)]
    assert (feeds_page([], 0, "!").embed.description or "").startswith("No feeds yet")


def test_where_new_articles_of_a_feed_go() -> None:
    paused = replace(SUB, channel_id=5, state=SubscriptionState.PAUSED)
    desk = replace(SUB, channel_id=6, approval=ApprovalRules(24))
    assert destination([]) == destination([paused, desk]) == ""
    assert destination([SUB, paused, replace(SUB, channel_id=7)]) == f"is posted in <#{SUB.channel_id}>, <#7>"
    assert destination([SUB, desk]) == "waits for approval in <#6>"
    assert re.fullmatch(r"is posted in (?:<#\d+>, ){2,}… and \d+ more", destination([SUB] * 50))


def test_feeds_with_the_same_title_are_told_apart_by_their_addresses() -> None:
    feeds = [replace(FEED, id=number, url=f"https://harbour.example/{number}") for number in range(1, 11)]
    feeds[1] = replace(feeds[1], title="Valley News")
    feeds[9] = replace(feeds[9], title="HARBOUR  news")
    first, second = (feeds_page(feeds, page, "!").embed.description or "" for page in range(2))
    assert first.splitlines()[0].startswith("**1** Harbour News `https://harbour.example/1` — read <t:")
    assert first.splitlines()[1].startswith("**2** Valley News — read <t:")
    assert second.splitlines()[1].startswith("**10** HARBOUR news `https://harbour.example/10` — read <t:")


@given(NASTY, NASTY)
def test_nothing_that_a_feed_contains_makes_an_answer_too_long(title: str, reason: str) -> None:
    feed = replace(FEED, title=title, reason=reason, failures=1, url="https://x.example/" + "a" * 480)
    record = replace(RECORD, title=title, **failed(Stage.IS_ARTICLE, reason))
    items = [ItemHistory(feed, record)] * ITEMS_PAGE_SIZE
    pages = [
        feeds_page([replace(feed, id=each) for each in range(11, 19)], 0, "!"),
        items_page(feed, items, 10, 0),
        unposted_page(items[:3]),
    ]
    for page in pages:
        assert length(page.embed.description or "") <= MAX_DESCRIPTION
        assert len(page.embed) <= MAX_EMBEDS_TOTAL
    assert re.findall(r"^\*\*(\d+)\*\*", pages[0].embed.description or "", re.MULTILINE) == list(
        map(str, range(11, 19))
    )
    assert (pages[1].embed.description or "").count("not added") >= ITEMS_PAGE_SIZE


def test_the_items_of_a_feed_that_are_not_read_are_counted() -> None:
    footers = [items_page(replace(FEED, left_out=count), [], 0, 0).embed.footer.text for count in (0, 1, 380)]
    assert footers == [
        "0 items, newest first",
        "0 items, newest first · 1 older item of the feed not read",
        "0 items, newest first · 380 older items of the feed not read",
    ]
