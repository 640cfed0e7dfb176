"""The results of the checks, and how they are printed: a table on a terminal, plain lines elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CheckResult", "Status", "print_report"]


class Status(StrEnum):
    """The outcome of a check."""

    OK = "ok"
    WARNING = "warning"
    """The bot works, but somebody should look at this."""
    ERROR = "error"
    """The bot does not work, or not properly, until this is fixed."""


COLOURS = {Status.OK: "green", Status.WARNING: "yellow", Status.ERROR: "bold red"}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check of ``name``; ``fix`` says what to do, empty if there is nothing to do."""

    status: Status
    name: str
    message: str
    fix: str = ""


def print_report(results: Sequence[CheckResult], console: Console | None = None) -> None:
    """Prints the results to standard output."""
    console = console or Console()
    if not console.is_terminal:
        for result in results:
            console.file.write(f"{result.status:9}{result.name}: {result.message}\n")
            if result.fix:
                console.file.write(f"         -> {result.fix}\n")
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("status", "check", "result", "fix"):
        table.add_column(heading, overflow="fold")
    for result in results:
        # As text, not as markup: names of channels and servers may hold brackets.
        table.add_row(
            Text(result.status, style=COLOURS[result.status]),
            Text(result.name),
            Text(result.message),
            Text(result.fix),
        )
    console.print(table)
