"""What people follow in a server, and where they get it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.filters import ChannelFilter
    from bot.models.follows import Following, ReaderNotice

__all__ = ["GROUPING_SECONDS", "FollowStore"]

GROUPING_SECONDS = 120
"""How long an article waits for others that the same person follows, with which it then shares a message."""


class FollowStore(Protocol):
    """Keeps what people follow. Their subscriptions are not among those of ``SubscriptionStore.subscriptions``.

    ``ArticleStore.add_article`` compares each new article with all that is followed, and adds a delivery for each
    person who follows something of it; ``OutboxStore.claim_deliveries`` keeps ``READER_LIMITS``.
    """

    async def follow(
        self,
        guild_id: int,
        user_id: int,
        channel_id: int,
        wanted: ChannelFilter,
        *,
        asked_in: int | None,
        now: datetime,
    ) -> bool:
        """Adds what a person follows in a server (``SHARED``: in direct messages); False if they do so already.

        They get it in this channel: that of their direct messages, or the thread ``asked_in``. What was paused there is
        resumed.
        """
        ...

    async def following(self, user_id: int, guild_id: int | None = None) -> list[Following]:
        """What a person follows in a server, or in all, oldest first."""
        ...

    async def count_readers(self, guild_id: int) -> int:
        """How many subscriptions of people a server has."""
        ...

    async def unfollow(self, user_id: int, follow_ids: list[int]) -> int:
        """Ends some of what a person follows; returns the number. What waits only because of these is not sent.

        Of a subscription with which nothing is followed any longer, nothing is kept.
        """
        ...

    async def end_reader(self, subscription_id: int) -> None:
        """Deletes a person's subscription with all that they follow by it."""

    async def resume_readers(
        self, user_id: int, guild_id: int | None = None, subscription_id: int | None = None
    ) -> int:
        """Resumes a person's paused subscriptions: all, those of a server, or one; returns their number."""
        ...

    async def claim_reader_notice(self, *, now: datetime, until: datetime) -> ReaderNotice | None:
        """A reader who is to be told that direct messages do not reach them, due again at ``until``; None if none is.

        ``SubscriptionStore.pause_subscription`` makes it due where a person asked in a server's channel.
        """
        ...

    async def reschedule_reader_notice(self, subscription_id: int, at: datetime | None) -> None:
        """The message surely does not exist, and the next attempt is due at this time; None: nothing is to be told."""
