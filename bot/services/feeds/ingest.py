"""Makes articles of the items that wait, and corrects those of items that changed.

An article, or its change, and the end of its item's wait are stored in one transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import (
    AnalysisFailed,
    DuplicateArticle,
    InputError,
    KnownLink,
    NotFound,
    StorageError,
    WorkerUnavailable,
)
from bot.models.feeds import FinishedItem, Outcome, Stage, StageResult
from bot.services.feeds.drafting import DraftRequest
from bot.services.feeds.reading import INTERNAL_ERROR
from bot.services.feeds.revising import ItemRevisions
from bot.services.task_slots import TaskSlots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.models.articles import Article, Draft
    from bot.models.feeds import Feed, FeedItem, ItemRecord
    from bot.services.feeds.drafting import DraftedItem, ItemDrafts
    from bot.services.newsroom import Newsroom
    from bot.store.protocols.store import Store

__all__ = ["LEASE_SECONDS", "PAGE_RETRY_MINUTES", "FeedIngest"]

log = structlog.get_logger(__name__)

MAX_PARALLEL = 4
POLL_SECONDS = 2.0
"""How often the store is asked which items are due."""
LEASE_SECONDS = 300
"""How long a claimed item is not due: if the process dies meanwhile, the next one takes it up then."""
PAGE_RETRY_MINUTES = (5, 15, 45, 120, 360, 720)
"""Pauses between the attempts to fetch an item's page, 21 hours in all; then the text in the feed has to do."""
NO_WORKER_DELAY = timedelta(minutes=1)
"""When an item is due again that could not be analysed because no worker process can be started."""


class FeedIngest:
    """Takes items up until it is cancelled.

    ``on_article`` is called when an article was added or corrected, ``on_item`` for each item that was taken up: with
    "article", "refused" or "retried", or for a new version of an item with "revised", "kept" or "retried".
    """

    def __init__(
        self,
        store: Store,
        newsroom: Newsroom,
        drafts: ItemDrafts,
        clock: Callable[[], datetime],
        *,
        on_article: Callable[[], object] = lambda: None,
        on_item: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._store = store
        self._newsroom = newsroom
        self._drafts = drafts
        self._revisions = ItemRevisions(store, newsroom)
        self._clock = clock
        self._on_article = on_article
        self._on_item = on_item
        self._wake = asyncio.Event()
        self._slots = TaskSlots(MAX_PARALLEL, self._wake.set)

    def wake(self) -> None:
        """Makes it look at once which items are due."""
        self._wake.set()

    async def run(self) -> None:
        """Takes up what is due, for ever."""
        await self._slots.run_forever(
            self._start_due, self._wake, seconds=POLL_SECONDS, storage_event="feed_items.storage"
        )

    async def ingest_due(self) -> int:
        """Takes up all items that are due now; returns how many became articles, or changed theirs."""
        return await self._slots.run_due(self._start_due)

    async def _start_due(self) -> int:
        records = await self._store.claim_items(
            now=self._clock(), lease_seconds=LEASE_SECONDS, limit=self._slots.free, busy=self._slots.busy
        )
        for record in records:
            self._slots.start(record.id, self._take_up(record))
        return len(records)

    async def _take_up(self, record: ItemRecord) -> bool:
        """Takes up one item; True if it became an article, or changed it.

        It never raises, so that no item can stop the others.
        """
        try:
            return await self._ingest(record)
        except StorageError as error:  # the item is due again when its claim ends
            log.warning("feed_items.storage", item=record.id, error=str(error))
        except Exception:
            log.exception("feed_item.internal_error", item=record.id)
            with contextlib.suppress(StorageError):
                await self._end_with_error(record)
        return False

    async def _ingest(self, record: ItemRecord) -> bool:
        feed = await self._store.feed(record.feed_id)
        if feed is None or record.item is None:  # the feed was removed meanwhile
            return False
        take_up = self._revise if record.revisions else self._make_article
        try:
            return await take_up(record, record.item, feed)
        except WorkerUnavailable as error:
            waits = StageResult(Stage.IS_ARTICLE, Outcome.FAILED, error.reason)
            await self._retry(record, waits, NO_WORKER_DELAY)
            return False

    async def _make_article(self, record: ItemRecord, item: FeedItem, feed: Feed) -> bool:
        known = await self._newsroom.article_with_link(feed.scope, item.link)
        if known is not None:  # its page need not be fetched
            await self._refuse(record, [_duplicate(KnownLink(known).reason)], known)
            return False
        drafted = await self._draft(record, item, feed)
        if drafted is None:
            return False
        if drafted.draft is None:
            await self._refuse(record, drafted.results)
            return False
        return await self._add(record, feed, drafted.draft, drafted.results)

    async def _revise(self, record: ItemRecord, item: FeedItem, feed: Feed) -> bool:
        article = await self._revisions.article(record, feed)
        if article is None:
            self._on_item("kept")
            return False
        drafted = await self._draft(record, item, feed)
        if drafted is None:
            return False
        is_revised = await self._revisions.revise(record, article, drafted)
        self._on_item("revised" if is_revised else "kept")
        if is_revised:
            self._on_article()
        return is_revised

    async def _draft(self, record: ItemRecord, item: FeedItem, feed: Feed) -> DraftedItem | None:
        """The draft of an item, or why there is none; None if its page is tried again later."""
        may_retry = record.attempts <= len(PAGE_RETRY_MINUTES)
        wanted = DraftRequest(item, feed.title, feed.text_from, feed.scope, background=True, may_retry=may_retry)
        drafted = await self._drafts.draft(wanted)
        if drafted.retry:
            delay = timedelta(minutes=PAGE_RETRY_MINUTES[record.attempts - 1])
            await self._retry(record, drafted.results[-1], delay)
            return None
        return drafted

    async def _add(self, record: ItemRecord, feed: Feed, draft: Draft, results: Sequence[StageResult]) -> bool:
        passed = (*record.results, *results, StageResult(Stage.NOT_DUPLICATE, Outcome.PASSED))
        try:
            article, _ = await self._newsroom.add(
                feed.scope, draft, posted=record.is_posted, feed_item=FinishedItem(record.id, passed)
            )
        except DuplicateArticle as error:
            same = await self._store.article(feed.scope, error.number, removed=True)
            await self._refuse(record, [*results, _duplicate(error.reason)], same)
        except KnownLink as error:
            await self._refuse(record, [*results, _duplicate(error.reason)], error.article)
        except NotFound as error:
            log.info("feed_item.gone", item=record.id, reason=str(error))
        except (InputError, AnalysisFailed) as error:
            failed = StageResult(Stage.IS_ARTICLE, Outcome.FAILED, error.reason)
            await self._refuse(record, [*(one for one in results if one.stage is not failed.stage), failed])
        else:
            log.info("feed_item.article", item=record.id, feed=feed.id, article=article.id)
            self._on_item("article")
            self._on_article()
            return True
        return False

    async def _refuse(self, record: ItemRecord, results: Sequence[StageResult], article: Article | None = None) -> None:
        article_id = article.id if article is not None else None
        await self._store.finish_item(record.id, [*record.results, *results], article_id=article_id)
        log.info("feed_item.refused", item=record.id, feed=record.feed_id, stage=results[-1].stage)
        self._on_item("refused")

    async def _retry(self, record: ItemRecord, failed: StageResult, delay: timedelta) -> None:
        await self._store.retry_item(record.id, failed, at=self._clock() + delay)
        self._on_item("retried")

    async def _end_with_error(self, record: ItemRecord) -> None:
        if record.revisions:
            await self._revisions.keep(record, INTERNAL_ERROR)
        else:
            await self._refuse(record, [StageResult(Stage.IS_ARTICLE, Outcome.FAILED, INTERNAL_ERROR)])


def _duplicate(reason: str) -> StageResult:
    return StageResult(Stage.NOT_DUPLICATE, Outcome.FAILED, reason)
