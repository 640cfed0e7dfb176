"""``backup``: copies the library to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import fail_with, settings_or_exit
from bot.errors import BriefingError

__all__ = ["backup"]


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a consistent, verified copy of the library, even while the bot runs."""
    from bot.store import copy_database

    try:
        size = copy_database(settings_or_exit().database_url, file, overwrite=force)
    except BriefingError as error:
        fail_with(error)
    typer.echo(f"{file}: {size / 1e6:,.1f} MB, checked. To restore it, see docs/operating.md, “Backup”.")
