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

from bot.errors import ReadingFailed, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models import Analysis, Document
    from bot.text.analyze import Analyzer

__all__ = ["Reader"]

log = structlog.get_logger(__name__)

A = TypeVar("A")
T = TypeVar("T")
TRIES = 2
TIMEOUT_SECONDS = 60.0
"""For one article; the longest allowed one takes a few seconds on a slow machine."""

_analyzer: Analyzer  # set once in the worker process, by its initializer


def _start_worker(model: str) -> None:
    global _analyzer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    threading.Thread(target=_follow_parent, daemon=True).start()
    from bot.text.analyze import Analyzer  # the model's libraries load in the worker only

    _analyzer = Analyzer(model)


def _follow_parent() -> None:
    """A parent killed with -9 closes nothing: without this the worker would outlive it."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)


def _loaded() -> None:
    """Runs in the worker once the model is there."""


def _read(documents: Sequence[Document]) -> tuple[Analysis, float]:
    started = time.perf_counter()
    return _analyzer.analyze(documents), time.perf_counter() - started


class Reader:
    """Reads one article at a time in the worker process; calls queue up in the order they came."""

    def __init__(self, model: str, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._model = model
        self._timeout = timeout_seconds
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Starts the worker and loads the model (about two seconds). Raises SettingsError where it cannot be loaded."""
        async with self._turn:
            try:
                await self._warm()
            except BrokenProcessPool as error:
                self._drop()
                msg = f"The language model {self._model!r} could not be loaded: check SPACY_MODEL, or install it again."
                raise SettingsError(msg) from error

    async def read(self, documents: Sequence[Document]) -> Analysis:
        """The analysis of one article (or of several on one story). Raises ReadingFailed after two failed tries."""
        analysis, seconds = await self.work(_read, tuple(documents))
        log.debug("reader.read", seconds=round(seconds, 3), sentences=len(analysis.sentences))
        return analysis

    async def work(self, function: Callable[[A], T], argument: A) -> T:
        """What a function of a module makes of something, in the worker process; its exceptions come through.

        Raises ReadingFailed where the process died on it, or took too long, twice.
        """
        async with self._turn:
            for attempt in range(1, TRIES + 1):
                try:
                    pool = await self._warm()
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
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(self._model,)
            )
            await asyncio.get_running_loop().run_in_executor(self._pool, _loaded)
        return self._pool

    def _drop(self) -> None:
        """Kills the worker at once: a hung one, or one still loading, would never see a polite request."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
