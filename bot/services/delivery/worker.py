"""Posting new articles: claims rows of the outbox and has them posted and followed up, side by side.

A delivery is pending, then claimed, then sent or skipped; or it failed, and waits in its row for its next try. The
store keeps each channel's order and lets a dead process's claims go. No request and no wait for a limit of Discord's
holds a place among the posts under way for longer than ``sending.REQUEST_SECONDS``.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.services.delivery.backoff import FIRST_PAUSE
from bot.services.delivery.channel_recovery import ChannelRecovery
from bot.services.delivery.follow_ups import FollowUps
from bot.services.delivery.posting import Posting
from bot.services.delivery.sender import idempotency_key, limited
from bot.services.delivery.task_slots import TaskSlots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
    from datetime import datetime

    from bot.models.delivery import Delivery
    from bot.services.delivery.sender import AnalysedArticle, Sender
    from bot.store.protocol import Store

__all__ = ["DeliveryWorker"]

log = structlog.get_logger(__name__)

LEASE_SECONDS = 120
"""More than the two requests and the writing that a post may take."""
AT_ONCE, PER_SERVER = 20, 5
POLL_SECONDS = 2.0
"""How often the outbox is looked at for what another process (``add`` on the command line) put there."""


class DeliveryWorker:
    """Delivers the outbox until it is told to stop."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._wake = asyncio.Event()
        self._slots = TaskSlots(AT_ONCE, self._wake.set)  # the next one in a line may be due
        self._follow_ups = FollowUps(store, sender, clock)
        self._posting = Posting(store, sender, clock, on_recheck=self._follow_ups.wake.set, monotonic=monotonic)
        self._reopening = ChannelRecovery(store, sender, clock)
        self._took_over = False

    def wake(self) -> None:
        """Something may be due: look now instead of at the next poll."""
        self._wake.set()
        self._follow_ups.wake.set()

    async def run(self) -> None:
        """Delivers for ever; a fault is logged and waited out, never the end of it."""
        try:
            await asyncio.gather(
                self._again_and_again(self._start_due, self._wake),
                self._again_and_again(self._follow_ups.start_due, self._follow_ups.wake),
                self._again_and_again(self._reopen, asyncio.Event()),
            )
        finally:
            await self._slots.close()
            await self._follow_ups.close()

    async def deliver_due(self) -> int:
        """Delivers everything that is due now, each channel's in order; how many posts were made."""
        before = self._slots.succeeded
        while await self._start_due() or self._slots.busy:
            await self._slots.wait()
        return self._slots.succeeded - before

    async def resume(self) -> int:
        """Makes paused channels active again where their trouble is over; how many."""
        return await self._reopening.look()

    async def do_follow_ups(self) -> int:
        """Edits and publishes what is due now; how many came to an end."""
        return await self._follow_ups.do_due()

    async def pause_deleted_channels(self, guild_ids: Collection[int]) -> int:
        """Pauses what was to be posted in channels of these servers that were deleted; how many.

        Discord is asked about the channels of which it did not tell, so these must be servers of which it did.
        """
        return await self._reopening.pause_deleted(guild_ids)

    async def try_out(self, channel_id: int, item: AnalysedArticle, *, key: str) -> None:
        """Posts an article outside of the outbox. Raises NoAccess, Refused or TryLater."""
        await limited(self._sender.post(channel_id, [item], key=key, role_id=None))

    async def _again_and_again(self, step: Callable[[], Awaitable[object]], wake: asyncio.Event) -> None:
        while True:
            wake.clear()
            pause = POLL_SECONDS
            try:
                await step()
            except StorageError as error:
                log.warning("outbox.storage", error=str(error))
            except Exception:
                log.exception("outbox.failed")
                pause = FIRST_PAUSE
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), pause)

    async def _reopen(self) -> None:
        if await self.resume():
            self.wake()

    async def _start_due(self) -> int:
        """Begins the posts that are due, as many as may be under way; a slow channel holds up no other one."""
        if not self._took_over:
            await self._store.release_claims(now=self._clock())
            self._took_over = True
        if not self._slots.free:
            return 0
        claimed = await self._store.claim_deliveries(
            now=self._clock(),
            lease_seconds=LEASE_SECONDS,
            limit=self._slots.free,
            per_server=PER_SERVER,
            busy=self._slots.busy,
        )
        installation = await self._store.installation_id() if claimed else ""
        for first, rows in groupby(sorted(claimed, key=_post_of), key=_post_of):
            post = list(rows)
            self._slots.start(
                post[0].subscription_id, self._posting.attempt(post, idempotency_key(installation, first))
            )
        return len(claimed)


def _post_of(row: Delivery) -> int:
    return row.batch_id if row.batch_id is not None else row.id
