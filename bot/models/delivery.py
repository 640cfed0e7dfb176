"""Rows of the outbox: articles to be posted in channels, and changes to posts that exist already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Delivery", "DeliveryState", "FollowUp", "FollowUpKind", "FollowUpState", "LibraryStats"]


class DeliveryState(StrEnum):
    """The state of a delivery."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article to be posted in one channel, or posted there: a row of the outbox.

    Deliveries with the same ``batch_id`` share one post, which lists their articles. ``thread_id`` is the channel or
    thread that holds the message, if it is not ``channel_id`` itself. A try is unconfirmed if it ended without an
    answer that says whether the message was created: ``unconfirmed_at`` is when the last such try ended, and
    ``first_try_at`` when the first one began. If the channel was unsubscribed meanwhile (``unsubscribed``), the
    message is looked for, but not created.
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
    unsubscribed: bool = False


class FollowUpKind(StrEnum):
    """The kind of a change to an existing post: show the article as it is now, publish it, delete its duplicates."""

    EDIT = "edit"
    PUBLISH = "publish"
    DEDUPLICATE = "deduplicate"


class FollowUpState(StrEnum):
    """The state of a follow-up: it waits for its time, it waits for access to the channel, or it can never be done."""

    DUE = "due"
    BLOCKED = "blocked"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A change that is still to be made to an existing post.

    ``revision`` counts how often the change was requested. ``unconfirmed_at`` is when the last try ended that gave no
    answer whether the change was made.
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
    """Figures for monitoring: the number of articles (without removed ones) and of deliveries by state.

    ``pending`` is the number of articles that wait to be posted, without paused channels, where that is intended.
    ``oldest_pending_at`` is when the oldest of these was added.
    """

    articles: int
    deliveries: Mapping[DeliveryState, int]
    pending: int
    oldest_pending_at: datetime | None
