"""Deletes the data of servers that the bot was removed from, some days later, unless it is invited again.

And, of all servers, the counts of what was read long ago.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence
    from datetime import datetime

    from bot.services.guild_settings import GuildSettingsCache
    from bot.store.protocols.store import Store

__all__ = ["GuildRetention"]

log = structlog.get_logger(__name__)

PURGE_INTERVAL_SECONDS = 24 * 3600.0
RETRY_SECONDS = 60.0
READING_KEPT = timedelta(days=30)
"""How long the count of a theme or an actor is kept after somebody last opened something on it."""


class GuildRetention:
    """Records which servers the bot was removed from, and deletes their data after ``keep_days``."""

    def __init__(
        self,
        store: Store,
        guild_settings: GuildSettingsCache,
        clock: Callable[[], datetime],
        *,
        keep_days: int,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._guild_settings = guild_settings
        self._clock = clock
        self.keep_days = keep_days
        self._sleep = sleep
        self._reconciled = asyncio.Event()

    async def guild_removed(self, guild_id: int) -> None:
        """The bot was removed from a server. An outage of the server does not count as a removal."""
        await self._mark_left([guild_id])

    async def guild_joined(self, guild_id: int) -> None:
        """The bot is in a server: the server's data is kept."""
        await self._unmark_left([guild_id])

    async def is_first_meeting(self, guild_id: int) -> bool:
        """True once, in a server that nothing is stored about; from then on something is."""
        return await self._store.note_guild(guild_id)

    async def reconcile(self, present: Collection[int], *, ours: Callable[[int], bool] = lambda _: True) -> None:
        """Records what happened while the bot was not connected.

        ``present`` are the servers that it is in, including those in an outage. ``ours`` is True for servers that this
        process would see if the bot were in them.
        """
        await self._unmark_left(sorted(present))
        missing = [guild for guild in await self._store.guilds_with_data() - set(present) if ours(guild)]
        await self._mark_left(sorted(missing))
        self._reconciled.set()

    async def run(self) -> None:
        """Deletes what is due, once a day; never before ``reconcile``, when the bot may be in a server again."""
        await self._reconciled.wait()
        while True:
            pause = PURGE_INTERVAL_SECONDS
            try:
                await self.purge_due()
                await self._store.delete_old_reading(before=self._clock() - READING_KEPT)
            except StorageError as error:
                log.warning("purge.storage", error=str(error))
                pause = RETRY_SECONDS
            await self._sleep(pause)

    async def purge_due(self) -> int:
        """Deletes the data of every server that the bot left long enough ago; returns their number."""
        limit = self._clock() - timedelta(days=self.keep_days)
        purged = 0
        for guild_id in await self._store.guilds_left_before(limit):
            if await self._store.purge_guild(guild_id, left_before=limit):
                purged += 1
                self._guild_settings.forget(guild_id)
                log.info("server.purged", guild=guild_id)
        return purged

    async def _mark_left(self, guild_ids: Sequence[int]) -> None:
        for guild_id in await self._store.mark_guilds_left(guild_ids, now=self._clock()):
            log.info("server.left", guild=guild_id, data_kept_days=self.keep_days)

    async def _unmark_left(self, guild_ids: Sequence[int]) -> None:
        for guild_id in await self._store.unmark_guilds_left(guild_ids):
            log.info("server.back", guild=guild_id)
