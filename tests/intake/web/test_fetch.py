"""What ``scenarios/test_web_cases.py`` cannot see of a fetched page: what an editor reads is there."""

from __future__ import annotations

import pytest
from aiohttp import web
from intake.http.servers import open_fetcher, serving

from bot.errors import FetchError, FetchProblem
from bot.intake.web.fetch import FetchedPage, PageFetcher

OPEN = PageFetcher(open_fetcher())


async def test_a_page_has_its_address_after_redirects_and_what_its_header_says() -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/":
            raise web.HTTPFound("/article")
        return web.Response(body=b"<p>Hello</p>", headers={"Content-Type": "Text/HTML; charset=latin1"})

    async with serving(answer) as site:
        assert await OPEN.fetch(site) == FetchedPage(f"{site}/article", b"<p>Hello</p>", "latin1", "text/html")


async def test_a_page_that_robots_txt_excludes_is_refused() -> None:
    async def permit(_: str) -> None:
        raise FetchError(FetchProblem.DISALLOWED, "No.")

    with pytest.raises(FetchError, match=r"robots\.txt asks programs not to fetch that page\. Paste"):
        await OPEN.fetch("http://courier.example/", permit=permit)


@pytest.mark.parametrize(
    ("status", "kind", "is_transient"),
    [(403, "text/html", False), (404, "text/html", False), (503, "text/html", True), (200, "image/png", False)],
)
async def test_a_refusal_says_whether_it_may_pass(status: int, kind: str, is_transient: bool) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=b"x", content_type=kind)

    async with serving(answer) as site:
        with pytest.raises(FetchError) as raised:
            await OPEN.fetch(site)
    assert raised.value.is_transient is is_transient


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("30", "Try again in 1 minute,"),
        ("Tue, 24 Nov 2026 13:09:30 GMT", "Try again in 10 minutes,"),
        ("5400", "Try again in 90 minutes,"),
        ("7200", "Try again in 2 hours,"),
        ("864000", "Try again later,"),
        ("0", "Try again later,"),
        ("soon", "Try again later,"),
    ],
)
async def test_a_server_that_asks_to_wait_says_how_long(value: str, said: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": value, "Date": "Tue, 24 Nov 2026 13:00:00 GMT"})

    async with serving(answer) as site:
        with pytest.raises(FetchError) as raised:
            await OPEN.fetch(site)
    assert said in str(raised.value)


SHORTENER = "<html><head><noscript><meta http-equiv='refresh' content='0;URL={}'></noscript></head></html>"


@pytest.mark.parametrize(
    ("html", "ends_at"),
    [
        (SHORTENER.format("/article"), "/article"),
        (SHORTENER.format("/article").replace("0;URL", "1.5 ; url"), "/article"),
        ("<META content='0; url=&#47;article' HTTP-EQUIV=Refresh>", "/article"),
        ("<meta http-equiv=refresh content=300><p>An article that is loaded again.</p>", "/"),
        (SHORTENER.format("/article").replace("0;URL", "30;URL"), "/"),
        (SHORTENER.format("//["), "/"),
        (SHORTENER.format("/article") + "<p>Words</p>" * 1_000, "/"),
    ],
)
async def test_a_page_that_only_leads_to_another_is_followed(html: str, ends_at: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=html if request.path == "/" else "<p>Hello</p>", content_type="text/html")

    async with serving(answer) as site:
        page = await OPEN.fetch(f"{site}/")
    assert page.url == f"{site}{ends_at}"


async def test_pages_that_lead_to_each_other_are_given_up() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=SHORTENER.format("/"), content_type="text/html")

    async with serving(answer) as site:
        with pytest.raises(FetchError, match="redirects too many times"):
            await OPEN.fetch(site)
