"""How long the event loop stands still, and how long `!summary` takes, while a 30,000-character article is added.

    python bench/event_loop.py [--rounds N]

The reader's answers are measured twice in one run: with nothing else to do, and while articles are read and filed
beside them. The goal: no stop of 50 ms or more.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bot.cogs.answers import answer
from bot.intake.seeds import read_file
from bot.logs import configure_logging
from bot.models.articles import SHARED, Draft
from bot.runtime.app import Resources, build_bot, open_resources
from bot.services import Services
from bot.settings import Settings
from bot.ui.button_ids import Action, ButtonAction

SEED = Path(__file__).parents[1] / "seeds" / "000_a960c30da92131fb.txt"
LENGTH = 30_000
TICK = 0.001


class Stops:
    """Notes the longest time in which the loop did nothing that was due."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            self.longest = max(self.longest, time.perf_counter() - before - TICK)


async def answer_times(
    services: Services, article_id: int, until: asyncio.Task[object] | None, count: int
) -> list[float]:
    """Seconds of each `!summary`, asked one after the other: ``count`` of them, or until a task is done."""
    times = []
    while (len(times) < count) if until is None else not until.done():
        before = time.perf_counter()
        await answer(services, SHARED, ButtonAction(Action.SUMMARY, str(article_id), 4))
        times.append(time.perf_counter() - before)
        await asyncio.sleep(0.005)
    return times


def long_article(seed: Draft, number: int) -> Draft:
    """An article of ``LENGTH`` characters that is not in the library yet."""
    text = f"Edition {number}.\n\n" + "\n\n".join([seed.text] * (LENGTH // len(seed.text) + 1))
    return Draft(f"{seed.title} ({number})", text[:LENGTH])


async def measure(resources: Resources, rounds: int) -> None:
    services = build_bot(resources).services
    seed = read_file(SEED)
    article, _ = await services.newsroom.add(SHARED, seed)
    await answer_times(services, article.id, None, 20)
    rows = {}
    for name in ("nothing else to do", "while articles are added"):
        stops = Stops()
        watcher = asyncio.create_task(stops.watch())
        adding = None
        if name.startswith("while"):

            async def add_all() -> None:
                for number in range(rounds):
                    await services.newsroom.add(SHARED, long_article(seed, number))

            adding = asyncio.create_task(add_all())
        started = time.perf_counter()
        times = await answer_times(services, article.id, adding, 200)
        rows[name] = (times, stops.longest, time.perf_counter() - started)
        watcher.cancel()
    base = statistics.median(rows["nothing else to do"][0])
    print(f"{'':26}{'answers':>8}{'median':>10}{'ratio':>7}{'worst':>10}{'longest stop of the loop':>26}")
    for name, (times, longest, _) in rows.items():
        median = statistics.median(times)
        print(
            f"{name:26}{len(times):>8}{1000 * median:>7.1f} ms{median / base:>7.2f}{1000 * max(times):>7.1f} ms"
            f"{1000 * longest:>23.1f} ms"
        )
    seconds = rows["while articles are added"][2] / rounds
    print(f"{rounds} articles of {LENGTH:,} characters were read and filed meanwhile, {seconds:.2f} s each")


async def main(rounds: int) -> None:
    configure_logging("WARNING", "console")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/bench.db", seeds_dir=None)
        async with open_resources(settings) as resources:
            await measure(resources, rounds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    asyncio.run(main(parser.parse_args().rounds))
