"""Recognises a feed that is followed already under another address, such as the Atom form of an RSS feed."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from bot.intake.feeds.identity import KnownItem, same_item
from bot.intake.urls import feed_key, url_key
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.feeds import Feed, FeedItem
    from bot.services.feeds.selection import ReadFeed
    from bot.store.protocols.store import Store

__all__ = ["same_feed", "same_titles"]

COMPARED = 20
"""How many of the last items are compared."""
MAX_CANDIDATES = 10
"""How many feeds are compared item by item."""
MIN_SHARED = 0.5
"""The share of its last items that a feed has had before if it is the same; sections of a site share fewer."""


def same_titles(feeds: Sequence[Feed]) -> set[int]:
    """The ids of the feeds whose title another one has too, so that only their addresses tell them apart."""
    titles = {feed.id: name_key(feed.title) for feed in feeds}
    count = Counter(titles.values())
    return {feed_id for feed_id, title in titles.items() if count[title] > 1}


async def same_feed(store: Store, feeds: Sequence[Feed], read: ReadFeed, *, scope: int) -> Feed | None:
    """The one of the ``feeds``, which are those that ``scope`` sees, that a feed is which was just read; None if none.

    It is the one whose address that feed gives as its own, or one that has had most of its last items.
    """
    document = read.document
    if document.own_url is not None:
        own = feed_key(document.own_url)
        if (named := next((feed for feed in feeds if feed_key(feed.url) == own), None)) is not None:
            return named
    items = document.items[:COMPARED]
    keys = {key for keys in read.keys[:COMPARED] for key in keys}
    links = {await _feeds_with(store, scope, item) for item in items}
    alike = frozenset[int]().union(*links)
    title = name_key(document.title)
    candidates = (feed for feed in feeds if items and (feed.id in alike or name_key(feed.title) == title))
    for feed in islice(candidates, MAX_CANDIDATES):
        known = await store.known_items(feed.id, keys)
        if await asyncio.to_thread(_count_known, items, known) >= MIN_SHARED * len(items):
            return feed
    return None


async def _feeds_with(store: Store, scope: int, item: FeedItem) -> frozenset[int]:
    """The ids of the feeds that have had an item with the link of this one."""
    key = url_key(item.link)
    return frozenset(record.feed_id for record in await store.items_by_link(scope, key)) if key else frozenset()


def _count_known(items: Sequence[FeedItem], known: Sequence[KnownItem]) -> int:
    return sum(same_item(item, known) is not None for item in items)
