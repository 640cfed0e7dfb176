"""Which channels get new articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.errors import InputError
from bot.models import SubscriptionState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models import Article, Delivery, Subscription
    from bot.services.delivery import Courier
    from bot.store.protocol import Store

__all__ = ["Subscriptions"]

log = structlog.get_logger(__name__)

MAX_PER_SERVER = 50


class Subscriptions:
    """Starts and stops posting in a channel. Rights are checked by the caller."""

    def __init__(self, store: Store, courier: Courier, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._courier = courier
        self._clock = clock

    async def of(self, guild_id: int) -> list[Subscription]:
        """A server's subscriptions, the oldest first."""
        return await self._store.subscriptions(guild_id)

    async def posts_in(self, guild_id: int, channel_id: int | None) -> bool:
        """Whether new articles are posted in a channel, which is not paused."""
        known = await self._store.subscriptions(guild_id)
        return any(sub.channel_id == channel_id and sub.state is SubscriptionState.ACTIVE for sub in known)

    async def start(self, guild_id: int, channel_id: int, *, by: int) -> Subscription:
        """Posts what is new from now on; a paused one goes on where it stopped. Raises InputError at the bound."""
        known = await self._store.subscriptions(guild_id)
        if len(known) >= MAX_PER_SERVER and all(sub.channel_id != channel_id for sub in known):
            msg = f"This server has {MAX_PER_SERVER} channels with new articles, which is the limit: stop one first."
            raise InputError(msg)
        subscription = await self._store.subscribe(guild_id, channel_id, now=self._clock(), by=by)
        self._courier.wake()
        log.info("subscription.started", guild=guild_id, channel=channel_id, by=by)
        return subscription

    async def set_role(self, guild_id: int, channel_id: int, role_id: int | None) -> Subscription:
        """Posts there mention this role, or none. Raises InputError where nothing is posted there."""
        known = await self._existing(guild_id, channel_id)
        await self._store.set_subscription_options(guild_id, channel_id, role_id=role_id, publish=known.publish)
        return replace(known, role_id=role_id)

    async def set_publish(self, guild_id: int, channel_id: int, *, publish: bool) -> Subscription:
        """Posts there are published to the channel's followers, or not. Raises InputError where nothing is posted."""
        known = await self._existing(guild_id, channel_id)
        await self._store.set_subscription_options(guild_id, channel_id, role_id=known.role_id, publish=publish)
        return replace(known, publish=publish)

    async def fate(self, guild_id: int, article: Article) -> list[tuple[Subscription, Delivery | None]]:
        """For each of a server's channels what became of an article there; None where it never was to be posted."""
        deliveries = {row.subscription_id: row for row in await self._store.deliveries_of(guild_id, article.id)}
        return [(sub, deliveries.get(sub.id)) for sub in await self._store.subscriptions(guild_id)]

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
