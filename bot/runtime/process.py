"""Runs the bot as a process: until a signal stops it, or until it fails, with an exit code that says why."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot import __version__
from bot.errors import SettingsError, StorageError
from bot.exit_codes import ExitCode, exit_code_of
from bot.runtime.app import open_resources
from bot.runtime.background import TaskGaveUp, end_tasks
from bot.runtime.connection import connect
from bot.runtime.discord_api import can_be_token
from bot.runtime.http_server import serve_status
from bot.store import database_file

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.signals import StopSignal

__all__ = ["run_bot"]

log = structlog.get_logger(__name__)

_EVENTS = {
    ExitCode.MODEL: "model.unusable",
    ExitCode.SETTINGS: "settings.unusable",
    ExitCode.IN_USE: "database.in_use",
    ExitCode.DATABASE: "database.unusable",
}
"""The log's event for each error of ours that is expected to end the bot; any other one is a bug."""


async def run_bot(settings: Settings, stop: StopSignal) -> ExitCode:
    """Runs the bot until a signal to stop arrives. Any other end is an error in the log and an exit code of its own."""
    running = asyncio.create_task(_run_until_failure(settings), name="bot")
    stop_signal = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({running, stop_signal}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            return running.result()
        log.info("stopping")
        return ExitCode.OK
    finally:
        await end_tasks(running, stop_signal)


async def _run_until_failure(settings: Settings) -> ExitCode:
    """Opens the resources and runs the bot on Discord; returns the exit code for the way in which it ended."""
    token = settings.discord_token
    if token is None:
        log.error(
            "token.missing", hint="Set DISCORD_TOKEN in .env (see README, “Going to Discord”), or try `make run`."
        )
        return ExitCode.TOKEN
    if not can_be_token(token):
        log.error("token.refused", hint="This DISCORD_TOKEN is not a token: copy it again from the developer portal.")
        return ExitCode.TOKEN
    try:
        async with (
            open_resources(settings, warm=False, exclusive=True) as resources,
            serve_status(resources) as status,
        ):
            log.info("starting", version=__version__, database=str(database_file(settings.database_url)))
            return await connect(resources, token, status)
    except (SettingsError, StorageError) as error:
        log.error(_EVENTS[exit_code_of(error)], reason=str(error))
        return exit_code_of(error)
    except TaskGaveUp as error:
        log.error("task.lost", task=str(error), exc_info=error.__cause__)
        return ExitCode.TASK
    except Exception:  # our logging removes the token from the traceback; Python's default handler would not
        log.exception("failed")
        return ExitCode.FAILED
