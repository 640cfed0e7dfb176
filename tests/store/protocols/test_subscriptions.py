"""Channels that are subscribed, paused, deleted and unsubscribed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store.protocols.deliveries import claim, post, subscribed
from store.samples import BOTH, HERE, NOW, THERE, add, edit, later

from bot.models.guilds import PostLook, PostStyle, SubscriptionState
from bot.store.protocols.store import Store

pytestmark = BOTH


async def test_a_subscription_is_created_paused_and_resumed(store: Store):
    made = await store.subscribe(HERE, 1, now=NOW, by=7)
    assert (made.guild_id, made.channel_id, made.created_at, made.created_by) == (HERE, 1, NOW, 7)
    assert (made.state, made.reason) == (SubscriptionState.ACTIVE, None)
    assert await store.subscribe(HERE, 1, now=later(hours=1), by=8) == made
    assert await store.pause_subscription(made.id, "the channel is closed to the bot")
    assert not await store.pause_subscription(made.id, "another reason")
    [paused] = await store.subscriptions(HERE)
    assert (paused.state, paused.reason) == (SubscriptionState.PAUSED, "the channel is closed to the bot")
    assert await store.subscribe(HERE, 1, now=later(hours=1), by=8) == made


async def test_subscriptions_are_listed_by_server_the_oldest_first(store: Store):
    for channel in (3, 1, 2):
        await store.subscribe(HERE, channel, now=NOW, by=7)
    await store.subscribe(THERE, 1, now=NOW, by=7)
    assert [s.channel_id for s in await store.subscriptions(HERE)] == [3, 1, 2]
    assert await store.unsubscribe(HERE, 1)
    assert not await store.unsubscribe(HERE, 1)
    assert [s.channel_id for s in await store.subscriptions(HERE)] == [3, 2]
    assert [s.channel_id for s in await store.subscriptions(THERE)] == [1]


async def test_a_paused_channel_can_be_resumed(store: Store):
    (article,) = await subscribed(store, 1)
    (subscription,) = await store.subscriptions(HERE)
    await store.pause_subscription(subscription.id, "I may not post there")
    assert [s.id for s in await store.paused_subscriptions()] == [subscription.id]
    assert await post(store) == []
    await store.resume_subscription(subscription.id)
    assert await store.paused_subscriptions() == []
    assert await post(store) == [[article]]


async def test_a_deleted_channel_gets_nothing_new_and_only_the_newest_are_kept(store: Store):
    for number in range(30):
        subscription = await store.subscribe(HERE, number, now=NOW, by=1)
        await store.pause_subscription(subscription.id, "no access")
        assert await store.pause_subscription(subscription.id, "deleted", channel_deleted=True)
        assert not await store.pause_subscription(subscription.id, "deleted", channel_deleted=True)
    kept = await store.subscriptions(HERE)
    assert [(s.channel_id, s.reason, s.channel_deleted) for s in kept] == [(n, "deleted", True) for n in range(5, 30)]
    article = await add(store, "Story")
    assert await store.deliveries_of(HERE, article.id) == []


async def test_posts_in_an_unsubscribed_channel_still_follow_their_articles(store: Store):
    first = await store.subscribe(HERE, 1, now=NOW, by=7)
    article = await add(store, "One")
    [posted] = await claim(store)
    await store.mark_delivery_sent(posted.id, 11, now=NOW)
    await add(store, "Two")
    assert await store.unsubscribe(HERE, 1)
    assert await store.subscriptions(HERE) == []
    assert await claim(store, now=later(hours=1)) == []
    await add(store, "Three")
    await edit(store, article, "One again")
    [task] = await store.claim_follow_ups(now=later(hours=1), lease_seconds=60, limit=9)
    assert (task.delivery.id, task.delivery.message_id) == (posted.id, 11)
    again = await store.subscribe(HERE, 1, now=later(hours=2), by=7)
    assert again == replace(first, created_at=later(hours=2)), "what was added meanwhile came before posting started"
    assert await claim(store, now=later(hours=3)) == []
    assert [row.message_id for row in await store.deliveries_of(HERE, article.id)] == [11]


async def test_a_post_made_while_its_channel_is_unsubscribed_is_recorded_and_follows_its_article(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=7)
    article = await add(store, "One")
    [row] = await claim(store)
    assert await store.unsubscribe(HERE, 1)
    await store.mark_delivery_sent(row.id, 11, now=NOW)
    await edit(store, article, "One again")
    [task] = await store.claim_follow_ups(now=later(hours=1), lease_seconds=60, limit=9)
    assert (task.delivery.id, task.delivery.message_id) == (row.id, 11)


@pytest.mark.parametrize("again", [False, True])
async def test_an_attempt_that_fails_after_its_channel_was_unsubscribed_is_not_repeated(store: Store, again: bool):
    await store.subscribe(HERE, 1, now=NOW, by=7)
    await add(store, "One")
    [row] = await claim(store)
    await store.unsubscribe(HERE, 1)
    await store.reschedule_delivery(row.id, "Discord answered 503", at=NOW)
    if again:
        await store.subscribe(HERE, 1, now=later(hours=1), by=7)
    assert await claim(store, now=later(hours=2)) == []


async def test_a_channel_that_is_unsubscribed_and_subscribed_during_a_post_gets_it_once(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=7)
    article = await add(store, "One")
    [row] = await claim(store)
    await store.unsubscribe(HERE, 1)
    await store.subscribe(HERE, 1, now=NOW, by=7)
    assert await claim(store) == []
    await store.mark_delivery_sent(row.id, 11, now=NOW)
    assert await claim(store, now=later(hours=2)) == []
    assert [known.message_id for known in await store.deliveries_of(HERE, article.id)] == [11]


async def test_an_unconfirmed_post_is_searched_for_even_after_its_channel_was_unsubscribed(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=7)
    await add(store, "One")
    await add(store, "Two")
    [row] = await claim(store)
    assert not row.unsubscribed
    await store.reschedule_delivery(row.id, "no answer", at=NOW, unconfirmed=(NOW, NOW))
    await store.unsubscribe(HERE, 1)
    [again] = await claim(store, now=later(hours=1))
    assert (again.id, again.unsubscribed) == (row.id, True)
    await store.mark_delivery_sent(row.id, 11, now=later(hours=1))
    assert await claim(store, now=later(hours=2)) == []


async def test_the_look_of_posts_is_a_channels_own(store: Store):
    compact = PostLook(PostStyle.COMPACT, picture=True)
    for channel in (1, 2):
        await store.subscribe(HERE, channel, now=NOW, by=7)
    await add(store, "Story")
    assert await store.set_post_look(HERE, 1, compact)
    assert not await store.set_post_look(THERE, 1, compact)
    assert [sub.look for sub in await store.subscriptions(HERE)] == [compact, PostLook()]
    assert [row.look for row in await claim(store)] == [compact, PostLook()]
