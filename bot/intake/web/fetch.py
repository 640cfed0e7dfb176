"""Fetches the page at a link that somebody added; what cannot be read is refused in a sentence for that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import FetchError, FetchProblem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.intake.http.fetcher import HttpFetcher

__all__ = ["MAX_PAGE_BYTES", "FetchedPage", "PageFetcher"]

MAX_PAGE_BYTES = 2_000_000
"""Of the body, after decompression."""
ACCEPT = "text/html,application/xhtml+xml;q=0.9"
TYPES = frozenset(("text/html", "application/xhtml+xml"))
_REFUSALS = frozenset((401, 402, 403, 451))
_PROBLEMS = {
    FetchProblem.BAD_ADDRESS: "That is not a link to a web page that I can open",
    FetchProblem.NOT_PUBLIC: "That link leads to an address that is not on the public web",
    FetchProblem.NO_SERVER: "No server answers at that link, or this machine has no connection",
    FetchProblem.ENCRYPTION: "No encrypted connection to that site can be made",
    FetchProblem.TIMEOUT: "That page did not arrive within {seconds:g} seconds",
    FetchProblem.TOO_LARGE: f"That page has more than {MAX_PAGE_BYTES // 1_000_000} MB",
    FetchProblem.REDIRECTS: "That link redirects too many times",
    FetchProblem.BROKEN: "That page could not be fetched",
    FetchProblem.BUSY: "That site gets too many requests from here at the moment",
    FetchProblem.DISALLOWED: "The site’s robots.txt asks programs not to fetch that page",
    FetchProblem.NO_ROBOTS: "The site’s robots.txt cannot be read at the moment",
}
"""The sentences about what went wrong before there was a response."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page: its address after redirects, its bytes, and the charset in its HTTP header."""

    url: str
    data: bytes
    charset: str | None


class PageFetcher:
    """Fetches web pages."""

    def __init__(self, http: HttpFetcher) -> None:
        self._http = http

    async def fetch(self, url: str, *, permit: Callable[[str], Awaitable[object]] | None = None) -> FetchedPage:
        """The page at a web address. Raises FetchError, with what to do, if there is none that can be read.

        ``permit`` is called with each address before it is asked for (see ``HttpFetcher.get``).
        """
        try:
            answer = await self._http.get(
                url, accept=ACCEPT, max_bytes=MAX_PAGE_BYTES, media_types=TYPES, permit=permit
            )
        except FetchError as error:
            clause = _PROBLEMS[error.problem].format(seconds=self._http.seconds)
            raise _fetch_error(error.problem, clause) from error
        if answer.status != 200:
            why = "may need a login" if answer.status in _REFUSALS else "is not available"
            passes = answer.status == 429 or answer.status >= 500
            problem = FetchProblem.UNAVAILABLE if passes else FetchProblem.REFUSED
            raise _fetch_error(problem, f"The server answered {answer.status}: the page {why}")
        if answer.media_type not in TYPES:
            kind = answer.media_type[:40] or "a file of an unknown type"
            raise _fetch_error(FetchProblem.WRONG_TYPE, f"That link is not a web page but {kind}")
        return FetchedPage(answer.url, answer.data, answer.charset)


def _fetch_error(problem: FetchProblem, clause: str) -> FetchError:
    advice = "paste the article’s title and text instead, or attach a .txt file"
    return FetchError(problem, f"{clause}: {advice}.")
