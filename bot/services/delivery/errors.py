"""What can go wrong with a request of delivery.

DeliveryError
├── ChannelUnavailable     the bot cannot post in the channel: wait until it can
│   └── ChannelDeleted     the channel or thread does not exist any more
├── ReaderGone             the person for whom a post is has left the server: nothing more is sent to them
├── PostRejected           Discord will never accept this post; later ones may be fine
└── TransientError         nothing was done; try again later
    ├── Unconfirmed        no answer, or an unclear one: the request may have taken effect, or may do so later
    └── UnknownRejection   Discord refused for a reason that this version does not know
"""

from __future__ import annotations

from bot.errors import DeliveryError

__all__ = [
    "CHANNEL_DELETED",
    "INTERNAL_ERROR",
    "ChannelDeleted",
    "ChannelUnavailable",
    "PostRejected",
    "ReaderGone",
    "TransientError",
    "Unconfirmed",
    "UnknownRejection",
]

CHANNEL_DELETED = "the channel no longer exists"
INTERNAL_ERROR = "something went wrong on my side: see the log"


class ChannelUnavailable(DeliveryError):
    """The bot cannot post in the channel; what is due there waits until it can."""


class ChannelDeleted(ChannelUnavailable):
    """The channel or thread was deleted."""


class ReaderGone(DeliveryError):
    """The person for whom a post is is not a member of its server."""


class PostRejected(DeliveryError):
    """Discord will never accept this post; later ones may be fine."""


class TransientError(DeliveryError):
    """Nothing was done. ``retry_after`` is the delay in seconds that Discord asks for, if any."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unconfirmed(TransientError):
    """The answer was an error, or none came in time: the request may have taken effect, or may do so later."""


class UnknownRejection(TransientError):
    """Discord refused for a reason that is not known here, perhaps only for the moment."""
