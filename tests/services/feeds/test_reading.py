"""A feed is asked as its server wants it, and what it answers is remembered."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from services.feeds.conftest import Desk, no_worker
from services.feeds.web import FEED, FakeWeb, answer_of, rss, story
from structlog.testing import capture_logs

from bot.errors import FetchProblem, StorageError
from bot.intake.feeds.items import MAX_ITEMS
from bot.intake.feeds.polling import next_poll_at
from bot.intake.http.messages import Conditions
from bot.models.feeds import FeedState, Outcome, Stage
from bot.services.feeds import reading
from bot.services.feeds.selection import FIRST_ITEMS, FIRST_REASON

ETAG, MODIFIED = 'W/"a b"', "Sat, 21 Nov 2026 10:00:00 GMT"


async def test_the_first_read_stores_the_latest_items_and_posts_none(desk: Desk, web: FakeWeb):
    web.feed(*(story(f"Town{n}") for n in range(FIRST_ITEMS + 2)))
    feed = await desk.follow()
    records = await desk.items(feed)
    assert [record.results[-1].reason for record in records] == [FIRST_REASON] * 2 + [""] * FIRST_ITEMS
    assert await desk.ingest() == FIRST_ITEMS
    article = (await desk.store.articles(feed.scope, limit=1))[0]
    assert await desk.store.deliveries_of(feed.scope, article.id) == []
    web.feed(story("Rye"), *(story(f"Town{n}") for n in range(FIRST_ITEMS + 2)))
    assert await desk.poll_when_due(feed) == 1
    assert await desk.ingest() == 1
    newest = (await desk.store.articles(feed.scope, limit=1))[0]
    assert newest.title == "Rye opens its harbour"
    assert len(await desk.store.deliveries_of(feed.scope, newest.id)) == 1


async def test_the_items_that_a_feed_has_beyond_those_that_are_read_are_counted(desk: Desk, web: FakeWeb):
    web.feed(*(story(f"Town{n}") for n in range(MAX_ITEMS + 7)))
    feed = await desk.follow()
    assert feed.left_out == 7
    web.feed(story("Rye"))
    await desk.poll_when_due(feed)
    assert (await desk.again(feed)).left_out == 0


async def test_a_feed_is_not_asked_again_when_it_is_added(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    await desk.follow()
    assert await desk.poll() == 0
    assert web.asked() == [FEED]


async def test_a_feed_is_not_read_by_the_poller_while_it_is_added(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    web.feed(story("Rye"), story("Hull"))
    record_read = desk.store.record_read

    async def poll_first(*args: Any, **more: Any) -> int:
        assert await desk.poll() == 0
        return await record_read(*args, **more)

    monkeypatch.setattr(desk.store, "record_read", poll_first)
    feed = await desk.follow()
    assert web.asked() == [FEED]
    assert len(await desk.items(feed)) == 2


async def test_it_is_asked_with_exactly_the_validators_of_its_last_answer(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"), headers={"etag": ETAG, "last-modified": MODIFIED})
    feed = await desk.follow()
    web.requests.clear()
    web.status(304, headers={"etag": '"new"'})
    assert await desk.poll_when_due(feed) == 1
    web.status(304)
    assert await desk.poll_when_due(feed) == 1
    web.feed(story("Rye"))
    assert await desk.poll_when_due(feed) == 1
    assert await desk.poll_when_due(feed) == 1
    assert [sent for _, sent in web.requests] == [
        Conditions(ETAG, MODIFIED),
        Conditions('"new"', MODIFIED),
        Conditions('"new"', MODIFIED),
        Conditions(),
    ]


async def test_a_permanent_redirect_is_remembered(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.feed(story("Rye"), moved_to="https://new.example/feed")
    await desk.poll_when_due(feed)
    web.asked()
    await desk.poll_when_due(feed)
    assert web.asked() == ["https://new.example/feed"]


@pytest.mark.parametrize(
    ("headers", "more", "minutes"),
    [
        ({}, "", 15),
        ({"cache-control": "max-age=3600"}, "", 60),
        ({"retry-after": "7200"}, "", 120),
        ({}, "<ttl>90</ttl>", 90),
        ({}, "<skipHours><hour>12</hour><hour>13</hour></skipHours>", 120),
    ],
)
async def test_it_is_read_again_no_sooner_than_the_feed_and_its_server_want(
    desk: Desk, web: FakeWeb, headers: dict[str, str], more: str, minutes: int
):
    web.answers[FEED] = answer_of(FEED, rss(story("Rye"), more=more), headers=headers)
    feed = await desk.follow()
    wait = feed.next_poll_at - desk.clock()
    assert timedelta(minutes=minutes) <= wait < timedelta(minutes=1.1 * minutes + 60)
    web.status(304)
    await desk.poll_when_due(feed)
    if "ttl" in more or "cache-control" in headers:  # an answer without a document need not repeat it
        assert (await desk.again(feed)).next_poll_at - desk.clock() >= timedelta(minutes=minutes)


async def test_an_hour_that_a_feed_skips_is_skipped_by_a_bot_that_starts_in_it(desk: Desk, web: FakeWeb):
    night = "<skipHours><hour>1</hour><hour>2</hour></skipHours><skipDays><day>Thursday</day></skipDays>"
    web.answers[FEED] = answer_of(FEED, rss(story("Rye"), more=night))
    feed = await desk.follow()
    web.asked()
    desk.clock.at = desk.clock.at.replace(day=26, hour=1, minute=30)
    assert await desk.poll() == 0
    assert web.asked() == []
    again = await desk.again(feed)
    assert (again.failures, again.next_poll_at.weekday(), again.next_poll_at.hour) == (0, 4, 0)
    assert await desk.poll_when_due(feed) == 1


async def test_it_is_not_read_a_part_of_a_second_too_early(desk: Desk, web: FakeWeb):
    desk.clock.at = desk.clock.at.replace(microsecond=900_000)
    web.feed(story("Rye"), headers={"cache-control": "max-age=86400"})
    feed = await desk.follow()
    jitter = feed.next_poll_at - desk.clock() - timedelta(days=1)
    assert timedelta(0) <= jitter < timedelta(minutes=1.5, seconds=1)
    assert feed.next_poll_at.microsecond == 0
    again = next_poll_at(feed.id, now=desk.clock(), server_wait=timedelta(days=1))
    assert timedelta(0) <= feed.next_poll_at - again < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "nothing at that address"), (500, "has a fault"), (429, "fewer requests"), (204, "its answer is empty")],
)
async def test_a_refusal_is_a_failure_in_plain_words(desk: Desk, web: FakeWeb, status: int, said: str):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.status(status)
    assert await desk.poll_when_due(feed) == 0
    failed = await desk.again(feed)
    assert failed.failures == 1
    assert failed.reason is not None
    assert said in failed.reason


async def test_pauses_grow_and_the_first_answer_ends_them(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.fails(FetchProblem.TIMEOUT)
    waits = []
    for _ in range(4):
        await desk.poll_when_due(feed)
        waits.append((await desk.again(feed)).next_poll_at - desk.clock())
    assert all(later > 1.5 * sooner for sooner, later in pairwise(waits))
    web.feed(story("Rye"))
    await desk.poll_when_due(feed)
    assert (await desk.again(feed)).failures == 0


async def test_what_is_no_feed_is_a_failure(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.page(FEED, "Login", "Please log in.")
    await desk.poll_when_due(feed)
    assert "not a feed: it is a web page" in ((await desk.again(feed)).reason or "")


async def test_a_feed_that_fails_is_told_of_once_then_paused_and_recovers_by_itself(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.fails(FetchProblem.NO_SERVER)
    told, paused = [], None
    with capture_logs() as logs:
        for _ in range(60):
            await desk.poll_when_due(feed)
            if (await desk.again(feed)).state is FeedState.PAUSED:
                paused = desk.clock()
                break
    told = [line for line in logs if line["event"] == "feed.trouble"]
    assert [line["title"] for line in told] == ["The Paper"]
    known = await desk.again(feed)
    assert paused is not None
    assert known.failed_since is not None
    assert known.told_at is not None
    assert reading.TELL_AFTER <= known.told_at - known.failed_since < reading.TELL_AFTER + timedelta(days=1.2)
    assert paused - known.failed_since >= reading.PAUSE_AFTER
    assert known.next_poll_at - paused >= timedelta(days=1)
    web.feed(story("Rye"))
    await desk.poll_when_due(feed)
    assert (await desk.again(feed)).state is FeedState.ACTIVE


async def test_a_feed_that_is_gone_is_told_of_and_not_asked_again(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.status(410)
    with capture_logs() as logs:
        await desk.poll_when_due(feed)
    assert (await desk.again(feed)).state is FeedState.GONE
    assert [line["event"] for line in logs if line["event"] == "feed.trouble"] == ["feed.trouble"]
    web.asked()
    await desk.poll(30 * 86_400)
    assert web.asked() == []


async def test_a_feed_that_an_editor_paused_meanwhile_is_not_told_of(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.status(410)

    async def pause(_: str) -> None:
        await desk.services.registry.pause(feed, by=7)

    web.before = pause
    with capture_logs() as logs:
        await desk.poll_when_due(feed)
    assert not [line for line in logs if line["event"] == "feed.trouble"]
    assert (await desk.again(feed)).state is FeedState.PAUSED


async def test_a_feed_that_was_not_asked_because_others_wait_is_due_soon(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.fails(FetchProblem.BUSY)
    assert await desk.poll_when_due(feed) == 0
    known = await desk.again(feed)
    assert (known.failures, known.next_poll_at) == (0, desk.clock() + reading.POSTPONED)
    web.feed(story("Rye"))

    with monkeypatch.context() as patch:
        patch.setattr(desk.resources.analysis_pool, "run", no_worker)
        assert await desk.poll_when_due(feed) == 0
    assert (await desk.again(feed)).failures == 0
    assert await desk.poll_when_due(feed) == 1


async def test_an_internal_error_is_logged_and_counts_as_a_failure(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    web.feed(story("Rye"))
    feed = await desk.follow()
    web.answers[FEED] = RuntimeError("a fault of ours")
    with capture_logs() as logs:
        assert await desk.poll_when_due(feed) == 0
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["feed.internal_error"]
    assert (await desk.again(feed)).reason == reading.INTERNAL_ERROR

    async def broken(*_: object, **__: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    for method in ("record_failure", "record_unchanged"):
        monkeypatch.setattr(desk.store, method, broken)
    assert await desk.poll_when_due(feed) == 0
    web.status(304)
    assert await desk.poll(86_400) == 0


async def test_the_stages_of_an_item_begin_with_its_feed(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    [record] = await desk.items(await desk.follow())
    assert [(each.stage, each.outcome) for each in record.results] == [
        (Stage.FEED_READ, Outcome.PASSED),
        (Stage.NEW, Outcome.PASSED),
    ]
