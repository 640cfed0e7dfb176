"""The database as a whole: its id, its lease, stored key-value pairs, statistics, and the records about a user."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from bot.errors import DatabaseInUse, StorageError
from bot.models.delivery import DeliveryState
from bot.models.library import LibraryStats
from bot.store.protocols.library import LibraryStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.lease import LEASE_LOST

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.store.sqlite.connection import Transaction

__all__ = ["USER_ID_COLUMNS", "SqliteLibrary"]

INSTALLATION = "installation"
USER_ID_COLUMNS = (
    ("article", "added_by"),
    ("article", "removed_by"),
    ("revision", "replaced_by"),
    ("change_log", "user_id"),
    ("subscription", "created_by"),
    ("alias_rule", "decided_by"),
    ("feed", "added_by"),
    ("approval", "decided_by"),
    ("subscription", "user_id"),
)
"""Every table and column that holds a user's Discord id."""


class SqliteLibrary(SqliteTables, LibraryStore):
    """Methods for the database as a whole, in SQLite."""

    async def close(self) -> None:
        await self._db.finish_prepared()
        try:
            # Fails if the lease is lost already, or the disk is full: then the lease ends by itself.
            with contextlib.suppress(StorageError):
                await self._release_lease()
        finally:
            await self._db.close()
            if self._db.lease is not None:
                self._db.lease.release()

    async def installation_id(self) -> str:
        known = await self.get_value(INSTALLATION)
        if known is None:
            msg = "The library’s file has lost its installation id: restore a backup."
            raise StorageError(msg)
        return known

    async def renew_lease(self) -> None:
        lease = self._db.lease
        if lease is None:
            return
        began = time.monotonic()
        await self._db.execute("UPDATE lease SET beats = beats + 1, renewed_at = ?", (int(time.time()),))
        lease.confirmed_at = began

    async def confirm_lease(self) -> None:
        lease = self._db.lease
        if lease is None or lease.is_fresh:
            return
        began = time.monotonic()
        if not await self._db.read("SELECT 1 FROM lease WHERE holder = ?", (lease.holder,)):
            raise DatabaseInUse(LEASE_LOST)
        lease.confirmed_at = began

    async def _release_lease(self) -> None:
        lease = self._db.lease
        if lease is None:
            return

        async def work(tx: Transaction) -> None:
            await fetch(tx, "DELETE FROM lease")
            lease.given_back = True  # writes that still wait for their turn are refused

        await self._db.write(work)

    async def get_value(self, key: str) -> str | None:
        found = await self._db.read("SELECT value FROM key_value WHERE key = ?", (key,))
        return found[0]["value"] if found else None

    async def set_value(self, key: str, value: str) -> None:
        await self._db.execute("INSERT OR REPLACE INTO key_value (key, value) VALUES (?, ?)", (key, value))

    async def library_stats(self) -> LibraryStats:
        async def work(tx: Transaction) -> LibraryStats:
            articles = await fetch(tx, "SELECT count(*) FROM article WHERE removed_at IS NULL")
            states = await fetch(tx, "SELECT state, count(*) AS n FROM delivery GROUP BY state")
            line = await fetch(
                tx,
                "SELECT count(*) AS pending, min(a.added_at) AS oldest FROM subscription s "
                "JOIN delivery d ON d.subscription_id = s.id AND d.done = 0 JOIN article a ON a.id = d.article_id "
                "WHERE s.state = 'active'",
            )
            return _stats(articles[0][0], states, line[0])

        return await self._db.snapshot(work)

    async def count_user_records(self, user_id: int) -> int:
        counts = " UNION ALL ".join(
            f"SELECT count(*) AS n FROM {table} WHERE {column} = :id" for table, column in USER_ID_COLUMNS
        )
        found = await self._db.read(f"SELECT sum(n) FROM ({counts})", {"id": user_id})
        return int(found[0][0])

    async def erase_user(self, user_id: int) -> int:
        async def work(tx: Transaction) -> int:
            changed = len(await fetch(tx, "DELETE FROM subscription WHERE user_id = ? RETURNING 1", (user_id,)))
            for table, column in USER_ID_COLUMNS:
                statement = f"UPDATE {table} SET {column} = NULL WHERE {column} = ? RETURNING 1"
                changed += len(await fetch(tx, statement, (user_id,)))
            return changed

        return await self._db.write(work)


@rows.reads_stored
def _stats(articles: int, states: Iterable[sqlite3.Row], line: sqlite3.Row) -> LibraryStats:
    counted = dict.fromkeys(DeliveryState, 0) | {DeliveryState(row["state"]): row["n"] for row in states}
    return LibraryStats(articles, counted, line["pending"], rows.maybe_moment(line["oldest"]))
