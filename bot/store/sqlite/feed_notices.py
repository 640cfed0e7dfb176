"""What the editors of a server are to be told of its feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.models.feeds import FeedNotice, NoticeKind
from bot.store.protocols.feed_notices import MAX_NOTICE_DELAY_SECONDS, FeedNoticeStore
from bot.store.sqlite import feed_rows, rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.claims import claim_parameters
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.feeds import Feed
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteFeedNotices", "tell_failing", "tell_recovered"]

DUE = """
    SELECT n.id FROM feed_notice n WHERE n.state = 'due'
    AND (n.next_attempt_at <= :at OR n.next_attempt_at > :farthest)
    AND n.id NOT IN (SELECT value FROM json_each(:busy)) AND NOT EXISTS
    (SELECT 1 FROM feed_notice o WHERE o.feed_id = n.feed_id AND o.id < n.id AND o.state = 'due')
    ORDER BY n.next_attempt_at, n.id LIMIT :limit
"""


async def tell_failing(tx: Transaction, feed_id: int, now: int) -> None:
    """Adds the notice that a server's feed cannot be read; those before the last one are forgotten."""
    await fetch(
        tx,
        "DELETE FROM feed_notice WHERE feed_id = :feed AND state <> 'due' "
        "AND id < (SELECT max(id) FROM feed_notice WHERE feed_id = :feed)",
        {"feed": feed_id},
    )
    await fetch(
        tx,
        "INSERT INTO feed_notice (feed_id, kind, next_attempt_at) "
        "SELECT id, 'failing', ? FROM feed WHERE id = ? AND scope <> ?",
        (now, feed_id, SHARED),
    )


async def tell_recovered(tx: Transaction, feed_id: int, now: int) -> None:
    """Adds the notice that a feed can be read again, if editors were told the contrary, or perhaps were.

    What they were certainly not told yet, they need not be told any more.
    """
    await fetch(
        tx,
        "UPDATE feed_notice SET state = 'skipped' "
        "WHERE feed_id = ? AND state = 'due' AND kind = 'failing' AND unconfirmed_at IS NULL",
        (feed_id,),
    )
    await fetch(
        tx,
        "INSERT INTO feed_notice (feed_id, kind, channel_id, next_attempt_at) "
        "SELECT feed_id, 'recovered', channel_id, :now FROM feed_notice WHERE id = "
        "(SELECT max(id) FROM feed_notice WHERE feed_id = :feed AND state <> 'skipped') AND kind = 'failing'",
        {"feed": feed_id, "now": now},
    )


@rows.reads_stored
def _notice(row: sqlite3.Row, about: Feed) -> FeedNotice:
    """From the columns of the table feed_notice."""
    return FeedNotice(
        id=row["id"],
        feed=about,
        kind=NoticeKind(row["kind"]),
        channel_id=row["channel_id"],
        attempts=row["attempts"],
        first_attempt_at=rows.maybe_moment(row["first_attempt_at"]),
        unconfirmed_at=rows.maybe_moment(row["unconfirmed_at"]),
    )


class SqliteFeedNotices(SqliteTables, FeedNoticeStore):
    """Keeps notices in SQLite."""

    async def claim_feed_notices(
        self, *, now: datetime, lease_seconds: int, limit: int, busy: Collection[int] = ()
    ) -> list[FeedNotice]:
        parameters = claim_parameters(now, lease_seconds, limit, busy, max_delay=MAX_NOTICE_DELAY_SECONDS)
        if not await self._db.read(DUE, parameters):
            return []  # the usual case: no need to wait for the writer

        async def work(tx: Transaction) -> list[FeedNotice]:
            # Read before the update: the caller gets the times of the earlier attempts, without this one.
            found = await fetch(tx, f"SELECT * FROM feed_notice WHERE id IN ({DUE}) ORDER BY id", parameters)
            await tx.executemany(
                # Unconfirmed until a result is recorded: this process may die.
                "UPDATE feed_notice SET attempts = attempts + 1, next_attempt_at = :until, unconfirmed_at = :until, "
                "first_attempt_at = iif(unconfirmed_at IS NULL, :at, coalesce(first_attempt_at, :at)) WHERE id = :id",
                [{**parameters, "id": row["id"]} for row in found],
            )
            feeds = await fetch(
                tx,
                "SELECT * FROM feed WHERE id IN (SELECT value FROM json_each(?))",
                (rows.dump([row["feed_id"] for row in found]),),
            )
            by_id = {row["id"]: feed_rows.feed(row) for row in feeds}
            return [_notice(row, by_id[row["feed_id"]]) for row in found]

        return await self._db.write(work)

    async def set_notice_channel(self, notice_id: int, channel_id: int) -> None:
        await self._db.execute("UPDATE feed_notice SET channel_id = ? WHERE id = ?", (channel_id, notice_id))

    async def mark_notice_sent(self, notice_id: int, message_id: int) -> None:
        await self._db.execute(
            "UPDATE feed_notice SET state = 'sent', message_id = ? WHERE id = ?", (message_id, notice_id)
        )

    async def skip_notices(self, feed_id: int) -> None:
        await self._db.execute(
            "UPDATE feed_notice SET state = 'skipped' WHERE feed_id = ? AND state = 'due'", (feed_id,)
        )

    async def reschedule_notice(
        self, notice_id: int, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None
    ) -> None:
        first, last = unconfirmed or (None, None)
        await self._db.execute(
            "UPDATE feed_notice SET next_attempt_at = ?, first_attempt_at = ?, unconfirmed_at = ? WHERE id = ?",
            (rows.seconds(at), rows.maybe_seconds(first), rows.maybe_seconds(last), notice_id),
        )
