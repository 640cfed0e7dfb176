"""Corrects the article that an item of a feed became when the feed has a new version of the item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.errors import AnalysisFailed, EditConflict, InputError, NotFound
from bot.intake.characters import has_more_damage
from bot.intake.word_overlap import word_overlap
from bot.services.newsroom import complete_draft

if TYPE_CHECKING:
    from bot.models.articles import Article, Draft
    from bot.models.feeds import Feed, ItemRecord
    from bot.services.feeds.drafting import DraftedItem
    from bot.services.newsroom import Newsroom
    from bot.store.protocols.store import Store

__all__ = ["ItemRevisions"]

log = structlog.get_logger(__name__)

MIN_KEPT = 0.5
"""The share of an article's words that a correction keeps. What keeps fewer is the beginning of it, or another text."""
EDITED = "an editor changed the article, and that counts more"
REMOVED = "its article was removed"
DAMAGED = "the new version has more damaged characters (�) than the article"
OTHER_TEXT = "the new version has fewer than half of the article’s words, so it is only a part of it or another text"


class ItemRevisions:
    """Corrects articles by new versions of their items. What an editor changed stays as it is."""

    def __init__(self, store: Store, newsroom: Newsroom) -> None:
        self._store = store
        self._newsroom = newsroom

    async def article(self, record: ItemRecord, feed: Feed) -> Article | None:
        """The article that a new version of its item may change; if there is none, the item is finished."""
        article = None
        if record.article_id is not None:
            article = await self._store.article_by_id(feed.scope, record.article_id, removed=True)
        if article is None or article.removed_at is not None:
            await self.keep(record, REMOVED)
        elif article.edited_at != record.revised_at:
            await self.keep(record, EDITED)
        else:
            return article
        return None

    async def revise(self, record: ItemRecord, article: Article, drafted: DraftedItem) -> bool:
        """Gives an article the title and text of the new version's draft, unless it has them; True if it changed.

        Its link, source and date stay as they are. Raises WorkerUnavailable.
        """
        if drafted.draft is None:
            await self.keep(record, drafted.reason)
            return False
        changed = complete_draft(article, replace(drafted.draft, url=None, source=None, published_at=None))
        if changed.content_hash == article.content_hash:
            await self.keep(record, "")
            return False
        before, after = f"{article.title} {article.text}", f"{changed.title} {changed.text}"
        if has_more_damage(after, before):
            await self.keep(record, DAMAGED)
        elif word_overlap(before, after) < MIN_KEPT:
            await self.keep(record, OTHER_TEXT)
        else:
            return await self._edit(record, article, changed)
        return False

    async def keep(self, record: ItemRecord, reason: str) -> None:
        """Leaves the article as it is, with the reason unless nothing was to be changed."""
        await self._store.finish_revision(record.id, reason)
        log.info("feed_item.not_revised", item=record.id, feed=record.feed_id, reason=reason)

    async def _edit(self, record: ItemRecord, article: Article, changed: Draft) -> bool:
        try:
            await self._newsroom.edit(article, changed, by=None, background=True, feed_item=record.id)
        except EditConflict as error:
            await self.keep(record, REMOVED if error.current.removed_at is not None else EDITED)
        except NotFound as error:
            log.info("feed_item.gone", item=record.id, reason=str(error))
        except (InputError, AnalysisFailed) as error:
            await self.keep(record, error.reason)
        else:
            log.info("feed_item.revised", item=record.id, feed=record.feed_id, article=article.id)
            return True
        return False
