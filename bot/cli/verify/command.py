"""``verify``: proves that every reply about a library consists of quotations, source lines and fixed words."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.endings import fail, run_to_end, settings_or_exit
from bot.cli.library import DatabaseOption, database_url, tell_library
from bot.exit_codes import ExitCode

if TYPE_CHECKING:
    from bot.cli.verify.checking import Finding
    from bot.settings import Settings

__all__ = ["verify"]

SHOWN = 120
"""Characters of an unexplained text that are printed."""


def verify(database: DatabaseOption = None) -> None:
    """Ask everything about every article of a copy of the library, and check each character of the replies.

    Each must be part of a quotation found in an article, of a source line, or of a fixed word of the interface.
    """
    from bot.logs import configure_logging

    settings = settings_or_exit()
    if database is not None:
        settings = replace(settings, database_url=database_url(database))
    configure_logging("ERROR", settings.log_format)
    tell_library(settings, "a copy of {}")
    started = time.monotonic()
    replies, characters, findings = run_to_end(_verify_copy(settings))
    for one in findings:
        typer.echo(f"{one.question}, {one.place}: {one.text[:SHOWN]!r}")
    seconds = time.monotonic() - started
    typer.echo(f"{replies:,} replies with {characters:,} characters: {len(findings):,} unexplained ({seconds:,.0f} s)")
    if not replies:
        fail("The library has no articles: there is nothing to check.", ExitCode.INPUT)
    if findings:
        raise typer.Exit(ExitCode.FAILED)


async def _verify_copy(settings: Settings) -> tuple[int, int, list[Finding]]:
    from bot.store import copy_database

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "copy.db")
        await asyncio.to_thread(copy_database, settings.database_url, file)
        return await _verify(
            replace(settings, database_url=f"sqlite:///{file}", analysis_processes=os.cpu_count() or 1)
        )


async def _verify(settings: Settings) -> tuple[int, int, list[Finding]]:
    from rich.console import Console
    from rich.progress import Progress

    from bot.cli.verify.reading import scopes_of, verify_scope
    from bot.runtime.app import build_bot, open_resources

    console = Console(stderr=True)
    replies, characters, findings = 0, 0, []
    async with open_resources(settings) as resources:
        services = build_bot(resources).services
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            for scope in await scopes_of(resources.store):
                task = progress.add_task("Checking", total=None)
                async for checked, found, left in verify_scope(services, resources.store, scope):
                    replies, characters = replies + 1, characters + checked
                    findings += found
                    progress.update(task, completed=replies, total=replies + left)
    return replies, characters, findings
