"""A month with feeds that misbehave, on real sockets, with a bot that is killed again and again.

Each server notes when it was asked and with what, and says when it may be asked again. In the end each of them was
asked only then, with exactly what it had sent, and each of its stories is an article once.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from conftest import START, Clock
from services.feeds.web import rss, story
from store.samples import HERE, read

from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.host_limits import HostLimits
from bot.intake.web.fetch import PageFetcher
from bot.models.analysis import Analysis, Document
from bot.models.feeds import FeedItem, FeedText
from bot.runtime.app import Resources
from bot.runtime.feeds import FeedServices, build_feeds
from bot.services.linked_articles import LinkedArticles
from bot.services.newsroom import Newsroom
from bot.settings import Settings
from bot.store import open_store
from bot.store.protocols.store import Store

DAYS = 30
SHORTEST = timedelta(minutes=15)


@dataclass
class Server:
    """A server with a feed that grows, and what was wrong about how it was asked."""

    name: str
    clock: Clock
    chance: random.Random
    items: list[FeedItem] = field(default_factory=list)
    etag: str | None = None
    modified: str | None = None
    not_before: datetime | None = None
    answered: bool = False
    """Whether it has ever sent a feed with validators: from then on no request may be without them."""
    asked_at: datetime | None = None
    before: bool = False
    """``answered`` as it was before the last request."""
    requests: int = 0
    unconditional: int = 0
    early: int = 0

    def grow(self) -> None:
        """A new story, and other validators."""
        self.items.insert(0, story(f"{self.name}n{len(self.items)}x", published_at=self.clock()))
        self.etag = f'W/"{self.chance.random()}"'
        self.modified = format_datetime(self.clock(), usegmt=False)

    async def handle(self, request: web.Request) -> web.Response:
        self.requests += 1
        self.asked_at, self.before = self.clock(), self.answered
        self.early += self.not_before is not None and self.clock() < self.not_before
        sent = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        self.unconditional += self.answered and sent == (None, None)
        self.not_before = self.clock() + SHORTEST
        trouble = self.chance.random()
        if trouble < 0.05:
            return web.Response(status=self.chance.choice((404, 500, 502)))
        if trouble < 0.1:
            self.not_before = self.clock() + timedelta(hours=2)
            return web.Response(status=self.chance.choice((429, 503)), headers={"Retry-After": "7200"})
        headers = {"ETag": self.etag or "", "Last-Modified": self.modified or ""}
        if trouble < 0.3:
            self.not_before = self.clock() + timedelta(hours=1)
            headers["Cache-Control"] = "max-age=3600"
        if sent == (self.etag, self.modified):
            return web.Response(status=304, headers=headers)
        self.answered = True
        return web.Response(body=rss(*self.shown()), headers=headers, content_type="application/rss+xml")

    def lose_answer(self) -> None:
        """The bot died and may not know what was answered just now: only that it had asked."""
        if self.asked_at == self.clock():
            self.not_before, self.answered = self.clock() + SHORTEST, self.before

    def shown(self) -> list[FeedItem]:
        """The feed as it looks this time: shuffled, cut, with other dates, ids and parameters."""
        items = self.items[:40]
        if self.chance.random() < 0.2:
            self.chance.shuffle(items)
        if self.chance.random() < 0.1:
            items = [replace(item, published_at=self.clock()) for item in items]
        if self.chance.random() < 0.1:
            items = [replace(item, guid=f"new-{item.guid}") for item in items]
        if self.chance.random() < 0.1:
            items = [replace(item, link=f"{item.link}?utm_source=feed") for item in items]
        return items


class QuickAnalyses:
    """In place of worker processes: thousands of texts are read."""

    async def analyze(self, documents: list[Document], **_: object) -> Analysis:
        await asyncio.sleep(0)
        return read(documents[0].text)

    async def run(self, function: Callable[[object], object], argument: object, **_: object) -> object:
        await asyncio.sleep(0)
        return function(argument)


@asynccontextmanager
async def serving(servers: dict[str, Server]) -> AsyncIterator[str]:
    async def handle(request: web.Request) -> web.Response:
        return await servers[request.match_info["name"]].handle(request)

    app = web.Application()
    app.router.add_get("/{name}", handle)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


def services(store: Store, clock: Clock) -> FeedServices:
    fetcher = HttpFetcher(user_agent="TestBot/1", allowed=lambda _: True, ports=None)
    pool = QuickAnalyses()
    resources = Resources(Settings(), store, pool, clock)  # type: ignore[arg-type]
    newsroom = Newsroom(store, pool, clock)  # type: ignore[arg-type]
    pages = LinkedArticles(PageFetcher(fetcher), pool, clock)  # type: ignore[arg-type]
    return build_feeds(resources, fetcher, HostLimits(pause=0.0), newsroom, pages, on_article=lambda: None)


class Life:
    """The bot's work until it dies: after a number of steps of its tasks, whatever they do at that moment."""

    def __init__(self, store: Store, clock: Clock, steps: int | None) -> None:
        self._services = services(store, clock)
        self._steps = steps

    async def work(self) -> None:
        """Reads and ingests what is due, until it is killed."""
        task = asyncio.create_task(self._work())
        if self._steps is None:
            return await task
        for _ in range(self._steps):
            await asyncio.sleep(0)
        await self._services.poller._slots.close()
        await self._services.ingest._slots.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return None

    async def _work(self) -> None:
        await self._services.poller.poll_due()
        await self._services.ingest.ingest_due()


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a place: the library is flushed thousands of times."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made)


@pytest.mark.slow
async def test_a_month_without_an_early_or_unconditional_request_and_each_story_once(folder: Path):
    chance, clock = random.Random(12), Clock()
    servers = {f"f{n}": Server(f"f{n}", clock, random.Random(n)) for n in range(8)}
    for server in servers.values():
        for _ in range(3):
            server.grow()
    address = f"sqlite:///{folder}/briefings.db"
    store = await open_store(address)
    kills = 0
    async with serving(servers) as site:
        for name in servers:
            url = f"{site}/{name}"
            await store.add_feed(
                HERE, url, title=name, site=None, text_from=FeedText.AUTO, now=START, next_poll_at=START, by=None
            )
        await store.subscribe(HERE, 1, now=START, by=None)
        ends = START + timedelta(days=DAYS)
        while clock.at < ends:
            is_killed = chance.random() < 0.07
            await Life(store, clock, chance.randint(0, 120) if is_killed else None).work()
            if is_killed:
                kills += 1
                for server in servers.values():
                    server.lose_answer()
                await store.close()
                store = await open_store(address)
            if chance.random() < 0.2:
                chance.choice(list(servers.values())).grow()
            clock.move(chance.uniform(200, 1_000))
        clock.move(86_400)
        for _ in range(30):  # what still waits
            await Life(store, clock, None).work()
            clock.move(3_600)
    titles = Counter(article.title for article in await store.articles(HERE, limit=10_000))
    expected = {item.title for server in servers.values() for item in server.items}
    await store.close()
    assert kills > 100
    assert sum(server.requests for server in servers.values()) > 8 * DAYS * 10
    assert {name: server.early for name, server in servers.items() if server.early} == {}
    assert {name: server.unconditional for name, server in servers.items() if server.unconditional} == {}
    assert set(titles) == expected
    assert set(titles.values()) == {1}
