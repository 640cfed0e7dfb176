"""The bot from its start to its death: it reads feeds, makes articles of their items and posts them.

It may be killed before or after each call that leaves the process: to its database, to the web, to Discord.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from conftest import START, Clock
from store.samples import read

from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.host_limits import HostLimits
from bot.intake.web.fetch import PageFetcher
from bot.models.analysis import Analysis, Document
from bot.runtime.app import Resources
from bot.runtime.feeds import build_feeds
from bot.services.delivery.worker import DeliveryWorker
from bot.services.linked_articles import LinkedArticles
from bot.services.newsroom import Newsroom
from bot.settings import Settings
from bot.store.protocols.store import Store
from feed_month.channels import Channels


class Life:
    """One process, which dies in ``work`` if it is doomed."""

    def __init__(self, store: Store, channels: Channels, port: int, clock: Clock, interval: timedelta) -> None:
        self._doom: tuple[str, int] | None = None
        self._died = asyncio.Event()
        settings = Settings(feed_minutes=int(interval.total_seconds() // 60))
        stepped: Any = _Stepped(store, self.step)
        fetcher: Any = _Stepped(_fetcher(port), self.step)
        pool: Any = QuickAnalyses()
        newsroom = Newsroom(stepped, pool, clock)
        pages = LinkedArticles(PageFetcher(fetcher), stepped, pool, clock)
        resources = Resources(settings, stepped, pool, clock)
        feeds = build_feeds(resources, fetcher, HostLimits(pause=0.0), newsroom, pages, on_article=lambda: None)
        self._poller, self._ingest = feeds.poller, feeds.ingest
        sender: Any = _Stepped(channels, self.step)
        self._delivery = DeliveryWorker(stepped, sender, clock, monotonic=lambda: (clock() - START).total_seconds())

    @property
    def is_doomed(self) -> bool:
        return self._doom is not None

    def doom(self, method: str, steps: int) -> None:
        """Lets it die so many steps after the next call of a method; an empty name is any."""
        self._doom = (method, steps)

    async def work(self) -> bool:
        """Does what is due; False if it died meanwhile."""
        tasks = [asyncio.create_task(one) for one in (self._work(), self._died.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        if self._died.is_set():
            for slots in (self._poller._slots, self._ingest._slots, self._delivery._slots):
                await slots.close()
            await self._delivery._follow_ups.close()
        elif isinstance(results[0], BaseException):
            raise results[0]
        return not self._died.is_set()

    async def _work(self) -> None:
        await self._poller.poll_due()
        await self._ingest.ingest_due()
        await self._delivery.deliver_due()
        await self._delivery.run_follow_ups()

    async def step(self, method: str) -> None:
        """Here others go on, and here it may die: from then on nothing of it has an effect."""
        await asyncio.sleep(0)
        if self._doom is not None and self._doom[0] in ("", method):
            self._doom = ("", self._doom[1] - 1)
            if self._doom[1] < 0:
                self._died.set()
        if self._died.is_set():
            raise asyncio.CancelledError


class _Stepped:
    """Calls of methods that leave the process, with a step before and after each."""

    def __init__(self, inner: object, step: Callable[[str], Any]) -> None:
        self._inner = inner
        self._step = step

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if not asyncio.iscoroutinefunction(method):
            return method

        async def call(*args: Any, **options: Any) -> Any:
            await self._step(name)
            result = await method(*args, **options)
            await self._step(name)
            return result

        return call


class QuickAnalyses:
    """In place of worker processes: thousands of texts are read."""

    async def analyze(self, documents: list[Document], **_: object) -> Analysis:
        await asyncio.sleep(0)
        return read(documents[0].text)

    async def run(self, function: Callable[[object], object], argument: object, **_: object) -> object:
        await asyncio.sleep(0)
        return function(argument)


class _OneMachine(AbstractResolver):
    """All hosts are at a port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing is open."""


def _fetcher(port: int) -> HttpFetcher:
    return HttpFetcher(
        user_agent="TestBot/1",
        allowed=lambda address: address.is_loopback,
        resolver=_OneMachine(port),
    )
