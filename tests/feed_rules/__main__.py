"""``python -m feed_rules``: all rules over 30 virtual days, with a line for each."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import structlog
import typer

from feed_rules.run import run_rules


def main(
    days: float = 30,
    kills: int = 40,
    seed: int = 1,
    log: Annotated[typer.FileTextWrite | None, typer.Option(help="Where the first requests of each rule go.")] = None,
) -> None:
    """Runs the rules; exit code 1 where one was broken."""
    memory = Path("/dev/shm")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    write = log.write if log else lambda _: None
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        report = asyncio.run(run_rules(Path(folder), days=days, kills=kills, seed=seed, log=write))
    for line in (*report.lines(), *report.problems[:20]):
        typer.echo(line)
    sys.exit(bool(report.problems))


typer.run(main)
