"""Delivers the outbox: claims rows that are due, and runs posts, follow-ups and channel checks side by side.

``DeliveryState`` says through which states a row goes. The store keeps the order of each channel, and releases the
claims of a process that died. No request and no rate limit of Discord holds a slot for longer than
``sender.REQUEST_TIMEOUT_SECONDS``.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.services.delivery.backoff import BACKOFF_BASE_SECONDS
from bot.services.delivery.channel_recovery import ChannelRecovery
from bot.services.delivery.empty_digests import EmptyDigests
from bot.services.delivery.follow_ups import FollowUps
from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.posting import Posting
from bot.services.delivery.reader_notices import ReaderNotices
from bot.services.delivery.sender import LEASE_SECONDS, with_timeout
from bot.services.task_slots import TaskSlots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence
    from datetime import datetime

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.delivery import Delivery
    from bot.models.guilds import PostLook
    from bot.services.briefings import BriefingPage
    from bot.services.delivery.sender import Sender
    from bot.store.protocols.store import Store

__all__ = ["DeliveryWorker"]

log = structlog.get_logger(__name__)

MAX_IN_FLIGHT, MAX_IN_FLIGHT_PER_GUILD = 20, 5
POLL_SECONDS = 2.0
"""How often the outbox is checked for rows that another process (``add`` on the command line) wrote."""


class DeliveryWorker:
    """Delivers the outbox until it is cancelled."""

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
        self._slots = TaskSlots(MAX_IN_FLIGHT, self._wake.set)  # the next row of the same channel may be due now
        self._follow_ups = FollowUps(store, sender, clock)
        self._posting = Posting(store, sender, clock, on_recheck=self._follow_ups.wake.set, monotonic=monotonic)
        self._channel_recovery = ChannelRecovery(store, sender, clock)
        self._reader_notices = ReaderNotices(store, sender, clock)
        self._empty_digests = EmptyDigests(store, sender, clock)
        self._released_old_claims = False

    def wake(self) -> None:
        """Checks for due rows now instead of at the next poll."""
        self._wake.set()
        self._follow_ups.wake.set()

    async def run(self) -> None:
        """Delivers until it is cancelled. Faults are logged, and the work continues after a pause."""
        try:
            await asyncio.gather(
                self._poll(self._start_due, self._wake),
                self._poll(self._follow_ups.start_due, self._follow_ups.wake),
                self._poll(self._recover_channels, asyncio.Event()),
                self._poll(self.lapse_approvals, asyncio.Event()),
                self._poll(self.tell_readers, asyncio.Event()),
                self._poll(self.post_empty_digests, asyncio.Event()),
            )
        finally:
            await self._slots.close()
            await self._follow_ups.close()

    async def deliver_due(self) -> int:
        """Delivers everything that is due now, in each channel's order; returns the number of posts made."""
        return await self._slots.run_due(self._start_due)

    async def recover_channels(self) -> int:
        """Resumes paused channels that the bot can post in again; returns their number."""
        return await self._channel_recovery.recover()

    async def lapse_approvals(self) -> int:
        """Ends the wait of articles that nobody approved or dropped in time; returns their number."""
        lapsed = await self._store.lapse_approvals(now=self._clock())
        if lapsed:
            log.info("approvals.lapsed", articles=lapsed)
            self._follow_ups.wake.set()
        return lapsed

    async def tell_readers(self) -> int:
        """Tells people whom direct messages do not reach, where they asked; returns how many messages were made."""
        return await self._reader_notices.post_due()

    async def post_empty_digests(self) -> int:
        """Tells channels that nothing is new at the time of their digest; returns how many messages were made."""
        return await self._empty_digests.post_due()

    async def run_follow_ups(self) -> int:
        """Does the follow-ups that are due now; returns the number of finished ones."""
        return await self._follow_ups.run_due()

    async def pause_deleted_channels(self, guild_ids: Collection[int]) -> int:
        """Pauses the subscriptions of deleted channels in these servers; returns their number.

        A channel that is not in the gateway's cache is looked up with a request, so these must be servers whose
        channels the gateway has already sent.
        """
        return await self._channel_recovery.pause_deleted(guild_ids)

    async def post_test(
        self,
        channel_id: int,
        items: Sequence[AnalysedArticle],
        *,
        key: str,
        look: PostLook,
        digest: BriefingPage | None = None,
    ) -> None:
        """Posts articles as a test, outside the outbox. Raises the errors of ``delivery.errors``."""
        await with_timeout(
            self._sender.post(channel_id, items, key=key, role_id=None, look=look, digest=digest, test=True)
        )

    async def _poll(self, step: Callable[[], Awaitable[object]], wake: asyncio.Event) -> None:
        """Repeats a step, at the latest every ``POLL_SECONDS``; sooner when woken."""
        while True:
            wake.clear()
            pause = POLL_SECONDS
            try:
                await step()
            except StorageError as error:
                log.warning("outbox.storage", error=str(error))
            except Exception:
                log.exception("outbox.failed")
                pause = BACKOFF_BASE_SECONDS
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await wake.wait()

    async def _recover_channels(self) -> None:
        if await self.recover_channels():
            self.wake()

    async def _start_due(self) -> int:
        """Starts the posts that are due, as far as there are free slots; returns the number of claimed rows."""
        if not self._released_old_claims:
            await self._store.release_claims(now=self._clock())
            self._released_old_claims = True
        claimed = await self._store.claim_deliveries(
            now=self._clock(),
            lease_seconds=LEASE_SECONDS,
            limit=self._slots.free,
            per_server=MAX_IN_FLIGHT_PER_GUILD,
            busy=self._slots.busy,
        )
        installation = await self._store.installation_id() if claimed else ""
        for post_id, group in groupby(sorted(claimed, key=_post_id), key=_post_id):
            rows = list(group)
            key = idempotency_key(installation, post_id)
            self._slots.start(rows[0].subscription_id, self._posting.attempt(rows, key))
        return len(claimed)


def _post_id(row: Delivery) -> int:
    return row.batch_id if row.batch_id is not None else row.id
