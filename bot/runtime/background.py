"""What runs beside the gateway, and what becomes of it when it dies: it is started again, or the process ends.

A loop takes care of the faults it expects (Discord away, the database busy). What else it dies of is a fault of ours:
the log has its traceback, the loop is started anew, and where that does not help the process ends with a code of its
own, so that whoever runs it starts it from scratch. Nothing is lost by that: what is to be posted is in the database.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from typing import TYPE_CHECKING

import structlog

from bot.store import database_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.runtime.client import BriefingBot
    from bot.services.library_check import LibraryCheck
    from bot.settings import Settings

__all__ = ["TaskGaveUp", "background_tasks", "end_tasks", "heartbeat_file", "supervise", "what_ails"]

log = structlog.get_logger(__name__)

BEAT_SECONDS = 15
ALIVE_SECONDS = 60
MAX_FAULT = 1_000
RESTARTS, WITHIN_SECONDS = 5, 600.0
"""A task that dies more often than this in so many seconds is given up."""
PAUSE_SECONDS = 2.0


class TaskGaveUp(Exception):
    """A background task that cannot be kept running; the message is its name."""


async def supervise(
    name: str,
    work: Callable[[], Awaitable[None]],
    *,
    may_end: bool = False,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Runs ``work`` and starts it again whenever it dies, or ends where it may not. Raises TaskLost in the end."""
    deaths: deque[float] = deque(maxlen=RESTARTS)
    while True:
        cause: BaseException | None = None
        try:
            await work()
        except asyncio.CancelledError as error:
            this = asyncio.current_task()
            if this is not None and this.cancelling():
                raise
            cause = error  # somebody cancelled what it waited for, not the task
        except Exception as error:  # noqa: BLE001 - a task's boundary: logged with its traceback, counted
            cause = error
        else:
            if may_end:
                return
        log.error("task.died", task=name, exc_info=cause)
        if len(deaths) == RESTARTS and clock() - deaths[0] < WITHIN_SECONDS:
            raise TaskGaveUp(name) from cause
        deaths.append(clock())
        await pause(PAUSE_SECONDS)


def background_tasks(bot: BriefingBot, beat: Path | None, check: LibraryCheck) -> set[asyncio.Task[None]]:
    """What a bot does by itself; and the sign of life for ``health``, where it has a file."""
    services = bot.services
    if services is None:
        return set()
    tasks = {
        asyncio.create_task(supervise("courier", services.delivery_worker.run), name="courier"),
        asyncio.create_task(supervise("upkeep", services.reanalysis.run, may_end=True), name="upkeep"),
        asyncio.create_task(supervise("departures", services.guild_retention.run), name="departures"),
        asyncio.create_task(supervise("commands", lambda: _send_commands(bot)), name="commands"),
    }
    if beat is not None:
        tasks.add(asyncio.create_task(supervise("heartbeat", lambda: _beat(bot, beat, check)), name="heartbeat"))
    return tasks


async def end_tasks(*tasks: asyncio.Task[object]) -> None:
    """Cancels them and waits until they are gone."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def heartbeat_file(settings: Settings) -> Path | None:
    """The file beside the database that a connected bot touches."""
    file = database_file(settings.database_url)
    return file.with_name(file.name + ".alive") if file else None


def what_ails(settings: Settings) -> str:
    """Why the bot with these settings is not well, as a sentence; empty where it was connected within the last minute
    and knows of no damage to its library.
    """
    beat = heartbeat_file(settings)
    with contextlib.suppress(OSError):  # there is none
        if beat is not None and time.time() - beat.stat().st_mtime < ALIVE_SECONDS:
            return beat.read_text(encoding="utf-8", errors="replace")[:MAX_FAULT]
    return "No bot with this database was connected to Discord within the last minute."


async def _send_commands(bot: BriefingBot) -> None:
    await bot.slash_commands.run(bot.gateway.wait_connected)


async def _beat(bot: BriefingBot, file: Path, check: LibraryCheck) -> None:
    while True:
        if bot.gateway.connected:
            try:
                await asyncio.to_thread(_give_sign, file, check.fault)
            except OSError as error:
                log.warning("heartbeat.failed", reason=str(error))
        await asyncio.sleep(BEAT_SECONDS)


def _give_sign(file: Path, fault: str) -> None:
    """Touches the file; it holds what ``health`` has to tell. Written only where that changed: the disk may be full."""
    file.touch()
    if file.read_text(encoding="utf-8", errors="replace") != fault:
        file.write_text(fault, encoding="utf-8")
