"""Channels that were closed to the bot: what waits for them goes on once they are open; deleted ones are noted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError
from bot.services.delivery.sender import ChannelDeleted, limited

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.models.guilds import Subscription
    from bot.services.delivery.sender import ChannelUnavailable, Sender
    from bot.store.protocol import Store

__all__ = ["ChannelRecovery"]

log = structlog.get_logger(__name__)

LOOK_SECONDS = 30.0
"""How often it is looked whether what closed a channel is over."""
ASKED_AT_ONCE = 10
"""Channels of which Discord is asked in one look; the others have their turn in the next ones."""
LONGEST_REST = 6 * 3_600.0
"""Between two looks at a channel that Discord must be asked about, or that seems open and refuses every time."""


class ChannelRecovery:
    """Looks at closed channels from time to time: at what is known of them, and rarely by asking Discord."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._looked_at: datetime | None = None
        self._rests: dict[int, tuple[datetime, float]] = {}
        """For a channel: when it was last opened or asked about, and how long it is left alone after that."""

    async def look(self) -> int:
        """Lets go on what waited for channels that are open again; how many channels."""
        now = self._clock()
        if self._looked_at is not None and 0 <= (now - self._looked_at).total_seconds() < LOOK_SECONDS:
            return 0
        self._looked_at = now
        paused = {sub.channel_id: sub for sub in await self._store.paused_subscriptions()}
        closed = paused.keys() | set(await self._store.blocked_places())
        self._rests = {
            channel: rest for channel, rest in self._rests.items() if channel in closed or _within(rest, now, times=2)
        }
        due = [c for c in sorted(closed) if c not in self._rests or not _within(self._rests[c], now)]
        known = [c for c in due if self._sender.knows(c)]
        asked = [c for c in due if not self._sender.knows(c)][:ASKED_AT_ONCE]
        opened = await asyncio.gather(*(self._reconsider(c, paused.get(c), now) for c in [*known, *asked]))
        return sum(opened)

    async def _reconsider(self, channel_id: int, subscription: Subscription | None, now: datetime) -> bool:
        """Looks at one closed channel; whether something that waited for it goes on."""
        try:
            trouble = await limited(self._sender.access_problem(channel_id))
        except DeliveryError as error:
            log.info("channel.unknown", channel=channel_id, reason=str(error))
            self._rest(channel_id, now)
            return False
        if trouble is None or not self._sender.knows(channel_id):
            self._rest(channel_id, now)
        if trouble is not None and not isinstance(trouble, ChannelDeleted):
            return False
        if subscription is not None and trouble is not None:
            await self._pause(subscription, trouble)
        elif subscription is not None:
            await self._store.resume_subscription(subscription.id)
            log.info("subscription.resumed", guild=subscription.guild_id, channel=channel_id)
        # Those of a deleted channel are to hear of it too.
        unblocked = await self._store.unblock_follow_ups(channel_id, now=now)
        return bool(unblocked) or trouble is None

    async def pause_deleted(self, guild_ids: Collection[int]) -> int:
        """Pauses these servers' subscriptions whose channel was deleted, perhaps while the bot was away; how many."""
        deleted = 0
        for subscription in await self._store.subscriptions_everywhere():
            if subscription.guild_id not in guild_ids or self._sender.knows(subscription.channel_id):
                continue
            try:
                trouble = await limited(self._sender.access_problem(subscription.channel_id))
            except DeliveryError as error:
                log.info("channel.unknown", channel=subscription.channel_id, reason=str(error))
                continue
            deleted += isinstance(trouble, ChannelDeleted) and await self._pause(subscription, trouble)
        return deleted

    async def _pause(self, subscription: Subscription, trouble: ChannelUnavailable) -> bool:
        paused = await self._store.pause_subscription(subscription.id, str(trouble), gone=True)
        if paused:
            log.warning(
                "subscription.paused",
                guild=subscription.guild_id,
                channel=subscription.channel_id,
                reason=str(trouble),
            )
        return paused

    def _rest(self, channel_id: int, now: datetime) -> None:
        _, before = self._rests.get(channel_id, (now, LOOK_SECONDS / 2))
        self._rests[channel_id] = now, min(2 * before, LONGEST_REST)


def _within(rest: tuple[datetime, float], now: datetime, *, times: float = 1.0) -> bool:
    return 0 <= (now - rest[0]).total_seconds() < times * rest[1]
