"""What became of an item: only feeds that the asker's server sees are shown."""

from __future__ import annotations

from datetime import timedelta

from conftest import START
from store.samples import add

from bot.models.articles import SHARED
from bot.models.feeds import Feed, FeedDocument, FeedItem, FeedText, NewItem, Outcome, Stage, StageResult
from bot.services.feeds.item_history import ItemHistories
from bot.store.protocols.store import Store

HERE, THERE = 11, 12
LINK = "https://harbour.example/ferry"
REPEATED = StageResult(Stage.NOT_DUPLICATE, Outcome.FAILED, "#1 has the same text")


async def feed_with_item(store: Store, scope: int) -> Feed:
    """A feed with one item."""
    feed = await store.add_feed(
        scope,
        "https://harbour.example/feed",
        title="Harbour News",
        site=None,
        text_from=FeedText.AUTO,
        now=START,
        next_poll_at=START,
        by=None,
    )
    item = FeedItem(None, LINK, "Ferry sails", "<p>The ferry sailed.</p>")
    await store.record_read(
        feed.id,
        now=START,
        next_poll_at=START + timedelta(hours=1),
        url=feed.url,
        etag=None,
        last_modified=None,
        document=FeedDocument(feed.title, None, (item,)),
        new=[NewItem(item, (f"link:{LINK}",))],
    )
    return feed


async def test_a_servers_feeds_are_not_named_to_other_servers(store: Store) -> None:
    histories = ItemHistories(store)
    feed = await feed_with_item(store, THERE)
    article = await add(store, "Ferry sails", scope=SHARED)
    (record,) = await store.claim_items(now=START, lease_seconds=60, limit=1)
    await store.finish_item(record.id, [REPEATED], article_id=article.id)
    assert await histories.of_article(HERE, article) == []
    assert await histories.of_link(HERE, LINK) == []
    (there,) = await histories.of_article(THERE, article)
    assert (there.feed.id, there.article, there.deliveries) == (feed.id, article, ())
    assert await histories.of_link(THERE, f"<{LINK}?utm_source=x>") == [there]


async def test_words_that_are_no_link_belong_to_no_item(store: Store) -> None:
    await feed_with_item(store, HERE)
    assert await ItemHistories(store).of_link(HERE, "ferry sails") == []


async def test_the_items_of_a_feed_come_in_pages(store: Store) -> None:
    feed = await feed_with_item(store, HERE)
    total, (item,) = await ItemHistories(store).of_feed(HERE, feed, limit=10, offset=0)
    assert (total, item.record.title, item.article) == (1, "Ferry sails", None)
    assert await ItemHistories(store).of_feed(HERE, feed, limit=10, offset=10) == (1, [])
