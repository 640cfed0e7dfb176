"""Checks if the bot can post in the channels that get new articles, by their permissions at this moment."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import discord

from bot.cli.doctor.report import CheckResult, Status
from bot.ui.permissions import missing_permissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.models.guilds import Subscription

__all__ = ["check_channels"]


async def check_channels(client: discord.Client, subscriptions: Iterable[Subscription]) -> list[CheckResult]:
    """One result for each channel, or one for a server that the bot is no longer in."""
    results = []
    for guild_id, of_guild in groupby(subscriptions, key=lambda subscription: subscription.guild_id):
        results += await _check_guild(client, guild_id, of_guild)
    return results


async def _check_guild(
    client: discord.Client, guild_id: int, subscriptions: Iterable[Subscription]
) -> list[CheckResult]:
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        channels = {channel.id: channel for channel in await guild.fetch_channels()}
        me = await guild.fetch_member(client.user.id if client.user else 0)
    except (discord.NotFound, discord.Forbidden):
        fix = "invite the bot again; the server’s data is deleted after GUILD_RETENTION_DAYS"
        return [CheckResult(Status.WARNING, f"server {guild_id}", "the bot is no longer in it", fix)]
    return [await _check_channel(client, guild.name, sub, channels, me) for sub in subscriptions]


async def _check_channel(
    client: discord.Client,
    server: str,
    subscription: Subscription,
    channels: Mapping[int, discord.abc.GuildChannel],
    me: discord.Member,
) -> CheckResult:
    channel_id = subscription.channel_id
    end = "!announce approval off" if subscription.approval else f"!announce off {channel_id}"
    role = " (approval)" if subscription.approval else ""
    channel, in_thread = channels.get(channel_id), False
    if channel is None:
        name = f"channel {channel_id} in {server}{role}"
        try:
            thread = await client.fetch_channel(channel_id)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData):
            fix = f"type {end}, or give the bot access to it"
            return CheckResult(Status.ERROR, name, "deleted, or the bot has no access to it", fix)
        if not isinstance(thread, discord.Thread) or thread.parent_id not in channels:
            return CheckResult(Status.ERROR, name, "not a channel that can be posted in", f"type {end}")
        # The fetched thread does not know the roles of the server: the permissions of its channel decide.
        channel, in_thread, name = channels[thread.parent_id], True, f"thread {thread.name} in {server}{role}"
    else:
        name = f"#{channel.name} in {server}{role}"
    missing = missing_permissions(channel, me, in_thread=in_thread)
    if missing:
        message = f"the bot lacks {', '.join(missing)}"
        return CheckResult(Status.ERROR, name, message, "grant it in the channel’s permissions")
    return CheckResult(Status.OK, name, "the bot can post there")
