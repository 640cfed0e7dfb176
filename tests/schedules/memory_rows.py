"""What the store in memory keeps of deliveries and follow-ups, and the values that it makes of that."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.models.analysis import Analysis
from bot.models.articles import Article
from bot.models.delivery import Delivery, DeliveryState, FollowUp, FollowUpKind, FollowUpState
from bot.models.guilds import Subscription
from bot.store.protocols.outbox import MAX_RETRY_DELAY_SECONDS

T = TypeVar("T", bound="Row | FollowUpRow")


def whole(when: datetime) -> datetime:
    """In whole seconds."""
    return when.replace(microsecond=0)


def maybe_whole(when: datetime | None) -> datetime | None:
    return None if when is None else whole(when)


@dataclass(slots=True)
class Row:
    """A delivery without its subscription."""

    id: int
    article_id: int
    subscription_id: int
    next_attempt_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    reason: str | None = None
    attempts: int = 0
    first_attempt_at: datetime | None = None
    unconfirmed_at: datetime | None = None
    message_id: int | None = None
    batch_id: int | None = None
    thread_id: int | None = None
    sent_at: datetime | None = None
    held_until: datetime | None = None
    digest_of: datetime | None = None

    @property
    def done(self) -> bool:
        return self.state in (DeliveryState.SENT, DeliveryState.SKIPPED)


@dataclass(slots=True)
class FollowUpRow:
    """A follow-up without its delivery."""

    delivery_id: int
    kind: FollowUpKind
    next_attempt_at: datetime
    state: FollowUpState = FollowUpState.DUE
    reason: str | None = None
    revision: int = 1
    attempts: int = 0
    unconfirmed_at: datetime | None = None


def is_due(row: Row | FollowUpRow, at: datetime) -> bool:
    """One that waits longer than any row may was written by a clock that was wrong."""
    return row.next_attempt_at <= at or row.next_attempt_at > at + timedelta(seconds=MAX_RETRY_DELAY_SECONDS)


def may_be_there(row: Row) -> bool:
    """True if an attempt is under way, or ended without an answer that says whether the post was made."""
    return row.state is DeliveryState.CLAIMED or row.unconfirmed_at is not None


class MemoryRows:
    """What the store in memory holds."""

    def __init__(self) -> None:
        self.articles: dict[int, Article] = {}
        self.readings: dict[int, Analysis] = {}
        self.subs: dict[int, Subscription] = {}
        self.unsubscribed: set[int] = set()
        self.rows: dict[int, Row] = {}
        self.follow_ups: dict[tuple[int, FollowUpKind], FollowUpRow] = {}
        self.row_numbers, self.sub_numbers = itertools.count(1), itertools.count(1)

    def delivery(self, row: Row) -> Delivery:
        sub = self.subs[row.subscription_id]
        return Delivery(
            id=row.id,
            article_id=row.article_id,
            subscription_id=sub.id,
            guild_id=sub.guild_id,
            channel_id=sub.channel_id,
            state=row.state,
            reason=row.reason,
            attempts=row.attempts,
            first_attempt_at=row.first_attempt_at,
            next_attempt_at=row.next_attempt_at,
            message_id=row.message_id,
            batch_id=row.batch_id,
            thread_id=row.thread_id,
            role_id=sub.role_id,
            publish=sub.publish,
            unconfirmed_at=row.unconfirmed_at,
            unsubscribed=sub.id in self.unsubscribed,
            held_until=row.held_until,
            look=sub.look,
            digest_of=row.digest_of,
        )

    def follow_up(self, task: FollowUpRow) -> FollowUp:
        return FollowUp(
            self.delivery(self.rows[task.delivery_id]),
            task.kind,
            task.attempts,
            task.next_attempt_at,
            task.state,
            task.reason,
            task.revision,
            task.unconfirmed_at,
        )

    def turns(self, due: Iterable[T], per_server: int, busy: Collection[int]) -> Sequence[T]:
        """Each server's first before any server's second, and at most ``per_server`` of one under way."""
        taken = Counter(self.subs[number].guild_id for number in busy if number in self.subs)
        placed = []
        for row in due:
            delivery = row if isinstance(row, Row) else self.rows[row.delivery_id]
            guild = self.subs[delivery.subscription_id].guild_id
            taken[guild] += 1
            if taken[guild] <= per_server:
                placed.append((taken[guild], row))
        return [row for _, row in sorted(placed, key=lambda pair: pair[0])]
