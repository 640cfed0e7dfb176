"""Checks that a person may still get the articles of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.models.articles import SHARED
from bot.services.delivery.errors import ChannelUnavailable, PostRejected
from bot.ui.permissions import may_see

if TYPE_CHECKING:
    from bot.models.follows import Reader
    from bot.ui.delivery_requests import Requests

__all__ = ["check_reader"]

MEMBER_PATH = "/guilds/{guild_id}/members/{user_id}"
NOT_SEEN = "the person may no longer see the channel where they asked for it"


async def check_reader(client: discord.Client, requests: Requests, guild_id: int, reader: Reader) -> None:
    """Raises ReaderGone if a person has left a server, PostRejected if they may no longer see where they asked.

    Also PostRejected if the bot itself is no longer in the server. The members are asked for by a request, since the
    gateway tells of those who leave only with a privileged intent. A channel that was deleted, or is an archived
    thread, is not checked.
    """
    if guild_id == SHARED:
        return
    try:
        found: Any = await requests.make("GET", MEMBER_PATH, {"guild_id": guild_id, "user_id": reader.user_id})
    except ChannelUnavailable as error:
        raise PostRejected(str(error)) from error
    guild = client.get_guild(guild_id)
    channel = guild.get_channel_or_thread(reader.asked_in) if guild is not None and reader.asked_in else None
    if guild is None or channel is None:
        return
    member = discord.Member(data=found, guild=guild, state=guild._state)  # as Guild.fetch_member does
    if not may_see(channel, member):
        raise PostRejected(NOT_SEEN)
