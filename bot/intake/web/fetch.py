"""Fetches what is at a link that somebody added; what cannot be read is refused in a sentence for that person."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.errors import FetchError, FetchProblem
from bot.intake.http.statuses import describe_status, is_transient, when_to_retry
from bot.intake.urls import MAX_URL
from bot.intake.web.by_hand import FOLLOW, by_hand

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.intake.http.fetcher import HttpFetcher
    from bot.intake.http.messages import HttpResponse

__all__ = ["MAX_FILE_BYTES", "MAX_PAGE_BYTES", "FetchedPage", "PageFetcher"]

MAX_PAGE_BYTES = 2_000_000
"""Of the body, after decompression."""
MAX_FILE_BYTES = 10_000_000
"""Of a file that holds more than its text: pictures, fonts, other files."""
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))
FILE_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "multipart/related": ".mht",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "": "",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "application/xml": "",
    "text/xml": "",
}
"""Media types of files that may hold an article, with the ending that names have; "" where the bytes have to tell."""
FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"))
_LIMITS = dict.fromkeys(PAGE_TYPES, MAX_PAGE_BYTES) | dict.fromkeys(FILE_SUFFIXES, MAX_FILE_BYTES)
MAX_REFRESHES = 2
"""How many pages that only lead to another one are followed."""
MAX_REFRESHING = 5_000
"""Bytes of such a page at most: an article may tell browsers to load it again, too."""
_META = re.compile(r"<meta\b[^>]{1,2000}>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_LEADS_TO = re.compile(r"content\s*=\s*[\"']?\s*[0-5]?(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)
"""Within five seconds; later, a page has been read."""
_MISSING = frozenset((404, 410))
_PROBLEMS = {
    FetchProblem.BAD_ADDRESS: (
        f"That link leads to no address of the web, to one with a port, or to one of more than {MAX_URL} characters"
    ),
    FetchProblem.NOT_PUBLIC: "That link leads to an address that is not on the public web",
    FetchProblem.NO_SERVER: "No server answers at that link, or this machine has no connection",
    FetchProblem.ENCRYPTION: (
        "No encrypted connection to that site can be made, perhaps because its certificate is not valid"
    ),
    FetchProblem.TIMEOUT: "That page did not arrive within {seconds:g} seconds",
    FetchProblem.TOO_LARGE: (
        f"That page has more than {MAX_PAGE_BYTES // 1_000_000} MB, or that file more than "
        f"{MAX_FILE_BYTES // 1_000_000} MB"
    ),
    FetchProblem.REDIRECTS: "That link redirects too many times",
    FetchProblem.BROKEN: "The server’s answer cannot be read: it is damaged, or breaks off",
    FetchProblem.ENCODING: "The server compresses that page in a way that was not asked for and that I cannot read",
    FetchProblem.BUSY: "That site gets too many requests from here at the moment",
    FetchProblem.DISALLOWED: "The site’s robots.txt asks programs not to fetch that page",
    FetchProblem.NO_ROBOTS: "The site’s robots.txt cannot be read at the moment",
}
"""The sentences about what went wrong before there was a response."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page or a file: its address after redirects, its bytes, and the charset and media type in its HTTP header."""

    url: str
    data: bytes
    charset: str | None
    media_type: str = "text/html"


class PageFetcher:
    """Fetches web pages, and files of kinds that may hold an article."""

    def __init__(self, http: HttpFetcher) -> None:
        self._http = http

    async def fetch(self, url: str, *, permit: Callable[[str], Awaitable[object]] | None = None) -> FetchedPage:
        """What is at a web address. Raises FetchError, with what to do, if there is nothing that can be read.

        ``permit`` is called with each address before it is asked for (see ``HttpFetcher.get``).
        """
        for _ in range(MAX_REFRESHES + 1):
            page = await self._get(url, permit)
            leads_to = _refresh(page)
            if leads_to is None:
                return page
            url = leads_to
        raise _fetch_error(FetchProblem.REDIRECTS, _PROBLEMS[FetchProblem.REDIRECTS], by_hand())

    async def _get(self, url: str, permit: Callable[[str], Awaitable[object]] | None) -> FetchedPage:
        try:
            answer = await self._http.get(url, accept=ACCEPT, max_bytes=_LIMITS, permit=permit)
        except FetchError as error:
            clause = _PROBLEMS[error.problem].format(seconds=self._http.seconds)
            later = "Try again later" if error.is_transient else ""
            first = "Check the link" if error.problem is FetchProblem.NO_SERVER else later
            raise _fetch_error(error.problem, clause, by_hand(first)) from error
        if answer.status != 200:
            raise _refusal(answer)
        if answer.media_type in FEED_TYPES:
            clause = "That link leads to a feed, not to an article"
            raise _fetch_error(FetchProblem.WRONG_TYPE, clause, FOLLOW)
        if answer.media_type not in _LIMITS:
            clause = f"That link leads to a file of the type {answer.media_type[:40]}, which I cannot read"
            raise _fetch_error(FetchProblem.WRONG_TYPE, clause, by_hand())
        return FetchedPage(answer.url, answer.data, answer.charset, answer.media_type)


def _refresh(page: FetchedPage) -> str | None:
    """Where a page without content of its own sends its reader at once, as link shorteners do; None if nowhere."""
    if page.media_type not in PAGE_TYPES or len(page.data) > MAX_REFRESHING:
        return None
    for tag in _META.findall(page.data.decode("latin-1")):
        if _IS_REFRESH.search(tag) and (found := _LEADS_TO.search(unescape(tag))) is not None:
            with contextlib.suppress(ValueError):
                return str(urljoin(page.url, found[1].strip()))
    return None


def _refusal(answer: HttpResponse) -> FetchError:
    """The error for a response without the page."""
    if is_transient(answer.status):
        problem, what_to_do = FetchProblem.UNAVAILABLE, by_hand(f"Try again {when_to_retry(answer)}")
    else:
        problem, what_to_do = FetchProblem.REFUSED, by_hand("Check the link" if answer.status in _MISSING else "")
    return _fetch_error(problem, describe_status(answer.status).removesuffix("."), what_to_do)


def _fetch_error(problem: FetchProblem, clause: str, what_to_do: str) -> FetchError:
    return FetchError(problem, f"{clause}.{what_to_do}")
