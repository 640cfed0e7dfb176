"""``python -m feed_month``: the long run, with its figures."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

import structlog
import typer

from feed_month.month import run_month


def main(feeds: int = 50, days: int = 30, kills: int = 250, minutes: int = 60, seed: int = 1) -> None:
    """Runs a month; exit code 1 where something was lost, doubled, or asked for as no server wants it."""
    memory = Path("/dev/shm")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    began = time.process_time()
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        report = asyncio.run(run_month(Path(folder), feeds=feeds, days=days, kills=kills, minutes=minutes, seed=seed))
    typer.echo(f"{report.line()}, {time.process_time() - began:.0f} s of CPU")
    for problem in report.problems[:20]:
        typer.echo(f"  {problem}")
    sys.exit(bool(report.problems))


typer.run(main)
