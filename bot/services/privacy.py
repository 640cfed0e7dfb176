"""What the bot stores about the people who use it: their Discord user id with what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from bot.store.protocols.store import Store

__all__ = ["Privacy"]

log = structlog.get_logger(__name__)


class Privacy:
    """Counts and deletes a person's data, on their own request."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def count_records(self, user_id: int) -> int:
        """The number of records with this user id, over all servers."""
        return await self._store.count_user_records(user_id)

    async def forget(self, user_id: int) -> int:
        """Deletes the user id from all records, for good; returns their number."""
        records = await self._store.erase_user(user_id)
        log.info("person.forgotten", records=records)
        return records
