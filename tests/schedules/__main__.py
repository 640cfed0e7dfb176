"""``python -m schedules``: many schedules, or the one of a seed; each that fails is named by its seed."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated

import typer

from schedules.runs import failures, run

SCHEDULES_AT_ONCE = 500
"""Schedules in one piece of work."""


def main(
    count: int = 1_000,
    start: int = 1,
    seed: Annotated[int | None, typer.Option(help="This one alone.")] = None,
    processes: int = os.cpu_count() or 1,
) -> None:
    """Runs schedules on all processors; exit code 1 where something did not hold in one of them."""
    if seed is not None:
        problems = run(seed).problems
        typer.echo("\n".join(problems) or f"seed {seed}: all is well")
        sys.exit(bool(problems))
    began, end, bad = time.monotonic(), start + count, 0
    pieces = [range(first, min(first + SCHEDULES_AT_ONCE, end)) for first in range(start, end, SCHEDULES_AT_ONCE)]
    with ProcessPoolExecutor(processes) as pool:
        for failed in pool.map(failures, pieces):
            bad += len(failed)
            for number, problems in failed.items():
                typer.echo(f"failed: python -m schedules --seed {number}: {problems[0]}")
    typer.echo(f"{count} schedules from seed {start} in {time.monotonic() - began:.0f} s, failed: {bad}")
    sys.exit(bad > 0)


if __name__ == "__main__":  # the processes of the pool import this file too
    typer.run(main)
