"""Telling channels that nothing is new at the time of their digest: once, and only where that is true."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from conftest import Clock
from services.delivery.fake_sender import Channels
from store.samples import add

from bot.errors import DeliveryError
from bot.models.filters import ChannelLimits, DigestSchedule, QuietHours
from bot.models.guilds import GuildSettings
from bot.services.delivery import single_messages
from bot.services.delivery.empty_digests import MINUTES, EmptyDigests
from bot.services.delivery.errors import ChannelUnavailable, TransientError, Unconfirmed
from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.sender import LATE_EFFECT_SECONDS
from bot.services.delivery.worker import DeliveryWorker
from bot.store.protocols.store import Store

HERE, NEWS = 4100, 9
EVENING = datetime(2026, 11, 28, 20, 30, tzinfo=UTC)
EIGHT = datetime(2026, 11, 29, 8, tzinfo=UTC)
DAILY = DigestSchedule((time(8), time(18)), even_if_empty=True)


async def subscribed(store: Store, clock: Clock, schedule: DigestSchedule = DAILY, channel: int = NEWS) -> Store:
    """A channel with a digest, since the evening before."""
    clock.at = EVENING
    await store.subscribe(HERE, channel, now=clock(), by=None)
    await limit(store, clock, ChannelLimits(digest=schedule), channel)
    return store


async def limit(store: Store, clock: Clock, limits: ChannelLimits, channel: int = NEWS) -> None:
    await store.set_subscription_limits(HERE, channel, limits, now=clock())


def told(channels: Channels) -> list[str]:
    """What the channel got."""
    return [" ".join(posted.split()[:4]) for channel, posted in channels.posts if channel == NEWS]


async def test_each_digest_without_an_article_is_told_of_once(store: Store, clock: Clock) -> None:
    await subscribed(store, clock)
    await subscribed(store, clock, DigestSchedule((time(8),)), channel=10)
    channels = Channels()
    digests = EmptyDigests(store, channels, clock)
    made = []
    for hour in (7, 8, 9, 17, 18, 19):
        clock.at = EIGHT.replace(hour=hour)
        made.append(await digests.post_due())
    assert made == [0, 1, 0, 0, 1, 0]
    assert channels.posts[0][0] == NEWS
    assert [posted.rpartition(" ")[0] for _, posted in channels.posts] == ["nothing at 29 08:00", "nothing at 29 18:00"]
    key = channels.posts[0][1].split()[-1]
    assert len(key) <= 25
    assert len({posted for _, posted in channels.posts}) == 2


async def test_of_many_channels_some_are_told_in_each_round(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_messages, "MAX_AT_ONCE", 2)
    for channel in (NEWS, NEWS + 1, NEWS + 2):
        await subscribed(store, clock, channel=channel)
    clock.at = EIGHT
    channels = Channels()
    digests = EmptyDigests(store, channels, clock)
    assert [await digests.post_due() for _ in range(3)] == [2, 1, 0]
    assert {channel for channel, _ in channels.posts} == {NEWS, NEWS + 1, NEWS + 2}


async def test_a_digest_with_articles_is_not_empty_while_they_are_posted_and_afterwards(
    store: Store, clock: Clock
) -> None:
    await subscribed(store, clock)
    await add(store, "Harbour reopens", now=clock())
    channels = Channels()
    digests, worker = EmptyDigests(store, channels, clock), DeliveryWorker(store, channels, clock)
    clock.at = EIGHT
    assert await digests.post_due() == 0
    await worker.deliver_due()
    clock.move(31)
    assert await digests.post_due() == 0
    await add(store, "Bridge closes", now=clock())
    await worker.deliver_due()  # it waits for the evening
    clock.at = EIGHT.replace(hour=18)
    await worker.deliver_due()
    assert await digests.post_due() == 0
    clock.at = EIGHT + timedelta(days=1)
    assert await worker.post_empty_digests() == 1
    assert told(channels) == ["Harbour reopens", "Bridge closes", told(channels)[-1]]
    assert told(channels)[-1].startswith("nothing at 30 08:00")


async def test_what_came_after_the_time_belongs_to_the_next_digest(store: Store, clock: Clock) -> None:
    await subscribed(store, clock)
    channels = Channels()
    digests, worker = EmptyDigests(store, channels, clock), DeliveryWorker(store, channels, clock)
    clock.at = EIGHT + timedelta(seconds=2)
    await add(store, "Harbour reopens", now=clock())
    assert await digests.post_due() == 0  # perhaps it is for this one
    await worker.deliver_due()
    clock.move(31)
    assert await digests.post_due() == 1


async def test_a_missed_one_is_told_of_for_three_hours_and_only_the_last(store: Store, clock: Clock) -> None:
    await subscribed(store, clock, DigestSchedule((time(8), time(9), time(10)), even_if_empty=True))
    channels = Channels()
    digests = EmptyDigests(store, channels, clock)
    clock.at = EIGHT + timedelta(hours=2, minutes=59)
    assert await digests.post_due() == 1
    assert told(channels)[0].startswith("nothing at 29 10:00")
    clock.at = EIGHT + timedelta(days=1, hours=6)
    assert await digests.post_due() == 0


async def test_quiet_hours_and_a_pause_hold(store: Store, clock: Clock) -> None:
    await subscribed(store, clock)
    await limit(store, clock, ChannelLimits(quiet=QuietHours(time(22), time(9)), digest=DAILY))
    channels = Channels()
    digests = EmptyDigests(store, channels, clock)
    made = []
    for hour in (8, 9):
        clock.at = EIGHT.replace(hour=hour)
        made.append(await digests.post_due())
    assert made == [0, 1]
    [subscription] = await store.subscriptions(HERE)
    await store.pause_subscription(subscription.id, "closed")
    clock.at = EIGHT.replace(hour=18)
    assert await digests.post_due() == 0


async def test_the_clock_of_the_server_counts_also_when_it_is_changed(store: Store, clock: Clock) -> None:
    await subscribed(store, clock, DigestSchedule((time(8),), even_if_empty=True))
    channels = Channels()
    digests = EmptyDigests(store, channels, clock)
    assert await digests.post_due() == 0  # from now on it is looked at again at 08:00 UTC
    await store.save_guild_settings(GuildSettings(HERE, time_zone="Europe/Berlin"))
    clock.at = EIGHT - timedelta(hours=1)
    assert await digests.post_due() == 1
    assert told(channels)[0].startswith("nothing at 29 08:00")


@pytest.mark.parametrize("arrived", [True, False])
async def test_after_a_lost_answer_the_message_is_searched_for_before_it_is_made_again(
    store: Store, clock: Clock, arrived: bool
) -> None:
    await subscribed(store, clock)

    async def lose(_: int) -> None:
        msg = "no answer"
        raise Unconfirmed(msg)

    channels = Channels(before=lose)
    clock.at = EIGHT
    assert await EmptyDigests(store, channels, clock).post_due() == 0
    channels.before = Channels().before
    if arrived:
        [subscription] = await store.subscriptions(HERE)
        number = subscription.id * MINUTES + int(EIGHT.timestamp()) // 60
        key = idempotency_key(f"{await store.installation_id()}-none", number)
        channels.posts.append((NEWS, f"nothing {key}"))
        clock.move(LATE_EFFECT_SECONDS)
    else:
        clock.move(LATE_EFFECT_SECONDS - 1)
        assert await EmptyDigests(store, channels, clock).post_due() == 0
        clock.move(1)
    assert await EmptyDigests(store, channels, clock).post_due() == (not arrived)
    assert len(channels.looked) == 1
    clock.move(10 * LATE_EFFECT_SECONDS)
    assert await EmptyDigests(store, channels, clock).post_due() == 0
    assert len(channels.posts) == 1


@pytest.mark.parametrize(
    ("error", "told_later"), [(TransientError("busy", 30.0), True), (ChannelUnavailable("closed"), False)]
)
async def test_what_discord_refuses_for_the_moment_is_tried_again_and_nothing_else(
    store: Store, clock: Clock, error: DeliveryError, told_later: bool
) -> None:
    await subscribed(store, clock)

    async def refuse(_: int) -> None:
        raise error

    channels = Channels(before=refuse)
    digests = EmptyDigests(store, channels, clock)
    clock.at = EIGHT
    assert await digests.post_due() == 0
    channels.before = Channels().before
    clock.move(30)
    assert await digests.post_due() == told_later


async def test_nothing_is_told_of_what_an_editor_ended_meanwhile(store: Store, clock: Clock) -> None:
    await subscribed(store, clock)
    clock.at = EIGHT
    claimed = await store.claim_empty_digest(now=clock(), until=EIGHT + timedelta(minutes=11))
    assert claimed is not None
    await limit(store, clock, ChannelLimits(digest=DigestSchedule((time(8),))))
    await store.settle_empty_digest(claimed, None)
    [subscription] = await store.subscriptions(HERE)
    assert subscription.limits.digest == DigestSchedule((time(8),))
    clock.at = EIGHT + timedelta(days=1)
    assert await store.claim_empty_digest(now=clock(), until=clock()) is None
