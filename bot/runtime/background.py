"""Supervises background tasks: restarts one that failed, and ends the process if it keeps failing.

A task handles the failures it expects, such as an outage of Discord or a busy database. Anything else is a bug: the log
gets the traceback and the task is restarted. If that does not help, the process ends with an exit code of its own, so
that the service manager restarts it. Nothing is lost: all pending posts are in the database.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

import structlog

from bot.runtime.heartbeat import keep_heartbeat

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.runtime.client import BriefingBot
    from bot.services.library_check import LibraryCheck

__all__ = ["TaskGaveUp", "background_tasks", "end_tasks", "supervise"]

log = structlog.get_logger(__name__)

MAX_RESTARTS, RESTART_WINDOW_SECONDS = 5, 600.0
"""A task that fails more often than this within the window is given up."""
RESTART_DELAY_SECONDS = 2.0


class TaskGaveUp(Exception):
    """A background task kept failing; the message is its name."""


async def supervise(
    name: str,
    work: Callable[[], Awaitable[None]],
    *,
    may_end: bool = False,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Runs ``work`` and restarts it when it fails, and when it ends unless it ``may_end``. Raises TaskGaveUp."""
    failures: deque[float] = deque(maxlen=MAX_RESTARTS)
    while True:
        cause: BaseException | None = None
        try:
            await work()
        except asyncio.CancelledError as error:
            this = asyncio.current_task()
            if this is not None and this.cancelling():
                raise
            cause = error  # what the task waited for was cancelled, not the task itself
        except Exception as error:  # noqa: BLE001 - a task's boundary: logged with its traceback
            cause = error
        else:
            if may_end:
                return
        log.error("task.failed", task=name, exc_info=cause)
        if len(failures) == MAX_RESTARTS and clock() - failures[0] < RESTART_WINDOW_SECONDS:
            raise TaskGaveUp(name) from cause
        failures.append(clock())
        await pause(RESTART_DELAY_SECONDS)


def background_tasks(bot: BriefingBot, file: Path | None, check: LibraryCheck) -> set[asyncio.Task[None]]:
    """Starts the background tasks, and the heartbeat for ``health`` if there is a file for it."""
    services = bot.services
    tasks = {
        asyncio.create_task(supervise("delivery", services.delivery_worker.run), name="delivery"),
        asyncio.create_task(supervise("feeds", services.feed_poller.run), name="feeds"),
        asyncio.create_task(supervise("feed items", services.feed_ingest.run), name="feed items"),
        asyncio.create_task(supervise("feed notices", services.feed_notices.run), name="feed notices"),
        asyncio.create_task(supervise("reanalysis", services.reanalysis.run, may_end=True), name="reanalysis"),
        asyncio.create_task(supervise("search forms", services.search_forms.run, may_end=True), name="search forms"),
        asyncio.create_task(supervise("older stories", services.older_stories.run, may_end=True), name="older stories"),
        asyncio.create_task(supervise("guild retention", services.guild_retention.run), name="guild retention"),
        asyncio.create_task(supervise("slash commands", lambda: _send_commands(bot)), name="slash commands"),
    }
    if file is not None:
        tasks.add(
            asyncio.create_task(supervise("heartbeat", lambda: keep_heartbeat(bot, file, check)), name="heartbeat")
        )
    return tasks


async def end_tasks(*tasks: asyncio.Task[object]) -> None:
    """Cancels the tasks and waits until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _send_commands(bot: BriefingBot) -> None:
    await bot.slash_commands.run(bot.gateway.wait_connected)
