"""Spreads requests, so that no server gets many of them at once or in quick succession from us."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.advice_marks import advice
from bot.errors import FetchError, FetchProblem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

__all__ = ["MAX_PAUSE", "HostLimits"]

PARALLEL = 2
PAUSE = 1.0
"""Seconds between the starts of two requests to a host that asks for no other pause."""
MAX_PAUSE = 10.0
"""Longer crawl delays are shortened to this: they are meant for programs that read whole sites."""
MAX_HOLD = 900.0
"""Seconds for which a host that asks for fewer requests gets none at most."""
MAX_WAIT = 60.0
"""Seconds that a request waits for its turn."""
MAX_HOSTS = 1_000
"""Hosts that are remembered while no request to them runs or waits."""


@dataclass(slots=True)
class _Host:
    """The requests to one host: ``users`` run or wait, and the next may start at ``next_start``."""

    pause: float
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PARALLEL))
    users: int = 0
    next_start: float = 0.0


class HostLimits:
    """Lets at most two requests to a host run at a time, with a pause between their starts.

    Each host has its own turns, so a slow one does not hold up the others.
    """

    def __init__(
        self,
        *,
        pause: float = PAUSE,
        max_wait: float = MAX_WAIT,
        time: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``pause`` and ``max_wait`` are in seconds."""
        self._pause = pause
        self._max_wait = max_wait
        self._time = time
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    def set_pause(self, host: str, seconds: float | None) -> None:
        """Sets the pause that a host asks for (None: none); only longer ones than the usual matter."""
        self._host(host).pause = min(max(seconds or 0.0, self._pause), max(MAX_PAUSE, self._pause))

    def hold(self, host: str, seconds: float) -> None:
        """Lets no request to a host start for some time, because it answered that it gets too many (429)."""
        queue = self._host(host)
        queue.next_start = max(queue.next_start, self._time() + min(seconds, MAX_HOLD))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until a request to a host may start, and counts it until the end of the block.

        Raises FetchError if its turn does not come in time.
        """
        queue = self._host(host)
        queue.users += 1
        try:
            await self._wait(queue)
            try:
                yield
            finally:
                queue.turns.release()
        finally:
            queue.users -= 1

    async def _wait(self, queue: _Host) -> None:
        """Takes a turn; the caller gives it back."""
        try:
            async with asyncio.timeout(self._max_wait):
                await queue.turns.acquire()
                try:
                    await self._pause_before(queue)
                except BaseException:
                    queue.turns.release()
                    raise
        except TimeoutError as error:
            later = advice(": try again in a few minutes")
            msg = f"That server gets too many requests from here at the moment{later}."
            raise FetchError(FetchProblem.BUSY, msg) from error

    async def _pause_before(self, queue: _Host) -> None:
        """Waits for the pause after the request before. Raises TimeoutError at once if it is longer than we wait."""
        now = self._time()
        start = max(now, queue.next_start)
        if start - now > self._max_wait:
            raise TimeoutError
        queue.next_start = start + queue.pause
        if start > now:
            await self._sleep(start - now)

    def _host(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= MAX_HOSTS:
            now = self._time()
            self._hosts = {name: one for name, one in self._hosts.items() if one.users or one.next_start > now}
        return self._hosts.setdefault(host, _Host(self._pause))
