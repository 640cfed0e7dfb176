"""Runs a bounded number of tasks side by side, each on one row of the store."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

__all__ = ["LEASE_SECONDS", "TaskSlots"]

LEASE_SECONDS = 120
"""How long a task has a row of the store to itself: more than its two requests and its writing may take."""


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

    async def wait(self) -> None:
        """Returns as soon as one task has ended; there must be one."""
        await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

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
