"""Checks that need Discord: is the token valid, what is granted to the bot, where can it post."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.cli.doctor.channel_checks import check_channels
from bot.cli.doctor.database_checks import stored_subscriptions, stored_value
from bot.cli.doctor.report import CheckResult, Status
from bot.errors import SettingsError, StorageError
from bot.runtime.discord_api import override_api_base
from bot.runtime.slash_commands import STATE_KEY, UP_TO_DATE

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["check_discord"]

TIMEOUT_SECONDS = 20.0
UNCHECKED = "token, intents and permissions were not checked"
FIX_NETWORK = "check the network, a proxy or a firewall, then try again"
FIX_ADDRESS = "check DISCORD_API_URL, a proxy or a firewall, then try again"


async def check_discord(settings: Settings) -> list[CheckResult]:
    """The results; none without a token. An unreachable Discord is a warning, since nothing is wrong with the bot."""
    if settings.discord_token is None:
        return []
    statuses: list[int] = []
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            return await _check_with_discord(settings, settings.discord_token, statuses)
    except discord.LoginFailure:
        return [
            CheckResult(Status.ERROR, "Discord", "does not know this token", "copy it again from the developer portal")
        ]
    except SettingsError as error:
        return [CheckResult(Status.ERROR, "Discord", str(error), "leave DISCORD_API_URL empty, or correct it")]
    except (aiohttp.ClientError, discord.DiscordException, OSError, ValueError, TypeError, KeyError) as error:
        # The last three: something other than Discord answered, such as a proxy's page.
        return [_unreachable(error, getattr(error, "status", 0) or (statuses[-1] if statuses else 0))]


def _unreachable(error: Exception, status: int) -> CheckResult:
    """Why Discord could not be asked, by the HTTP status of its last answer (0: there was none)."""
    if status >= 500:
        message, fix = f"answers with an error ({status})", "try again later"
    elif status == 429:
        message, fix = "limits the rate of requests (429)", "try again in an hour"
    elif status >= 400:
        message, fix = f"refuses to answer ({status})", FIX_ADDRESS
    elif status or isinstance(error, aiohttp.ClientPayloadError):
        message, fix = f"something else answers in its place ({type(error).__name__})", FIX_ADDRESS
    else:
        message, fix = f"cannot be reached ({type(error).__name__})", FIX_NETWORK
    return CheckResult(Status.WARNING, "Discord", f"{message}: {UNCHECKED}", fix)


async def _check_with_discord(settings: Settings, token: str, statuses: list[int]) -> list[CheckResult]:
    """Asks Discord; ``statuses`` collects the HTTP statuses of its answers, which discord.py hides by trying again."""
    trace = aiohttp.TraceConfig()

    async def note_status(_: object, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
        answer = ended.response
        statuses.append(answer.status)
        if answer.status >= 500:  # discord.py would try again for half a minute
            raise aiohttp.ClientResponseError(answer.request_info, answer.history, status=answer.status)

    trace.on_request_end.append(note_status)
    await override_api_base(settings.discord_api_url)
    async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
        await client.login(token)
        return [
            CheckResult(Status.OK, "Discord", f"accepts the token of {client.user}"),
            _intents(await client.application_info()),
            await _slash_commands(settings),
            *await _channels(client, settings),
        ]


def _intents(application: discord.AppInfo) -> CheckResult:
    flags = application.flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return CheckResult(Status.OK, "intents", "Message Content is granted")
    return CheckResult(
        Status.WARNING,
        "intents",
        "Message Content is off: commands work as /name and by mention, not with the prefix",
        "switch on Message Content Intent in the developer portal, under Bot",
    )


async def _slash_commands(settings: Settings) -> CheckResult:
    """The state of the slash commands when the bot last compared them with Discord's."""
    try:
        stored = json.loads(await stored_value(settings, STATE_KEY) or "{}")
        state, at = str(stored["state"]), datetime.fromtimestamp(int(stored["at"]), UTC)
    except (StorageError, SettingsError, KeyError, ValueError):
        message = "not compared yet: the bot does that once it is connected"
        return CheckResult(Status.OK, "slash commands", message)
    message = f"{state} ({at:%d %b %Y %H:%M} UTC)"
    if state == UP_TO_DATE:
        return CheckResult(Status.OK, "slash commands", message)
    fix = "nothing to do: a running bot tries again by itself; commands with the prefix work meanwhile"
    return CheckResult(Status.WARNING, "slash commands", message, fix)


async def _channels(client: discord.Client, settings: Settings) -> list[CheckResult]:
    try:
        subscriptions = await stored_subscriptions(settings)
    except (StorageError, SettingsError):
        return []  # reported by the checks of this machine
    return await check_channels(client, subscriptions)
