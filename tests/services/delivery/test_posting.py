"""One post: its faults, what is recorded, and attempts whose outcome is unknown."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from conftest import START, Clock
from services.delivery.fake_sender import DESK, QUICK, SLOW, Channels, at_once, for_ever
from store.samples import HERE, add
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.models.approvals import ApprovalRules
from bot.models.delivery import DeliveryState
from bot.services.delivery import outcomes, sender
from bot.services.delivery.backoff import BACKOFF_MAX_SECONDS
from bot.services.delivery.errors import ChannelUnavailable, TransientError, Unconfirmed, UnknownRejection
from bot.services.delivery.outcomes import MAX_RECORD_ATTEMPTS
from bot.services.delivery.posting import MAX_UNEXPLAINED_ATTEMPTS
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, LEASE_SECONDS, MessageRef
from bot.services.delivery.worker import DeliveryWorker
from bot.store.protocols.approvals import LAPSED_REASON
from bot.store.protocols.store import Store


async def test_a_bug_in_one_channel_is_retried_and_affects_no_other_channel(store: Store, clock: Clock) -> None:
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
    assert failed.next_attempt_at > START


async def test_a_card_that_lapsed_while_it_was_being_posted_is_not_posted_later(store: Store, clock: Clock) -> None:
    async def before(_channel_id: int) -> None:
        assert await store.lapse_approvals(now=START + timedelta(hours=1)) == 1
        raise TransientError("Discord is down")

    await store.set_approval(HERE, DESK, ApprovalRules(1), now=START, by=None)
    article, channels = await add(store, "Story", now=START), Channels(before)
    worker = DeliveryWorker(store, channels, clock)
    assert await worker.deliver_due() == 0
    channels.before = at_once
    clock.move(3_600)
    assert await worker.deliver_due() == 0
    [card] = await store.deliveries_of(HERE, article.id)
    assert (card.state, card.reason, channels.posts) == (DeliveryState.SKIPPED, LAPSED_REASON, [])


async def test_a_post_is_recorded_as_soon_as_the_database_works(
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


async def test_a_call_that_hangs_frees_its_slot_and_may_have_posted(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "REQUEST_TIMEOUT_SECONDS", 0.05)
    channels = Channels(for_ever)
    article = await add(store, "Story", now=START)
    async with asyncio.timeout(10):
        assert await DeliveryWorker(store, channels, clock).deliver_due() == 0
    rows = await store.deliveries_of(HERE, article.id)
    assert {(row.state, row.unconfirmed_at) for row in rows} == {(DeliveryState.FAILED, START)}


@pytest.mark.parametrize("seconds", [-86_400.0, 600.0])
async def test_an_old_first_attempt_is_searched_for_before_a_second_one(
    store: Store, clock: Clock, seconds: float
) -> None:
    article = await add(store, "Story", now=START)
    await store.claim_deliveries(now=START, lease_seconds=60, limit=9)
    clock.move(seconds)
    channels = Channels(found=[MessageRef(77, SLOW)])
    assert await DeliveryWorker(store, channels, clock).deliver_due() == 2
    assert channels.posts == []
    assert all(since < min(START, clock()) for since in channels.looked)
    assert {row.message_id for row in await store.deliveries_of(HERE, article.id)} == {77}


async def test_without_nonces_a_post_is_only_searched_for_until_its_first_attempt_is_over(
    store: Store, clock: Clock
) -> None:
    async def before(channel_id: int) -> None:
        if not clock() > START:
            msg = "Discord answered 502"
            raise Unconfirmed(msg)

    channels = Channels(before, nonces=False)
    delivery_worker = DeliveryWorker(store, channels, clock)
    await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    while clock() < START + timedelta(seconds=LATE_EFFECT_SECONDS - 30):
        clock.move(30)
        assert await delivery_worker.deliver_due() == 0
    assert len(channels.looked) > 5
    clock.move(31)
    assert await delivery_worker.deliver_due() == 2
    assert len(channels.posts) == 2


@pytest.mark.parametrize("nonces", [True, False])
async def test_an_attempt_made_under_a_clock_a_day_ahead_is_waited_for(
    store: Store, clock: Clock, nonces: bool
) -> None:
    async def before(channel_id: int) -> None:
        if clock() > START + timedelta(days=1) - timedelta(seconds=1):
            msg = "Discord answered 502"
            raise Unconfirmed(msg)

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


async def test_a_post_that_cannot_be_recorded_is_found_again_when_its_claim_ends(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    channels = Channels()
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr(outcomes, "RECORD_RETRY_SECONDS", 0.0)
        patch.setattr(store, "mark_delivery_sent", full)
        assert await delivery_worker.deliver_due() == 0
    assert [line["event"] for line in logs].count("outbox.storage") == 2 * (MAX_RECORD_ATTEMPTS + 1)
    channels.found = [MessageRef(901, SLOW)]
    clock.move(LEASE_SECONDS + 1)
    assert await delivery_worker.deliver_due() == 2
    assert len(channels.posts) == 2
    assert {row.state for row in await store.deliveries_of(HERE, article.id)} == {DeliveryState.SENT}


async def test_a_post_that_is_refused_for_an_unknown_reason_blocks_its_channel_only_for_a_while(
    store: Store, clock: Clock
) -> None:
    async def before(channel_id: int) -> None:
        if channel_id == SLOW and len(refusals) < MAX_UNEXPLAINED_ATTEMPTS:
            refusals.append(clock())
            msg = "Discord refused it (418, 0)"
            raise UnknownRejection(msg)

    refusals: list[datetime] = []
    channels = Channels(before)
    delivery_worker = DeliveryWorker(store, channels, clock)
    first, _ = await add(store, "First", now=START), await add(store, "Second", now=START)
    for _ in range(MAX_UNEXPLAINED_ATTEMPTS):
        await delivery_worker.deliver_due()
        assert (SLOW, "First") not in channels.posts
        clock.move(BACKOFF_MAX_SECONDS * 1.25)
    await delivery_worker.deliver_due()
    assert [title for channel, title in channels.posts if channel == SLOW] == ["Second"]
    [slow] = [row for row in await store.deliveries_of(HERE, first.id) if row.channel_id == SLOW]
    assert (slow.state, slow.reason) == (DeliveryState.SKIPPED, "Discord refused it (418, 0)")


async def test_a_channel_that_was_paused_during_an_attempt_is_not_reported_a_second_time(
    store: Store, clock: Clock
) -> None:
    async def before(channel_id: int) -> None:
        if channel_id == SLOW:
            [slow] = [one for one in await store.all_subscriptions() if one.channel_id == SLOW]
            assert await store.pause_subscription(slow.id, "I may not post there")
        msg = "I may not post there"
        raise ChannelUnavailable(msg)

    article = await add(store, "Story", now=START)
    with capture_logs() as logs:
        assert await DeliveryWorker(store, Channels(before), clock).deliver_due() == 0
    assert [line["channel"] for line in logs if line["event"] == "subscription.paused"] == [QUICK]
    assert {row.state for row in await store.deliveries_of(HERE, article.id)} == {DeliveryState.FAILED}
