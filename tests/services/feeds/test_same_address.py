"""Feeds of several servers with the same address are read by one request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from services.feeds.conftest import Desk
from services.feeds.web import FEED, FakeWeb, answer_of, rss, story
from store.samples import HERE, THERE

from bot.errors import FetchProblem, StorageError
from bot.intake.http.messages import Conditions
from bot.models.articles import SHARED
from bot.models.feeds import Feed, FeedState

ETAG = 'W/"2"'


async def followed_by_all(desk: Desk) -> list[Feed]:
    """The same feed, followed by two servers and shared."""
    desk.web.feed(story("First"), headers={"etag": ETAG})
    feeds = [await desk.follow(scope=HERE), await desk.follow(scope=THERE)]
    feeds.append(await desk.follow(scope=SHARED))
    desk.web.asked()
    return feeds


async def poll_all(desk: Desk, feeds: list[Feed]) -> int:
    """Reads them when all are due."""
    desk.clock.at = max([(await desk.again(feed)).next_poll_at for feed in feeds])
    return await desk.poll()


async def newest(desk: Desk, feed: Feed) -> str:
    return (await desk.items(feed))[-1].title


async def test_one_request_serves_all_servers(desk: Desk, web: FakeWeb):
    feeds = await followed_by_all(desk)
    web.feed(story("Rye"), story("First"), headers={"etag": 'W/"3"'})
    assert await poll_all(desk, feeds) == 1
    assert web.requests == [(FEED, Conditions(ETAG, None))]
    assert [await newest(desk, feed) for feed in feeds] == ["Rye opens its harbour"] * 3
    web.asked()
    web.status(304)
    assert await poll_all(desk, feeds) == 1
    assert web.requests == [(FEED, Conditions('W/"3"', None))]
    assert {(await desk.again(feed)).last_read_at for feed in feeds} == {desk.clock()}


async def test_the_hours_that_one_of_them_knows_to_be_skipped_are_skipped_for_all(desk: Desk, web: FakeWeb):
    web.answers[FEED] = answer_of(FEED, rss(story("First"), more="<skipHours><hour>1</hour></skipHours>"))
    await desk.follow(scope=HERE)
    opml = f"<opml version='2.0'><body><outline text='x' xmlUrl='{FEED}'/></body></opml>"
    await desk.services.registry.import_opml(THERE, opml.encode(), by=None)  # not read yet
    web.asked()
    desk.clock.at = (desk.clock.at + timedelta(days=1)).replace(hour=1)
    assert await desk.poll() == 0
    assert web.asked() == []
    assert await desk.poll(2 * 3_600) == 1
    assert web.asked() == [FEED]


async def test_none_is_asked_for_before_all_may_be(desk: Desk, web: FakeWeb):
    feeds = await followed_by_all(desk)
    due = sorted([(await desk.again(feed)).next_poll_at for feed in feeds])
    assert due[0] < due[-1]
    desk.clock.at = due[-1] - timedelta(seconds=1)
    assert await desk.poll() == 0
    assert web.asked() == []
    assert await desk.poll(1) == 1
    assert len(web.asked()) == 1


async def test_one_that_has_missed_something_is_asked_for(desk: Desk, web: FakeWeb):
    """The validators of the others would hide it."""
    feeds = await followed_by_all(desk)
    await desk.services.registry.pause(feeds[0], by=7)
    web.feed(story("Rye"), story("First"), headers={"etag": 'W/"3"'})
    await poll_all(desk, feeds[1:])
    await desk.services.registry.resume(feeds[0], by=7)
    web.asked()
    assert await poll_all(desk, feeds) == 1
    assert web.requests == [(FEED, Conditions(ETAG, None))]
    assert [len(await desk.items(feed)) for feed in feeds] == [2, 2, 2]


async def test_a_failure_is_one_of_all_and_resuming_one_tries_for_all(desk: Desk, web: FakeWeb):
    feeds = await followed_by_all(desk)
    web.fails(FetchProblem.TIMEOUT)
    await poll_all(desk, feeds)
    assert [(await desk.again(feed)).failures for feed in feeds] == [1, 1, 1]
    web.feed(story("First"))
    web.asked()
    await desk.services.registry.resume(feeds[1], by=7)
    assert await desk.poll() == 1
    assert len(web.asked()) == 1
    assert [(await desk.again(feed)).failures for feed in feeds] == [0, 0, 0]


async def test_an_address_that_can_be_read_again_is_not_kept_waiting_by_one_that_failed(desk: Desk, web: FakeWeb):
    web.feed(story("First"))
    failed = await desk.follow(scope=THERE)
    later = desk.clock() + timedelta(days=1)
    await desk.store.record_failure(failed.id, "No.", now=desk.clock(), next_poll_at=later, state=FeedState.PAUSED)
    feed = await desk.follow(scope=HERE)
    assert (await desk.again(failed)).next_poll_at == (await desk.again(feed)).next_poll_at
    assert await desk.poll_when_due(feed) == 1
    assert (await desk.again(failed)).state is FeedState.ACTIVE


@pytest.mark.parametrize("error", [StorageError("the disk is full"), RuntimeError("a fault of ours")])
async def test_a_fault_with_one_is_none_with_the_others(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    feeds = await followed_by_all(desk)
    record_read = desk.store.record_read

    async def broken(feed_id: int, **more: Any) -> int:
        if feed_id == feeds[0].id:
            raise error
        return await record_read(feed_id, **more)

    monkeypatch.setattr(desk.store, "record_read", broken)
    web.feed(story("Rye"), story("First"))
    assert await poll_all(desk, feeds) == 1
    assert [len(await desk.items(feed)) for feed in feeds] == [1, 2, 2]
    assert [(await desk.again(feed)).failures for feed in feeds] == [isinstance(error, RuntimeError), 0, 0]
