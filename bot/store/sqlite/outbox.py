"""The outbox: what is to be posted where, in each channel's order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models import Delivery
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["OutboxTables"]

HEADS = """
    SELECT d.id, d.next_try_at FROM subscription s JOIN delivery d ON d.id = (
        SELECT o.id FROM delivery o WHERE o.subscription_id = s.id AND o.done = 0 ORDER BY o.id LIMIT 1
    ) WHERE s.state = 'active'
"""
"""The first open row of each active channel: a later one waits for it."""
WITH_CHANNEL = (
    "SELECT d.*, s.guild_id, s.channel_id FROM delivery d JOIN subscription s ON s.id = d.subscription_id WHERE"
)


class OutboxTables:
    """The part of the store that concerns deliveries."""

    _db: Database

    async def claim_deliveries(self, *, now: datetime, lease_seconds: int, limit: int) -> list[Delivery]:
        """See ``Store.claim_deliveries``."""
        at, until = rows.seconds(now), rows.seconds(now + timedelta(seconds=lease_seconds))
        due = f"SELECT id FROM ({HEADS}) WHERE next_try_at <= :at ORDER BY next_try_at, id LIMIT :limit"
        parameters = {"at": at, "until": until, "limit": limit}
        if not await self._db.read(due, parameters):
            return []  # the usual case: nobody has to wait for the writer

        async def work(tx: Transaction) -> list[Delivery]:
            claimed = await fetch(
                tx,
                "UPDATE delivery SET state = 'claimed', attempts = attempts + 1, next_try_at = :until, "
                f"first_try_at = coalesce(first_try_at, :at) WHERE id IN ({due}) RETURNING id",
                parameters,
            )
            ids = rows.dump([row["id"] for row in claimed])
            found = await fetch(tx, f"{WITH_CHANNEL} d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id", (ids,))
            return [rows.delivery(row) for row in found]

        return await self._db.write(work)

    async def delivery_sent(self, delivery_id: int, message_id: int, *, now: datetime) -> None:
        """See ``Store.delivery_sent``."""
        await self._change(
            delivery_id,
            "state = 'sent', message_id = ?, sent_at = ?, reason = NULL",
            message_id,
            rows.seconds(now),
        )

    async def delivery_skipped(self, delivery_id: int, reason: str) -> None:
        """See ``Store.delivery_skipped``; a post that was made stays made."""
        await self._change(delivery_id, "state = 'skipped', reason = ?", reason, only_open=True)

    async def delivery_retry(self, delivery_id: int, reason: str, *, at: datetime) -> None:
        """See ``Store.delivery_retry``; what is done by now, by whoever claimed it next, stays done."""
        await self._change(
            delivery_id, "state = 'failed', reason = ?, next_try_at = ?", reason, rows.seconds(at), only_open=True
        )

    async def next_delivery_at(self) -> datetime | None:
        """See ``Store.next_delivery_at``."""
        found = await self._db.read(f"SELECT min(next_try_at) FROM ({HEADS})")
        return rows.maybe_moment(found[0][0])

    async def deliveries_of(self, guild_id: int, article_id: int) -> list[Delivery]:
        """See ``Store.deliveries_of``."""
        found = await self._db.read(
            f"{WITH_CHANNEL} s.guild_id = ? AND d.article_id = ? ORDER BY d.id", (guild_id, article_id)
        )
        return [rows.delivery(row) for row in found]

    async def _change(self, delivery_id: int, change: str, *values: object, only_open: bool = False) -> None:
        still_open = " AND done = 0" if only_open else ""

        async def work(tx: Transaction) -> None:
            await fetch(tx, f"UPDATE delivery SET {change} WHERE id = ?{still_open}", (*values, delivery_id))

        await self._db.write(work)
