"""A web without sockets: what each address answers, and what was asked of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape
from typing import Any

from bot.errors import FetchError
from bot.intake.http.messages import Conditions, HttpResponse
from bot.models.feeds import FeedItem

FEED = "https://news.example/feed.xml"
RSS_TYPE, HTML_TYPE = "application/rss+xml", "text/html"
PARAGRAPHS = (
    "The new harbour of {name} opened on Monday, after the mayor had cut the ribbon in front of hundreds of people. "
    "Some of them had waited in the rain since the early morning to see the first ferry arrive.",
    "The works took four years and cost twice as much as planned, since the old walls had to be replaced as well. "
    "The council of {name} paid for most of it, and now hopes for visitors who stay longer than a day.",
    "Fishermen from the next bay said that they would move their boats there before the winter. The fish market will "
    "stay where it is, although many traders had asked for a hall beside the quay.",
    "In the evening there were fireworks above the lighthouse. The first regular ferry leaves on Thursday at seven, "
    "and the timetable will be printed in the newspaper of {name} every week.",
)


@dataclass
class FakeWeb:
    """Stands in for ``HttpFetcher``."""

    answers: dict[str, HttpResponse | Exception] = field(default_factory=dict)
    requests: list[tuple[str, Conditions | None]] = field(default_factory=list)
    before: Callable[[str], Awaitable[object]] | None = None
    seconds: float = 20.0

    async def get(
        self,
        url: str,
        *,
        conditions: Conditions | None = None,
        permit: Callable[[str], Awaitable[object]] | None = None,
        **_: Any,
    ) -> HttpResponse:
        if permit is not None:
            await permit(url)
        self.requests.append((url, conditions))
        if self.before is not None:
            await self.before(url)
        answer = self.answers.get(url) or answer_of(url, b"", status=404)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def asked(self) -> list[str]:
        """The addresses that were asked for since the last call, without robots.txt."""
        asked = [url for url, _ in self.requests if not url.endswith("/robots.txt")]
        self.requests.clear()
        return asked

    def feed(self, *items: FeedItem, url: str = FEED, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        """From now on an address answers with a feed."""
        self.answers[url] = answer_of(url, rss(*items), headers={"content-type": RSS_TYPE, **(headers or {})}, **more)

    def page(self, url: str, title: str, text: str, head: str = "") -> None:
        """From now on an address answers with a page."""
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n\n"))
        head = f"<html><head><title>{title}</title>{head}</head>"
        html = f"{head}<body><article><h1>{title}</h1>{paragraphs}</article></body>"
        self.answers[url] = answer_of(url, html.encode(), headers={"content-type": HTML_TYPE})

    def status(self, status: int, url: str = FEED, headers: Mapping[str, str] | None = None) -> None:
        """From now on an address answers with a status."""
        self.answers[url] = answer_of(url, b"", status=status, headers=headers or {})

    def fails(self, problem: Any, url: str = FEED) -> None:
        """From now on an address does not answer."""
        self.answers[url] = FetchError(problem, "No server answers there.")


def answer_of(
    url: str, data: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None, moved_to: str = ""
) -> HttpResponse:
    return HttpResponse(moved_to or url, moved_to or url, status, headers or {}, data, "utf-8")


def rss(*items: FeedItem, title: str = "The Paper", more: str = "") -> bytes:
    """A feed with these items, the newest first."""
    parts = [
        f"<item><title>{escape(item.title)}</title>"
        + (f"<link>{escape(item.link)}</link>" if item.link else "")
        + (f"<guid isPermaLink='false'>{escape(item.guid)}</guid>" if item.guid else "")
        + (f"<pubDate>{format_datetime(item.published_at)}</pubDate>" if item.published_at else "")
        + (f"<updated>{item.updated_at.isoformat()}</updated>" if item.updated_at else "")
        + (f"<author>{escape(item.author)}</author>" if item.author else "")
        + f"<description>{escape(item.html)}</description></item>"
        for item in items
    ]
    head = f"<title>{title}</title><link>https://news.example/</link><description>News</description>{more}"
    return f"<rss version='2.0'><channel>{head}{''.join(parts)}</channel></rss>".encode()


def story(name: str, **more: Any) -> FeedItem:
    """An item with its whole text."""
    link = f"https://news.example/{name.lower()}"
    html = "".join(f"<p>{paragraph}</p>" for paragraph in page_text(name).split("\n\n"))
    return FeedItem(guid=link, link=link, title=f"{name} opens its harbour", html=html, **more)


def teaser(name: str, **more: Any) -> FeedItem:
    """An item with the beginning of its text."""
    link = f"https://news.example/{name.lower()}"
    return FeedItem(guid=link, link=link, title=f"{name} opens its harbour", html="<p>The harbour is …</p>", **more)


def page_text(name: str) -> str:
    return "\n\n".join(paragraph.format(name=name) for paragraph in PARAGRAPHS)
