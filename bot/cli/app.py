"""The command line's entry point, with all its commands."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from bot import __version__
from bot.cli import add, analyze, ask, backup, demo, feed, health, run
from bot.cli.doctor.command import doctor
from bot.cli.verify.command import verify

__all__ = ["app", "main"]

app = typer.Typer(
    epilog="Exit codes and the format of analyze --jsonl: docs/command-line.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A Discord bot that keeps a library of news articles and answers from it."""


for command in (run.run, demo.demo, ask.ask, add.add, analyze.analyze, backup.backup, doctor, verify, health.health):
    app.command()(command)
app.add_typer(feed.app, name="feed")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Runs the command that the process was started with."""
    _open_standard_streams()
    app(prog_name="bot")


def _open_standard_streams() -> None:
    """Opens those of the standard streams that the parent process closed.

    Otherwise the next file or socket would get their number, and a log line would end up in it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, closefd=False))  # noqa: SIM115 - stays open for the whole process
