"""The outbox: which article is to be posted in which channel, in the order of each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.protocols.outbox import INTERRUPTED_REASON, MAX_HEADS, UNLIMITED, OutboxStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.channel_line import HEAD_COLUMNS, is_ready
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.delivery_rows import DELIVERIES, HEAD_OF_LINE, claim_parameters, delivery

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.delivery import Delivery
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteOutbox"]

ACTIVE_HEADS = f"""
    SELECT d.id, d.next_attempt_at, d.subscription_id, s.guild_id FROM subscription s
    JOIN delivery d ON d.id = {HEAD_OF_LINE}
    WHERE s.state = 'active' AND (NOT s.unsubscribed OR d.state = 'claimed' OR d.unconfirmed_at IS NOT NULL)
"""
"""The first open delivery of each active channel; of an unsubscribed channel only if its message may exist, since the
message has to be searched for."""
DUE = f"""
    SELECT id, row_number() OVER (ORDER BY place, next_attempt_at, id) AS turn FROM (
        SELECT h.id, h.next_attempt_at, row_number() OVER (PARTITION BY h.guild_id ORDER BY h.next_attempt_at, h.id)
        + (SELECT count(*) FROM json_each(:busy) b JOIN subscription o ON o.id = b.value AND o.guild_id = h.guild_id)
        AS place FROM ({ACTIVE_HEADS}) h
        WHERE (h.next_attempt_at <= :at OR h.next_attempt_at > :farthest)
        AND h.subscription_id NOT IN (SELECT value FROM json_each(:busy))
    ) WHERE place <= :per_server ORDER BY turn LIMIT :limit
"""
"""The due heads: the first one of each server before the second one of any, at most ``per_server`` of each."""
CLAIM = """
    UPDATE delivery SET state = 'claimed', attempts = attempts + 1, next_attempt_at = :until,
    -- Discord recognises the idempotency key for a while after the first attempt that may have created the message.
    first_attempt_at = CASE WHEN unconfirmed_at IS NULL AND state <> 'claimed' THEN :at
    ELSE coalesce(first_attempt_at, :at) END,
    unconfirmed_at = CASE state WHEN 'claimed' THEN min(:at, next_attempt_at) ELSE unconfirmed_at END
    -- All that share a post, even if the first of them was skipped meanwhile: they have one idempotency key.
    WHERE done = 0 AND (
        batch_id IN (SELECT h.batch_id FROM delivery h JOIN json_each(:due) j ON j.value = h.id)
        OR (id IN (SELECT value FROM json_each(:due)) AND (next_attempt_at <= :at OR next_attempt_at > :farthest))
    ) RETURNING id
"""


class SqliteOutbox(SqliteTables, OutboxStore):
    """Hands out deliveries from SQLite, and records their results."""

    async def claim_deliveries(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNLIMITED,
        busy: Collection[int] = (),
    ) -> list[Delivery]:
        parameters = claim_parameters(now, lease_seconds, MAX_HEADS, per_server, busy)
        if limit < 1 or not await self._db.read(DUE, {**parameters, "limit": 1}):
            return []  # the usual case: no need to wait for the writer

        async def work(tx: Transaction) -> list[Delivery]:
            due = rows.dump(await _ready_heads(tx, parameters, now, limit))
            claimed = await fetch(tx, CLAIM, {**parameters, "due": due})
            ids = rows.dump([row["id"] for row in claimed])
            found = await fetch(tx, f"{DELIVERIES} d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id", (ids,))
            return [delivery(row) for row in found]

        return await self._db.write(work)

    async def release_claims(self, *, now: datetime) -> None:
        when = rows.seconds(now)
        await self._db.execute(
            "UPDATE delivery SET state = 'failed', reason = ?, unconfirmed_at = min(?, next_attempt_at), "
            "next_attempt_at = ? "
            # The condition on subscription_id lets SQLite use the index of open deliveries.
            "WHERE subscription_id IN (SELECT id FROM subscription) AND done = 0 AND state = 'claimed'",
            (INTERRUPTED_REASON, when, when),
        )

    async def mark_delivery_sent(
        self,
        delivery_id: int,
        message_id: int,
        *,
        now: datetime,
        thread_id: int | None = None,
        recheck_at: datetime | None = None,
    ) -> None:
        async def work(tx: Transaction) -> None:
            when = rows.seconds(now)
            sent = await fetch(
                tx,
                "UPDATE delivery SET state = 'sent', message_id = ?, thread_id = ?, sent_at = ?, reason = NULL "
                "WHERE id = ? RETURNING id, subscription_id, batch_id",
                (message_id, thread_id, when, delivery_id),
            )
            for row in sent:
                await _request_follow_ups(tx, row, when, rows.maybe_seconds(recheck_at))

        await self._db.write(work)

    async def mark_delivery_skipped(self, delivery_id: int, reason: str) -> None:
        await self._update_open(delivery_id, "state = 'skipped', reason = ?", reason)

    async def reschedule_delivery(
        self, delivery_id: int, reason: str, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None = None
    ) -> None:
        change, values = "state = 'failed', reason = ?, next_attempt_at = ?", (reason, rows.seconds(at))
        if unconfirmed is None:
            await self._update_open(delivery_id, change, *values)
        else:
            change += ", first_attempt_at = ?, unconfirmed_at = ?"
            await self._update_open(delivery_id, change, *values, *map(rows.seconds, unconfirmed))

    async def heads_of_line(self, guild_id: int) -> dict[int, Delivery]:
        found = await self._db.read(f"{DELIVERIES} s.guild_id = ? AND d.id = {HEAD_OF_LINE}", (guild_id,))
        return {row["subscription_id"]: delivery(row) for row in found}

    async def deliveries_of(self, guild_id: int, article_id: int) -> list[Delivery]:
        found = await self._db.read(
            f"{DELIVERIES} s.user_id IS NULL AND s.guild_id = ? AND d.article_id = ? ORDER BY d.id",
            (guild_id, article_id),
        )
        return [delivery(row) for row in found]

    async def deliveries_in_batch(self, batch_id: int) -> list[Delivery]:
        found = await self._db.read(f"{DELIVERIES} d.batch_id = ? ORDER BY d.id", (batch_id,))
        return [delivery(row) for row in found]

    async def _update_open(self, delivery_id: int, change: str, *values: object) -> None:
        """Changes a delivery unless it is done: another process may have claimed it next, and posted it."""
        await self._db.execute(f"UPDATE delivery SET {change} WHERE id = ? AND done = 0", (*values, delivery_id))


async def _ready_heads(tx: Transaction, parameters: dict[str, object], now: datetime, limit: int) -> list[int]:
    """The ids of due heads that may be posted now, at most ``limit``; those before them that may not are delayed."""
    heads = await fetch(
        tx,
        f"SELECT {HEAD_COLUMNS} FROM ({DUE}) h JOIN delivery d ON d.id = h.id "
        "JOIN subscription s ON s.id = d.subscription_id ORDER BY h.turn",
        parameters,
    )
    ready: list[int] = []
    for head in heads:
        if await is_ready(tx, head, now):
            ready.append(head["id"])
            if len(ready) == limit:
                break
    return ready


async def _request_follow_ups(tx: Transaction, sent: sqlite3.Row, when: int, recheck: int | None) -> None:
    """Requests the follow-ups of a new post: its publication if the subscription says so, once for a batch.

    ``recheck`` is given if an earlier attempt may have created a message too: this one may then show an older state of
    the article, and may get a duplicate until that time.
    """
    wanted = [("edit", when)] if recheck is not None else []
    ahead = "SELECT 1 FROM delivery WHERE batch_id = ? AND id < ? AND state <> 'skipped'"
    if not await fetch(tx, ahead, (sent["batch_id"], sent["id"])):
        if recheck is not None:
            wanted.append(("deduplicate", recheck))
        if await fetch(tx, "SELECT 1 FROM subscription WHERE id = ? AND publish", (sent["subscription_id"],)):
            wanted.append(("publish", when))
    await tx.executemany(
        "INSERT OR IGNORE INTO follow_up (delivery_id, kind, next_attempt_at) VALUES (?, ?, ?)",
        [(sent["id"], kind, at) for kind, at in wanted],
    )
