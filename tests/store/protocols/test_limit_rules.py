"""When quiet hours and daily limits allow the next post."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from store.samples import NOW, later

from bot.models.filters import ChannelLimits, QuietHours
from bot.store.protocols.limits import hold, quiet_until


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        ("22:00 07:00 UTC", "2026-11-24T21:59", None),
        ("22:00 07:00 UTC", "2026-11-24T22:00", "2026-11-25T07:00"),
        ("22:00 07:00 UTC", "2026-11-25T06:59", "2026-11-25T07:00"),
        ("22:00 07:00 UTC", "2026-11-25T07:00", None),
        ("09:00 17:00 UTC", "2026-11-25T09:00", "2026-11-25T17:00"),
        ("22:00 07:00 Europe/Berlin", "2026-11-24T21:30", "2026-11-25T06:00"),
        ("22:00 07:00 Europe/Berlin", "2026-07-24T20:30", "2026-07-25T05:00"),
        ("22:00 07:00 America/New_York", "2026-11-25T04:00", "2026-11-25T12:00"),
        ("22:00 07:00 Nowhere/Atlantis", "2026-11-24T22:30", "2026-11-25T07:00"),
        # The night in which the clocks go back: half past two comes twice, a quarter to three too.
        ("22:00 02:45 Europe/Berlin", "2026-10-25T01:30", "2026-10-25T01:31"),
        # That in which they go forward: there is no half past two.
        ("22:00 02:30 Europe/Berlin", "2026-03-29T00:30", "2026-03-29T01:30"),
    ],
)
def test_quiet_hours_are_those_of_the_time_zone(hours: str, now: str, until: str | None) -> None:
    start, end, zone = hours.split()
    quiet = QuietHours(time.fromisoformat(start), time.fromisoformat(end), zone)
    expected = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert quiet_until(quiet, datetime.fromisoformat(now).replace(tzinfo=UTC)) == expected


def test_the_limit_names_when_the_next_post_is_allowed() -> None:
    posts = [NOW - timedelta(hours=hours) for hours in (1, 2, 3)]
    assert hold(ChannelLimits(4), posts, NOW) is None
    assert hold(ChannelLimits(2), posts, NOW) == (later(hours=22), "the limit is 2 posts in 24 hours")
    assert hold(ChannelLimits(1), posts, NOW) == (later(hours=23), "the limit is 1 post in 24 hours")
