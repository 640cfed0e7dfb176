"""Maps Discord's errors to delivery errors, each with its reason in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.delivery.errors import (
    CHANNEL_DELETED,
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    TransientError,
    Unconfirmed,
    UnknownRejection,
)

if TYPE_CHECKING:
    from bot.ui.error_responses import ErrorResponse

__all__ = [
    "ALREADY_PUBLISHED",
    "NO_TAG",
    "THREAD_LOCKED",
    "UNKNOWN_CHANNEL",
    "UNKNOWN_MESSAGE",
    "WRONG_TYPE",
    "ThreadArchived",
    "to_delivery_error",
]

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
ALREADY_PUBLISHED, OLD_EDITS = 40033, 30046
OLD_EDITS_WAIT_SECONDS = 3_600.0
THREAD_LOCKED = "the thread is locked: unlock it"
TOO_MANY_THREADS = "the server has as many open threads as Discord allows: archive some"
WRONG_TYPE = "nothing can be posted in a channel of that type"
NO_TAG = "the forum requires a tag and none fits: add one called News"


class ThreadArchived(ChannelUnavailable):
    """Nothing in the thread can be changed until it is reopened."""


MEANINGS: dict[int, tuple[type[ChannelUnavailable | PostRejected | TransientError], str]] = {
    # A person must act: everything in the channel waits.
    10004: (ChannelUnavailable, "I am no longer in that server: invite me again"),
    30033: (ChannelUnavailable, "the thread has as many members as Discord allows: announce in another one"),
    40066: (
        ChannelUnavailable,
        "all tags of the forum are for moderators only: add one called News that everyone may use",
    ),
    40067: (ChannelUnavailable, NO_TAG),
    50001: (ChannelUnavailable, "I cannot see the channel: grant me View Channel there"),
    50008: (ChannelUnavailable, WRONG_TYPE),
    50013: (ChannelUnavailable, "I may not post there: grant me View Channel, Send Messages and Embed Links"),
    50024: (ChannelUnavailable, WRONG_TYPE),
    50083: (ThreadArchived, "the thread is archived: reopen it"),
    160005: (ChannelUnavailable, THREAD_LOCKED),
    160006: (ChannelUnavailable, TOO_MANY_THREADS),
    160007: (ChannelUnavailable, TOO_MANY_THREADS),
    UNKNOWN_CHANNEL: (ChannelDeleted, CHANNEL_DELETED),
    # Only this post is refused: another one may be accepted.
    UNKNOWN_MESSAGE: (PostRejected, "its post was deleted"),
    10087: (PostRejected, "a tag of the forum was deleted"),
    20009: (PostRejected, "Discord classifies it as explicit content"),
    40005: (PostRejected, "it is too large for Discord"),
    50006: (PostRejected, "Discord considers it an empty message"),
    50035: (PostRejected, "Discord considers a part of it invalid (50035)"),
    200000: (PostRejected, "the server’s AutoMod blocks words in it: exempt me from that rule for future posts"),
    200001: (PostRejected, "the server’s AutoMod blocks its title: exempt me from that rule for future posts"),
    240000: (PostRejected, "Discord considers a link in it harmful"),
    # Transient: the problem passes by itself.
    20016: (TransientError, "the channel is in slow mode"),
    20022: (TransientError, "posts of the announcement channel were changed too often recently"),
    20028: (TransientError, "the channel gets too many messages at the moment"),
    20029: (TransientError, "the server gets too many messages at the moment"),
    OLD_EDITS: (TransientError, "older posts were changed too often recently"),
    40004: (TransientError, "Discord accepts no messages from me at the moment"),
    40062: (TransientError, "Discord is busy at the moment"),
    130000: (TransientError, "Discord is busy at the moment"),
}
"""The delivery error and the reason for each of Discord's error codes."""


def to_delivery_error(error: ErrorResponse) -> ChannelUnavailable | PostRejected | TransientError:
    """Returns the delivery error for a request that failed and was made only once."""
    status, code, after = error.status, error.code, error.after
    if status >= 500 or status == 408:
        return Unconfirmed(f"Discord answered {status}", after)
    if code is None:
        maybe_done = Unconfirmed if status < 300 else TransientError
        return maybe_done(f"something between Discord and me answered {status}: check the network there", after)
    if code in MEANINGS:
        kind, said = MEANINGS[code]
        wait = after or (OLD_EDITS_WAIT_SECONDS if code == OLD_EDITS else None)
        return kind(said, wait) if issubclass(kind, TransientError) else kind(said)
    if status == 403:
        return ChannelUnavailable(f"Discord does not let me do that there ({code}): check my permissions")
    if status in (401, 429):
        return TransientError(f"Discord answered {status}", after)
    return UnknownRejection(f"Discord refused it ({status}, {code})", after)
