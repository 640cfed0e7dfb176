"""Channels that remember what was posted in them, as Discord does, and that fail now and then."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from conftest import Clock

from bot.models.analysed_article import AnalysedArticle
from bot.services.delivery.errors import ChannelUnavailable, TransientError, Unconfirmed
from bot.services.delivery.sender import MessageRef

NONCE_WINDOW = timedelta(minutes=3)
"""How long a repeated key is recognised."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message with articles, given by the first words of their texts."""

    id: int
    channel: int
    key: str
    at: datetime
    tokens: tuple[str, ...]


@dataclass
class Channels:
    """What all lives of the bot post to."""

    clock: Clock
    chance: random.Random
    posts: list[Post] = field(default_factory=list)
    made: int = 0
    deleted: int = 0
    """Posts that the bot made twice, and noticed."""
    is_calm: bool = False

    async def post(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, **_options: object
    ) -> MessageRef:
        trouble = 1.0 if self.is_calm else self.chance.random()
        if trouble < 0.03:
            msg = "limited"
            raise TransientError(msg, 60.0)
        post = next(iter(self._with_key(channel_id, key)), None)
        if post is None or self.clock() - post.at > NONCE_WINDOW:
            self.made += 1
            tokens = tuple(item.article.text.split()[0] for item in items)
            post = Post(self.made, channel_id, key, self.clock(), tokens)
            self.posts.append(post)
        if trouble < 0.06:
            msg = "Discord answered 502"
            raise Unconfirmed(msg)
        return MessageRef(post.id, channel_id)

    async def find(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        return [MessageRef(post.id, channel_id) for post in self._with_key(channel_id, key)]

    async def delete(self, message: MessageRef) -> None:
        kept = [post for post in self.posts if post.id != message.message_id]
        self.deleted += len(self.posts) - len(kept)
        self.posts = kept

    async def deduplicates(self, channel_id: int) -> bool:
        return True

    async def edit(self, message: MessageRef, items: Sequence[AnalysedArticle], **_options: object) -> None:
        """Changes no text."""

    async def publish(self, message: MessageRef) -> None:
        """No channel here is one for announcements."""

    def is_cached(self, channel_id: int) -> bool:
        return True

    async def access_problem(self, channel_id: int) -> ChannelUnavailable | None:
        return None

    def _with_key(self, channel_id: int, key: str) -> list[Post]:
        return [post for post in self.posts if (post.channel, post.key) == (channel_id, key)]
