"""The permissions that the bot needs in a channel to post there, and which of them it lacks."""

from __future__ import annotations

import discord

from bot.services.delivery.errors import ChannelUnavailable

__all__ = ["may_see", "missing_permissions", "permission_problem"]

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
NEEDED_IN_THREAD = ("view_channel", "send_messages_in_threads", "embed_links", "read_message_history")
TIMED_OUT = "a moderator has timed me out: end the timeout, or wait until it is over"

Channel = discord.abc.GuildChannel | discord.Thread


def missing_permissions(channel: Channel, me: discord.Member, *, in_thread: bool = False) -> list[str]:
    """Returns the permissions that the bot lacks there, or in the channel's threads, in Discord's words."""
    try:
        granted = channel.permissions_for(me)
    except discord.ClientException:  # a thread whose channel is not known (yet)
        return []
    needed = NEEDED_IN_THREAD if in_thread or isinstance(channel, discord.Thread) else NEEDED
    return [name.replace("_", " ").title() for name in needed if not getattr(granted, name)]


def may_see(channel: Channel, member: discord.Member) -> bool:
    """True if a member may see a channel; of a thread, the channel that it is in counts."""
    seen = channel.parent if isinstance(channel, discord.Thread) else channel
    return seen is None or seen.permissions_for(member).view_channel


def permission_problem(channel: Channel, *, in_thread: bool = False) -> ChannelUnavailable | None:
    """Returns an error that names what the bot lacks there, as far as the cache shows; None if it lacks nothing."""
    me: discord.Member | None = channel.guild.me
    if me is None:  # a server of which Discord has sent only a part
        return None
    if me.is_timed_out():
        return ChannelUnavailable(TIMED_OUT)
    missing = missing_permissions(channel, me, in_thread=in_thread)
    return ChannelUnavailable(f"I may not post there: grant me {', '.join(missing)}") if missing else None
