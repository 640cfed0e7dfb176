"""``ask``: prints the bot's reply to one message."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from bot.cli.demo import demo_settings_or_exit
from bot.cli.endings import fail, run_to_end
from bot.cli.library import DEMO_LIBRARY, database_url, tell_library
from bot.exit_codes import ExitCode

__all__ = ["ask"]

DISCARDED_COPY = "a copy of {}; changes to the copy are discarded"


def ask(
    text: Annotated[str, typer.Argument(help="What you would type: '!summary', '@bot summary', '/summary article:1'.")],
    who: Annotated[str, typer.Option("--as", help="Who types it: reader or editor.")] = "reader",
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="FILE",
            help="Answer from a copy of the library in this file or at this address; changes are discarded.",
        ),
    ] = None,
) -> None:
    """Print the bot’s reply to one message, from the demo’s library (data/demo.db).

    DATABASE_URL is not used. With --database, the reply comes from a copy of the library given there, and what a
    command changes in the copy is discarded.
    """
    settings = demo_settings_or_exit()
    if who not in ("reader", "editor"):
        fail("--as must be reader or editor.", ExitCode.USAGE)
    from bot.demo.ask import ask as ask_demo
    from bot.demo.ask import ask_copy

    if database is None:
        replies, wording = run_to_end(ask_demo(settings, text, who=who)), DEMO_LIBRARY
    else:
        settings = replace(settings, database_url=database_url(database))
        replies, wording = run_to_end(ask_copy(settings, text, who=who)), DISCARDED_COPY
    for reply in replies:
        typer.echo(reply + "\n")
    tell_library(settings, wording)  # last, since the reply may say that something was added
