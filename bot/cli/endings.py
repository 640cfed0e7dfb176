"""Ends a command: an error of ours becomes one line on standard error and an exit code."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

from bot.errors import BriefingError, SettingsError
from bot.exit_codes import ExitCode, exit_code_of
from bot.interrupts import STOPPED
from bot.settings import Settings, load_settings
from bot.signals import cancel_on_signals

if TYPE_CHECKING:
    from collections.abc import Coroutine

__all__ = ["fail", "fail_with", "run_to_end", "settings_or_exit"]

T = TypeVar("T")


def fail(message: str, code: int) -> NoReturn:
    """Prints the message on standard error and ends the command with this exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def fail_with(error: BriefingError) -> NoReturn:
    """Prints what an error says and ends the command with the error's exit code."""
    fail(error.for_command_line, exit_code_of(error))


def run_to_end(work: Coroutine[Any, Any, T], *, stopped: str = STOPPED) -> T:
    """Runs a coroutine in an event loop of its own; a BriefingError ends the command.

    So does Ctrl-C, or another signal to stop, with the sentence ``stopped``.
    """
    before = signal.getsignal(signal.SIGINT)
    try:
        return asyncio.run(_cancelled_by_signals(work))
    except BriefingError as error:
        fail_with(error)
    except (KeyboardInterrupt, asyncio.CancelledError):
        fail(stopped, ExitCode.STOPPED)
    finally:
        signal.signal(signal.SIGINT, before)  # the loop has replaced it by the one that prints a traceback


async def _cancelled_by_signals(work: Coroutine[Any, Any, T]) -> T:
    cancel_on_signals()
    return await work


def settings_or_exit() -> Settings:
    """The settings; bad ones end the command."""
    try:
        return load_settings()
    except SettingsError as error:
        fail_with(error)
