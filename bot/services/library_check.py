"""Looks through the library's file for damage, beside the running bot: SQLite itself tells only once it meets it."""

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
    from collections.abc import Callable

__all__ = ["LibraryCheck"]

log = structlog.get_logger(__name__)

LOOK_SECONDS = 600.0
"""For one look. What is in memory takes a second for each gigabyte, what is on a disk as long as reading it does."""
PAUSE_SECONDS = 86_400.0
LOWEST_PRIORITY = 19
ADVICE = "stop the bot and restore a backup (see README, “Backup”)"


class LibraryCheck:
    """Looks at the start and once a day. ``state`` is a phrase for whoever asks; ``damaged`` what was found."""

    def __init__(self) -> None:
        self.state = "not checked yet"
        self.damaged = False

    @property
    def fault(self) -> str:
        """A sentence on the damage with what to do; empty where none is known."""
        return f"The library’s file is {self.state}: {ADVICE}." if self.damaged else ""

    async def run(self, database_url: str) -> None:
        """Looks for ever."""
        while True:
            await self.look(database_url)
            await asyncio.sleep(PAUSE_SECONDS)

    async def look(self, database_url: str) -> None:
        """Looks once. What was found damaged stays so until the bot is started with another file."""
        began = time.monotonic()
        try:
            damage = await _in_a_thread_of_its_own(partial(find_damage, database_url, seconds=LOOK_SECONDS))
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


async def _in_a_thread_of_its_own(work: Callable[[], str | None]) -> str | None:
    """The result of work that nobody has to wait for when the process ends, and that everything else goes before."""
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
        if sys.platform == "linux":  # elsewhere a thread has no priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)
        value: str | None = None
        failed: Exception | None = None
        try:
            value = work()
        except Exception as error:  # noqa: BLE001 - a thread's boundary: raised where the result is waited for
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: the process ends
            loop.call_soon_threadsafe(settle, value, failed)

    threading.Thread(target=run, name="library check", daemon=True).start()
    return await result
