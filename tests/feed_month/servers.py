"""Servers of feeds with quirks. Each notes when it was asked and with what, and says when it may be asked again."""

from __future__ import annotations

import gzip
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime

from aiohttp import web
from aiohttp.test_utils import TestServer
from conftest import START, Clock

from bot.models.feeds import FeedItem
from feed_month.quirks import PAGES, SHOWN, Head, Quirk, as_shown, feed_bytes, new_story

__all__ = ["FeedServer", "serving", "token_of"]

CLAIMED = timedelta(minutes=15)
"""After a kill, a feed may be asked again as soon as its claim has ended."""
OUTAGES = {Quirk.OUTAGE: (5, 9), Quirk.LONG_OUTAGE: (4, 20)}
"""The first and the last day on which a feed fails."""
TAKEN_DOWN = timedelta(days=8)
IN_TIME = timedelta(days=6)
"""An item that is older when it is first shown may be left out as old (see ``selection.MAX_AGE``)."""
MOVING_DAYS = (3, 7)
SKIPPED_HOURS = (0, 1, 2, 3)
FIRST = 3
"""How many items the first answer of a feed has."""
ARCHIVE = 400
"""How many items a feed that grows has from before it was added."""
HUGE = b"<rss><channel>" + b"<item><title>x</title></item>" * 700_000
BOMB = gzip.compress(HUGE)
ENDED = frozenset((Quirk.YESTERDAY, Quirk.SHRINKS))
"""What a feed ceases to do when it is calm: the rest hides no item."""
HOSTILE: tuple[bytes, ...] = (
    b"",
    b"<html><head><title>Log in</title></head><body><form>Log in</form></body></html>",
    b"<rss><channel><title>x</title><item><title>cut",
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><rss><channel>&b;&b;</channel></rss>",
    b"\x00\xff" * 500,
    HUGE,
)
Validators = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Known:
    """What the bot must know of a server after an answer.

    ``validators`` are those that a request may have: those of the last answer with any. ``path`` is the number of the
    address to ask at, which grows when the feed moves.
    """

    validators: tuple[Validators, ...] = ((None, None),)
    not_before: datetime | None = None
    skipped_hours: tuple[int, ...] = ()
    path: int = 0
    was_read: bool = False
    is_gone: bool = False


@dataclass
class FeedServer:
    """A feed that grows; ``problems`` are what was wrong about how it was asked for."""

    name: str
    quirks: frozenset[Quirk]
    clock: Clock
    interval: timedelta
    chance: random.Random
    items: list[FeedItem] = field(default_factory=list)
    first: set[str] = field(default_factory=set)
    """The tokens of the items that it had when it was added: they are not posted."""
    shown: set[str] = field(default_factory=set)
    """The tokens of the items that it has sent in a good answer, soon enough after their date."""
    requests: int = 0
    problems: list[str] = field(default_factory=list)
    is_calm: bool = False
    """Whether it has ceased to make trouble, so that what it has can be read in the end."""
    _known: Known = Known()
    _before: Known = Known()
    _asked_at: datetime | None = None

    def __post_init__(self) -> None:
        archive = ARCHIVE if Quirk.GROWS in self.quirks else 0
        for days in range(archive, 0, -1):
            self.publish(START - timedelta(days=30 + days))
        for hours in range(FIRST, 0, -1):
            self.publish(START - timedelta(hours=hours))
        self.first = set(map(token_of, self.items[:FIRST]))

    @property
    def may_publish(self) -> bool:
        """Whether a new story will be posted: the first read posts nothing, and one that is too late is left out."""
        return self._known.was_read and not self.is_down

    @property
    def is_down(self) -> bool:
        """Whether it fails at the moment, for days or for ever."""
        day = (self.clock() - START).days
        return self._was_taken_down or any(
            first <= day <= last for quirk, (first, last) in OUTAGES.items() if quirk in self.quirks
        )

    @property
    def _was_taken_down(self) -> bool:
        return Quirk.TAKEN_DOWN in self.quirks and self.clock() >= START + TAKEN_DOWN

    @property
    def _moves(self) -> int:
        """How often it has moved so far."""
        days = (self.clock() - START).days
        return sum(days >= day for day in MOVING_DAYS) if Quirk.MOVES in self.quirks else 0

    def publish(self, at: datetime) -> None:
        """A new story."""
        number = len(self.items)
        item = new_story(self.chance, f"{self.name}n{number}x".capitalize(), number, at)
        if Quirk.USED_IDS in self.quirks and number >= 2 * SHOWN:  # the one before has left the feed
            item = replace(item, guid=self.items[SHOWN + 1].guid)
        self.items.insert(0, item)

    def lose_answer(self) -> None:
        """The bot died, and may not know what was answered just now: only that it had asked."""
        if self._asked_at == self.clock():
            validators = {*self._before.validators, *self._known.validators}
            skipped = self._before.skipped_hours if self._known.skipped_hours else ()
            self._known = replace(
                self._before, validators=tuple(validators), not_before=self.clock() + CLAIMED, skipped_hours=skipped
            )

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path = int(request.path.rpartition("-")[2])
        if path < self._moves:
            if path < self._known.path:
                self.problems.append("asked at an address from which it had moved for good")
            raise web.HTTPMovedPermanently(f"/{self.name}-{path + 1}")
        if Quirk.DETOURS in self.quirks and not request.query:
            raise web.HTTPFound(f"{request.path}?now=1")
        self._check(request)
        self._asked_at, self._before = self.clock(), self._known
        self._known = replace(self._known, not_before=self.clock() + self.interval)
        return await self._answer(request, path)

    def _check(self, request: web.Request) -> None:
        self.requests += 1
        now, known = self.clock(), self._known
        if known.not_before is not None and now < known.not_before:
            self.problems.append(f"asked {known.not_before - now} too early")
        if _validators(request) not in known.validators:
            self.problems.append(f"asked with {_validators(request)}, not with {known.validators}")
        if now.hour in known.skipped_hours:
            self.problems.append(f"asked at {now:%H:%M}, in an hour that it skips")
        if known.is_gone:
            self.problems.append("asked after it was gone for good")

    async def _answer(self, request: web.Request, path: int) -> web.StreamResponse:
        chance, headers = self.chance, {}
        if self._was_taken_down:
            self._known = replace(self._known, is_gone=True)
            return web.Response(status=410)
        if self.is_down or (Quirk.ERRORS in self.quirks and self._has_trouble(0.15)):
            return web.Response(status=chance.choice((403, 404, 500, 502)))
        if Quirk.WAITS in self.quirks and self._has_trouble(0.1):
            wait = timedelta(hours=chance.choice((3, 5)))
            self._wait(wait)
            at = format_datetime(self.clock() + wait, usegmt=True)
            value = chance.choice((str(int(wait.total_seconds())), at))
            return web.Response(status=chance.choice((429, 503)), headers={"Retry-After": value, "Date": _date(self)})
        if Quirk.HOSTILE in self.quirks and self._has_trouble(0.15):
            return await self._hostile(request)
        if Quirk.FRESHNESS in self.quirks:
            self._wait(timedelta(hours=2))
            headers["Cache-Control"] = "max-age=7200"
        self._known = replace(self._known, path=path)
        newest = self.items[0].published_at
        version: Validators = (f'W/"{len(self.items)}"', format_datetime(newest or self.clock()))
        if _validators(request) == version and Quirk.NO_VALIDATORS not in self.quirks and chance.random() < 0.7:
            return web.Response(status=304, headers=headers)
        if Quirk.NO_VALIDATORS not in self.quirks:
            headers |= {"ETag": version[0] or "", "Last-Modified": version[1] or ""}
            self._known = replace(self._known, validators=(version,))
        return self._feed(headers)

    def _feed(self, headers: dict[str, str]) -> web.Response:
        head = Head()
        if Quirk.TTL in self.quirks:
            head = Head(ttl=150, skipped_hours=SKIPPED_HOURS)
            self._wait(timedelta(minutes=150))
        quirks = self.quirks - ENDED if self.is_calm else self.quirks
        shown = as_shown(self.items, quirks, self.chance, self.clock()) if self._known.was_read else self.items[:FIRST]
        self._known = replace(self._known, was_read=True, skipped_hours=head.skipped_hours)
        self.shown |= {token_of(item) for item in shown if self._is_in_time(item)}
        return web.Response(body=feed_bytes(shown, quirks, self.chance, head), headers=headers, content_type="text/xml")

    def _is_in_time(self, shown: FeedItem) -> bool:
        """Whether an item is young enough to be added by the time the answer is read, if the bot dies now."""
        (item,) = [item for item in self.items if token_of(item) == token_of(shown)]
        return item.published_at is not None and self.clock() - item.published_at < IN_TIME

    def page(self, path: str) -> web.Response:
        """The page of an item."""
        if self._has_trouble(0.1):
            return web.Response(status=503)
        (item,) = [item for item in self.items if path == f"/{token_of(item).lower()}"]
        html = f"<html><head><title>{item.title}</title></head><body><h1>{item.title}</h1>{item.html}</body></html>"
        return web.Response(text=html, content_type="text/html")

    async def _hostile(self, request: web.Request) -> web.StreamResponse:
        # Some of this can be read as a feed without validators, which is what the next request then has, too.
        self._known = replace(self._known, validators=(*self._known.validators, (None, None)), skipped_hours=())
        kind = self.chance.randrange(len(HOSTILE) + 3)
        if kind == len(HOSTILE):
            raise web.HTTPFound("/loop")
        if kind == len(HOSTILE) + 1:
            return web.Response(body=BOMB, headers={"Content-Encoding": "gzip"})
        if kind == len(HOSTILE) + 2:
            answer = web.StreamResponse()
            await answer.prepare(request)
            await answer.write(b"<")
            assert request.transport is not None
            request.transport.abort()  # what is too slow takes real time: see ``web_cases``
            return answer
        return web.Response(body=HOSTILE[kind], content_type="text/xml")

    def _has_trouble(self, share: float) -> bool:
        return not self.is_calm and self.chance.random() < share

    def _wait(self, wait: timedelta) -> None:
        at = self.clock() + max(wait, self.interval)
        self._known = replace(self._known, not_before=at)


def token_of(item: FeedItem) -> str:
    """The word that only an item's own text has, which is the first one of its title, too."""
    return item.title.removeprefix("<b>").split()[0]


def _validators(request: web.Request) -> Validators:
    return request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")


def _date(server: FeedServer) -> str:
    return format_datetime(server.clock(), usegmt=True)


@asynccontextmanager
async def serving(servers: dict[str, FeedServer]) -> AsyncIterator[int]:
    """Serves all of them, and the pages of their items, at a port of this machine."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.path == "/loop":
            raise web.HTTPFound("/loop")
        if request.url.host == PAGES:
            return servers[request.path.strip("/").partition("n")[0]].page(request.path)
        return await servers[request.path.strip("/").partition("-")[0]].handle(request)

    app = web.Application()
    app.router.add_get("/robots.txt", _no_robots)
    app.router.add_get("/{path:.*}", handle)
    async with TestServer(app) as server:
        assert server.port is not None
        yield server.port


async def _no_robots(_: web.Request) -> web.Response:
    return web.Response(status=404)
