"""What becomes of the first delivery in a channel's line: it is held back, posted alone, or with those behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.filters import NO_LIMITS
from bot.models.follows import READER_LIMITS
from bot.store.protocols.digests import MAX_DIGEST, digest_hold, digest_time, digest_waits_for
from bot.store.protocols.limits import DAY, MIN_HOLD_SECONDS, hold
from bot.store.protocols.outbox import BURST_LIMIT, BURST_REASON, BURST_SECONDS, MAX_BATCH, MAX_RETRY_DELAY_SECONDS
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from bot.models.filters import ChannelLimits, DigestSchedule
    from bot.store.sqlite.connection import Transaction

__all__ = ["HEAD_COLUMNS", "is_ready", "release_held"]

HEAD_COLUMNS = "d.*, s.posts_a_day, s.quiet_hours, s.digest, s.lapse_hours, s.user_id"
"""What ``is_ready`` needs of ``delivery AS d`` and ``subscription AS s``."""


async def is_ready(tx: Transaction, head: sqlite3.Row, now: datetime) -> bool:
    """True if the head of a line may be posted now; otherwise it is delayed.

    It is batched with those behind it if they are many, if they were held back together, or if the channel has a
    digest.
    """
    if head["state"] == "claimed" or head["unconfirmed_at"] is not None:
        return True  # its message may exist
    limits = rows.channel_limits(head) if head["user_id"] is None else READER_LIMITS
    due = _digest_due(head, limits.digest, now) if limits.digest is not None else None
    if await _is_held(tx, head, limits, due, now):
        return False
    if head["attempts"] or head["batch_id"] is not None or head["lapse_hours"] is not None:
        return True  # it stays as it was attempted; and each card has its own buttons
    if limits.digest is not None and due is not None:
        await _batch_digest(tx, head, limits.digest, due)
        return True
    if await _has_many_posts(tx, head, rows.seconds(now)):
        return False
    await _batch(tx, head)
    return True


async def release_held(tx: Transaction, subscription: sqlite3.Row, at: int) -> None:
    """Makes what the limits of a channel held back due at once; it is still posted together.

    With a digest, everything that waits comes in the next one after ``at`` instead. ``subscription`` has at least the
    columns id and digest.
    """
    if subscription["digest"] is None:
        change, waiting = "next_attempt_at = :at, held_until = :at", "held_until IS NOT NULL"
    else:
        change, waiting = "next_attempt_at = :at, held_until = NULL", "state <> 'claimed' AND unconfirmed_at IS NULL"
    await fetch(
        tx,
        f"UPDATE delivery SET {change} WHERE subscription_id = :subscription AND done = 0 AND {waiting}",
        {"at": at, "subscription": subscription["id"]},
    )


def _digest_due(head: sqlite3.Row, schedule: DigestSchedule, now: datetime) -> datetime:
    """The time of the digest that the head of a line waits for."""
    held_until = rows.maybe_moment(head["held_until"])
    return digest_waits_for(schedule, made_at=rows.moment(head["next_attempt_at"]), held_until=held_until, now=now)


async def _is_held(
    tx: Transaction, head: sqlite3.Row, limits: ChannelLimits, due: datetime | None, now: datetime
) -> bool:
    """True if the channel's limits hold the delivery back, which is then looked at again later.

    ``due`` is the time of the digest that it waits for.
    """
    if limits == NO_LIMITS:
        return False
    held = digest_hold(limits.digest, due, now) if limits.digest is not None and due is not None else None
    if held is None:
        count = limits.posts_a_day or (1 if limits.hours_apart else 0)
        posts = await _recent_posts(tx, head, count, now) if count else ()
        held = hold(limits, posts, now)
    if held is None:
        return False
    if limits.digest is not None:
        await _leave_batch(tx, head)
    at, until, reason = rows.seconds(now), rows.seconds(held[0]), held[1]
    again = at + min(max(until - at, MIN_HOLD_SECONDS), MAX_RETRY_DELAY_SECONDS)
    await fetch(
        tx,
        "UPDATE delivery SET next_attempt_at = ?, held_until = ?, reason = ? WHERE id = ?",
        (again, until, reason, head["id"]),
    )
    return True


async def _recent_posts(tx: Transaction, head: sqlite3.Row, count: int, now: datetime) -> list[datetime]:
    """The times of the channel's last ``count`` posts in the last 24 hours, latest first."""
    posts = await fetch(
        tx,
        "SELECT min(sent_at) AS at FROM delivery WHERE subscription_id = ? AND sent_at > ? AND sent_at <= ? "
        "GROUP BY message_id ORDER BY at DESC LIMIT ?",
        (head["subscription_id"], rows.seconds(now - DAY), rows.seconds(now), count),
    )
    return [rows.moment(row["at"]) for row in posts]


async def _has_many_posts(tx: Transaction, head: sqlite3.Row, at: int) -> bool:
    """True if the channel has just had so many posts that the delivery waits a little."""
    recent = await fetch(
        tx,
        "SELECT count(DISTINCT message_id) AS posts, min(sent_at) AS first FROM delivery "
        "WHERE subscription_id = ? AND sent_at > ? AND sent_at <= ?",
        (head["subscription_id"], at - BURST_SECONDS, at),
    )
    if recent[0]["posts"] < BURST_LIMIT:
        return False
    await fetch(
        tx,
        "UPDATE delivery SET next_attempt_at = ?, reason = ? WHERE id = ?",
        (recent[0]["first"] + BURST_SECONDS, BURST_REASON, head["id"]),
    )
    return True


async def _leave_batch(tx: Transaction, head: sqlite3.Row) -> None:
    """Undoes a batch whose post surely failed until its digest was too late, so that the next one has all that wait."""
    await fetch(
        tx,
        "UPDATE delivery SET batch_id = NULL, attempts = 0 WHERE subscription_id = :subscription AND done = 0 "
        "AND (id = :id OR batch_id = :batch) AND state <> 'claimed' AND unconfirmed_at IS NULL",
        {"subscription": head["subscription_id"], "id": head["id"], "batch": head["batch_id"]},
    )


async def _batch_digest(tx: Transaction, head: sqlite3.Row, schedule: DigestSchedule, due: datetime) -> None:
    """Gives the head and those behind it one post, the digest of ``due``; what is too much for it follows at once."""
    waiting = await fetch(
        tx,
        "UPDATE delivery SET held_until = ? WHERE subscription_id = ? AND done = 0 AND attempts = 0 RETURNING id",
        (rows.seconds(due), head["subscription_id"]),
    )
    await fetch(
        tx,
        "UPDATE delivery SET batch_id = ?, digest_of = ? WHERE id IN (SELECT value FROM json_each(?))",
        (
            head["id"],
            digest_time(schedule, due).isoformat(timespec="minutes"),
            rows.dump(sorted(row["id"] for row in waiting)[:MAX_DIGEST]),
        ),
    )


async def _batch(tx: Transaction, head: sqlite3.Row) -> None:
    """Gives the head and those behind it one post, if they are many or were held back."""
    waiting = await fetch(
        tx,
        "SELECT id FROM delivery WHERE subscription_id = ? AND done = 0 AND attempts = 0 ORDER BY id LIMIT ?",
        (head["subscription_id"], MAX_BATCH + 1),
    )
    was_held = head["held_until"] is not None
    if len(waiting) <= BURST_LIMIT and (len(waiting) == 1 or not (was_held or head["reason"] == BURST_REASON)):
        return
    ids = [row["id"] for row in waiting]
    await fetch(
        tx,
        "UPDATE delivery SET batch_id = ? WHERE id IN (SELECT value FROM json_each(?))",
        (head["id"], rows.dump(ids[:MAX_BATCH])),
    )
    if was_held:  # the rest was held back with it, and shares a post too
        await fetch(
            tx,
            "UPDATE delivery SET held_until = ? WHERE id IN (SELECT value FROM json_each(?))",
            (head["held_until"], rows.dump(ids[MAX_BATCH:])),
        )
