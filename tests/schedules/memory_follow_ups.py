"""Follow-ups in memory, by the same rules as in SQLite."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.models.delivery import DeliveryState, FollowUp, FollowUpKind, FollowUpState
from bot.store.protocols.outbox import UNLIMITED
from schedules.memory_rows import FollowUpRow, MemoryRows, is_due, maybe_whole, whole


class MemoryFollowUps(MemoryRows):
    """The part of the store that concerns posts after they were made."""

    async def claim_follow_ups(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNLIMITED,
        busy: Collection[int] = (),
    ) -> list[FollowUp]:
        at = whole(now)
        due: dict[int, FollowUpRow] = {}
        for task in sorted(
            self.follow_ups.values(), key=lambda task: (task.next_attempt_at, task.delivery_id, task.kind)
        ):
            row = self.rows[task.delivery_id]
            ready = task.state is FollowUpState.DUE and is_due(task, at) and row.state is DeliveryState.SENT
            if ready and row.subscription_id not in busy:
                due.setdefault(row.subscription_id, task)
        claimed = []
        for task in self.turns(due.values(), per_server, busy)[:limit]:
            claimed.append(replace(self.follow_up(task), attempts=task.attempts + 1))
            task.attempts, task.unconfirmed_at = task.attempts + 1, at
            task.next_attempt_at = whole(now + timedelta(seconds=lease_seconds))
        return claimed

    async def finish_follow_up(self, task: FollowUp) -> None:
        row = self.follow_ups.get((task.delivery.id, task.kind))
        if row is not None and row.revision == task.revision:
            del self.follow_ups[task.delivery.id, task.kind]
        elif row is not None:
            row.unconfirmed_at = None

    async def reschedule_follow_up(
        self,
        task: FollowUp,
        state: FollowUpState,
        reason: str | None,
        *,
        at: datetime,
        unconfirmed_at: datetime | None,
    ) -> None:
        row = self.follow_ups.get((task.delivery.id, task.kind))
        if row is not None:
            row.unconfirmed_at = maybe_whole(unconfirmed_at)
            if row.revision == task.revision:
                row.state, row.reason, row.next_attempt_at = state, reason, whole(at)

    async def postpone_follow_ups(self, task: FollowUp, *, at: datetime) -> None:
        channel = task.delivery.subscription_id
        for row in self.follow_ups.values():
            same = row.kind is task.kind and self.rows[row.delivery_id].subscription_id == channel
            if same and row.state is FollowUpState.DUE:
                row.next_attempt_at = max(row.next_attempt_at, whole(at))

    async def blocked_channels(self) -> list[int]:
        tasks = [task for task in self.follow_ups.values() if task.state is FollowUpState.BLOCKED]
        return sorted({self._channel(task) for task in tasks})

    async def unblock_follow_ups(self, channel_id: int, *, now: datetime) -> int:
        tasks = [
            t for t in self.follow_ups.values() if t.state is FollowUpState.BLOCKED and self._channel(t) == channel_id
        ]
        for task in tasks:
            task.state, task.next_attempt_at = FollowUpState.DUE, whole(now)
        return len(tasks)

    async def follow_ups_of(self, guild_id: int, article_id: int) -> list[FollowUp]:
        batches = {row.batch_id for row in self.rows.values() if row.article_id == article_id} - {None}
        found = []
        for task in sorted(self.follow_ups.values(), key=lambda task: (task.delivery_id, task.kind)):
            known = self.follow_up(task)
            shared = task.kind is FollowUpKind.PUBLISH and self.rows[task.delivery_id].batch_id in batches
            if known.delivery.guild_id == guild_id and (known.delivery.article_id == article_id or shared):
                found.append(known)
        return found

    def _channel(self, task: FollowUpRow) -> int:
        row = self.rows[task.delivery_id]
        return row.thread_id or self.subs[row.subscription_id].channel_id
