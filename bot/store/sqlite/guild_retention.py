"""Servers that the bot was removed from: since when, and the end of their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["DepartureTables"]

OWNED_BY = (
    ("article", "scope"),  # with its reading, appearances, themes, revisions and deliveries
    ("actor", "scope"),  # after the articles: an appearance holds its actor
    ("name_rule", "scope"),
    ("change_log", "scope"),
    ("subscription", "guild_id"),  # with its deliveries
    ("guild", "guild_id"),
)
"""Every table that holds a server's own rows, in the order in which they can be deleted."""
BATCH = 200
"""Articles deleted in one transaction: others write in between."""


class DepartureTables:
    """The part of the store that concerns servers the bot is no longer in."""

    _db: Database

    async def guilds_with_data(self) -> set[int]:
        """See ``Store.guilds_with_data``."""
        owners = " UNION ".join(f"SELECT {column} AS id FROM {table}" for table, column in OWNED_BY)
        found = await self._db.read(f"SELECT id FROM ({owners}) WHERE id <> ?", (SHARED,))
        return {row["id"] for row in found}

    async def mark_guilds_left(self, guild_ids: Sequence[int], *, now: datetime) -> list[int]:
        """See ``Store.mark_guilds_left``."""

        async def work(tx: Transaction) -> list[int]:
            noted = await fetch(
                tx,
                "INSERT INTO left_guild (guild_id, left_at) SELECT value, ? FROM json_each(?) WHERE value <> ? "
                "ON CONFLICT DO NOTHING RETURNING guild_id",
                (rows.seconds(now), rows.dump(list(guild_ids)), SHARED),
            )
            return [row["guild_id"] for row in noted]

        return await self._db.write(work)

    async def unmark_guilds_left(self, guild_ids: Sequence[int]) -> list[int]:
        """See ``Store.unmark_guilds_left``."""

        async def work(tx: Transaction) -> list[int]:
            back = await fetch(
                tx,
                "DELETE FROM left_guild WHERE guild_id IN (SELECT value FROM json_each(?)) RETURNING guild_id",
                (rows.dump(list(guild_ids)),),
            )
            return [row["guild_id"] for row in back]

        return await self._db.write(work)

    async def guilds_left_before(self, when: datetime) -> list[int]:
        """See ``Store.guilds_left_before``."""
        found = await self._db.read(
            "SELECT guild_id FROM left_guild WHERE left_at <= ? ORDER BY left_at", (rows.seconds(when),)
        )
        return [row["guild_id"] for row in found]

    async def purge_guild(self, guild_id: int, *, left_before: datetime) -> bool:
        """See ``Store.purge_guild``."""

        async def work(tx: Transaction) -> bool | None:
            still_gone = await fetch(
                tx,
                "SELECT 1 FROM left_guild WHERE guild_id = ? AND guild_id <> ? AND left_at <= ?",
                (guild_id, SHARED, rows.seconds(left_before)),
            )
            if not still_gone:
                return False
            some = "SELECT id FROM article WHERE scope = ? ORDER BY id LIMIT ?"
            if await fetch(tx, f"DELETE FROM article WHERE id IN ({some}) RETURNING 1", (guild_id, BATCH)):
                return None
            for table, column in OWNED_BY:
                await fetch(tx, f"DELETE FROM {table} WHERE {column} = ?", (guild_id,))
            await fetch(tx, "DELETE FROM left_guild WHERE guild_id = ?", (guild_id,))
            return True

        while (done := await self._db.write(work)) is None:
            pass
        return done
