"""Reads articles in worker processes, so that the event loop never does, and one text holds up no other.

Jobs take fair turns between servers. A worker that dies or takes too long is replaced while the others go on. What a
worker died on is tried once more, since another program may have killed it; what took too long is not.
"""

from __future__ import annotations

import asyncio
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import AnalysisFailed, BriefingError, ModelLoadError, WorkerUnavailable
from bot.models.articles import SHARED
from bot.services.analysis.fair_queue import Turns
from bot.services.analysis.worker_process import TookTooLong, Worker, WorkerLost, read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models.analysis import Analysis, Document

__all__ = ["AnalysisPool"]

log = structlog.get_logger(__name__)

A = TypeVar("A")
T = TypeVar("T")
PROCESSES = 2
TRIES = 2
TIMEOUT_SECONDS = 60.0
"""For one article; the longest allowed one takes up to 15 seconds of CPU."""
START_PAUSES = (1.0, 5.0, 15.0, 60.0)
"""Seconds between the tries to start the first worker; the last one for ever after."""
NO_WORKER = "My reading process does not start at the moment: try again in a few minutes."


class AnalysisPool:
    """Reads articles, each in one of a few workers; all but the first of them start when they are needed."""

    def __init__(
        self,
        model: str,
        *,
        processes: int = PROCESSES,
        timeout_seconds: float = TIMEOUT_SECONDS,
        on_read: Callable[[float], object] = lambda _: None,
    ) -> None:
        """``on_read`` is told how many seconds each reading took."""
        self._on_read = on_read
        self._timeout = timeout_seconds
        self._workers = tuple(Worker(model) for _ in range(processes))
        self._turns = Turns(self._workers)

    @property
    def waiting(self) -> int:
        """Texts and pages that wait for a worker."""
        return self._turns.waiting

    @property
    def workers_alive(self) -> int:
        """Worker processes that run."""
        return sum(worker.alive for worker in self._workers)

    async def start(self, *, retry: bool = True) -> None:
        """Starts a worker and loads the model (about two seconds). Raises ModelUnusable where it cannot be loaded.

        A worker that dies meanwhile, as where memory is short, is started again and again; without ``retry``
        ReaderUnavailable is raised.
        """
        for pause in chain(START_PAUSES, repeat(START_PAUSES[-1])):
            try:
                async with self._turns.turn(SHARED, background=True) as worker:
                    await worker.start()
                break
            except WorkerLost as error:
                if not retry:
                    raise WorkerUnavailable(NO_WORKER) from error
                log.warning("reader.start_failed", error=str(error), seconds=pause)
            await asyncio.sleep(pause)

    async def read(self, documents: Sequence[Document], *, scope: int = SHARED, background: bool = False) -> Analysis:
        """The analysis of one article (or of several on one story).

        Raises as ``work`` does, and ReadingFailed where the analysis cannot make sense of it.
        """
        try:
            analysis, seconds = await self.work(read_documents, tuple(documents), scope=scope, background=background)
        except (BriefingError, OSError):
            raise
        except Exception as error:  # whatever the analysis stumbled over: the next article can be read all the same
            log.exception("reader.failed")
            msg = "This text could not be read: my analysis stumbled over it. The reason is in the bot’s log."
            raise AnalysisFailed(msg) from error
        self._on_read(seconds)
        log.debug("reader.read", seconds=round(seconds, 3), sentences=len(analysis.sentences))
        return analysis

    async def work(
        self, function: Callable[[A], T], argument: A, *, scope: int = SHARED, background: bool = False
    ) -> T:
        """What a function of a module makes of something, in a worker process; its exceptions come through.

        ``scope`` is the server whose turn it takes; background work waits for everything else. Raises ReadingFailed
        where a worker took too long over it, or two died on it; ReaderUnavailable where too many jobs wait, or no
        worker can be started: then it is not the article's fault.
        """
        async with self._turns.turn(scope, background=background) as worker:
            for attempt in range(1, TRIES + 1):
                try:
                    await worker.start()
                except (ModelLoadError, WorkerLost) as error:  # it could before: the machine is short of something
                    raise WorkerUnavailable(NO_WORKER) from error
                try:
                    return await worker.run(function, argument, seconds=self._timeout)
                except TookTooLong as error:
                    log.warning("reader.too_slow", scope=scope, seconds=self._timeout)
                    msg = (
                        f"This text could not be read within {self._timeout:.0f} seconds, so I gave it up: "
                        "try it in smaller pieces."
                    )
                    raise AnalysisFailed(msg) from error
                except WorkerLost as error:
                    log.warning("reader.worker_lost", scope=scope, attempt=attempt, error=str(error))
        msg = "This text could not be read: the reading process died on it twice. Try it in smaller pieces."
        raise AnalysisFailed(msg)

    async def close(self) -> None:
        """Ends the workers at once; ``read`` would start new ones."""
        for worker in self._workers:
            worker.kill()
