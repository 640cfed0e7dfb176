"""How much each server reads of themes and actors, in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.reading import ReadingCount
from bot.store.protocols.reading import ReadingStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.stories.interest import decayed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.models.reading import Subject
    from bot.store.sqlite.connection import Transaction

__all__ = ["MAX_SUBJECTS", "SqliteReading"]

MAX_SUBJECTS = 500
"""Themes and actors that are kept of a server: those that somebody opened last."""
IS_OFF = "SELECT 1 FROM guild WHERE guild_id = ? AND count_reading = 0"
COUNTS = "SELECT theme, actor_id, readers, counted_at FROM reading WHERE guild_id = ?"
COUNTED = f"{COUNTS} AND coalesce(theme, actor_id) IN (SELECT value FROM json_each(?))"
REPLACE = "INSERT OR REPLACE INTO reading (guild_id, theme, actor_id, readers, counted_at) VALUES (?, ?, ?, ?, ?)"
BOUND = """
    DELETE FROM reading WHERE rowid IN (
        SELECT rowid FROM reading WHERE guild_id = ? ORDER BY counted_at DESC, rowid DESC LIMIT -1 OFFSET ?
    )
"""
MAIN_APPEARANCES = """
    SELECT p.article_id, p.actor_id FROM json_each(:articles) a CROSS JOIN appearance p ON p.article_id = a.value
    WHERE p.is_main AND p.actor_id IN (SELECT value FROM json_each(:actors))
"""


class SqliteReading(SqliteTables, ReadingStore):
    """Counts readers in SQLite."""

    async def count_reader(self, guild_id: int, subjects: Collection[Subject], *, now: datetime) -> None:
        async def work(tx: Transaction) -> None:
            if await fetch(tx, IS_OFF, (guild_id,)):
                return
            known = {
                one.subject: decayed(one.readers, now - one.counted_at)
                for one in map(_count, await fetch(tx, COUNTED, (guild_id, rows.dump(list(subjects)))))
            }
            await tx.executemany(
                REPLACE,
                [
                    (guild_id, *_columns(subject), known.get(subject, 0.0) + 1, rows.seconds(now))
                    for subject in subjects
                ],
            )
            await fetch(tx, BOUND, (guild_id, MAX_SUBJECTS))

        await self._db.write(work)

    async def reading_counts(self, guild_id: int) -> list[ReadingCount]:
        return [_count(row) for row in await self._db.read(COUNTS, (guild_id,))]

    async def main_appearances(self, article_ids: Sequence[int], actor_ids: Sequence[int]) -> list[tuple[int, int]]:
        given = {"articles": rows.dump(list(article_ids)), "actors": rows.dump(list(actor_ids))}
        return [(row["article_id"], row["actor_id"]) for row in await self._db.read(MAIN_APPEARANCES, given)]

    async def delete_old_reading(self, *, before: datetime) -> None:
        await self._db.execute("DELETE FROM reading WHERE counted_at < ?", (rows.seconds(before),))


def _columns(subject: Subject) -> tuple[str | None, int | None]:
    """The values of the columns theme and actor_id."""
    return (subject, None) if isinstance(subject, str) else (None, subject)


@rows.reads_stored
def _count(row: sqlite3.Row) -> ReadingCount:
    subject = row["actor_id"] if row["theme"] is None else row["theme"]
    return ReadingCount(subject, row["readers"], rows.moment(row["counted_at"]))
