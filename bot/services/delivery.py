"""Posting new articles: claims rows of the outbox, hands them to a sender, records what came of it.

A delivery is pending, then claimed, then sent or skipped; or it failed, and waits in its row for its next try. The
store keeps each channel's order and lets a dead process's claims go. A post's key, made from the installation and its
first row, names the post for ever: before a second try the channel is looked through for it, and ``second_tries``
tells whether the post may be made again or only be waited for. No request and no wait for a limit of Discord's holds a
place among the posts under way for longer than ``sending.REQUEST_SECONDS``.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.services.backoff import FIRST_PAUSE, Backoff
from bot.services.follow_ups import FollowUps
from bot.services.reopening import Reopening
from bot.services.second_tries import SecondTries
from bot.services.sending import (
    FAULT,
    LATE_SECONDS,
    Gone,
    Item,
    NoAccess,
    Refused,
    TryLater,
    Unconfirmed,
    limited,
    post_key,
)
from bot.services.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from datetime import datetime

    from bot.models import Delivery
    from bot.services.sending import Placed, Sender
    from bot.store.protocol import Store

__all__ = ["Courier"]

log = structlog.get_logger(__name__)

LEASE_SECONDS = 120
"""More than the two requests and the writing that a post may take."""
AT_ONCE, PER_SERVER = 20, 5
POLL_SECONDS = 2.0
"""How often the outbox is looked at for what another process (``add`` on the command line) put there."""
RECORD_TRIES = 30
CLOCKS_APART_SECONDS = 600.0
"""How far our clock may be ahead of Discord's."""
REMOVED = "the article was removed before it was posted"
MAY_BE_THERE = "an earlier try may still appear: I look for it until it no longer can, then post it again"


class Courier:
    """Delivers the outbox until it is told to stop."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._wake = asyncio.Event()
        self._backoff = Backoff()
        self._second_tries = SecondTries(clock)
        self._slots = Slots(AT_ONCE, self._wake.set)  # the next one in a line may be due
        self._follow_ups = FollowUps(store, sender, clock, self._backoff)
        self._reopening = Reopening(store, sender, clock)
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

    async def pause_deleted_channels(self) -> int:
        """Asks Discord about the channels that it did not tell of, and pauses those that were deleted; how many."""
        return await self._reopening.pause_deleted()

    async def try_out(self, channel_id: int, item: Item, *, key: str) -> None:
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
            self._slots.start(post[0].subscription_id, self._attempt(post, post_key(installation, first)))
        return len(claimed)

    async def _attempt(self, rows: Sequence[Delivery], key: str) -> bool:
        """Delivers, and survives what goes wrong on our side; whether the post is there."""
        try:
            return await self._deliver(rows, key)
        except StorageError as error:
            # The claim ends by itself; by its key a post that was made is known again.
            log.warning("outbox.storage", delivery=rows[0].id, error=str(error))
        except Exception:
            log.exception("delivery.failed", delivery=rows[0].id, channel=rows[0].channel_id)
            with contextlib.suppress(StorageError):
                pause = self._backoff.seconds(rows[0].attempts)
                self._second_tries.note(rows[0].id)
                await self._retry([row.id for row in rows], FAULT, pause, unconfirmed=self._first_try(rows[0]))
        return False

    async def _deliver(self, rows: Sequence[Delivery], key: str) -> bool:
        """Makes one post of these rows and records what came of it; whether it is there."""
        head = rows[0]
        items = {row.id: item for row in rows if (item := await self._item(row)) is not None}
        first_try = None
        try:
            placed = await self._found(head, list(items.values()), key)
            if placed is None:
                items = await self._to_post(rows, items)
                if not items:
                    return False
                first_try = self._first_try(head)
                placed = await limited(
                    self._sender.post(head.channel_id, list(items.values()), key=key, role_id=head.role_id)
                )
        except NoAccess as error:
            gone = isinstance(error, Gone)
            if await self._store.pause_subscription(head.subscription_id, str(error), gone=gone):
                log.warning("subscription.paused", guild=head.guild_id, channel=head.channel_id, reason=str(error))
            await self._retry(items, str(error), 0)
        except Refused as error:
            log.warning("delivery.refused", delivery=head.id, channel=head.channel_id, reason=str(error))
            for row_id in items:
                await self._record(partial(self._store.delivery_skipped, row_id, str(error)))
            self._second_tries.forget(head.id)
        except TryLater as error:
            log.info("delivery.later", delivery=head.id, attempts=head.attempts, reason=str(error))
            pause = self._backoff.seconds(head.attempts, error.after)
            unconfirmed = first_try if isinstance(error, Unconfirmed) else None
            if unconfirmed is not None:
                self._second_tries.note(head.id)
            await self._retry(items, str(error), pause, unconfirmed=unconfirmed)
        else:
            await self._sent(head, items, placed)
            return True
        return False

    async def _found(self, head: Delivery, items: Sequence[Item], key: str) -> Placed | None:
        """The post that an earlier, unconfirmed try made."""
        if head.unconfirmed_at is None or not items:
            return None
        since = min(head.first_try_at or head.unconfirmed_at, self._clock()) - timedelta(seconds=CLOCKS_APART_SECONDS)
        found = await limited(self._sender.find(head.channel_id, items, key=key, since=since))
        return found[0] if found else None

    async def _to_post(self, rows: Sequence[Delivery], items: dict[int, Item]) -> dict[int, Item]:
        """What may be posted now; empty where nothing is left, or where an earlier try may still make the post.

        An article that was removed meanwhile is passed over once it is sure that no earlier try posted it.
        """
        head = rows[0]
        present = {row_id: item for row_id, item in items.items() if item.article.removed_at is None}
        recognised = bool(present) and head.unconfirmed_at is not None
        recognised = recognised and await limited(self._sender.recognises(head.channel_id))
        if self._second_tries.seconds_left(head, recognised=False) == 0:
            for row in rows:
                if row.id not in present:
                    await self._record(partial(self._store.delivery_skipped, row.id, REMOVED))
            return present
        left = self._second_tries.seconds_left(head, recognised=recognised)
        if left == 0:
            return items
        now = self._clock()
        rebased = now if head.unconfirmed_at is not None and now < head.unconfirmed_at else None
        pause = min(left, self._backoff.seconds(head.attempts))
        await self._retry(items, MAY_BE_THERE, pause, unconfirmed=rebased)
        return {}

    def _first_try(self, head: Delivery) -> datetime:
        """When the first of the tries began whose post may still be unseen, this one included."""
        if head.first_try_at is None or self._second_tries.seconds_left(head, recognised=False) == 0:
            return self._clock()
        return head.first_try_at

    async def _sent(self, head: Delivery, items: Iterable[int], placed: Placed) -> None:
        now = self._clock()
        elsewhere = placed.channel_id if placed.channel_id != head.channel_id else None
        recheck = now + timedelta(seconds=LATE_SECONDS) if head.unconfirmed_at is not None else None
        ids = list(items)
        for row_id in ids:
            await self._record(
                partial(
                    self._store.delivery_sent,
                    row_id,
                    placed.message_id,
                    now=now,
                    posted_in=elsewhere,
                    recheck_at=recheck,
                )
            )
        self._second_tries.forget(head.id)
        if recheck is not None:
            self._follow_ups.wake.set()
        log.info("delivery.sent", delivery=head.id, articles=len(ids), channel=head.channel_id)

    async def _item(self, row: Delivery) -> Item | None:
        """The article of a row as it is now, also a removed one: its post may be there already."""
        article = await self._store.article_by_id(row.guild_id, row.article_id, removed=True)
        analysis = await self._store.analysis(row.article_id)
        return Item(article, analysis) if article is not None and analysis is not None else None

    async def _retry(
        self, row_ids: Iterable[int], reason: str, pause: float, *, unconfirmed: datetime | None = None
    ) -> None:
        """Lets the rows wait; ``unconfirmed`` is when the first of the tries began of which nothing is known."""
        now = self._clock()
        at = now + timedelta(seconds=pause)
        tried = (unconfirmed, now) if unconfirmed is not None else None
        for row_id in row_ids:
            await self._record(partial(self._store.delivery_retry, row_id, reason, at=at, unconfirmed=tried))

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


def _post_of(row: Delivery) -> int:
    return row.batch if row.batch is not None else row.id
