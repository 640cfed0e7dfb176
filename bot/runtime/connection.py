"""Connects the bot to Discord and keeps it running until the gateway ends."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING

import discord
import structlog

from bot.exit_codes import ExitCode
from bot.runtime.app import build_bot, load_seeds
from bot.runtime.background import TaskGaveUp, background_tasks, end_tasks, supervise
from bot.runtime.discord_api import override_api_base
from bot.runtime.gateway import BAD_TOKEN, OUTAGES
from bot.runtime.heartbeat import heartbeat_file

if TYPE_CHECKING:
    from bot.runtime.app import Resources
    from bot.runtime.http_server import HealthHandlers

__all__ = ["connect"]

log = structlog.get_logger(__name__)

CLOSE_SECONDS = 3.0
"""Time for closing the connection to Discord."""
RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 60.0, 60.0, 60.0)
"""Pauses between attempts to reach Discord at the start: the machine may be up before its network is. Once connected,
the gateway reconnects by itself.
"""

REFUSALS = {
    BAD_TOKEN: (
        ExitCode.TOKEN,
        "Discord does not accept this DISCORD_TOKEN: copy it again from the developer portal.",
    ),
    4010: (ExitCode.SHARDS, "Discord requires shards for this bot: install a version that supports them."),
    4011: (
        ExitCode.SHARDS,
        "The bot is in more servers than one connection serves (2,500): remove it from some of them.",
    ),
    4012: (ExitCode.OUTDATED, "Discord no longer speaks this version’s protocol: install a newer version of the bot."),
    4013: (
        ExitCode.INTENTS,
        "Discord does not know the intents that were asked for: install a newer version of the bot.",
    ),
}
"""Close codes of the gateway after which another attempt would end the same way: exit code and hint."""


async def connect(resources: Resources, token: str, status: HealthHandlers) -> ExitCode:
    """Runs the bot on Discord until the gateway ends; at the start, tries again after outages.

    The worker processes start and the seeds load meanwhile: the bot answers and posts from the start with what the
    library already contains.
    """
    ready = asyncio.create_task(_make_ready(resources), name="library")
    check = partial(resources.library_check.run, resources.settings.database_url)
    checking = asyncio.create_task(supervise("library check", check), name="library check")
    pauses = iter(RETRY_SECONDS)
    try:
        while True:
            try:
                await override_api_base(resources.settings.discord_api_url)
                return await _connect_with_fallback_intents(resources, token, ready, status)
            except OUTAGES as error:
                pause = next(pauses, None)
                if pause is None or not _is_transient(error):
                    raise
                seconds = max(pause, getattr(error, "retry_after", 0.0))
                log.warning("discord.retry", error=f"{type(error).__name__}: {error}", seconds=seconds)
            await _pause(seconds, ready)
    except discord.LoginFailure:
        return _refused(BAD_TOKEN)
    except discord.ConnectionClosed as error:
        return _refused(error.code)
    except OUTAGES as error:
        # From the gateway only: everything else that can raise these runs in its own task and ends with TaskGaveUp.
        log.error(
            "discord.unreachable",
            error=f"{type(error).__name__}: {error}",
            hint="Check the network, a proxy or a firewall, and https://discordstatus.com, then start again.",
        )
        return ExitCode.UNREACHABLE
    finally:
        await end_tasks(ready, checking)


def _is_transient(error: BaseException) -> bool:
    """True for an outage of the network or of Discord, False if Discord refused."""
    status = getattr(error, "status", 500)
    return status >= 500 or status == 429


async def _pause(seconds: float, ready: asyncio.Task[None]) -> None:
    """Waits, but raises at once the error of a failed preparation of the library."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(asyncio.sleep(seconds), asyncio.shield(ready))


def _refused(close_code: int) -> ExitCode:
    code, hint = REFUSALS[close_code]
    log.error("token.refused" if code is ExitCode.TOKEN else "gateway.refused", close_code=close_code, hint=hint)
    return code


async def _make_ready(resources: Resources) -> None:
    """Starts the worker processes and loads the seeds."""
    await resources.analysis_pool.start()
    try:
        await load_seeds(resources)
    except OSError as error:  # not Discord's fault
        raise TaskGaveUp("library") from error


async def _connect_with_fallback_intents(
    resources: Resources, token: str, ready: asyncio.Task[None], status: HealthHandlers
) -> ExitCode:
    """Connects, without the message content intent if the application has not been granted it."""
    try:
        return await _run_gateway(resources, token, ready, status, message_content=True)
    except discord.PrivilegedIntentsRequired:
        log.warning(
            "intent.missing",
            hint="Message Content is off in the developer portal: only slash commands and mentions will work.",
        )
    try:
        return await _run_gateway(resources, token, ready, status, message_content=False)
    except discord.PrivilegedIntentsRequired:
        log.error("intent.refused", hint="Discord refuses the connection: check the application’s intents.")
        return ExitCode.INTENTS


async def _run_gateway(
    resources: Resources, token: str, ready: asyncio.Task[None], status: HealthHandlers, *, message_content: bool
) -> ExitCode:
    """Runs until the gateway ends, or until a background task fails."""
    status.bot = bot = build_bot(resources, message_content=message_content)
    gateway = asyncio.create_task(bot.start(token), name="gateway")
    background = background_tasks(bot, heartbeat_file(resources.settings), resources.library_check)
    try:
        waiting: set[asyncio.Task[object]] = {gateway, ready, *background}
        while gateway in waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        log.error("gateway.ended", hint="The connection to Discord ended without an error.")
        return ExitCode.FAILED
    finally:
        await end_tasks(*background)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await bot.close()
        await end_tasks(gateway)
