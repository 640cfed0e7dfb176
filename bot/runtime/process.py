"""The life of the process: connect, notice whatever ends, stop when told to, and say why with an exit code."""

from __future__ import annotations

import asyncio
import contextlib
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

import discord
import structlog

from bot import __version__
from bot.errors import DatabaseInUse, ModelLoadError, SettingsError, StorageError
from bot.runtime.app import build_bot, load_seeds, open_resources
from bot.runtime.background import TaskGaveUp, background_tasks, end_tasks, heartbeat_file, supervise
from bot.runtime.discord_api import can_be_token, override_api_base
from bot.runtime.gateway import BAD_TOKEN, OUTAGES
from bot.runtime.http_server import serve_status
from bot.store import database_file

if TYPE_CHECKING:
    from bot.runtime.app import Resources
    from bot.runtime.http_server import HealthHandlers
    from bot.settings import Settings
    from bot.signals import StopSignal

__all__ = ["Exit", "run"]

log = structlog.get_logger(__name__)

CLOSE_SECONDS = 3.0
"""For saying goodbye to Discord."""
RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 60.0, 60.0, 60.0)
"""Pauses between the tries to reach Discord at the start: the machine may be up before its network is. Once
connected, the gateway goes on trying by itself.
"""


class Exit(IntEnum):
    """Why the process ended; the numbers follow sysexits.h where one fits."""

    OK = 0
    FAILED = 1
    UNREACHABLE = 69
    MODEL = 70
    IN_USE = 73
    DATABASE = 74
    TASK = 75
    OUTDATED = 76
    TOKEN = 77
    SETTINGS = 78
    INTENTS = 79
    SHARDS = 81


REFUSALS = {
    BAD_TOKEN: (
        Exit.TOKEN,
        "Discord does not know this DISCORD_TOKEN (any more): copy it again from the developer portal.",
    ),
    4010: (Exit.SHARDS, "Discord does not take this bot as one connection: a version that uses shards is needed."),
    4011: (Exit.SHARDS, "The bot is in more servers than one connection serves (2,500): take it out of some of them."),
    4012: (Exit.OUTDATED, "Discord no longer speaks this version’s protocol: install a newer version of the bot."),
    4013: (Exit.INTENTS, "Discord does not know the intents that were asked for: install a newer version of the bot."),
}
"""What each close code of the gateway means that another try would not change."""


async def run(settings: Settings, stop: StopSignal) -> Exit:
    """Runs the bot until the signal; every other end is an error in the log and a named code."""
    life = asyncio.create_task(_live(settings), name="life")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({life, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if life.done():
            return life.result()
        log.info("stopping")
        return Exit.OK
    finally:
        await end_tasks(life, stopping)


async def _live(settings: Settings) -> Exit:
    """Everything from the settings to the end of the connection; each way it can fail has its code."""
    token = settings.discord_token
    if token is None:
        log.error(
            "token.missing", hint="Set DISCORD_TOKEN in .env (see README, “Going to Discord”), or try `make run`."
        )
        return Exit.TOKEN
    if not can_be_token(token):
        log.error("token.refused", hint="This DISCORD_TOKEN is no token: copy it again from the developer portal.")
        return Exit.TOKEN
    try:
        async with (
            open_resources(settings, warm=False, exclusive=True) as resources,
            serve_status(resources) as status,
        ):
            log.info("starting", version=__version__, database=str(database_file(settings.database_url)))
            return await _serve(resources, token, status)
    except ModelLoadError as error:
        log.error("model.unusable", reason=str(error))
        return Exit.MODEL
    except SettingsError as error:
        log.error("settings.unusable", reason=str(error))
        return Exit.SETTINGS
    except DatabaseInUse as error:
        log.error("database.in_use", reason=str(error))
        return Exit.IN_USE
    except StorageError as error:
        log.error("database.unusable", reason=str(error))
        return Exit.DATABASE
    except TaskGaveUp as error:
        log.error("task.lost", task=str(error), exc_info=error.__cause__)
        return Exit.TASK
    except Exception:  # the process's boundary: the log blots the token out of the traceback, Python would not
        log.exception("failed")
        return Exit.FAILED


async def _serve(resources: Resources, token: str, status: HealthHandlers) -> Exit:
    """Connects while the library is made ready: what is in it already is answered from, and posted, at once."""
    ready = asyncio.create_task(_make_ready(resources), name="library")
    look = partial(resources.library_check.run, resources.settings.database_url)
    checking = asyncio.create_task(supervise("library check", look), name="library check")
    try:
        for pause in RETRY_SECONDS:
            try:
                return await _reach(resources, token, ready, status)
            except OUTAGES as error:
                if not _may_pass(error):
                    raise
                seconds = max(pause, getattr(error, "retry_after", 0.0))
                log.warning("discord.retry", error=f"{type(error).__name__}: {error}", seconds=seconds)
            await _pause(seconds, ready)
        return await _reach(resources, token, ready, status)
    except discord.LoginFailure:
        return _refused(BAD_TOKEN)
    except discord.ConnectionClosed as error:
        return _refused(error.code)
    except OUTAGES as error:
        # Of the gateway alone: what else can raise these is in a task of its own, and comes out as TaskLost.
        log.error(
            "discord.unreachable",
            error=f"{type(error).__name__}: {error}",
            hint="Check the network, a proxy or a firewall, and https://discordstatus.com, then start again.",
        )
        return Exit.UNREACHABLE
    finally:
        await end_tasks(ready, checking)


def _refused(close_code: int) -> Exit:
    code, hint = REFUSALS[close_code]
    log.error("token.refused" if code is Exit.TOKEN else "gateway.refused", close_code=close_code, hint=hint)
    return code


async def _reach(resources: Resources, token: str, ready: asyncio.Task[None], status: HealthHandlers) -> Exit:
    if resources.settings.discord_api_url is not None:
        await override_api_base(resources.settings.discord_api_url)
    return await _with_granted_intents(resources, token, ready, status)


def _may_pass(error: BaseException) -> bool:
    """Whether it is an outage, of the network or of Discord, and not a refusal."""
    status = getattr(error, "status", 500)
    return status >= 500 or status == 429


async def _pause(seconds: float, ready: asyncio.Task[None]) -> None:
    """Waits, but not for a library that fails meanwhile: raises what it failed with."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.shield(ready)
            await asyncio.sleep(seconds)


async def _make_ready(resources: Resources) -> None:
    """Starts the reading and loads the seeds; what is in the library already is answered from meanwhile."""
    await resources.analysis_pool.start()
    try:
        await load_seeds(resources)
    except OSError as error:  # not Discord's fault
        raise TaskGaveUp("library") from error


async def _with_granted_intents(
    resources: Resources, token: str, ready: asyncio.Task[None], status: HealthHandlers
) -> Exit:
    """Connects, without the message content where the application has not been granted it."""
    try:
        return await _connect(resources, token, ready, status, message_content=True)
    except discord.PrivilegedIntentsRequired:
        log.warning(
            "intent.missing",
            hint="Message Content is off in the developer portal: only slash commands and mentions will work.",
        )
    try:
        return await _connect(resources, token, ready, status, message_content=False)
    except discord.PrivilegedIntentsRequired:
        log.error("intent.refused", hint="Discord refuses the connection: check the application’s intents.")
        return Exit.INTENTS


async def _connect(
    resources: Resources, token: str, ready: asyncio.Task[None], status: HealthHandlers, *, message_content: bool
) -> Exit:
    """Until the gateway ends, or something beside it that must not."""
    status.bot = bot = build_bot(resources, message_content=message_content)
    gateway = asyncio.create_task(bot.start(token), name="gateway")
    background = background_tasks(bot, heartbeat_file(resources.settings), resources.library_check)
    try:
        waiting: set[asyncio.Task[object]] = {gateway, ready, *background}
        while gateway in waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        log.error("gateway.ended", hint="The connection to Discord ended by itself.")
        return Exit.FAILED
    finally:
        await end_tasks(*background)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.close(), CLOSE_SECONDS)
        await end_tasks(gateway)
