"""Rows of the outbox: articles to be posted in channels, and changes to posts that exist already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.models.approvals import Approval
from bot.models.feeds import Stage
from bot.models.follows import Reader
from bot.models.guilds import DEFAULT_LOOK, PostLook

__all__ = ["Delivery", "DeliveryState", "FollowUp", "FollowUpKind", "FollowUpState"]


class DeliveryState(StrEnum):
    """The state of a delivery: pending, then claimed, then sent, skipped, or failed and claimed again."""

    PENDING = "pending"
    """It has not been attempted yet."""
    CLAIMED = "claimed"
    """A worker is posting it."""
    SENT = "sent"
    """It was posted: final."""
    SKIPPED = "skipped"
    """It will never be posted: final."""
    FAILED = "failed"
    """The last attempt failed, and the next one is made at ``next_attempt_at``."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article to be posted in one channel, or posted there: a row of the outbox.

    Deliveries with the same ``batch_id`` share one post, which lists their articles. ``thread_id`` is the channel or
    thread that holds the message, if it is not ``channel_id`` itself. ``next_attempt_at`` is when the delivery is due;
    that of a claimed one is when its claim ends. An attempt is unconfirmed if it ended without an answer that says
    whether the message was created: ``unconfirmed_at`` is when the last such attempt ended, and ``first_attempt_at``
    when the first one began. If the channel was unsubscribed meanwhile (``unsubscribed``), the message is searched
    for, but not created. ``held_until`` is set while the channel's limits do not allow a post,
    or while it waits for others to share its post. ``stopped_at`` is the
    stage at which it was skipped, if that was decided when the article was added. ``again`` says in plain words why the
    post repeats a story that the channel has already; None if it does not. ``approval`` is set if this is the card of
    an article in an approval channel. ``digest_of`` is the local time of the digest that it is posted in, if it is.
    ``reader`` is the person whom it is for, if it is posted because somebody follows something of the article.
    """

    id: int
    article_id: int
    subscription_id: int
    guild_id: int
    channel_id: int
    state: DeliveryState
    reason: str | None
    attempts: int
    first_attempt_at: datetime | None
    next_attempt_at: datetime
    message_id: int | None
    batch_id: int | None = None
    thread_id: int | None = None
    role_id: int | None = None
    publish: bool = False
    unconfirmed_at: datetime | None = None
    unsubscribed: bool = False
    held_until: datetime | None = None
    stopped_at: Stage | None = None
    look: PostLook = DEFAULT_LOOK
    again: str | None = None
    approval: Approval | None = None
    digest_of: datetime | None = None
    reader: Reader | None = None


class FollowUpKind(StrEnum):
    """The kind of a change to an existing post."""

    EDIT = "edit"
    """Shows the article as it is now."""
    PUBLISH = "publish"
    """Publishes the post to the followers of an announcement channel."""
    DEDUPLICATE = "deduplicate"
    """Deletes further posts that unconfirmed attempts made."""


class FollowUpState(StrEnum):
    """The state of a follow-up that is not done; one that is done is deleted."""

    DUE = "due"
    """It is made as soon as ``next_attempt_at`` has come, which may be in the future."""
    BLOCKED = "blocked"
    """It waits until the bot has access to the channel again."""
    IMPOSSIBLE = "impossible"
    """It can never be made, and is kept so that people see the reason: final."""


@dataclass(frozen=True, slots=True)
class EmptyDigest:
    """A digest without an article, of which its channel is to be told.

    ``due`` is its time (UTC), ``digest_of`` the same by the clock of the server; ``is_repeated`` if an earlier attempt
    may have made the message.
    """

    subscription_id: int
    channel_id: int
    due: datetime
    digest_of: datetime
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A change that is still to be made to an existing post.

    ``revision`` counts how often the change was requested. ``unconfirmed_at`` is when the last attempt ended
    without an answer that says whether the change was made.
    """

    delivery: Delivery
    kind: FollowUpKind
    attempts: int
    next_attempt_at: datetime
    state: FollowUpState = FollowUpState.DUE
    reason: str | None = None
    revision: int = 1
    unconfirmed_at: datetime | None = None
