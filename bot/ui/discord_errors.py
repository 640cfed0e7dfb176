"""What Discord's errors mean for a post, in plain words; and what the bot lacks in a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

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
    from bot.ui.http_failures import ErrorAnswer

__all__ = [
    "ALREADY_PUBLISHED",
    "LOCKED",
    "NEEDED",
    "NO_TAG",
    "UNKNOWN_CHANNEL",
    "UNKNOWN_MESSAGE",
    "ThreadArchived",
    "lacking",
    "missing_permissions",
    "to_delivery_error",
]

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""Permissions that the bot needs in a channel it posts to (in a thread: send_messages_in_threads)."""
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
ALREADY_PUBLISHED, OLD_EDITS = 40033, 30046
AN_HOUR = 3_600.0
LOCKED = "the thread is locked: unlock it"
TOO_MANY_THREADS = "the server has as many open threads as Discord allows: archive some"
TIMED_OUT = "a moderator has put me in a time-out: lift it, or wait until it ends"
NO_TAG = "the forum requires a tag and none fits: give it one called News"


class ThreadArchived(ChannelUnavailable):
    """Nothing can be changed in the thread until it is opened."""


MEANINGS: dict[int, tuple[type[ChannelUnavailable | PostRejected | TransientError], str]] = {
    # Only a person can do something: whatever is to be done there waits.
    10004: (ChannelUnavailable, "I am no longer in that server: invite me again"),
    30033: (ChannelUnavailable, "the thread has as many members as Discord allows: announce in another one"),
    40066: (
        ChannelUnavailable,
        "all tags of the forum are for moderators only: give it one called News that all may use",
    ),
    40067: (ChannelUnavailable, NO_TAG),
    50001: (ChannelUnavailable, "I cannot see the channel: allow me View Channel there"),
    50008: (ChannelUnavailable, "nothing can be posted in a channel of that kind"),
    50013: (ChannelUnavailable, "I may not post there: allow me View Channel, Send Messages and Embed Links"),
    50024: (ChannelUnavailable, "nothing can be posted in a channel of that kind"),
    50083: (ThreadArchived, "the thread is archived: open it again"),
    160005: (ChannelUnavailable, LOCKED),
    160006: (ChannelUnavailable, TOO_MANY_THREADS),
    160007: (ChannelUnavailable, TOO_MANY_THREADS),
    UNKNOWN_CHANNEL: (ChannelDeleted, CHANNEL_DELETED),
    # About one post itself: another one may be fine.
    UNKNOWN_MESSAGE: (PostRejected, "its post was deleted"),
    10087: (PostRejected, "a tag of the forum was deleted"),
    20009: (PostRejected, "Discord takes it for explicit content"),
    40005: (PostRejected, "it is too large for Discord"),
    50006: (PostRejected, "Discord takes it for an empty message"),
    50035: (PostRejected, "Discord takes a part of it for wrong (50035)"),
    200000: (PostRejected, "the server’s AutoMod blocks its words: exempt me in that rule for the next ones"),
    200001: (PostRejected, "the server’s AutoMod blocks its title: exempt me in that rule for the next ones"),
    240000: (PostRejected, "Discord takes a link in it for harmful"),
    # Passes by itself.
    20016: (TransientError, "the channel is in slow mode"),
    20022: (TransientError, "posts of the announcement channel were changed too often just now"),
    20028: (TransientError, "the channel gets too many messages just now"),
    20029: (TransientError, "the server gets too many messages just now"),
    OLD_EDITS: (TransientError, "older posts were changed too often just now"),
    40004: (TransientError, "Discord takes no messages from me just now"),
    40062: (TransientError, "Discord is busy just now"),
    130000: (TransientError, "Discord is busy just now"),
}
"""What Discord's error codes mean for a post."""


def to_delivery_error(error: ErrorAnswer) -> ChannelUnavailable | PostRejected | TransientError:
    """What a failed request means that was made once."""
    status, code, after = error.status, error.code, error.after
    if status >= 500 or status == 408:
        return Unconfirmed(f"Discord answered {status}", after)
    if code is None:
        maybe_done = Unconfirmed if status < 300 else TransientError
        return maybe_done(f"something between Discord and me answered {status}: have its network looked at", after)
    if code in MEANINGS:
        kind, said = MEANINGS[code]
        wait = after or (AN_HOUR if code == OLD_EDITS else None)
        return kind(said, wait) if issubclass(kind, TransientError) else kind(said)
    if status == 403:
        return ChannelUnavailable(f"Discord does not let me do that there ({code}): check my permissions there")
    if status in (401, 429):
        return TransientError(f"Discord answered {status}", after)
    return UnknownRejection(f"Discord refused it ({status}, {code})", after)


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, me: discord.Member, *, in_thread: bool = False
) -> list[str]:
    """What the bot lacks to post there, or in the channel's threads, in Discord's own words; empty for nothing."""
    try:
        granted = channel.permissions_for(me)
    except discord.ClientException:  # a thread whose channel is not known (yet)
        return []
    needed = (
        ["send_messages_in_threads" if n == "send_messages" else n for n in NEEDED]
        if in_thread or isinstance(channel, discord.Thread)
        else NEEDED
    )
    return [name.replace("_", " ").title() for name in needed if not getattr(granted, name)]


def lacking(
    channel: discord.abc.GuildChannel | discord.Thread, *, in_thread: bool = False
) -> ChannelUnavailable | None:
    """The permissions that the bot lacks there as far as the gateway told, with what to do; None for nothing."""
    me: discord.Member | None = channel.guild.me
    if me is None:  # a server of which Discord told only a part
        return None
    if me.is_timed_out():
        return ChannelUnavailable(TIMED_OUT)
    missing = missing_permissions(channel, me, in_thread=in_thread)
    return ChannelUnavailable(f"I may not post there: allow me {', '.join(missing)}") if missing else None
