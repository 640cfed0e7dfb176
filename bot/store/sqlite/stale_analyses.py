"""Readings that a newer analyzer should make again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["UpkeepTables"]

OLD = (
    "FROM reading INDEXED BY reading_by_version WHERE version < :version AND article_id NOT IN "
    "(SELECT article_id FROM set_aside WHERE version >= :version)"
)


class UpkeepTables:
    """The part of the store that concerns old readings."""

    _db: Database

    async def stale_articles(self, version: int, *, limit: int) -> list[Article]:
        """See ``Store.stale_articles``."""
        found = await self._db.read(
            f"SELECT a.* FROM (SELECT article_id {OLD} ORDER BY article_id DESC LIMIT :limit) r "
            "JOIN article a ON a.id = r.article_id ORDER BY a.id DESC",
            {"version": version, "limit": limit},
        )
        return [rows.article(row) for row in found]

    async def count_stale_articles(self, version: int) -> int:
        """See ``Store.count_stale_articles``."""
        found = await self._db.read(f"SELECT count(*) {OLD}", {"version": version})
        return int(found[0][0])

    async def mark_unanalysable(self, article_id: int, version: int, reason: str, *, now: datetime) -> None:
        """See ``Store.mark_unanalysable``."""

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "INSERT OR REPLACE INTO set_aside (article_id, version, reason, at) "
                "SELECT id, ?, ?, ? FROM article WHERE id = ?",
                (version, reason, rows.seconds(now), article_id),
            )

        await self._db.write(work)
