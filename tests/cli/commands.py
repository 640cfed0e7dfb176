"""Runs a command of the command line in this process."""

from __future__ import annotations

from click.testing import Result
from typer.testing import CliRunner

from bot.cli.app import app

STORY = "Harbour reopens\n\nThe harbour opened again on Monday. Mayor Ann Lee said ships came in. Trade grew."


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    """The result of ``python -m bot`` with these arguments; ``given`` is its standard input."""
    return CliRunner().invoke(app, list(arguments), input=given)
