"""Turns at a few places, fair between servers: start-time fair queueing (Goyal, Vin and Cheng, 1996), a job a unit."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.errors import WorkerUnavailable
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

__all__ = ["MAX_WAITING", "MAX_WAITING_OF_SCOPE", "Turns"]

P = TypeVar("P")
MAX_WAITING = 200
"""Jobs of all servers that may wait for a place."""
MAX_WAITING_OF_SCOPE = 20
"""Jobs of one server among them."""


@dataclass(slots=True, order=True)
class _Waiter(Generic[P]):
    """A job that waits for a place; the least comes first."""

    background: bool
    start: int
    """In units of the jobs that each server has had; a server that was idle begins where the others are."""
    number: int
    scope: int = field(compare=False)
    place: asyncio.Future[P] = field(compare=False)


class Turns(Generic[P]):
    """Lends places. The last free one goes only to a server that holds none, and never to background work.

    Where there are several places, one server's jobs alone never make another server wait.
    """

    def __init__(self, places: Iterable[P]) -> None:
        self._free = list(places)
        self._places = len(self._free)
        self._waiting: list[_Waiter[P]] = []
        self._held: Counter[int] = Counter()
        self._next_start: dict[int, int] = {}
        self._now = 0
        self._numbers = count()

    @property
    def waiting(self) -> int:
        """Jobs that wait."""
        return len(self._waiting)

    @asynccontextmanager
    async def turn(self, scope: int, *, background: bool = False) -> AsyncIterator[P]:
        """A place for one job of a server, once it is its turn; background work comes after everything else.

        Raises ReaderUnavailable where too many jobs wait already; background work is never refused.
        """
        if not background:
            self._refuse_crowd(scope)
        waiter = self._line_up(scope, background=background)
        self._lend()
        try:
            place = await waiter.place
        except asyncio.CancelledError:
            if waiter.place.cancelled():
                self._waiting.remove(waiter)
            else:
                self._take_back(waiter)
            raise
        try:
            yield place
        finally:
            self._take_back(waiter)

    def _refuse_crowd(self, scope: int) -> None:
        own = sum(waiter.scope == scope and not waiter.background for waiter in self._waiting)
        if own >= MAX_WAITING_OF_SCOPE:
            whose = "the shared library" if scope == SHARED else "this server"
            msg = f"I still have {own} texts of {whose} to read: try again in a minute."
            raise WorkerUnavailable(msg)
        if len(self._waiting) >= MAX_WAITING:
            msg = f"I still have {len(self._waiting)} texts of several servers to read: try again in a few minutes."
            raise WorkerUnavailable(msg)

    def _line_up(self, scope: int, *, background: bool) -> _Waiter[P]:
        start = 0
        if not background:
            start = max(self._now, self._next_start.get(scope, 0))
            self._next_start[scope] = start + 1
        place: asyncio.Future[P] = asyncio.get_running_loop().create_future()
        waiter = _Waiter(background, start, next(self._numbers), scope, place)
        insort(self._waiting, waiter)
        return waiter

    def _lend(self) -> None:
        for waiter in list(self._waiting):
            if not waiter.place.done() and self._may_take(waiter):
                self._waiting.remove(waiter)
                self._now = max(self._now, waiter.start)
                self._held[waiter.scope] += not waiter.background
                waiter.place.set_result(self._free.pop())  # the one used last: it has its model loaded

    def _may_take(self, waiter: _Waiter[P]) -> bool:
        if self._places == 1 or len(self._free) != 1:
            return bool(self._free)
        return not (waiter.background or self._held[waiter.scope])

    def _take_back(self, waiter: _Waiter[P]) -> None:
        self._held[waiter.scope] -= not waiter.background
        self._free.append(waiter.place.result())
        self._lend()
        if len(self._free) == self._places:  # idle: nobody has had more than others any longer
            self._held.clear()
            self._next_start.clear()
            self._now = 0
