"""The channels in which new articles are posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.filters import ChannelFilter, ChannelLimits, PostingAgain
    from bot.models.guilds import PostLook, Subscription
    from bot.store.protocols.filters import Verdict

__all__ = ["MAX_DELETED_CHANNELS", "SubscriptionStore"]

MAX_DELETED_CHANNELS = 25
"""How many subscriptions of deleted channels are kept for each server, so that people see what happened."""


class SubscriptionStore(Protocol):
    """Keeps the subscriptions of channels; those of people are in ``FollowStore``, and are only paused here."""

    async def subscribe(self, guild_id: int, channel_id: int, *, now: datetime, by: int | None) -> Subscription:
        """Subscribes a channel to new articles, or resumes its subscription. Idempotent.

        It must not be the approval channel of its server.
        """
        ...

    async def unsubscribe(self, guild_id: int, channel_id: int) -> bool:
        """Ends a subscription and deletes its pending deliveries; False if there is none, or in an approval channel.

        Messages that exist, or may exist because an attempt to post is under way or unconfirmed, are still updated.
        """
        ...

    async def subscriptions(self, guild_id: int) -> list[Subscription]:
        """The subscriptions of a server, oldest first, that of its approval channel among them."""
        ...

    async def set_subscription_options(
        self, guild_id: int, channel_id: int, *, role_id: int | None, publish: bool
    ) -> bool:
        """Sets the role that posts mention, and whether they are published; False if there is no subscription."""
        ...

    async def set_post_look(self, guild_id: int, channel_id: int, look: PostLook) -> bool:
        """Sets how the posts in a channel look; False if there is no subscription."""
        ...

    async def set_subscription_filter(self, guild_id: int, channel_id: int, wanted: ChannelFilter) -> bool:
        """Sets which articles are posted from now on; False if there is no subscription.

        What waits already is still posted. ``ArticleStore.add_article`` compares each new article with the filters: one
        that a filter refuses gets a delivery that is skipped, with the reason.
        """
        ...

    async def set_subscription_limits(
        self, guild_id: int, channel_id: int, limits: ChannelLimits, *, now: datetime
    ) -> bool:
        """Sets when articles are posted, and releases what earlier limits held back; False if there is no subscription.

        ``OutboxStore.claim_deliveries`` keeps the limits.
        """
        ...

    async def set_posting_again(self, guild_id: int, channel_id: int, again: PostingAgain) -> bool:
        """Sets when later articles of a story that the channel has are posted; False if there is no subscription.

        ``ArticleStore.add_article`` decides so for each new article.
        """
        ...

    async def filter_verdicts(self, scope: int, wanted: ChannelFilter, article_ids: Sequence[int]) -> list[Verdict]:
        """Whether each of these articles would pass a filter of a server, and why."""
        ...

    async def pause_subscription(self, subscription_id: int, reason: str, *, channel_deleted: bool = False) -> bool:
        """Pauses a subscription, whose deliveries wait; False if it was paused already.

        ``channel_deleted`` is recorded even if the subscription was paused already. Of a server's subscriptions of
        deleted channels the newest ``MAX_DELETED_CHANNELS`` are kept.
        """
        ...

    async def resume_subscription(self, subscription_id: int) -> None:
        """Makes a paused subscription active, and its waiting deliveries due."""

    async def paused_subscriptions(self) -> list[Subscription]:
        """The paused subscriptions of all servers."""
        ...

    async def all_subscriptions(self) -> list[Subscription]:
        """The subscriptions of all servers, without those of deleted channels."""
        ...
