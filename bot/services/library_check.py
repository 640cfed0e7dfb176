"""Checks the database file for damage while the bot runs: SQLite itself reports only damage that it comes across."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.store import find_damage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["LibraryCheck"]

log = structlog.get_logger(__name__)

MAX_CHECK_SECONDS = 600.0
"""For one check. It takes a second for each gigabyte in memory; for what is on a disk, as long as reading it."""
INTERVAL_SECONDS = 86_400.0
LOWEST_PRIORITY = 19
ADVICE = "stop the bot and restore a backup (see docs/operating.md, “Backup”)"


class LibraryCheck:
    """Checks at the start and once a day. ``state`` is a phrase for people; ``damaged`` is True once some was found."""

    def __init__(self, *, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self.state = "not checked yet"
        self.damaged = False
        self._sleep = sleep

    @property
    def fault(self) -> str:
        """A sentence about the damage, with what to do; empty if none is known."""
        return f"The library’s file is {self.state}: {ADVICE}." if self.damaged else ""

    async def run(self, database_url: str) -> None:
        """Checks until it is cancelled."""
        while True:
            await self.check(database_url)
            await self._sleep(INTERVAL_SECONDS)

    async def check(self, database_url: str) -> None:
        """Checks once. A file that was found damaged counts as damaged until the bot is restarted."""
        began = time.monotonic()
        try:
            damage = await _run_at_low_priority(partial(find_damage, database_url, seconds=MAX_CHECK_SECONDS))
        except StorageError as error:
            log.warning("library.not_checked", reason=str(error))
            return
        if damage is not None:
            self.state, self.damaged = f"damaged ({damage})", True
        if self.damaged:
            log.error("library.damaged", reason=damage, hint=self.fault)
        else:
            self.state = "sound"
            log.info("library.sound", seconds=round(time.monotonic() - began, 1))


async def _run_at_low_priority(work: Callable[[], str | None]) -> str | None:
    """The result of blocking work, in a thread with a low priority that does not delay the end of the process.

    ``asyncio.to_thread`` would keep the process alive until the work is done.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[str | None] = loop.create_future()

    def settle(value: str | None, error: Exception | None) -> None:
        if result.done():  # nobody waits any more
            return
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(value)

    def run() -> None:
        if sys.platform == "linux":  # pragma: no branch - on other systems a thread has no priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)
        value: str | None = None
        failed: Exception | None = None
        try:
            value = work()
        except Exception as error:  # noqa: BLE001 - the boundary of a thread: raised again where the result is awaited
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: the process ends
            loop.call_soon_threadsafe(settle, value, failed)

    threading.Thread(target=run, name="library check", daemon=True).start()
    return await result
