"""Digests without an article.

The schedule of a channel that is told of them, in the column ``digest``, has a fourth part: until when its digests are
settled, when they are looked at next, and 1 if an attempt may have made the message (seconds since 1970).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.models.delivery import EmptyDigest
from bot.store.protocols.digests import digest_time, last_digest, next_digest
from bot.store.protocols.empty_digests import EmptyDigestStore
from bot.store.protocols.limits import quiet_until
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteEmptyDigests"]

DUE = """
    SELECT id, channel_id, posts_a_day, quiet_hours, digest FROM subscription
    WHERE json_extract(digest, '$[3][1]') <= ? AND state = 'active' AND NOT unsubscribed ORDER BY id LIMIT 50
"""
LOOK_AGAIN = timedelta(seconds=30)
"""When a channel is looked at again whose digest is just being posted."""
SENT = "SELECT 1 FROM delivery WHERE subscription_id = ? AND sent_at >= ? LIMIT 1"
WAITING = """
    SELECT 1 FROM delivery WHERE subscription_id = ? AND done = 0 AND (held_until IS NULL OR held_until <> ?) LIMIT 1
"""
"""Articles that do not wait for the next digest, but for this one, or have just come."""

SETTLE = """
    UPDATE subscription SET digest = json_replace(digest, '$[3]',
    json_array(max(json_extract(digest, '$[3][0]'), :due), 0, 0)) WHERE id = :id
"""
RETRY = "UPDATE subscription SET digest = json_replace(digest, '$[3][1]', :again, '$[3][2]', 0) WHERE id = :id"


class SqliteEmptyDigests(SqliteTables, EmptyDigestStore):
    """Finds empty digests in SQLite."""

    async def claim_empty_digest(self, *, now: datetime, until: datetime) -> EmptyDigest | None:
        at = rows.seconds(now)
        if not await self._db.read(DUE, (at,)):
            return None  # the usual case: no need to wait for the writer

        async def work(tx: Transaction) -> EmptyDigest | None:
            for row in await fetch(tx, DUE, (at,)):
                if (found := await _look_at(tx, row, now, until)) is not None:
                    return found
            return None

        return await self._db.write(work)

    async def settle_empty_digest(self, digest: EmptyDigest, again_at: datetime | None) -> None:
        await self._db.execute(
            # Nothing is changed if an editor has ended this meanwhile.
            SETTLE if again_at is None else RETRY,
            {
                "id": digest.subscription_id,
                "due": rows.seconds(digest.due),
                "again": rows.maybe_seconds(again_at),
            },
        )


async def _look_at(tx: Transaction, row: sqlite3.Row, now: datetime, until: datetime) -> EmptyDigest | None:
    """The digest of a channel that has come, if it is empty; otherwise decides when the channel is looked at again."""
    limits = rows.channel_limits(row)
    schedule, (settled, _, attempted) = limits.digest, rows.load(row["digest"])[3]
    if schedule is None:  # pragma: no cover - the row has the digest's state
        return None
    due = last_digest(schedule, rows.moment(settled), now)
    found = None
    if due is None:
        state = (settled, next_digest(schedule, now), 0)
    elif limits.quiet is not None and (end := quiet_until(limits.quiet, now)) is not None:
        state = (settled, end, attempted)
    elif await fetch(tx, SENT, (row["id"], rows.seconds(due))):
        state = (rows.seconds(due), now, 0)
    elif await fetch(tx, WAITING, (row["id"], rows.seconds(next_digest(schedule, due)))):
        state = (settled, now + LOOK_AGAIN, attempted)
    else:
        state = (settled, until, 1)
        found = EmptyDigest(row["id"], row["channel_id"], due, digest_time(schedule, due), bool(attempted))
    kept = rows.dump([state[0], rows.seconds(state[1]), state[2]])
    await fetch(
        tx, "UPDATE subscription SET digest = json_set(digest, '$[3]', json(?)) WHERE id = ?", (kept, row["id"])
    )
    return found
