"""The heartbeat: a file next to the database that a connected bot touches, so that ``health`` knows it is alive."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

import structlog

from bot.store import database_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.runtime.client import BriefingBot
    from bot.services.library_check import LibraryCheck
    from bot.settings import Settings

__all__ = ["health_problem", "heartbeat_file", "keep_heartbeat"]

log = structlog.get_logger(__name__)

INTERVAL_SECONDS = 15
ALIVE_SECONDS = 60
"""A bot that has not touched its file for this long counts as gone."""
MAX_FAULT_CHARACTERS = 1_000


def heartbeat_file(settings: Settings) -> Path | None:
    """The file next to the database that a connected bot touches; None if the database is not a file."""
    file = database_file(settings.database_url)
    return file.with_name(file.name + ".alive") if file else None


def health_problem(settings: Settings) -> str:
    """A sentence about the problem of the bot with these settings.

    Empty if it was connected within the last minute and its library is not damaged.
    """
    file = heartbeat_file(settings)
    with contextlib.suppress(OSError):  # no such file
        if file is not None and time.time() - file.stat().st_mtime < ALIVE_SECONDS:
            return file.read_text(encoding="utf-8", errors="replace")[:MAX_FAULT_CHARACTERS]
    return "No bot with this database was connected to Discord within the last minute."


async def keep_heartbeat(
    bot: BriefingBot, file: Path, check: LibraryCheck, *, interval: float = INTERVAL_SECONDS
) -> None:
    """Touches the file every ``interval`` seconds while the bot is connected, for ever."""
    while True:
        if bot.gateway.connected:
            try:
                await asyncio.to_thread(_touch, file, check.fault)
            except OSError as error:
                log.warning("heartbeat.failed", reason=str(error))
        await asyncio.sleep(interval)


def _touch(file: Path, fault: str) -> None:
    """Touches the file, whose text is the library's ``fault``; writes only if it changed, as the disk may be full."""
    file.touch()
    if file.read_text(encoding="utf-8", errors="replace") != fault:
        file.write_text(fault, encoding="utf-8")
