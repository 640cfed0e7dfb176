"""Completes articles that an older version stored: in the background, resuming after a restart."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["RETRY_SECONDS", "Backfill"]

log = structlog.get_logger(__name__)

REST_FACTOR = 3.0
"""Seconds of rest for each second of work: readers and writers of the library do not notice it."""
RETRY_SECONDS = 30.0
"""Pause after a fault of the database."""


class Backfill:
    """Calls ``complete_some`` until it returns 0; otherwise it returns how many articles it has completed.

    ``name`` stands before the events in the log.
    """

    def __init__(
        self,
        name: str,
        complete_some: Callable[[], Awaitable[int]],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._name = name
        self._complete_some = complete_some
        self._sleep = sleep

    async def run(self) -> None:
        """Works until every article is complete; pauses after a fault of the database."""
        total = 0
        while True:
            started = time.monotonic()
            try:
                completed = await self._complete_some()
            except StorageError as error:
                log.warning(f"{self._name}.waits", error=str(error))
                await self._sleep(RETRY_SECONDS)
                continue
            if not completed:
                break
            total += completed
            await self._sleep(REST_FACTOR * (time.monotonic() - started))
        if total:
            log.info(f"{self._name}.finished", articles=total)
