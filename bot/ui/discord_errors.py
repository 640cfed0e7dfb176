"""Maps Discord's errors to delivery errors, each with its reason in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.delivery.errors import (
    CHANNEL_DELETED,
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    ReaderGone,
    TransientError,
    Unconfirmed,
    UnknownRejection,
)
from bot.ui.discord_error_codes import DiscordErrorCode as Code

if TYPE_CHECKING:
    from bot.ui.error_responses import ErrorResponse

__all__ = [
    "NO_TAG",
    "THREAD_LOCKED",
    "WRONG_TYPE",
    "ThreadArchived",
    "to_delivery_error",
]

OLD_EDITS_WAIT_SECONDS = 3_600.0
"""Pause after too many edits of messages that are older than an hour; Discord names none."""
THREAD_LOCKED = "the thread is locked: unlock it"
TOO_MANY_THREADS = "the server has as many open threads as Discord allows: archive some"
WRONG_TYPE = "nothing can be posted in a channel of that type"
NO_TAG = "the forum requires a tag and none fits: add one called News"


class ThreadArchived(ChannelUnavailable):
    """Nothing in the thread can be changed until it is reopened."""


Meaning = ChannelUnavailable | PostRejected | ReaderGone | TransientError
MEANINGS: dict[int, tuple[type[Meaning], str]] = {
    # A person must act: everything in the channel waits.
    Code.UNKNOWN_GUILD: (ChannelUnavailable, "I am no longer in that server: invite me again"),
    Code.MAX_THREAD_PARTICIPANTS: (
        ChannelUnavailable,
        "the thread has as many members as Discord allows: announce in another one",
    ),
    Code.ONLY_MODERATED_TAGS: (
        ChannelUnavailable,
        "all tags of the forum are for moderators only: add one called News that everyone may use",
    ),
    Code.TAG_REQUIRED: (ChannelUnavailable, NO_TAG),
    Code.MISSING_ACCESS: (ChannelUnavailable, "I cannot see the channel: grant me View Channel there"),
    Code.NON_TEXT_CHANNEL: (ChannelUnavailable, WRONG_TYPE),
    Code.MISSING_PERMISSIONS: (
        ChannelUnavailable,
        "I may not post there: grant me View Channel, Send Messages and Embed Links",
    ),
    Code.WRONG_CHANNEL_TYPE: (ChannelUnavailable, WRONG_TYPE),
    Code.THREAD_ARCHIVED: (ThreadArchived, "the thread is archived: reopen it"),
    Code.THREAD_LOCKED: (ChannelUnavailable, THREAD_LOCKED),
    Code.MAX_ACTIVE_THREADS: (ChannelUnavailable, TOO_MANY_THREADS),
    Code.MAX_ACTIVE_ANNOUNCEMENT_THREADS: (ChannelUnavailable, TOO_MANY_THREADS),
    Code.CANNOT_MESSAGE_USER: (
        ChannelUnavailable,
        "direct messages from me are not allowed: allow them in the settings",
    ),
    Code.UNKNOWN_CHANNEL: (ChannelDeleted, CHANNEL_DELETED),
    Code.UNKNOWN_MEMBER: (ReaderGone, "the person has left the server"),
    # Only this post is refused: another one may be accepted.
    Code.UNKNOWN_MESSAGE: (PostRejected, "its post was deleted"),
    Code.UNKNOWN_TAG: (PostRejected, "a tag of the forum was deleted"),
    Code.EXPLICIT_CONTENT: (PostRejected, "Discord classifies it as explicit content"),
    Code.REQUEST_TOO_LARGE: (PostRejected, "it is too large for Discord"),
    Code.EMPTY_MESSAGE: (PostRejected, "Discord considers it an empty message"),
    Code.INVALID_FORM_BODY: (PostRejected, "Discord considers a part of it invalid (50035)"),
    Code.AUTOMOD_BLOCKED_MESSAGE: (
        PostRejected,
        "the server’s AutoMod blocks words in it: exempt me from that rule for future posts",
    ),
    Code.AUTOMOD_BLOCKED_TITLE: (
        PostRejected,
        "the server’s AutoMod blocks its title: exempt me from that rule for future posts",
    ),
    Code.HARMFUL_LINK: (PostRejected, "Discord considers a link in it harmful"),
    # Transient: the problem passes by itself.
    Code.SLOW_MODE: (TransientError, "the channel is in slow mode"),
    Code.ANNOUNCEMENT_EDIT_RATE_LIMIT: (
        TransientError,
        "posts of the announcement channel were changed too often recently",
    ),
    Code.CHANNEL_WRITE_RATE_LIMIT: (TransientError, "the channel gets too many messages at the moment"),
    Code.SERVER_WRITE_RATE_LIMIT: (TransientError, "the server gets too many messages at the moment"),
    Code.MAX_EDITS_OF_OLD_MESSAGES: (TransientError, "older posts were changed too often recently"),
    Code.SENDING_TEMPORARILY_DISABLED: (TransientError, "Discord accepts no messages from me at the moment"),
    Code.RESOURCE_RATE_LIMITED: (TransientError, "Discord is busy at the moment"),
    Code.RESOURCE_OVERLOADED: (TransientError, "Discord is busy at the moment"),
}
"""The delivery error and the reason for each of Discord's error codes."""


def to_delivery_error(error: ErrorResponse) -> Meaning:
    """Returns the delivery error for a request that failed and was made only once."""
    status, code, retry_after = error.status, error.code, error.retry_after
    if status >= 500 or status == 408:
        return Unconfirmed(f"Discord answered {status}", retry_after)
    if code is None:
        error_class = Unconfirmed if status < 300 else TransientError
        return error_class(f"something between Discord and me answered {status}: check the network there", retry_after)
    if code in MEANINGS:
        return _known_error(code, retry_after)
    if status == 403:
        return ChannelUnavailable(f"Discord does not let me do that there ({code}): check my permissions")
    if status in (401, 429):
        return TransientError(f"Discord answered {status}", retry_after)
    return UnknownRejection(f"Discord refused it ({status}, {code})", retry_after)


def _known_error(code: int, retry_after: float | None) -> Meaning:
    error_class, reason = MEANINGS[code]
    if not issubclass(error_class, TransientError):
        return error_class(reason)
    if code == Code.MAX_EDITS_OF_OLD_MESSAGES:
        retry_after = retry_after or OLD_EDITS_WAIT_SECONDS
    return error_class(reason, retry_after)
