"""Edits reach the posts that were made, the newest one last."""

from __future__ import annotations

import asyncio

import pytest
from conftest import START, Clock
from services.delivery.fake_sender import QUICK, SLOW, Channels, for_ever
from store.samples import THERE, add, edit

from bot.services.delivery.errors import Unconfirmed
from bot.services.delivery.sender import LATE_EFFECT_SECONDS
from bot.services.delivery.worker import DeliveryWorker
from bot.store.protocol import Store


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
            raise Unconfirmed(msg)

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
    clock.move(LATE_EFFECT_SECONDS)
    await delivery_worker.run_follow_ups()
    assert sorted(channels.edits) == [(SLOW, "Second"), (QUICK, "Second")]
    clock.move(7200)
    await delivery_worker.run_follow_ups()
    assert len(channels.edits) == 2
