"""One worker process with the model loaded, spawned so that it holds no lock or socket of ours."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import ModelLoadError
from bot.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models.analysis import Analysis, Document
    from bot.text.analyze import Analyzer

__all__ = ["TookTooLong", "Worker", "WorkerLost", "read_documents"]

log = structlog.get_logger(__name__)

A = TypeVar("A")
T = TypeVar("T")
START_SECONDS = 120.0
"""For loading the model; two seconds are usual."""
_SHORTAGES = (errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE)
"""What the machine may have again later: memory, processes, files."""

_analyzer: Analyzer  # set once in the worker process, by its initializer
_fault: str | None = None


class WorkerLost(Exception):
    """The process died, or none could be started: it is not known whose fault that is."""


class TookTooLong(Exception):
    """The process did not answer in time."""


def _start_worker(model: str) -> None:
    """Runs in the worker: loads the model, and notes why where that cannot be done; dies where memory is short."""
    global _analyzer, _fault
    for number in SIGNALS:  # these go to the whole group; the parent decides
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    from bot.text.analyze import Analyzer  # the model's libraries load in the worker only

    try:
        _analyzer = Analyzer(model)
    except MemoryError:
        raise
    except Exception as error:  # whatever a model's code raises: the parent says it in one sentence
        if isinstance(error, OSError) and error.errno in _SHORTAGES:
            raise
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


def read_documents(documents: Sequence[Document]) -> tuple[Analysis, float]:
    """Runs in the worker: the analysis, and how many seconds it took."""
    started = time.perf_counter()
    return _analyzer.analyze(documents), time.perf_counter() - started


class Worker:
    """A process that does one thing at a time; ``start`` replaces it where it is gone."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._pool: ProcessPoolExecutor | None = None

    @property
    def alive(self) -> bool:
        """Whether there is a process, loaded or loading."""
        return self._pool is not None and all(process.is_alive() for process in self._pool._processes.values())

    async def start(self) -> None:
        """Starts the process and loads the model, unless it is there already.

        Raises ModelUnusable where the model cannot be loaded, WorkerLost where the process cannot be started or died.
        """
        if self._pool is not None and not self.alive:
            log.warning("worker.gone")
            self.kill()
        if self._pool is not None:
            return
        self._pool = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(self._model,)
        )
        try:
            fault = await self._answer(_loaded, seconds=START_SECONDS)
        except OSError as error:  # no more processes, no more files
            self.kill()
            raise WorkerLost(str(error)) from error
        except TookTooLong as error:
            msg = f"The model was not loaded within {START_SECONDS:.0f} seconds."
            raise WorkerLost(msg) from error
        if fault is not None:
            self.kill()
            log.info("worker.model_failed", reason=fault)
            msg = f"The language model {self._model!r} could not be loaded: check SPACY_MODEL, or install it again."
            raise ModelLoadError(msg)

    async def run(self, function: Callable[[A], T], argument: A, *, seconds: float) -> T:
        """What a function of a module makes of something, in the started process; its exceptions come through.

        Raises WorkerLost where the process dies, TookTooLong where it takes more than so many seconds; then, and where
        the caller is cancelled, the process is gone.
        """
        return await self._answer(function, argument, seconds=seconds)

    async def _answer(self, function: Callable[..., T], *arguments: object, seconds: float) -> T:
        try:
            async with asyncio.timeout(seconds) as limit:
                return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)
        except BrokenProcessPool as error:
            self.kill()
            raise WorkerLost(str(error)) from error
        except TimeoutError as error:
            if not limit.expired():
                raise
            self.kill()
            raise TookTooLong from error
        except asyncio.CancelledError:
            self.kill()  # its answer would come in the middle of the next question
            raise

    def kill(self) -> None:
        """Ends the process at once: a hung one, or one still loading, would never see a polite request."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
