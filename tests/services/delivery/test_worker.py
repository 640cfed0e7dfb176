"""Posts run side by side: neither a channel nor a server that hangs delays another."""

from __future__ import annotations

import asyncio

from conftest import START, Clock
from services.delivery.fake_sender import QUICK, SLOW, Channels, for_ever
from store.samples import HERE, THERE, add

from bot.services.delivery.task_slots import LEASE_SECONDS
from bot.services.delivery.worker import DeliveryWorker
from bot.store.protocol import Store


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
    clock.move(LEASE_SECONDS + 1)
    answered.set()
    assert await delivering == 6
    assert [title for channel, title in channels.posts if channel == SLOW] == ["Story 0", "Story 1", "Story 2"]
    assert [title for channel, title in channels.posts if channel == QUICK] == ["Story 0", "Story 1", "Story 2"]


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
