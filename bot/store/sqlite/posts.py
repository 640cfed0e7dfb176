"""What is still to be done with posts that were made."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.models import FollowUp, FollowUpKind
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.outbox import FARTHEST_SECONDS, WITH_CHANNEL

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models import Delivery
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["PostTables"]


class PostTables:
    """The part of the store that concerns posts after they were made."""

    _db: Database

    async def claim_follow_ups(self, *, now: datetime, lease_seconds: int, limit: int) -> list[FollowUp]:
        """See ``Store.claim_follow_ups``."""
        due = "(f.next_try_at <= :at OR f.next_try_at > :farthest)"
        at = rows.seconds(now)
        parameters = {"at": at, "farthest": at + FARTHEST_SECONDS, "limit": limit}
        if not await self._db.read(f"SELECT 1 FROM follow_up f WHERE {due} LIMIT 1", parameters):
            return []  # the usual case: nobody has to wait for the writer

        async def work(tx: Transaction) -> list[FollowUp]:
            found = await fetch(
                tx,
                "SELECT f.kind, f.attempts AS tries, p.* FROM follow_up f "
                f"JOIN ({WITH_CHANNEL} 1) p ON p.id = f.delivery_id "
                f"WHERE {due} ORDER BY f.next_try_at, p.id LIMIT :limit",
                parameters,
            )
            await tx.executemany(
                "UPDATE follow_up SET attempts = attempts + 1, next_try_at = ? WHERE delivery_id = ? AND kind = ?",
                [(rows.seconds(now + timedelta(seconds=lease_seconds)), row["id"], row["kind"]) for row in found],
            )
            return [FollowUp(rows.delivery(row), FollowUpKind(row["kind"]), row["tries"] + 1) for row in found]

        return await self._db.write(work)

    async def follow_up_done(self, delivery_id: int, kind: FollowUpKind) -> None:
        """See ``Store.follow_up_done``."""

        async def work(tx: Transaction) -> None:
            await fetch(tx, "DELETE FROM follow_up WHERE delivery_id = ? AND kind = ?", (delivery_id, kind))

        await self._db.write(work)

    async def follow_up_retry(self, delivery_id: int, kind: FollowUpKind, *, at: datetime) -> None:
        """See ``Store.follow_up_retry``."""

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "UPDATE follow_up SET next_try_at = ? WHERE delivery_id = ? AND kind = ?",
                (rows.seconds(at), delivery_id, kind),
            )

        await self._db.write(work)

    async def batch(self, batch: int) -> list[Delivery]:
        """See ``Store.batch``."""
        found = await self._db.read(f"{WITH_CHANNEL} d.batch = ? ORDER BY d.id", (batch,))
        return [rows.delivery(row) for row in found]
