"""How much there is and how much waits, for whoever watches the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.delivery import DeliveryState, LibraryStats
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["WatchTables"]


class WatchTables:
    """The part of the store that counts."""

    _db: Database

    async def library_stats(self) -> LibraryStats:
        """See ``Store.library_stats``."""

        async def work(tx: Transaction) -> LibraryStats:
            articles = await fetch(tx, "SELECT count(*) FROM article WHERE removed_at IS NULL")
            states = await fetch(tx, "SELECT state, count(*) AS n FROM delivery GROUP BY state")
            line = await fetch(
                tx,
                "SELECT count(*) AS waiting, min(a.added_at) AS oldest FROM subscription s "
                "JOIN delivery d ON d.subscription_id = s.id AND d.done = 0 JOIN article a ON a.id = d.article_id "
                "WHERE s.state = 'active'",
            )
            counted = dict.fromkeys(DeliveryState, 0) | {DeliveryState(row["state"]): row["n"] for row in states}
            return LibraryStats(articles[0][0], counted, line[0]["waiting"], rows.maybe_moment(line[0]["oldest"]))

        return await self._db.snapshot(work)
