"""Re-analyses articles stored by an older analyzer: in the background, throttled, resuming after a restart."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.errors import AnalysisFailed, StorageError, WorkerUnavailable
from bot.models.analysis import Document
from bot.text.version import ANALYZER_VERSION

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.models.articles import Article
    from bot.services.analysis.pool import AnalysisPool
    from bot.store.protocols.store import Store

__all__ = ["RETRY_SECONDS", "Reanalyser", "ReanalysisProgress"]

log = structlog.get_logger(__name__)

BATCH_SIZE = 20
REST_FACTOR = 3.0
"""Seconds of rest for each second of analysis: three quarters of one worker's time stay free for new articles."""
RETRY_SECONDS = 30.0
"""Pause after a fault of the database or of the workers."""
LOG_INTERVAL = 100
"""Articles between two lines of the log."""


@dataclass(frozen=True, slots=True)
class ReanalysisProgress:
    """The numbers of articles analysed since the start and of those still to do."""

    done: int
    left: int


class Reanalyser:
    """Replaces every stale analysis, one of an older version of the analyzer; until then it gives the answers."""

    def __init__(
        self,
        store: Store,
        analysis_pool: AnalysisPool,
        clock: Callable[[], datetime],
        *,
        version: int = ANALYZER_VERSION,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._analysis_pool = analysis_pool
        self._clock = clock
        self.version = version
        self._sleep = sleep
        self._done = 0

    async def progress(self) -> ReanalysisProgress | None:
        """The progress, or None if no analysis is stale."""
        left = await self._store.count_stale_articles(self.version)
        return ReanalysisProgress(self._done, left) if left else None

    async def run(self) -> None:
        """Works until no analysis is stale; pauses after a fault of the database or of the workers."""
        while True:
            try:
                if not await self.reanalyse_batch(REST_FACTOR):
                    break
            except (StorageError, WorkerUnavailable) as error:
                log.warning("reanalysis.waits", error=str(error))
                await self._sleep(RETRY_SECONDS)
        if self._done:
            log.info("reanalysis.finished", articles=self._done, version=self.version)

    async def reanalyse_batch(self, rest_factor: float = 0.0) -> int:
        """Re-analyses the next few articles, resting after each for ``rest_factor`` times its duration.

        Returns the number of articles.
        """
        articles = await self._store.stale_articles(self.version, limit=BATCH_SIZE)
        for article in articles:
            started = time.monotonic()
            await self._reanalyse(article)
            self._done += 1
            if self._done % LOG_INTERVAL == 0:
                left = await self._store.count_stale_articles(self.version)
                log.info("reanalysis.progress", done=self._done, left=left, version=self.version)
            await self._sleep(rest_factor * (time.monotonic() - started))
        return len(articles)

    async def _reanalyse(self, article: Article) -> None:
        try:
            analysis = await self._analysis_pool.analyze([Document(article.title, article.text)], background=True)
        except AnalysisFailed as error:
            log.warning("reanalysis.failed", article=article.id, reason=str(error))
            await self._store.mark_unanalysable(article.id, self.version, str(error), now=self._clock())
            return
        # Nothing is replaced if somebody edited the article meanwhile: the edit was analysed by this version already.
        await self._store.replace_analysis(article.id, article.content_hash, analysis)
