"""Posting new articles: claims rows of the outbox, hands them to a sender, records what came of it.

The store keeps each channel's order and lets a dead process's claims go. A post's key, made from the installation and
its first row, lets Discord recognise a second try for some minutes; after that the channel is looked through before
the post is made again.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.services.follow_ups import FollowUps
from bot.services.sending import Item, NoAccess, Refused, TryLater, post_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from datetime import datetime

    from bot.models import Delivery
    from bot.services.sending import Placed, Sender
    from bot.store.protocol import Store

__all__ = ["Courier"]

log = structlog.get_logger(__name__)

LEASE_SECONDS = 60
AT_ONCE = 10
POLL_SECONDS = 2.0
"""How often the outbox is looked at for what another process (``add`` on the command line) put there."""
RECORD_TRIES = 30
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0
NONCE_MEMORY_SECONDS = 120.0
"""For so long Discord surely recognises a second try ("the past few minutes")."""
CLOCKS_APART_SECONDS = 600.0
"""How far our clock may be ahead of Discord's."""
FAULT = "something went wrong on my side: the log has more"
REMOVED = "the article was removed before it was posted"


class Courier:
    """Delivers the outbox until it is told to stop."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._wake = asyncio.Event()
        self._random = random.Random()  # noqa: S311 - jitter, not a secret
        self._follow_ups = FollowUps(store, sender, clock, self._pause)
        self._under_way: dict[asyncio.Task[bool], int] = {}
        """Posts being made, each with the row that it is known by."""
        self._posted = 0
        self._took_over = False

    def wake(self) -> None:
        """Something may be due: look now instead of at the next poll."""
        self._wake.set()

    async def run(self) -> None:
        """Delivers for ever; a fault is logged and waited out, never the end of it."""
        try:
            await asyncio.gather(
                self._again_and_again(self._start_due, self._wake),
                self._again_and_again(self._after_posts, asyncio.Event()),
            )
        finally:
            for post in self._under_way:
                post.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def deliver_due(self) -> int:
        """Delivers everything that is due now, each channel's in order; how many posts were made."""
        before = self._posted
        while await self._start_due() or self._under_way:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        return self._posted - before

    async def resume(self) -> int:
        """Makes paused channels active again where their trouble is over; how many."""
        return await self._follow_ups.resume()

    async def do_follow_ups(self) -> int:
        """Edits and publishes what is due now; how many were done."""
        return await self._follow_ups.do_due()

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

    async def _after_posts(self) -> None:
        if await self.resume():
            self.wake()
        await self.do_follow_ups()

    async def _start_due(self) -> int:
        """Begins the posts that are due, as many as may be under way; a slow channel holds up no other one."""
        if not self._took_over:
            await self._store.release_claims(now=self._clock())
            self._took_over = True
        free = AT_ONCE - len(self._under_way)
        if not free:
            return 0
        claimed = await self._store.claim_deliveries(now=self._clock(), lease_seconds=LEASE_SECONDS, limit=free)
        installation = await self._store.installation_id() if claimed else ""
        for first, rows in groupby(sorted(claimed, key=_post_of), key=_post_of):
            if first not in self._under_way.values():  # else it takes long, and was claimed for longer just now
                post = asyncio.create_task(self._attempt(list(rows), post_key(installation, first)))
                self._under_way[post] = first
                post.add_done_callback(self._ended)
        return len(claimed)

    def _ended(self, post: asyncio.Task[bool]) -> None:
        del self._under_way[post]
        self._posted += not post.cancelled() and post.result()
        self.wake()  # the next in its line may be due

    async def _attempt(self, rows: Sequence[Delivery], key: str) -> bool:
        """Delivers, and survives what goes wrong on our side; whether the post is there."""
        try:
            return await self._deliver(rows, key)
        except StorageError as error:
            # The claim ends by itself; by its key a post that was made is known again.
            log.warning("outbox.storage", delivery=rows[0].id, error=str(error))
        except Exception:
            log.exception("delivery.failed", delivery=rows[0].id, channel=rows[0].channel_id)
            at = self._clock() + timedelta(seconds=self._pause(rows[0].attempts, None))
            with contextlib.suppress(StorageError):
                await self._retry([row.id for row in rows], FAULT, at=at)
        return False

    async def _deliver(self, rows: Sequence[Delivery], key: str) -> bool:
        """Makes one post of these rows and records what came of it; whether it is there."""
        head = rows[0]
        items = {}
        for row in rows:
            item = await self._item(row)
            if item is None:
                await self._record(partial(self._store.delivery_skipped, row.id, REMOVED))
            else:
                items[row.id] = item
        if not items:
            return False
        try:
            placed = await self._found(head, key) or await self._sender.post(
                head.channel_id, list(items.values()), key=key, role_id=head.role_id
            )
        except NoAccess as error:
            if await self._store.pause_subscription(head.subscription_id, str(error)):
                log.warning("subscription.paused", guild=head.guild_id, channel=head.channel_id, reason=str(error))
            await self._retry(items, str(error), at=self._clock())
        except Refused as error:
            log.warning("delivery.refused", delivery=head.id, channel=head.channel_id, reason=str(error))
            for row_id in items:
                await self._record(partial(self._store.delivery_skipped, row_id, str(error)))
        except TryLater as error:
            log.info("delivery.later", delivery=head.id, attempts=head.attempts, reason=str(error))
            pause = self._pause(head.attempts, error.after)
            await self._retry(items, str(error), at=self._clock() + timedelta(seconds=pause))
        else:
            now = self._clock()
            elsewhere = placed.channel_id if placed.channel_id != head.channel_id else None
            for row_id in items:
                sent = partial(self._store.delivery_sent, row_id, placed.message_id, now=now, posted_in=elsewhere)
                await self._record(sent)
            log.info("delivery.sent", delivery=head.id, articles=len(items), channel=head.channel_id)
            return True
        return False

    async def _item(self, row: Delivery) -> Item | None:
        article = await self._store.article_by_id(row.guild_id, row.article_id)
        analysis = await self._store.analysis(row.article_id)
        return Item(article, analysis) if article is not None and analysis is not None else None

    async def _found(self, head: Delivery, key: str) -> Placed | None:
        """A post that an earlier try made unseen, where Discord may no longer recognise a second one by itself."""
        if head.attempts < 2 or head.first_try_at is None:
            return None
        now = self._clock()
        age = (now - head.first_try_at).total_seconds()
        if 0 <= age < NONCE_MEMORY_SECONDS and await self._sender.recognises(head.channel_id):
            return None
        since = min(head.first_try_at, now) - timedelta(seconds=CLOCKS_APART_SECONDS)
        return await self._sender.find(head.channel_id, key=key, since=since)

    async def _retry(self, row_ids: Iterable[int], reason: str, *, at: datetime) -> None:
        for row_id in row_ids:
            await self._record(partial(self._store.delivery_retry, row_id, reason, at=at))

    async def _record(self, change: Callable[[], Awaitable[None]]) -> None:
        """Writes down what came of a try, also where the database is locked or its disk full for a while.

        Raises StorageError where that lasts.
        """
        for _ in range(RECORD_TRIES):
            try:
                return await change()
            except StorageError as error:
                log.warning("outbox.storage", error=str(error))
            await asyncio.sleep(POLL_SECONDS)
        return await change()

    def _pause(self, attempts: int, wished: float | None) -> float:
        """Seconds until the next try: doubling, at most 15 minutes, with jitter, not sooner than Discord asks."""
        backoff = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 10)) * self._random.uniform(0.75, 1.25)
        return max(backoff, min(wished or 0.0, LONGEST_PAUSE))


def _post_of(row: Delivery) -> int:
    return row.batch if row.batch is not None else row.id
