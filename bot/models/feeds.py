"""Feeds, and what came of each of their items. Times are aware and in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "Feed",
    "FeedDocument",
    "FeedItem",
    "FeedNotice",
    "FeedState",
    "FeedStats",
    "FeedText",
    "FinishedItem",
    "ItemRecord",
    "ItemVersion",
    "NewItem",
    "NoticeKind",
    "Outcome",
    "Stage",
    "StageResult",
]


class FeedState(StrEnum):
    """The state of a feed: it is read, or it is not."""

    ACTIVE = "active"
    PAUSED = "paused"
    """An editor paused it, or it failed for long; it can be resumed. One that failed is still tried once a day."""
    GONE = "gone"
    """Its server says that it is gone for good (410)."""


class FeedText(StrEnum):
    """Where the text of a feed's articles comes from."""

    AUTO = "auto"
    """The item itself, or its page if the item holds only a teaser."""
    PAGE = "page"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the library; people name it by its ``id``, or by words of its title.

    ``etag`` and ``last_modified`` are those of the last answer, exactly as it gave them; ``skip_hours`` and
    ``skip_days`` are what the last ``FeedDocument`` said, as is ``ttl_minutes``, and ``fresh_minutes`` is how long its
    server last said that an answer holds whenever it is confirmed. ``failed_since`` is when the first of the failures
    in a row happened, and ``told_at`` when editors were told of them. ``first_read_at`` is None until its items were
    read once: those are stored and not posted. ``last_new_at`` is when it last had a new item.
    ``channel_id`` is the channel in which it was added, None if it was not added in one. ``duplicate_of`` is the id of
    another feed that has the address to which this one moved. ``left_out`` is how many items of the last document were
    not read.
    """

    id: int
    scope: int
    url: str
    title: str
    site: str | None
    state: FeedState
    reason: str | None
    text_from: FeedText
    added_at: datetime
    added_by: int | None
    next_poll_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    ttl_minutes: int | None = None
    fresh_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    first_read_at: datetime | None = None
    last_read_at: datetime | None = None
    last_new_at: datetime | None = None
    failures: int = 0
    failed_since: datetime | None = None
    told_at: datetime | None = None
    channel_id: int | None = None
    duplicate_of: int | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item as a feed gives it, checked and bounded: every part may be missing.

    ``title`` is plain text. ``html`` is the longest text that the item holds. ``link`` is a valid public address.
    ``published_at`` is never in the future; ``updated_at`` is when the feed says that the item was last changed.
    ``source`` is the outlet that an item of a collection is from. ``media`` is "audio", "video" or "image" if the item
    has such an attachment.
    """

    guid: str | None
    link: str | None
    title: str
    html: str
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    source: str | None = None
    media: str | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed that was read: its items, newest first, and what it says about when to read it again.

    ``skip_hours`` are hours of the day (0 to 23) and ``skip_days`` days of the week (0 is Monday), both in UTC.
    ``own_url`` is the address that the feed gives as its own, and ``moved_to`` a new one that it names. It
    ``is_damaged`` if it was read as far as possible. ``left_out`` is how many older items it has that were not read.
    """

    title: str
    site: str | None
    items: tuple[FeedItem, ...]
    language: str | None = None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    own_url: str | None = None
    moved_to: str | None = None
    is_damaged: bool = False
    left_out: int = 0


class Stage(StrEnum):
    """The stages through which an item goes until it is posted, in their order.

    ``APPROVAL`` is one only where a server has an approval channel, ``REVISION`` only if the item changed afterwards.
    """

    FEED_READ = "feed read"
    NEW = "item new"
    PAGE_FETCHED = "page fetched"
    IS_ARTICLE = "is an article"
    NOT_DUPLICATE = "not a duplicate"
    STORY = "story"
    FILTERS = "filters"
    APPROVAL = "approval"
    LIMITS = "channel limits"
    DELIVERY = "delivery"
    REVISION = "revised"


class Outcome(StrEnum):
    """How a stage ended, or that it has not ended yet."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class StageResult:
    """How a stage ended for an item; ``reason`` is a plain sentence or empty."""

    stage: Stage
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What is known of an item of a feed: ``results`` are the stages until it became an article, in their order.

    ``item`` is its content until it has been dealt with, then None, as is ``next_attempt_at``. ``attempts`` counts how
    often that was begun. ``is_posted`` is false for the items of a feed's first read. ``revisions`` counts the later
    versions that were, or are to be, compared with its article; ``revised_at`` is when one of them last changed it, and
    ``not_revised`` is why the last one did not, if it should have, or why it still waits. The last reason of an item
    that waits is cleared when it is taken up.
    """

    id: int
    feed_id: int
    title: str
    link: str | None
    first_seen_at: datetime
    results: tuple[StageResult, ...]
    article_id: int | None
    item: FeedItem | None = None
    attempts: int = 0
    is_posted: bool = True
    next_attempt_at: datetime | None = None
    revisions: int = 0
    revised_at: datetime | None = None
    not_revised: str = ""

    @property
    def is_waiting(self) -> bool:
        """True if it waits to become an article."""
        return self.next_attempt_at is not None and not self.revisions

    @property
    def is_taken_up(self) -> bool:
        """True while it is being dealt with; afterwards it is done, or has a reason to wait."""
        last = self.results[-1] if self.results and self.is_waiting else None
        waits_again = last.outcome is Outcome.FAILED if last else bool(self.not_revised)
        return self.next_attempt_at is not None and self.attempts > 0 and not waits_again

    @property
    def is_duplicate(self) -> bool:
        """True if its article was not made of it, but found to be the same."""
        return any(one.stage is Stage.NOT_DUPLICATE and one.outcome is Outcome.FAILED for one in self.results)


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be remembered, with the keys by which it is recognised later.

    It waits to become an article, which is posted if ``is_posted``; unless it is ``skipped`` for a reason.
    """

    item: FeedItem
    keys: tuple[str, ...]
    is_posted: bool = True
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """A new version of a known item, with its keys; with ``is_revised`` its title or text differs from the last one's.

    With ``is_return`` the feed had that title and text before.
    """

    item: FeedItem
    keys: tuple[str, ...]
    is_revised: bool = False
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class FinishedItem:
    """An item that becomes an article, with its stages until then."""

    id: int
    results: tuple[StageResult, ...]


class NoticeKind(StrEnum):
    """What editors are told of a feed."""

    FAILING = "failing"
    """It has failed for days, or is gone."""
    RECOVERED = "recovered"
    """After such a notice: it can be read again."""


@dataclass(frozen=True, slots=True)
class FeedNotice:
    """Something to be told of a feed, as it is now, in a channel of its server.

    An attempt is unconfirmed if it ended without an answer that says whether the message was created:
    ``unconfirmed_at`` is when the last such attempt ended, ``first_attempt_at`` when the first one began, and
    ``channel_id`` where the last attempt was made. ``attempts`` counts those before.
    """

    id: int
    feed: Feed
    kind: NoticeKind
    channel_id: int | None = None
    attempts: int = 0
    first_attempt_at: datetime | None = None
    unconfirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedStats:
    """The number of feeds by state, and of the items that wait to become articles, over all servers."""

    feeds: Mapping[FeedState, int]
    waiting: int
