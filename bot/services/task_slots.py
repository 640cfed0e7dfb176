"""Runs a bounded number of tasks side by side, each on one row of the store."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

__all__ = ["TaskSlots"]

log = structlog.get_logger(__name__)


class TaskSlots:
    """Up to ``size`` tasks, each on the row with an id; ``on_end`` is called whenever one of them ends."""

    def __init__(self, size: int, on_end: Callable[[], None]) -> None:
        self._size = size
        self._on_end = on_end
        self._tasks: dict[asyncio.Task[bool], int] = {}
        self.succeeded = 0
        """How many tasks have returned True so far."""

    @property
    def free(self) -> int:
        """How many more tasks may start now."""
        return self._size - len(self._tasks)

    @property
    def busy(self) -> list[int]:
        """The ids of the rows that have a task."""
        return list(self._tasks.values())

    def start(self, row_id: int, work: Coroutine[None, None, bool]) -> None:
        """Starts a task. It must not raise."""
        task = asyncio.create_task(work)
        self._tasks[task] = row_id
        task.add_done_callback(self._on_done)

    async def run_due(self, start_due: Callable[[], Awaitable[int]]) -> int:
        """Runs all that is due now; returns how many tasks returned True.

        ``start_due`` starts tasks as far as there are free slots, and returns how many rows it claimed.
        """
        before = self.succeeded
        while await start_due() or self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        return self.succeeded - before

    async def run_forever(
        self, start_due: Callable[[], Awaitable[int]], wake: asyncio.Event, *, seconds: float, storage_event: str
    ) -> None:
        """Starts what is due at the latest every ``seconds``, sooner when woken; at the end it cancels the tasks.

        A fault of the database is logged as ``storage_event``, and the work goes on.
        """
        try:
            while True:
                wake.clear()
                try:
                    await start_due()
                except StorageError as error:
                    log.warning(storage_event, error=str(error))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        await wake.wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Cancels the running tasks and waits until they have ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[bool]) -> None:
        del self._tasks[task]
        self.succeeded += not task.cancelled() and task.exception() is None and task.result()
        self._on_end()
