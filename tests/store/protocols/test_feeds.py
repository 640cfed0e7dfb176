"""Feeds: whose they are, when they are read, and what is remembered of their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store.feed_samples import URL, add_feed, new, read
from store.samples import HERE, NOW, THERE, later

from bot.errors import DuplicateFeed
from bot.models.articles import SHARED
from bot.models.feeds import Feed, FeedDocument, FeedState, FeedText
from bot.store.protocols.feeds import MAX_POLL_DELAY_SECONDS
from bot.store.protocols.store import Store

MODIFIED = "Sat, 21 Nov 2026 10:00:00 GMT"


async def claim(store: Store, **when: float) -> list[int]:
    return [feed.id for feed in await store.claim_feeds(now=later(**when), lease_seconds=900, limit=9)]


async def again(store: Store, feed: Feed) -> Feed:
    found = await store.feed(feed.id)
    assert found is not None
    return found


async def test_a_scope_sees_its_own_feeds_and_the_shared_ones(store: Store):
    shared = await add_feed(store)
    own = await add_feed(store, "https://local.example/feed", scope=HERE)
    assert await store.feeds(HERE) == [shared, own]
    assert await store.feeds(THERE) == [shared]
    assert [await store.count_feeds(scope) for scope in (SHARED, HERE, THERE)] == [1, 1, 0]
    assert await store.feed(99) is None


async def test_a_feed_is_added_once_in_whatever_spelling(store: Store):
    feed = await add_feed(store)
    assert feed == Feed(
        id=feed.id,
        scope=SHARED,
        url=URL,
        title="The Paper",
        site=None,
        state=FeedState.ACTIVE,
        reason=None,
        text_from=FeedText.AUTO,
        added_at=NOW,
        added_by=7,
        next_poll_at=NOW,
    )
    for scope in (SHARED, HERE):
        with pytest.raises(DuplicateFeed, match="number 1, “The Paper”") as known:
            await add_feed(store, "http://www.news.example/feed.xml?utm_source=x", scope=scope)
        assert known.value.feed_id == feed.id


async def test_two_servers_can_have_the_same_feed_and_a_front_page_can_be_one(store: Store):
    here = await add_feed(store, "https://news.example/", scope=HERE)
    there = await add_feed(store, "https://news.example/", scope=THERE)
    assert here.id != there.id
    with pytest.raises(DuplicateFeed):
        await add_feed(store, "https://news.example/", scope=HERE)


async def test_due_feeds_are_claimed_once_until_their_claim_ends(store: Store):
    first = await add_feed(store)
    await add_feed(store, "https://local.example/feed")
    assert await store.claim_feeds(now=later(seconds=-1), lease_seconds=900, limit=9) == []
    claimed = await store.claim_feeds(now=NOW, lease_seconds=900, limit=1)
    assert claimed == [replace(first, next_poll_at=later(seconds=900))]
    assert await claim(store, seconds=899) == [2]
    assert await claim(store, seconds=900) == [1]
    assert [feed.id for feed in await store.claim_feeds(now=later(days=1), lease_seconds=9, limit=9, busy=[1])] == [2]


async def test_a_feed_that_a_wrong_clock_put_off_is_due(store: Store):
    feed = await add_feed(store)
    await store.postpone_feed(feed.id, next_poll_at=later(seconds=MAX_POLL_DELAY_SECONDS))
    assert await claim(store) == []
    await store.postpone_feed(feed.id, next_poll_at=later(seconds=MAX_POLL_DELAY_SECONDS + 1))
    assert await claim(store) == [feed.id]


async def test_what_an_answer_says_is_kept_exactly(store: Store):
    feed = await add_feed(store)
    document = FeedDocument(
        "The Paper: World",
        "https://news.example/",
        (),
        ttl_minutes=60,
        skip_hours=frozenset((1, 2)),
        skip_days=frozenset((6,)),
    )
    await read(store, feed, new("One"), next_poll_at=later(hours=1), url="https://new.example/feed", document=document)
    known = await again(store, feed)
    assert known == replace(
        feed,
        url="https://new.example/feed",
        title="The Paper: World",
        site="https://news.example/",
        next_poll_at=later(hours=1),
        etag='"1"',
        last_modified=MODIFIED,
        ttl_minutes=60,
        skip_hours=frozenset((1, 2)),
        skip_days=frozenset((6,)),
        first_read_at=NOW,
        last_read_at=NOW,
        last_new_at=NOW,
    )
    await store.record_unchanged(
        feed.id,
        now=later(hours=1),
        next_poll_at=later(hours=2),
        url="https://new.example/feed",
        etag=None,
        last_modified="x",
        fresh_minutes=30,
    )
    assert await again(store, feed) == replace(
        known,
        etag=None,
        last_modified="x",
        last_read_at=later(hours=1),
        next_poll_at=later(hours=2),
        fresh_minutes=30,
    )
    await read(store, feed, now=later(hours=2), document=FeedDocument("", None, ()))
    last = await again(store, feed)
    assert (last.title, last.site, last.ttl_minutes) == ("The Paper: World", "https://news.example/", None)
    assert last.fresh_minutes is None
    assert (last.first_read_at, last.last_read_at, last.last_new_at) == (NOW, later(hours=2), NOW)


async def test_a_feed_keeps_its_address_if_another_one_of_its_scope_has_the_new_one(store: Store):
    old = await add_feed(store, "https://old.example/feed")
    await add_feed(store, "https://new.example/feed")
    await read(store, old, url="http://new.example/feed")
    assert (await again(store, old)).url == "https://old.example/feed"
    await read(store, old, url="https://newest.example/feed")
    assert (await again(store, old)).url == "https://newest.example/feed"


async def test_failures_are_counted_until_an_answer_ends_them(store: Store):
    feed = await add_feed(store)
    for hours in (1, 2):
        failed = await store.record_failure(
            feed.id, "no answer", now=later(hours=hours), next_poll_at=later(hours=hours + 1), told=hours == 2
        )
    assert failed == replace(
        feed,
        reason="no answer",
        failures=2,
        failed_since=later(hours=1),
        told_at=later(hours=2),
        next_poll_at=later(hours=3),
    )
    await read(store, feed)
    known = await again(store, feed)
    assert (known.reason, known.failures, known.failed_since, known.told_at) == (None, 0, None, None)


async def test_a_feed_that_was_paused_because_it_failed_is_tried_and_recovers(store: Store):
    feed = await add_feed(store)
    failed = await store.record_failure(feed.id, "x", now=NOW, next_poll_at=later(days=1), state=FeedState.PAUSED)
    assert failed is not None
    assert failed.state is FeedState.PAUSED
    assert await claim(store, hours=23) == []
    assert await claim(store, days=1) == [feed.id]
    await read(store, feed)
    assert (await again(store, feed)).state is FeedState.ACTIVE


async def test_a_feed_that_an_editor_paused_is_left_alone_until_it_is_resumed(store: Store):
    feed = await add_feed(store)
    await store.set_feed_state(feed.id, FeedState.PAUSED, "an editor paused it", now=NOW)
    assert await claim(store, days=1) == []
    # It was being read when it was paused.
    assert await store.record_failure(feed.id, "x", now=NOW, next_poll_at=NOW, state=FeedState.GONE) is None
    await read(store, feed, next_poll_at=later(hours=5))
    known = await again(store, feed)
    assert (known.state, known.reason) == (FeedState.PAUSED, "an editor paused it")
    await store.set_feed_state(feed.id, FeedState.ACTIVE, None, now=NOW)
    assert (await again(store, feed)).next_poll_at == later(hours=5)  # the server's wish still holds
    assert await claim(store, hours=5) == [feed.id]


async def test_a_feed_that_is_gone_is_not_read_and_one_that_failed_is_due_when_it_is_resumed(store: Store):
    feed = await add_feed(store)
    await store.record_failure(feed.id, "gone", now=NOW, next_poll_at=later(days=9), state=FeedState.GONE)
    assert await claim(store, days=10) == []
    await store.set_feed_state(feed.id, FeedState.ACTIVE, None, now=later(hours=1))
    known = await again(store, feed)
    assert (known.state, known.failures, known.failed_since) == (FeedState.ACTIVE, 0, None)
    assert await claim(store, hours=1) == [feed.id]


async def test_where_the_text_comes_from_can_be_changed(store: Store):
    feed = await add_feed(store)
    await store.set_feed_text(feed.id, FeedText.PAGE)
    assert (await again(store, feed)).text_from is FeedText.PAGE


async def test_nothing_is_recorded_for_a_feed_that_was_removed(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"))
    await store.remove_feed(feed.id)
    assert await read(store, feed, new("Two")) == 0
    assert await store.record_failure(feed.id, "x", now=NOW, next_poll_at=NOW) is None
    assert await store.items(feed.id, limit=9) == (0, [])
    assert await store.claim_items(now=later(days=1), lease_seconds=9, limit=9) == []
    assert (await add_feed(store)).id != feed.id  # a number is never given twice


async def test_the_figures_count_feeds_by_state_and_what_waits(store: Store):
    feed = await add_feed(store)
    other = await add_feed(store, "https://local.example/feed", scope=HERE)
    await store.set_feed_state(other.id, FeedState.PAUSED, None, now=NOW)
    await read(store, feed, new("One"), new("Two", skipped="old"))
    stats = await store.feed_stats()
    assert stats.feeds == {FeedState.ACTIVE: 1, FeedState.PAUSED: 1, FeedState.GONE: 0}
    assert stats.waiting == 1


async def test_feeds_with_the_same_address_are_claimed_together_when_all_are_due(store: Store):
    here, there = await add_feed(store, scope=HERE), await add_feed(store, "http://news.example/feed.xml", scope=THERE)
    await add_feed(store, "https://local.example/feed")
    await store.postpone_feed(there.id, next_poll_at=later(minutes=5))
    assert await claim(store) == [3]
    together = await store.claim_feeds(now=later(minutes=5), lease_seconds=900, limit=1)
    assert [feed.id for feed in together] == [here.id, there.id]
    busy = await store.claim_feeds(now=later(days=1), lease_seconds=900, limit=9, busy=[here.id])
    assert [feed.id for feed in busy] == [3]
