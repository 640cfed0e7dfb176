"""The outbox: which article is to be posted in which channel, in the order of each channel.

A channel's deliveries are posted one after another in the order in which the articles were added (head of line). The
constants are rules that every implementation follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.delivery import Delivery

__all__ = [
    "ARTICLE_REMOVED_REASON",
    "BURST_LIMIT",
    "BURST_REASON",
    "BURST_SECONDS",
    "INTERRUPTED_REASON",
    "MAX_BATCH",
    "MAX_HEADS",
    "MAX_RETRY_DELAY_SECONDS",
    "SAME_STORY_REASON",
    "UNLIMITED",
    "OutboxStore",
]

BURST_LIMIT = 5
"""Posts in one channel within ``BURST_SECONDS``; further articles wait, and then share one post."""
BURST_SECONDS = 60
MAX_BATCH = 25
"""Articles in one shared post."""
MAX_RETRY_DELAY_SECONDS = 1_200
"""Longest time until a row's next attempt. A row that is due later was written by a wrong clock, and is due now.

What is held back for longer is looked at again after this time.
"""
MAX_HEADS = 500
"""How many due deliveries are looked at for a claim: more than are claimed, since limits may hold many of them back."""
UNLIMITED = 1_000_000
ARTICLE_REMOVED_REASON = "the article was removed before it was posted"
BURST_REASON = "more than five new articles in a minute: the next ones come as one list"
SAME_STORY_REASON = "another article tells the same, and its post there names this one"
INTERRUPTED_REASON = "the bot stopped while it was posting this"


class OutboxStore(Protocol):
    """Hands out deliveries that are due, and records their results."""

    async def claim_deliveries(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNLIMITED,
        busy: Collection[int] = (),
    ) -> list[Delivery]:
        """Claims deliveries that are due, for each active subscription at most the first one that is not done.

        Servers take turns. ``busy`` are the ids of subscriptions for which the caller still works on a delivery: they
        get no other one, and count towards the ``per_server`` deliveries that a server may have at the same time.

        If more than ``BURST_LIMIT`` articles wait for a channel, or it had as many posts within ``BURST_SECONDS``, the
        waiting ones share one post: they get the same ``batch_id``, and from now on are claimed together.

        While the limits of a channel do not allow a post, its first delivery is held back (``held_until``), and with it
        those behind it; afterwards they share one post too. A delivery whose message may exist is never held back.
        All that wait for a digest share its post: see ``protocols.digests``.

        A claim ends after ``lease_seconds``, so that the deliveries of a process that died are posted by the next one;
        the attempt counts as unconfirmed. Each claim adds one to ``attempts``, and sets ``first_attempt_at`` if no
        earlier attempt is unconfirmed.
        """
        ...

    async def release_claims(self, *, now: datetime) -> None:
        """Ends all claims: to be called once by a process that starts, before its first claim.

        If the process that made them still runs, both post the same article with the same idempotency key, so that
        Discord creates only one message.
        """

    async def mark_delivery_sent(
        self,
        delivery_id: int,
        message_id: int,
        *,
        now: datetime,
        thread_id: int | None = None,
        recheck_at: datetime | None = None,
    ) -> None:
        """Records the message that was posted, in this thread if that is not the channel itself.

        ``recheck_at`` is given if an earlier attempt may have created a message too: then the message is updated once,
        and duplicates of it are searched for at that time.
        """

    async def mark_delivery_skipped(self, delivery_id: int, reason: str) -> None:
        """Records that the article will not be posted; does nothing if the delivery is done already."""

    async def reschedule_delivery(
        self, delivery_id: int, reason: str, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None = None
    ) -> None:
        """Records a failed attempt and when the next one is due; does nothing if the delivery is done already.

        The delivery keeps its place in the channel's order. ``unconfirmed`` is given if the message may have been
        created: the times at which the first such attempt began and the last one ended.
        """

    async def heads_of_line(self, guild_id: int) -> dict[int, Delivery]:
        """For each subscription id of a server the first delivery that is not done, which the others wait for."""
        ...

    async def deliveries_of(self, guild_id: int, article_id: int) -> list[Delivery]:
        """The deliveries of an article in a server's channels, in any state, without those to people who follow it."""
        ...

    async def deliveries_in_batch(self, batch_id: int) -> list[Delivery]:
        """The deliveries that share a post, in the order in which it lists them."""
        ...
