"""Requests over real sockets. What an editor sees of hostile servers is in ``scenarios/test_web_cases.py``."""

from __future__ import annotations

import asyncio
import gzip
import socket
from typing import Any

import pytest
from aiohttp import web
from intake.http.servers import Talk, open_fetcher, sending, serving, talking

from bot.errors import FetchError, FetchProblem
from bot.intake.http.fetcher import Conditions, HttpFetcher, HttpResponse
from bot.intake.http.host_limits import HostLimits

OPEN = open_fetcher()


async def get(url: str, fetcher: HttpFetcher = OPEN, **options: Any) -> HttpResponse:
    return await fetcher.get(url, **{"accept": "*/*", "max_bytes": 1_000} | options)


async def problem_of(url: str, fetcher: HttpFetcher = OPEN, **options: Any) -> FetchProblem:
    with pytest.raises(FetchError) as raised:
        await get(url, fetcher, **options)
    assert str(raised.value).endswith(".")
    return raised.value.problem


async def test_a_response_has_its_bytes_headers_and_charset() -> None:
    async def answer(_: web.Request) -> web.Response:
        headers = {"Content-Type": "Application/RSS+XML; charset=iso-8859-1", "ETag": 'W/"1"'}
        return web.Response(body=b"<rss/>", headers=headers)

    async with serving(answer) as site:
        response = await get(f"{site}/feed?a=1")
    assert (response.url, response.permanent_url) == (f"{site}/feed?a=1", f"{site}/feed?a=1")
    assert (response.status, response.data, response.charset) == (200, b"<rss/>", "iso-8859-1")
    assert response.media_type == "application/rss+xml"
    assert response.headers["etag"] == 'W/"1"'


async def test_a_request_says_who_asks_and_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request)
        if request.path == "/away":
            raise web.HTTPFound("/here", headers={"Set-Cookie": "id=1; Path=/"})
        return web.Response()

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with serving(answer) as site:
        await get(f"{site}/away#part", accept="application/atom+xml")
    assert [request.path for request in seen] == ["/away", "/here"]
    for request in seen:
        assert request.headers["User-Agent"] == "TestBot/1"
        assert request.headers["Accept"] == "application/atom+xml"
        assert request.headers.keys() == {
            "Host",
            "User-Agent",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Connection",
        }


async def test_a_conditional_request_has_exactly_the_given_validators() -> None:
    odd = Conditions(etag="W/unquoted", last_modified="yesterday, about noon")
    seen: list[tuple[str | None, str | None]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")))
        return web.Response(status=304)

    async with serving(answer) as site:
        response = await get(site, conditions=odd)
        await get(site, conditions=Conditions(etag='"é"'))
    assert seen == [("W/unquoted", "yesterday, about noon"), ('"é"', None)]
    assert (response.status, response.data) == (304, b"")


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        ((301,), 1),
        ((308, 301), 2),
        ((302,), 0),
        ((303,), 0),
        ((307,), 0),
        ((301, 302, 301), 1),
        ((302, 301, 301), 0),
    ],
)
async def test_only_permanent_redirects_from_the_start_are_remembered(
    statuses: tuple[int, ...], permanent: int
) -> None:
    async def answer(request: web.Request) -> web.Response:
        step = int(request.path.strip("/"))
        if step < len(statuses):
            return web.Response(status=statuses[step], headers={"Location": f"/{step + 1}"})
        return web.Response(text="end")

    async with serving(answer) as site:
        response = await get(f"{site}/0")
    assert response.data == b"end"
    assert response.url == f"{site}/{len(statuses)}"
    assert response.permanent_url == f"{site}/{permanent}"


@pytest.mark.parametrize("status", [300, 301, 404, 410, 429, 500, 503])
async def test_a_status_without_content_comes_back_with_its_headers(status: int) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text="x" * 5_000, headers={"Retry-After": "60"})

    async with serving(answer) as site:
        response = await get(site)
    assert (response.status, response.data, response.headers["retry-after"]) == (status, b"", "60")


async def test_repeated_headers_are_one_list_and_bytes_that_are_no_text_are_replaced() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nCache-Control: private\r\nCache-Control: max-age=9\r\n"
    async with talking(sending(head + b'ETag: "\xff"\r\n\r\nok')) as site:
        response = await get(site)
    assert response.headers["cache-control"] == "private, max-age=9"
    assert response.headers["etag"] == '"\ufffd"'


async def test_bodies_of_other_media_types_are_not_read() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * 5_000, content_type="video/mp4")

    async with serving(answer) as site:
        response = await get(site, max_bytes={"text/html": 1_000})
    assert (response.media_type, response.data) == ("video/mp4", b"")


BODIES = {size: b"x" * size for size in (1_000, 1_001, 5_000, 5_000_000)}
PACKED = {size: gzip.compress(body) for size, body in BODIES.items()}


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_a_body_is_bounded_after_decompression_or_cut_off(encoding: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        bodies = PACKED if encoding == "gzip" else BODIES
        return web.Response(body=bodies[int(request.path.strip("/"))], headers={"Content-Encoding": encoding})

    async with serving(answer) as site:
        assert (await get(f"{site}/1000")).data == BODIES[1_000]
        assert await problem_of(f"{site}/1001") is FetchProblem.TOO_LARGE
        assert await problem_of(f"{site}/5000000", max_bytes=100_000) is FetchProblem.TOO_LARGE
        assert (await get(f"{site}/5000", truncate=True)).data == BODIES[1_000]


async def test_redirects_share_one_time() -> None:
    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(0.1)
        raise web.HTTPFound(f"{request.path}x")

    async with serving(answer) as site:
        assert await problem_of(f"{site}/x", open_fetcher(seconds=0.25)) is FetchProblem.TIMEOUT


HEAD = b"HTTP/1.1 200 OK\r\n"


async def swell(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
    while True:
        writer.write(b"\x00\x00\x00\xff\xff" * 10_000)  # blocks without content: nothing ever comes out
        await writer.drain()


@pytest.mark.parametrize("talk", [swell, sending(HEAD + b"Content-Length: 5\r\n\r\nhello, and more")])
async def test_a_damaged_answer_is_refused(talk: Talk) -> None:
    async with talking(talk) as site:
        assert await problem_of(site, open_fetcher(seconds=5)) is FetchProblem.BROKEN


async def test_a_port_where_nobody_listens_is_no_server() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert await problem_of(f"http://127.0.0.1:{unused.getsockname()[1]}/") is FetchProblem.NO_SERVER


async def test_a_server_without_encryption_at_an_https_address_is_named_so() -> None:
    async with talking(sending(HEAD), reads_request=False) as site:
        assert await problem_of(site.replace("http:", "https:")) is FetchProblem.ENCRYPTION


async def test_each_address_needs_its_permit_before_it_is_asked_for() -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        raise web.HTTPFound("/private")

    async def permit(url: str) -> None:
        if url.endswith("/private"):
            raise FetchError(FetchProblem.DISALLOWED, "Not there.")

    async with serving(answer) as site:
        assert await problem_of(f"{site}/public", permit=permit) is FetchProblem.DISALLOWED
    assert asked == ["/public"]


async def test_a_permit_that_asks_the_same_host_is_not_kept_waiting_by_redirects() -> None:
    polite = open_fetcher(hosts=HostLimits(pause=0.0, max_wait=2.0))
    both_redirected = asyncio.Barrier(2)

    async def answer(request: web.Request) -> web.Response:
        if request.path.startswith("/old"):
            await both_redirected.wait()
            raise web.HTTPFound(request.path.replace("old", "new"))
        return web.Response(text=request.path)

    async def permit(url: str) -> None:
        if "/new" in url:
            await get(url.partition("/new")[0] + "/robots.txt", polite)

    async with serving(answer) as site:
        found = await asyncio.gather(*(get(f"{site}/old{n}", polite, permit=permit) for n in (1, 2)))
    assert [response.data for response in found] == [b"/new1", b"/new2"]


async def test_requests_to_a_host_take_turns_and_redirects_within_it_keep_theirs() -> None:
    class Turns(HostLimits):
        def turn(self, host: str) -> Any:
            hosts.append(host)
            return super().turn(host)

    hosts: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        port = request.url.port
        nearby = {"/1": "/2", "/2": f"http://localhost:{port}/3", "/3": "/4"}
        if request.path in nearby:
            raise web.HTTPFound(nearby[request.path])
        return web.Response(text="end")

    async with serving(answer) as site:
        response = await get(f"{site}/1", open_fetcher(hosts=Turns(pause=0.0)))
    assert response.data == b"end"
    assert hosts == ["127.0.0.1", "localhost"]


async def test_a_host_that_says_it_gets_too_many_requests_is_asked_no_more() -> None:
    status, asked = 503, 0

    async def answer(_: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return web.Response(status=status, headers={"Retry-After": "600"})

    async with serving(answer) as site:
        polite = open_fetcher(hosts=HostLimits(pause=0.0))
        await get(f"{site}/1", polite)
        status = 429
        await get(f"{site}/2", polite)  # a fault may be that of one page, so it holds up no other
        assert await problem_of(f"{site}/3", polite) is FetchProblem.BUSY
    assert asked == 2
