"""What Discord's errors mean for a post, in plain words; and what the bot lacks in a channel."""

from __future__ import annotations

import discord

from bot.services.sending import CHANNEL_DELETED, Gone, NoAccess, Refused, TryLater, Unconfirmed

__all__ = [
    "ALREADY_PUBLISHED",
    "LOCKED",
    "NEEDED",
    "UNKNOWN_CHANNEL",
    "UNKNOWN_MESSAGE",
    "ThreadArchived",
    "lacking",
    "meaning",
    "missing_permissions",
    "retry_after",
]

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""Permissions that the bot needs in a channel it posts to (in a thread: send_messages_in_threads)."""
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
SLOW_MODE, OLD_EDITS = 20016, 30046
ARCHIVED_THREAD, ALREADY_PUBLISHED = 50083, 40033
AN_HOUR = 3_600.0
LOCKED = "the thread is locked: unlock it"
CLOSED = {
    50001: "I cannot see the channel: allow me View Channel there",
    50008: "nothing can be posted in a channel of that kind",
    50013: "I may not post there: allow me View Channel, Send Messages and Embed Links",
    50024: "nothing can be posted in a channel of that kind",
    160005: LOCKED,
    160006: "the server has as many open threads as Discord allows: archive some",
    40067: "the forum requires a tag and none fits: give it one called News",
}
"""Error codes for which only a person can do something."""


class ThreadArchived(NoAccess):
    """Nothing can be changed in the thread until it is opened."""


def meaning(error: discord.HTTPException) -> NoAccess | Refused | TryLater:
    """What an answer of Discord's means for a request that was made once."""
    if error.code == UNKNOWN_CHANNEL:
        return Gone(CHANNEL_DELETED)
    if error.code == UNKNOWN_MESSAGE:
        return Refused("its post was deleted")
    if error.code == SLOW_MODE:
        return TryLater("the channel is in slow mode", retry_after(error))
    if error.code == OLD_EDITS:
        return TryLater("older posts were changed too often just now", retry_after(error) or AN_HOUR)
    if error.code == ARCHIVED_THREAD:
        return ThreadArchived("the thread is archived: open it again")
    if error.code in CLOSED:
        return NoAccess(CLOSED[error.code])
    if error.status == 403:
        return NoAccess(f"Discord does not let me do that there ({error.code})")
    if error.status in (401, 429):
        return TryLater(f"Discord answered {error.status}", retry_after(error))
    if error.status >= 500 or error.status == 408:
        return Unconfirmed(f"Discord answered {error.status}", retry_after(error))
    return Refused(f"Discord refused it ({error.status}, {error.code})")


def retry_after(error: discord.HTTPException) -> float | None:
    """Seconds that Discord asks to wait, where its headers say so."""
    headers = getattr(error.response, "headers", None) or {}
    try:
        return max(0.0, float(headers.get("Retry-After", "")))
    except ValueError:
        return None


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, me: discord.Member, *, in_thread: bool = False
) -> list[str]:
    """What the bot lacks to post there, or in the channel's threads, in Discord's own words; empty for nothing."""
    granted = channel.permissions_for(me)
    needed = (
        ["send_messages_in_threads" if n == "send_messages" else n for n in NEEDED]
        if in_thread or isinstance(channel, discord.Thread)
        else NEEDED
    )
    return [name.replace("_", " ").title() for name in needed if not getattr(granted, name)]


def lacking(channel: discord.abc.GuildChannel | discord.Thread, *, in_thread: bool = False) -> NoAccess | None:
    """The permissions that the bot lacks there as far as the gateway told, with what to do; None for nothing."""
    missing = missing_permissions(channel, channel.guild.me, in_thread=in_thread)
    return NoAccess(f"I may not post there: allow me {', '.join(missing)}") if missing else None
