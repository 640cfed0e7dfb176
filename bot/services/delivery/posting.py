"""One post: made of the rows of one channel that were claimed together, and what came of it recorded.

A post's key, made from the installation and its first row, names the post for ever. After a try of which nobody knows
what came of it, the channel is looked through for the key before a second try, and ``second_tries`` tells whether the
post may be made again or only be waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError, StorageError
from bot.services.delivery.backoff import backoff_seconds
from bot.services.delivery.sender import (
    FAULT,
    LATE_SECONDS,
    AnalysedArticle,
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    TransientError,
    Unconfirmed,
    Unexplained,
    limited,
)
from bot.services.delivery.unconfirmed_posts import UnconfirmedPosts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from datetime import datetime

    from bot.models.delivery import Delivery
    from bot.services.delivery.sender import MessageRef, Sender
    from bot.store.protocol import Store

__all__ = ["Posting"]

log = structlog.get_logger(__name__)

RECORD_TRIES, RECORD_PAUSE_SECONDS = 30, 2.0
UNEXPLAINED_TRIES = 12
"""Of a post that is refused for a reason not known here: over an hour, with the pauses in between."""
CLOCKS_APART_SECONDS = 600.0
"""How far our clock may be ahead of Discord's."""
REMOVED = "the article was removed before it was posted"
STOPPED = "the channel was taken off before it was posted"
MAY_BE_THERE = "an earlier try may still appear: I look for it until it no longer can, then post it again"


class Posting:
    """Makes posts; ``on_recheck`` is called for one that an earlier try may have made too."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        on_recheck: Callable[[], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._on_recheck = on_recheck
        self._second_tries = UnconfirmedPosts(clock, monotonic)
        self._unexplained: Counter[int] = Counter()
        """How often a delivery was refused for a reason that is not known here."""

    async def attempt(self, rows: Sequence[Delivery], key: str) -> bool:
        """Delivers, and survives what goes wrong on our side; whether the post is there."""
        try:
            return await self._deliver(rows, key)
        except StorageError as error:
            # The claim ends by itself; by its key a post that was made is known again.
            log.warning("outbox.storage", delivery=rows[0].id, error=str(error))
        except Exception:
            log.exception("delivery.failed", delivery=rows[0].id, channel=rows[0].channel_id)
            with contextlib.suppress(StorageError):
                pause = backoff_seconds(rows[0].attempts)
                self._second_tries.note(rows[0].id)
                tried = rows[0].first_try_at or self._clock()
                await self._retry([row.id for row in rows], FAULT, pause, unconfirmed=tried)
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
        except ChannelUnavailable as error:
            gone = isinstance(error, ChannelDeleted)
            if await self._store.pause_subscription(head.subscription_id, str(error), gone=gone):
                log.warning("subscription.paused", guild=head.guild_id, channel=head.channel_id, reason=str(error))
            await self._retry(items, str(error), 0)
        except PostRejected as error:
            await self._refused(head, items, error)
        except TransientError as error:
            if self._is_final(head, error):
                await self._refused(head, items, error)
                return False
            log.info("delivery.later", delivery=head.id, attempts=head.attempts, reason=str(error))
            pause = backoff_seconds(head.attempts, error.after)
            unconfirmed = first_try if isinstance(error, Unconfirmed) else None
            if unconfirmed is not None:
                self._second_tries.note(head.id)
            await self._retry(items, str(error), pause, unconfirmed=unconfirmed)
        else:
            await self._sent(head, items, placed)
            return True
        return False

    def _is_final(self, head: Delivery, error: TransientError) -> bool:
        """What nobody can explain is tried for a while, but blocks no line for ever."""
        if isinstance(error, Unexplained):
            self._unexplained[head.id] += 1
        return self._unexplained[head.id] >= UNEXPLAINED_TRIES

    async def _refused(self, head: Delivery, row_ids: Iterable[int], error: DeliveryError) -> None:
        log.warning("delivery.refused", delivery=head.id, channel=head.channel_id, reason=str(error))
        for row_id in row_ids:
            await self._record(partial(self._store.mark_delivery_skipped, row_id, str(error)))
        self._forget(head)

    def _forget(self, head: Delivery) -> None:
        self._second_tries.forget(head.id)
        self._unexplained.pop(head.id, None)

    async def _found(self, head: Delivery, items: Sequence[AnalysedArticle], key: str) -> MessageRef | None:
        """The post that an earlier, unconfirmed try made."""
        if head.unconfirmed_at is None or not items:
            return None
        since = min(head.first_try_at or head.unconfirmed_at, self._clock()) - timedelta(seconds=CLOCKS_APART_SECONDS)
        found = await limited(self._sender.find(head.channel_id, items, key=key, since=since))
        return found[0] if found else None

    async def _to_post(self, rows: Sequence[Delivery], items: dict[int, AnalysedArticle]) -> dict[int, AnalysedArticle]:
        """What may be posted now; empty where nothing is left, or where an earlier try may still make the post.

        An article that was removed meanwhile, or whose channel was taken off, is passed over once it is sure that no
        earlier try posted it.
        """
        head = rows[0]
        present = {i: item for i, item in items.items() if item.article.removed_at is None and not head.ended}
        recognised = bool(present) and head.unconfirmed_at is not None
        recognised = recognised and await limited(self._sender.deduplicates(head.channel_id))
        if self._second_tries.seconds_left(head, recognised=False) == 0:
            self._second_tries.forget(head.id)
            for row in rows:
                if row.id not in present:
                    await self._record(
                        partial(self._store.mark_delivery_skipped, row.id, STOPPED if head.ended else REMOVED)
                    )
            return present
        left = self._second_tries.seconds_left(head, recognised=recognised)
        if left == 0:
            return items
        # By a clock that was ahead: the wait begins now.
        ahead = head.unconfirmed_at is not None and self._clock() < head.unconfirmed_at
        rebased = head.first_try_at if ahead else None
        pause = min(left, backoff_seconds(head.attempts))
        await self._retry(items, MAY_BE_THERE, pause, unconfirmed=rebased)
        return {}

    def _first_try(self, head: Delivery) -> datetime:
        """When the first of the tries began whose post may still be unseen, this one included."""
        if head.first_try_at is None or self._second_tries.seconds_left(head, recognised=False) == 0:
            return self._clock()
        return head.first_try_at

    async def _sent(self, head: Delivery, items: Iterable[int], placed: MessageRef) -> None:
        now = self._clock()
        elsewhere = placed.channel_id if placed.channel_id != head.channel_id else None
        recheck = now + timedelta(seconds=LATE_SECONDS) if head.unconfirmed_at is not None else None
        ids = list(items)
        for row_id in ids:
            await self._record(
                partial(
                    self._store.mark_delivery_sent,
                    row_id,
                    placed.message_id,
                    now=now,
                    thread_id=elsewhere,
                    recheck_at=recheck,
                )
            )
        self._forget(head)
        if recheck is not None:
            self._on_recheck()
        log.info("delivery.sent", delivery=head.id, articles=len(ids), channel=head.channel_id)

    async def _item(self, row: Delivery) -> AnalysedArticle | None:
        """The article of a row as it is now, also a removed one: its post may be there already."""
        article = await self._store.article_by_id(row.guild_id, row.article_id, removed=True)
        analysis = await self._store.analysis(row.article_id)
        return AnalysedArticle(article, analysis) if article is not None and analysis is not None else None

    async def _retry(
        self, row_ids: Iterable[int], reason: str, pause: float, *, unconfirmed: datetime | None = None
    ) -> None:
        """Lets the rows wait; ``unconfirmed`` is when the first of the tries began of which nothing is known."""
        now = self._clock()
        at = now + timedelta(seconds=pause)
        tried = (unconfirmed, now) if unconfirmed is not None else None
        for row_id in row_ids:
            await self._record(partial(self._store.reschedule_delivery, row_id, reason, at=at, unconfirmed=tried))

    async def _record(self, change: Callable[[], Awaitable[None]]) -> None:
        """Writes down what came of a try, also where the database is locked or its disk full for a while.

        Raises StorageError where that lasts.
        """
        for _ in range(RECORD_TRIES):
            try:
                return await change()
            except StorageError as error:
                log.warning("outbox.storage", error=str(error))
            await asyncio.sleep(RECORD_PAUSE_SECONDS)
        return await change()
