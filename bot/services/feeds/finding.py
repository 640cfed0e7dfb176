"""Finds the feed of a site: at the address itself, where its page says, or at the usual addresses."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import AnalysisFailed, FetchError, FetchProblem, InputError
from bot.intake.feeds.discovery import find_feeds, usual_paths, without_feed_scheme
from bot.intake.feeds.parse import NOT_A_FEED
from bot.intake.feeds.polling import PollOutcome, poll_outcome
from bot.intake.http.statuses import describe_status, is_transient, when_to_retry
from bot.intake.pasted.markdown import parse_link_title
from bot.intake.urls import MAX_URL, find_links, validate_url

if TYPE_CHECKING:
    from bot.intake.http.messages import HttpResponse
    from bot.services.analysis.pool import AnalysisPool
    from bot.services.feeds.reading import FeedReader
    from bot.services.feeds.selection import ReadFeed

__all__ = ["FeedFinder", "FoundFeed", "feed_address"]

MAX_REQUESTS = 8
"""Addresses of one site that are tried."""
FIND_SECONDS = 60.0
NO_HTTPS = frozenset((FetchProblem.ENCRYPTION, FetchProblem.NO_SERVER))
"""Why a site that only has unencrypted pages cannot be read over https."""
ONE_FEED = "Give one address at a time: repeat the command for each feed."
NOT_PUBLIC = (
    "The address must be that of a public site or of its feed, in full, such as https://news.example/feed "
    f"({MAX_URL} characters at most)."
)
NO_ADDRESSES = (
    (re.compile(r"\s"), "That is more than an address: give only that of the site, such as https://news.example."),
    (
        re.compile(r"^https?(?::(?!//)|//)", re.IGNORECASE),
        "An address has a colon and two slashes behind “http” or “https”: correct it.",
    ),
)
"""What was typed instead of an address, and the sentence about it."""
GIVE_ADDRESS = "Give the address of the site’s RSS, Atom or JSON feed."


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was found: what was fetched of it, so that it need not be asked again when it is added."""

    response: HttpResponse
    read: ReadFeed

    @property
    def url(self) -> str:
        """Its address, after permanent redirects."""
        return self.response.permanent_url

    @property
    def title(self) -> str:
        """The title that it gives itself."""
        return self.read.document.title


class FeedFinder:
    """Finds feeds for people, so its work comes before that of the background."""

    def __init__(self, reader: FeedReader, pool: AnalysisPool) -> None:
        self._reader = reader
        self._pool = pool

    async def find(self, link: str, *, scope: int) -> FoundFeed:
        """The feed at or of a link. Raises InputError, with what to do, if there is none; or WorkerUnavailable."""
        url = feed_address(link)
        is_bare = not _without_markup(link).lower().removeprefix("feed:").startswith(("http://", "https://"))
        try:
            async with asyncio.timeout(FIND_SECONDS):
                found = await self._find(url, scope, is_bare=is_bare)
                return FoundFeed(*await self._reader.follow_moves(*found, scope=scope, background=False))
        except TimeoutError as error:
            msg = f"Looking for a feed there took more than {FIND_SECONDS:.0f} seconds: give the feed’s own address."
            raise InputError(msg) from error

    async def _find(self, url: str, scope: int, *, is_bare: bool) -> tuple[HttpResponse, ReadFeed]:
        response = await self._fetch(url, is_bare=is_bare)
        named: list[str] = []
        if poll_outcome(response.status) is PollOutcome.READ:
            try:
                return response, await self._reader.parse(response, scope=scope, background=False)
            except (InputError, AnalysisFailed) as error:  # a page, probably
                why = f"I found no feed at that link: {str(error).removeprefix(NOT_A_FEED)}"
                named = await self._named_feeds(response, scope)
        elif is_transient(response.status):
            msg = f"{describe_status(response.status)} Try again {when_to_retry(response)}."
            raise InputError(msg)
        else:
            why = f"I found no feed at that link. {describe_status(response.status)} {GIVE_ADDRESS}"
        candidates = dict.fromkeys((*named, *usual_paths(response.url)))
        candidates.pop(response.url, None)
        for candidate in list(candidates)[: MAX_REQUESTS - 1]:
            found = await self._try(candidate, scope)
            if found is not None:
                return found
        raise InputError(why)

    async def _fetch(self, url: str, *, is_bare: bool) -> HttpResponse:
        """The response for an address; that over http if it was typed without a scheme and https fails."""
        try:
            return await self._reader.fetch(url)
        except FetchError as error:
            if not is_bare or error.problem not in NO_HTTPS:
                raise
            try:
                return await self._reader.fetch(f"http{url.removeprefix('https')}")
            except FetchError:
                raise error from None

    async def _named_feeds(self, response: HttpResponse, scope: int) -> list[str]:
        try:
            find = partial(find_feeds, url=response.url, charset=response.charset)
            return await self._pool.run(find, response.data, scope=scope)
        except (InputError, AnalysisFailed):
            return []

    async def _try(self, url: str, scope: int) -> tuple[HttpResponse, ReadFeed] | None:
        try:
            response = await self._reader.fetch(url)
            if poll_outcome(response.status) is not PollOutcome.READ:
                return None
            return response, await self._reader.parse(response, scope=scope, background=False)
        except (FetchError, InputError, AnalysisFailed):
            return None


def feed_address(link: str) -> str:
    """The address that was typed, with a scheme. Raises InputError if it is none."""
    typed = without_feed_scheme(_without_markup(link))
    if len(typed.split()) > 1 and len(find_links(typed)) > 1:
        raise InputError(ONE_FEED)
    try:
        url = validate_url(typed if "://" in typed else f"https://{typed}") if typed else None
    except InputError:
        url = None
    if url is None:
        raise InputError(next((reason for form, reason in NO_ADDRESSES if form.search(typed)), NOT_PUBLIC))
    return url


def _without_markup(link: str) -> str:
    """The address that was typed, without the brackets and marks around it; of a Markdown link its address."""
    typed = link.strip()
    typed = (parse_link_title(typed)[1] or typed).strip("<>")
    links = find_links(typed)
    if len(links) == 1:
        start, end, _ = links[0]
        if not any(map(str.isalnum, typed[:start] + typed[end:])):  # "<https://news.example>."
            return typed[start:end]
    return typed
