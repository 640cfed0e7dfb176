"""The protocol through which delivery posts, edits and finds messages. ``bot.ui`` implements it for Discord."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.models.guilds import DEFAULT_LOOK, PostLook
from bot.services.delivery.errors import Unconfirmed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence
    from datetime import datetime

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.delivery import EmptyDigest
    from bot.models.feeds import FeedNotice
    from bot.models.follows import Reader
    from bot.services.briefings import BriefingPage
    from bot.services.delivery.errors import ChannelUnavailable

__all__ = ["LATE_EFFECT_SECONDS", "LEASE_SECONDS", "REQUEST_TIMEOUT_SECONDS", "MessageRef", "Sender", "with_timeout"]

T = TypeVar("T")
REQUEST_TIMEOUT_SECONDS = 20.0
"""Time limit of one call of a ``Sender``, so that a slow channel does not hold its slot for longer."""
LEASE_SECONDS = 120
"""How long a task has a row of the store to itself: more than its two requests and its writing may take."""
LATE_EFFECT_SECONDS = 660.0
"""How long a request whose response was lost may still take effect at Discord."""


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message, with the channel or thread that holds it."""

    message_id: int
    channel_id: int


class Sender(Protocol):
    """Posts messages and changes them. Every method but ``is_cached`` raises the errors of ``delivery.errors``.

    Each method makes each of its requests once: the caller decides whether and when there is a second attempt.
    """

    async def post(
        self,
        channel_id: int,
        items: Sequence[AnalysedArticle],
        *,
        key: str,
        role_id: int | None,
        look: PostLook = DEFAULT_LOOK,
        digest: BriefingPage | None = None,
        test: bool = False,
    ) -> MessageRef:
        """Posts one article, or several as a list or as a ``digest``.

        ``key`` is the post's idempotency key, at most 25 characters. ``role_id`` is the role to mention; a ``test``
        post says that it is one. Where ``deduplicates`` is True, a second attempt with the same key within two minutes
        returns the first one's message.
        """
        ...

    async def deduplicates(self, channel_id: int) -> bool:
        """True if Discord recognises a repeated key in the channel, for some minutes. In forums it never does."""
        ...

    async def find(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        """The posts with this key in the channel, oldest first; several if a post was made twice.

        Searches the newest messages and, except in forums, also the first ones after ``since``.
        """
        ...

    async def post_notice(self, channel_id: int, notice: FeedNotice, *, key: str, prefix: str) -> MessageRef:
        """Posts what editors are to be told of a feed. ``prefix`` is the server's command prefix."""
        ...

    async def find_notice(self, channel_id: int, notice: FeedNotice, *, key: str, since: datetime) -> list[MessageRef]:
        """The messages of a notice with this key, as ``find`` finds those of a post."""
        ...

    async def check_reader(self, guild_id: int, reader: Reader) -> None:
        """Raises ReaderGone if a person has left a server, PostRejected if they may not see where they asked."""

    async def tell_reader(self, reader: Reader, *, key: str) -> MessageRef:
        """Tells a person, in the channel where they asked, that they cannot be sent direct messages."""
        ...

    async def find_told(self, channel_id: int, *, key: str, since: datetime) -> list[MessageRef]:
        """The messages of ``tell_reader`` with this key, as ``find`` finds those of a post."""
        ...

    async def post_empty_digest(self, digest: EmptyDigest, *, key: str) -> MessageRef:
        """Tells a channel that nothing is new at the time of its digest."""
        ...

    async def find_empty_digest(self, digest: EmptyDigest, *, key: str, since: datetime) -> list[MessageRef]:
        """The messages of ``post_empty_digest`` with this key, as ``find`` finds those of a post."""
        ...

    async def edit(
        self,
        message: MessageRef,
        items: Sequence[AnalysedArticle],
        *,
        key: str,
        role_id: int | None,
        look: PostLook = DEFAULT_LOOK,
        digest: BriefingPage | None = None,
    ) -> None:
        """Updates a post to the current state of its articles, also in an archived thread. Nobody is notified."""

    async def publish(self, message: MessageRef) -> None:
        """Publishes a post of an announcement channel to its followers; does nothing in other channels."""

    async def delete(self, message: MessageRef) -> None:
        """Deletes a post. Does nothing if the post does not exist any more."""

    def is_cached(self, channel_id: int) -> bool:
        """True if the channel is in the gateway's cache, so that ``access_problem`` needs no request."""
        ...

    async def access_problem(self, channel_id: int) -> ChannelUnavailable | None:
        """Why the bot cannot post in the channel, or None if it can."""
        ...


async def with_timeout(call: Awaitable[T]) -> T:
    """The result of a call of a ``Sender``. Raises Unconfirmed after ``REQUEST_TIMEOUT_SECONDS``."""
    try:
        async with asyncio.timeout(REQUEST_TIMEOUT_SECONDS):
            return await call
    except TimeoutError as error:
        msg = f"Discord did not answer within {REQUEST_TIMEOUT_SECONDS:.0f} seconds"
        raise Unconfirmed(msg) from error
