"""Starts, asks and ends one worker process. It is spawned, so that it inherits no lock or socket."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import ModelLoadError
from bot.services.analysis.worker_main import get_load_error, initialize, load_analyzer

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.analysis.worker_main import LoadAnalyzer

__all__ = ["Worker", "WorkerLost", "WorkerTimeout"]

log = structlog.get_logger(__name__)

A = TypeVar("A")
T = TypeVar("T")
START_TIMEOUT_SECONDS = 120.0
"""For starting the process and loading the model, which usually takes two seconds."""


class WorkerLost(Exception):
    """The process died, or none could be started; the cause may be the job or the machine."""


class WorkerTimeout(Exception):
    """The process did not answer in time."""


class Worker:
    """A process that does one job at a time; ``start`` replaces it if it is gone."""

    def __init__(self, model: str, load: LoadAnalyzer = load_analyzer) -> None:
        self._model = model
        self._load = load
        self._pool: ProcessPoolExecutor | None = None

    @property
    def is_alive(self) -> bool:
        """True if there is a process, whether it is loaded or still loading."""
        # Python 3.14 has methods for this and for ``kill``; until then only the private attribute tells the processes.
        return self._pool is not None and all(process.is_alive() for process in self._pool._processes.values())

    async def start(self) -> None:
        """Starts the process and loads the model, unless that was done already.

        Raises ModelLoadError if the model cannot be loaded, WorkerLost if the process cannot be started or dies.
        """
        if self._pool is not None and not self.is_alive:
            log.warning("worker.gone")
            self.kill()
        if self._pool is not None:
            return
        self._pool = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=initialize, initargs=(self._load, self._model)
        )
        try:
            load_error = await self._submit(get_load_error, seconds=START_TIMEOUT_SECONDS)
        except OSError as error:  # no more processes or files
            self.kill()
            raise WorkerLost(str(error)) from error
        except WorkerTimeout as error:
            msg = f"The model was not loaded within {START_TIMEOUT_SECONDS:.0f} seconds."
            raise WorkerLost(msg) from error
        if load_error is not None:
            self.kill()
            log.info("worker.model_failed", reason=load_error)
            raise ModelLoadError(self._model)

    async def run(self, function: Callable[[A], T], argument: A, *, seconds: float) -> T:
        """Calls a module's function in the started process; its result or exception comes back.

        Raises WorkerLost if the process dies, WorkerTimeout after so many ``seconds``. The process is killed then, and
        also if the caller is cancelled.
        """
        return await self._submit(function, argument, seconds=seconds)

    async def _submit(self, function: Callable[..., T], *arguments: object, seconds: float) -> T:
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
            raise WorkerTimeout from error
        except asyncio.CancelledError:
            self.kill()  # otherwise the next job would wait for this one
            raise

    def kill(self) -> None:
        """Ends the process at once: one that hangs or is still loading would not notice a polite request."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
