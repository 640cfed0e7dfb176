"""Tells the editors of a server, once, that a feed has failed for days, and once that it can be read again.

A notice goes to the channel in which its feed was added; if the bot cannot post there, to the first channel of the
server with new articles in which it can. A process that dies leaves it unconfirmed: then its message is searched for by
its key until the request can no longer take effect, and only then posted again. There is no hurry, so it does not rely
on the nonce of an earlier attempt.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.models.feeds import NoticeKind
from bot.models.guilds import SubscriptionState
from bot.services.delivery.backoff import backoff_seconds
from bot.services.delivery.errors import ChannelUnavailable, PostRejected, TransientError, Unconfirmed
from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.sender import with_timeout
from bot.services.delivery.unconfirmed_posts import UnconfirmedPosts, find_earlier_message
from bot.services.task_slots import TaskSlots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.models.feeds import FeedNotice
    from bot.services.delivery.sender import MessageRef, Sender
    from bot.store.protocols.store import Store

__all__ = ["CLOSED_SECONDS", "LEASE_SECONDS", "FeedNotices"]

log = structlog.get_logger(__name__)

MAX_IN_FLIGHT = 4
POLL_SECONDS = 20.0
"""How often the store is asked for notices that are due."""
MAX_CHANNELS = 5
"""In how many channels a notice is tried."""
LEASE_SECONDS = 600
"""How long a claimed notice is not due: more than the requests for ``MAX_CHANNELS`` channels may take."""
CLOSED_SECONDS = 3_600.0
"""When a notice is tried again for which no channel is open to the bot."""
KEY_PART = "feed"
"""Tells the keys of notices from those of posts, whose numbers may be the same."""


class FeedNotices:
    """Posts notices until it is cancelled. ``prefix`` gives the command prefix of a server."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        prefix: Callable[[int], Awaitable[str]],
        clock: Callable[[], datetime],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._sender = sender
        self._prefix = prefix
        self._clock = clock
        self._unconfirmed = UnconfirmedPosts(clock, monotonic)
        self._wake = asyncio.Event()
        self._slots = TaskSlots(MAX_IN_FLIGHT, self._wake.set)

    async def run(self) -> None:
        """Posts what is due, for ever."""
        await self._slots.run_forever(
            self._start_due, self._wake, seconds=POLL_SECONDS, storage_event="feed_notices.storage"
        )

    async def post_due(self) -> int:
        """Posts all notices that are due now; returns their number."""
        return await self._slots.run_due(self._start_due)

    async def _start_due(self) -> int:
        notices = await self._store.claim_feed_notices(
            now=self._clock(), lease_seconds=LEASE_SECONDS, limit=self._slots.free, busy=self._slots.busy
        )
        for notice in notices:
            self._slots.start(notice.id, self._attempt(notice))
        return len(notices)

    async def _attempt(self, notice: FeedNotice) -> bool:
        """Posts one notice; True if its message exists. Logs every fault instead of raising it."""
        try:
            return await self._deliver(notice)
        except StorageError as error:  # the claim expires, and a message that was made is found by its key
            log.warning("feed_notices.storage", notice=notice.id, error=str(error))
        except Exception:
            log.exception("feed_notice.internal_error", notice=notice.id, feed=notice.feed.id)
            with contextlib.suppress(StorageError):
                await self._retry(notice, backoff_seconds(notice.attempts + 1), self._unconfirmed_now(notice))
        return False

    async def _deliver(self, notice: FeedNotice) -> bool:
        earlier = _earlier_attempts(notice, self._clock())
        try:
            message = await self._earlier_message(notice)
            wait = self._unconfirmed.seconds_until_retry(notice, deduplicates=False)
            if message is None and wait:
                await self._retry(notice, min(wait, backoff_seconds(notice.attempts + 1)), earlier)
                return False
            earlier = None  # no earlier attempt can take effect any more
            if message is None and _is_outdated(notice):
                await self._store.skip_notices(notice.feed.id)
                return False
            message = message or await self._post(notice)
        except PostRejected as error:
            log.warning("feed_notice.refused", notice=notice.id, feed=notice.feed.id, reason=str(error))
            await self._store.skip_notices(notice.feed.id)
            return False
        except TransientError as error:
            log.info("feed_notice.later", notice=notice.id, feed=notice.feed.id, reason=str(error))
            may_exist = earlier is None and isinstance(error, Unconfirmed)  # else it was only searched for
            unconfirmed = self._unconfirmed_now(notice) if may_exist else earlier
            await self._retry(notice, backoff_seconds(notice.attempts + 1, error.retry_after), unconfirmed)
            return False
        if message is None:
            log.warning("feed_notice.no_channel", notice=notice.id, feed=notice.feed.id, guild=notice.feed.scope)
            await self._retry(notice, CLOSED_SECONDS, None)
            return False
        await self._store.mark_notice_sent(notice.id, message.message_id)
        self._unconfirmed.forget(notice.id)
        log.info("feed_notice.sent", notice=notice.id, feed=notice.feed.id, channel=message.channel_id)
        return True

    async def _earlier_message(self, notice: FeedNotice) -> MessageRef | None:
        """The message that an earlier, unconfirmed attempt made; None also if its channel was closed meanwhile."""
        if notice.channel_id is None:
            return None
        search = partial(self._sender.find_notice, notice.channel_id, notice, key=await self._key(notice))
        try:
            return await find_earlier_message(notice, self._clock(), search)
        except ChannelUnavailable as error:
            log.info("feed_notice.not_searched", notice=notice.id, channel=notice.channel_id, reason=str(error))
            return None

    async def _post(self, notice: FeedNotice) -> MessageRef | None:
        """Posts a notice in the first channel that takes it; None if none does."""
        key, prefix = await self._key(notice), await self._prefix(notice.feed.scope)
        for channel_id in await self._channels(notice):
            problem = await with_timeout(self._sender.access_problem(channel_id))
            if problem is None:
                await self._store.set_notice_channel(notice.id, channel_id)
                try:
                    return await with_timeout(self._sender.post_notice(channel_id, notice, key=key, prefix=prefix))
                except ChannelUnavailable as error:
                    problem = error
            log.info("feed_notice.closed", notice=notice.id, channel=channel_id, reason=str(problem))
        return None

    async def _channels(self, notice: FeedNotice) -> list[int]:
        """The channels in which a notice is tried, in this order: first where the one before it was posted.

        Of the channels that get articles, the approval channel comes first, which editors read.
        """
        subscriptions = await self._store.subscriptions(notice.feed.scope)
        by_readers = sorted(subscriptions, key=lambda sub: sub.approval is None)
        announcing = [sub.channel_id for sub in by_readers if sub.state is SubscriptionState.ACTIVE]
        known = dict.fromkeys((notice.channel_id, notice.feed.channel_id, *announcing))
        return [channel_id for channel_id in known if channel_id is not None][:MAX_CHANNELS]

    async def _key(self, notice: FeedNotice) -> str:
        return idempotency_key(f"{await self._store.installation_id()}-{KEY_PART}", notice.id)

    async def _retry(self, notice: FeedNotice, seconds: float, unconfirmed: tuple[datetime, datetime] | None) -> None:
        at = self._clock() + timedelta(seconds=seconds)
        await self._store.reschedule_notice(notice.id, at=at, unconfirmed=unconfirmed)

    def _unconfirmed_now(self, notice: FeedNotice) -> tuple[datetime, datetime]:
        """When the first of the attempts began that may have made the message, and when the last one ended: now."""
        self._unconfirmed.record_attempt(notice.id)
        now = self._clock()
        return min(notice.first_attempt_at or now, now), now


def _earlier_attempts(notice: FeedNotice, now: datetime) -> tuple[datetime, datetime] | None:
    """The times of the unconfirmed attempts; one in the future was written by a clock that was ahead."""
    if notice.unconfirmed_at is None:
        return None
    last = min(notice.unconfirmed_at, now)
    return min(notice.first_attempt_at or last, last), last


def _is_outdated(notice: FeedNotice) -> bool:
    """True if a feed is to be told of that can be read by now, or that an editor paused or resumed meanwhile."""
    return notice.kind is NoticeKind.FAILING and notice.feed.told_at is None
