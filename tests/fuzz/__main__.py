"""``python -m fuzz``: the long run, which prints its figures."""

from __future__ import annotations

import asyncio
import sys
import tempfile

import simcord
import typer
from conftest import SEEDS, settle_town

from bot.logs import configure_logging
from bot.runtime.app import build_bot, open_resources
from bot.services.rate_limits import Limit, RateLimiter, RequestKind
from bot.settings import Settings
from bot.text.analyze import Analyzer
from fuzz.cpu_costs import fuzz_analysis, fuzz_repeated_documents, fuzz_repeated_pages
from fuzz.fuzzing import Report, fuzz_commands, fuzz_intake


def main(count: int = 10_000, seed: int = 1) -> None:
    """Sends, attaches and links ``count`` hostile inputs, and analyses a hundredth of them.

    Exits with 1, after printing which, if one caused an error, a ping or a hang, or took too much CPU time.
    """
    configure_logging("ERROR", "console")
    report = Report()
    typer.echo(f"seed {seed}")
    share = count // 10
    fuzz_intake(share, seed, report)
    fuzz_repeated_documents(3 * share, seed, report)
    fuzz_repeated_pages(3 * share, seed, report)
    fuzz_analysis(count // 100, seed, report, Analyzer())
    asyncio.run(_say(count - 7 * share, seed, report))
    for line in report.lines():
        typer.echo(line)
    for fault in report.bad[:20]:
        typer.echo(f"  {fault}")
    sys.exit(bool(report.bad))


async def _say(count: int, seed: int, report: Report) -> None:
    unbounded = dict.fromkeys(RequestKind, Limit(1_000_000, 1))
    with tempfile.TemporaryDirectory() as folder:
        async with open_resources(Settings(database_url=f"sqlite:///{folder}/fuzz.db")) as resources:
            bot = build_bot(resources, sync_always=True, rates=RateLimiter(member=unbounded, server=unbounded))
            async with simcord.run(bot, check_errors=False, settle_timeout=60) as env:
                town = settle_town(env, bot, resources)
                await town.newsroom.load_seeds(SEEDS)
                await fuzz_commands(town, count, seed, report)


if __name__ == "__main__":
    typer.run(main)
