"""Deliveries in memory, by the same rules as in SQLite."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.models.delivery import Delivery, DeliveryState, FollowUpKind
from bot.models.filters import DigestSchedule
from bot.models.guilds import SubscriptionState
from bot.store.protocols.digests import MAX_DIGEST, digest_hold, digest_time, digest_waits_for
from bot.store.protocols.limits import DAY, MIN_HOLD_SECONDS, hold
from bot.store.protocols.outbox import (
    BURST_LIMIT,
    BURST_REASON,
    BURST_SECONDS,
    INTERRUPTED_REASON,
    MAX_BATCH,
    MAX_HEADS,
    MAX_RETRY_DELAY_SECONDS,
    UNLIMITED,
)
from schedules.memory_rows import FollowUpRow, MemoryRows, Row, is_due, may_be_there, whole


def _sent_at(row: Row) -> datetime:
    assert row.sent_at is not None
    return row.sent_at


def _recent(line: Sequence[Row], at: datetime) -> list[Row]:
    """Those that were posted within the seconds of a burst."""
    since = at - timedelta(seconds=BURST_SECONDS)
    return [row for row in line if row.sent_at is not None and since < row.sent_at <= at]


def _batch_digest(waiting: Sequence[Row], schedule: DigestSchedule, due: datetime) -> None:
    for row in waiting:
        row.held_until = due
    for row in waiting[:MAX_DIGEST]:
        row.batch_id, row.digest_of = waiting[0].id, digest_time(schedule, due)


class MemoryOutbox(MemoryRows):
    """The part of the store that concerns deliveries."""

    async def claim_deliveries(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNLIMITED,
        busy: Collection[int] = (),
    ) -> list[Delivery]:
        at = whole(now)
        heads = [row for row in self._heads().values() if is_due(row, at) and row.subscription_id not in busy]
        turns = self.turns(sorted(heads, key=lambda row: (row.next_attempt_at, row.id)), per_server, busy)
        due: list[Row] = []
        for head in turns[:MAX_HEADS] if limit > 0 else ():
            if self._is_ready(head, at):
                due.append(head)
                if len(due) == limit:
                    break
        ids = {head.id for head in due}
        shared = {head.batch_id for head in due} - {None}
        claimed = [
            row
            for row in sorted(self.rows.values(), key=lambda row: row.id)
            if not row.done and (row.batch_id in shared or (row.id in ids and is_due(row, at)))
        ]
        for row in claimed:
            was_claimed = row.state is DeliveryState.CLAIMED
            if (row.unconfirmed_at is None and not was_claimed) or row.first_attempt_at is None:
                row.first_attempt_at = at
            if was_claimed:
                row.unconfirmed_at = min(at, row.next_attempt_at)
            row.state, row.attempts = DeliveryState.CLAIMED, row.attempts + 1
            row.next_attempt_at = whole(now + timedelta(seconds=lease_seconds))
        return [self.delivery(row) for row in claimed]

    def _is_ready(self, head: Row, at: datetime) -> bool:
        """A list for a channel that has many waiting; a pause for one that had many just now, or that has limits."""
        if may_be_there(head):
            return True
        line = [row for row in self.rows.values() if row.subscription_id == head.subscription_id]
        schedule, due = self.subs[head.subscription_id].limits.digest, at
        if schedule is not None:
            due = digest_waits_for(schedule, made_at=head.next_attempt_at, held_until=head.held_until, now=at)
        if self._is_held(head, line, due, at):
            return False
        if head.attempts or head.batch_id is not None:
            return True
        waiting = [row for row in sorted(line, key=lambda row: row.id) if not row.done and not row.attempts]
        if schedule is not None:
            _batch_digest(waiting, schedule, due)
            return True
        recent = _recent(line, at)
        if len({row.message_id for row in recent}) >= BURST_LIMIT:
            first = min(map(_sent_at, recent))
            head.next_attempt_at, head.reason = first + timedelta(seconds=BURST_SECONDS), BURST_REASON
            return False
        was_held = head.held_until is not None
        if len(waiting) > BURST_LIMIT or ((was_held or head.reason == BURST_REASON) and len(waiting) > 1):
            for row in waiting[:MAX_BATCH]:
                row.batch_id = head.id
            for row in waiting[MAX_BATCH : MAX_BATCH + 1] if was_held else ():
                row.held_until = head.held_until
        return True

    def _is_held(self, head: Row, line: Collection[Row], due: datetime, at: datetime) -> bool:
        """True if the limits hold the head back; what was to be in a digest that failed for too long waits again."""
        limits = self.subs[head.subscription_id].limits
        sent = [row for row in line if row.sent_at is not None and at - DAY < row.sent_at <= at]
        posts = {row.message_id: row.sent_at for row in sorted(sent, key=_sent_at, reverse=True)}
        held = digest_hold(limits.digest, due, at) if limits.digest is not None else None
        held = held or hold(limits, sorted(filter(None, posts.values()), reverse=True), at)
        if held is None:
            return False
        for row in line if limits.digest is not None else ():
            in_batch = row is head or (head.batch_id is not None and row.batch_id == head.batch_id)
            if in_batch and not row.done and not may_be_there(row):
                row.batch_id, row.attempts = None, 0
        wait = min(max((held[0] - at).total_seconds(), MIN_HOLD_SECONDS), MAX_RETRY_DELAY_SECONDS)
        head.held_until, head.reason = whole(held[0]), held[1]
        head.next_attempt_at = whole(at + timedelta(seconds=wait))
        return True

    async def release_claims(self, *, now: datetime) -> None:
        at = whole(now)
        for row in self.rows.values():
            if row.state is DeliveryState.CLAIMED:
                row.state, row.reason = DeliveryState.FAILED, INTERRUPTED_REASON
                row.unconfirmed_at, row.next_attempt_at = min(at, row.next_attempt_at), at

    async def mark_delivery_sent(
        self,
        delivery_id: int,
        message_id: int,
        *,
        now: datetime,
        thread_id: int | None = None,
        recheck_at: datetime | None = None,
    ) -> None:
        row = self.rows.get(delivery_id)
        if row is None:
            return
        row.state, row.reason, row.message_id = DeliveryState.SENT, None, message_id
        row.thread_id, row.sent_at = thread_id, whole(now)
        wanted = {}
        if recheck_at is not None:
            wanted[FollowUpKind.EDIT] = whole(now)
        sharing = [r for r in self.rows.values() if row.batch_id is not None and r.batch_id == row.batch_id]
        if not any(r.id < row.id and r.state is not DeliveryState.SKIPPED for r in sharing):
            if recheck_at is not None:
                wanted[FollowUpKind.DEDUPLICATE] = whole(recheck_at)
            if self.subs[row.subscription_id].publish:
                wanted[FollowUpKind.PUBLISH] = whole(now)
        for kind, at in wanted.items():
            self.follow_ups.setdefault((row.id, kind), FollowUpRow(row.id, kind, at))

    async def mark_delivery_skipped(self, delivery_id: int, reason: str) -> None:
        row = self.rows.get(delivery_id)
        if row is not None and not row.done:
            row.state, row.reason = DeliveryState.SKIPPED, reason

    async def reschedule_delivery(
        self, delivery_id: int, reason: str, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None = None
    ) -> None:
        row = self.rows.get(delivery_id)
        if row is None or row.done:
            return
        row.state, row.reason, row.next_attempt_at = DeliveryState.FAILED, reason, whole(at)
        if unconfirmed is not None:
            row.first_attempt_at, row.unconfirmed_at = map(whole, unconfirmed)

    async def deliveries_of(self, guild_id: int, article_id: int) -> list[Delivery]:
        found = [row for row in self.rows.values() if row.article_id == article_id]
        return [self.delivery(row) for row in found if self.subs[row.subscription_id].guild_id == guild_id]

    async def heads_of_line(self, guild_id: int) -> dict[int, Delivery]:
        heads = self._heads(paused=True)
        return {sub: self.delivery(row) for sub, row in heads.items() if self.subs[sub].guild_id == guild_id}

    async def deliveries_in_batch(self, batch_id: int) -> list[Delivery]:
        return [self.delivery(row) for row in self.rows.values() if row.batch_id == batch_id]

    def _heads(self, *, paused: bool = False) -> dict[int, Row]:
        """The first open row of each active channel: a later one waits for it."""
        heads: dict[int, Row] = {}
        for row in self.rows.values():  # in the order of their numbers
            state = self.subs[row.subscription_id].state
            wanted = row.subscription_id not in self.unsubscribed or may_be_there(row)
            active = paused or (state is SubscriptionState.ACTIVE and wanted)
            if not row.done and active:
                heads.setdefault(row.subscription_id, row)
        return heads
