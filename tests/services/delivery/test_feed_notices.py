"""Editors are told once that a feed cannot be read, and once that it can be again, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import Clock
from services.delivery.fake_sender import QUICK, SLOW, Channels
from store import feed_samples
from store.samples import HERE
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.models.approvals import ApprovalRules
from bot.models.articles import SHARED
from bot.models.feeds import Feed, FeedState
from bot.services.delivery.errors import (
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    TransientError,
    Unconfirmed,
)
from bot.services.delivery.feed_notices import CLOSED_SECONDS, LEASE_SECONDS, FeedNotices
from bot.services.delivery.sender import LATE_EFFECT_SECONDS
from bot.store.protocols.store import Store

DESK = 7
"""The channel in which the feed was added."""


class Killed(BaseException):
    """The process dies."""


@pytest.fixture
async def feed(store: Store, clock: Clock) -> Feed:
    """A feed that was added in ``DESK``."""
    return await feed_samples.add_feed(store, scope=HERE, channel_id=DESK)


async def fail(store: Store, feed: Feed, clock: Clock, *, state: FeedState | None = None) -> None:
    """The feed has failed for so long that editors are told of it."""
    now = clock()
    later = now + timedelta(days=1)
    await store.record_failure(feed.id, "It is down.", now=now, next_poll_at=later, state=state, told=True)


async def recover(store: Store, feed: Feed, clock: Clock) -> None:
    await feed_samples.read(store, feed, now=clock(), next_poll_at=clock() + timedelta(days=1))


def notices(store: Store, sender: Channels, clock: Clock) -> FeedNotices:
    """A process that has just started."""

    async def prefix(_: int) -> str:
        return "!"

    return FeedNotices(store, sender, prefix, clock, monotonic=lambda: clock().timestamp())


def kinds(sender: Channels) -> list[tuple[int, str]]:
    """In which channel what was told."""
    return [(channel, posted.partition(" ")[0]) for channel, posted in sender.posts]


async def lost(_: int) -> None:
    """No answer comes to a request."""
    msg = "no answer"
    raise Unconfirmed(msg)


async def test_a_server_is_told_where_the_feed_was_added_and_told_again_when_it_recovers(
    store: Store, clock: Clock, feed: Feed
) -> None:
    sender = Channels()
    service = notices(store, sender, clock)
    assert await service.post_due() == 0
    await fail(store, feed, clock)
    assert await service.post_due() == 1
    assert await service.post_due() == 0
    await recover(store, feed, clock)
    await recover(store, feed, clock)
    assert await service.post_due() == 1
    assert kinds(sender) == [(DESK, "failing"), (DESK, "recovered")]
    assert len({posted.partition(" ")[2] for _, posted in sender.posts}) == 2
    assert all(len(posted.partition(" ")[2]) <= 25 for _, posted in sender.posts)


async def test_a_feed_that_recovers_before_editors_were_told_is_not_mentioned(
    store: Store, clock: Clock, feed: Feed
) -> None:
    sender = Channels()
    await fail(store, feed, clock)
    await recover(store, feed, clock)
    assert await notices(store, sender, clock).post_due() == 0
    assert sender.posts == []


async def test_nobody_is_told_of_a_feed_that_an_editor_paused_or_removed_meanwhile(
    store: Store, clock: Clock, feed: Feed
) -> None:
    sender = Channels()
    await fail(store, feed, clock)
    await store.set_feed_state(feed.id, FeedState.PAUSED, "an editor paused it", now=clock())
    assert await notices(store, sender, clock).post_due() == 0
    other = await feed_samples.add_feed(store, "https://other.example/rss", scope=HERE, channel_id=DESK)
    await fail(store, other, clock)
    await store.remove_feed(other.id)
    assert await notices(store, sender, clock).post_due() == 0
    assert sender.posts == []


async def test_no_server_is_told_of_a_shared_feed(store: Store, clock: Clock) -> None:
    shared = await feed_samples.add_feed(store, "https://shared.example/rss", scope=SHARED)
    await fail(store, shared, clock)
    assert await notices(store, sender := Channels(), clock).post_due() == 0
    assert sender.posts == []


@pytest.mark.parametrize("problem", [ChannelDeleted("it was deleted"), ChannelUnavailable("no access")])
async def test_without_that_channel_the_first_open_one_with_new_articles_is_told(
    store: Store, clock: Clock, feed: Feed, problem: ChannelUnavailable
) -> None:
    sender = Channels(problems={DESK: problem, SLOW: ChannelUnavailable("no access")})
    service = notices(store, sender, clock)
    await fail(store, feed, clock)
    assert await service.post_due() == 1
    sender.problems.clear()
    await recover(store, feed, clock)
    assert await service.post_due() == 1
    assert kinds(sender) == [(QUICK, "failing"), (QUICK, "recovered")]


async def test_an_approval_channel_is_told_before_those_of_readers(store: Store, clock: Clock, feed: Feed) -> None:
    approval = 55
    await store.set_approval(HERE, approval, ApprovalRules(24), now=clock(), by=None)
    sender = Channels(problems={DESK: ChannelDeleted("it was deleted")})
    await fail(store, feed, clock)
    assert await notices(store, sender, clock).post_due() == 1
    assert kinds(sender) == [(approval, "failing")]


async def test_a_channel_that_refuses_the_message_is_passed_over(store: Store, clock: Clock, feed: Feed) -> None:
    async def refuse(channel_id: int) -> None:
        if channel_id != SLOW:
            msg = "no access"
            raise ChannelUnavailable(msg)

    await fail(store, feed, clock)
    assert await notices(store, sender := Channels(refuse), clock).post_due() == 1
    assert kinds(sender) == [(SLOW, "failing")]


async def test_a_notice_waits_for_a_channel(store: Store, clock: Clock, feed: Feed) -> None:
    for channel in (SLOW, QUICK):
        await store.unsubscribe(HERE, channel)
    sender = Channels(problems={DESK: ChannelUnavailable("no access")})
    service = notices(store, sender, clock)
    await fail(store, feed, clock)
    assert await service.post_due() == 0
    sender.problems.clear()
    assert await service.post_due() == 0
    clock.move(CLOSED_SECONDS)
    assert await service.post_due() == 1


@pytest.mark.parametrize(
    ("error", "wait", "tries"),
    [
        (TransientError("busy"), 10, 2),
        (Unconfirmed("no answer"), LATE_EFFECT_SECONDS, 2),
        (RuntimeError("bug"), 900, 2),
    ],
)
async def test_what_could_not_be_posted_is_posted_later(
    store: Store, clock: Clock, feed: Feed, error: Exception, wait: float, tries: int
) -> None:
    failures = [error]
    attempts = 0

    async def before(_: int) -> None:
        nonlocal attempts
        attempts += 1
        if failures:
            raise failures.pop()

    sender = Channels(before)
    service = notices(store, sender, clock)
    await fail(store, feed, clock)
    with capture_logs():
        assert await service.post_due() == 0
        clock.move(wait)
        assert await service.post_due() == 1
    assert (attempts, kinds(sender)) == (tries, [(DESK, "failing")])


async def test_what_discord_refuses_for_good_is_given_up(store: Store, clock: Clock, feed: Feed) -> None:
    async def refuse(_: int) -> None:
        msg = "blocked by a rule of the server"
        raise PostRejected(msg)

    sender = Channels(refuse)
    await fail(store, feed, clock)
    assert await notices(store, sender, clock).post_due() == 0
    clock.move(86_400)
    sender.before = Channels().before
    assert await notices(store, sender, clock).post_due() == 0


async def test_an_unconfirmed_notice_in_a_channel_that_was_closed_is_posted_elsewhere_once_it_can_no_longer_appear(
    store: Store, clock: Clock, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Channels(lost)
    service = notices(store, sender, clock)
    await fail(store, feed, clock)
    assert await service.post_due() == 0

    async def closed(*_: object, **__: object) -> None:
        msg = "no access"
        raise ChannelUnavailable(msg)

    monkeypatch.setattr(sender, "find_notice", closed)
    sender.before, sender.problems = Channels().before, {DESK: ChannelUnavailable("no access")}
    clock.move(30)
    assert await service.post_due() == 0
    clock.move(LATE_EFFECT_SECONDS)
    assert await service.post_due() == 1
    assert kinds(sender) == [(SLOW, "failing")]


async def test_a_search_that_fails_changes_nothing(
    store: Store, clock: Clock, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Channels(lost)
    service = notices(store, sender, clock)
    await fail(store, feed, clock)
    await service.post_due()
    clock.move(60)
    with monkeypatch.context() as patch:
        patch.setattr(sender, "find_notice", lambda *_, **__: lost(0))
        await service.post_due()
    sender.before = Channels().before
    clock.move(LATE_EFFECT_SECONDS - 60)
    assert await service.post_due() == 1


async def test_a_time_in_the_future_by_a_clock_that_was_ahead_delays_nothing_for_long(
    store: Store, clock: Clock, feed: Feed
) -> None:
    await fail(store, feed, clock)
    clock.move(86_400)
    await notices(store, sender := Channels(lost), clock).post_due()
    clock.move(-86_400)
    sender.before = Channels().before
    for _ in range(4):
        await notices(store, sender, clock).post_due()
        clock.move(LATE_EFFECT_SECONDS)
    assert kinds(sender) == [(DESK, "failing")]


def dying(
    store: Store, sender: Channels, monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool
) -> Callable[[], int]:
    """Makes the process die at the call with a number, before or after its effect; returns how many were made."""
    calls = 0

    def wrapped(call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def made(*args: Any, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            dies = calls == at
            if dies and not after:
                raise Killed
            result = await call(*args, **more)
            if dies:
                raise Killed
            return result

        return made

    for owner, names in (
        (store, ("claim_feed_notices", "set_notice_channel", "mark_notice_sent", "reschedule_notice", "skip_notices")),
        (sender, ("post_notice", "find_notice", "access_problem")),
    ):
        for name in names:
            monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))
    return lambda: calls


@pytest.mark.parametrize("after", [False, True])
async def test_wherever_the_process_is_killed_each_notice_is_posted_once_and_in_order(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    async def life(at: int) -> int:
        """A feed fails and recovers, while the process is killed at one call; how many calls there were."""
        feed = await feed_samples.add_feed(store, f"https://news.example/{at}/{after}", scope=HERE, channel_id=DESK)
        sender = Channels()
        with monkeypatch.context() as patch:
            calls = dying(store, sender, patch, at, after=after)
            for happens in (fail, recover):
                await happens(store, feed, clock)
                for _ in range(4):
                    try:
                        await notices(store, sender, clock).post_due()
                    except Killed:
                        clock.move(LEASE_SECONDS)
                    clock.move(LATE_EFFECT_SECONDS)
            assert kinds(sender) == [(DESK, "failing"), (DESK, "recovered")]
            return calls()

    everything = await life(0)
    for at in range(1, everything + 3):
        await life(at)


async def test_a_fault_of_the_database_ends_nothing(
    store: Store, clock: Clock, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    sender = Channels()
    await fail(store, feed, clock)
    with monkeypatch.context() as patch:
        patch.setattr(store, "mark_notice_sent", broken)
        assert await notices(store, sender, clock).post_due() == 0
    clock.move(LEASE_SECONDS)
    assert await notices(store, sender, clock).post_due() == 1
    assert kinds(sender) == [(DESK, "failing")]


async def test_it_goes_on_until_it_is_cancelled(
    store: Store, clock: Clock, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.delivery.feed_notices.POLL_SECONDS", 0.01)
    posted = asyncio.Event()
    sender = Channels()
    post = sender.post_notice

    async def post_notice(*args: Any, **more: Any) -> Any:
        posted.set()
        return await post(*args, **more)

    monkeypatch.setattr(sender, "post_notice", post_notice)
    running = asyncio.create_task(notices(store, sender, clock).run())
    await fail(store, feed, clock)
    async with asyncio.timeout(20):
        await posted.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert running.cancelled()
