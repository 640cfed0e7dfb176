"""What only Discord can tell: whether it knows the token, what it grants the bot, and where the bot may post."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.cli.doctor.local_checks import stored_note, stored_subscriptions
from bot.cli.doctor.report import Finding, State
from bot.errors import SettingsError, StorageError
from bot.runtime.discord_api import override_api_base
from bot.runtime.slash_commands import GOOD, NOTE
from bot.ui.permissions import missing_permissions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from bot.models.guilds import Subscription
    from bot.settings import Settings

__all__ = ["examine_there"]

PATIENCE_SECONDS = 20.0
Channels = dict[int, discord.abc.GuildChannel | discord.Thread]


async def examine_there(settings: Settings) -> AsyncIterator[Finding]:
    """One finding after the other; nothing without a token. A Discord that cannot be reached is told, and no fault."""
    if settings.discord_token is None:
        return
    statuses: list[int] = []
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            findings = await _with_discord(settings, settings.discord_token, statuses)
    except discord.LoginFailure:
        findings = [
            Finding(State.BAD, "Discord", "does not know this token", "copy it again from the developer portal")
        ]
    except SettingsError as error:
        findings = [Finding(State.BAD, "Discord", str(error), "leave DISCORD_API_URL empty, or correct it")]
    except (aiohttp.ClientError, discord.DiscordException, OSError, ValueError, TypeError, KeyError) as error:
        # The last three: something else than Discord answered, such as a proxy's page.
        findings = [_unreachable(error, getattr(error, "status", 0) or (statuses[-1] if statuses else 0))]
    for finding in findings:
        yield finding


def _unreachable(error: Exception, status: int) -> Finding:
    """Why Discord told nothing: by the status of its last answer, 0 where there was none."""
    unchecked = "token, intents and permissions were not checked"
    if status >= 500:
        return Finding(State.ODD, "Discord", f"answers with an error ({status}): {unchecked}", "try again later")
    if status == 429:
        return Finding(State.ODD, "Discord", f"is asked too often (429): {unchecked}", "try again in an hour")
    if status >= 400:
        how = f"refuses to answer ({status}): {unchecked}"
        return Finding(State.ODD, "Discord", how, "check DISCORD_API_URL, a proxy or a firewall, then try again")
    if status or isinstance(error, aiohttp.ClientPayloadError):
        how = f"something else answers in its place ({type(error).__name__}): {unchecked}"
        return Finding(State.ODD, "Discord", how, "check DISCORD_API_URL, a proxy or a firewall, then try again")
    how = f"cannot be reached ({type(error).__name__}): {unchecked}"
    return Finding(State.ODD, "Discord", how, "check the network, a proxy or a firewall, then try again")


async def _with_discord(settings: Settings, token: str, statuses: list[int]) -> list[Finding]:
    """What Discord says; ``statuses`` gets those of its answers, which discord.py waits out or wraps."""
    trace = aiohttp.TraceConfig()

    async def note(_: object, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
        answer = ended.response
        statuses.append(answer.status)
        if answer.status >= 500:  # discord.py would try again for half a minute
            raise aiohttp.ClientResponseError(answer.request_info, answer.history, status=answer.status)

    trace.on_request_end.append(note)
    if settings.discord_api_url is not None:
        await override_api_base(settings.discord_api_url)
    async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
        await client.login(token)
        return [
            Finding(State.GOOD, "Discord", f"knows the token: {client.user}"),
            _intents(await client.application_info()),
            await _slash_commands(settings),
            *await _channels(client, settings),
        ]


def _intents(application: discord.AppInfo) -> Finding:
    flags = application.flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return Finding(State.GOOD, "intents", "Message Content is granted")
    return Finding(
        State.ODD,
        "intents",
        "Message Content is off: commands work as /name and by mention, not with the prefix",
        "switch on Message Content Intent in the developer portal, under Bot",
    )


async def _slash_commands(settings: Settings) -> Finding:
    """How the bot found them when it last compared."""
    try:
        kept = await stored_note(settings, NOTE)
        note = json.loads(kept or "{}")
        state, at = str(note["state"]), datetime.fromtimestamp(int(note["at"]), UTC)
    except (StorageError, SettingsError, KeyError, ValueError):
        return Finding(State.GOOD, "slash commands", "not compared yet: the bot does that once it is connected")
    how = f"{state} ({at:%d %b %Y %H:%M} UTC)"
    if state == GOOD:
        return Finding(State.GOOD, "slash commands", how)
    return Finding(State.ODD, "slash commands", how, "a running bot tries again by itself; until then type commands")


async def _channels(client: discord.Client, settings: Settings) -> list[Finding]:
    """Each channel that gets new articles, as Discord shows it to the bot at this moment."""
    try:
        subscriptions = await stored_subscriptions(settings)
    except (StorageError, SettingsError):
        return []  # told already
    by_guild: dict[int, list[Subscription]] = {}
    for subscription in subscriptions:
        by_guild.setdefault(subscription.guild_id, []).append(subscription)
    findings = []
    for guild_id, of_guild in by_guild.items():
        findings += await _in_guild(client, guild_id, of_guild)
    return findings


async def _in_guild(client: discord.Client, guild_id: int, subscriptions: Iterable[Subscription]) -> list[Finding]:
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        channels: Channels = {channel.id: channel for channel in await guild.fetch_channels()}
        me = await guild.fetch_member(client.user.id if client.user else 0)
    except (discord.NotFound, discord.Forbidden):
        todo = "ask the bot in again; its data there is deleted after GUILD_RETENTION_DAYS"
        return [Finding(State.ODD, f"server {guild_id}", "the bot is not in it any more", todo)]
    return [await _one(client, guild.name, subscription.channel_id, channels, me) for subscription in subscriptions]


async def _one(
    client: discord.Client,
    server: str,
    channel_id: int,
    channels: Mapping[int, discord.abc.GuildChannel | discord.Thread],
    me: discord.Member,
) -> Finding:
    channel, in_thread = channels.get(channel_id), False
    name = f"channel {channel_id} in {server}"
    if channel is None:
        try:
            thread = await client.fetch_channel(channel_id)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData):
            todo = f"!announce off {channel_id}, or open it"
            return Finding(State.BAD, name, "it is gone, or closed to the bot", todo)
        if not isinstance(thread, discord.Thread) or thread.parent_id not in channels:
            return Finding(State.BAD, name, "nothing can be posted there", f"!announce off {channel_id}")
        # A thread's own object knows no roles here: its channel decides.
        channel, in_thread, name = channels[thread.parent_id], True, f"thread {thread.name} in {server}"
    else:
        name = f"#{channel.name} in {server}"
    missing = missing_permissions(channel, me, in_thread=in_thread)
    if missing:
        return Finding(State.BAD, name, f"the bot lacks {', '.join(missing)}", "grant it in the channel’s permissions")
    return Finding(State.GOOD, name, "the bot may post there")
