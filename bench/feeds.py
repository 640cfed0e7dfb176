"""The CPU time that reading feeds takes, for a load of 5,000 feeds that are read every 15 minutes.

    python bench/feeds.py [--feeds N] [--changed SHARE]

A local server in a process of its own has N feeds of 30 items. Each is read twice; before the second time, a share of
them got a new item, and the others answer that they have not changed. The second round counts: CPU seconds of this
process and of its worker for each feed, times 5,000 feeds in 900 seconds. What items become is not part of it. The
goal: 0.3 of one core.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web

from bot.intake.http.fetcher import HttpFetcher
from bot.logs import configure_logging
from bot.models.articles import SHARED
from bot.models.feeds import FeedText
from bot.runtime.app import open_resources
from bot.services.feeds.poller import FeedPoller
from bot.services.feeds.reading import FeedReader
from bot.settings import Settings

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
    """Serves feeds until the process is ended; what arrives in the pipe makes a share of them new."""

    async def answer(request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        newest = 100 + (pipe.poll() and number % 100 < 100 * changed)
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


async def measure(port: int, pipe: Connection, server: int, feeds: int) -> tuple[float, float, float]:
    """Of the second round: CPU seconds of all processes but the server's, those of this process, and seconds."""
    now = START
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/feeds.db", analysis_processes=1)
        async with open_resources(settings, clock=lambda: now) as resources:
            store, pool = resources.store, resources.analysis_pool
            fetcher = HttpFetcher(user_agent="Bench/1", allowed=lambda _: True, ports=None)
            reader = FeedReader(store, fetcher, pool, resources.clock, interval=timedelta(minutes=15))
            poller = FeedPoller(store, reader, resources.clock)
            for number in range(feeds):
                await store.add_feed(
                    SHARED,
                    f"http://127.0.0.1:{port}/{number}",
                    title=str(number),
                    site=None,
                    text_from=FeedText.AUTO,
                    now=now,
                    next_poll_at=now,
                    by=None,
                )
            assert await poller.poll_due() == feeds
            pipe.send("change")
            now += timedelta(minutes=30)
            began, own, all_of_us = time.perf_counter(), time.process_time(), cpu_seconds(server)
            assert await poller.poll_due() == feeds
            ended = time.perf_counter()
            return cpu_seconds(server) - all_of_us, time.process_time() - own, ended - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--changed", type=float, default=0.3)
    options = parser.parse_args()
    configure_logging("ERROR", "console")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, options.changed), daemon=True)
    server.start()
    assert server.pid is not None
    try:
        total, own, seconds = asyncio.run(measure(ours.recv(), ours, server.pid, options.feeds))
    finally:
        server.terminate()
    print(f"{options.feeds} feeds, {options.changed:.0%} changed: {seconds:.1f} s, {total:.2f} s of CPU")
    mean, in_this = 1000 * total / options.feeds, 1000 * own / options.feeds
    print(f"a feed: {mean:.1f} ms of CPU, {in_this:.1f} of it in this process")
    print(f"{FEEDS} feeds in {SECONDS} s: {total / options.feeds * FEEDS / SECONDS:.3f} of one core")


if __name__ == "__main__":
    main()
