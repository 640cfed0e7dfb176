"""``add``: adds text files to the library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.endings import run_to_end, settings_or_exit
from bot.cli.library import DatabaseOption, database_url, tell_library
from bot.errors import BriefingError
from bot.exit_codes import ExitCode

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["add"]


def add(
    files: Annotated[list[Path], typer.Argument(help="Text files (.txt, .md): title, blank line, paragraphs.")],
    database: DatabaseOption = None,
) -> None:
    """Add text files to the library (DATABASE_URL). A running bot posts them within seconds."""
    from bot.logs import configure_logging

    settings = settings_or_exit()
    if database is not None:
        settings = replace(settings, database_url=database_url(database))
    configure_logging("WARNING", settings.log_format)
    if run_to_end(_add_all(settings, files)):
        raise typer.Exit(ExitCode.INPUT)


async def _add_all(settings: Settings, files: list[Path]) -> int:
    """Adds the files and prints a line about each; returns how many were refused."""
    from bot.intake.seeds import read_article
    from bot.models.articles import SHARED
    from bot.plurals import plural
    from bot.runtime.app import open_resources
    from bot.services.newsroom import Newsroom

    refused = 0
    async with open_resources(settings) as resources:
        tell_library(settings)
        newsroom = Newsroom(resources.store, resources.analysis_pool, resources.clock)
        for file in files:
            try:
                saved = await newsroom.add_or_update(SHARED, read_article(file))
            except BriefingError as error:
                refused += 1
                typer.echo(f"{file}: {error}", err=True)
            else:
                length = plural(len(saved.analysis.sentences), "sentence")
                done = "updated" if saved.before else "added as"
                typer.echo(f"{file}: {done} #{saved.article.number}, {length}")
    return refused
