"""Reads the library again in the background where a newer analyzer reads better: slowly, and after a restart on."""

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
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.articles import Article
    from bot.services.analysis.pool import AnalysisPool
    from bot.store.protocol import Store

__all__ = ["Reanalyser", "ReanalysisProgress"]

log = structlog.get_logger(__name__)

BATCH = 20
REST = 3.0
"""Seconds of rest for each second of reading: three quarters of one worker's time stay for new articles."""
TROUBLE_SECONDS = 30.0
LOGGED_EVERY = 100


@dataclass(frozen=True, slots=True)
class ReanalysisProgress:
    """How far the reading again is."""

    done: int
    left: int


class Reanalyser:
    """Brings every article's reading up to the analyzer's version; answers come from the old reading meanwhile."""

    def __init__(
        self, store: Store, reader: AnalysisPool, clock: Callable[[], datetime], *, version: int = ANALYZER_VERSION
    ) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock
        self._version = version
        self._done = 0

    async def progress(self) -> ReanalysisProgress | None:
        """How far it is, or None where nothing is left to do."""
        left = await self._store.count_outdated(self._version)
        return ReanalysisProgress(self._done, left) if left else None

    async def run(self) -> None:
        """Reads until nothing is outdated; a fault of the database or of the worker is waited out."""
        while True:
            try:
                if not await self.read_some(REST):
                    break
            except (StorageError, WorkerUnavailable) as error:
                log.warning("upkeep.waits", error=str(error))
                await asyncio.sleep(TROUBLE_SECONDS)
        if self._done:
            log.info("upkeep.finished", articles=self._done, version=self._version)

    async def read_some(self, rest: float = 0.0) -> int:
        """Reads the next few articles again, resting ``rest`` times as long as each took; how many there were."""
        articles = await self._store.outdated(self._version, limit=BATCH)
        for article in articles:
            started = time.monotonic()
            await self._read(article)
            self._done += 1
            if self._done % LOGGED_EVERY == 0:
                left = await self._store.count_outdated(self._version)
                log.info("upkeep.progress", done=self._done, left=left, version=self._version)
            await asyncio.sleep(rest * (time.monotonic() - started))
        return len(articles)

    async def _read(self, article: Article) -> None:
        try:
            analysis = await self._reader.read([Document(article.title, article.text)], background=True)
        except AnalysisFailed as error:
            log.warning("upkeep.set_aside", article=article.id, reason=str(error))
            await self._store.set_aside(article.id, self._version, str(error), now=self._clock())
            return
        # False where somebody edited it meanwhile: the edit was read by this version already.
        await self._store.replace_analysis(article.id, article.content_hash, analysis)
