"""What people follow."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.models.follows import Follow, Following, Reader, ReaderNotice
from bot.store.protocols.follows import FollowStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.subscriptions import UNPOSTED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from bot.models.filters import ChannelFilter
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteFollows"]

FOLLOWS = """
    SELECT s.*, f.id AS follow_id, f.filter AS followed FROM subscription s JOIN follow f ON f.subscription_id = s.id
    WHERE s.user_id = :user AND (:guild IS NULL OR s.guild_id = :guild) ORDER BY s.id, f.id
"""
LEFT_WITHOUT_FOLLOW = f"""
    DELETE FROM delivery WHERE subscription_id = :subscription AND {UNPOSTED} AND NOT EXISTS (
        SELECT 1 FROM json_each(delivery.follows) j JOIN follow f ON f.id = j.value
    )
"""


class SqliteFollows(SqliteTables, FollowStore):
    """Keeps what people follow in SQLite."""

    async def follow(
        self,
        guild_id: int,
        user_id: int,
        channel_id: int,
        wanted: ChannelFilter,
        *,
        asked_in: int | None,
        now: datetime,
    ) -> bool:
        async def work(tx: Transaction) -> bool:
            made = await fetch(
                tx,
                "INSERT INTO subscription (guild_id, user_id, channel_id, asked_in, created_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (user_id, guild_id, channel_id) WHERE user_id IS NOT NULL DO UPDATE "
                "SET asked_in = excluded.asked_in RETURNING id",
                (guild_id, user_id, channel_id, asked_in, rows.seconds(now)),
            )
            await _resume(tx, "id = ?", (made[0]["id"],))
            added = await fetch(
                tx,
                "INSERT INTO follow (subscription_id, filter) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id",
                (made[0]["id"], rows.filter_values(wanted)),
            )
            return bool(added)

        return await self._db.write(work)

    async def following(self, user_id: int, guild_id: int | None = None) -> list[Following]:
        found = await self._db.read(FOLLOWS, {"user": user_id, "guild": guild_id})
        return [_following(list(group)) for _, group in groupby(found, key=lambda row: row["id"])]

    async def count_readers(self, guild_id: int) -> int:
        found = await self._db.read(
            "SELECT count(*) AS n FROM subscription WHERE guild_id = ? AND user_id IS NOT NULL", (guild_id,)
        )
        return int(found[0]["n"])

    async def unfollow(self, user_id: int, follow_ids: list[int]) -> int:
        async def work(tx: Transaction) -> int:
            ended = await fetch(
                tx,
                "DELETE FROM follow WHERE id IN (SELECT value FROM json_each(?)) "
                "AND subscription_id IN (SELECT id FROM subscription WHERE user_id = ?) RETURNING subscription_id",
                (rows.dump(follow_ids), user_id),
            )
            for subscription_id in sorted({row["subscription_id"] for row in ended}):
                await fetch(tx, LEFT_WITHOUT_FOLLOW, {"subscription": subscription_id})
                await fetch(
                    tx,
                    "DELETE FROM subscription WHERE id = ? "
                    "AND NOT EXISTS (SELECT 1 FROM follow WHERE subscription_id = subscription.id)",
                    (subscription_id,),
                )
            return len(ended)

        return await self._db.write(work)

    async def end_reader(self, subscription_id: int) -> None:
        await self._db.execute("DELETE FROM subscription WHERE id = ? AND user_id IS NOT NULL", (subscription_id,))

    async def resume_readers(
        self, user_id: int, guild_id: int | None = None, subscription_id: int | None = None
    ) -> int:
        which = "user_id = ?1 AND (?2 IS NULL OR guild_id = ?2) AND (?3 IS NULL OR id = ?3)"
        return await self._db.write(lambda tx: _resume(tx, which, (user_id, guild_id, subscription_id)))

    async def claim_reader_notice(self, *, now: datetime, until: datetime) -> ReaderNotice | None:
        due = "SELECT * FROM subscription WHERE tell_at <= ? ORDER BY tell_at, id LIMIT 1"
        at = rows.seconds(now)
        if not await self._db.read(due, (at,)):
            return None  # the usual case: no need to wait for the writer

        async def work(tx: Transaction) -> ReaderNotice | None:
            found = await fetch(tx, due, (at,))
            for row in found:
                await fetch(
                    tx,
                    "UPDATE subscription SET tell_at = ?, told = 1 WHERE id = ?",
                    (rows.seconds(until), row["id"]),
                )
            return next((ReaderNotice(row["guild_id"], _reader(row), bool(row["told"])) for row in found), None)

        return await self._db.write(work)

    async def reschedule_reader_notice(self, subscription_id: int, at: datetime | None) -> None:
        await self._db.execute(
            "UPDATE subscription SET tell_at = ?, told = 0 WHERE id = ?", (rows.maybe_seconds(at), subscription_id)
        )


async def _resume(tx: Transaction, which: str, values: tuple[int | None, ...]) -> int:
    """Resumes paused subscriptions; returns their number. What surely was not sent shares a message with the rest."""
    resumed = await fetch(
        tx,
        "UPDATE subscription SET state = 'active', reason = NULL, channel_deleted = 0, tell_at = NULL, told = 0 "
        f"WHERE {which} AND state = 'paused' RETURNING id",
        values,
    )
    for row in resumed:
        await fetch(
            tx,
            f"UPDATE delivery SET attempts = 0, batch_id = NULL WHERE subscription_id = ? AND {UNPOSTED}",
            (row["id"],),
        )
    return len(resumed)


def _following(found: list[sqlite3.Row]) -> Following:
    """All that is followed by one subscription, from the rows of ``FOLLOWS``."""
    first = found[0]
    follows = (Follow(row["follow_id"], rows.channel_filter(row["followed"])) for row in found)
    paused = first["reason"] if first["state"] == "paused" else None
    return Following(first["guild_id"], _reader(first, follows), paused)


def _reader(row: sqlite3.Row, follows: Iterable[Follow] = ()) -> Reader:
    return Reader(row["id"], row["user_id"], row["asked_in"], row["channel_id"] == row["asked_in"], tuple(follows))
