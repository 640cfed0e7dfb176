"""What became of the items of feeds: the stages of each, the article that it became, and whether that was posted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.models.delivery import DeliveryState
from bot.services.lookup.articles import link_key_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.articles import Article
    from bot.models.delivery import Delivery
    from bot.models.feeds import Feed, ItemRecord
    from bot.models.stories import Story
    from bot.store.protocols.store import Store

__all__ = ["ItemHistories", "ItemHistory"]

MAX_FEEDS_OF_ITEM = 3
"""An article or a link may be in several feeds: so many are shown."""


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """An item of a feed with the article that it became or repeats, which may be removed.

    ``deliveries`` are those of the article in the server that asks; one behind another that the limits of its channel
    hold back is held back as well. ``story`` is its story as that server sees it.
    """

    feed: Feed
    record: ItemRecord
    article: Article | None = None
    deliveries: tuple[Delivery, ...] = ()
    story: Story | None = None

    @property
    def is_article(self) -> bool:
        """True if the item became its article, which then did not exist yet."""
        return self.article is not None and not self.record.is_duplicate


class ItemHistories:
    """Reads histories of items. ``scope`` is the asker's server, which sees its own feeds and the shared ones."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of_feed(self, scope: int, feed: Feed, *, limit: int, offset: int) -> tuple[int, list[ItemHistory]]:
        """The number of a feed's items that are remembered, and a page of them, newest first."""
        total, records = await self._store.items(feed.id, limit=limit, offset=offset)
        return total, [await self._history(scope, feed, record) for record in records]

    async def of_article(self, scope: int, article: Article) -> list[ItemHistory]:
        """The items from which an article came, or which repeat it."""
        return await self._visible(scope, await self._store.items_of_article(article.id))

    async def of_link(self, scope: int, words: str) -> list[ItemHistory]:
        """The items with the link that was typed, newest first; none if something else was typed."""
        key = link_key_in(words.strip())
        return await self._visible(scope, await self._store.items_by_link(scope, key)) if key else []

    async def _visible(self, scope: int, records: Iterable[ItemRecord]) -> list[ItemHistory]:
        """Histories of the records whose feeds the scope sees."""
        feeds = {feed.id: feed for feed in await self._store.feeds(scope)}
        seen = [record for record in records if record.feed_id in feeds][:MAX_FEEDS_OF_ITEM]
        return [await self._history(scope, feeds[record.feed_id], record) for record in seen]

    async def _history(self, scope: int, feed: Feed, record: ItemRecord) -> ItemHistory:
        if record.article_id is None:
            return ItemHistory(feed, record)
        article = await self._store.article_by_id(scope, record.article_id, removed=True)
        heads = await self._store.heads_of_line(scope)
        rows = await self._store.deliveries_of(scope, record.article_id)
        deliveries = tuple(_in_line(row, heads.get(row.subscription_id)) for row in rows)
        story = await self._store.story_of(scope, record.article_id)
        return ItemHistory(feed, record, article, deliveries, story)


def _in_line(row: Delivery, head: Delivery | None) -> Delivery:
    """A delivery with what holds back the head of its channel's line, if it waits behind that."""
    if row.state is not DeliveryState.PENDING or head is None or head.held_until is None:
        return row
    return replace(row, held_until=head.held_until, reason=head.reason)
