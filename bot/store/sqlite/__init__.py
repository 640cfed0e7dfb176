"""The SQLite store."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.store.migrate import migrate
from bot.store.sqlite.actors import ActorTables
from bot.store.sqlite.articles import ArticleTables
from bot.store.sqlite.connection import Database
from bot.store.sqlite.departures import DepartureTables
from bot.store.sqlite.finding import FindingTables
from bot.store.sqlite.names import NameTables
from bot.store.sqlite.outbox import OutboxTables
from bot.store.sqlite.people import PeopleTables
from bot.store.sqlite.posts import PostTables
from bot.store.sqlite.servers import ServerTables
from bot.store.sqlite.upkeep import UpkeepTables
from bot.store.sqlite.watching import WatchTables

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
):
    """A ``Store`` in one SQLite file."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @classmethod
    async def open(cls, path: Path, *, backup: bool = True) -> SqliteStore:
        """Opens the file, migrated to the newest version; makes it where there is none. Raises StorageError."""
        await asyncio.to_thread(migrate, path, backup=backup)
        return cls(await Database.open(path))

    async def installation_id(self) -> str:
        """See ``Store.installation_id``."""
        known = await self.note(INSTALLATION)
        if known is None:
            msg = "The library’s file has lost its installation name: restore a backup."
            raise StorageError(msg)
        return known

    async def close(self) -> None:
        """See ``Store.close``."""
        await self._db.close()
