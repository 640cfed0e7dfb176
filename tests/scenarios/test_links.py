"""Links that somebody adds, over real sockets: the bot fetches, reads, files, and says what it saw."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from conftest import Town
from intake.http.servers import open_fetcher
from intake.web.sample_pages import ARTICLES, NEWS, NOT_ARTICLES, TITLE, page, prose

from bot.intake.web.fetch import FetchedPage, PageFetcher

PUBLIC = "https://courier.example"

KOREAN = "시의회는 화요일에 예산안을 통과시켰고 시장은 봄에 페리가 개통될 것이라고 말했다. " * 3
HIDDEN = page(
    f"{TITLE} | Valmere Courier",
    f"<article><h1>{TITLE}</h1><p hidden>The mayor has resigned over the harbour.</p>{prose(*NEWS)}</article>",
    head="<meta property=og:site_name content='Valmere Courier'>"
    "<meta property=article:published_time content=2026-11-20T08:30:00+01:00><link rel=canonical href=/hidden>",
)


@pytest.fixture
async def site(town: Town, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    pages = {f"/article/{n}": html for n, html in enumerate(ARTICLES.values())}
    pages |= {f"/other/{n}": html for n, html in enumerate(NOT_ARTICLES.values())}
    pages["/hidden"] = HIDDEN
    pages["/future"] = HIDDEN.replace("2026-11-20", "2199-11-20")

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/korean":
            body = page("예산안 통과", prose(KOREAN), lang="ko").encode("cp949")
            return web.Response(body=body, headers={"Content-Type": "text/html; charset=euc-kr"})
        return web.Response(text=pages[request.path], content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with TestServer(app) as server:
        monkeypatch.setattr(town.services.linked_articles, "fetcher", _Here(server))
        await town.services.guild_settings.set_confirm_links(town.guild.id, confirm=False)
        yield Site()


class Site:
    """Addresses of the site, as a person types them."""

    def make_url(self, path: str) -> str:
        return PUBLIC + path


class _Here(PageFetcher):
    """Fetches the site's pages from this machine: its name is that of a site on the public web."""

    def __init__(self, server: TestServer) -> None:
        super().__init__(open_fetcher(allowed=lambda address: address.is_loopback))
        self._address = str(server.make_url("")).removesuffix("/")

    async def fetch(self, url: str, **options: Any) -> FetchedPage:
        page = await super().fetch(url.replace(PUBLIC, self._address), **options)
        return replace(page, url=page.url.replace(self._address, PUBLIC))


async def test_a_linked_article_is_added_with_its_pages_text_and_date(town: Town, site: Site) -> None:
    answer = await town.ask(f"!add {site.make_url('/hidden?utm_source=x')}", who=town.editor)
    assert "Added as #1" in answer
    article = await town.services.library.find(town.guild.id, "1")
    assert article.title == TITLE
    assert article.text.split("\n\n") == NEWS
    assert article.source == "Valmere Courier"
    assert article.url == site.make_url("/hidden")
    assert f"{article.published_at:%Y-%m-%d %H:%M}" == "2026-11-20 07:30"


async def test_a_link_to_a_page_without_an_article_adds_nothing_and_suggests_pasting(town: Town, site: Site) -> None:
    path = f"/other/{list(NOT_ARTICLES).index('consent en')}"
    answer = await town.ask(f"!add {site.make_url(path)}", who=town.editor)
    assert "asks to accept cookies" in answer
    assert "Paste the article’s title and text" in answer
    assert "Added" not in answer
    assert "#1" not in await town.ask("!articles")


async def test_a_short_korean_article_is_decoded_with_the_charset_of_the_header(town: Town, site: Site) -> None:
    assert "Added as #1" in await town.ask(f"!add {site.make_url('/korean')}", who=town.editor)
    assert "시의회는 화요일에" in (await town.services.library.find(town.guild.id, "1")).text


async def test_a_page_with_a_future_date_is_added_without_a_date(town: Town, site: TestServer) -> None:
    assert "Added as #1" in await town.ask(f"!add {site.make_url('/future')}", who=town.editor)
    assert (await town.services.library.find(town.guild.id, "1")).published_at is None
