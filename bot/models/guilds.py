"""Settings of Discord servers, and the channels in which new articles are posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.models.approvals import ApprovalRules
from bot.models.filters import EVERYTHING, NEVER_AGAIN, NO_LIMITS, ChannelFilter, ChannelLimits, PostingAgain

__all__ = [
    "DEFAULT_LENGTH",
    "DEFAULT_LOOK",
    "DEFAULT_ZONE",
    "SUMMARY_LENGTHS",
    "GuildSettings",
    "PostLook",
    "PostStyle",
    "Subscription",
    "SubscriptionState",
]

SUMMARY_LENGTHS = {"short": 45, "medium": 100, "long": 180}
"""The lengths of a summary that people can choose, in words: about two, four and eight sentences of news.

The first four sentences of an article have 88 to 102 words in the mean of a corpus. Where a summary was shorter than
they are, readers missed something twice as often.
"""
DEFAULT_LENGTH = "medium"
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """The settings of a server; None stands for the default."""

    guild_id: int
    prefix: str | None = None
    editor_role_id: int | None = None
    summary_length: str | None = None
    confirm_links: bool | None = None
    time_zone: str | None = None
    count_reading: bool | None = None


class PostStyle(StrEnum):
    """How much a post shows: everything, or the headline with one key sentence."""

    FULL = "full"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class PostLook:
    """How the posts in a channel look; ``picture`` adds that of the article's page as a thumbnail."""

    style: PostStyle = PostStyle.FULL
    picture: bool = False


DEFAULT_LOOK = PostLook()


class SubscriptionState(StrEnum):
    """The state of a subscription: new articles are posted, or wait."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel in which new articles are posted.

    ``reason`` says in plain words why the subscription is paused. Posts mention the role ``role_id`` if it is set, and
    are published, which only announcement channels allow, if ``publish`` is true. The subscription of a deleted
    channel is paused for good, and does not count towards a server's limit. ``filter`` says which articles are posted,
    ``limits`` when, and ``again`` when a story is posted once more. ``approval`` is set if this is the server's
    approval channel: then it does not get posts, but the cards of articles that wait for approval.
    """

    id: int
    guild_id: int
    channel_id: int
    state: SubscriptionState
    reason: str | None
    created_at: datetime
    created_by: int | None
    role_id: int | None = None
    publish: bool = False
    channel_deleted: bool = False
    filter: ChannelFilter = EVERYTHING
    limits: ChannelLimits = NO_LIMITS
    again: PostingAgain = NEVER_AGAIN
    look: PostLook = DEFAULT_LOOK
    approval: ApprovalRules | None = None
