"""What delivery asks of whoever can post: a protocol that Discord's side fulfils, and what may go wrong there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article

__all__ = [
    "CHANNEL_DELETED",
    "FAULT",
    "LATE_SECONDS",
    "REQUEST_SECONDS",
    "AnalysedArticle",
    "ChannelDeleted",
    "ChannelUnavailable",
    "MessageRef",
    "PostRejected",
    "Sender",
    "TransientError",
    "Unconfirmed",
    "Unexplained",
    "idempotency_key",
    "limited",
]

T = TypeVar("T")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
REQUEST_SECONDS = 20.0
"""How long delivery waits for one call of a ``Sender``; then it lets go of the place that the call held."""
LATE_SECONDS = 660.0
"""For so long a request whose answer did not arrive may still take effect at Discord."""
CHANNEL_DELETED = "the channel no longer exists"
FAULT = "something went wrong on my side: the log has more"


class ChannelUnavailable(DeliveryError):
    """The channel is closed to the bot: what is to be done there waits until that is over."""


class ChannelDeleted(ChannelUnavailable):
    """The channel, or the thread, was deleted."""


class PostRejected(DeliveryError):
    """Discord will never take this post; later ones may be fine."""


class TransientError(DeliveryError):
    """A passing fault: nothing was done. ``after`` seconds is Discord's own wish, where it has one."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Unconfirmed(TransientError):
    """The answer was an error, or none came in time: it may have been done, and it may still be done later."""


class Unexplained(TransientError):
    """Discord refused it for a reason that is not known here: nothing was done, and it may be for the moment only."""


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """An article of a post, with its reading; one that was removed is shown as that.

    ``test``: the post shows how posts look, and says so.
    """

    article: Article
    analysis: Analysis
    test: bool = False


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where a post is: the message, and the channel or thread that holds it."""

    message_id: int
    channel_id: int


class Sender(Protocol):
    """Puts posts into channels and changes them. All methods raise NoAccess, Refused or TryLater.

    Each method makes each of its requests once: whether there is a second try, and when, is for the caller to decide.
    """

    async def post(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, role_id: int | None
    ) -> MessageRef:
        """Posts one article, or several as a list. ``key`` names the post for ever, in at most 25 characters.

        Where ``deduplicates`` holds, a second try with the same key within two minutes finds the first one's message.
        """
        ...

    async def deduplicates(self, channel_id: int) -> bool:
        """Whether a second try is recognised by its key there, for some minutes (in forums it never is)."""
        ...

    async def find(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        """The posts with this key in the channel, the oldest first: more than one where a post was doubled.

        Looks among the newest ones in Discord's own order, and in channels also among those after ``since``.
        """
        ...

    async def edit(self, placed: MessageRef, items: Sequence[AnalysedArticle], *, key: str) -> None:
        """Makes a post show what its articles are now, also in an archived thread."""

    async def publish(self, placed: MessageRef) -> None:
        """Publishes a post of an announcement channel to its followers; does nothing in other channels."""

    async def delete(self, placed: MessageRef) -> None:
        """Deletes a post; one that is not there any more is no error."""

    def knows(self, channel_id: int) -> bool:
        """Whether Discord told of this channel by itself, so that ``trouble`` costs no request."""
        ...

    async def access_problem(self, channel_id: int) -> ChannelUnavailable | None:
        """What keeps the bot from posting there; None for nothing."""
        ...


async def limited(call: Awaitable[T]) -> T:
    """What a call of a ``Sender`` gives, if it does within ``REQUEST_SECONDS``. Raises Unconfirmed otherwise."""
    try:
        async with asyncio.timeout(REQUEST_SECONDS):
            return await call
    except TimeoutError as error:
        msg = f"Discord did not answer within {REQUEST_SECONDS:.0f} seconds"
        raise Unconfirmed(msg) from error


def idempotency_key(installation: str, first_row: int) -> str:
    """The name of a post among all posts of all installations, at most 25 characters [0-9a-z-]."""
    digits = ""
    while first_row:
        first_row, rest = divmod(first_row, 36)
        digits = DIGITS[rest] + digits
    return f"{installation}-{digits or '0'}"
