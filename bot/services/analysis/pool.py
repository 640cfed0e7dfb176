"""Analyses articles in worker processes, so that the event loop stays free and one text delays no other.

Servers take fair turns. A worker that dies or takes too long is replaced while the others continue. A job whose worker
died is tried once more, because another program may have killed it; a job that took too long is not.
"""

from __future__ import annotations

import asyncio
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.advice_marks import advice
from bot.errors import AnalysisFailed, BriefingError, ModelLoadError, WorkerUnavailable
from bot.models.articles import SHARED
from bot.services.analysis.fair_queue import FairQueue
from bot.services.analysis.worker_main import analyze_documents, load_analyzer
from bot.services.analysis.worker_process import Worker, WorkerLost, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.models.analysis import Analysis, Document
    from bot.services.analysis.worker_main import LoadAnalyzer

__all__ = ["AnalysisPool"]

log = structlog.get_logger(__name__)

A = TypeVar("A")
T = TypeVar("T")
PROCESSES = 2
MAX_ATTEMPTS = 2
TIMEOUT_SECONDS = 60.0
"""For one article; the longest allowed one takes up to 15 seconds of CPU."""
START_RETRY_SECONDS = (1.0, 5.0, 15.0, 60.0)
"""Delays between the attempts to start the first worker; the last one is repeated."""
SPLIT_IT = advice(" Try splitting it.")
CANNOT_START = f"I cannot start the process that analyses texts at the moment{advice(': try again in a few minutes')}."


class AnalysisPool:
    """A few worker processes; all but the first of them are started when they are needed."""

    def __init__(
        self,
        model: str,
        *,
        processes: int = PROCESSES,
        timeout_seconds: float = TIMEOUT_SECONDS,
        on_duration: Callable[[float], object] | None = None,
        load: LoadAnalyzer = load_analyzer,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``on_duration`` is called with the duration of each analysis in seconds; ``load`` loads the model."""
        self.timeout_seconds = timeout_seconds
        self._on_duration = on_duration
        self._sleep = sleep
        self._workers = tuple(Worker(model, load) for _ in range(processes))
        self._queue = FairQueue(self._workers)

    @property
    def waiting(self) -> int:
        """Number of jobs that wait for a worker."""
        return self._queue.waiting

    @property
    def workers_alive(self) -> int:
        """Number of worker processes that run."""
        return sum(worker.is_alive for worker in self._workers)

    async def start(self, *, retry: bool = True) -> None:
        """Starts a worker and loads the model (about two seconds). Raises ModelLoadError if it cannot be loaded.

        If the worker dies meanwhile, for instance because memory is short, it is started again until it lives; without
        ``retry``, WorkerUnavailable is raised.
        """
        for delay in chain(START_RETRY_SECONDS, repeat(START_RETRY_SECONDS[-1])):  # pragma: no branch - never ends
            try:
                async with self._queue.slot(SHARED, background=True) as worker:
                    await worker.start()
                return
            except WorkerLost as error:
                if not retry:
                    raise WorkerUnavailable(CANNOT_START) from error
                log.warning("analysis.start_failed", error=str(error), seconds=delay)
            await self._sleep(delay)

    async def analyze(
        self, documents: Sequence[Document], *, scope: int = SHARED, background: bool = False
    ) -> Analysis:
        """The analysis of one article (or of several on one story).

        Raises the errors of ``run``, and AnalysisFailed if the analysis itself raises.
        """
        try:
            analysis, seconds = await self.run(analyze_documents, tuple(documents), scope=scope, background=background)
        except (BriefingError, OSError):
            raise
        except Exception as error:  # a fault of the analysis: other articles can still be analysed
            log.exception("analysis.failed")
            msg = "I could not analyse this text because of an internal error. The details are in the bot’s log."
            raise AnalysisFailed(msg) from error
        if self._on_duration is not None:
            self._on_duration(seconds)
        log.debug("analysis.done", seconds=round(seconds, 3), sentences=len(analysis.sentences))
        return analysis

    async def run(self, function: Callable[[A], T], argument: A, *, scope: int = SHARED, background: bool = False) -> T:
        """Calls a module's function in a worker process; its result or exception comes back.

        ``scope`` is the server whose turn it takes; background jobs wait for all others. Raises AnalysisFailed if the
        job took too long or two workers died on it; WorkerUnavailable if too many jobs wait or no worker can be
        started, which is not the article's fault.
        """
        async with self._queue.slot(scope, background=background) as worker:
            for attempt in range(1, MAX_ATTEMPTS + 1):
                try:
                    await worker.start()
                except (ModelLoadError, WorkerLost) as error:  # it could before, so the machine lacks some resource
                    raise WorkerUnavailable(CANNOT_START) from error
                try:
                    return await worker.run(function, argument, seconds=self.timeout_seconds)
                except WorkerTimeout as error:
                    log.warning("analysis.too_slow", scope=scope, seconds=self.timeout_seconds)
                    msg = f"Analysing this text took more than {self.timeout_seconds:.0f} seconds.{SPLIT_IT}"
                    raise AnalysisFailed(msg) from error
                except WorkerLost as error:
                    log.warning("analysis.worker_lost", scope=scope, attempt=attempt, error=str(error))
        msg = f"Analysing this text failed twice.{SPLIT_IT}"
        raise AnalysisFailed(msg)

    async def close(self) -> None:
        """Ends the workers at once; ``analyze`` would start new ones."""
        for worker in self._workers:
            worker.kill()
