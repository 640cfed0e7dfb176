"""The option that chooses a command's library, and the line that says which one was used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["DEMO_LIBRARY", "DatabaseOption", "database_url", "tell_library"]

DEMO_LIBRARY = "{} (the demo’s; DATABASE_URL is not used)"
"""How the demo's library is shown: people who have set DATABASE_URL may expect another one."""
DatabaseOption = Annotated[
    str | None, typer.Option("--database", metavar="FILE", help="Use the library in this file or at this address.")
]


def database_url(file_or_url: str) -> str:
    """The address of a database that was given as a file or as an address."""
    return file_or_url if "://" in file_or_url else f"sqlite:///{file_or_url}"


def tell_library(settings: Settings, wording: str = "{}") -> None:
    """Prints on standard error which file is used; never any other address, since it may contain a password."""
    from bot.store import database_file

    file = database_file(settings.database_url)
    if file is not None:
        typer.echo(f"Library: {wording.format(file)}", err=True)
