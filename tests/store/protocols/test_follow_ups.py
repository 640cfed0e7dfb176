"""Posts of several articles, and changes to posts that exist."""

from __future__ import annotations

from datetime import timedelta

from store.protocols.deliveries import CHANNEL, claim, post, subscribed
from store.samples import BOTH, HERE, NOW, THERE, add, edit, later

from bot.models.delivery import DeliveryState, FollowUpKind, FollowUpState
from bot.store.protocols.store import Store

pytestmark = BOTH


async def test_up_to_five_articles_are_posts_of_their_own(store: Store):
    ids = await subscribed(store, 5)
    assert await post(store) == [[i] for i in ids]


async def test_more_than_five_waiting_articles_share_one_post(store: Store):
    ids = await subscribed(store, 6)
    assert await post(store) == [ids]


async def test_a_shared_post_is_bounded(store: Store):
    ids = await subscribed(store, 28)
    assert await post(store) == [ids[:25], [ids[25]], [ids[26]], [ids[27]]]


async def test_after_five_posts_in_a_minute_the_next_ones_wait_and_share_one(store: Store):
    first = await subscribed(store, 5)
    await post(store)
    more = [(await add(store, f"More {i}", now=later(seconds=5))).id for i in range(2)]
    assert await post(store, later(seconds=6)) == []
    (waiting,) = await store.deliveries_of(HERE, more[0])
    assert "come as one list" in (waiting.reason or "")
    assert waiting.next_attempt_at == later(seconds=60)
    assert await post(store, later(seconds=61)) == [more]
    assert len(first) == 5


async def test_a_shared_post_stays_the_same_when_it_is_tried_again(store: Store):
    ids = await subscribed(store, 7)
    claimed = await claim(store)
    assert [row.article_id for row in claimed] == ids
    for row in claimed:
        await store.reschedule_delivery(row.id, "Discord answered 503", at=later(seconds=5))
    late = await add(store, "Late")
    again = await claim(store, later(seconds=10))
    assert [row.article_id for row in again] == ids
    assert {row.batch_id for row in again} == {claimed[0].id}
    assert [row.id for row in await store.deliveries_in_batch(claimed[0].id)] == [row.id for row in claimed]
    for row in again:
        await store.mark_delivery_sent(row.id, 77, now=later(seconds=10))
    assert await post(store, later(seconds=11)) == [[late.id]]


async def test_a_single_post_that_was_attempted_stays_single(store: Store):
    (first,) = await subscribed(store, 1)
    (row,) = await claim(store)
    await store.reschedule_delivery(row.id, "the connection failed", at=later(seconds=5))
    rest = [(await add(store, f"More {i}")).id for i in range(6)]
    assert await post(store, later(seconds=6)) == [[first], rest]


async def test_an_edit_a_removal_and_a_restoration_reach_the_posts(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await store.subscribe(THERE, CHANNEL + 1, now=NOW, by=1)
    article = await add(store, "Story")
    await post(store)
    assert await store.claim_follow_ups(now=NOW, lease_seconds=60, limit=9) == []
    changed = await edit(store, article, "Other")
    edits = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9)
    assert [(f.kind, f.delivery.guild_id) for f in edits] == [(FollowUpKind.EDIT, HERE), (FollowUpKind.EDIT, THERE)]
    assert await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9) == []
    await store.finish_follow_up(edits[0])
    await store.reschedule_follow_up(edits[1], FollowUpState.DUE, "later", at=later(hours=3), unconfirmed_at=None)
    (again,) = await store.claim_follow_ups(now=later(hours=3), lease_seconds=60, limit=9)
    assert (again.delivery.guild_id, again.attempts) == (THERE, 2)
    await store.finish_follow_up(again)
    await store.remove_article(changed.id, now=later(hours=4), by=1)
    assert len(await store.claim_follow_ups(now=later(hours=4), lease_seconds=60, limit=9)) == 2
    await store.restore_article(changed.id, now=later(hours=5), by=1)
    assert len(await store.claim_follow_ups(now=later(hours=5), lease_seconds=60, limit=9)) == 2


async def test_posts_of_a_publishing_channel_are_to_be_published_once(store: Store):
    await subscribed(store, 6)
    assert await store.set_subscription_options(HERE, CHANNEL, role_id=5, publish=True)
    assert not await store.set_subscription_options(THERE, CHANNEL, role_id=5, publish=True)
    (subscription,) = await store.subscriptions(HERE)
    assert (subscription.role_id, subscription.publish) == (5, True)
    await post(store)
    (publication,) = await store.claim_follow_ups(now=NOW, lease_seconds=60, limit=9)
    assert publication.kind is FollowUpKind.PUBLISH
    assert (publication.delivery.role_id, publication.delivery.publish) == (5, True)


async def test_the_place_of_a_post_is_stored(store: Store):
    (article,) = await subscribed(store, 1)
    (row,) = await claim(store)
    await store.mark_delivery_sent(row.id, 77, now=NOW + timedelta(seconds=1), thread_id=99)
    (sent,) = await store.deliveries_of(HERE, article)
    assert (sent.state, sent.message_id, sent.thread_id) == (DeliveryState.SENT, 77, 99)


async def test_an_edit_requested_while_another_is_in_progress_stays_due(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    article = await add(store, "Story")
    await post(store)
    article = await edit(store, article, "First")
    (first,) = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9)
    await edit(store, article, "Second")
    await store.finish_follow_up(first)
    (second,) = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9)
    assert (second.revision, second.unconfirmed_at) == (2, None)
    await store.finish_follow_up(second)
    assert await store.follow_ups_of(HERE, article.id) == []


async def test_follow_ups_are_claimed_one_per_channel_with_servers_in_turn(store: Store):
    for number in range(4):
        await store.subscribe(HERE, CHANNEL + number, now=NOW, by=1)
    await store.subscribe(THERE, 99, now=NOW, by=1)
    for number in range(2):
        article = await add(store, f"Story {number}")
        await post(store)
        await edit(store, article, f"Edited {number}")
    claimed = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9, per_server=2)
    assert [task.delivery.guild_id for task in claimed] == [HERE, THERE, HERE]
    busy = [task.delivery.subscription_id for task in claimed]
    assert len(set(busy)) == 3
    # The other server has one place left, but its only channel is busy.
    assert await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9, per_server=2, busy=busy) == []


async def test_a_blocked_follow_up_waits_for_its_place_and_an_impossible_one_is_kept(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    article = await add(store, "Story")
    await post(store)
    article = await edit(store, article, "Other")
    (task,) = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9)
    await store.reschedule_follow_up(task, FollowUpState.BLOCKED, "closed", at=later(hours=2), unconfirmed_at=None)
    assert await store.claim_follow_ups(now=later(days=9), lease_seconds=60, limit=9) == []
    assert await store.blocked_channels() == [CHANNEL]
    assert await store.unblock_follow_ups(CHANNEL, now=later(days=9)) == 1
    (task,) = await store.claim_follow_ups(now=later(days=9), lease_seconds=60, limit=9)
    await store.reschedule_follow_up(task, FollowUpState.IMPOSSIBLE, "deleted", at=later(days=9), unconfirmed_at=None)
    assert await store.claim_follow_ups(now=later(days=99), lease_seconds=60, limit=9) == []
    (kept,) = await store.follow_ups_of(HERE, article.id)
    assert (kept.state, kept.reason) == (FollowUpState.IMPOSSIBLE, "deleted")


async def test_a_shared_post_whose_first_article_is_removed_stays_one_post(store: Store):
    # They have one key: posted one by one, Discord would take the second for the first.
    ids = await subscribed(store, 7)
    for row in await claim(store):
        await store.reschedule_delivery(row.id, "the channel is closed", at=later(seconds=5))
    await store.remove_article(ids[0], now=later(seconds=6), by=None)
    again = await claim(store, later(seconds=10))
    assert [row.article_id for row in again] == ids[1:]
    assert len({row.batch_id for row in again}) == 1


async def test_a_shared_post_whose_first_article_was_left_out_is_published_and_deduplicated(store: Store):
    ids = await subscribed(store, 6)
    await store.set_subscription_options(HERE, CHANNEL, role_id=None, publish=True)
    first, *others = await claim(store)
    await store.mark_delivery_skipped(first.id, "the article was removed before it was posted")
    for row in others:
        await store.mark_delivery_sent(row.id, 77, now=NOW, recheck_at=later(minutes=11))
    wanted = [task for article in ids for task in await store.follow_ups_of(HERE, article)]
    once = {(task.kind, task.delivery.id) for task in wanted if task.kind is not FollowUpKind.EDIT}
    assert once == {(FollowUpKind.DEDUPLICATE, others[0].id), (FollowUpKind.PUBLISH, others[0].id)}
    assert {task.kind for task in await store.follow_ups_of(HERE, ids[-1])} == {FollowUpKind.EDIT, FollowUpKind.PUBLISH}
