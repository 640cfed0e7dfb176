"""Resumes channels that the bot could not post in, once it can; pauses the subscriptions of deleted channels."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError
from bot.services.delivery.errors import ChannelDeleted
from bot.services.delivery.sender import with_timeout

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.models.guilds import Subscription
    from bot.services.delivery.errors import ChannelUnavailable
    from bot.services.delivery.sender import Sender
    from bot.store.protocols.store import Store

__all__ = ["ChannelRecovery"]

log = structlog.get_logger(__name__)

CHECK_INTERVAL_SECONDS = 30.0
MAX_REQUESTS_PER_CHECK = 10
"""How many channels are requested from Discord in one check; the others follow in the next ones."""
MAX_BACKOFF_SECONDS = 6 * 3_600.0
"""Longest time between checks of a channel that needs a request, or that seems open but refuses every post."""


@dataclass(frozen=True, slots=True)
class _Backoff:
    """A channel that was resumed or requested at ``at`` is not checked again for ``seconds``."""

    at: datetime
    seconds: float

    def lasts(self, now: datetime, *, times: float = 1.0) -> bool:
        """True if ``times`` its length has not passed; a clock that was set back ends it."""
        return 0 <= (now - self.at).total_seconds() < times * self.seconds


class ChannelRecovery:
    """Checks unavailable channels: in the gateway's cache, or, rarely, by a request."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._checked_at: datetime | None = None
        self._backoffs: dict[int, _Backoff] = {}
        """By channel."""

    async def recover(self) -> int:
        """Resumes what waits for channels that are available again; returns the number of channels."""
        now = self._clock()
        if self._checked_at is not None and 0 <= (now - self._checked_at).total_seconds() < CHECK_INTERVAL_SECONDS:
            return 0
        self._checked_at = now
        paused = {sub.channel_id: sub for sub in await self._store.paused_subscriptions()}
        unavailable = paused.keys() | set(await self._store.blocked_channels())
        self._backoffs = {
            channel: backoff
            for channel, backoff in self._backoffs.items()
            if channel in unavailable or backoff.lasts(now, times=2)
        }
        due = [c for c in sorted(unavailable) if c not in self._backoffs or not self._backoffs[c].lasts(now)]
        cached = [c for c in due if self._sender.is_cached(c)]
        others = [c for c in due if not self._sender.is_cached(c)][:MAX_REQUESTS_PER_CHECK]
        return sum(await asyncio.gather(*(self._check(c, paused.get(c), now) for c in [*cached, *others])))

    async def pause_deleted(self, guild_ids: Collection[int]) -> int:
        """Pauses these servers' subscriptions whose channel was deleted, perhaps while the bot was not running.

        Returns their number.
        """
        deleted = 0
        for subscription in await self._store.all_subscriptions():
            if subscription.guild_id not in guild_ids or self._sender.is_cached(subscription.channel_id):
                continue
            try:
                problem = await with_timeout(self._sender.access_problem(subscription.channel_id))
            except DeliveryError as error:
                log.info("channel.unknown", channel=subscription.channel_id, reason=str(error))
                continue
            deleted += isinstance(problem, ChannelDeleted) and await self._pause(subscription, problem)
        return deleted

    async def _check(self, channel_id: int, subscription: Subscription | None, now: datetime) -> bool:
        """Checks one unavailable channel; True if something that waited for it is resumed."""
        try:
            problem = await with_timeout(self._sender.access_problem(channel_id))
        except DeliveryError as error:
            log.info("channel.unknown", channel=channel_id, reason=str(error))
            self._back_off(channel_id, now)
            return False
        if problem is None or not self._sender.is_cached(channel_id):
            self._back_off(channel_id, now)
        if problem is not None and not isinstance(problem, ChannelDeleted):
            return False
        if subscription is not None and problem is not None:
            await self._pause(subscription, problem)
        elif subscription is not None:
            await self._store.resume_subscription(subscription.id)
            log.info("subscription.resumed", guild=subscription.guild_id, channel=channel_id)
        # Follow-ups in a deleted channel are resumed too: they fail, and are kept with the reason.
        unblocked = await self._store.unblock_follow_ups(channel_id, now=now)
        return bool(unblocked) or problem is None

    async def _pause(self, subscription: Subscription, problem: ChannelUnavailable) -> bool:
        paused = await self._store.pause_subscription(subscription.id, str(problem), channel_deleted=True)
        if paused:
            log.warning(
                "subscription.paused",
                guild=subscription.guild_id,
                channel=subscription.channel_id,
                reason=str(problem),
            )
        return paused

    def _back_off(self, channel_id: int, now: datetime) -> None:
        """Doubles the time until the channel is checked again, starting with ``CHECK_INTERVAL_SECONDS``."""
        before = self._backoffs.get(channel_id)
        seconds = 2 * before.seconds if before is not None else CHECK_INTERVAL_SECONDS
        self._backoffs[channel_id] = _Backoff(now, min(seconds, MAX_BACKOFF_SECONDS))
