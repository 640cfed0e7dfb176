"""Posts of articles in channels: rows of the outbox, and what is still to be done with posts that were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Delivery", "DeliveryState", "FollowUp", "FollowUpKind", "FollowUpState", "LibraryStats"]


class DeliveryState(StrEnum):
    """Where a post stands."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article for one channel: a row of the outbox.

    Rows with the same ``batch`` share one post, a list. ``thread_id`` is the channel or thread that holds the message.
    ``unconfirmed_at`` is when a try ended last without telling whether the message was made, ``first_try_at`` when the
    first of these tries began. ``ended``: the channel was taken off meanwhile, so the post is looked for, but not made.
    """

    id: int
    article_id: int
    subscription_id: int
    guild_id: int
    channel_id: int
    state: DeliveryState
    reason: str | None
    attempts: int
    first_try_at: datetime | None
    next_try_at: datetime
    message_id: int | None
    batch_id: int | None = None
    thread_id: int | None = None
    role_id: int | None = None
    publish: bool = False
    unconfirmed_at: datetime | None = None
    ended: bool = False


class FollowUpKind(StrEnum):
    """What is still to be done with a post."""

    EDIT = "edit"
    PUBLISH = "publish"
    DEDUPLICATE = "deduplicate"


class FollowUpState(StrEnum):
    """Where a follow-up stands: it waits for its time, it waits for access, or it can never be done."""

    DUE = "due"
    BLOCKED = "blocked"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done with a post that was made: bring it up to its article, publish it, delete its copies.

    ``revision`` counts how often it was asked for. ``unconfirmed_at`` is when a try ended last without telling
    whether it was done.
    """

    delivery: Delivery
    kind: FollowUpKind
    attempts: int
    next_try_at: datetime
    state: FollowUpState = FollowUpState.DUE
    reason: str | None = None
    revision: int = 1
    unconfirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """What an operator watches: articles that are not removed, posts by state, and how many of them wait.

    ``waiting`` leaves out paused channels, whose posts wait by intent; ``oldest`` is when the first of the others was
    added.
    """

    articles: int
    deliveries: Mapping[DeliveryState, int]
    waiting: int
    oldest: datetime | None
