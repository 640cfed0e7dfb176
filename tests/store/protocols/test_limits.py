"""Limits of channels: what they hold back is posted afterwards, together, once and in its order."""

from __future__ import annotations

from datetime import datetime, time

from store.protocols.deliveries import LEASE, claim, post, subscribed
from store.samples import BOTH, HERE, NOW, add, later

from bot.models.delivery import DeliveryState
from bot.models.filters import NO_LIMITS, ChannelLimits, QuietHours
from bot.store.protocols.outbox import MAX_BATCH, MAX_HEADS
from bot.store.protocols.store import Store

pytestmark = BOTH
CHANNEL = 61
LUNCH = QuietHours(time(11, 30), time(13, 0))
"""From half an hour before ``NOW`` to an hour after it."""


async def limited(store: Store, articles: int, **limits: object) -> list[int]:
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await limit(store, **limits)
    return await subscribed(store, articles)


async def limit(store: Store, now: datetime = NOW, **limits: object) -> None:
    changed = ChannelLimits(**limits)  # type: ignore[arg-type]
    assert await store.set_subscription_limits(HERE, CHANNEL, changed, now=now)


async def test_a_channel_gets_at_most_so_many_posts_in_24_hours_and_then_the_rest_together(store: Store):
    first, second, *others = await limited(store, 5, posts_a_day=2)
    assert await post(store) == [[first], [second]]
    for hours in (1, 12, 23.9):
        assert await post(store, later(hours=hours)) == []
    assert await post(store, later(hours=24)) == [others]


async def test_each_post_counts_for_24_hours(store: Store):
    one, two = await limited(store, 2, posts_a_day=2)
    assert [row.article_id for row in await claim(store)] == [one]
    [delivery] = await store.deliveries_of(HERE, one)
    await store.mark_delivery_sent(delivery.id, 11, now=NOW)
    assert await post(store, later(hours=20)) == [[two]]
    three = (await add(store, "Three")).id
    assert await post(store, later(hours=23)) == []
    assert await post(store, later(hours=25)) == [[three]]
    four = (await add(store, "Four")).id
    assert await post(store, later(hours=43)) == []
    assert await post(store, later(hours=45)) == [[four]]


async def test_nothing_is_posted_in_quiet_hours_and_afterwards_it_comes_together(store: Store):
    articles = await limited(store, 3, quiet=LUNCH)
    assert await post(store) == []
    [head] = (await store.heads_of_line(HERE)).values()
    assert (head.held_until, head.reason) == (later(hours=1), "quiet hours, from 11:30 to 13:00 (UTC)")
    assert head.next_attempt_at == later(minutes=20)  # it is looked at again: the clock may be wrong
    assert await post(store, later(minutes=59)) == []
    assert await post(store, later(hours=1)) == [articles]


async def test_a_list_holds_as_many_articles_as_fit_and_the_rest_follow_in_another(store: Store):
    articles = await limited(store, MAX_BATCH + 3, quiet=LUNCH)
    assert await post(store) == []
    assert await post(store, later(hours=1)) == [articles[:MAX_BATCH], articles[MAX_BATCH:]]


async def test_one_that_was_held_back_alone_is_posted_alone(store: Store):
    [article] = await limited(store, 1, quiet=LUNCH)
    assert await post(store) == []
    assert await post(store, later(hours=1)) == [[article]]


async def test_a_changed_limit_releases_what_the_old_one_held_back(store: Store):
    one, *others = await limited(store, 3, posts_a_day=1)
    assert await post(store) == [[one]]
    await limit(store, posts_a_day=1, quiet=LUNCH)
    assert await post(store) == []
    await limit(store)
    assert await post(store) == [others]
    assert not await store.set_subscription_limits(HERE, 5, NO_LIMITS, now=NOW)


async def test_limits_are_kept_until_the_channel_is_unsubscribed(store: Store):
    await limited(store, 0, posts_a_day=3, quiet=QuietHours(time(22), time(7), "Europe/Berlin"))
    kept = ChannelLimits(3, QuietHours(time(22), time(7), "Europe/Berlin"))
    assert [sub.limits for sub in await store.subscriptions(HERE)] == [kept]
    await add(store, "Story")
    await store.unsubscribe(HERE, CHANNEL)
    assert (await store.subscribe(HERE, CHANNEL, now=NOW, by=1)).limits == NO_LIMITS


async def test_a_post_that_may_exist_is_not_held_back(store: Store):
    one, two = await limited(store, 2)
    [row] = await claim(store)
    await store.reschedule_delivery(row.id, "no answer", at=NOW, unconfirmed=(NOW, NOW))
    await limit(store, quiet=LUNCH)
    assert [again.article_id for again in await claim(store)] == [one]
    assert [again.article_id for again in await claim(store, later(seconds=LEASE))] == [one]
    await store.mark_delivery_sent(row.id, 11, now=NOW)
    assert await claim(store) == []
    assert await post(store, later(hours=1)) == [[two]]


async def test_a_post_that_surely_failed_is_held_back_and_stays_alone(store: Store):
    one, two, three = await limited(store, 3)
    [row] = await claim(store)
    await store.reschedule_delivery(row.id, "Discord is down", at=NOW)
    await limit(store, quiet=LUNCH)
    assert await claim(store) == []
    assert await post(store, later(hours=1)) == [[one], [two], [three]]


async def test_a_list_whose_post_surely_failed_is_held_back_as_a_whole(store: Store):
    articles = await limited(store, 7)
    for row in await claim(store):
        await store.reschedule_delivery(row.id, "Discord is down", at=NOW)
    await limit(store, quiet=LUNCH)
    assert await claim(store) == []
    assert await post(store, later(hours=1)) == [articles]


async def test_a_list_that_was_held_back_survives_a_killed_process(store: Store):
    articles = await limited(store, 3, quiet=LUNCH)
    assert await claim(store) == []
    claimed = await claim(store, later(hours=1))
    await store.mark_delivery_sent(claimed[0].id, 11, now=later(hours=1))
    await store.release_claims(now=later(hours=1))
    assert [row.article_id for row in await claim(store, later(hours=1))] == articles[1:]
    states = [(await store.deliveries_of(HERE, article))[0].state for article in articles]
    assert states == [DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.CLAIMED]


async def test_removed_articles_leave_what_is_held_back(store: Store):
    one, two, three = await limited(store, 3, quiet=LUNCH)
    assert await claim(store) == []
    await store.remove_article(one, now=NOW, by=None)
    assert await post(store, later(minutes=5)) == []
    assert await post(store, later(hours=1)) == [[two, three]]


async def test_channels_that_are_held_back_do_not_hold_up_others(store: Store):
    for channel in range(30):
        await store.subscribe(HERE, channel, now=NOW, by=1)
        await store.set_subscription_limits(HERE, channel, ChannelLimits(quiet=LUNCH), now=NOW)
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await add(store, "Story")
    assert MAX_HEADS > 30
    assert [row.channel_id for row in await claim(store, limit=2)] == [CHANNEL]
    assert await claim(store, limit=0) == []
