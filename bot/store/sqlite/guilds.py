"""What servers set, and small facts kept under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.guilds import GuildSettings, Subscription
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["ServerTables"]

MAX_GONE = 25
"""A server's subscriptions of deleted channels that are kept, the newest, so that people see what became of them."""
WAITING = "NOT done AND state <> 'claimed' AND unconfirmed_at IS NULL"
"""Deliveries whose post is surely not there; one that is under way or unconfirmed is still to be recorded."""


class ServerTables:
    """The part of the store that concerns servers and their channels."""

    _db: Database

    async def get_value(self, key: str) -> str | None:
        """See ``Store.note``."""
        found = await self._db.read("SELECT value FROM note WHERE key = ?", (key,))
        return found[0]["value"] if found else None

    async def set_value(self, key: str, value: str) -> None:
        """See ``Store.set_value``."""

        async def work(tx: Transaction) -> None:
            await fetch(tx, "INSERT OR REPLACE INTO note (key, value) VALUES (?, ?)", (key, value))

        await self._db.write(work)

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """See ``Store.guild_settings``."""
        found = await self._db.read(
            "SELECT prefix, editor_role_id, summary_length FROM guild WHERE guild_id = ?", (guild_id,)
        )
        if not found:
            return GuildSettings(guild_id)
        row = found[0]
        return GuildSettings(guild_id, row["prefix"], row["editor_role_id"], row["summary_length"])

    async def save_guild_settings(self, settings: GuildSettings) -> None:
        """See ``Store.save_guild_settings``."""

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "INSERT OR REPLACE INTO guild (guild_id, prefix, editor_role_id, summary_length) VALUES (?, ?, ?, ?)",
                (settings.guild_id, settings.prefix, settings.editor_role_id, settings.summary_length),
            )

        await self._db.write(work)

    async def subscribe(self, guild_id: int, channel_id: int, *, now: datetime, by: int | None) -> Subscription:
        """See ``Store.subscribe``."""

        async def work(tx: Transaction) -> Subscription:
            await fetch(
                tx,
                f"DELETE FROM delivery WHERE {WAITING} AND subscription_id IN "
                "(SELECT id FROM subscription WHERE guild_id = ? AND channel_id = ? AND ended)",
                (guild_id, channel_id),
            )
            found = await fetch(
                tx,
                "INSERT INTO subscription (guild_id, channel_id, created_at, created_by) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (guild_id, channel_id) DO UPDATE "
                "SET state = 'active', reason = NULL, gone = 0, ended = 0 RETURNING *",
                (guild_id, channel_id, rows.seconds(now), by),
            )
            return rows.subscription(found[0])

        return await self._db.write(work)

    async def unsubscribe(self, guild_id: int, channel_id: int) -> bool:
        """See ``Store.unsubscribe``."""

        async def work(tx: Transaction) -> bool:
            ended = await fetch(
                tx,
                "UPDATE subscription SET ended = 1, role_id = NULL, publish = 0 "
                "WHERE guild_id = ? AND channel_id = ? AND NOT ended RETURNING id",
                (guild_id, channel_id),
            )
            for row in ended:
                await fetch(tx, f"DELETE FROM delivery WHERE {WAITING} AND subscription_id = ?", (row["id"],))
                await fetch(
                    tx,
                    "DELETE FROM subscription WHERE id = ? AND NOT EXISTS (SELECT 1 FROM delivery "
                    "WHERE subscription_id = subscription.id "
                    "AND (state IN ('sent', 'claimed') OR unconfirmed_at IS NOT NULL))",
                    (row["id"],),
                )
            return bool(ended)

        return await self._db.write(work)

    async def subscriptions(self, guild_id: int) -> list[Subscription]:
        """See ``Store.subscriptions``."""
        found = await self._db.read(
            "SELECT * FROM subscription WHERE guild_id = ? AND NOT ended ORDER BY id", (guild_id,)
        )
        return [rows.subscription(row) for row in found]

    async def set_subscription_options(
        self, guild_id: int, channel_id: int, *, role_id: int | None, publish: bool
    ) -> bool:
        """See ``Store.set_subscription_options``."""

        async def work(tx: Transaction) -> bool:
            changed = await fetch(
                tx,
                "UPDATE subscription SET role_id = ?, publish = ? WHERE guild_id = ? AND channel_id = ? RETURNING id",
                (role_id, int(publish), guild_id, channel_id),
            )
            return bool(changed)

        return await self._db.write(work)

    async def paused_subscriptions(self) -> list[Subscription]:
        """See ``Store.paused_subscriptions``."""
        found = await self._db.read("SELECT * FROM subscription WHERE state = 'paused' AND NOT ended ORDER BY id")
        return [rows.subscription(row) for row in found]

    async def all_subscriptions(self) -> list[Subscription]:
        """See ``Store.all_subscriptions``."""
        found = await self._db.read("SELECT * FROM subscription WHERE NOT gone AND NOT ended ORDER BY id")
        return [rows.subscription(row) for row in found]

    async def resume_subscription(self, subscription_id: int) -> None:
        """See ``Store.resume_subscription``."""

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "UPDATE subscription SET state = 'active', reason = NULL, gone = 0 WHERE id = ?",
                (subscription_id,),
            )

        await self._db.write(work)

    async def pause_subscription(self, subscription_id: int, reason: str, *, channel_deleted: bool = False) -> bool:
        """See ``Store.pause_subscription``."""

        async def work(tx: Transaction) -> bool:
            paused = await fetch(
                tx,
                "UPDATE subscription SET state = 'paused', reason = :reason, gone = :gone "
                "WHERE id = :id AND (state = 'active' OR :gone > gone) RETURNING guild_id",
                {"id": subscription_id, "reason": reason, "gone": int(channel_deleted)},
            )
            if paused and channel_deleted:  # what nobody takes off the list must not pile up
                await fetch(
                    tx,
                    "DELETE FROM subscription WHERE id IN ("
                    "SELECT id FROM subscription WHERE guild_id = ? AND gone ORDER BY id DESC LIMIT -1 OFFSET ?)",
                    (paused[0]["guild_id"], MAX_GONE),
                )
            return bool(paused)

        return await self._db.write(work)
