"""What delivery asks of whoever can post: a protocol that Discord's side fulfils, and what may go wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models import Analysis, Article

__all__ = ["Item", "NoAccess", "Placed", "Refused", "Sender", "TryLater", "post_key"]

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class NoAccess(DeliveryError):
    """The channel is gone or closed to the bot: the subscription pauses until that is over."""


class Refused(DeliveryError):
    """Discord will never take this post; later ones may be fine."""


class TryLater(DeliveryError):
    """A passing fault; ``after`` seconds is Discord's own wish, where it has one."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a post, with its reading; one that was removed is shown as that."""

    article: Article
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a post is: the message, and the channel or thread that holds it."""

    message_id: int
    channel_id: int


class Sender(Protocol):
    """Puts posts into channels and changes them. All methods raise NoAccess, Refused or TryLater."""

    async def post(self, channel_id: int, items: Sequence[Item], *, key: str, role_id: int | None) -> Placed:
        """Posts one article, or several as a list. ``key`` names the post for ever, in at most 25 characters.

        A second try with the same key, a few minutes later at the most, finds the first one's message.
        """
        ...

    async def recognises(self, channel_id: int) -> bool:
        """Whether a second try is recognised by its key there, for some minutes (in forums it never is)."""
        ...

    async def find(self, channel_id: int, *, key: str, since: datetime) -> Placed | None:
        """The post with this key where the channel has one that is not older than ``since``."""
        ...

    async def edit(self, placed: Placed, items: Sequence[Item], *, key: str) -> None:
        """Makes a post show what its articles are now."""

    async def publish(self, placed: Placed) -> None:
        """Publishes a post of an announcement channel to its followers; does nothing in other channels."""

    async def trouble(self, channel_id: int) -> str | None:
        """What keeps the bot from posting there, in plain words, as far as is known without asking Discord."""
        ...


def post_key(installation: str, first_row: int) -> str:
    """The name of a post among all posts of all installations, at most 25 characters [0-9a-z-]."""
    digits = ""
    while first_row:
        first_row, rest = divmod(first_row, 36)
        digits = DIGITS[rest] + digits
    return f"{installation}-{digits or '0'}"
