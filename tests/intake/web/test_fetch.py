from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from intake.http.servers import Handler, open_fetcher, sending, serving, talking

from bot.errors import FetchError, FetchProblem, InputError
from bot.intake.http.fetcher import HttpFetcher
from bot.intake.web.fetch import MAX_PAGE_BYTES, PageFetcher

OPEN = PageFetcher(open_fetcher())


def answering(**answer: Any) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(**answer)

    return handler


@pytest.fixture
async def site() -> AsyncIterator[TestServer]:
    async def hop(request: web.Request) -> web.Response:
        left = int(request.match_info["left"])
        raise web.HTTPFound(f"/hop/{left - 1}" if left else "/article")

    async def silent(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async def packed(_: web.Request) -> web.Response:
        data = gzip.compress(b"<p>x</p>" * MAX_PAGE_BYTES)
        return web.Response(body=data, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})

    async def untyped(_: web.Request) -> web.Response:
        answer = web.Response(body=b"<p>Hello</p>")
        answer.headers["Content-Type"] = ""
        return answer

    app = web.Application()
    app.router.add_get("/article", answering(text="<p>Hello</p>", content_type="text/html"))
    app.router.add_get("/hop/{left}", hop)
    app.router.add_get("/bomb", packed)
    app.router.add_get("/silent", silent)
    app.router.add_get("/down", answering(status=503))
    app.router.add_get("/untyped", untyped)
    app.router.add_get("/login", answering(status=403))
    app.router.add_get("/picture", answering(body=b"x", content_type="image/png"))
    async with TestServer(app) as server:
        yield server


async def test_a_page_is_fetched_with_its_address_after_redirects(site: TestServer) -> None:
    page = await OPEN.fetch(str(site.make_url("/hop/3")))
    assert page.data == b"<p>Hello</p>"
    assert page.url.endswith("/article")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/hop/9", "redirects too many times"),
        ("/bomb", "more than 2 MB"),
        ("/login", "403"),
        ("/nothing", "404"),
        ("/down", "503"),
        ("/picture", "not a web page but image/png"),
        ("/untyped", "not a web page but a file of an unknown type"),
    ],
)
async def test_an_unreadable_page_is_refused_in_one_sentence(site: TestServer, path: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as told:
        await OPEN.fetch(str(site.make_url(path)))
    assert "paste the article’s title and text instead" in str(told.value)


async def test_a_server_that_never_answers_is_given_up_in_time(site: TestServer) -> None:
    impatient = PageFetcher(open_fetcher(seconds=0.05))
    with pytest.raises(InputError, match=r"did not arrive within 0\.05 seconds"):
        await impatient.fetch(str(site.make_url("/silent")))


async def test_a_server_that_closes_the_connection_is_reported() -> None:
    async with talking(sending(b"")) as url:
        with pytest.raises(InputError, match="could not be fetched"):
            await OPEN.fetch(url)


async def test_an_address_that_is_not_public_is_refused_when_it_is_connected_to(site: TestServer) -> None:
    guarded = PageFetcher(HttpFetcher(user_agent="TestBot/1", ports=None))
    for host in ("127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises(InputError, match=r"not on the public web|No server answers|not a link"):
            await guarded.fetch(f"http://{host}:{site.port}/article")


async def test_a_redirect_into_the_local_network_is_refused() -> None:
    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("http://169.254.169.254/latest/meta-data/")

    async with serving(away) as url:
        only_here = PageFetcher(open_fetcher(allowed=lambda address: address.is_loopback))
        with pytest.raises(InputError, match="not on the public web"):
            await only_here.fetch(url)


async def test_a_page_that_robots_txt_excludes_is_refused(site: TestServer) -> None:
    async def permit(_: str) -> None:
        raise FetchError(FetchProblem.DISALLOWED, "No.")

    with pytest.raises(FetchError, match=r"robots\.txt asks programs not to fetch that page: paste"):
        await OPEN.fetch(str(site.make_url("/article")), permit=permit)


@pytest.mark.parametrize(
    ("path", "is_transient"), [("/login", False), ("/nothing", False), ("/picture", False), ("/down", True)]
)
async def test_a_refusal_says_whether_it_may_pass(site: TestServer, path: str, is_transient: bool) -> None:
    with pytest.raises(FetchError) as raised:
        await OPEN.fetch(str(site.make_url(path)))
    assert raised.value.is_transient is is_transient


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "http://user:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http:///nothing",
        "https://[::1",
        "http://[fe80::1%25eth0]/",
        "https://example.org/" + "x" * 600,
    ],
)
async def test_an_address_outside_the_web_is_not_fetched(url: str) -> None:
    with pytest.raises(InputError, match="not a link to a web page"):
        await PageFetcher(HttpFetcher(user_agent="TestBot/1")).fetch(url)
