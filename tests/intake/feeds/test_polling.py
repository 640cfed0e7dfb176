from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.feeds.polling import (
    DEFAULT_INTERVAL,
    JITTER,
    MAX_INTERVAL,
    MAX_TTL_MINUTES,
    MIN_INTERVAL,
    PollOutcome,
    next_poll_at,
    poll_outcome,
)

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""A Sunday."""
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NIGHT = frozenset((22, 23, 0, 1, 2, 3, 4, 5))
ALL_DAYS, ALL_HOURS = frozenset(range(7)), frozenset(range(24))


def wait(feed_id: int = 1, now: datetime = NOON, **asked: object) -> timedelta:
    return next_poll_at(feed_id, now=now, **asked) - now


def test_a_feed_is_read_at_its_interval_with_a_little_more_that_depends_on_the_feed() -> None:
    waits = [wait(feed_id) for feed_id in range(1, 1_001)]
    assert all(DEFAULT_INTERVAL <= one < DEFAULT_INTERVAL * (1 + JITTER) for one in waits)
    assert len(set(waits)) == 1_000
    assert max(waits) - min(waits) > DEFAULT_INTERVAL * JITTER * 0.95
    assert waits[6] == wait(7)  # and is the same after a restart


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, 15 * MINUTE),
        ({"interval": 30 * MINUTE}, 30 * MINUTE),
        ({"interval": timedelta(0)}, MIN_INTERVAL),
        ({"interval": timedelta(days=9)}, MAX_INTERVAL),
        ({"failures": 1}, 30 * MINUTE),
        ({"failures": 2}, HOUR),
        ({"failures": 5}, 8 * HOUR),
        ({"failures": 7}, MAX_INTERVAL),
        ({"failures": 10**6}, MAX_INTERVAL),
        ({"ttl_minutes": 60}, HOUR),
        ({"ttl_minutes": 1}, 15 * MINUTE),
        ({"ttl_minutes": 30, "fresh_minutes": 60}, HOUR),
        ({"fresh_minutes": -5}, 15 * MINUTE),
        ({"ttl_minutes": -5}, 15 * MINUTE),
        ({"ttl_minutes": 10**12}, timedelta(minutes=MAX_TTL_MINUTES)),
        ({"server_wait": 2 * HOUR}, 2 * HOUR),
        ({"server_wait": MINUTE}, 15 * MINUTE),
        ({"server_wait": 2 * HOUR, "ttl_minutes": 180, "failures": 2}, 3 * HOUR),
        ({"skip_hours": NIGHT}, 15 * MINUTE),
        ({"skip_hours": frozenset((12,))}, HOUR),
        ({"skip_days": frozenset((6,))}, 12 * HOUR),
        ({"skip_days": frozenset((6,)), "skip_hours": NIGHT}, 18 * HOUR),
        ({"skip_days": ALL_DAYS - {5}}, 5 * 24 * HOUR + 12 * HOUR),
        ({"skip_days": ALL_DAYS}, 15 * MINUTE),
        ({"skip_hours": ALL_HOURS}, 15 * MINUTE),
    ],
)
def test_a_feed_is_read_when_all_who_have_a_say_allow_it(asked: dict[str, object], expected: timedelta) -> None:
    assert expected <= wait(**asked) < expected + max(HOUR, expected * JITTER)


def test_after_skipped_hours_feeds_are_not_all_due_at_once() -> None:
    due = {next_poll_at(feed_id, now=NOON, skip_hours=frozenset((12,))) for feed_id in range(1, 101)}
    assert {at.hour for at in due} == {13}
    assert len({at.minute for at in due}) > 30


@given(
    st.integers(1, 10**9),
    st.timedeltas(timedelta(days=-10_000), timedelta(days=30_000)).map(lambda later: NOON + later),
    st.timedeltas(timedelta(0), timedelta(days=400)),
    st.integers(0, 10_000),
    st.timedeltas(timedelta(0), timedelta(days=7)),
    st.none() | st.integers(-10, 10**9),
    st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)),
)
def test_no_limit_is_ever_undercut_and_no_wait_is_endless(
    feed_id: int,
    now: datetime,
    interval: timedelta,
    failures: int,
    server_wait: timedelta,
    ttl_minutes: int | None,
    skip_hours: frozenset[int],
    skip_days: frozenset[int],
) -> None:
    at = next_poll_at(
        feed_id,
        now=now,
        interval=interval,
        failures=failures,
        server_wait=server_wait,
        ttl_minutes=ttl_minutes,
        skip_hours=skip_hours,
        skip_days=skip_days,
    )
    assert at - now >= max(
        MIN_INTERVAL,
        min(interval, MAX_INTERVAL),
        server_wait,
        min(timedelta(minutes=ttl_minutes or 0), timedelta(minutes=MAX_TTL_MINUTES)),
    )
    assert at - now <= timedelta(days=15)
    if skip_hours != ALL_HOURS and skip_days != ALL_DAYS:
        assert at.hour not in skip_hours
        assert at.weekday() not in skip_days


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, PollOutcome.READ),
        (304, PollOutcome.UNCHANGED),
        (410, PollOutcome.GONE),
        (204, PollOutcome.FAILED),
        (206, PollOutcome.FAILED),
        (300, PollOutcome.FAILED),
        (404, PollOutcome.FAILED),
        (429, PollOutcome.FAILED),
        (503, PollOutcome.FAILED),
    ],
)
def test_a_status_says_what_became_of_the_feed(status: int, outcome: PollOutcome) -> None:
    assert poll_outcome(status) is outcome
