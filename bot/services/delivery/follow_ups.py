"""Follow-ups of posts: edits them when their article changes, publishes them, deletes duplicates.

Each follow-up stays in its row until it is done: it waits for its next attempt, or for access to the channel. One that
can never be done (the post or its channel was deleted) is kept with the reason.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.models.delivery import FollowUpKind, FollowUpState
from bot.services.delivery.backoff import BACKOFF_MAX_SECONDS, backoff_seconds
from bot.services.delivery.errors import (
    INTERNAL_ERROR,
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    ReaderGone,
    TransientError,
    Unconfirmed,
)
from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.posted_articles import digest_of, posted_article
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, LEASE_SECONDS, MessageRef, with_timeout
from bot.services.task_slots import TaskSlots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.delivery import Delivery, FollowUp
    from bot.services.delivery.sender import Sender
    from bot.store.protocols.store import Store

__all__ = ["FollowUps"]

log = structlog.get_logger(__name__)

MAX_IN_FLIGHT, MAX_IN_FLIGHT_PER_GUILD = 10, 3


class FollowUps:
    """Does due follow-ups: several at once, one after the other in each channel, with servers taking turns."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self.wake = asyncio.Event()
        """Set when a follow-up may have become due."""
        self._slots = TaskSlots(MAX_IN_FLIGHT, self.wake.set)

    async def start_due(self) -> int:
        """Starts what is due now, as far as there are free slots; returns the number of claimed follow-ups."""
        due = await self._store.claim_follow_ups(
            now=self._clock(),
            lease_seconds=LEASE_SECONDS,
            limit=self._slots.free,
            per_server=MAX_IN_FLIGHT_PER_GUILD,
            busy=self._slots.busy,
        )
        for task in due:
            self._slots.start(task.delivery.subscription_id, self._attempt(task))
        return len(due)

    async def run_due(self) -> int:
        """Does everything that is due now; returns the number of finished follow-ups."""
        return await self._slots.run_due(self.start_due)

    async def close(self) -> None:
        """Cancels what is running; it stays due."""
        await self._slots.close()

    async def _attempt(self, task: FollowUp) -> bool:
        """Does a follow-up and records the outcome; True if it is finished. Logs every fault instead of raising it."""
        try:
            return await self._do(task)
        except StorageError as error:
            log.warning("outbox.storage", follow_up=task.delivery.id, kind=task.kind, error=str(error))
        except Exception:
            log.exception("follow_up.failed", follow_up=task.delivery.id, kind=task.kind)
            try:
                await self._reschedule(task, INTERNAL_ERROR, None, unconfirmed_at=self._clock())
            except StorageError as error:  # it is due again when its claim expires
                log.warning("outbox.storage", follow_up=task.delivery.id, kind=task.kind, error=str(error))
        return False

    async def _do(self, task: FollowUp) -> bool:
        items = await self._items(task.delivery)
        try:
            await with_timeout(self._send(task, items))
        except TransientError as error:
            await self._retry_later(task, error)
            return False
        except ReaderGone:
            await self._store.end_reader(task.delivery.subscription_id)
            return True
        except (ChannelDeleted, PostRejected) as error:
            log.info("follow_up.impossible", delivery=task.delivery.id, kind=task.kind, reason=str(error))
            await self._set_state(task, FollowUpState.IMPOSSIBLE, str(error))
            return True
        except ChannelUnavailable as error:
            log.info("follow_up.blocked", delivery=task.delivery.id, kind=task.kind, reason=str(error))
            await self._set_state(task, FollowUpState.BLOCKED, str(error))
            return False
        await self._finish(task)
        return True

    async def _send(self, task: FollowUp, items: Sequence[AnalysedArticle]) -> None:
        row = task.delivery
        if row.message_id is None or not items:
            return
        message = MessageRef(row.message_id, row.thread_id or row.channel_id)
        key = idempotency_key(await self._store.installation_id(), row.batch_id if row.batch_id is not None else row.id)
        if task.kind is FollowUpKind.PUBLISH:
            await self._sender.publish(message)
        elif task.kind is FollowUpKind.EDIT:
            if row.reader is not None:
                await self._sender.check_reader(row.guild_id, row.reader)
            digest = await digest_of(self._store, row)
            await self._sender.edit(message, items, key=key, role_id=row.role_id, look=row.look, digest=digest)
        else:
            await self._delete_duplicates(row, message, items, key)

    async def _delete_duplicates(
        self, row: Delivery, message: MessageRef, items: Sequence[AnalysedArticle], key: str
    ) -> None:
        """Deletes the posts that a late request made in addition: keeps the recorded one, or else the oldest."""
        since = (row.first_attempt_at or self._clock()) - timedelta(seconds=LATE_EFFECT_SECONDS)
        found = await self._sender.find(row.channel_id, items, key=key, since=since)
        kept = message if message in found else next(iter(found), message)
        for duplicate in found:
            if duplicate != kept:
                await self._sender.delete(duplicate)
                log.warning("delivery.duplicate_deleted", delivery=row.id, channel=row.channel_id)

    async def _retry_later(self, task: FollowUp, error: TransientError) -> None:
        log.info("follow_up.later", delivery=task.delivery.id, kind=task.kind, reason=str(error))
        unconfirmed_at = self._clock() if isinstance(error, Unconfirmed) else task.unconfirmed_at
        await self._reschedule(task, str(error), error.retry_after, unconfirmed_at=unconfirmed_at)
        if error.retry_after is not None:  # a rate limit of the channel: others of this kind would run into it too
            at = self._clock() + timedelta(seconds=min(error.retry_after, BACKOFF_MAX_SECONDS))
            await self._store.postpone_follow_ups(task, at=at)

    async def _finish(self, task: FollowUp) -> None:
        """Marks a follow-up as done, unless an older edit may still take effect after it: then it is repeated later.

        Until then the time of the older edit is kept, because a newer edit needs the same repetition.
        """
        now = self._clock()
        if task.kind is FollowUpKind.EDIT and task.unconfirmed_at is not None:
            older = min(task.unconfirmed_at, now)
            at = older + timedelta(seconds=LATE_EFFECT_SECONDS)
            if at > now:
                await self._store.reschedule_follow_up(task, FollowUpState.DUE, None, at=at, unconfirmed_at=older)
                return
        await self._store.finish_follow_up(task)

    async def _reschedule(
        self, task: FollowUp, reason: str, retry_after: float | None, *, unconfirmed_at: datetime | None
    ) -> None:
        at = self._clock() + timedelta(seconds=backoff_seconds(task.attempts, retry_after))
        await self._store.reschedule_follow_up(task, FollowUpState.DUE, reason, at=at, unconfirmed_at=unconfirmed_at)

    async def _set_state(self, task: FollowUp, state: FollowUpState, reason: str) -> None:
        now = self._clock()
        await self._store.reschedule_follow_up(task, state, reason, at=now, unconfirmed_at=task.unconfirmed_at)

    async def _items(self, row: Delivery) -> list[AnalysedArticle]:
        """The articles of a post as they are now, including removed ones."""
        shared = [row] if row.batch_id is None else await self._store.deliveries_in_batch(row.batch_id)
        found = [await posted_article(self._store, one) for one in shared if one.message_id == row.message_id]
        return [item for item in found if item is not None]
