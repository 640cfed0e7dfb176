"""Items of feeds: by what they are known, when it is their turn, and how they end."""

from __future__ import annotations

import pytest
from store import samples
from store.feed_samples import NEW, NO_ARTICLE, READ, URL, add_feed, item, new, read
from store.samples import HERE, NOW, THERE, add, later

from bot.errors import DuplicateArticle, NotFound
from bot.intake.feeds.identity import KnownItem
from bot.intake.urls import url_key
from bot.models.articles import SHARED, Draft
from bot.models.feeds import FeedState, FinishedItem, ItemRecord, ItemVersion, NewItem, Outcome, Stage, StageResult
from bot.store.protocols.feeds import FLOOD_REASON, HOURLY_ITEMS, MAX_ITEM_VERSIONS
from bot.store.protocols.store import Store
from bot.store.sqlite import feed_items

DRAFT = Draft("One", "One it was. And so on.")


async def claim(store: Store, *, limit: int = 9, **when: float) -> list[ItemRecord]:
    return await store.claim_items(now=later(**when), lease_seconds=60, limit=limit)


async def add_article(store: Store, finished: FinishedItem, *, draft: Draft = DRAFT) -> int:
    article = await store.add_article(SHARED, draft, samples.read(draft.text), now=NOW, feed_item=finished)
    return article.id


async def test_new_items_wait_with_their_content_in_order(store: Store):
    feed = await add_feed(store)
    assert await read(store, feed, new("One"), new("Two", is_posted=False)) == 2
    one, two = await claim(store)
    assert one == ItemRecord(
        id=one.id,
        feed_id=feed.id,
        title="One",
        link="https://news.example/one",
        first_seen_at=NOW,
        results=(READ, NEW),
        article_id=None,
        item=item("One"),
        attempts=1,
        is_posted=True,
        next_attempt_at=later(seconds=60),
    )
    assert (two.title, two.is_posted) == ("Two", False)
    total, listed = await store.items(feed.id, limit=1)
    assert (total, [record.title for record in listed]) == (2, ["Two"])
    assert (await store.items(feed.id, limit=9, offset=1))[1] == [one]


async def test_a_date_of_an_item_survives(store: Store):
    feed = await add_feed(store)
    dated = item("One", published=NOW)
    await read(store, feed, NewItem(dated, ("id:1",)))
    [record] = await claim(store)
    assert record.item == dated


async def test_an_item_that_is_skipped_is_remembered_with_the_reason(store: Store):
    feed = await add_feed(store)
    assert await read(store, feed, new("One", skipped="it is old")) == 0
    assert await claim(store) == []
    _, [record] = await store.items(feed.id, limit=9)
    assert record.results == (READ, StageResult(Stage.NEW, Outcome.SKIPPED, "it is old"))
    assert (record.item, record.next_attempt_at, record.is_posted) == (None, None, False)


async def test_items_are_found_by_any_key_within_their_feed(store: Store):
    feed = await add_feed(store)
    other = await add_feed(store, "https://local.example/feed")
    await read(store, feed, new("One"), new("Two"))
    await read(store, other, new("One"))
    one = KnownItem(1, frozenset(("id:One", "title:One")), "One")
    assert await store.known_items(feed.id, ["title:One", "id:none"]) == [one]
    assert [known.id for known in await store.known_items(feed.id, ["id:One", "title:Two"])] == [1, 2]
    assert await store.known_items(feed.id, []) == []


async def test_each_version_of_an_item_keeps_its_keys_and_the_oldest_are_forgotten(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"))
    for version in range(MAX_ITEM_VERSIONS):
        known = await store.known_items(feed.id, ["title:One"])
        assert len(known) == version + 1
        lost = ItemVersion(item("Lost"), ("id:lost",), is_revised=True)
        await read(store, feed, changed={1: ItemVersion(item("One"), (f"id:{version}", "title:One")), 99: lost})
    known = await store.known_items(feed.id, ["title:One"])
    assert [each.keys for each in known] == [frozenset((f"id:{v}", "title:One")) for v in range(MAX_ITEM_VERSIONS)]
    assert await store.known_items(feed.id, ["id:One", "id:lost"]) == []


async def test_a_claim_is_taken_over_when_it_ends_unless_somebody_still_works_on_it(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"), new("Two"))
    assert [record.attempts for record in await claim(store)] == [1, 1]
    assert await claim(store, seconds=59) == []
    claimed = await store.claim_items(now=later(seconds=60), lease_seconds=60, limit=9, busy=[1])
    assert [(record.id, record.attempts) for record in claimed] == [(2, 2)]


async def test_items_of_a_paused_feed_wait(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"))
    await store.set_feed_state(feed.id, FeedState.PAUSED, None, now=NOW)
    assert await claim(store) == []
    await store.set_feed_state(feed.id, FeedState.GONE, None, now=NOW)
    assert len(await claim(store)) == 1


async def test_a_flood_takes_turns_newest_first_and_its_oldest_are_only_remembered(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feed_items, "HOURLY_ITEMS", 3)
    monkeypatch.setattr(feed_items, "FLOOD_SECONDS", 2 * 3_600)
    feed = await add_feed(store)
    assert await read(store, feed, *(new(f"Item {n}") for n in range(4))) == 4
    assert await read(store, feed, *(new(f"Item {n}") for n in range(4, 12))) == 6
    turns = [[record.title for record in await claim(store, limit=99, hours=hours)] for hours in range(3)]
    first, second, third = (["Item 1", "Item 2", "Item 3"], [f"Item {n}" for n in (9, 10, 11)], ["Item 6", "Item 7"])
    assert turns[0] == first  # the oldest of one turn first
    assert turns[1] == first + second  # those of before are due again, since nobody has dealt with them
    assert turns[2] == [*first, *third, "Item 8", *second]
    _, records = await store.items(feed.id, limit=99)
    flood = [record.title for record in records if record.results[-1].reason == FLOOD_REASON]
    assert flood == ["Item 5", "Item 4", "Item 0"]
    assert not any(record.item for record in records if record.title in flood)


async def test_what_is_new_does_not_wait_behind_a_backlog_nor_does_that_lose_its_turn(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feed_items, "HOURLY_ITEMS", 2)
    feed = await add_feed(store)
    await read(store, feed, *(new(f"Item {n}") for n in range(6)))
    assert [record.title for record in await claim(store)] == ["Item 4", "Item 5"]
    await store.finish_item(5, [READ, NEW, NO_ARTICLE])
    await store.finish_item(6, [READ, NEW, NO_ARTICLE])
    await read(store, feed, new("Later"), now=later(minutes=30))
    turns = [[record.title for record in await claim(store, hours=hours)] for hours in (0.9, 1)]
    assert turns == [[], ["Item 3", "Later"]]
    waited = later(days=3)  # the bot was off, and nothing that had its turn meanwhile is lost
    assert await read(store, feed, new("Much later"), now=waited) == 1
    titles = [record.title for record in await store.claim_items(now=waited, lease_seconds=60, limit=9)]
    assert titles == ["Item 0", "Item 1", "Item 2", "Item 3", "Later", "Much later"]


async def test_what_is_not_posted_takes_no_turn(store: Store):
    feed = await add_feed(store)
    assert await read(store, feed, *(new(f"Old {n}", is_posted=False) for n in range(HOURLY_ITEMS + 5))) > HOURLY_ITEMS
    await read(store, feed, new("New"))
    assert len(await claim(store, limit=999)) == HOURLY_ITEMS + 6


async def test_an_item_put_off_by_a_wrong_clock_is_due(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"))
    await store.retry_item(1, NO_ARTICLE, at=later(days=400))
    assert len(await claim(store)) == 1


async def test_an_item_that_fails_is_due_again_with_what_went_wrong(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"))
    await claim(store)
    await store.retry_item(1, NO_ARTICLE, at=later(hours=1))
    assert await claim(store, minutes=59) == []
    _, [waiting] = await store.items(1, limit=9)
    assert (waiting.results, waiting.is_taken_up) == ((READ, NEW, NO_ARTICLE), False)
    [record] = await claim(store, hours=1)
    assert (record.results, record.attempts, record.is_taken_up) == ((READ, NEW), 2, True)


async def test_an_item_that_ends_keeps_its_stages_but_not_its_content(store: Store):
    feed = await add_feed(store)
    article = await add(store, "Known")
    await read(store, feed, new("One"))
    await store.finish_item(1, [READ, NEW, NO_ARTICLE], article_id=article.id)
    await store.finish_item(1, [READ])  # too late: it was dealt with
    await store.retry_item(1, NO_ARTICLE, at=NOW)
    [record] = await store.items_of_article(article.id)
    assert record.results == (READ, NEW, NO_ARTICLE)
    assert (record.item, record.next_attempt_at, record.article_id) == (None, None, article.id)
    assert await claim(store, days=1) == []
    assert await store.known_items(feed.id, ["id:One"]) != []


async def test_an_item_becomes_an_article_in_one_transaction_once(store: Store):
    feed = await add_feed(store)
    await read(store, feed, new("One"), new("Two"))
    finished = FinishedItem(1, (READ, NEW))
    article = await add_article(store, finished)
    [record] = await store.items_of_article(article)
    assert (record.id, record.results, record.next_attempt_at) == (1, (READ, NEW), None)
    other = Draft("Two", "Two it was. And so on.")
    with pytest.raises(NotFound, match="no longer waits"):
        await add_article(store, finished, draft=other)
    assert await store.count_articles(SHARED) == 1
    with pytest.raises(DuplicateArticle):
        await add_article(store, FinishedItem(2, (READ, NEW)))
    assert [record.id for record in await claim(store)] == [2]


async def test_an_article_of_a_removed_feed_stays(store: Store):
    feed = await add_feed(store, scope=HERE)
    await read(store, feed, new("One"))
    article = await store.add_article(
        HERE, DRAFT, samples.read(DRAFT.text), now=NOW, feed_item=FinishedItem(1, (READ,))
    )
    await store.remove_feed(feed.id)
    assert await store.article_by_id(HERE, article.id) == article
    assert await store.items_of_article(article.id) == []


async def test_items_are_found_by_link_in_the_feeds_that_a_scope_sees(store: Store):
    shared = await add_feed(store)
    own = await add_feed(store, "https://local.example/feed", scope=HERE)
    await read(store, shared, new("One"))
    await read(store, own, new("One"))
    key = url_key("http://www.news.example/one?utm_source=feed")
    assert key is not None
    assert [record.feed_id for record in await store.items_by_link(HERE, key)] == [own.id, shared.id]
    assert [record.feed_id for record in await store.items_by_link(THERE, key)] == [shared.id]


async def test_the_oldest_items_of_a_feed_are_forgotten_but_not_those_that_wait(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feed_items, "MAX_KNOWN_ITEMS", 3)
    feed = await add_feed(store, URL)
    await read(store, feed, new("Waits"), *(new(f"Old {n}", skipped="old") for n in range(5)))
    _, records = await store.items(feed.id, limit=99)
    assert [record.title for record in records] == ["Old 4", "Old 3", "Old 2", "Waits"]
    assert await store.known_items(feed.id, ["id:Old 0"]) == []
