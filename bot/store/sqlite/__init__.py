"""The SQLite store."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.store.sqlite.actors import ActorTables
from bot.store.sqlite.alias_rules import NameTables
from bot.store.sqlite.article_queries import FindingTables
from bot.store.sqlite.articles import ArticleTables
from bot.store.sqlite.connection import Database
from bot.store.sqlite.files import untouched
from bot.store.sqlite.follow_ups import PostTables
from bot.store.sqlite.guild_retention import DepartureTables
from bot.store.sqlite.guilds import ServerTables
from bot.store.sqlite.lease import take_lease, wait_until_free
from bot.store.sqlite.lease_queries import LeaseTables
from bot.store.sqlite.migrator import migrate, migrations, version_of
from bot.store.sqlite.outbox import OutboxTables
from bot.store.sqlite.stale_analyses import UpkeepTables
from bot.store.sqlite.statistics import WatchTables
from bot.store.sqlite.users import PeopleTables

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SqliteStore"]

INSTALLATION = "installation"


class SqliteStore(
    ArticleTables,
    FindingTables,
    ActorTables,
    NameTables,
    ServerTables,
    DepartureTables,
    PeopleTables,
    OutboxTables,
    PostTables,
    UpkeepTables,
    WatchTables,
    LeaseTables,
):
    """A ``Store`` in one SQLite file."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @classmethod
    async def open(cls, path: Path, *, backup: bool = True, exclusive: bool = False) -> SqliteStore:
        """Opens the file, migrated to the newest version; makes it where there is none. Raises StorageError.

        With ``exclusive`` the store takes the lease first and gives it back when it is closed.
        """
        last = await wait_until_free(path) if exclusive else None  # a running bot's database is not migrated either
        await asyncio.to_thread(migrate, path, backup=backup)
        if not exclusive:
            return cls(await Database.open(path))
        lease = await asyncio.to_thread(take_lease, path, last)
        try:
            return cls(await Database.open(path, lease))
        except BaseException:
            lease.release()
            raise

    @classmethod
    async def open_read_only(cls, path: Path) -> SqliteStore | None:
        """Opens the file for reading alone, and changes none; None where it would have to be made or migrated first.

        Raises StorageError.
        """
        if await asyncio.to_thread(version_of, path) != len(migrations()):
            return None
        return cls(await Database.open(path, options=untouched(path)))

    async def installation_id(self) -> str:
        """See ``Store.installation_id``."""
        known = await self.get_value(INSTALLATION)
        if known is None:
            msg = "The library’s file has lost its installation name: restore a backup."
            raise StorageError(msg)
        return known

    async def close(self) -> None:
        """See ``Store.close``."""
        try:
            with contextlib.suppress(StorageError):  # lost already, or the disk is full: then it runs out by itself
                await self._release_lease()
        finally:
            await self._db.close()
            if self._db.lease is not None:
                self._db.lease.release()
