"""The channels in which new articles are posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.protocols.subscriptions import MAX_DELETED_CHANNELS, SubscriptionStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.channel_line import release_held
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.filter_verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.filters import ChannelFilter, ChannelLimits, PostingAgain
    from bot.models.guilds import PostLook, Subscription
    from bot.store.protocols.filters import Verdict
    from bot.store.sqlite.connection import Transaction

__all__ = ["UNPOSTED", "SqliteSubscriptions"]

OF_CHANNEL = "guild_id = ? AND channel_id = ? AND user_id IS NULL"
UNPOSTED = "NOT done AND state <> 'claimed' AND unconfirmed_at IS NULL"
"""Deliveries without a message: a claimed or an unconfirmed one may have one, whose result is still to be recorded."""


class SqliteSubscriptions(SqliteTables, SubscriptionStore):
    """Keeps subscriptions in SQLite."""

    async def subscribe(self, guild_id: int, channel_id: int, *, now: datetime, by: int | None) -> Subscription:
        async def work(tx: Transaction) -> Subscription:
            await fetch(
                tx,
                f"DELETE FROM delivery WHERE {UNPOSTED} AND subscription_id IN "
                f"(SELECT id FROM subscription WHERE {OF_CHANNEL} AND unsubscribed)",
                (guild_id, channel_id),
            )
            found = await fetch(
                tx,
                "INSERT INTO subscription (guild_id, channel_id, created_at, created_by) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (guild_id, channel_id) WHERE user_id IS NULL DO UPDATE "
                "SET state = 'active', reason = NULL, channel_deleted = 0, unsubscribed = 0, "
                "created_at = iif(unsubscribed, excluded.created_at, created_at) RETURNING *",
                (guild_id, channel_id, rows.seconds(now), by),
            )
            return rows.subscription(found[0])

        return await self._db.write(work)

    async def unsubscribe(self, guild_id: int, channel_id: int) -> bool:
        async def work(tx: Transaction) -> bool:
            ended = await fetch(
                tx,
                "UPDATE subscription SET unsubscribed = 1, role_id = NULL, publish = 0, filter = NULL, "
                "posts_a_day = NULL, quiet_hours = NULL, digest = NULL, again_hours = NULL, again_if_new = 0 "
                f"WHERE {OF_CHANNEL} AND NOT unsubscribed AND lapse_hours IS NULL RETURNING id",
                (guild_id, channel_id),
            )
            for row in ended:
                await fetch(tx, f"DELETE FROM delivery WHERE {UNPOSTED} AND subscription_id = ?", (row["id"],))
                # The row is kept as long as it has messages: posts still follow the changes of their articles.
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
        return await self._subscriptions("user_id IS NULL AND guild_id = ? AND NOT unsubscribed", guild_id)

    async def set_subscription_options(
        self, guild_id: int, channel_id: int, *, role_id: int | None, publish: bool
    ) -> bool:
        changed = await self._db.execute(
            f"UPDATE subscription SET role_id = ?, publish = ? WHERE {OF_CHANNEL} RETURNING id",
            (role_id, int(publish), guild_id, channel_id),
        )
        return bool(changed)

    async def set_post_look(self, guild_id: int, channel_id: int, look: PostLook) -> bool:
        changed = await self._db.execute(
            f"UPDATE subscription SET style = ?, picture = ? WHERE {OF_CHANNEL} RETURNING id",
            (look.style, int(look.picture), guild_id, channel_id),
        )
        return bool(changed)

    async def set_subscription_filter(self, guild_id: int, channel_id: int, wanted: ChannelFilter) -> bool:
        changed = await self._db.execute(
            f"UPDATE subscription SET filter = ? WHERE {OF_CHANNEL} RETURNING id",
            (rows.filter_values(wanted), guild_id, channel_id),
        )
        return bool(changed)

    async def set_subscription_limits(
        self, guild_id: int, channel_id: int, limits: ChannelLimits, *, now: datetime
    ) -> bool:
        async def work(tx: Transaction) -> bool:
            changed = await fetch(
                tx,
                "UPDATE subscription SET posts_a_day = :posts_a_day, quiet_hours = :quiet_hours, digest = :digest "
                "WHERE guild_id = :guild AND channel_id = :channel AND user_id IS NULL RETURNING id, digest",
                {"guild": guild_id, "channel": channel_id, **rows.limit_values(limits, now)},
            )
            for row in changed:
                await release_held(tx, row, rows.seconds(now))
            return bool(changed)

        return await self._db.write(work)

    async def set_posting_again(self, guild_id: int, channel_id: int, again: PostingAgain) -> bool:
        changed = await self._db.execute(
            f"UPDATE subscription SET again_hours = ?, again_if_new = ? WHERE {OF_CHANNEL} RETURNING id",
            (again.hours, int(again.if_new), guild_id, channel_id),
        )
        return bool(changed)

    async def filter_verdicts(self, scope: int, wanted: ChannelFilter, article_ids: Sequence[int]) -> list[Verdict]:
        async def work(tx: Transaction) -> list[Verdict]:
            return [(await verdicts(tx, article_id, [(scope, wanted)]))[0] for article_id in article_ids]

        return await self._db.snapshot(work)

    async def pause_subscription(self, subscription_id: int, reason: str, *, channel_deleted: bool = False) -> bool:
        async def work(tx: Transaction) -> bool:
            paused = await fetch(
                tx,
                "UPDATE subscription SET state = 'paused', reason = :reason, channel_deleted = :deleted, "
                # A reader is told where they asked, unless that is the channel that cannot be posted in.
                "tell_at = iif(channel_id <> asked_in, 0, NULL) "
                "WHERE id = :id AND (state = 'active' OR :deleted > channel_deleted) RETURNING guild_id",
                {"id": subscription_id, "reason": reason, "deleted": int(channel_deleted)},
            )
            if paused and channel_deleted:  # people may never unsubscribe them: they must not accumulate
                await fetch(
                    tx,
                    "DELETE FROM subscription WHERE id IN (SELECT id FROM subscription "
                    # Without its approval channel a server would get everything unasked.
                    "WHERE guild_id = ? AND channel_deleted AND lapse_hours IS NULL AND user_id IS NULL "
                    "ORDER BY id DESC LIMIT -1 OFFSET ?)",
                    (paused[0]["guild_id"], MAX_DELETED_CHANNELS),
                )
            return bool(paused)

        return await self._db.write(work)

    async def resume_subscription(self, subscription_id: int) -> None:
        await self._db.execute(
            "UPDATE subscription SET state = 'active', reason = NULL, channel_deleted = 0 WHERE id = ?",
            (subscription_id,),
        )

    async def paused_subscriptions(self) -> list[Subscription]:
        return await self._subscriptions("user_id IS NULL AND state = 'paused' AND NOT unsubscribed")

    async def all_subscriptions(self) -> list[Subscription]:
        return await self._subscriptions("user_id IS NULL AND NOT channel_deleted AND NOT unsubscribed")

    async def _subscriptions(self, condition: str, *values: int) -> list[Subscription]:
        found = await self._db.read(f"SELECT * FROM subscription WHERE {condition} ORDER BY id", values)
        return [rows.subscription(row) for row in found]
