"""What is still to be done with posts that were made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.models.delivery import FollowUp, FollowUpKind, FollowUpState
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.outbox import FARTHEST_SECONDS, UNBOUNDED, WITH_CHANNEL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.delivery import Delivery
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["PostTables"]

WITH_DELIVERY = f"""
    SELECT p.*, f.kind, f.state AS task_state, f.reason AS task_reason, f.revision, f.attempts AS tries,
    f.next_try_at AS task_due, f.unconfirmed_at AS task_unconfirmed
    FROM follow_up f JOIN ({WITH_CHANNEL} 1) p ON p.id = f.delivery_id
"""
DUE = """
    SELECT delivery_id, kind FROM (
        SELECT r.*, row_number() OVER (PARTITION BY r.guild_id ORDER BY r.next_try_at, r.delivery_id)
        + (SELECT count(*) FROM json_each(:busy) b JOIN subscription o ON o.id = b.value AND o.guild_id = r.guild_id)
        AS place FROM (
            SELECT f.delivery_id, f.kind, f.next_try_at, s.guild_id,
            row_number() OVER (PARTITION BY s.id ORDER BY f.next_try_at, f.delivery_id, f.kind) AS turn
            FROM follow_up f JOIN delivery d ON d.id = f.delivery_id JOIN subscription s ON s.id = d.subscription_id
            WHERE f.state = 'due' AND (f.next_try_at <= :at OR f.next_try_at > :farthest) AND d.state = 'sent'
            AND s.id NOT IN (SELECT value FROM json_each(:busy))
        ) r WHERE r.turn = 1
    ) WHERE place <= :per_server ORDER BY place, next_try_at, delivery_id LIMIT :limit
"""
"""What is due: for each channel one, each server's first before any server's second."""


def _follow_up(row: sqlite3.Row) -> FollowUp:
    return FollowUp(
        rows.delivery(row),
        FollowUpKind(row["kind"]),
        row["tries"],
        rows.moment(row["task_due"]),
        FollowUpState(row["task_state"]),
        row["task_reason"],
        row["revision"],
        rows.maybe_moment(row["task_unconfirmed"]),
    )


class PostTables:
    """The part of the store that concerns posts after they were made."""

    _db: Database

    async def claim_follow_ups(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNBOUNDED,
        busy: Collection[int] = (),
    ) -> list[FollowUp]:
        """See ``Store.claim_follow_ups``."""
        at = rows.seconds(now)
        parameters = {
            "at": at,
            "farthest": at + FARTHEST_SECONDS,
            "limit": limit,
            "per_server": per_server,
            "busy": rows.dump(list(busy)),
        }
        if not await self._db.read(DUE, parameters):
            return []  # the usual case: nobody has to wait for the writer

        async def work(tx: Transaction) -> list[FollowUp]:
            due = [(row["delivery_id"], row["kind"]) for row in await fetch(tx, DUE, parameters)]
            # As they were before: what they are to be compared with when they are done.
            found = [
                row
                for which in due
                for row in await fetch(tx, f"{WITH_DELIVERY} WHERE f.delivery_id = ? AND f.kind = ?", which)
            ]
            until = rows.seconds(now + timedelta(seconds=lease_seconds))
            await tx.executemany(
                # If this process dies, nobody knows what came of it.
                "UPDATE follow_up SET attempts = attempts + 1, next_try_at = ?, unconfirmed_at = ? "
                "WHERE delivery_id = ? AND kind = ?",
                [(until, at, *which) for which in due],
            )
            return [replace(_follow_up(row), attempts=row["tries"] + 1) for row in found]

        return await self._db.write(work)

    async def finish_follow_up(self, task: FollowUp) -> None:
        """See ``Store.finish_follow_up``."""

        async def work(tx: Transaction) -> None:
            key = (task.delivery.id, task.kind)
            await fetch(
                tx, "DELETE FROM follow_up WHERE delivery_id = ? AND kind = ? AND revision = ?", (*key, task.revision)
            )
            await fetch(tx, "UPDATE follow_up SET unconfirmed_at = NULL WHERE delivery_id = ? AND kind = ?", key)

        await self._db.write(work)

    async def reschedule_follow_up(
        self,
        task: FollowUp,
        state: FollowUpState,
        reason: str | None,
        *,
        at: datetime,
        unconfirmed_at: datetime | None,
    ) -> None:
        """See ``Store.reschedule_follow_up``."""
        key = (task.delivery.id, task.kind)

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "UPDATE follow_up SET unconfirmed_at = ? WHERE delivery_id = ? AND kind = ?",
                (rows.maybe_seconds(unconfirmed_at), *key),
            )
            await fetch(
                tx,
                "UPDATE follow_up SET state = ?, reason = ?, next_try_at = ? "
                "WHERE delivery_id = ? AND kind = ? AND revision = ?",
                (state, reason, rows.seconds(at), *key, task.revision),
            )

        await self._db.write(work)

    async def postpone_follow_ups(self, task: FollowUp, *, at: datetime) -> None:
        """See ``Store.postpone_follow_ups``."""
        until = rows.seconds(at)

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "UPDATE follow_up SET next_try_at = ? WHERE state = 'due' AND kind = ? AND next_try_at < ? "
                "AND delivery_id IN (SELECT f.delivery_id FROM follow_up f JOIN delivery d ON d.id = f.delivery_id "
                "WHERE f.state = 'due' AND d.subscription_id = ?)",
                (until, task.kind, until, task.delivery.subscription_id),
            )

        await self._db.write(work)

    async def blocked_channels(self) -> list[int]:
        """See ``Store.blocked_channels``."""
        found = await self._db.read(
            "SELECT DISTINCT coalesce(d.posted_in, s.channel_id) AS place FROM follow_up f "
            "JOIN delivery d ON d.id = f.delivery_id JOIN subscription s ON s.id = d.subscription_id "
            "WHERE f.state = 'blocked' ORDER BY place"
        )
        return [row["place"] for row in found]

    async def unblock_follow_ups(self, place: int, *, now: datetime) -> int:
        """See ``Store.unblock_follow_ups``."""

        async def work(tx: Transaction) -> int:
            found = await fetch(
                tx,
                "UPDATE follow_up SET state = 'due', next_try_at = ? WHERE state = 'blocked' AND delivery_id IN ("
                "SELECT d.id FROM follow_up f JOIN delivery d ON d.id = f.delivery_id "
                "JOIN subscription s ON s.id = d.subscription_id "
                "WHERE f.state = 'blocked' AND coalesce(d.posted_in, s.channel_id) = ?) RETURNING delivery_id",
                (rows.seconds(now), place),
            )
            return len(found)

        return await self._db.write(work)

    async def follow_ups_of(self, guild_id: int, article_id: int) -> list[FollowUp]:
        """See ``Store.follow_ups_of``."""
        found = await self._db.read(
            f"{WITH_DELIVERY} WHERE p.guild_id = ? AND (p.article_id = ? OR (f.kind = 'publish' AND p.batch IN ("
            "SELECT batch FROM delivery WHERE article_id = ?))) ORDER BY p.id, f.kind",
            (guild_id, article_id, article_id),
        )
        return [_follow_up(row) for row in found]

    async def deliveries_in_batch(self, batch: int) -> list[Delivery]:
        """See ``Store.deliveries_in_batch``."""
        found = await self._db.read(f"{WITH_CHANNEL} d.batch = ? ORDER BY d.id", (batch,))
        return [rows.delivery(row) for row in found]
