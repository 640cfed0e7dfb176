"""The outbox: every channel in scope, in its order, once."""

from __future__ import annotations

import asyncio

from store.protocols.deliveries import LEASE, claim
from store.samples import BOTH, HERE, NOW, THERE, add, edit, later, read

from bot.models.articles import SHARED, Draft
from bot.models.delivery import DeliveryState
from bot.store.protocols.store import Store

pytestmark = BOTH


async def test_an_article_waits_for_each_channel_that_may_see_it(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await store.subscribe(HERE, 2, now=NOW, by=None)
    await store.subscribe(THERE, 3, now=NOW, by=None)
    shared, ours = await add(store, "Shared"), await add(store, "Ours", scope=HERE)
    assert [d.channel_id for d in await store.deliveries_of(HERE, shared.id)] == [1, 2]
    assert [d.channel_id for d in await store.deliveries_of(THERE, shared.id)] == [3]
    assert [d.channel_id for d in await store.deliveries_of(HERE, ours.id)] == [1, 2]
    assert await store.deliveries_of(THERE, ours.id) == []
    [first, _] = await store.deliveries_of(HERE, ours.id)
    assert (first.article_id, first.guild_id, first.state, first.attempts) == (ours.id, HERE, DeliveryState.PENDING, 0)
    assert (first.reason, first.first_attempt_at, first.next_attempt_at, first.message_id) == (None, None, NOW, None)


async def test_a_new_channel_gets_no_earlier_articles(store: Store):
    article = await add(store, "Old news")
    await store.subscribe(HERE, 1, now=NOW, by=None)
    assert await store.deliveries_of(HERE, article.id) == []
    assert await claim(store) == []


async def test_a_channel_gets_its_articles_one_at_a_time(store: Store):
    for channel in (1, 2):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    articles = [await add(store, f"Story {i}") for i in range(3)]
    for article in articles:
        claimed = await claim(store)
        assert [(d.channel_id, d.article_id) for d in claimed] == [(1, article.id), (2, article.id)]
        assert {(d.state, d.attempts, d.first_attempt_at) for d in claimed} == {(DeliveryState.CLAIMED, 1, NOW)}
        assert await claim(store) == []
        for delivery in claimed:
            await store.mark_delivery_sent(delivery.id, 900 + delivery.id, now=NOW)
    assert await claim(store, later(days=1)) == []
    [sent, _] = await store.deliveries_of(HERE, articles[0].id)
    assert (sent.state, sent.message_id) == (DeliveryState.SENT, 900 + sent.id)


async def test_a_claim_takes_at_most_its_limit(store: Store):
    for channel in range(5):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    await add(store, "Story")
    assert [len(await claim(store, limit=2)) for _ in range(4)] == [2, 2, 1, 0]


async def test_claims_at_the_same_time_share_nothing(store: Store):
    for channel in range(9):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    await add(store, "Story")
    claims = await asyncio.gather(*(claim(store, limit=2) for _ in range(6)))
    ids = [delivery.id for claimed in claims for delivery in claimed]
    assert len(ids) == len(set(ids)) == 9


async def test_an_unfinished_claim_expires(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await add(store, "Story")
    [first] = await claim(store)
    assert first.next_attempt_at == later(seconds=LEASE)
    assert await claim(store, later(seconds=LEASE - 1)) == []
    [again] = await claim(store, later(seconds=LEASE))
    assert (again.id, again.attempts, again.first_attempt_at) == (first.id, 2, NOW)


async def test_a_failed_post_keeps_its_place_in_the_queue(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    first, second = await add(store, "First"), await add(store, "Second")
    [delivery] = await claim(store)
    await store.reschedule_delivery(delivery.id, "Discord is down", at=later(minutes=5))
    assert await claim(store, later(minutes=4)) == []
    [failed] = await store.deliveries_of(HERE, first.id)
    assert (failed.state, failed.reason) == (DeliveryState.FAILED, "Discord is down")
    assert failed.next_attempt_at == later(minutes=5)
    [again] = await claim(store, later(minutes=5))
    assert (again.article_id, again.attempts) == (first.id, 2)
    await store.mark_delivery_sent(again.id, 1, now=NOW)
    assert [d.article_id for d in await claim(store, later(minutes=5))] == [second.id]


async def test_a_skipped_one_lets_the_next_pass(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    first, second = await add(store, "First"), await add(store, "Second")
    [delivery] = await claim(store)
    await store.mark_delivery_skipped(delivery.id, "Discord refused it")
    assert [d.article_id for d in await claim(store)] == [second.id]
    [skipped] = await store.deliveries_of(HERE, first.id)
    assert (skipped.state, skipped.reason) == (DeliveryState.SKIPPED, "Discord refused it")


async def test_a_late_report_does_not_repeat_a_post_that_was_made(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    article = await add(store, "Story")
    [slow] = await claim(store)
    [quick] = await claim(store, later(seconds=LEASE))
    await store.mark_delivery_sent(quick.id, 77, now=NOW)
    await store.reschedule_delivery(slow.id, "timed out", at=NOW)
    await store.mark_delivery_skipped(slow.id, "gone")
    [sent] = await store.deliveries_of(HERE, article.id)
    assert (sent.state, sent.message_id, sent.reason) == (DeliveryState.SENT, 77, None)
    assert await claim(store, later(days=1)) == []


async def test_a_paused_channel_keeps_waiting_and_new_posts(store: Store):
    subscription = await store.subscribe(HERE, 1, now=NOW, by=None)
    before = await add(store, "Before")
    assert await store.pause_subscription(subscription.id, "closed")
    meanwhile = await add(store, "Meanwhile")
    assert await claim(store, later(days=1)) == []
    await store.subscribe(HERE, 1, now=later(days=1), by=None)
    for article in (before, meanwhile):
        [delivery] = await claim(store, later(days=1))
        assert delivery.article_id == article.id
        await store.mark_delivery_sent(delivery.id, 5, now=NOW)


async def test_waiting_posts_of_a_removed_article_are_skipped(store: Store):
    for channel in (1, 2, 3):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    article = await add(store, "Story")
    sent, failed, _ = await claim(store)
    await store.mark_delivery_sent(sent.id, 1, now=NOW)
    await store.reschedule_delivery(failed.id, "down", at=NOW)
    await store.remove_article(article.id, now=NOW, by=None)
    states = [d.state for d in await store.deliveries_of(HERE, article.id)]
    assert states == [DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.CLAIMED]
    await store.restore_article(article.id, now=NOW, by=None)
    assert await claim(store) == []


async def test_neither_an_edit_nor_a_restored_article_is_posted(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    article = await add(store, "Story")
    [delivery] = await claim(store)
    await store.mark_delivery_sent(delivery.id, 1, now=NOW)
    await edit(store, article, "Edited")
    await store.remove_article(article.id, now=NOW, by=None)
    await store.restore_article(article.id, now=NOW, by=None)
    assert [d.state for d in await store.deliveries_of(HERE, article.id)] == [DeliveryState.SENT]
    assert await store.heads_of_line(HERE) == {}


async def test_a_delivery_number_is_never_given_twice(store: Store):
    # A post's nonce is made from it: Discord would take the new post for the old one.
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await add(store, "One")
    [old] = await claim(store)
    await store.reschedule_delivery(old.id, "Discord answered 503", at=NOW)
    await store.unsubscribe(HERE, 1)
    assert await store.heads_of_line(HERE) == {}
    await store.mark_delivery_sent(old.id, 1, now=NOW)
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await add(store, "Two", scope=SHARED)
    [new] = await claim(store)
    assert new.id > old.id
    assert new.subscription_id > old.subscription_id


async def test_claims_of_a_dead_process_are_due_at_once(store: Store):
    for channel in (1, 2):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    article = await add(store, "Story")
    sent, lost = await claim(store)
    await store.mark_delivery_sent(sent.id, 77, now=NOW)
    await store.release_claims(now=later(seconds=1))
    [_, row] = await store.deliveries_of(HERE, article.id)
    assert (row.state, row.reason) == (DeliveryState.FAILED, "the bot stopped while it was posting this")
    [again] = await claim(store, later(seconds=1))
    assert (again.id, again.attempts, again.first_attempt_at) == (lost.id, 2, NOW)


async def test_a_clock_that_was_a_day_ahead_delays_nothing(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    for number in range(5):
        await add(store, f"Story {number}", now=later(days=1))
        [row] = await claim(store, later(days=1))
        await store.mark_delivery_sent(row.id, number, now=later(days=1))
    late = await add(store, "Late", now=later(days=1))
    assert [d.article_id for d in await claim(store)] == [late.id]


async def test_servers_take_turns_and_none_occupies_all_slots(store: Store):
    for channel in range(6):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    await store.subscribe(THERE, 99, now=NOW, by=None)
    await add(store, "Story")
    claimed = await store.claim_deliveries(now=NOW, lease_seconds=LEASE, limit=9, per_server=3)
    assert [d.guild_id for d in sorted(claimed, key=lambda d: d.id)] == [HERE, HERE, HERE, THERE]
    busy = [d.subscription_id for d in claimed if d.guild_id == HERE][:2]
    more = await store.claim_deliveries(now=NOW, lease_seconds=LEASE, limit=9, per_server=3, busy=busy)
    assert [d.guild_id for d in more] == [HERE]


async def test_an_attempt_counts_as_unconfirmed_until_its_outcome_is_recorded(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await add(store, "Story")
    [first] = await claim(store)
    await store.reschedule_delivery(first.id, "limited", at=later(seconds=9))
    [second] = await claim(store, later(seconds=9))
    assert (second.first_attempt_at, second.unconfirmed_at) == (later(seconds=9), None)
    tried = (later(seconds=9), later(seconds=11))
    await store.reschedule_delivery(second.id, "no answer", at=later(seconds=20), unconfirmed=tried)
    [third] = await claim(store, later(seconds=20))
    assert (third.first_attempt_at, third.unconfirmed_at) == tried
    await store.reschedule_delivery(third.id, "limited", at=later(seconds=30))
    [fourth] = await claim(store, later(seconds=30))
    assert (fourth.first_attempt_at, fourth.unconfirmed_at) == tried


async def test_an_unconfirmed_post_is_not_skipped_when_its_article_is_removed(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    article = await add(store, "Story")
    [row] = await claim(store)
    await store.reschedule_delivery(row.id, "no answer", at=NOW, unconfirmed=(NOW, NOW))
    await store.remove_article(article.id, now=NOW, by=None)
    assert [d.id for d in await claim(store)] == [row.id]


async def test_an_article_added_without_posting_goes_to_no_channel(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    article = await store.add_article(SHARED, Draft("T", "A b."), read("A b."), now=NOW, posted=False)
    assert await store.deliveries_of(HERE, article.id) == []
    assert await claim(store) == []
