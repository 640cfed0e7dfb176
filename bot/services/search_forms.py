"""Makes the search forms of articles stored by an older version: in the background, resuming after a restart."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store.protocols.store import Store

__all__ = ["RETRY_SECONDS", "SearchFormsMaker"]

log = structlog.get_logger(__name__)

BATCH_SIZE = 20
REST_FACTOR = 3.0
"""Seconds of rest for each second of work: readers and writers of the library do not notice it."""
RETRY_SECONDS = 30.0
"""Pause after a fault of the database."""


class SearchFormsMaker:
    """Gives every article the forms of its words that searches need."""

    def __init__(self, store: Store, *, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._store = store
        self._sleep = sleep

    async def run(self) -> None:
        """Works until every article has its forms; pauses after a fault of the database."""
        total = 0
        while True:
            started = time.monotonic()
            try:
                made = await self._store.make_search_forms(limit=BATCH_SIZE)
            except StorageError as error:
                log.warning("search_forms.waits", error=str(error))
                await self._sleep(RETRY_SECONDS)
                continue
            if not made:
                break
            total += made
            await self._sleep(REST_FACTOR * (time.monotonic() - started))
        if total:
            log.info("search_forms.finished", articles=total)
