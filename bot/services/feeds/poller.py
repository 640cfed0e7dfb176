"""Reads the feeds that are due, a few at a time, and those with the same address together."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.intake.urls import feed_key
from bot.services.feeds.reading import INTERNAL_ERROR, ReadOutcome
from bot.services.task_slots import TaskSlots
from bot.services.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.models.feeds import Feed
    from bot.services.feeds.reading import FeedReader
    from bot.store.protocols.store import Store

__all__ = ["LEASE_SECONDS", "FeedPoller"]

log = structlog.get_logger(__name__)

MAX_PARALLEL = 8
POLL_SECONDS = 1.0
"""How often the store is asked which feeds are due, at least."""
CLAIMS_PER_SECOND = 4.0
"""How often it is asked at most. After hours without the bot all feeds are due: they are read one after the other."""
LEASE_SECONDS = 900
"""How long a claimed feed is not due: if the process dies meanwhile, its server is not asked again at once."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class FeedPoller:
    """Reads feeds until it is cancelled.

    ``on_read`` is called for each feed with the outcome of its reading, ``on_items`` when there may be new items.
    """

    def __init__(
        self,
        store: Store,
        reader: FeedReader,
        clock: Callable[[], datetime],
        *,
        on_items: Callable[[], object] = lambda: None,
        on_read: Callable[[ReadOutcome], object] = lambda _: None,
    ) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock
        self._on_items = on_items
        self._on_read = on_read
        self._wake = asyncio.Event()
        self._slots = TaskSlots(MAX_PARALLEL, self._wake.set)
        self._claims = Throttle(CLAIMS_PER_SECOND)

    def wake(self) -> None:
        """Makes the poller look at once which feeds are due."""
        self._wake.set()

    async def run(self) -> None:
        """Reads what is due, for ever."""
        await self._slots.run_forever(
            self._start_due_in_turn, self._wake, seconds=POLL_SECONDS, storage_event="feeds.storage"
        )

    async def poll_due(self) -> int:
        """Reads all feeds that are due now; returns how many addresses answered."""
        return await self._slots.run_due(self._start_due)

    async def _start_due_in_turn(self) -> int:
        await self._claims.wait_for_turn()
        return await self._start_due()

    async def _start_due(self) -> int:
        feeds = await self._store.claim_feeds(
            now=self._clock(), lease_seconds=LEASE_SECONDS, limit=self._slots.free, busy=self._slots.busy
        )
        together: defaultdict[str, list[Feed]] = defaultdict(list)
        for feed in feeds:
            together[feed_key(feed.url)].append(feed)
        for same in together.values():
            self._slots.start(same[0].id, self._read(same))
        return len(together)

    async def _read(self, feeds: Sequence[Feed]) -> bool:
        """Reads feeds with the same address; True if it answered. It never raises, so that none can stop the others.

        The one that was read longest ago is asked for: what is new for any of them is new for that one.
        """
        asked = min(feeds, key=lambda feed: feed.last_read_at or _NEVER)
        try:
            store = await self._reader.read(asked)
        except Exception:
            log.exception("feed.internal_error", feed=asked.id)
            store = partial(self._reader.record_failure, reason=INTERNAL_ERROR)
        answered = [await self._store_result(feed, store) for feed in feeds]
        return any(answered)

    async def _store_result(self, feed: Feed, store: Callable[[Feed], Awaitable[ReadOutcome]]) -> bool:
        """Stores for one feed what was read; True if it answered."""
        try:
            outcome = await store(feed)
        except StorageError as error:
            log.warning("feeds.storage", feed=feed.id, error=str(error))
            return False
        except Exception:
            log.exception("feed.internal_error", feed=feed.id)
            outcome = ReadOutcome.FAILED
            with contextlib.suppress(StorageError):
                await self._reader.record_failure(feed, INTERNAL_ERROR)
        self._on_read(outcome)
        if outcome is ReadOutcome.CHANGED:
            self._on_items()
        return outcome in (ReadOutcome.CHANGED, ReadOutcome.UNCHANGED)
