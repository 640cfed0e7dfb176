"""``add``: adds files, the files of folders, and the pages at links to the library."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.endings import run_to_end, settings_or_exit
from bot.cli.library import DatabaseOption, database_url, tell_library
from bot.exit_codes import ExitCode
from bot.settings import MAX_ANALYSIS_PROCESSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress

    from bot.services.bulk_adding import BulkResult
    from bot.settings import Settings

__all__ = ["add"]

SOURCES = "Files (.txt .md .html .mht .pdf .docx .eml .zip), folders of such files, and links."
PROCESSES = "How many texts are analysed at a time; as many as there are cores if it is not given."
RESUMABLE = "Stopped before the end: run the same command again to add the rest."
PLAIN_SECONDS = 30.0
"""Between two lines that tell the progress where there is no terminal for a bar."""
WAITING = 2
"""Texts that are read or fetched while the others are analysed."""


def add(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|LINK...", help=SOURCES)],
    database: DatabaseOption = None,
    processes: Annotated[int | None, typer.Option(min=1, max=MAX_ANALYSIS_PROCESSES, help=PROCESSES)] = None,
) -> None:
    """Add files and links to the library (DATABASE_URL). A running bot posts them within seconds.

    What the library has already is skipped, so that an interrupted run can be repeated.
    """
    from bot.logs import configure_logging

    settings = settings_or_exit()
    if database is not None:
        settings = replace(settings, database_url=database_url(database))
    configure_logging("WARNING", settings.log_format)
    refused = run_to_end(_add_all(settings, sources, processes or _cores(settings)), stopped=RESUMABLE)
    if refused:
        raise typer.Exit(ExitCode.INPUT)


def _cores(settings: Settings) -> int:
    """As many processes as there are cores, or as the operator has set if that is more."""
    return min(max(settings.analysis_processes, os.cpu_count() or 1), MAX_ANALYSIS_PROCESSES)


async def _add_all(settings: Settings, named: list[str], processes: int) -> int:
    """Adds what was named and prints a line about each text, those refused last; returns how many were refused."""
    from bot.intake.files.sources import find_sources
    from bot.runtime.app import linked_articles, open_resources
    from bot.services.bulk_adding import BulkAdder, BulkOutcome, BulkResult
    from bot.services.newsroom import Newsroom

    sources = find_sources(named)
    # One worker more: the pool keeps the last one for other servers, and so never starts it here.
    async with open_resources(replace(settings, analysis_processes=processes + 1)) as resources:
        tell_library(settings)
        newsroom = Newsroom(resources.store, resources.analysis_pool, resources.clock)
        adder = BulkAdder(newsroom, linked_articles(resources), resources.store)
        progress = _progress()
        report = _Report(progress)
        report.expect(len(sources.refused))
        for name, reason in sources.refused.items():
            report.add(BulkResult(name, BulkOutcome.REFUSED, reason=reason))
        try:
            with progress:
                await adder.add_all(sources.found, report, parallel=processes + WAITING)
        finally:  # what was refused until then is listed after an interruption too
            report.end(sources.others)
    return len(report.refused)


def _progress() -> Progress:
    """A progress bar on standard error, if that is a terminal that can show one."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (TextColumn("Adding"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    shown = console.is_terminal and not console.is_dumb_terminal
    return Progress(*columns, console=console, disable=not shown, redirect_stdout=sys.stdout.isatty(), transient=True)


class _Report:
    """Prints the results as they come, the refusals at the end, and how many there were of each: a ``BulkReport``."""

    def __init__(self, progress: Progress) -> None:
        self.refused: list[BulkResult] = []
        self._progress = progress
        self._task = progress.add_task("", total=0)
        self._total = 0
        self._counts: Counter[str] = Counter()
        self._started = self._told = time.monotonic()

    def expect(self, texts: int) -> None:
        self._total += texts
        self._progress.update(self._task, total=self._total)

    def add(self, result: BulkResult) -> None:
        self._progress.advance(self._task)
        self._counts[result.outcome] += 1
        if result.reason:
            self.refused.append(result)
        else:
            typer.echo(f"{_shown(result.name)}: {_done(result)}")
        if self._progress.disable and time.monotonic() - self._told >= PLAIN_SECONDS:
            self._told = time.monotonic()
            typer.echo(f"{self._counts.total():,} of {self._total:,} done in {self._seconds}", err=True)

    def end(self, others: Sequence[str]) -> None:
        """Prints the refusals, what was left out, and the sum if there was more than one text."""
        from bot.intake.files.kinds import READABLE

        for result in sorted(self.refused, key=lambda one: one.name):
            typer.echo(f"{_shown(result.name)}: {result.reason}", err=True)
        if others:
            more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
            typer.echo(f"Left out: {_shown(others[0])}{more}. I can only read {READABLE}.", err=True)
        if self._total > 1:
            left = self._total - self._counts.total()
            counts = [f"{count:,} {outcome}" for outcome, count in sorted(self._counts.items())]
            typer.echo(f"{', '.join([*counts, *([f'{left:,} left'] if left else [])])} in {self._seconds}", err=True)

    @property
    def _seconds(self) -> str:
        return f"{time.monotonic() - self._started:,.0f} s"


def _shown(name: str) -> str:
    """The name of a file in printable characters: it may be in no encoding, or hold codes that a terminal obeys."""
    return "".join(c if c.isprintable() else "�" for c in name) or '""'


def _done(result: BulkResult) -> str:
    from bot.plurals import plural
    from bot.services.bulk_adding import BulkOutcome

    if result.outcome is BulkOutcome.KNOWN:
        return f"already in the library as #{result.number}"
    done = "updated" if result.outcome is BulkOutcome.UPDATED else "added as"
    return f"{done} #{result.number}, {plural(result.sentences, 'sentence')}"
