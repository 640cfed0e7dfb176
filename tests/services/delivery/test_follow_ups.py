"""Edits reach the posts that were made, the newest one last."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from conftest import START, Clock
from services.delivery.fake_sender import QUICK, SLOW, Channels, at_once, for_ever
from store.samples import HERE, THERE, add, edit
from structlog.testing import capture_logs

from bot.errors import DeliveryError, StorageError
from bot.models.articles import Article
from bot.services.delivery.errors import INTERNAL_ERROR, ChannelUnavailable, PostRejected, TransientError, Unconfirmed
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, LEASE_SECONDS, MessageRef
from bot.services.delivery.worker import DeliveryWorker
from bot.store.protocols.store import Store


@pytest.mark.parametrize("channels_there", [1, 12])
async def test_an_edit_that_hangs_does_not_delay_other_channels(
    store: Store, clock: Clock, channels_there: int
) -> None:
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


async def test_an_edit_during_another_edit_of_the_same_article_is_not_lost(store: Store, clock: Clock) -> None:
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


async def test_an_edit_that_may_take_effect_late_is_followed_by_the_newest_one(store: Store, clock: Clock) -> None:
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


async def posted(store: Store, channels: Channels, clock: Clock) -> tuple[DeliveryWorker, Article]:
    """An article that was posted in both channels."""
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    assert await delivery_worker.deliver_due() == 2
    return delivery_worker, article


async def fails(_: int) -> None:
    raise ZeroDivisionError


async def test_a_bug_is_reported_and_the_edit_is_made_later(store: Store, clock: Clock) -> None:
    channels = Channels(before_edit=fails)
    delivery_worker, article = await posted(store, channels, clock)
    await edit(store, article, "Corrected")
    clock.move(7200)
    with capture_logs() as logs:
        assert await delivery_worker.run_follow_ups() == 0
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["follow_up.failed"] * 2
    waiting = await store.follow_ups_of(HERE, article.id)
    assert {task.reason for task in waiting} == {INTERNAL_ERROR}
    channels.before_edit = at_once
    clock.move(7200)
    assert await delivery_worker.run_follow_ups() == 2
    assert sorted(channels.edits) == [(SLOW, "Corrected"), (QUICK, "Corrected")]


@pytest.mark.parametrize("before_edit", [at_once, fails])
async def test_an_edit_that_cannot_be_recorded_is_made_again_when_its_claim_ends(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch, before_edit: Callable[[int], Awaitable[None]]
) -> None:
    async def full(*_: object, **__: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    channels = Channels(before_edit=before_edit)
    delivery_worker, article = await posted(store, channels, clock)
    await edit(store, article, "Corrected")
    clock.move(7200)
    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr(store, "finish_follow_up", full)
        patch.setattr(store, "reschedule_follow_up", full)
        assert await delivery_worker.run_follow_ups() == 0
    assert [line["event"] for line in logs].count("outbox.storage") == 2
    channels.before_edit = at_once
    clock.move(LEASE_SECONDS + 1)
    channels.edits.clear()
    assert await delivery_worker.run_follow_ups() == 2
    assert sorted(channels.edits) == [(SLOW, "Corrected"), (QUICK, "Corrected")]


async def test_if_discord_asks_to_wait_the_channels_other_edits_wait_too(store: Store, clock: Clock) -> None:
    async def before_edit(channel_id: int) -> None:
        tried.append(channel_id)
        msg = "Discord asked me to wait"
        raise TransientError(msg, 300.0)

    tried: list[int] = []
    channels = Channels(before_edit=before_edit)
    delivery_worker, first = await posted(store, channels, clock)
    second = await add(store, "Other", now=START)
    await delivery_worker.deliver_due()
    for article in (first, second):
        await edit(store, article, f"Corrected {article.id}")
    clock.move(7200)
    await delivery_worker.run_follow_ups()
    assert sorted(tried) == [SLOW, QUICK]
    clock.move(290)
    await delivery_worker.run_follow_ups()
    assert sorted(tried) == [SLOW, QUICK]
    clock.move(11)
    channels.before_edit = at_once
    assert await delivery_worker.run_follow_ups() == 4


@pytest.mark.parametrize(("error", "state"), [(PostRejected, []), (ChannelUnavailable, [SLOW, QUICK])])
async def test_impossible_follow_ups_are_kept_with_their_reason_and_others_wait_for_access(
    store: Store, clock: Clock, error: type[DeliveryError], state: list[int]
) -> None:
    async def before_edit(_: int) -> None:
        msg = "not now, or never"
        raise error(msg)

    delivery_worker, article = await posted(store, Channels(before_edit=before_edit), clock)
    await edit(store, article, "Corrected")
    clock.move(7200)
    await delivery_worker.run_follow_ups()
    assert await store.blocked_channels() == state
    assert {task.reason for task in await store.follow_ups_of(HERE, article.id)} == {"not now, or never"}


async def test_an_edit_whose_article_was_deleted_with_its_server_meanwhile_is_dropped(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deleted(*_: object, **__: object) -> None:
        """No article: it was deleted after the follow-up was claimed."""

    channels = Channels()
    delivery_worker, article = await posted(store, channels, clock)
    await edit(store, article, "Corrected")
    clock.move(7200)
    monkeypatch.setattr(store, "article_by_id", deleted)
    assert await delivery_worker.run_follow_ups() == 2
    assert channels.edits == []
    assert await store.follow_ups_of(HERE, article.id) == []


async def test_posts_of_an_announcement_channel_are_published(store: Store, clock: Clock) -> None:
    channels = Channels()
    await store.set_subscription_options(HERE, QUICK, role_id=None, publish=True)
    delivery_worker, _ = await posted(store, channels, clock)
    assert await delivery_worker.run_follow_ups() == 1
    assert [message.channel_id for message in channels.published] == [QUICK]


@pytest.mark.parametrize("recorded_is_found", [True, False])
async def test_one_of_two_duplicate_posts_is_kept(store: Store, clock: Clock, recorded_is_found: bool) -> None:
    async def before(channel_id: int) -> None:
        if channel_id == SLOW and clock() == START:
            msg = "Discord answered 502"
            raise Unconfirmed(msg)

    channels = Channels(before)
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    await delivery_worker.deliver_due()
    clock.move(60)
    assert await delivery_worker.deliver_due() == 1
    [slow] = [row for row in await store.deliveries_of(HERE, article.id) if row.channel_id == SLOW]
    assert slow.message_id is not None
    older, recorded = MessageRef(5, SLOW), MessageRef(slow.message_id, SLOW)
    channels.found = [older, recorded] if recorded_is_found else [older, MessageRef(6, SLOW)]
    clock.move(LATE_EFFECT_SECONDS)
    await delivery_worker.run_follow_ups()
    assert channels.deleted == ([older] if recorded_is_found else [MessageRef(6, SLOW)])


async def test_more_edits_than_may_run_at_once_are_all_made(store: Store, clock: Clock) -> None:
    for channel in range(100, 130):
        await store.subscribe(HERE + channel, channel, now=START, by=None)
    channels = Channels()
    delivery_worker = DeliveryWorker(store, channels, clock)
    article = await add(store, "Story", now=START)
    assert await delivery_worker.deliver_due() == 32
    await edit(store, article, "Corrected")
    clock.move(7200)
    assert await delivery_worker.run_follow_ups() == 32
