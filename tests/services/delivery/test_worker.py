"""Posts run side by side: neither a channel nor a server that hangs delays another."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from conftest import START, Clock
from services.delivery.fake_sender import QUICK, SLOW, Channels, for_ever
from store.samples import HERE, THERE, add
from structlog.testing import capture_logs

from bot.models.delivery import Delivery
from bot.services.delivery import worker
from bot.services.delivery.errors import ChannelUnavailable
from bot.services.delivery.sender import LEASE_SECONDS
from bot.services.delivery.worker import DeliveryWorker
from bot.store.protocols.store import Store


async def test_a_channel_that_does_not_answer_delays_no_other_channel(store: Store, clock: Clock) -> None:
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
    clock.move(LEASE_SECONDS + 1)
    answered.set()
    assert await delivering == 6
    assert [title for channel, title in channels.posts if channel == SLOW] == ["Story 0", "Story 1", "Story 2"]
    assert [title for channel, title in channels.posts if channel == QUICK] == ["Story 0", "Story 1", "Story 2"]


async def test_a_server_whose_channels_hang_does_not_delay_other_servers(store: Store, clock: Clock) -> None:
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


async def test_a_bug_in_the_loop_is_logged_and_the_loop_continues(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, faults, posted = store.claim_deliveries, [ZeroDivisionError()], asyncio.Event()

    async def sometimes(**options: Any) -> list[Delivery]:
        if faults:
            raise faults.pop()
        return await claim(**options)

    async def before(_: int) -> None:
        posted.set()

    monkeypatch.setattr(worker, "BACKOFF_BASE_SECONDS", 0.0)
    monkeypatch.setattr(store, "claim_deliveries", sometimes)
    await add(store, "Story", now=START)
    with capture_logs() as logs:
        running = asyncio.create_task(DeliveryWorker(store, Channels(before), clock).run())
        async with asyncio.timeout(10):
            await posted.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["outbox.failed"]


async def test_a_channel_that_opens_again_is_posted_in_at_once(store: Store, clock: Clock) -> None:
    opened, posted = asyncio.Event(), asyncio.Event()

    async def before(channel_id: int) -> None:
        if channel_id == SLOW and not opened.is_set():
            opened.set()
            msg = "closed"
            raise ChannelUnavailable(msg)
        if channel_id == SLOW:
            posted.set()

    delivery_worker = DeliveryWorker(store, Channels(before), clock)
    await add(store, "Story", now=START)
    assert await delivery_worker.deliver_due() == 1
    running = asyncio.create_task(delivery_worker.run())
    async with asyncio.timeout(10):
        await posted.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_more_channels_than_slots_are_all_posted_in(store: Store, clock: Clock) -> None:
    for channel in range(100, 130):
        await store.subscribe(channel, channel, now=START, by=None)
    await add(store, "Story", now=START)
    assert await DeliveryWorker(store, Channels(), clock).deliver_due() == 32
