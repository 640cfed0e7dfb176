"""What servers set: their settings, and the channels that get new articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["SUMMARY_LENGTHS", "GuildSettings", "Subscription", "SubscriptionState"]

SUMMARY_LENGTHS = {"short": 2, "medium": 4, "long": 8}
"""The lengths of a summary that people can choose, with their number of sentences."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What one server set; None means the bot's default."""

    guild_id: int
    prefix: str | None = None
    editor_role_id: int | None = None
    summary_length: str | None = None


class SubscriptionState(StrEnum):
    """Whether a channel gets new articles."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel that gets new articles. ``reason`` says in plain words why it is paused.

    Posts mention the role ``role_id``, where one is set, and are published (in announcement channels) with ``publish``.
    ``gone`` where the channel was deleted: then it is paused for good and does not count towards a server's limit.
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
    gone: bool = False
