"""Asks a site's robots.txt whether a program may fetch a page, and how long it must pause (RFC 9309).

This is for pages that nobody named: those to which the items of a feed lead. A link that a person typed, and a feed
that an editor chose, are fetched as a browser would fetch them, since robots.txt is addressed to programs that find
addresses by themselves (RFC 9309, section 1).
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakValueDictionary

from protego import Protego
from yarl import URL

from bot.advice_marks import advice
from bot.errors import FetchError, FetchProblem
from bot.intake.http.user_agent import PRODUCT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.intake.http.fetcher import HttpFetcher
    from bot.intake.http.host_limits import HostLimits

__all__ = ["RobotsAnswer", "RobotsQuestion", "RobotsRules", "evaluate"]

MAX_BYTES = 500 * 1024
"""Of a robots.txt that are read (RFC 9309, section 2.5: at least 500 KiB); the rest is ignored."""
KEEP_SECONDS = 24 * 3600.0
"""How long a robots.txt is used (RFC 9309, section 2.4: at most 24 hours, unless it cannot be fetched again)."""
RETRY_SECONDS = 600.0
"""After which a robots.txt that could not be fetched is asked for again."""
MAX_FILES = 2_000
MAX_TOTAL_BYTES = 20_000_000
"""Of all files that are kept: the one that was fetched longest ago goes first."""
_VERSION = re.compile(r"^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)/[^\r\n]*", re.IGNORECASE | re.MULTILINE)
"""A name with a version, which is no part of it (RFC 9309, section 2.2.1): those who write one mean every version."""
_NOT_ABOUT_THE_FILE = frozenset((FetchProblem.BUSY, FetchProblem.NOT_PUBLIC, FetchProblem.BAD_ADDRESS))
"""Problems that hold for every address of the host, so that the page cannot be fetched either."""


@dataclass(frozen=True, slots=True)
class RobotsQuestion:
    """A robots.txt, and an address of its site."""

    robots_txt: bytes
    url: str


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """Whether the address may be fetched, and the pause between requests in seconds (None: none is asked for)."""

    is_allowed: bool
    crawl_delay: float | None


Run: TypeAlias = "Callable[[Callable[[RobotsQuestion], RobotsAnswer], RobotsQuestion], Awaitable[RobotsAnswer]]"


def evaluate(question: RobotsQuestion) -> RobotsAnswer:
    """What a robots.txt says about an address; runs in a worker process, since the file is a stranger's."""
    rules = Protego.parse(_VERSION.sub(r"\1", question.robots_txt.decode("utf-8-sig", "replace")))
    return RobotsAnswer(rules.can_fetch(question.url, PRODUCT), rules.crawl_delay(PRODUCT))


@dataclass(frozen=True, slots=True)
class _File:
    """A robots.txt; ``data`` is None if it could not be fetched. From ``expires_at`` on it is asked for again."""

    data: bytes | None
    expires_at: float


class RobotsRules:
    """Reads the robots.txt of sites, and keeps them for a day.

    ``run`` calls a function in a worker process. ``hosts`` gets the crawl delays that sites ask for.
    """

    def __init__(
        self,
        fetcher: HttpFetcher,
        run: Run,
        *,
        hosts: HostLimits | None = None,
        time: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._run = run
        self._hosts = hosts
        self._time = time
        self._files: dict[str, _File] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def check(self, url: str) -> None:
        """Raises FetchError if a page may not be fetched, or not now because its robots.txt cannot be read.

        ``url`` is a valid address. Raises what ``run`` raises, too.
        """
        page = URL(url)
        data = await self._robots_txt(str(page.origin() / "robots.txt"))
        if data is None:
            msg = "The site’s robots.txt cannot be read at the moment, so the page is not fetched"
            msg = f"{msg}{advice(': try again later')}."
            raise FetchError(FetchProblem.NO_ROBOTS, msg)
        answer = await self._run(evaluate, RobotsQuestion(data, url)) if data else RobotsAnswer(True, None)
        if self._hosts is not None:
            self._hosts.set_pause(str(page.raw_host), answer.crawl_delay)
        if not answer.is_allowed:
            msg = "The site’s robots.txt asks programs not to fetch that page"
            msg = f"{msg}{advice(': add its text by hand')}."
            raise FetchError(FetchProblem.DISALLOWED, msg)

    async def _robots_txt(self, url: str) -> bytes | None:
        """The file's bytes, empty if the site has none; None if that cannot be known at the moment."""
        lock = self._locks.setdefault(url, asyncio.Lock())
        async with lock:  # several pages of a site wait for one request
            kept = self._files.get(url)
            if kept is None or kept.expires_at <= self._time():
                kept = await self._fetch(url, kept)
                self._keep(url, kept)
            return kept.data

    async def _fetch(self, url: str, kept: _File | None) -> _File:
        try:
            response = await self._fetcher.get(url, accept="text/plain", max_bytes=MAX_BYTES, truncate=True)
        except FetchError as error:
            if error.problem in _NOT_ABOUT_THE_FILE:
                raise
            status, data = 0, b""
        else:
            status, data = response.status, response.data
        if 200 <= status < 300:
            return _File(data, self._time() + KEEP_SECONDS)
        if 400 <= status < 500 and status != 429:  # RFC 9309, section 2.3.1.3: there is none, so all is allowed
            return _File(b"", self._time() + KEEP_SECONDS)
        return _File(kept.data if kept else None, self._time() + RETRY_SECONDS)

    def _keep(self, url: str, file: _File) -> None:
        self._files.pop(url, None)
        self._files[url] = file
        total = sum(len(one.data or b"") for one in self._files.values())
        while len(self._files) > MAX_FILES or total > MAX_TOTAL_BYTES:
            oldest = self._files.pop(next(iter(self._files)))
            total -= len(oldest.data or b"")
