"""``python -m fault_injection``: the long run, with its figures."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from fault_injection.kill_loop import run_kill_loop


def main(
    kills: int = 200,
    seed: int = 1,
    articles: int = 40,
    channels: int = 8,
    forums: int = 2,
    news: int = 2,
    folder: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Kills the bot so often; exit code 1 where anything was lost, doubled, out of order, out of date or misshapen."""
    with tempfile.TemporaryDirectory() as fresh:
        report = asyncio.run(
            run_kill_loop(
                folder or Path(fresh),
                seed=seed,
                kills=kills,
                articles=articles,
                channels=channels,
                forums=forums,
                news=news,
            )
        )
    for line in report.lines():
        typer.echo(line)
    for fault in report.bad()[:20]:
        typer.echo(f"  {fault}")
    sys.exit(bool(report.bad()))


typer.run(main)
