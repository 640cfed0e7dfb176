"""Requests over real sockets, to friendly and hostile servers."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
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
        response = await get(site, media_types={"text/html"})
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


HEAD = b"HTTP/1.1 200 OK\r\n"


async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def drip_headers(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X: y\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)


async def promise(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000)
        await writer.drain()


async def swell(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
    while True:
        writer.write(b"\x00\x00\x00\xff\xff" * 10_000)  # blocks without content: nothing ever comes out
        await writer.drain()


async def silence(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@pytest.mark.parametrize("talk", [drip, drip_headers, silence, promise])
async def test_a_slow_server_is_given_up_when_the_time_is_over(talk: Talk) -> None:
    async with talking(talk) as site:
        assert await problem_of(site, open_fetcher(seconds=0.2)) is FetchProblem.TIMEOUT


async def test_redirects_share_one_time() -> None:
    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(0.1)
        raise web.HTTPFound(f"{request.path}x")

    async with serving(answer) as site:
        assert await problem_of(f"{site}/x", open_fetcher(seconds=0.25)) is FetchProblem.TIMEOUT


@pytest.mark.parametrize(
    "talk",
    [
        reset,
        swell,
        sending(b""),
        sending(b"220 mail.example ESMTP\r\n"),
        sending(HEAD + b"Content-Length: 100\r\n\r\ntoo short"),
        sending(HEAD + b"Content-Length: 5\r\n\r\nhello, and more"),
        sending(HEAD + b"Content-Length: -5\r\n\r\nx"),
        sending(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"),
        sending(HEAD + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n"),
        sending(HEAD + b"X: y\r\n" * 150_000 + b"\r\n"),
        sending(HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n"),
        sending(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        sending(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
        sending(HEAD + b"Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello"),
        sending(HEAD + b"Content-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nhello"),
        sending(b"HTTP/1.1 302 Found\r\nLocation: //[\r\n\r\n"),
    ],
)
async def test_a_damaged_answer_is_refused(talk: Talk) -> None:
    async with talking(talk) as site:
        assert await problem_of(site, open_fetcher(seconds=5)) is FetchProblem.BROKEN


async def test_endless_redirects_end() -> None:
    async def answer(request: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("/" if request.path != "/" else "/again")

    async with serving(answer) as site:
        assert await problem_of(site) is FetchProblem.REDIRECTS


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("http://169.254.169.254/latest/meta-data/", FetchProblem.NOT_PUBLIC),
        ("http://10.0.0.1/", FetchProblem.NOT_PUBLIC),
        ("http://[::ffff:10.0.0.1]/", FetchProblem.NOT_PUBLIC),
        ("file:///etc/passwd", FetchProblem.BAD_ADDRESS),
        ("gopher://example.org/", FetchProblem.BAD_ADDRESS),
        ("http://me:secret@example.org/", FetchProblem.BAD_ADDRESS),
        ("/" + "x" * 600, FetchProblem.BAD_ADDRESS),
    ],
)
async def test_a_redirect_out_of_the_public_web_is_refused(location: str, problem: FetchProblem) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location})

    async with serving(answer) as site:
        only_here = open_fetcher(allowed=lambda address: address.is_loopback)
        assert await problem_of(site, only_here) is problem


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0x7f.1",
        "0177.0.0.1",
        "2130706433",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.168.0.1",
        "[fd00::1]",
        "[fe80::1]",
    ],
)
async def test_no_connection_is_made_to_a_network_that_is_not_public(host: str) -> None:
    assert await problem_of(f"http://{host}:80/", HttpFetcher(user_agent="TestBot/1")) in (
        FetchProblem.NOT_PUBLIC,
        FetchProblem.NO_SERVER,  # the machine has no IPv6 at all, or its resolver does not know that form
        FetchProblem.BAD_ADDRESS,
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "http://user:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http:///nothing",
        "https://[::1",
        "http://[fe80::1%25eth0]/",
        "http://" + "a" * 70 + ".example/",
        "https://example.org/" + "x" * 600,
        "http://127.1/",
        "http://news..example/",
        "http://\udcff.example/",
    ],
)
async def test_an_address_outside_the_web_is_not_asked_for(url: str) -> None:
    assert await problem_of(url, HttpFetcher(user_agent="TestBot/1")) is FetchProblem.BAD_ADDRESS


async def test_a_port_where_nobody_listens_is_no_server() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert await problem_of(f"http://127.0.0.1:{unused.getsockname()[1]}/") is FetchProblem.NO_SERVER


async def test_a_server_without_encryption_at_an_https_address_is_named_so() -> None:
    async with talking(sending(HEAD), reads_request=False) as site:
        assert await problem_of(site.replace("http:", "https:")) is FetchProblem.ENCRYPTION


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    encryption = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    encryption.load_cert_chain(Path(__file__).parent / "self_signed.pem")
    app = web.Application()
    app.router.add_get("/", hello)
    server = TestServer(app)
    await server.start_server(ssl=encryption)
    async with server:
        assert await problem_of(str(server.make_url("/"))) is FetchProblem.ENCRYPTION


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
