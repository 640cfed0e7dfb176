"""Fetches a page from the public web, bounded in time, size and redirects.

The IP address is checked as the connection is made: a host name that resolves to another address the second time, or
to a private one in disguise (IPv6-mapped, NAT64, 6to4), does not help an attacker.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.errors import InputError
from bot.intake.ip_addresses import is_public

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.intake.ip_addresses import Address

__all__ = ["MAX_PAGE_BYTES", "FetchedPage", "PageFetcher"]

MAX_PAGE_BYTES = 2_000_000
"""Of the body, after decompression."""
MAX_URL = 500
"""Characters of an address."""
MAX_REDIRECTS = 5
TOTAL_SECONDS = 20.0
PORTS = frozenset((80, 443))
TYPES = ("text/html", "application/xhtml+xml")
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; BriefingBot; reads a page when somebody adds its link)",
    "Accept": "text/html,application/xhtml+xml;q=0.9",
    "Accept-Language": "en,*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page: its address after redirects, its bytes, and the charset in its HTTP header."""

    url: str
    data: bytes
    charset: str | None


class _NotPublic(OSError):
    """The IP address is not one of the public web."""


class PageFetcher:
    """Fetches pages from IP addresses that are ``allowed``, at ``ports`` (None: any), each within ``seconds``."""

    def __init__(
        self,
        *,
        allowed: Callable[[Address], bool] = is_public,
        ports: frozenset[int] | None = PORTS,
        seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._allowed = allowed
        self._ports = ports
        self._seconds = seconds

    async def fetch(self, url: str) -> FetchedPage:
        """The page at a web address. Raises InputError, with what to do, if there is none that can be read."""
        timeout = aiohttp.ClientTimeout(total=self._seconds)
        connector = aiohttp.TCPConnector(socket_factory=self._socket, limit=2, force_close=True)
        try:
            async with aiohttp.ClientSession(
                connector=connector,
                timeout=timeout,
                headers=HEADERS,
                trust_env=False,
                cookie_jar=aiohttp.DummyCookieJar(),
            ) as session:
                return await asyncio.wait_for(self._follow(session, url), self._seconds)
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            raise _fetch_error(_problem(error, self._seconds)) from error

    async def _follow(self, session: aiohttp.ClientSession, url: str) -> FetchedPage:
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            async with session.get(url, allow_redirects=False) as answer:
                target = answer.headers.get("Location")
                if answer.status in (301, 302, 303, 307, 308) and target:
                    url = urljoin(str(answer.url), target)
                    continue
                return await _read(answer)
        raise _fetch_error("That link redirects too many times")

    def _check(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
        except ValueError:
            parts, port = urlsplit(""), None
        is_valid = port is not None and parts.hostname and not set("@%") & set(parts.netloc) and len(url) <= MAX_URL
        if not is_valid or (self._ports is not None and port not in self._ports):
            raise _fetch_error("That is not a link to a web page that I can open")

    def _socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not self._allowed(ipaddress.ip_address(str(address[0]))):
            raise _NotPublic(address[0])
        return socket.socket(family=family, type=kind, proto=protocol)


async def _read(answer: aiohttp.ClientResponse) -> FetchedPage:
    if answer.status != 200:
        why = "may need a login" if answer.status in (401, 402, 403, 451) else "is not available"
        raise _fetch_error(f"The server answered {answer.status}: the page {why}")
    if answer.content_type not in TYPES:
        raise _fetch_error(f"That link is not a web page but {answer.content_type[:40]}")
    data = bytearray()
    async for chunk in answer.content.iter_chunked(65_536):
        data += chunk
        if len(data) > MAX_PAGE_BYTES:
            raise _fetch_error(f"That page has more than {MAX_PAGE_BYTES // 1_000_000} MB")
    return FetchedPage(str(answer.url), bytes(data), answer.charset)


def _problem(error: Exception, seconds: float) -> str:
    """The sentence about an error for the person who sent a link."""
    if any(isinstance(one, _NotPublic) for one in (error, error.__cause__, getattr(error, "os_error", None))):
        return "That link leads to an address that is not on the public web"
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.InvalidURL):
        return "No server answers at that link, or this machine has no connection"
    if isinstance(error, TimeoutError):
        return f"That page did not arrive within {seconds:g} seconds"
    return "That page could not be fetched"


def _fetch_error(problem: str) -> InputError:
    return InputError(f"{problem}: paste the article’s title and text instead, or attach a .txt file.")
