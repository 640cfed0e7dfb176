"""Reads one feed: fetches it with the validators of its last answer, parses it, and stores what follows.

One request serves all feeds with its address, those of several servers and a shared one. What follows is one
transaction for each. If the process dies before it, that feed is read again as if it had not been, when its claim ends:
nothing is lost or doubled.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.errors import AnalysisFailed, FetchError, FetchProblem, InputError, WorkerUnavailable
from bot.intake.feeds.parse import MAX_FEED_BYTES
from bot.intake.feeds.polling import PollOutcome, after_skipped_hours, next_poll_at, poll_outcome
from bot.intake.http.caching import renewed_for, validators, wait_before_next_request
from bot.intake.http.messages import Conditions
from bot.intake.http.statuses import describe_status
from bot.models.feeds import FeedState
from bot.services.bounded_dict import BoundedDict
from bot.services.feeds.selection import FetchedFeed, all_keys, read_feed, select_items

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.intake.http.messages import HttpResponse
    from bot.models.feeds import Feed, FeedDocument
    from bot.services.analysis.pool import AnalysisPool
    from bot.services.feeds.selection import ReadFeed
    from bot.store.protocols.store import Store

__all__ = ["INTERNAL_ERROR", "FeedReader", "Fetcher", "ReadOutcome"]

log = structlog.get_logger(__name__)

FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
"""The Accept header."""
POSTPONED = timedelta(minutes=2)
"""When a feed is due again that was not read because its server, or our workers, have too much to do."""
TELL_AFTER, PAUSE_AFTER = timedelta(days=3), timedelta(days=14)
"""How long a feed fails until editors are told, and until it is paused."""
PAUSED_INTERVAL = timedelta(days=1)
"""How often a feed is tried at most that was paused because it failed."""
MAX_MOVES = 3
"""How many new addresses are followed that feeds themselves name, one after the other."""
MOVE_RETRY = timedelta(days=1)
"""When a new address is tried again at which there was no feed."""
MAX_REMEMBERED = 1_000
"""New addresses without a feed that are remembered."""
_NEVER = datetime.min.replace(tzinfo=UTC)
INTERNAL_ERROR = "An internal error; the details are in the bot’s log."


class ReadOutcome(StrEnum):
    """How the attempt to read a feed ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    POSTPONED = "postponed"


class Fetcher(Protocol):
    """The part of ``HttpFetcher`` that is used here."""

    async def get(self, url: str, *, accept: str, max_bytes: int, conditions: Conditions | None = None) -> HttpResponse:
        """The response for an address. Raises FetchError."""
        ...


class FeedReader:
    """Reads feeds. ``interval`` is how often a feed is read that does not say otherwise.

    ``on_trouble`` is called once with each feed that has failed for days or is gone.
    """

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        pool: AnalysisPool,
        clock: Callable[[], datetime],
        *,
        interval: timedelta,
        on_trouble: Callable[[Feed], object] = lambda _: None,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._pool = pool
        self._clock = clock
        self._interval = interval
        self._on_trouble = on_trouble
        self._vain_moves: BoundedDict[str, datetime] = BoundedDict(MAX_REMEMBERED)
        """When there was no feed at an address to which a feed said that it had moved."""

    async def fetch(self, url: str, conditions: Conditions | None = None) -> HttpResponse:
        """The response for the address of a feed, whatever its status. Raises FetchError if there is none."""
        return await self._fetcher.get(url, accept=FEED_TYPES, max_bytes=MAX_FEED_BYTES, conditions=conditions)

    async def parse(self, response: HttpResponse, *, scope: int, background: bool) -> ReadFeed:
        """The feed in a response. Raises InputError if it is none, AnalysisFailed or WorkerUnavailable."""
        fetched = FetchedFeed(response.data, response.url, response.headers.get("content-type"), self._clock())
        return await self._pool.run(read_feed, fetched, scope=scope, background=background)

    async def follow_moves(
        self, response: HttpResponse, read: ReadFeed, *, scope: int, background: bool
    ) -> tuple[HttpResponse, ReadFeed]:
        """The feed at the new address that a feed names, and its response; those given if there is none.

        A new address is believed once there is a feed that does not lead back. Raises WorkerUnavailable.
        """
        now, old = (response, read), {response.url, response.permanent_url}
        for _ in range(MAX_MOVES + 1):
            here, target = now[0], now[1].document.moved_to
            if target is None or target in (here.url, here.permanent_url):
                return now
            found = None if target in old else await self._at_new_address(target, scope, background=background)
            if found is None:
                break
            now = found
            old |= {target, found[0].url, found[0].permanent_url}
        log.info("feed.move_not_followed", url=response.url, to=read.document.moved_to)
        return response, read

    async def _at_new_address(self, url: str, scope: int, *, background: bool) -> tuple[HttpResponse, ReadFeed] | None:
        """The feed at an address, None if there is none, or was none at the last try."""
        tried = self._vain_moves.get(url)
        if tried is not None and tried <= self._clock() < tried + MOVE_RETRY:
            return None
        with contextlib.suppress(FetchError, InputError, AnalysisFailed):
            response = await self.fetch(url)
            if poll_outcome(response.status) is PollOutcome.READ:
                return response, await self.parse(response, scope=scope, background=background)
        self._vain_moves[url] = self._clock()
        return None

    async def read(self, feeds: Sequence[Feed]) -> Callable[[Feed], Awaitable[ReadOutcome]]:
        """Fetches the feeds with an address by one request; returns what stores the result for each of them.

        The one that was read longest ago is asked for: what is new for any of them is new for that one. What is
        returned raises StorageError; then a feed is due when its claim ends.
        """
        feed = min(feeds, key=lambda one: one.last_read_at or _NEVER)
        now, sent = self._clock(), Conditions(feed.etag, feed.last_modified)
        may_ask_at = max(after_skipped_hours(one.id, now, one.skip_hours, one.skip_days) for one in feeds)
        if may_ask_at > now:  # it became due before, while the bot did not run
            return partial(self._postpone, until=may_ask_at)
        try:
            response = await self.fetch(feed.url, sent)
        except FetchError as error:
            if error.problem is FetchProblem.BUSY:
                return self._postpone
            return partial(self.record_failure, reason=error.reason)
        outcome = poll_outcome(response.status)
        if outcome is PollOutcome.UNCHANGED:
            return partial(self._record_unchanged, response=response, sent=sent)
        if outcome is PollOutcome.READ:
            return await self._read_document(feed, response)
        state = FeedState.GONE if outcome is PollOutcome.GONE else None
        return partial(self.record_failure, reason=describe_status(response.status), response=response, state=state)

    async def record(self, feed: Feed, response: HttpResponse, read: ReadFeed) -> int:
        """Stores what was in a feed; returns how many new items wait."""
        now = self._clock()
        known = await self._store.known_items(feed.id, all_keys(read))
        selection = await asyncio.to_thread(
            partial(select_items, read, known, is_first=feed.first_read_at is None, now=now)
        )
        sent, document = validators(response.headers), read.document
        waiting = await self._store.record_read(
            feed.id,
            now=now,
            next_poll_at=self._next_poll(feed, response, document=document),
            url=response.permanent_url,
            etag=sent.etag,
            last_modified=sent.last_modified,
            document=document,
            new=selection.new,
            changed=selection.changed,
            fresh_minutes=_fresh_minutes(response),
        )
        log.info("feed.read", feed=feed.id, new=len(selection.new), waiting=waiting, bytes=len(response.data))
        return waiting

    async def record_failure(
        self, feed: Feed, reason: str, response: HttpResponse | None = None, *, state: FeedState | None = None
    ) -> ReadOutcome:
        """Stores that a feed could not be read; it is paused if that lasts."""
        now = self._clock()
        failing = now - (feed.failed_since or now)
        at = self._next_poll(feed, response, failures=feed.failures + 1)
        if state is None and failing >= PAUSE_AFTER:
            state, at = FeedState.PAUSED, max(at, now + PAUSED_INTERVAL)
        told = feed.told_at is None and (failing >= TELL_AFTER or state is FeedState.GONE)
        failed = await self._store.record_failure(feed.id, reason, now=now, next_poll_at=at, state=state, told=told)
        if failed is not None:
            log.info("feed.failed", feed=feed.id, scope=feed.scope, reason=reason, failures=failed.failures)
            if told:
                self._on_trouble(failed)
        return ReadOutcome.FAILED

    async def _read_document(self, feed: Feed, response: HttpResponse) -> Callable[[Feed], Awaitable[ReadOutcome]]:
        try:
            read = await self.parse(response, scope=feed.scope, background=True)
            response, read = await self.follow_moves(response, read, scope=feed.scope, background=True)
        except WorkerUnavailable:
            return self._postpone
        except (InputError, AnalysisFailed) as error:
            return partial(self.record_failure, reason=error.reason, response=response)
        return partial(self._record_changed, response=response, read=read)

    async def _record_changed(self, feed: Feed, *, response: HttpResponse, read: ReadFeed) -> ReadOutcome:
        await self.record(feed, response, read)
        return ReadOutcome.CHANGED

    async def _record_unchanged(self, feed: Feed, *, response: HttpResponse, sent: Conditions) -> ReadOutcome:
        kept = validators(response.headers, sent)
        stated = _fresh_minutes(response)
        if stated is not None:  # the wait that it asks for takes its Age into account
            feed = replace(feed, fresh_minutes=None)
        await self._store.record_unchanged(
            feed.id,
            now=self._clock(),
            next_poll_at=self._next_poll(feed, response),
            url=response.permanent_url,
            etag=kept.etag,
            last_modified=kept.last_modified,
            fresh_minutes=feed.fresh_minutes if stated is None else stated,
        )
        return ReadOutcome.UNCHANGED

    async def _postpone(self, feed: Feed, until: datetime | None = None) -> ReadOutcome:
        await self._store.postpone_feed(feed.id, next_poll_at=until or self._clock() + POSTPONED)
        return ReadOutcome.POSTPONED

    def _next_poll(
        self, feed: Feed, response: HttpResponse | None, *, document: FeedDocument | None = None, failures: int = 0
    ) -> datetime:
        """When to read the feed again; without a document, what the last one said about that still holds."""
        now, says = self._clock(), document or feed
        return next_poll_at(
            feed.id,
            now=now,
            interval=self._interval,
            failures=failures,
            server_wait=wait_before_next_request(response.headers, now) if response else timedelta(0),
            ttl_minutes=says.ttl_minutes,
            fresh_minutes=None if document else feed.fresh_minutes,
            skip_hours=says.skip_hours,
            skip_days=says.skip_days,
        )


def _fresh_minutes(response: HttpResponse) -> int | None:
    """For how many minutes a response is fresh whenever it is confirmed; None if it does not say so."""
    lifetime = renewed_for(response.headers)
    return None if lifetime is None else math.ceil(lifetime / timedelta(minutes=1))
