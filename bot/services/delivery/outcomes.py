"""Writes the outcome of an attempt to the outbox."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime

    from bot.services.delivery.sender import MessageRef
    from bot.store.protocols.store import Store

__all__ = ["OutcomeWriter"]

log = structlog.get_logger(__name__)

MAX_RECORD_ATTEMPTS, RECORD_RETRY_SECONDS = 30, 2.0


class OutcomeWriter:
    """Records outcomes, also while the database is locked or its disk is full. Raises StorageError if that lasts.

    A post that Discord has accepted but that is not recorded would have to be searched for.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def sent(
        self, row_ids: Iterable[int], message: MessageRef, *, thread_id: int | None, recheck_at: datetime | None
    ) -> None:
        """The rows are in a message; from ``recheck_at`` on a search for duplicates of it is due."""
        now = self._clock()
        for row_id in row_ids:
            await self._record(
                partial(
                    self._store.mark_delivery_sent,
                    row_id,
                    message.message_id,
                    now=now,
                    thread_id=thread_id,
                    recheck_at=recheck_at,
                )
            )

    async def skipped(self, row_ids: Iterable[int], reason: str) -> None:
        """The rows will not be posted."""
        for row_id in row_ids:
            await self._record(partial(self._store.mark_delivery_skipped, row_id, reason))

    async def retry(
        self, row_ids: Iterable[int], reason: str, delay: float, *, unconfirmed_since: datetime | None = None
    ) -> None:
        """The rows are due again after ``delay`` seconds.

        ``unconfirmed_since`` is when the first of the attempts began whose outcome is unknown.
        """
        now = self._clock()
        at = now + timedelta(seconds=delay)
        unconfirmed = (unconfirmed_since, now) if unconfirmed_since is not None else None
        for row_id in row_ids:
            await self._record(partial(self._store.reschedule_delivery, row_id, reason, at=at, unconfirmed=unconfirmed))

    async def _record(self, change: Callable[[], Awaitable[None]]) -> None:
        for _ in range(MAX_RECORD_ATTEMPTS):
            try:
                return await change()
            except StorageError as error:
                log.warning("outbox.storage", error=str(error))
            await asyncio.sleep(RECORD_RETRY_SECONDS)
        return await change()
