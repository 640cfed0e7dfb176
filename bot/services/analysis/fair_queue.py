"""Shares a few slots fairly between servers: start-time fair queueing (Goyal, Vin and Cheng, 1996), one unit a job."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.advice_marks import advice
from bot.errors import WorkerUnavailable
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

__all__ = ["MAX_WAITING", "MAX_WAITING_PER_SCOPE", "FairQueue"]

S = TypeVar("S")
MAX_WAITING = 200
"""Jobs of all servers that may wait for a slot."""
MAX_WAITING_PER_SCOPE = 20
"""Jobs of one server among them."""


@dataclass(slots=True, order=True)
class _Waiter(Generic[S]):
    """A job that waits for a slot. Waiters are sorted; the first one is next."""

    background: bool
    start_tag: int
    """The number of jobs of the server so far; a server that was idle starts at the current virtual time."""
    number: int
    scope: int = field(compare=False)
    slot: asyncio.Future[S] = field(compare=False)


class FairQueue(Generic[S]):
    """Lends slots. The last free slot goes only to a server that has none, and never to a background job.

    So if there are several slots, one server's jobs alone never make another server wait.
    """

    def __init__(self, slots: Iterable[S]) -> None:
        self._free = list(slots)
        self._size = len(self._free)
        self._waiting: list[_Waiter[S]] = []
        self._held: Counter[int] = Counter()
        """By scope: slots that its jobs hold, apart from background jobs."""
        self._next_start_tag: dict[int, int] = {}
        self._virtual_time = 0
        """The highest start tag of the jobs that got a slot."""
        self._numbers = count()

    @property
    def waiting(self) -> int:
        """Number of jobs that wait."""
        return len(self._waiting)

    @asynccontextmanager
    async def slot(self, scope: int, *, background: bool = False) -> AsyncIterator[S]:
        """Waits for the turn of a server's job and lends it a slot; background jobs come after all others.

        Raises WorkerUnavailable if too many jobs wait already; background jobs are never refused.
        """
        if not background:
            self._check_capacity(scope)
        waiter = self._enqueue(scope, background=background)
        self._assign()
        try:
            slot = await waiter.slot
        except asyncio.CancelledError:
            if waiter.slot.cancelled():
                self._waiting.remove(waiter)
            else:
                self._release(waiter)
            raise
        try:
            yield slot
        finally:
            self._release(waiter)

    def _check_capacity(self, scope: int) -> None:
        own = sum(waiter.scope == scope and not waiter.background for waiter in self._waiting)
        if own >= MAX_WAITING_PER_SCOPE:
            whose = "the shared library" if scope == SHARED else "this server"
            msg = f"I still have {own} texts from {whose} to analyse{advice(': try again in a minute')}."
            raise WorkerUnavailable(msg)
        if len(self._waiting) >= MAX_WAITING:
            msg = (
                f"I still have {len(self._waiting)} texts from several servers to analyse"
                f"{advice(': try again in a few minutes')}."
            )
            raise WorkerUnavailable(msg)

    def _enqueue(self, scope: int, *, background: bool) -> _Waiter[S]:
        start_tag = 0
        if not background:
            start_tag = max(self._virtual_time, self._next_start_tag.get(scope, 0))
            self._next_start_tag[scope] = start_tag + 1
        slot: asyncio.Future[S] = asyncio.get_running_loop().create_future()
        waiter = _Waiter(background, start_tag, next(self._numbers), scope, slot)
        insort(self._waiting, waiter)
        return waiter

    def _assign(self) -> None:
        """Gives free slots to those who wait, in order."""
        for waiter in list(self._waiting):
            if not waiter.slot.done() and self._may_start(waiter):
                self._waiting.remove(waiter)
                self._virtual_time = max(self._virtual_time, waiter.start_tag)
                self._held[waiter.scope] += not waiter.background
                waiter.slot.set_result(self._free.pop())  # the one used last: its worker has the model loaded

    def _may_start(self, waiter: _Waiter[S]) -> bool:
        if self._size == 1 or len(self._free) != 1:
            return bool(self._free)
        return not (waiter.background or self._held[waiter.scope])

    def _release(self, waiter: _Waiter[S]) -> None:
        self._held[waiter.scope] -= not waiter.background
        self._free.append(waiter.slot.result())
        self._assign()
        if len(self._free) == self._size:  # idle: no server is ahead of another any longer
            self._held.clear()
            self._next_start_tag.clear()
            self._virtual_time = 0
