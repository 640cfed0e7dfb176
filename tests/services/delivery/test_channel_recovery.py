"""Channels that the bot cannot post in: resumed when it can, left alone for longer and longer otherwise."""

from __future__ import annotations

from conftest import START, Clock
from services.delivery.fake_sender import QUICK, SLOW, Channels
from store.samples import HERE
from structlog.testing import capture_logs

from bot.services.delivery.channel_recovery import (
    CHECK_INTERVAL_SECONDS,
    MAX_BACKOFF_SECONDS,
    MAX_REQUESTS_PER_CHECK,
    ChannelRecovery,
)
from bot.services.delivery.errors import CHANNEL_DELETED, ChannelDeleted, ChannelUnavailable, TransientError
from bot.store.protocols.store import Store


async def pause(store: Store, *channels: int) -> None:
    for subscription in await store.subscriptions(HERE):
        if subscription.channel_id in channels:
            await store.pause_subscription(subscription.id, "closed")


async def test_a_channel_is_resumed_at_the_first_check_after_it_opened(store: Store, clock: Clock) -> None:
    channels = Channels(problems={SLOW: ChannelUnavailable("closed")})
    recovery = ChannelRecovery(store, channels, clock)
    await pause(store, SLOW, QUICK)
    assert await recovery.recover() == 1
    channels.problems.clear()
    assert await recovery.recover() == 0
    clock.move(CHECK_INTERVAL_SECONDS)
    assert await recovery.recover() == 1
    assert await store.paused_subscriptions() == []


async def test_a_channel_that_stays_closed_is_checked_less_and_less_often(store: Store, clock: Clock) -> None:
    channels = Channels(cached=False, problems={SLOW: TransientError("Discord answered 502")})
    recovery = ChannelRecovery(store, channels, clock)
    await pause(store, SLOW)
    for _ in range(24 * 12):
        assert await recovery.recover() == 0
        clock.move(300)
    assert 8 < len(channels.asked) < 15
    asked = len(channels.asked)
    clock.move(MAX_BACKOFF_SECONDS)
    await recovery.recover()
    assert len(channels.asked) == asked + 1


async def test_a_check_asks_about_few_channels_and_the_next_one_about_others(store: Store, clock: Clock) -> None:
    for channel in range(100, 115):
        await store.subscribe(HERE, channel, now=START, by=None)
    await pause(store, *range(100, 115))
    channels = Channels(cached=False)
    recovery = ChannelRecovery(store, channels, clock)
    assert await recovery.recover() == MAX_REQUESTS_PER_CHECK
    clock.move(CHECK_INTERVAL_SECONDS)
    assert await recovery.recover() == 5


async def test_a_deleted_channel_is_distinguished_from_one_that_cannot_be_checked(store: Store, clock: Clock) -> None:
    problems = {SLOW: ChannelDeleted(CHANNEL_DELETED), QUICK: TransientError("Discord answered 502")}
    with capture_logs() as logs:
        assert await ChannelRecovery(store, Channels(cached=False, problems=problems), clock).pause_deleted([HERE]) == 1
    assert [line["event"] for line in logs] == ["subscription.paused", "channel.unknown"]
    assert [(sub.channel_id, sub.channel_deleted) for sub in await store.paused_subscriptions()] == [(SLOW, True)]
