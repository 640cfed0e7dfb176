"""Posting new articles: claims rows of the outbox, hands them to a sender, records what came of it.

The store keeps each channel's order and lets a dead process's claims go; a nonce made from the installation and the
row lets Discord recognise a second try of a post that it has taken already.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.errors import DeliveryError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models import Analysis, Article, Delivery
    from bot.store.protocol import Store

__all__ = ["Courier", "NoAccess", "Refused", "Sender", "TryLater"]

log = structlog.get_logger(__name__)

LEASE_SECONDS = 60
BATCH = 10
POLL_SECONDS = 2.0
"""How often the outbox is looked at for what another process (``add`` on the command line) put there."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0


class NoAccess(DeliveryError):
    """The channel is gone or closed to the bot: the subscription pauses until somebody acts."""


class Refused(DeliveryError):
    """Discord will never take this post; later ones may be fine."""


class TryLater(DeliveryError):
    """A passing fault; ``after`` seconds is Discord's own wish, where it has one."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Sender(Protocol):
    """Puts a post into a channel."""

    async def post(self, channel_id: int, article: Article, analysis: Analysis, *, nonce: str) -> int:
        """Posts an article and returns the message's id. Raises NoAccess, Refused or TryLater."""
        ...


class Courier:
    """Delivers the outbox until it is told to stop."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._wake = asyncio.Event()
        self._random = random.Random()  # noqa: S311 - jitter, not a secret

    def wake(self) -> None:
        """Something may be due: look now instead of at the next poll."""
        self._wake.set()

    async def run(self) -> None:
        """Delivers for ever; a fault is logged and waited out, never the end of it."""
        while True:
            self._wake.clear()
            pause = POLL_SECONDS
            try:
                await self.deliver_due()
            except StorageError as error:
                log.warning("outbox.storage", error=str(error))
            except Exception:
                log.exception("outbox.failed")
                pause = FIRST_PAUSE
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)

    async def deliver_due(self) -> int:
        """Delivers everything that is due now, each channel's in order; how many posts were made."""
        nonce_base = await self._store.installation_id()
        posted = 0
        while claimed := await self._store.claim_deliveries(
            now=self._clock(), lease_seconds=LEASE_SECONDS, limit=BATCH
        ):
            posted += sum(await asyncio.gather(*(self._deliver(row, nonce_base) for row in claimed)))
        return posted

    async def _deliver(self, row: Delivery, nonce_base: str) -> bool:
        article = await self._store.article_by_id(row.guild_id, row.article_id)
        analysis = await self._store.analysis(row.article_id)
        if article is None or analysis is None:
            await self._store.delivery_skipped(row.id, "the article was removed before it was posted")
            return False
        try:
            message_id = await self._sender.post(
                row.channel_id, article, analysis, nonce=f"{nonce_base}-{_base36(row.id)}"
            )
        except NoAccess as error:
            if await self._store.pause_subscription(row.subscription_id, str(error)):
                log.warning("subscription.paused", guild=row.guild_id, channel=row.channel_id, reason=str(error))
            await self._store.delivery_retry(row.id, str(error), at=self._clock())
        except Refused as error:
            log.warning("delivery.refused", delivery=row.id, channel=row.channel_id, reason=str(error))
            await self._store.delivery_skipped(row.id, str(error))
        except TryLater as error:
            at = self._clock() + timedelta(seconds=self._pause(row.attempts, error.after))
            log.info("delivery.later", delivery=row.id, attempts=row.attempts, reason=str(error))
            await self._store.delivery_retry(row.id, str(error), at=at)
        else:
            await self._store.delivery_sent(row.id, message_id, now=self._clock())
            log.info("delivery.sent", delivery=row.id, article=row.article_id, channel=row.channel_id)
            return True
        return False

    def _pause(self, attempts: int, wished: float | None) -> float:
        """Seconds until the next try: doubling, at most 15 minutes, with jitter, never sooner than Discord asks."""
        backoff = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 10)) * self._random.uniform(0.75, 1.25)
        return max(backoff, wished or 0.0)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text or "0"
