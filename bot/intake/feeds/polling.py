"""When a feed is read again: as often as we want, but never sooner than its server and the feed itself allow.

Pure: the same feed, time and answer give the same result, so a restart changes nothing.
"""

from __future__ import annotations

import zlib
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "DEFAULT_INTERVAL",
    "MAX_INTERVAL",
    "MAX_TTL_MINUTES",
    "MIN_INTERVAL",
    "PollOutcome",
    "after_skipped_hours",
    "next_poll_at",
    "poll_outcome",
]

DEFAULT_INTERVAL = timedelta(minutes=15)
MIN_INTERVAL = timedelta(minutes=1)
"""Only the demo asks so often, on its own machine: see ``settings.MIN_FEED_MINUTES``."""
MAX_INTERVAL = timedelta(hours=24)
"""The longest pause after errors, too."""
MAX_TTL_MINUTES = 7 * 24 * 60
"""The longest ``ttl`` that counts."""
JITTER = 0.1
"""Of the wait, at most that much is added, so that feeds that were added together drift apart."""
_HOUR = timedelta(hours=1)
_HOURS_OF_A_WEEK = 7 * 24


class PollOutcome(StrEnum):
    """What an answer means for its feed."""

    READ = "read"
    UNCHANGED = "unchanged"
    GONE = "gone"
    """For good (410): it is not asked for again."""
    FAILED = "failed"


def poll_outcome(status: int) -> PollOutcome:
    """What the status of a response (RFC 9110, section 15) means for the feed that was asked for."""
    return {200: PollOutcome.READ, 304: PollOutcome.UNCHANGED, 410: PollOutcome.GONE}.get(status, PollOutcome.FAILED)


def next_poll_at(
    feed_id: int,
    *,
    now: datetime,
    interval: timedelta = DEFAULT_INTERVAL,
    failures: int = 0,
    server_wait: timedelta = timedelta(0),
    ttl_minutes: int | None = None,
    fresh_minutes: int | None = None,
    skip_hours: frozenset[int] = frozenset(),
    skip_days: frozenset[int] = frozenset(),
) -> datetime:
    """When to read a feed that was just read, or could not be, at ``now`` (in UTC).

    ``failures`` are those in a row: each doubles the interval, up to a day. ``server_wait`` is what the response asked
    for (see ``wait_before_next_request``). ``ttl_minutes``, ``skip_hours`` and ``skip_days`` are those of the last
    document that was read, and ``fresh_minutes`` is the lifetime that its server gave last: a response without a
    document (304, errors) does not repeat them. A feed that skips every hour of the week is read as if it skipped none.
    """
    wait = min(max(interval, MIN_INTERVAL), MAX_INTERVAL)
    wait = min(wait * 2 ** min(failures, 10), MAX_INTERVAL)
    kept = timedelta(minutes=min(max(ttl_minutes or 0, fresh_minutes or 0, 0), MAX_TTL_MINUTES))
    at = now + max(wait, kept, server_wait) + wait * JITTER * _share(feed_id)
    return after_skipped_hours(feed_id, at, skip_hours, skip_days)


def after_skipped_hours(feed_id: int, at: datetime, skip_hours: frozenset[int], skip_days: frozenset[int]) -> datetime:
    """The given time (in UTC), or a time in the first hour after it that the feed does not ask to skip."""
    if at.hour not in skip_hours and at.weekday() not in skip_days:
        return at
    start = at.replace(minute=0, second=0, microsecond=0)
    for hours in range(1, _HOURS_OF_A_WEEK + 1):
        hour = start + hours * _HOUR
        if hour.hour not in skip_hours and hour.weekday() not in skip_days:
            return hour + _HOUR * _share(feed_id)  # not all feeds that skip the night are due at the same second
    return at


def _share(feed_id: int) -> float:
    """A number from 0 up to, but not including, 1 that is always the same for a feed."""
    return zlib.crc32(str(feed_id).encode()) / 2**32
