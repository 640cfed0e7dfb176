"""Feeds and their items: which feeds are to be read, what was in them, and what became of it.

The constants are rules that every implementation follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.intake.feeds.identity import KnownItem
    from bot.models.feeds import (
        Feed,
        FeedDocument,
        FeedState,
        FeedStats,
        FeedText,
        ItemRecord,
        ItemVersion,
        NewItem,
        StageResult,
    )

__all__ = [
    "FLOOD_REASON",
    "FLOOD_SECONDS",
    "HOURLY_ITEMS",
    "MAX_CANDIDATES",
    "MAX_ITEM_VERSIONS",
    "MAX_KNOWN_ITEMS",
    "MAX_POLL_DELAY_SECONDS",
    "MAX_REVISION_AGE_SECONDS",
    "RETURN_REASON",
    "RETURN_SLACK_SECONDS",
    "REVISION_PAUSE_HOURS",
    "FeedStore",
]

HOURLY_ITEMS = 60
"""How many new items of one feed become articles within an hour; the others wait for their turn."""
FLOOD_SECONDS = 24 * 3_600
"""Items that would have to wait for longer, since they were first seen, are only remembered."""
FLOOD_REASON = "the feed has had more new items than I take up in a day"
MAX_KNOWN_ITEMS = 5_000
"""How many items of a feed are remembered. ``parse_feed`` reads far fewer, the newest."""
MAX_CANDIDATES = 2_000
"""How many known items an answer is compared with."""
MAX_ITEM_VERSIONS = 5
"""Of how many versions of an item the keys are kept: the newest ones."""
REVISION_PAUSE_HOURS = (1, 5, 18, 24)
"""How long no further version of an item is compared with its article, after each that was; after these, none is."""
RETURN_SLACK_SECONDS = 900
"""If a feed has an earlier version of an item again, that waits until the next reading is over by so much.

If that reading finds another known version, the wait begins anew: a mistake that a site takes back is taken back, and a
site whose servers answer with two versions in turn changes nothing, until it settles for one.
"""
RETURN_REASON = "the feed has an earlier version again, which counts if the next reading finds it too"
MAX_REVISION_AGE_SECONDS = 7 * 86_400
"""How old an item may be, since it was first seen, so that its new version counts."""
MAX_POLL_DELAY_SECONDS = 15 * 86_400
"""Longest time until a feed is read again. One that is due later was written by a wrong clock, and is due now."""


class FeedStore(Protocol):
    """Keeps feeds and their items. A method that is given the id of a feed or item that is gone does nothing."""

    async def add_feed(
        self,
        scope: int,
        url: str,
        *,
        title: str,
        site: str | None,
        text_from: FeedText,
        now: datetime,
        next_poll_at: datetime,
        by: int | None,
        channel_id: int | None = None,
    ) -> Feed:
        """Adds a feed, in a channel of its server. Raises DuplicateFeed if the scope sees one with that address."""
        ...

    async def feeds(self, scope: int) -> list[Feed]:
        """The scope's own feeds and the shared ones, oldest first."""
        ...

    async def feed(self, feed_id: int) -> Feed | None:
        """The feed with this id, of any scope."""
        ...

    async def count_feeds(self, scope: int) -> int:
        """The number of the scope's own feeds."""
        ...

    async def set_feed_state(self, feed_id: int, state: FeedState, reason: str | None, *, now: datetime) -> None:
        """Changes the state of a feed at somebody's request, and forgets its failures.

        A feed that failed is due at once when it is made active, with those that failed at the same address; for any
        other, the time that its server asked for still holds.
        """

    async def set_feed_text(self, feed_id: int, text_from: FeedText) -> None:
        """Changes where the text of a feed's articles comes from."""

    async def remove_feed(self, feed_id: int) -> None:
        """Removes a feed with its items; its articles stay."""

    async def claim_feeds(
        self, *, now: datetime, lease_seconds: int, limit: int, busy: Collection[int] = ()
    ) -> list[Feed]:
        """Claims feeds that are due, of those that are active, or paused because they failed; those due longest first.

        Feeds with the same address are claimed together, when all of them are due: one request serves them.
        ``limit`` counts addresses. Until ``lease_seconds`` have passed or a result is recorded, a claimed feed is not
        due again. ``busy`` are the ids of feeds on which the caller still works.
        """
        ...

    async def record_read(
        self,
        feed_id: int,
        *,
        now: datetime,
        next_poll_at: datetime,
        url: str,
        etag: str | None,
        last_modified: str | None,
        document: FeedDocument,
        new: Sequence[NewItem],
        changed: Mapping[int, ItemVersion] | None = None,
        fresh_minutes: int | None = None,
    ) -> int:
        """Records in one transaction that a feed was read, and its ``new`` items in order; returns how many wait.

        Stored are also what to ask for next time, what the document says about itself (not its items), and ``changed``:
        further versions of known items, by their id. A version that is revised waits to be compared with the article
        that its item became, as often and as long as the constants allow, and one that is back until the reading after
        this one as well; one of an item that waits takes the place of the version before, unless that one has fewer
        damaged characters, or work on it has begun: then the version stays unknown. At most ``HOURLY_ITEMS``
        of a feed's posted items are due within an hour, the newest first. If another feed that its scope sees has
        ``url``, the feed keeps its address, and becomes a duplicate of that one. It is active from now on if it was
        paused because it failed; if its server was told that it fails, a notice is added that it recovered.
        """
        ...

    async def record_unchanged(
        self,
        feed_id: int,
        *,
        now: datetime,
        next_poll_at: datetime,
        url: str,
        etag: str | None,
        last_modified: str | None,
        fresh_minutes: int | None = None,
    ) -> None:
        """Records that a feed has not changed since it was last read, and how long that holds, as its server says."""

    async def record_failure(
        self,
        feed_id: int,
        reason: str,
        *,
        now: datetime,
        next_poll_at: datetime,
        state: FeedState | None = None,
        told: bool = False,
    ) -> Feed | None:
        """Records that a feed could not be read, and its new state, if any, unless an editor paused it meanwhile.

        With ``told`` also that editors are told of it now: a server's feed gets a notice. Returns the feed as it is
        then.
        """
        ...

    async def postpone_feed(self, feed_id: int, *, next_poll_at: datetime) -> None:
        """Makes a claimed feed due at a time, without a result."""

    async def known_items(self, feed_id: int, keys: Collection[str]) -> list[KnownItem]:
        """The items of a feed with any of these keys; the newest ``MAX_CANDIDATES``.

        An item of which the feed has had several versions is there once with the keys of each, the last one last.
        """
        ...

    async def claim_items(
        self, *, now: datetime, lease_seconds: int, limit: int, busy: Collection[int] = ()
    ) -> list[ItemRecord]:
        """Claims items that are due, of feeds that are not paused, those due longest first. Adds one to ``attempts``.

        Why an item had to wait is forgotten. ``busy`` are the ids of items on which the caller still works.
        """
        ...

    async def finish_item(self, item_id: int, results: Sequence[StageResult], *, article_id: int | None = None) -> None:
        """Records that an item was dealt with, and the article that has its text or link, if there is one."""

    async def finish_revision(self, item_id: int, reason: str) -> None:
        """Records that a new version of an item left its article as it is, with the reason unless there is none."""

    async def retry_item(self, item_id: int, failed: StageResult, *, at: datetime, was_attempt: bool = True) -> None:
        """Makes an item, or a new version of one, due again at a time; ``failed`` is why it waits.

        Unless that ``was_attempt``, it does not count among its ``attempts``.
        """

    async def items(self, feed_id: int, *, limit: int, offset: int = 0) -> tuple[int, list[ItemRecord]]:
        """The number of a feed's items that are remembered, and a page of them, newest first."""
        ...

    async def items_of_article(self, article_id: int) -> list[ItemRecord]:
        """The items of all servers' feeds that became an article, or were found to be the same as it, oldest first."""
        ...

    async def items_by_link(self, scope: int, key: str) -> list[ItemRecord]:
        """The items that have had a link with this URL key, of the feeds that a scope sees, newest first."""
        ...

    async def feed_stats(self) -> FeedStats:
        """Figures over all servers, for monitoring."""
        ...
