"""Limits the rate of requests."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["Throttle"]


class Throttle:
    """Lets at most ``per_second`` callers through in a second, evenly spaced, in the order in which they came."""

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._interval = 1.0 / per_second
        self._clock = clock
        self._sleep = sleep
        self._next_turn = 0.0
        self._lock = asyncio.Lock()

    async def wait_for_turn(self) -> None:
        """Returns when it is the caller's turn, at least one interval after the turn before."""
        async with self._lock:
            wait = self._next_turn - self._clock()
            if wait > 0:
                await self._sleep(wait)
            self._next_turn = self._clock() + self._interval
