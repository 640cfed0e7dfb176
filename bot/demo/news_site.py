"""Two small newspapers for the demo, on this machine: their feeds hold the news of a month and grow with time.

The papers, the towns and the people are invented. The addresses end in ``.example``, which nobody can register
(https://www.rfc-editor.org/rfc/rfc6761#section-6.5): only the demo's own fetcher gets there.
"""

from __future__ import annotations

import hashlib
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape as escape_xml

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.host_limits import HostLimits
from bot.intake.http.user_agent import user_agent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from importlib.resources.abc import Traversable

    from bot.intake.http.messages import HttpResponse
    from bot.services.feeds.registry import FeedRegistry

__all__ = ["FEEDS", "DemoFetcher", "follow_papers", "open_news_site"]

GAZETTE, COURIER = "gazette.example", "courier.example"
NAMES = {GAZETTE: "The Sandport Gazette", COURIER: "Leadale Courier"}
FEEDS = tuple(f"http://{host}/feed.xml" for host in NAMES)
"""The addresses of the two feeds. The Gazette's holds whole articles, the Courier's the first sentence of each."""
AT_ONCE = 2
"""How many of today's articles there are when the site opens."""
SECONDS_BETWEEN = 40
"""How long it takes until the next one appears."""
DESCRIPTION = '<meta name="description" content="An invented newspaper, for the demo of the briefing bot">'


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """An article of one of the papers, which appears at a time."""

    host: str
    slug: str
    title: str
    author: str
    paragraphs: tuple[str, ...]
    published_at: datetime

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"http://{self.host}/{self.slug}"


class DemoFetcher(HttpFetcher):
    """Fetches from the public web as the bot does, and what the papers publish from a port of this machine."""

    def __init__(self, port: int) -> None:
        agent, hosts = user_agent(None), HostLimits()
        super().__init__(user_agent=agent, hosts=hosts)
        self._papers = HttpFetcher(user_agent=agent, allowed=lambda ip: ip.is_loopback, resolver=_Papers(port))

    async def get(self, url: str, **options: Any) -> HttpResponse:  # noqa: ANN401 - those of HttpFetcher.get
        """The response at an address. Raises FetchError."""
        get = self._papers.get if URL(url).host in NAMES else super().get
        return await get(url, **options)


class _Papers(AbstractResolver):
    """Leads the names of the papers to a port of this machine, and no other name anywhere."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host not in NAMES:
            raise OSError(None, f"{host} is not a newspaper of the demo")
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing is open."""


@asynccontextmanager
async def open_news_site(now: Callable[[], datetime]) -> AsyncIterator[DemoFetcher]:
    """Serves the papers on a free loopback port during the context; the fetcher gets there."""
    site = _Site(now)
    application = web.Application()
    application.router.add_get("/", site.front_page)
    application.router.add_get("/feed.xml", site.feed)
    application.router.add_get("/{slug}", site.article)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        listener = socket.create_server(("127.0.0.1", 0))
        await web.SockSite(runner, listener).start()
        yield DemoFetcher(listener.getsockname()[1])
    finally:
        await runner.cleanup()


async def follow_papers(registry: FeedRegistry, scope: int) -> None:
    """Follows both feeds, unless that was done before."""
    known = {feed.url for feed in await registry.of(scope)}
    for url in FEEDS:
        if url not in known:
            await registry.add(scope, await registry.find(url, scope=scope), by=None)


def read_articles(opened_at: datetime) -> list[NewsArticle]:
    """The articles of both papers, the oldest first; those of the archive are named by their age in days."""
    archive, today = (_files(folder) for folder in ("archive", "articles"))
    ages = [(timedelta(days=-int(file.name.partition("_")[0])), file) for file in archive]
    delays = [timedelta(seconds=max(0, n - AT_ONCE) * SECONDS_BETWEEN) for n in range(1, len(today) + 1)]
    return [
        _read_article(file, opened_at + offset)
        for offset, file in [*sorted(ages, key=lambda age: age[0]), *zip(delays, today, strict=True)]
    ]


def _files(folder: str) -> list[Traversable]:
    return sorted(files("bot.demo").joinpath(folder).iterdir(), key=lambda file: file.name)


def _read_article(file: Traversable, published_at: datetime) -> NewsArticle:
    paper = file.name.removesuffix(".txt").partition("_")[2]
    title, byline, *paragraphs = file.read_text(encoding="utf-8").strip().split("\n\n")
    slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
    author = byline.removeprefix("By ")
    return NewsArticle(f"{paper}.example", slug, title, author, tuple(paragraphs), published_at)


class _Site:
    """Answers the requests for both papers, told apart by the host that is asked for."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._articles = read_articles(now())

    async def front_page(self, request: web.Request) -> web.Response:
        name = NAMES[_host(request)]
        links = "".join(f'<li><a href="{one.url}">{escape(one.title)}</a></li>' for one in self._of(request))
        feed = f'<link rel="alternate" type="application/rss+xml" title="{escape(name)}" href="/feed.xml">'
        return _page(f"<title>{escape(name)}</title>{DESCRIPTION}{feed}", f"<h1>{escape(name)}</h1><ul>{links}</ul>")

    async def feed(self, request: web.Request) -> web.Response:
        host, articles = _host(request), self._of(request)[::-1]
        text = (_rss if host == GAZETTE else _atom)(host, articles)
        etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(text=text, content_type="application/xml", charset="utf-8", headers={"ETag": etag})

    async def article(self, request: web.Request) -> web.Response:
        found = [one for one in self._of(request) if one.slug == request.match_info["slug"]]
        if not found:
            raise web.HTTPNotFound
        article, name = found[0], NAMES[_host(request)]
        head = (
            f"<title>{escape(article.title)} - {escape(name)}</title>{DESCRIPTION}"
            f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(article.title)}">'
            f'<meta property="og:site_name" content="{escape(name)}"><meta name="author" content="{article.author}">'
            f'<meta property="article:published_time" content="{article.published_at.isoformat()}">'
            f'<link rel="canonical" href="{article.url}">'
        )
        return _page(head, f"<article><h1>{escape(article.title)}</h1>{_html(article.paragraphs)}</article>")

    def _of(self, request: web.Request) -> list[NewsArticle]:
        """The articles of a paper that have appeared by now, the oldest first."""
        host, now = _host(request), self._now()
        return [one for one in self._articles if one.host == host and one.published_at <= now]


def _host(request: web.Request) -> str:
    host = request.host.partition(":")[0]
    if host not in NAMES:
        raise web.HTTPNotFound
    return host


def _page(head: str, body: str) -> web.Response:
    text = f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return web.Response(text=text, content_type="text/html", charset="utf-8")


def _html(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _rss(host: str, articles: list[NewsArticle]) -> str:
    """A feed in RSS 2.0 with the whole text of each article."""
    items = "".join(
        f"<item><title>{escape_xml(one.title)}</title><link>{one.url}</link><guid>{one.url}</guid>"
        f"<dc:creator>{one.author}</dc:creator><pubDate>{format_datetime(one.published_at)}</pubDate>"
        f"<content:encoded>{escape_xml(_html(one.paragraphs))}</content:encoded></item>"
        for one in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{NAMES[host]}</title><link>http://{host}/</link><description>{NAMES[host]}</description>"
        f"<language>en</language>{items}</channel></rss>"
    )


def _atom(host: str, articles: list[NewsArticle]) -> str:
    """A feed in Atom with the first sentence of each article: the rest is on its page."""
    entries = "".join(
        f'<entry><title>{escape_xml(one.title)}</title><link href="{one.url}"/><id>{one.url}</id>'
        f"<author><name>{one.author}</name></author><updated>{one.published_at.isoformat()}</updated>"
        f"<published>{one.published_at.isoformat()}</published>"
        f"<summary>{escape_xml(one.paragraphs[0][:120])} ...</summary></entry>"
        for one in articles
    )
    updated = articles[0].published_at.isoformat()
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f'<title>{NAMES[host]}</title><id>http://{host}/</id><link href="http://{host}/"/>'
        f"<updated>{updated}</updated>{entries}</feed>"
    )
