"""Makes one post from the rows of one channel that were claimed together, and records the outcome.

After an attempt whose outcome is unknown, the channel is searched for the post's idempotency key before the next
attempt, and ``unconfirmed_posts`` decides whether the post may be attempted again or only be searched for.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.models.approvals import ApprovalState
from bot.services.delivery.backoff import backoff_seconds
from bot.services.delivery.errors import (
    INTERNAL_ERROR,
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    ReaderGone,
    TransientError,
    Unconfirmed,
    UnknownRejection,
)
from bot.services.delivery.outcomes import OutcomeWriter
from bot.services.delivery.posted_articles import digest_of, posted_article
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, with_timeout
from bot.services.delivery.unconfirmed_posts import UnconfirmedPosts, find_earlier_message
from bot.store.protocols.approvals import LAPSED_REASON
from bot.store.protocols.outbox import ARTICLE_REMOVED_REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from bot.errors import DeliveryError
    from bot.models.analysed_article import AnalysedArticle
    from bot.models.delivery import Delivery
    from bot.services.delivery.sender import MessageRef, Sender
    from bot.store.protocols.store import Store

__all__ = ["Posting"]

log = structlog.get_logger(__name__)

MAX_UNEXPLAINED_ATTEMPTS = 12
"""Attempts of a post that Discord refuses for an unknown reason: more than an hour, with the delays in between."""
UNSUBSCRIBED = "posting in the channel was stopped before it was posted"
AWAITING_EARLIER_ATTEMPT = (
    "an earlier attempt may still appear: I search for it until it no longer can, and only then post again"
)


class Posting:
    """Makes posts. ``on_recheck`` is called for a post that an earlier attempt may have made too."""

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
        self._outcomes = OutcomeWriter(store, clock)
        self._unconfirmed_posts = UnconfirmedPosts(clock, monotonic)
        self._unexplained: Counter[int] = Counter()
        """By delivery: attempts that were refused for an unknown reason."""

    async def attempt(self, rows: Sequence[Delivery], key: str) -> bool:
        """Delivers the rows as one post; True if it was made. Logs every fault instead of raising it."""
        head = rows[0]
        try:
            return await self._deliver(rows, key)
        except StorageError as error:
            # The claim expires, and if the post was made, the next attempt finds it by its key.
            log.warning("outbox.storage", delivery=head.id, error=str(error))
        except Exception:
            log.exception("delivery.failed", delivery=head.id, channel=head.channel_id)
            with contextlib.suppress(StorageError):
                self._unconfirmed_posts.record_attempt(head.id)
                since = head.first_attempt_at or self._clock()
                delay = backoff_seconds(head.attempts)
                await self._outcomes.retry([row.id for row in rows], INTERNAL_ERROR, delay, unconfirmed_since=since)
        return False

    async def _deliver(self, rows: Sequence[Delivery], key: str) -> bool:
        """Makes one post of these rows and records the outcome; True if the post was made."""
        head = rows[0]
        items: Mapping[int, AnalysedArticle] = {
            row.id: item for row in rows if (item := await posted_article(self._store, row)) is not None
        }
        search = partial(self._sender.find, head.channel_id, list(items.values()), key=key)
        first_attempt_at = None
        try:
            message = await find_earlier_message(head, self._clock(), search) if items else None
            if message is None:
                items = await self._prepare(rows, items)
                if not items:
                    return False
                if head.reader is not None:
                    await with_timeout(self._sender.check_reader(head.guild_id, head.reader))
                first_attempt_at = self._first_attempt_at(head)
                message = await self._post(head, list(items.values()), key)
        except ReaderGone:
            await self._store.end_reader(head.subscription_id)
            log.info("reader.gone", guild=head.guild_id, subscription=head.subscription_id)
        except ChannelUnavailable as error:
            await self._pause_subscription(head, error)
            await self._outcomes.retry(items, str(error), 0)
        except PostRejected as error:
            await self._reject(head, items, error)
        except TransientError as error:
            await self._retry_later(head, items, error, first_attempt_at)
        else:
            await self._record_sent(head, items, message)
            return True
        return False

    async def _post(self, head: Delivery, items: Sequence[AnalysedArticle], key: str) -> MessageRef:
        digest = await digest_of(self._store, head)
        return await with_timeout(
            self._sender.post(head.channel_id, items, key=key, role_id=head.role_id, look=head.look, digest=digest)
        )

    async def _pause_subscription(self, head: Delivery, error: ChannelUnavailable) -> None:
        deleted = isinstance(error, ChannelDeleted)
        if await self._store.pause_subscription(head.subscription_id, str(error), channel_deleted=deleted):
            log.warning("subscription.paused", guild=head.guild_id, channel=head.channel_id, reason=str(error))

    async def _reject(self, head: Delivery, row_ids: Collection[int], error: DeliveryError) -> None:
        log.warning("delivery.refused", delivery=head.id, channel=head.channel_id, reason=str(error))
        await self._outcomes.skipped(row_ids, str(error))
        self._forget(head)

    async def _retry_later(
        self, head: Delivery, row_ids: Collection[int], error: TransientError, first_attempt_at: datetime | None
    ) -> None:
        """Schedules the next attempt; after many unexplained refusals the rows are skipped, so that others follow."""
        if isinstance(error, UnknownRejection):
            self._unexplained[head.id] += 1
        if self._unexplained[head.id] >= MAX_UNEXPLAINED_ATTEMPTS:
            await self._reject(head, row_ids, error)
            return
        log.info("delivery.later", delivery=head.id, attempts=head.attempts, reason=str(error))
        delay = backoff_seconds(head.attempts, error.retry_after)
        since = first_attempt_at if isinstance(error, Unconfirmed) else None
        if since is not None:
            self._unconfirmed_posts.record_attempt(head.id)
        await self._outcomes.retry(row_ids, str(error), delay, unconfirmed_since=since)

    def _forget(self, head: Delivery) -> None:
        self._unconfirmed_posts.forget(head.id)
        self._unexplained.pop(head.id, None)

    async def _prepare(
        self, rows: Sequence[Delivery], items: Mapping[int, AnalysedArticle]
    ) -> Mapping[int, AnalysedArticle]:
        """Returns what to post now; empty if nothing is left, or if an earlier attempt may still make the post.

        The outcome of rows that are not posted now is recorded.
        """
        head = rows[0]
        if self._unconfirmed_posts.seconds_until_retry(head, deduplicates=False) == 0:
            self._unconfirmed_posts.forget(head.id)
            return await self._skip_unwanted(rows, items)
        wait = await self._seconds_until_retry(head, items)
        if wait == 0:
            return items
        await self._search_later(head, items, wait)
        return {}

    async def _skip_unwanted(
        self, rows: Sequence[Delivery], items: Mapping[int, AnalysedArticle]
    ) -> Mapping[int, AnalysedArticle]:
        """Skips rows whose article was removed, whose channel was unsubscribed, or whose wait for approval is over.

        Returns the articles of the other rows.
        """
        wanted = {row_id: item for row_id, item in items.items() if _is_wanted(rows[0], item)}
        unwanted = [row.id for row in rows if row.id not in wanted]
        await self._outcomes.skipped(unwanted, _why_unwanted(rows[0]))
        return wanted

    async def _seconds_until_retry(self, head: Delivery, items: Mapping[int, AnalysedArticle]) -> float:
        """How long the post may only be searched for, because an earlier attempt may still make it; 0 if no longer."""
        is_wanted = any(_is_wanted(head, item) for item in items.values())
        deduplicates = is_wanted and await with_timeout(self._sender.deduplicates(head.channel_id))
        return self._unconfirmed_posts.seconds_until_retry(head, deduplicates=deduplicates)

    async def _search_later(self, head: Delivery, row_ids: Collection[int], wait: float) -> None:
        """Makes the rows due again within ``wait`` seconds, to search for the post of an earlier attempt."""
        # A stored time in the future was written by a clock that was ahead: the wait begins now.
        is_future = head.unconfirmed_at is not None and self._clock() < head.unconfirmed_at
        since = head.first_attempt_at if is_future else None
        delay = min(wait, backoff_seconds(head.attempts))
        await self._outcomes.retry(row_ids, AWAITING_EARLIER_ATTEMPT, delay, unconfirmed_since=since)

    def _first_attempt_at(self, head: Delivery) -> datetime:
        """When the first of the attempts began whose post may still be unseen, this one included."""
        if head.first_attempt_at is None or self._unconfirmed_posts.seconds_until_retry(head, deduplicates=False) == 0:
            return self._clock()
        return head.first_attempt_at

    async def _record_sent(self, head: Delivery, row_ids: Collection[int], message: MessageRef) -> None:
        recheck_at = None
        if head.unconfirmed_at is not None:
            recheck_at = self._clock() + timedelta(seconds=LATE_EFFECT_SECONDS)
        thread_id = message.channel_id if message.channel_id != head.channel_id else None
        await self._outcomes.sent(row_ids, message, thread_id=thread_id, recheck_at=recheck_at)
        self._forget(head)
        if recheck_at is not None:
            self._on_recheck()
        log.info("delivery.sent", delivery=head.id, articles=len(row_ids), channel=head.channel_id)


def _is_wanted(head: Delivery, item: AnalysedArticle) -> bool:
    """True if the article is still in the library, and its channel still subscribed; a card must still wait."""
    return item.article.removed_at is None and not head.unsubscribed and not _is_decided(head)


def _why_unwanted(head: Delivery) -> str:
    if _is_decided(head):
        return LAPSED_REASON
    return UNSUBSCRIBED if head.unsubscribed else ARTICLE_REMOVED_REASON


def _is_decided(head: Delivery) -> bool:
    """True if this is a card whose article no longer waits: without the card, that can only have lapsed."""
    return head.approval is not None and head.approval.state is not ApprovalState.WAITING
