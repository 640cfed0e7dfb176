"""The courier by itself, with a real store and a sender that does what a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import START, Clock
from store.samples import HERE, THERE, add, edit
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.models.analysed_article import AnalysedArticle
from bot.models.delivery import DeliveryState
from bot.services.delivery import outcomes
from bot.services.delivery import sender as sending
from bot.services.delivery import worker as delivery
from bot.services.delivery.sender import MessageRef
from bot.services.delivery.worker import DeliveryWorker
from bot.store import open_store
from bot.store.protocol import Store

SLOW, QUICK = 1, 2


async def at_once(channel_id: int) -> None:
    """A sender that nothing holds up."""


@dataclass
class Channels:
    """A ``Sender`` that remembers what it was given; ``before`` is awaited first."""

    before: Callable[[int], Awaitable[None]] = at_once
    found: list[MessageRef] = field(default_factory=list)
    nonces: bool = True
    before_edit: Callable[[int], Awaitable[None]] = at_once
    posts: list[tuple[int, str]] = field(default_factory=list)
    edits: list[tuple[int, str]] = field(default_factory=list)
    looked: list[datetime] = field(default_factory=list)

    async def post(
        self, channel_id: int, items: list[AnalysedArticle], *, key: str, role_id: int | None, test: bool = False
    ) -> MessageRef:
        await self.before(channel_id)
        self.posts.append((channel_id, items[0].article.title))
        return MessageRef(900 + len(self.posts), channel_id)

    async def deduplicates(self, channel_id: int) -> bool:
        return self.nonces

    async def edit(self, placed: MessageRef, items: list[AnalysedArticle], *, key: str) -> None:
        await self.before_edit(placed.channel_id)
        self.edits.append((placed.channel_id, items[0].article.title))

    def is_cached(self, channel_id: int) -> bool:
        return True

    async def find(
        self, channel_id: int, items: list[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        self.looked.append(since)
        return self.found

    async def access_problem(self, channel_id: int) -> str | None:
        return None


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    for channel in (SLOW, QUICK):
        await store.subscribe(HERE, channel, now=START, by=None)
    yield store
    await store.close()


async def test_a_channel_that_does_not_answer_holds_up_no_other(store: Store, clock: Clock) -> None:
    answered, went_on = asyncio.Event(), asyncio.Event()

    async def before(channel_id: int) -> None:
        if channel_id == SLOW:
            await answered.wait()
        elif len(channels.posts) == 2:
            went_on.set()

    channels = Channels(before)
    for number in range(3):
        await add(store, f"Story {number}", now=START)
    delivering = asyncio.create_task(DeliveryWorker(store, channels, clock).deliver_due())
    async with asyncio.timeout(10):
        await went_on.wait()
    clock.move(delivery.LEASE_SECONDS + 1)
    answered.set()
    assert await delivering == 6
    assert [title for channel, title in channels.posts if channel == SLOW] == ["Story 0", "Story 1", "Story 2"]
    assert [title for channel, title in channels.posts if channel == QUICK] == ["Story 0", "Story 1", "Story 2"]


async def test_a_fault_of_ours_is_waited_out_in_one_channel_and_seen_nowhere_else(store: Store, clock: Clock) -> None:
    async def before(channel_id: int) -> None:
        if channel_id == SLOW:
            raise ZeroDivisionError

    channels = Channels(before)
    article = await add(store, "Story", now=START)
    with capture_logs() as logs:
        assert await DeliveryWorker(store, channels, clock).deliver_due() == 1
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["delivery.failed"]
    [failed, sent] = await store.deliveries_of(HERE, article.id)
    assert (failed.state, sent.state) == (DeliveryState.FAILED, DeliveryState.SENT)
    assert failed.next_try_at > START


async def test_a_post_is_written_down_as_soon_as_the_database_can(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, sent = [StorageError("full"), StorageError("full")], store.mark_delivery_sent

    async def sometimes(*args: object, **options: object) -> None:
        if faults:
            raise faults.pop()
        await sent(*args, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(outcomes, "RECORD_RETRY_SECONDS", 0.01)
    monkeypatch.setattr(store, "mark_delivery_sent", sometimes)
    channels = Channels()
    article = await add(store, "Story", now=START)
    assert await DeliveryWorker(store, channels, clock).deliver_due() == 2
    assert len(channels.posts) == 2
    assert {row.state for row in await store.deliveries_of(HERE, article.id)} == {DeliveryState.SENT}


@pytest.mark.parametrize("seconds", [-86_400.0, 600.0])
async def test_an_old_first_try_is_looked_for_before_a_second_one(store: Store, clock: Clock, seconds: float) -> None:
    article = await add(store, "Story", now=START)
    await store.claim_deliveries(now=START, lease_seconds=60, limit=9)
    clock.move(seconds)
    channels = Channels(found=[MessageRef(77, SLOW)])
    assert await DeliveryWorker(store, channels, clock).deliver_due() == 2
    assert channels.posts == []
    assert all(since < min(START, clock()) for since in channels.looked)
    assert {row.message_id for row in await store.deliveries_of(HERE, article.id)} == {77}


# ---------------------------------------------------------------- places


async def for_ever(channel_id: int) -> None:
    await asyncio.Event().wait()


async def test_a_server_whose_channels_hang_holds_up_no_other_server(store: Store, clock: Clock) -> None:
    for channel in range(100, 130):
        await store.subscribe(HERE, channel, now=START, by=None)
    await store.subscribe(THERE, 500, now=START, by=None)
    posted = asyncio.Event()

    async def before(channel_id: int) -> None:
        if channel_id != 500:
            await for_ever(channel_id)
        posted.set()

    channels = Channels(before)
    await add(store, "Story", now=START)
    running = asyncio.create_task(DeliveryWorker(store, channels, clock).run())
    async with asyncio.timeout(10):
        await posted.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert channels.posts == [(500, "Story")]


async def test_a_call_that_hangs_lets_go_of_its_place_and_may_have_posted(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "REQUEST_TIMEOUT_SECONDS", 0.05)
    channels = Channels(for_ever)
    article = await add(store, "Story", now=START)
    async with asyncio.timeout(10):
        assert await DeliveryWorker(store, channels, clock).deliver_due() == 0
    rows = await store.deliveries_of(HERE, article.id)
    assert {(row.state, row.unconfirmed_at) for row in rows} == {(DeliveryState.FAILED, START)}


@pytest.mark.parametrize("channels_there", [1, 12])
async def test_an_edit_that_hangs_delays_no_other_channels(store: Store, clock: Clock, channels_there: int) -> None:
    for channel in range(100, 100 + channels_there):
        await store.subscribe(THERE, channel, now=START, by=None)
    edited = asyncio.Event()

    async def before_edit(channel_id: int) -> None:
        if channel_id >= 100:
            await for_ever(channel_id)
        if len(channels.edits) == 1:
            edited.set()

    channels = Channels(before_edit=before_edit)
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    await edit(store, article, "Corrected")
    clock.move(7200)
    running = asyncio.create_task(delivery_worker.run())
    async with asyncio.timeout(10):
        await edited.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert sorted(channels.edits) == [(SLOW, "Corrected"), (QUICK, "Corrected")]


async def test_an_edit_of_an_article_whose_edit_is_under_way_is_not_lost(store: Store, clock: Clock) -> None:
    async def before_edit(channel_id: int) -> None:
        if not channels.edits:
            await edit(store, article, "Second")

    channels = Channels(before_edit=before_edit)
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    article = await edit(store, article, "First")
    clock.move(7200)
    await delivery_worker.run_follow_ups()
    last = dict(channels.edits)
    assert last == {SLOW: "Second", QUICK: "Second"}


async def test_a_correction_while_the_post_is_being_made_reaches_it(store: Store, clock: Clock) -> None:
    async def before(channel_id: int) -> None:
        if channel_id == SLOW:
            await edit(store, article, "Corrected")

    channels = Channels(before)
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    assert (SLOW, "Story") in channels.posts
    clock.move(7200)
    await delivery_worker.run_follow_ups()
    assert (SLOW, "Corrected") in channels.edits


async def test_an_edit_that_may_land_late_is_followed_by_the_newest_one(store: Store, clock: Clock) -> None:
    async def before_edit(channel_id: int) -> None:
        if clock() == late:
            msg = "Discord answered 502"
            raise sending.Unconfirmed(msg)

    channels = Channels(before_edit=before_edit)
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    article = await edit(store, article, "First")
    clock.move(7200)
    late = clock()
    await delivery_worker.run_follow_ups()
    clock.move(30)
    await delivery_worker.run_follow_ups()
    await edit(store, article, "Second")
    await delivery_worker.run_follow_ups()
    assert {title for _, title in channels.edits} == {"First", "Second"}
    channels.edits.clear()
    clock.move(sending.LATE_EFFECT_SECONDS)
    await delivery_worker.run_follow_ups()
    assert sorted(channels.edits) == [(SLOW, "Second"), (QUICK, "Second")]
    clock.move(7200)
    await delivery_worker.run_follow_ups()
    assert len(channels.edits) == 2


async def test_without_nonces_a_post_is_only_looked_for_until_its_first_try_is_over(store: Store, clock: Clock) -> None:
    async def before(channel_id: int) -> None:
        if not clock() > START:
            msg = "Discord answered 502"
            raise sending.Unconfirmed(msg)

    channels = Channels(before, nonces=False)
    delivery_worker = DeliveryWorker(store, channels, clock)
    await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    while clock() < START + timedelta(seconds=sending.LATE_EFFECT_SECONDS - 30):
        clock.move(30)
        assert await delivery_worker.deliver_due() == 0
    assert len(channels.looked) > 5
    clock.move(31)
    assert await delivery_worker.deliver_due() == 2
    assert len(channels.posts) == 2


@pytest.mark.parametrize("nonces", [True, False])
async def test_a_try_under_a_clock_that_was_a_day_ahead_is_waited_out(store: Store, clock: Clock, nonces: bool) -> None:
    async def before(channel_id: int) -> None:
        if clock() > START + timedelta(days=1) - timedelta(seconds=1):
            msg = "Discord answered 502"
            raise sending.Unconfirmed(msg)

    channels = Channels(before, nonces=nonces)
    clock.move(86_400)
    await add(store, "Story", now=clock())
    await DeliveryWorker(store, channels, clock).deliver_due()
    clock.move(-86_400)
    delivery_worker = DeliveryWorker(store, channels, clock)  # another process: it knows only what is stored
    for _ in range(20):
        assert await delivery_worker.deliver_due() == 0
        clock.move(30)
    clock.move(100)
    assert await delivery_worker.deliver_due() == 2
