"""The settings of servers, and the deletion of their data after the bot was removed from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.models.guilds import GuildSettings
from bot.store.protocols.guilds import GuildStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.channel_line import release_held
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.store.sqlite.connection import Transaction

__all__ = ["GUILD_COLUMNS", "PURGE_BATCH", "SqliteGuilds"]

GUILD_COLUMNS = (
    ("feed", "scope"),  # with its items
    ("article", "scope"),  # with its analysis, appearances, themes, revisions and deliveries
    ("actor", "scope"),  # after the articles, since an appearance refers to its actor
    ("story", "scope"),  # after the articles too
    ("story_change", "scope"),
    ("story_word", "scope"),
    ("alias_rule", "scope"),
    ("change_log", "scope"),
    ("briefing_asked", "guild_id"),
    ("reading", "guild_id"),
    ("subscription", "guild_id"),  # with its deliveries
    ("guild", "guild_id"),
)
"""Every table and column with a server's own rows, in the order in which they can be deleted."""
PURGE_BATCH = 200
"""Articles that are deleted in one transaction, so that other writes need not wait long."""
A_FEED = "SELECT id FROM feed WHERE scope = ? ORDER BY id LIMIT 1"
"""One at a time, since each may have thousands of items."""


class SqliteGuilds(SqliteTables, GuildStore):
    """Keeps the settings and departures of servers in SQLite."""

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        found = await self._db.read(
            "SELECT guild_id, prefix, editor_role_id, summary_length, confirm_links, time_zone, count_reading "
            "FROM guild WHERE guild_id = ?",
            (guild_id,),
        )
        if not found:
            return GuildSettings(guild_id)
        guild_id, prefix, role_id, length, confirm, zone, counts = found[0]
        return GuildSettings(guild_id, prefix, role_id, length, _maybe_bool(confirm), zone, _maybe_bool(counts))

    async def save_guild_settings(self, settings: GuildSettings) -> None:
        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "INSERT OR REPLACE INTO guild (guild_id, prefix, editor_role_id, summary_length, confirm_links, "
                "time_zone, count_reading) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    settings.guild_id,
                    settings.prefix,
                    settings.editor_role_id,
                    settings.summary_length,
                    settings.confirm_links,
                    settings.time_zone,
                    settings.count_reading,
                ),
            )
            if settings.count_reading is False:
                await fetch(tx, "DELETE FROM reading WHERE guild_id = ?", (settings.guild_id,))
            await _move_digests(tx, settings.guild_id, settings.time_zone or "UTC")

        await self._db.write(work)

    async def guilds_with_data(self) -> set[int]:
        owners = " UNION ".join(f"SELECT {column} AS id FROM {table}" for table, column in GUILD_COLUMNS)
        found = await self._db.read(f"SELECT id FROM ({owners}) WHERE id <> ?", (SHARED,))
        return {row["id"] for row in found}

    async def note_guild(self, guild_id: int) -> bool:
        known = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE {column} = :guild" for table, column in GUILD_COLUMNS)
        noted = await self._db.execute(
            f"INSERT INTO guild (guild_id) SELECT :guild WHERE NOT EXISTS ({known}) RETURNING guild_id",
            {"guild": guild_id},
        )
        return bool(noted)

    async def mark_guilds_left(self, guild_ids: Sequence[int], *, now: datetime) -> list[int]:
        marked = await self._db.execute(
            "INSERT INTO guild_departure (guild_id, left_at) SELECT value, ? FROM json_each(?) WHERE value <> ? "
            "ON CONFLICT DO NOTHING RETURNING guild_id",
            (rows.seconds(now), rows.dump(list(guild_ids)), SHARED),
        )
        return [row["guild_id"] for row in marked]

    async def unmark_guilds_left(self, guild_ids: Sequence[int]) -> list[int]:
        unmarked = await self._db.execute(
            "DELETE FROM guild_departure WHERE guild_id IN (SELECT value FROM json_each(?)) RETURNING guild_id",
            (rows.dump(list(guild_ids)),),
        )
        return [row["guild_id"] for row in unmarked]

    async def guilds_left_before(self, when: datetime) -> list[int]:
        found = await self._db.read(
            "SELECT guild_id FROM guild_departure WHERE left_at <= ? ORDER BY left_at", (rows.seconds(when),)
        )
        return [row["guild_id"] for row in found]

    async def purge_guild(self, guild_id: int, *, left_before: datetime) -> bool:
        async def work(tx: Transaction) -> bool | None:
            """Deletes one batch; None if there may be more."""
            still_left = await fetch(
                tx,
                "SELECT 1 FROM guild_departure WHERE guild_id = ? AND guild_id <> ? AND left_at <= ?",
                (guild_id, SHARED, rows.seconds(left_before)),
            )
            if not still_left:
                return False
            if await fetch(tx, f"DELETE FROM feed WHERE id = ({A_FEED}) RETURNING 1", (guild_id,)):
                return None
            some = "SELECT id FROM article WHERE scope = ? ORDER BY id LIMIT ?"
            if await fetch(tx, f"DELETE FROM article WHERE id IN ({some}) RETURNING 1", (guild_id, PURGE_BATCH)):
                return None
            for table, column in GUILD_COLUMNS:
                await fetch(tx, f"DELETE FROM {table} WHERE {column} = ?", (guild_id,))
            await fetch(tx, "DELETE FROM guild_departure WHERE guild_id = ?", (guild_id,))
            return True

        while (done := await self._db.write(work)) is None:
            pass
        return done


def _maybe_bool(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)


async def _move_digests(tx: Transaction, guild_id: int, zone: str) -> None:
    """Sets the digests of a server to its time zone; what waits for one comes in the next one by the new clock."""
    moved = await fetch(
        tx,
        # With another clock the next digest may be due earlier: a channel that is told of empty ones is looked at now.
        "UPDATE subscription SET digest = json_replace(digest, '$[2]', :zone, '$[3][1]', 0) "
        "WHERE guild_id = :guild AND json_extract(digest, '$[2]') <> :zone RETURNING id, digest",
        {"guild": guild_id, "zone": zone},
    )
    for row in moved:
        await release_held(tx, row, 0)
