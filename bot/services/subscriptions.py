"""Which channels get new articles."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.errors import InputError
from bot.models.guilds import SubscriptionState
from bot.services.delivery.sender import CHANNEL_DELETED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.articles import Article
    from bot.models.delivery import Delivery, FollowUp
    from bot.models.guilds import Subscription
    from bot.services.delivery.worker import DeliveryWorker
    from bot.store.protocol import Store

__all__ = ["Fate", "Subscriptions"]

log = structlog.get_logger(__name__)

MAX_PER_SERVER = 50


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an article in one channel.

    Without ``delivery`` it never was to be posted there. ``follow_ups`` are what is still to be done with its post, or
    never can be. ``behind`` is the delivery that it waits for, where it is not the first in its line, with the number
    of that article.
    """

    subscription: Subscription
    delivery: Delivery | None
    follow_ups: tuple[FollowUp, ...] = ()
    behind: tuple[Delivery, int] | None = None


class Subscriptions:
    """Starts and stops posting in a channel. Rights are checked by the caller."""

    def __init__(self, store: Store, delivery_worker: DeliveryWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._delivery_worker = delivery_worker
        self._clock = clock
        self._changing = asyncio.Lock()

    async def of(self, guild_id: int) -> list[Subscription]:
        """A server's subscriptions, the oldest first."""
        return await self._store.subscriptions(guild_id)

    async def posts_in(self, guild_id: int, channel_id: int | None) -> bool:
        """Whether new articles are posted in a channel, which is not paused."""
        known = await self._store.subscriptions(guild_id)
        return any(sub.channel_id == channel_id and sub.state is SubscriptionState.ACTIVE for sub in known)

    async def start(self, guild_id: int, channel_id: int, *, by: int) -> Subscription:
        """Posts what is new from now on; a paused one goes on where it stopped. Raises InputError at the bound."""
        known = [sub for sub in await self._store.subscriptions(guild_id) if not sub.gone]
        if len(known) >= MAX_PER_SERVER and all(sub.channel_id != channel_id for sub in known):
            msg = f"This server has {MAX_PER_SERVER} channels with new articles, which is the limit: stop one first."
            raise InputError(msg)
        subscription = await self._store.subscribe(guild_id, channel_id, now=self._clock(), by=by)
        self._delivery_worker.wake()
        log.info("subscription.started", guild=guild_id, channel=channel_id, by=by)
        return subscription

    async def set_role(self, guild_id: int, channel_id: int, role_id: int | None) -> Subscription:
        """Posts there mention this role, or none. Raises InputError where nothing is posted there."""
        return await self._change(guild_id, channel_id, role_id=role_id)

    async def set_publish(self, guild_id: int, channel_id: int, *, publish: bool) -> Subscription:
        """Posts there are published to the channel's followers, or not. Raises InputError where nothing is posted."""
        return await self._change(guild_id, channel_id, publish=publish)

    async def fates(self, guild_id: int, article: Article) -> list[Fate]:
        """For each of a server's channels what became of an article there."""
        deliveries = {row.subscription_id: row for row in await self._store.deliveries_of(guild_id, article.id)}
        follow_ups = await self._store.follow_ups_of(guild_id, article.id)
        heads = await self._store.line_heads(guild_id)
        fates = []
        for subscription in await self._store.subscriptions(guild_id):
            row = deliveries.get(subscription.id)
            todo = tuple(task for task in follow_ups if task.delivery.subscription_id == subscription.id)
            fates.append(Fate(subscription, row, todo, await self._ahead(row, heads.get(subscription.id))))
        return fates

    async def channel_deleted(self, guild_id: int, channel_id: int) -> None:
        """Discord said that a channel or thread was deleted: nothing is posted there any more."""
        for subscription in await self._store.subscriptions(guild_id):
            if subscription.channel_id == channel_id:
                await self._store.pause_subscription(subscription.id, CHANNEL_DELETED, gone=True)
                log.info("subscription.channel_deleted", guild=guild_id, channel=channel_id)

    async def _ahead(self, row: Delivery | None, head: Delivery | None) -> tuple[Delivery, int] | None:
        """The delivery that another one waits for, with its article's number; a shared post waits for nobody in it."""
        if (
            row is None
            or head is None
            or row.id <= head.id
            or (row.batch_id is not None and row.batch_id == head.batch_id)
        ):
            return None
        article = await self._store.article_by_id(head.guild_id, head.article_id, removed=True)
        return (head, article.number) if article is not None else None

    async def _change(self, guild_id: int, channel_id: int, **changes: int | None) -> Subscription:
        """One change after the other: each keeps what the one before it set."""
        async with self._changing:
            changed = replace(await self._existing(guild_id, channel_id), **changes)  # type: ignore[arg-type]  # by name
            await self._store.set_subscription_options(
                guild_id, channel_id, role_id=changed.role_id, publish=changed.publish
            )
        return changed

    async def _existing(self, guild_id: int, channel_id: int) -> Subscription:
        for known in await self._store.subscriptions(guild_id):
            if known.channel_id == channel_id:
                return known
        msg = "Nothing is posted in that channel yet: start it with announce on first."
        raise InputError(msg)

    async def stop(self, guild_id: int, channel_id: int) -> bool:
        """False where nothing was posted there."""
        stopped = await self._store.unsubscribe(guild_id, channel_id)
        log.info("subscription.stopped", guild=guild_id, channel=channel_id, known=stopped)
        return stopped
