"""Fetches addresses of the public web, bounded in time, size and redirects.

The IP address is checked as the connection is made: a host name that resolves to another address the second time, or
to a private one in disguise (IPv6-mapped, NAT64, 6to4), does not help an attacker. Nothing is sent that says more about
us than the User-Agent: no cookies, no referrer, no credentials; proxies in the environment are not used.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from bot.advice_marks import advice
from bot.errors import FetchError, FetchProblem
from bot.intake.http.caching import retry_after
from bot.intake.http.compression import ACCEPTED_ENCODINGS, UnknownEncoding, decompress
from bot.intake.http.messages import Conditions, HttpResponse
from bot.intake.http.resolver import Resolver
from bot.intake.ip_addresses import is_public
from bot.intake.urls import MAX_URL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from aiohttp.abc import AbstractResolver

    from bot.intake.http.host_limits import HostLimits
    from bot.intake.ip_addresses import Address

__all__ = ["MAX_REDIRECTS", "PORTS", "Conditions", "FetchError", "FetchProblem", "HttpFetcher", "HttpResponse"]

MAX_REDIRECTS = 5
SECONDS = 20.0
PORTS = frozenset((80, 443))
MAX_HEADER = 16_384
"""Bytes of a header, or of the status line; aiohttp bounds the number of headers."""
_PERMANENT = frozenset((301, 308))
_REDIRECTS = _PERMANENT | {302, 303, 307}
_PROBLEMS: tuple[tuple[type[Exception], FetchProblem], ...] = (
    (aiohttp.ClientSSLError, FetchProblem.ENCRYPTION),
    (aiohttp.ClientConnectorError, FetchProblem.NO_SERVER),
    (TimeoutError, FetchProblem.TIMEOUT),
    (aiohttp.InvalidURL, FetchProblem.BAD_ADDRESS),
    (UnknownEncoding, FetchProblem.ENCODING),
    (UnicodeError, FetchProblem.BAD_ADDRESS),  # a host name that IDNA does not allow
)
"""The first kind of exception that fits decides; all others are a broken answer."""
_SENTENCES = {
    FetchProblem.BAD_ADDRESS: "That is not an address of the public web"
    f"{advice(': use one that begins with http:// or https:// and has no port')}.",
    FetchProblem.NOT_PUBLIC: "That address leads to a network that is not public"
    f"{advice(': use one that everybody can open')}.",
    FetchProblem.NO_SERVER: "No server answers at that address, or this machine has no connection"
    f"{advice(': check the address, or try again later')}.",
    FetchProblem.ENCRYPTION: "No encrypted connection to that server can be made, perhaps because its certificate is "
    f"not valid{advice(': check the address, or try again later')}.",
    FetchProblem.TIMEOUT: f"The server of that address took too long to answer{advice(': try again later')}.",
    FetchProblem.TOO_LARGE: f"What the server sent is too large to be read{advice(': use another address')}.",
    FetchProblem.REDIRECTS: "That address redirects too many times"
    f"{advice(': use the one that it leads to in a browser')}.",
    FetchProblem.BROKEN: f"The server’s answer was damaged or broke off{advice(': try again later')}.",
    FetchProblem.ENCODING: "The server compresses its answer in a way that was not asked for and that I cannot read"
    f"{advice(': use another address, or ask the site to mend its server')}.",
}


@dataclass(frozen=True, slots=True)
class _Limits:
    """Of a response, what is read: at most ``max_bytes``, or at most so many of certain media types."""

    max_bytes: int | Mapping[str, int]
    truncate: bool

    def of(self, media_type: str) -> int | None:
        """How many bytes are read of a body of this type; None if it is not read at all."""
        return self.max_bytes if isinstance(self.max_bytes, int) else self.max_bytes.get(media_type)


class HttpFetcher:
    """Fetches from IP addresses that are ``allowed``, at ``ports`` (None: any), each within ``seconds``.

    The time includes redirects, but not what a request waits for its turn in ``hosts``. ``resolver`` looks up host
    names; None for those of the machine.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        allowed: Callable[[Address], bool] = is_public,
        ports: frozenset[int] | None = PORTS,
        seconds: float = SECONDS,
        hosts: HostLimits | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._allowed = allowed
        self._ports = ports
        self.seconds = seconds
        self._hosts = hosts
        self._resolver = resolver or Resolver()

    async def get(
        self,
        url: str,
        *,
        accept: str,
        max_bytes: int | Mapping[str, int],
        conditions: Conditions | None = None,
        truncate: bool = False,
        permit: Callable[[str], Awaitable[object]] | None = None,
    ) -> HttpResponse:
        """The response for an address, whatever its status. Raises FetchError if there is none.

        Of a body with more than ``max_bytes`` after decompression the rest is left out with ``truncate``; else
        FetchError is raised. If these are given by media type, bodies of other types are not read. ``permit`` is called
        with each address before it is asked for, redirects included; it raises FetchError to end the request.
        """
        guard = _Guard(self._allowed)
        try:
            async with aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    socket_factory=guard.open_socket, resolver=self._resolver, limit=2, force_close=True
                ),
                timeout=aiohttp.ClientTimeout(total=None),
                headers=self._headers(accept, conditions or Conditions()),
                trust_env=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                max_line_size=MAX_HEADER,
                max_field_size=MAX_HEADER,
            ) as session:
                return await self._follow(session, url, _Limits(max_bytes, truncate), permit)
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            raise _fetch_error(_problem(error, guard)) from error

    def _headers(self, accept: str, conditions: Conditions) -> dict[str, str]:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": accept,
            "Accept-Language": "en,*;q=0.5",
            "Accept-Encoding": ACCEPTED_ENCODINGS,
        }
        if conditions.etag is not None:
            headers["If-None-Match"] = conditions.etag
        if conditions.last_modified is not None:
            headers["If-Modified-Since"] = conditions.last_modified
        return headers

    async def _follow(
        self,
        session: aiohttp.ClientSession,
        url: str,
        limits: _Limits,
        permit: Callable[[str], Awaitable[object]] | None,
    ) -> HttpResponse:
        permanent_url, is_permanent = url, True
        seconds, host = self.seconds, ""
        async with AsyncExitStack() as turn:
            for _ in range(MAX_REDIRECTS + 1):
                target = self._checked(url)
                if permit is not None:
                    await turn.aclose()  # it may ask the same host, for its robots.txt
                    host = ""
                    await permit(url)
                if self._hosts is not None and str(target.raw_host) != host:  # within a host, a redirect keeps its turn
                    host = str(target.raw_host)
                    await turn.aclose()
                    await turn.enter_async_context(self._hosts.turn(host))
                began = time.monotonic()
                async with asyncio.timeout(seconds), session.get(target, allow_redirects=False) as answer:
                    location = answer.headers.get("Location") if answer.status in _REDIRECTS else None
                    if not location:
                        response = await _response(answer, permanent_url, limits)
                        if self._hosts is not None and response.status == 429:
                            wait = retry_after(response.headers, datetime.now(UTC))
                            self._hosts.hold(host, wait.total_seconds())
                        return response
                seconds -= time.monotonic() - began
                url = urljoin(str(answer.url), location)
                is_permanent = is_permanent and answer.status in _PERMANENT
                permanent_url = url if is_permanent else permanent_url
        raise _fetch_error(FetchProblem.REDIRECTS)

    def _checked(self, url: str) -> URL:
        """The address as it will be asked for. Raises FetchError if it is not one of the public web."""
        try:
            parsed = URL(url)
            port, netloc = parsed.port, urlsplit(url).netloc
        except ValueError:
            raise _fetch_error(FetchProblem.BAD_ADDRESS) from None
        is_valid = parsed.scheme in ("http", "https") and parsed.host and not set("@%") & set(netloc)
        if not is_valid or len(url) > MAX_URL or (self._ports is not None and port not in self._ports):
            raise _fetch_error(FetchProblem.BAD_ADDRESS)
        return parsed


class _NotPublic(OSError):
    """The IP address is not one of the public web."""


class _Guard:
    """Opens sockets for allowed IP addresses only, and remembers if it refused one."""

    def __init__(self, allowed: Callable[[Address], bool]) -> None:
        self._allowed = allowed
        self.refused = False

    def open_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not self._allowed(ipaddress.ip_address(str(address[0]))):
            self.refused = True
            raise _NotPublic(address[0])
        return socket.socket(family=family, type=kind, proto=protocol)


async def _response(answer: aiohttp.ClientResponse, permanent_url: str, limits: _Limits) -> HttpResponse:
    headers: dict[str, str] = {}
    for name, value in answer.headers.items():  # a repeated one is a list (RFC 9110, section 5.3)
        text = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        headers[name.lower()] = f"{headers[name.lower()]}, {text}" if name.lower() in headers else text
    response = HttpResponse(str(answer.url), permanent_url, answer.status, headers, b"", answer.charset)
    max_bytes = limits.of(response.media_type)
    if max_bytes is None or not 200 <= answer.status < 300:
        return response
    encoding = headers.get("content-encoding", "").strip().lower()
    return replace(response, data=await _body(answer, encoding, max_bytes, truncate=limits.truncate))


async def _body(answer: aiohttp.ClientResponse, encoding: str, max_bytes: int, *, truncate: bool) -> bytes:
    data = bytearray()
    async for chunk in answer.content.iter_chunked(65_536):
        data += chunk
        if len(data) > max_bytes:
            break
    body = bytes(data)
    if encoding:  # in a thread, since a few bytes can become megabytes
        body = await asyncio.to_thread(decompress, body, encoding, max_bytes=max_bytes + 1)
    if len(body) > max_bytes and not truncate:
        raise _fetch_error(FetchProblem.TOO_LARGE)
    return body[:max_bytes]


def _problem(error: Exception, guard: _Guard) -> FetchProblem:
    if isinstance(error, aiohttp.ClientConnectorError) and guard.refused:
        return FetchProblem.NOT_PUBLIC
    return next((problem for kind, problem in _PROBLEMS if isinstance(error, kind)), FetchProblem.BROKEN)


def _fetch_error(problem: FetchProblem) -> FetchError:
    return FetchError(problem, _SENTENCES[problem])
