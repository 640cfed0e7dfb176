"""Shows editors the last items of a feed that they do not follow yet: each as the article that it would become."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import AnalysisFailed, InputError, KnownLink, WorkerUnavailable
from bot.models.feeds import FeedText
from bot.services.feeds.drafting import DraftRequest

if TYPE_CHECKING:
    from bot.models.feeds import FeedDocument, FeedItem
    from bot.services.feeds.drafting import ItemDrafts
    from bot.services.newsroom import Newsroom
    from bot.services.unsaved_articles import UnsavedArticle, UnsavedArticles

__all__ = ["ItemPreviews", "PreviewedItem"]

SHOWN_ITEMS = 3
ITEM_SECONDS = 30.0
"""How long an item may take: longer than its page, so that a page that does not arrive is the reason given."""
TOO_SLOW = f"reading it took more than {ITEM_SECONDS:.0f} seconds"


@dataclass(frozen=True, slots=True)
class PreviewedItem:
    """An item as the article that it would become; or the ``reason`` why it would become none.

    If it ``may_come_later``, that is only why it cannot be shown now.
    """

    title: str
    article: UnsavedArticle | None = None
    reason: str = ""
    may_come_later: bool = False


class ItemPreviews:
    """Reads items as they are read when they are added, and stores nothing."""

    def __init__(self, drafts: ItemDrafts, newsroom: Newsroom, unsaved_articles: UnsavedArticles) -> None:
        self._drafts = drafts
        self._newsroom = newsroom
        self._unsaved_articles = unsaved_articles

    async def of(self, document: FeedDocument, *, scope: int) -> tuple[PreviewedItem, ...]:
        """The last items, newest first, for somebody who waits for them."""
        shown = document.items[:SHOWN_ITEMS]
        return tuple(await asyncio.gather(*(self._in_time(item, document.title, scope) for item in shown)))

    async def _in_time(self, item: FeedItem, feed_title: str, scope: int) -> PreviewedItem:
        try:
            async with asyncio.timeout(ITEM_SECONDS):
                return await self._preview(item, feed_title, scope)
        except TimeoutError:
            return PreviewedItem(item.title, reason=TOO_SLOW, may_come_later=True)
        except WorkerUnavailable as error:
            return PreviewedItem(item.title, reason=error.reason, may_come_later=True)
        except (InputError, AnalysisFailed) as error:
            return PreviewedItem(item.title, reason=error.reason)

    async def _preview(self, item: FeedItem, feed_title: str, scope: int) -> PreviewedItem:
        """Raises KnownLink or DuplicateArticle if the library has the article, AnalysisFailed or WorkerUnavailable."""
        if (known := await self._newsroom.article_with_link(scope, item.link)) is not None:
            raise KnownLink(known)
        request = DraftRequest(item, feed_title, FeedText.AUTO, scope, background=False, may_retry=True)
        drafted = await self._drafts.draft(request)
        if drafted.draft is None:
            return PreviewedItem(item.title, reason=drafted.reason, may_come_later=drafted.retry)
        if (known := await self._newsroom.known_article(scope, drafted.draft)) is not None:
            raise KnownLink(known)
        return PreviewedItem(drafted.draft.title, await self._unsaved_articles.analysed(scope, drafted.draft))
