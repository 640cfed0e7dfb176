"""What is kept about the people who use the bot, and its removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["PeopleTables"]

NAMED_IN = (
    ("article", "added_by"),
    ("article", "removed_by"),
    ("revision", "replaced_by"),
    ("change_log", "user_id"),
    ("subscription", "created_by"),
    ("name_rule", "decided_by"),
)
"""Every column that holds a person's Discord id."""


class PeopleTables:
    """The part of the store that concerns the people who use the bot."""

    _db: Database

    async def count_user_records(self, user_id: int) -> int:
        """See ``Store.count_user_records``."""
        counts = " UNION ALL ".join(
            f"SELECT count(*) AS n FROM {table} WHERE {column} = :id" for table, column in NAMED_IN
        )
        found = await self._db.read(f"SELECT sum(n) FROM ({counts})", {"id": user_id})
        return int(found[0][0])

    async def erase_user(self, user_id: int) -> int:
        """See ``Store.erase_user``."""

        async def work(tx: Transaction) -> int:
            changed = 0
            for table, column in NAMED_IN:
                statement = f"UPDATE {table} SET {column} = NULL WHERE {column} = ? RETURNING 1"
                changed += len(await fetch(tx, statement, (user_id,)))
            return changed

        return await self._db.write(work)
