"""Ends commands: one of our errors becomes a line on standard error and a named exit code."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

from bot.errors import BriefingError, SettingsError
from bot.exit_codes import exit_code_of
from bot.settings import Settings, load_settings

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
    fail(str(error), exit_code_of(error))


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """Runs a coroutine in an event loop of its own; one of our errors ends the command."""
    try:
        return asyncio.run(work)
    except BriefingError as error:
        fail_with(error)


def settings_or_exit() -> Settings:
    """The settings; bad ones end the command."""
    try:
        return load_settings()
    except SettingsError as error:
        fail_with(error)
