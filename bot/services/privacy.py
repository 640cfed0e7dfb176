"""What is kept about the people who use the bot: their Discord id beside what they did, until they want it gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from bot.store.protocol import Store

__all__ = ["Privacy"]

log = structlog.get_logger(__name__)


class Privacy:
    """Tells and forgets, for the person themselves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def entries(self, user_id: int) -> int:
        """How many entries name this person, over all servers."""
        return await self._store.count_user_records(user_id)

    async def forget(self, user_id: int) -> int:
        """Takes the person out of all of them, for good; how many there were."""
        entries = await self._store.erase_user(user_id)
        log.info("person.forgotten", entries=entries)
        return entries
