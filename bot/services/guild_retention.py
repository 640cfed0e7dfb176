"""Servers that the bot was removed from: their data stays for a while, in case it is asked in again, then goes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.services.guild_settings import GuildSettingsCache
    from bot.store.protocol import Store

__all__ = ["GuildRetention"]

log = structlog.get_logger(__name__)

PURGE_INTERVAL_SECONDS = 24 * 3600.0
RETRY_SECONDS = 60.0


class GuildRetention:
    """Keeps in mind which servers were left, and deletes what is theirs after ``keep_days``."""

    def __init__(
        self, store: Store, servers: GuildSettingsCache, clock: Callable[[], datetime], *, keep_days: int
    ) -> None:
        self._store = store
        self._servers = servers
        self._clock = clock
        self._keep = timedelta(days=keep_days)
        self._reconciled = asyncio.Event()

    async def guild_removed(self, guild_id: int) -> None:
        """The bot was removed from a server (an outage of the server is no removal)."""
        for known in await self._store.mark_guilds_left([guild_id], now=self._clock()):
            log.info("server.left", guild=known, data_kept_days=self._keep.days)

    async def guild_joined(self, guild_id: int) -> None:
        """The bot is in a server: what was its own is there again."""
        for known in await self._store.unmark_guilds_left([guild_id]):
            log.info("server.back", guild=known)

    async def reconcile(self, present: Collection[int], *, ours: Callable[[int], bool] = lambda _: True) -> None:
        """Notes what happened while the bot was not connected; ``present`` are the servers it is in, outages included.

        ``ours`` says which servers this process would see if the bot were in them.
        """
        for known in await self._store.unmark_guilds_left(sorted(present)):
            log.info("server.back", guild=known)
        missing = [guild for guild in await self._store.guilds_with_data() - set(present) if ours(guild)]
        for known in await self._store.mark_guilds_left(sorted(missing), now=self._clock()):
            log.info("server.left", guild=known, data_kept_days=self._keep.days)
        self._reconciled.set()

    async def run(self) -> None:
        """Once a day deletes what is due; never before it is known which servers the bot is in by now."""
        await self._reconciled.wait()
        while True:
            pause = PURGE_INTERVAL_SECONDS
            try:
                await self.purge_due()
            except StorageError as error:
                log.warning("purge.storage", error=str(error))
                pause = RETRY_SECONDS
            await asyncio.sleep(pause)

    async def purge_due(self) -> int:
        """Deletes the data of every server that was left long enough ago; how many that were."""
        limit = self._clock() - self._keep
        purged = 0
        for guild_id in await self._store.guilds_left_before(limit):
            if await self._store.purge_guild(guild_id, left_before=limit):
                purged += 1
                self._servers.forget(guild_id)
                log.info("server.purged", guild=guild_id)
        return purged
