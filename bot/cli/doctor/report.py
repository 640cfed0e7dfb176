"""What an examination found, and how it is shown: a table on a terminal, plain lines elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Finding", "State", "show"]


class State(StrEnum):
    """How something is."""

    GOOD = "ok"
    ODD = "look"
    """The bot runs, but somebody should look at it."""
    BAD = "fault"
    """The bot does not run, or not as it should, until this is mended."""


COLOURS = {State.GOOD: "green", State.ODD: "yellow", State.BAD: "bold red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``todo`` is what to do about it, empty where nothing is to be done."""

    state: State
    what: str
    how: str
    todo: str = ""


def show(findings: Sequence[Finding], console: Console | None = None) -> None:
    """Prints them to standard output."""
    console = console or Console()
    if not console.is_terminal:
        for finding in findings:
            console.file.write(f"{finding.state:6}{finding.what}: {finding.how}\n")
            if finding.todo:
                console.file.write(f"      -> {finding.todo}\n")
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("", "what", "how it is", "what to do"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        # As text, not as markup: names of channels and servers may hold brackets.
        table.add_row(
            Text(finding.state, style=COLOURS[finding.state]),
            Text(finding.what),
            Text(finding.how),
            Text(finding.todo),
        )
    console.print(table)
