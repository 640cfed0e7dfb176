"""The outbox: what is to be posted where, in each channel's order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.delivery import Delivery
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["OutboxTables"]

HEADS = """
    SELECT d.id, d.next_try_at, d.subscription_id, s.guild_id FROM subscription s JOIN delivery d ON d.id = (
        SELECT o.id FROM delivery o WHERE o.subscription_id = s.id AND o.done = 0 ORDER BY o.id LIMIT 1
    ) WHERE s.state = 'active' AND (NOT s.ended OR d.state = 'claimed' OR d.unconfirmed_at IS NOT NULL)
"""
"""The first open row of each active channel: a later one waits for it. A post that may be there is looked for
also where its channel was taken off."""
DUE = f"""
    SELECT id FROM (
        SELECT h.id, h.next_try_at, row_number() OVER (PARTITION BY h.guild_id ORDER BY h.next_try_at, h.id)
        + (SELECT count(*) FROM json_each(:busy) b JOIN subscription o ON o.id = b.value AND o.guild_id = h.guild_id)
        AS place FROM ({HEADS}) h
        WHERE (h.next_try_at <= :at OR h.next_try_at > :farthest)
        AND h.subscription_id NOT IN (SELECT value FROM json_each(:busy))
    ) WHERE place <= :per_server ORDER BY place, next_try_at, id LIMIT :limit
"""
"""Heads that are due, each server's first before any server's second; a server has ``per_server`` places at most."""
WITH_CHANNEL = """
    SELECT d.*, s.guild_id, s.channel_id, s.role_id, s.publish, s.ended FROM delivery d
    JOIN subscription s ON s.id = d.subscription_id WHERE
"""
FARTHEST_SECONDS = 1_200
"""No row waits longer: one that is due later than that was written by a clock that was wrong."""
FLOOD = 5
"""Posts for one channel within ``FLOOD_SECONDS``; further articles wait and then share one post."""
FLOOD_SECONDS = 60
MAX_LISTED = 25
"""Articles in one shared post."""
UNBOUNDED = 1_000_000
CUT_OFF = "the bot stopped while it was posting this"
HELD = "more than five new articles in a minute: the next ones come as one list"


async def _gather(tx: Transaction, head: sqlite3.Row, at: int) -> None:
    """Lets the head of a line wait where its channel had many posts just now, or share a post with those behind it.

    One that was tried already stays by itself, and so does a list that was made: the message may be there.
    """
    if head["attempts"] or head["batch"] is not None:
        return
    line = (head["subscription_id"],)
    recent = await fetch(
        tx,
        "SELECT count(DISTINCT message_id) AS posts, min(sent_at) AS first FROM delivery "
        "WHERE subscription_id = ? AND sent_at > ? AND sent_at <= ?",
        (*line, at - FLOOD_SECONDS, at),
    )
    waiting = await fetch(
        tx,
        "SELECT id FROM delivery WHERE subscription_id = ? AND done = 0 AND attempts = 0 ORDER BY id LIMIT ?",
        (*line, MAX_LISTED),
    )
    if recent[0]["posts"] >= FLOOD:
        await fetch(
            tx,
            "UPDATE delivery SET next_try_at = ?, reason = ? WHERE id = ?",
            (recent[0]["first"] + FLOOD_SECONDS, HELD, head["id"]),
        )
    elif len(waiting) > FLOOD or (head["reason"] == HELD and len(waiting) > 1):
        ids = rows.dump([row["id"] for row in waiting])
        await fetch(
            tx,
            "UPDATE delivery SET batch = ? WHERE id IN (SELECT value FROM json_each(?))",
            (head["id"], ids),
        )


async def _ask_for_follow_ups(tx: Transaction, sent: sqlite3.Row, when: int, recheck: int | None) -> None:
    """What is to be done with a new post, once for all who share it: publish it, where its channel does that.

    One that an earlier try may have made may show what its article was then, and may get a copy until ``recheck``.
    """
    wanted = [("edit", when)] if recheck is not None else []
    ahead = "SELECT 1 FROM delivery WHERE batch = ? AND id < ? AND state <> 'skipped'"
    if not await fetch(tx, ahead, (sent["batch"], sent["id"])):
        if recheck is not None:
            wanted.append(("deduplicate", recheck))
        if await fetch(tx, "SELECT 1 FROM subscription WHERE id = ? AND publish", (sent["subscription_id"],)):
            wanted.append(("publish", when))
    await tx.executemany(
        "INSERT OR IGNORE INTO follow_up (delivery_id, kind, next_try_at) VALUES (?, ?, ?)",
        [(sent["id"], kind, at) for kind, at in wanted],
    )


class OutboxTables:
    """The part of the store that concerns deliveries."""

    _db: Database

    async def claim_deliveries(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNBOUNDED,
        busy: Collection[int] = (),
    ) -> list[Delivery]:
        """See ``Store.claim_deliveries``."""
        at = rows.seconds(now)
        parameters = {
            "at": at,
            "until": rows.seconds(now + timedelta(seconds=lease_seconds)),
            "farthest": at + FARTHEST_SECONDS,
            "limit": limit,
            "per_server": per_server,
            "busy": rows.dump(list(busy)),
        }
        if not await self._db.read(DUE, parameters):
            return []  # the usual case: nobody has to wait for the writer

        async def work(tx: Transaction) -> list[Delivery]:
            due = rows.dump([row["id"] for row in await fetch(tx, DUE, parameters)])
            for row in await fetch(tx, "SELECT d.* FROM delivery d JOIN json_each(?) j ON j.value = d.id", (due,)):
                await _gather(tx, row, at)
            claimed = await fetch(
                tx,
                "UPDATE delivery SET state = 'claimed', attempts = attempts + 1, next_try_at = :until, "
                # While every try so far is known to have done nothing, the nonce is still unused.
                "first_try_at = CASE WHEN unconfirmed_at IS NULL AND state <> 'claimed' THEN :at "
                "ELSE coalesce(first_try_at, :at) END, "
                "unconfirmed_at = CASE state WHEN 'claimed' THEN min(:at, next_try_at) ELSE unconfirmed_at END "
                # All who share a post, also where the first of them was skipped meanwhile: they have one key.
                "WHERE done = 0 AND ("
                "batch IN (SELECT h.batch FROM delivery h JOIN json_each(:due) j ON j.value = h.id) OR "
                "(id IN (SELECT value FROM json_each(:due)) AND (next_try_at <= :at OR next_try_at > :farthest))) "
                "RETURNING id",
                {**parameters, "due": due},
            )
            ids = rows.dump([row["id"] for row in claimed])
            found = await fetch(tx, f"{WITH_CHANNEL} d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id", (ids,))
            return [rows.delivery(row) for row in found]

        return await self._db.write(work)

    async def release_claims(self, *, now: datetime) -> None:
        """See ``Store.release_claims``."""
        when = rows.seconds(now)

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "UPDATE delivery SET state = 'failed', reason = ?, unconfirmed_at = min(?, next_try_at), "
                "next_try_at = ? "
                "WHERE subscription_id IN (SELECT id FROM subscription) AND done = 0 AND state = 'claimed'",
                (CUT_OFF, when, when),
            )

        await self._db.write(work)

    async def mark_delivery_sent(
        self,
        delivery_id: int,
        message_id: int,
        *,
        now: datetime,
        thread_id: int | None = None,
        recheck_at: datetime | None = None,
    ) -> None:
        """See ``Store.mark_delivery_sent``."""

        async def work(tx: Transaction) -> None:
            when = rows.seconds(now)
            sent = await fetch(
                tx,
                "UPDATE delivery SET state = 'sent', message_id = ?, posted_in = ?, sent_at = ?, reason = NULL "
                "WHERE id = ? RETURNING id, subscription_id, batch",
                (message_id, thread_id, when, delivery_id),
            )
            for row in sent:
                await _ask_for_follow_ups(tx, row, when, rows.maybe_seconds(recheck_at))

        await self._db.write(work)

    async def mark_delivery_skipped(self, delivery_id: int, reason: str) -> None:
        """See ``Store.mark_delivery_skipped``; a post that was made stays made."""
        await self._change(delivery_id, "state = 'skipped', reason = ?", reason)

    async def reschedule_delivery(
        self, delivery_id: int, reason: str, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None = None
    ) -> None:
        """See ``Store.reschedule_delivery``; what is done by now, by whoever claimed it next, stays done."""
        change, values = "state = 'failed', reason = ?, next_try_at = ?", (reason, rows.seconds(at))
        if unconfirmed is None:
            await self._change(delivery_id, change, *values)
        else:
            tried = map(rows.seconds, unconfirmed)
            await self._change(delivery_id, f"{change}, first_try_at = ?, unconfirmed_at = ?", *values, *tried)

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

    async def line_heads(self, guild_id: int) -> dict[int, Delivery]:
        """See ``Store.line_heads``."""
        found = await self._db.read(
            f"{WITH_CHANNEL} s.guild_id = ? AND d.id = ("
            "SELECT o.id FROM delivery o WHERE o.subscription_id = s.id AND o.done = 0 ORDER BY o.id LIMIT 1)",
            (guild_id,),
        )
        return {row["subscription_id"]: rows.delivery(row) for row in found}

    async def _change(self, delivery_id: int, change: str, *values: object) -> None:
        async def work(tx: Transaction) -> None:
            await fetch(tx, f"UPDATE delivery SET {change} WHERE id = ? AND done = 0", (*values, delivery_id))

        await self._db.write(work)
