"""The CPU time that reading feeds takes, for a load of 5,000 feeds that are read every 15 minutes.

    python bench/feeds.py [--feeds N] [--changed SHARE] [--minutes M]

A local server in a process of its own has N feeds of 30 items. Each is read twice; before the second time, a share of
them got a new item, and the others answer that they have not changed. The second round counts: CPU seconds of this
process and of its worker for each feed, times 5,000 feeds in 900 seconds. What items become is not part of it. The
goal: 0.3 of one core.

With --minutes, the feeds are then read in real time, as after a day with the bot, and once more as after a day without
it, when all of them are due: how many are read in the busiest second, and what that costs.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web

from bot.intake.feeds.polling import DEFAULT_INTERVAL, next_poll_at
from bot.intake.http.fetcher import HttpFetcher
from bot.logs import configure_logging
from bot.models.articles import SHARED
from bot.models.feeds import FeedText
from bot.runtime.app import open_resources
from bot.services.feeds.poller import FeedPoller
from bot.services.feeds.reading import FeedReader
from bot.settings import Settings
from bot.store.protocols.store import Store

FEEDS, SECONDS = 5_000, 900
ITEMS = 30
START = datetime(2026, 11, 24, 12, tzinfo=UTC)
PARAGRAPH = "The ferry of pier {n} left at noon with a brass band, three dogs and a crate of oranges on board. " * 8


def feed(number: int, newest: int) -> bytes:
    items = "".join(
        f"<item><title>Ferry {n} of line {number} leaves</title><link>https://line{number}.example/{n}</link>"
        f"<guid>https://line{number}.example/{n}</guid><pubDate>{format_datetime(START - timedelta(hours=newest - n))}"
        f"</pubDate><description>&lt;p&gt;{PARAGRAPH.format(n=n)}&lt;/p&gt;</description></item>"
        for n in range(newest, newest - ITEMS, -1)
    )
    return f"<rss version='2.0'><channel><title>Line {number}</title>{items}</channel></rss>".encode()


def serve(pipe: Connection, changed: float) -> None:
    """Serves feeds until the process is ended; each 1 that arrives in the pipe gives a share of them a new item."""
    changes = 0

    async def answer(request: web.Request) -> web.Response:
        nonlocal changes
        while pipe.poll():
            changes += pipe.recv()
        number = int(request.match_info["number"])
        newest = 100 + changes * (number % 100 < 100 * changed)
        etag = f'"{newest}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=feed(number, newest), headers={"ETag": etag}, content_type="application/rss+xml")

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/{number}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


def cpu_seconds(without: int) -> float:
    """CPU time so far of this process and of its children, but for one."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        pid = int(stat.parent.name)
        if pid != without and os.getpid() in (pid, int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass
class Bench:
    """The feeds and what reads them: ``now`` is the time, which goes on by itself after ``start``."""

    port: int
    pipe: Connection
    server: int
    feeds: int
    now: datetime = START
    started: float | None = None
    reads: list[float] = field(default_factory=list)
    """When each feed was read, in seconds."""

    def clock(self) -> datetime:
        return self.now + timedelta(seconds=0 if self.started is None else time.monotonic() - self.started)

    async def run(self, minutes: float) -> None:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(database_url=f"sqlite:///{folder}/feeds.db", analysis_processes=1)
            async with open_resources(settings, clock=self.clock) as resources:
                fetcher = HttpFetcher(user_agent="Bench/1", allowed=lambda _: True, ports=None)
                pool = resources.analysis_pool
                reader = FeedReader(resources.store, fetcher, pool, self.clock, interval=DEFAULT_INTERVAL)
                poller = FeedPoller(
                    resources.store, reader, self.clock, on_read=lambda _: self.reads.append(time.monotonic())
                )
                await self._add_feeds(resources.store)
                assert await poller.poll_due() == self.feeds
                await self._second_round(poller)
                if minutes:
                    await self._spread(resources.store)
                    await self._in_real_time("as after a day with the bot", poller, minutes)
                    self.now += timedelta(days=1)
                    await self._in_real_time("as after a day without the bot", poller, minutes)

    async def _add_feeds(self, store: Store) -> None:
        for number in range(self.feeds):
            await store.add_feed(
                SHARED,
                f"http://127.0.0.1:{self.port}/{number}",
                title=str(number),
                site=None,
                text_from=FeedText.AUTO,
                now=self.now,
                next_poll_at=self.now,
                by=None,
            )

    async def _second_round(self, poller: FeedPoller) -> None:
        self.pipe.send(1)
        self.now += timedelta(minutes=30)
        began, own, all_of_us = time.perf_counter(), time.process_time(), cpu_seconds(self.server)
        assert await poller.poll_due() == self.feeds
        total, own = cpu_seconds(self.server) - all_of_us, time.process_time() - own
        print(f"{self.feeds} feeds: {time.perf_counter() - began:.1f} s, {total:.2f} s of CPU")
        mean, in_this = 1000 * total / self.feeds, 1000 * own / self.feeds
        print(f"a feed: {mean:.1f} ms of CPU, {in_this:.1f} of it in this process")
        print(f"{FEEDS} feeds in {SECONDS} s: {total / self.feeds * FEEDS / SECONDS:.3f} of one core")

    async def _spread(self, store: Store) -> None:
        """Makes the feeds due as they are a day after they were imported together."""
        self.pipe.send(1)
        began, self.now = self.now, self.now + timedelta(days=1)
        for feed in await store.feeds(SHARED):
            at = began + feed.id / self.feeds * DEFAULT_INTERVAL
            while at < self.now:
                at = next_poll_at(feed.id, now=at)
            await store.postpone_feed(feed.id, next_poll_at=at)

    async def _in_real_time(self, when: str, poller: FeedPoller, minutes: float) -> None:
        self.reads.clear()
        self.started = time.monotonic()
        task, cpu = asyncio.create_task(poller.run()), [cpu_seconds(self.server)]
        while time.monotonic() < self.started + 60 * minutes:
            await asyncio.sleep(self.started + len(cpu) - time.monotonic())
            cpu.append(cpu_seconds(self.server))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        self.now, began, self.started = self.clock(), self.started, None
        busiest = Counter(int(at - began) for at in self.reads).most_common(1)
        share = max(later - sooner for sooner, later in pairwise(cpu))
        print(f"{when}: {len(self.reads)} feeds read in {len(cpu) - 1} s, {(cpu[-1] - cpu[0]) / (len(cpu) - 1):.3f} of")
        print(f"  one core; in the busiest second {busiest[0][1] if busiest else 0} feeds, and {share:.2f} of one core")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--changed", type=float, default=0.3)
    parser.add_argument("--minutes", type=float, default=0.0)
    options = parser.parse_args()
    configure_logging("ERROR", "console")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, options.changed), daemon=True)
    server.start()
    assert server.pid is not None
    try:
        asyncio.run(Bench(ours.recv(), ours, server.pid, options.feeds).run(options.minutes))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
