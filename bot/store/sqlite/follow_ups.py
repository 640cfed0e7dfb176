"""Changes that are still to be made to existing posts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.delivery import FollowUp, FollowUpKind, FollowUpState
from bot.store.protocols.follow_ups import FollowUpStore
from bot.store.protocols.outbox import UNLIMITED
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.delivery_rows import DELIVERIES, claim_parameters, delivery

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteFollowUps"]

FOLLOW_UPS = f"""
    SELECT p.*, f.kind, f.state AS task_state, f.reason AS task_reason, f.revision,
    f.attempts AS task_attempts, f.next_attempt_at AS task_due, f.unconfirmed_at AS task_unconfirmed
    FROM follow_up f JOIN ({DELIVERIES} 1) p ON p.id = f.delivery_id WHERE
"""
"""The columns of a ``FollowUp``, from ``follow_up AS f`` and ``p``, its delivery, to be completed by a condition."""
THIS_ONE = "delivery_id = ? AND kind = ?"
DUE = """
    SELECT delivery_id, kind FROM (
        SELECT r.*, row_number() OVER (PARTITION BY r.guild_id ORDER BY r.next_attempt_at, r.delivery_id)
        + (SELECT count(*) FROM json_each(:busy) b JOIN subscription o ON o.id = b.value AND o.guild_id = r.guild_id)
        AS place FROM (
            SELECT f.delivery_id, f.kind, f.next_attempt_at, s.guild_id,
            row_number() OVER (PARTITION BY s.id ORDER BY f.next_attempt_at, f.delivery_id, f.kind) AS turn
            FROM follow_up f JOIN delivery d ON d.id = f.delivery_id JOIN subscription s ON s.id = d.subscription_id
            WHERE f.state = 'due' AND (f.next_attempt_at <= :at OR f.next_attempt_at > :farthest) AND d.state = 'sent'
            AND s.id NOT IN (SELECT value FROM json_each(:busy))
        ) r WHERE r.turn = 1
    ) WHERE place <= :per_server ORDER BY place, next_attempt_at, delivery_id LIMIT :limit
"""
"""Due follow-ups: one of each subscription, the first one of each server before the second one of any."""


@rows.reads_stored
def _follow_up(row: sqlite3.Row) -> FollowUp:
    """From the columns of ``FOLLOW_UPS``."""
    return FollowUp(
        delivery=delivery(row),
        kind=FollowUpKind(row["kind"]),
        attempts=row["task_attempts"],
        next_attempt_at=rows.moment(row["task_due"]),
        state=FollowUpState(row["task_state"]),
        reason=row["task_reason"],
        revision=row["revision"],
        unconfirmed_at=rows.maybe_moment(row["task_unconfirmed"]),
    )


class SqliteFollowUps(SqliteTables, FollowUpStore):
    """Hands out follow-ups from SQLite, and records their results."""

    async def claim_follow_ups(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNLIMITED,
        busy: Collection[int] = (),
    ) -> list[FollowUp]:
        parameters = claim_parameters(now, lease_seconds, limit, per_server, busy)
        if not await self._db.read(DUE, parameters):
            return []  # the usual case: no need to wait for the writer

        async def work(tx: Transaction) -> list[FollowUp]:
            due = [(row["delivery_id"], row["kind"]) for row in await fetch(tx, DUE, parameters)]
            # Read before the update: the caller gets the time of the earlier attempts, without this one.
            found = [
                row for which in due for row in await fetch(tx, f"{FOLLOW_UPS} f.delivery_id = ? AND f.kind = ?", which)
            ]
            await tx.executemany(
                # Unconfirmed until a result is recorded: this process may die.
                "UPDATE follow_up SET attempts = attempts + 1, next_attempt_at = ?, unconfirmed_at = ? "
                f"WHERE {THIS_ONE}",
                [(parameters["until"], parameters["at"], *which) for which in due],
            )
            return [replace(_follow_up(row), attempts=row["task_attempts"] + 1) for row in found]

        return await self._db.write(work)

    async def finish_follow_up(self, task: FollowUp) -> None:
        async def work(tx: Transaction) -> None:
            key = (task.delivery.id, task.kind)
            await fetch(tx, f"DELETE FROM follow_up WHERE {THIS_ONE} AND revision = ?", (*key, task.revision))
            await fetch(tx, f"UPDATE follow_up SET unconfirmed_at = NULL WHERE {THIS_ONE}", key)

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
        key = (task.delivery.id, task.kind)

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                f"UPDATE follow_up SET unconfirmed_at = ? WHERE {THIS_ONE}",
                (rows.maybe_seconds(unconfirmed_at), *key),
            )
            await fetch(
                tx,
                f"UPDATE follow_up SET state = ?, reason = ?, next_attempt_at = ? WHERE {THIS_ONE} AND revision = ?",
                (state, reason, rows.seconds(at), *key, task.revision),
            )

        await self._db.write(work)

    async def postpone_follow_ups(self, task: FollowUp, *, at: datetime) -> None:
        until = rows.seconds(at)
        await self._db.execute(
            "UPDATE follow_up SET next_attempt_at = ? WHERE state = 'due' AND kind = ? AND next_attempt_at < ? "
            "AND delivery_id IN (SELECT f.delivery_id FROM follow_up f JOIN delivery d ON d.id = f.delivery_id "
            "WHERE f.state = 'due' AND d.subscription_id = ?)",
            (until, task.kind, until, task.delivery.subscription_id),
        )

    async def blocked_channels(self) -> list[int]:
        found = await self._db.read(
            "SELECT DISTINCT coalesce(d.thread_id, s.channel_id) AS channel FROM follow_up f "
            "JOIN delivery d ON d.id = f.delivery_id JOIN subscription s ON s.id = d.subscription_id "
            "WHERE f.state = 'blocked' ORDER BY channel"
        )
        return [row["channel"] for row in found]

    async def unblock_follow_ups(self, channel_id: int, *, now: datetime) -> int:
        unblocked = await self._db.execute(
            "UPDATE follow_up SET state = 'due', next_attempt_at = ? WHERE state = 'blocked' AND delivery_id IN ("
            "SELECT d.id FROM follow_up f JOIN delivery d ON d.id = f.delivery_id "
            "JOIN subscription s ON s.id = d.subscription_id "
            "WHERE f.state = 'blocked' AND coalesce(d.thread_id, s.channel_id) = ?) RETURNING delivery_id",
            (rows.seconds(now), channel_id),
        )
        return len(unblocked)

    async def follow_ups_of(self, guild_id: int, article_id: int) -> list[FollowUp]:
        found = await self._db.read(
            f"{FOLLOW_UPS} p.guild_id = ? AND (p.article_id = ? OR (f.kind = 'publish' AND p.batch_id IN ("
            "SELECT batch_id FROM delivery WHERE article_id = ?))) ORDER BY p.id, f.kind",
            (guild_id, article_id, article_id),
        )
        return [_follow_up(row) for row in found]
