"""The worker process that reads articles, so that the event loop never does.

One process (spawned, so that it holds no lock or socket of ours) with the model loaded once. A worker that dies or
takes too long is replaced, and the article is tried once more before it is given up.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import BriefingError, ModelUnusable, ReaderUnavailable, ReadingFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models import Analysis, Document
    from bot.text.analyze import Analyzer

__all__ = ["Reader"]

log = structlog.get_logger(__name__)

A = TypeVar("A")
T = TypeVar("T")
TRIES = 2
START_SECONDS = 120.0
"""For loading the model; two seconds are usual."""
TIMEOUT_SECONDS = 60.0
"""For one article; the longest allowed one takes a few seconds on a slow machine."""

_analyzer: Analyzer  # set once in the worker process, by its initializer
_fault: str | None = None


def _start_worker(model: str) -> None:
    global _analyzer, _fault
    for number in (signal.SIGINT, signal.SIGTERM):  # these go to the whole group; the parent decides
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    from bot.text.analyze import Analyzer  # the model's libraries load in the worker only

    try:
        _analyzer = Analyzer(model)
    except Exception as error:  # noqa: BLE001 - whatever a model's code raises: the parent says it in one sentence
        _fault = f"{type(error).__name__}: {error}"


def _follow_parent() -> None:
    """A parent killed with -9 closes nothing: without this the worker would outlive it."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)


def _loaded() -> str | None:
    """Runs in the worker once the model is there; why it is not, otherwise."""
    return _fault


def _read(documents: Sequence[Document]) -> tuple[Analysis, float]:
    started = time.perf_counter()
    return _analyzer.analyze(documents), time.perf_counter() - started


class Reader:
    """Reads one article at a time in the worker process; calls queue up in the order they came."""

    def __init__(
        self,
        model: str,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        on_read: Callable[[float], object] = lambda _: None,
    ) -> None:
        """``on_read`` is told how many seconds each reading took."""
        self._model = model
        self._on_read = on_read
        self._timeout = timeout_seconds
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Starts the worker and loads the model (about two seconds). Raises ModelUnusable where it cannot be loaded.

        Raises ReaderUnavailable where the worker died meanwhile: another try may work.
        """
        async with self._turn:
            await self._warm()

    async def read(self, documents: Sequence[Document]) -> Analysis:
        """The analysis of one article (or of several on one story).

        Raises ReadingFailed where the worker died on it twice or cannot make sense of it, ReaderUnavailable where
        there is no worker to be had: then it is not the article's fault.
        """
        try:
            analysis, seconds = await self.work(_read, tuple(documents))
        except (BriefingError, OSError):
            raise
        except Exception as error:  # whatever the analysis stumbled over: the next article can be read all the same
            log.exception("reader.failed")
            msg = "This text could not be read: my analysis stumbled over it. The reason is in the bot's log."
            raise ReadingFailed(msg) from error
        self._on_read(seconds)
        log.debug("reader.read", seconds=round(seconds, 3), sentences=len(analysis.sentences))
        return analysis

    async def work(self, function: Callable[[A], T], argument: A) -> T:
        """What a function of a module makes of something, in the worker process; its exceptions come through.

        Raises ReadingFailed where the process died on it, or took too long, twice; ReaderUnavailable where no process
        can be started.
        """
        async with self._turn:
            for attempt in range(1, TRIES + 1):
                try:
                    pool = await self._warm()
                except ModelUnusable as error:  # it could at the start: the machine is short of something
                    msg = "My reading process does not start at the moment: try again in a few minutes."
                    raise ReaderUnavailable(msg) from error
                try:
                    call = asyncio.get_running_loop().run_in_executor(pool, function, argument)
                    return await asyncio.wait_for(call, self._timeout)
                except (BrokenProcessPool, TimeoutError) as error:
                    log.warning("reader.worker_lost", attempt=attempt, error=type(error).__name__)
                    self._drop()
                except asyncio.CancelledError:
                    self._drop()  # its answer would come in the middle of the next question
                    raise
        msg = "This text could not be read: the reading process failed on it twice. Try it in smaller pieces."
        raise ReadingFailed(msg)

    async def close(self) -> None:
        """Ends the worker; ``read`` would start a new one."""
        self._drop()

    async def _warm(self) -> ProcessPoolExecutor:
        """The worker with its model; a new one where there is none, or where it died since the last text."""
        if self._pool is not None and not all(worker.is_alive() for worker in self._pool._processes.values()):
            log.warning("reader.worker_gone")
            self._drop()
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(self._model,)
            )
            loaded = asyncio.get_running_loop().run_in_executor(self._pool, _loaded)
            try:
                fault = await asyncio.wait_for(loaded, START_SECONDS)
            except (BrokenProcessPool, TimeoutError) as error:  # killed, or starved: it says nothing about the model
                self._drop()
                msg = "My reading process does not start at the moment: try again in a few minutes."
                raise ReaderUnavailable(msg) from error
            if fault is not None:
                self._drop()
                log.info("reader.model_failed", reason=fault)
                msg = f"The language model {self._model!r} could not be loaded: check SPACY_MODEL, or install it again."
                raise ModelUnusable(msg)
        return self._pool

    def _drop(self) -> None:
        """Kills the worker at once: a hung one, or one still loading, would never see a polite request."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
