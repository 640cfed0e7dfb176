"""Sets a server's approval channel, and carries out what editors decide about the articles that wait there."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.command_marks import command
from bot.errors import InputError
from bot.models.approvals import ApprovalRules, ApprovalState
from bot.services.lookup.query_words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.guilds import Subscription
    from bot.services.delivery.worker import DeliveryWorker
    from bot.store.protocols.approvals import ApprovalEnd, Decision
    from bot.store.protocols.store import Store

__all__ = ["ApprovalChannel", "Approvals", "ends_approval"]

log = structlog.get_logger(__name__)

DEFAULT_HOURS, MAX_HOURS = 24, 14 * 24
MAX_TYPED = 60
_END = ("off", "none", "no", "never")
_RULES = re.compile(
    r"(?:(?P<count>\d{1,4}) ?(?P<unit>h(?:ours?)?|d(?:ays?)?)?)?(?: ?(?P<which>all|everything|feeds?))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ApprovalChannel:
    """A server's approval channel, how many articles wait there, and whether any channel gets what is approved."""

    subscription: Subscription
    rules: ApprovalRules
    waiting: int
    has_readers: bool


class Approvals:
    """Approval in all servers. The caller checks the rights of the person who asks."""

    def __init__(self, store: Store, delivery_worker: DeliveryWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._delivery_worker = delivery_worker
        self._clock = clock
        self._changing = asyncio.Lock()

    async def channel(self, guild_id: int) -> ApprovalChannel | None:
        """The approval channel of a server, None if it has none."""
        return next(iter(await self._channels(guild_id)), None)

    async def set(self, guild_id: int, channel_id: int | None, typed: str, *, by: int) -> ApprovalChannel:
        """Makes a channel the approval channel, or changes the rules of the present one (``channel_id`` None).

        Raises InputError for rules that it does not understand, for a channel that gets posts, and without a channel.
        """
        async with self._changing:
            known = await self.channel(guild_id)
            rules = parse_rules(typed, known.rules if known is not None else ApprovalRules(DEFAULT_HOURS))
            if channel_id is None:
                if known is None:
                    msg = f"Say which channel articles wait in. For example: {command('announce approval #desk')}"
                    raise InputError(msg)
                channel_id = known.subscription.channel_id
            for subscription in await self._store.subscriptions(guild_id):
                if subscription.channel_id == channel_id and subscription.approval is None:
                    msg = (
                        f"New articles are posted in <#{channel_id}>: choose a channel that editors read, and readers "
                        "do not."
                    )
                    raise InputError(msg)
            await self._store.set_approval(guild_id, channel_id, rules, now=self._clock(), by=by)
            (changed,) = await self._channels(guild_id)
        self._delivery_worker.wake()
        log.info("approval.set", guild=guild_id, channel=channel_id, hours=rules.lapse_hours, by=by)
        return changed

    async def end(self, guild_id: int, *, by: int) -> ApprovalEnd:
        """Gives the approval channel up. Raises InputError if there is none."""
        async with self._changing:
            ended = await self._store.end_approval(guild_id, now=self._clock(), by=by)
        if ended is None:
            msg = "There is no approval channel here: new articles are posted without approval."
            raise InputError(msg)
        self._delivery_worker.wake()
        log.info("approval.ended", guild=guild_id, waiting=ended.waiting, dropped=ended.dropped, by=by)
        return ended

    async def _channels(self, guild_id: int) -> list[ApprovalChannel]:
        """The approval channel of a server, which has one or none."""
        subscriptions = await self._store.subscriptions(guild_id)
        waiting = await self._store.count_waiting(guild_id)
        return [
            ApprovalChannel(subscription, subscription.approval, waiting, len(subscriptions) > 1)
            for subscription in subscriptions
            if subscription.approval is not None
        ]

    async def decide(
        self, guild_id: int, approval_id: int, decided: ApprovalState, *, by: int, late: bool = False
    ) -> Decision:
        """Approves or drops an article. Raises NotFound or InputError as ``ApprovalStore.decide_approval`` does."""
        decision = await self._store.decide_approval(
            guild_id, approval_id, decided, now=self._clock(), by=by, late=late
        )
        if decision.is_new:
            self._delivery_worker.wake()
            log.info("approval.decided", guild=guild_id, card=approval_id, decided=decided, by=by)
        return decision


def ends_approval(typed: str) -> bool:
    """True if approval is to be switched off."""
    return typed.strip().casefold() in _END


def parse_rules(typed: str, known: ApprovalRules) -> ApprovalRules:
    """The rules that were typed; what is left out stays as it is. Raises InputError.

    >>> parse_rules("2 days all", ApprovalRules(24))
    ApprovalRules(lapse_hours=48, asks_editors=True)
    >>> parse_rules("feeds", ApprovalRules(12, asks_editors=True))
    ApprovalRules(lapse_hours=12, asks_editors=False)
    """
    words = " ".join(typed.split())
    match = _RULES.fullmatch(words) if len(words) <= MAX_TYPED else None
    if match is None:
        raise InputError(_not_a_time(words))
    hours, asks_editors = known.lapse_hours, known.asks_editors
    if match["count"]:
        hours = int(match["count"]) * (24 if (match["unit"] or "h").casefold().startswith("d") else 1)
        if not 1 <= hours <= MAX_HOURS:
            raise InputError(_not_a_time(words))
    if match["which"]:
        asks_editors = not match["which"].casefold().startswith("feed")
    return ApprovalRules(hours, asks_editors)


def _not_a_time(words: str) -> str:
    return (
        f"Articles cannot wait for “{shorten(words)}”: write a time from 1 hour to {MAX_HOURS // 24} days, as 12 hours "
        "or 2 days, perhaps with all or feeds behind it, or off."
    )
