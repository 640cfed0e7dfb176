"""When a channel's limits allow the next post: rules that every implementation of the store follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.store.protocols.digests import schedule_in_words, time_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.filters import ChannelLimits, QuietHours

__all__ = ["DAY", "MIN_HOLD_SECONDS", "Hold", "hold", "limits_in_words", "quiet_until"]

DAY = timedelta(hours=24)
MIN_HOLD_SECONDS = 60
"""Shortest hold: when the clocks go back, the end of the quiet hours may seem to be in the past."""

Hold = tuple[datetime, str]
"""Until when a post is held back (UTC), and the reason in plain words."""


def hold(limits: ChannelLimits, posts: Sequence[datetime], now: datetime) -> Hold | None:
    """Until when a channel's next post is held back, and why; None if it may be made now.

    ``posts`` are the times of the channel's posts in the last 24 hours, latest first, at least as many as are allowed.
    """
    if limits.quiet is not None and (until := quiet_until(limits.quiet, now)) is not None:
        return until, f"quiet hours, {_quiet_in_words(limits.quiet)}"
    if limits.posts_a_day is not None and len(posts) >= limits.posts_a_day:
        return posts[limits.posts_a_day - 1] + DAY, f"the limit is {_daily(limits.posts_a_day)}"
    if limits.hours_apart is not None and posts and (next_at := posts[0] + timedelta(hours=limits.hours_apart)) > now:
        return next_at, f"messages are {plural(limits.hours_apart, 'hour')} apart"
    return None


def quiet_until(quiet: QuietHours, now: datetime) -> datetime | None:
    """The end (UTC) of the quiet hours that last now; None outside of them."""
    local = now.astimezone(time_zone(quiet.zone))
    clock = local.time()
    over_midnight = quiet.start > quiet.end
    is_quiet = clock >= quiet.start or clock < quiet.end if over_midnight else quiet.start <= clock < quiet.end
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=over_midnight and clock >= quiet.start)
    end = datetime.combine(day, quiet.end, tzinfo=local.tzinfo).astimezone(UTC)
    return max(end, now + timedelta(seconds=MIN_HOLD_SECONDS))


def limits_in_words(limits: ChannelLimits) -> list[str]:
    """Each limit as a part of a sentence: "at most 5 posts in 24 hours", "none from 22:00 to 07:00 (UTC)"."""
    return [
        *([f"at most {_daily(limits.posts_a_day)}"] if limits.posts_a_day is not None else []),
        *([f"none {_quiet_in_words(limits.quiet)}"] if limits.quiet is not None else []),
        *([f"one briefing {schedule_in_words(limits.digest)}"] if limits.digest is not None else []),
    ]


def _daily(posts: int) -> str:
    return f"{plural(posts, 'post')} in 24 hours"


def _quiet_in_words(quiet: QuietHours) -> str:
    return f"from {quiet.start:%H:%M} to {quiet.end:%H:%M} ({quiet.zone})"
