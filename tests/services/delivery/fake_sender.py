"""A ``Sender`` that does what a test says, for delivery over a real store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import DeliveryError
from bot.models.analysed_article import AnalysedArticle
from bot.models.delivery import EmptyDigest
from bot.models.feeds import FeedNotice
from bot.models.follows import Reader
from bot.services.delivery.errors import ChannelUnavailable
from bot.services.delivery.sender import MessageRef

SLOW, QUICK = 1, 2
"""The channels that are subscribed."""
DESK = 3
"""An approval channel, where a test has one."""


async def at_once(channel_id: int) -> None:
    """A sender that nothing holds up."""


async def for_ever(channel_id: int) -> None:
    await asyncio.Event().wait()


@dataclass
class Channels:
    """A ``Sender`` that remembers what it was given; ``before`` is awaited first."""

    before: Callable[[int], Awaitable[None]] = at_once
    found: list[MessageRef] = field(default_factory=list)
    nonces: bool = True
    before_edit: Callable[[int], Awaitable[None]] = at_once
    posts: list[tuple[int, str]] = field(default_factory=list)
    edits: list[tuple[int, str]] = field(default_factory=list)
    looked: list[datetime] = field(default_factory=list)
    published: list[MessageRef] = field(default_factory=list)
    deleted: list[MessageRef] = field(default_factory=list)
    problems: dict[int, DeliveryError] = field(default_factory=dict)
    """By channel, what ``access_problem`` tells, or raises if it is none of a channel."""
    cached: bool = True
    asked: list[int] = field(default_factory=list)

    async def post(self, channel_id: int, items: list[AnalysedArticle], *, key: str, **_options: object) -> MessageRef:
        await self.before(channel_id)
        self.posts.append((channel_id, items[0].article.title))
        return MessageRef(900 + len(self.posts), channel_id)

    async def deduplicates(self, channel_id: int) -> bool:
        return self.nonces

    async def edit(self, message: MessageRef, items: list[AnalysedArticle], *, key: str, **_options: object) -> None:
        await self.before_edit(message.channel_id)
        self.edits.append((message.channel_id, items[0].article.title))

    def is_cached(self, channel_id: int) -> bool:
        return self.cached

    async def publish(self, message: MessageRef) -> None:
        self.published.append(message)

    async def delete(self, message: MessageRef) -> None:
        self.deleted.append(message)

    async def find(
        self, channel_id: int, items: list[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        self.looked.append(since)
        return self.found

    async def post_notice(self, channel_id: int, notice: FeedNotice, *, key: str, prefix: str) -> MessageRef:
        await self.before(channel_id)
        self.posts.append((channel_id, f"{notice.kind} {key}"))
        return MessageRef(900 + len(self.posts), channel_id)

    async def find_notice(self, channel_id: int, notice: FeedNotice, *, key: str, since: datetime) -> list[MessageRef]:
        self.looked.append(since)
        return [
            MessageRef(901 + place, channel)
            for place, (channel, posted) in enumerate(self.posts)
            if channel == channel_id and posted.endswith(f" {key}")
        ]

    async def check_reader(self, guild_id: int, reader: Reader) -> None:
        """Everyone may get everything."""

    async def tell_reader(self, reader: Reader, *, key: str) -> MessageRef:
        channel_id = reader.asked_in or 0
        await self.before(channel_id)
        self.posts.append((channel_id, f"told {reader.user_id} {key}"))
        return MessageRef(900 + len(self.posts), channel_id)

    async def find_told(self, channel_id: int, *, key: str, since: datetime) -> list[MessageRef]:
        self.looked.append(since)
        return [MessageRef(901, channel) for channel, posted in self.posts if posted.endswith(f" {key}")]

    async def post_empty_digest(self, digest: EmptyDigest, *, key: str) -> MessageRef:
        await self.before(digest.channel_id)
        self.posts.append((digest.channel_id, f"nothing at {digest.digest_of:%d %H:%M} {key}"))
        return MessageRef(900 + len(self.posts), digest.channel_id)

    async def find_empty_digest(self, digest: EmptyDigest, *, key: str, since: datetime) -> list[MessageRef]:
        return await self.find_told(digest.channel_id, key=key, since=since)

    async def access_problem(self, channel_id: int) -> ChannelUnavailable | None:
        self.asked.append(channel_id)
        problem = self.problems.get(channel_id)
        if problem is None or isinstance(problem, ChannelUnavailable):
            return problem
        raise problem
