"""Time is divided into so few steps that each has a bar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.charts.time_steps import MAX_STEPS, time_steps

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "kind", "steps", "first", "span"),
    [
        (0, "day", 1, "24 Nov", "24 Nov to 24 Nov 2026"),
        (44, "day", 45, "11 Oct", "11 Oct to 24 Nov 2026"),
        (45, "week", 8, "5 Oct", "5 Oct to 23 Nov 2026"),
        (340, "month", 12, "Dec 2025", "Dec 2025 to Nov 2026"),
        (320, "month", 11, "Jan 2026", "Jan 2026 to Nov 2026"),
        (5 * 365, "year", 6, "2021", "2021 to 2026"),
        (90 * 365, "year", MAX_STEPS, "1982", "1982 to 2026"),
    ],
)
def test_the_steps_are_as_small_as_their_number_allows(days: int, kind: str, steps: int, first: str, span: str) -> None:
    found = time_steps([TUESDAY, TUESDAY - timedelta(days=days)])
    assert (found.kind, len(found.starts), found.label(0), found.span) == (kind, steps, first, span)


def test_a_span_over_new_year_has_both_years() -> None:
    assert time_steps([TUESDAY, TUESDAY + timedelta(days=44)]).span == "24 Nov 2026 to 7 Jan 2027"


def test_each_date_counts_in_its_step_and_steps_without_dates_count_nothing() -> None:
    dates = [TUESDAY, TUESDAY + timedelta(hours=11), TUESDAY + timedelta(days=2)]
    assert time_steps(dates).counts(dates) == [2, 0, 1]
