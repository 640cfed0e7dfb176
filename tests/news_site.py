"""A news site with feeds, on this machine; the bot's requests for its public address go there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.messages import HttpResponse

PUBLIC = "https://harbour.example"
FEED = f"{PUBLIC}/feed.xml"
TITLE = "Harbour News"
STORIES = {
    "Ferry sails again": (
        "The ferry between Valmere and the islands sailed again on Monday after three weeks in the yard of Tarvo.",
        "Captain Ines Holm said that its engine had been replaced, and that the crew had tested it for two days.",
        "Some two hundred passengers were on the first trip, most of them islanders who work in the town.",
        "Until Monday a fishing boat had taken them across twice a day, as long as the wind allowed it.",
        "The council wants a second ferry by spring, and will vote on the money for it on Thursday evening.",
        "The repair cost four hundred thousand euros, of which the yard pays a half because of an earlier fault.",
        "On the islands, where some nine hundred people live, the shops had run short of bread and milk in the storms.",
    ),
    "Market hall opens": (
        "The new market hall of Valmere opened its doors on Sunday, and some four thousand people came to see it.",
        "Mayor Ann Lee said that the hall had cost nine million euros, a third less than was planned in the spring.",
        "Farmers from the valley sell their vegetables there from Tuesday on, and the fishermen follow in a month.",
        "The old hall by the river, which was built in 1911, becomes a library with rooms for young people.",
        "Traders had asked for lower rents in the first year, and the town agreed to that in the summer.",
        "The hall is open on six days of the week from seven in the morning, and on Fridays until nine.",
    ),
    "Bridge is closed": (
        "The old bridge at the northern gate has been closed since Saturday because a pillar has sunk.",
        "Engineer Paul Tarvo said that the repair would take six weeks, and that cars had to use the southern road.",
        "Buses go round by the station until then, as the town said, and the school begins at nine.",
        "Divers had seen the damage on Friday, when they looked at the river bed after the floods of October.",
        "People on foot and on bicycles may cross on a narrow path that is open from six to midnight.",
        "Shops beyond the bridge fear for their sales before Christmas, and ask for a bus of their own.",
        "The town had planned to renew the bridge in four years, and now wants to begin with that in the coming one.",
    ),
    "Sunday walk": (
        "Some sixty people walked along the cliffs of Valmere on Sunday to look for the seals of the northern bay.",
        "Ranger Tom Weld said that he had counted forty of them, ten more than in the autumn before.",
        "The next walk is in December, and whoever wants to come has to sign up at the library by then.",
        "Weld asked everybody to keep dogs on a lead, because the young seals lie close to the path.",
        "The bay was closed to motor boats two years ago, and since then the animals have come back.",
        "A hide with a roof is to be built in the spring, for which a club has collected the money.",
        "Fishermen had been against the closure at first, and now take visitors to the edge of the bay in the summer.",
    ),
}
PICTURE = ("Picture of the day", "<img src='https://harbour.example/boat.jpg' alt=''>")


@dataclass
class Site:
    """What the site has at each path, as media type and text; other paths are not found. ``asked`` are the requests."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    items: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def publish(self, title: str, html: str | None = None) -> None:
        """Adds an item to the feed; by default with the text of one of the stories."""
        self.items.insert(0, (title, html or "".join(f"<p>{text}</p>" for text in STORIES[title])))
        self.pages["/feed.xml"] = ("application/rss+xml", rss(self.items))

    def correct(self, title: str, html: str) -> None:
        """Gives an item of the feed another text."""
        self.items = [(each, html if each == title else text) for each, text in self.items]
        self.pages["/feed.xml"] = ("application/rss+xml", rss(self.items))

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        kind, text = self.pages.get(request.path, ("text/plain", ""))
        return web.Response(status=200 if text else 404, content_type=kind, text=text)


class SiteFetcher(HttpFetcher):
    """Fetches the site's public address from this machine."""

    def __init__(self, site: Site) -> None:
        super().__init__(user_agent="test", allowed=lambda address: address.is_loopback, ports=None)
        self._site = site

    async def get(self, url: str, **how: Any) -> HttpResponse:
        here = self._site.address
        response = await super().get(url.replace(PUBLIC, here), **how)
        public = response.url.replace(here, PUBLIC), response.permanent_url.replace(here, PUBLIC)
        return replace(response, url=public[0], permanent_url=public[1])


@asynccontextmanager
async def open_site() -> AsyncIterator[Site]:
    """The site with a front page that names its feed, which has three of the stories."""
    site = Site()
    link = "<link rel=alternate type=application/rss+xml href=/feed.xml>"
    site.pages["/"] = ("text/html", f"<html><head><title>{TITLE}</title>{link}</head><body><p>News</p></body></html>")
    for title in list(STORIES)[:3]:
        site.publish(title)
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    async with TestServer(app) as server:
        site.address = str(server.make_url("")).removesuffix("/")
        yield site


def rss(items: list[tuple[str, str]]) -> str:
    """A feed with these items, whose links come from their titles."""
    date = format(datetime(2026, 11, 24, 8, tzinfo=UTC), "%a, %d %b %Y %H:%M:%S +0000")
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{link_of(title)}</link><guid>{link_of(title)}</guid>"
        f"<pubDate>{date}</pubDate><description>{escape(html)}</description></item>"
        for title, html in items
    )
    return f"<rss version='2.0'><channel><title>{TITLE}</title><link>{PUBLIC}/</link>{entries}</channel></rss>"


def link_of(title: str) -> str:
    return f"{PUBLIC}/{title.lower().replace(' ', '-')}"
