"""What happens to posts after they were made: they follow their article's edits, are published, lose their copies.

Each follow-up waits in its row until it is done: for its next try, or for access. Only what can never be done (the post
or its channel was deleted) is left, with its reason.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.models.delivery import FollowUpKind, FollowUpState
from bot.services.delivery.backoff import LONGEST_PAUSE, backoff_seconds
from bot.services.delivery.sender import (
    FAULT,
    LATE_SECONDS,
    AnalysedArticle,
    ChannelDeleted,
    ChannelUnavailable,
    MessageRef,
    PostRejected,
    TransientError,
    Unconfirmed,
    idempotency_key,
    limited,
)
from bot.services.delivery.task_slots import TaskSlots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.models.delivery import Delivery, FollowUp
    from bot.services.delivery.sender import Sender
    from bot.store.protocol import Store

__all__ = ["FollowUps"]

log = structlog.get_logger(__name__)

LEASE_SECONDS = 120
AT_ONCE, PER_SERVER = 10, 3


class FollowUps:
    """Does what is due with posts: many at once, in a channel one after the other, servers by turns."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self.wake = asyncio.Event()
        self._slots = TaskSlots(AT_ONCE, self.wake.set)

    async def start_due(self) -> int:
        """Begins what is due now, as much as may be under way; how many."""
        if not self._slots.free:
            return 0
        due = await self._store.claim_follow_ups(
            now=self._clock(),
            lease_seconds=LEASE_SECONDS,
            limit=self._slots.free,
            per_server=PER_SERVER,
            busy=self._slots.busy,
        )
        for task in due:
            self._slots.start(task.delivery.subscription_id, self._attempt(task))
        return len(due)

    async def do_due(self) -> int:
        """Does what is due now; how many came to an end."""
        before = self._slots.succeeded
        while await self.start_due() or self._slots.busy:
            await self._slots.wait()
        return self._slots.succeeded - before

    async def close(self) -> None:
        """Cancels what is under way; it stays due."""
        await self._slots.close()

    async def _attempt(self, task: FollowUp) -> bool:
        """Does it and records what came of it; whether it came to an end."""
        try:
            return await self._do(task)
        except StorageError as error:
            log.warning("outbox.storage", follow_up=task.delivery.id, kind=task.kind, error=str(error))
        except Exception:
            log.exception("follow_up.failed", follow_up=task.delivery.id, kind=task.kind)
            try:
                await self._later(task, FAULT, None, unconfirmed_at=self._clock())
            except StorageError as error:  # then it is due again when its claim ends
                log.warning("outbox.storage", follow_up=task.delivery.id, kind=task.kind, error=str(error))
        return False

    async def _do(self, task: FollowUp) -> bool:
        items = await self._items(task.delivery)
        try:
            await limited(self._act(task, items))
        except TransientError as error:
            log.info("follow_up.later", delivery=task.delivery.id, kind=task.kind, reason=str(error))
            unconfirmed = self._clock() if isinstance(error, Unconfirmed) else task.unconfirmed_at
            await self._later(task, str(error), error.after, unconfirmed_at=unconfirmed)
            if error.after is not None:  # a limit of the channel's: the others of this kind would run into it too
                at = self._clock() + timedelta(seconds=min(error.after, LONGEST_PAUSE))
                await self._store.postpone_follow_ups(task, at=at)
            return False
        except (ChannelDeleted, PostRejected) as error:
            log.info("follow_up.impossible", delivery=task.delivery.id, kind=task.kind, reason=str(error))
            await self._waits(task, FollowUpState.IMPOSSIBLE, str(error), at=self._clock())
        except ChannelUnavailable as error:
            log.info("follow_up.blocked", delivery=task.delivery.id, kind=task.kind, reason=str(error))
            await self._waits(task, FollowUpState.BLOCKED, str(error), at=self._clock())
            return False
        else:
            await self._done(task)
        return True

    async def _act(self, task: FollowUp, items: Sequence[AnalysedArticle]) -> None:
        row = task.delivery
        if row.message_id is None or not items:
            return
        placed = MessageRef(row.message_id, row.thread_id or row.channel_id)
        key = idempotency_key(await self._store.installation_id(), row.batch_id if row.batch_id is not None else row.id)
        if task.kind is FollowUpKind.PUBLISH:
            await self._sender.publish(placed)
        elif task.kind is FollowUpKind.EDIT:
            await self._sender.edit(placed, items, key=key)
        else:
            await self._deduplicate(row, placed, items, key)

    async def _deduplicate(self, row: Delivery, placed: MessageRef, items: Sequence[AnalysedArticle], key: str) -> None:
        """Deletes what a late request posted a second time: all but the post that is known, or else the oldest."""
        since = (row.first_try_at or self._clock()) - timedelta(seconds=LATE_SECONDS)
        found = await self._sender.find(row.channel_id, items, key=key, since=since)
        kept = placed if placed in found else next(iter(found), placed)
        for copy in found:
            if copy != kept:
                await self._sender.delete(copy)
                log.warning("delivery.copy_deleted", delivery=row.id, channel=row.channel_id)

    async def _done(self, task: FollowUp) -> None:
        """Done; but where an older edit may still land over it, it is made once more after that.

        Until then the older one is not forgotten: a newer edit, made meanwhile, needs the same.
        """
        now = self._clock()
        if task.kind is FollowUpKind.EDIT and task.unconfirmed_at is not None:
            older = min(task.unconfirmed_at, now)
            last = older + timedelta(seconds=LATE_SECONDS)
            if last > now:
                await self._store.follow_up_waits(task, FollowUpState.DUE, None, at=last, unconfirmed_at=older)
                return
        await self._store.finish_follow_up(task)

    async def _later(
        self, task: FollowUp, reason: str, wished: float | None, *, unconfirmed_at: datetime | None
    ) -> None:
        at = self._clock() + timedelta(seconds=backoff_seconds(task.attempts, wished))
        await self._store.follow_up_waits(task, FollowUpState.DUE, reason, at=at, unconfirmed_at=unconfirmed_at)

    async def _waits(self, task: FollowUp, state: FollowUpState, reason: str, *, at: datetime) -> None:
        await self._store.follow_up_waits(task, state, reason, at=at, unconfirmed_at=task.unconfirmed_at)

    async def _items(self, row: Delivery) -> list[AnalysedArticle]:
        """The articles of a post as they are now, removed ones included."""
        items = []
        for shared in [row] if row.batch_id is None else await self._store.batch(row.batch_id):
            article = await self._store.article_by_id(row.guild_id, shared.article_id, removed=True)
            analysis = await self._store.analysis(shared.article_id)
            if shared.message_id == row.message_id and article is not None and analysis is not None:
                items.append(AnalysedArticle(article, analysis))
        return items
