from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from conftest import START
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.services.periods import ALL, is_period, parse_period


@pytest.mark.parametrize(
    ("words", "hours", "label"),
    [
        ("today", 24, "the last 24 hours"),
        ("day", 24, "the last 24 hours"),
        ("Week", 168, "the last 7 days"),
        ("last week", 168, "the last 7 days"),
        ("this  month", 720, "the last 30 days"),
        ("year", 8760, "the last 365 days"),
        ("3d", 72, "the last 3 days"),
        ("3 D", 72, "the last 3 days"),
        ("2 weeks", 336, "the last 2 weeks"),
        ("last 12 hours", 12, "the last 12 hours"),
        ("1h", 1, "the last hour"),
        ("6 months", 4320, "the last 6 months"),
        ("1 day", 24, "the last day"),
        ("two days", 48, "the last 2 days"),
        ("the last three weeks", 504, "the last 3 weeks"),
        ("couple of weeks", 336, "the last 2 weeks"),
        ("a week", 168, "the last week"),
        ("this morning", 24, "the last 24 hours"),
        ("tonight", 24, "the last 24 hours"),
        ("since this morning", 24, "the last 24 hours"),
        ("since 3 hours ago", 3, "the last 3 hours"),
    ],
)
def test_periods_are_understood_as_people_type_them(words: str, hours: int, label: str) -> None:
    period = parse_period(words)
    assert period is not None
    assert (period.hours, period.label) == (hours, label)
    assert period.since(START) == START - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("words", "day", "dates"),
    [
        ("yesterday", "2026-11-23", "yesterday"),
        ("Day before yesterday", "2026-11-22", "the day before yesterday"),
        ("the day before yesterday", "2026-11-22", "the day before yesterday"),
        ("monday", "2026-11-23", "last Monday"),
        ("on Monday", "2026-11-23", "last Monday"),
        ("last tuesday", "2026-11-17", "last Tuesday"),  # START is a Tuesday
        ("2026-11-20", "2026-11-20", "20 November 2026"),
        ("from 2026-11-20", "2026-11-20", "20 November 2026"),
        ("20 November", "2026-11-20", "20 November"),
        ("Nov. 20th", "2026-11-20", "20 November"),
        ("20th of nov 2025", "2025-11-20", "20 November 2025"),
        ("December 24", "2025-12-24", "24 December"),
        ("29 february", "2024-02-29", "29 February"),
        ("Feb 29, 2024", "2024-02-29", "29 February 2024"),
        ("2 days ago", "2026-11-22", "2 days ago"),
        ("a week ago", "2026-11-17", "a week ago"),
        ("20.11.2026", "2026-11-20", "20 November 2026"),
        ("20.11.", "2026-11-20", "20 November"),
        ("20/11/2026", "2026-11-20", "20 November 2026"),
        ("11/20/2026", "2026-11-20", "20 November 2026"),
        ("05-05-2026", "2026-05-05", "5 May 2026"),
    ],
)
def test_a_day_lasts_from_midnight_to_midnight(words: str, day: str, dates: str) -> None:
    period = parse_period(words)
    assert period is not None
    since, until = period.since(START), period.until(START)
    assert since is not None
    assert (since.isoformat(), until) == (f"{day}T00:00:00+00:00", since + timedelta(days=1))
    assert (period.dates, period.label) == (dates, f"the articles of {dates}")


@pytest.mark.parametrize(
    ("words", "first", "end", "dates"),
    [
        ("last weekend", "2026-11-21", "2026-11-23", "the last weekend"),
        ("November", "2026-11-01", "2026-12-01", "November"),
        ("december", "2025-12-01", "2026-01-01", "December"),
        ("in may", "2026-05-01", "2026-06-01", "May"),
        ("may 2025", "2025-05-01", "2025-06-01", "May 2025"),
        ("in 2025", "2025-01-01", "2026-01-01", "2025"),
    ],
)
def test_longer_periods_of_the_calendar_are_understood(words: str, first: str, end: str, dates: str) -> None:
    period = parse_period(words)
    assert period is not None
    since, until = period.since(START), period.until(START)
    assert since is not None
    assert until is not None
    assert (since.date().isoformat(), until.date().isoformat(), period.dates) == (first, end, dates)


@pytest.mark.parametrize(
    ("words", "day", "dates"),
    [
        ("since yesterday", "2026-11-23", "the days since yesterday"),
        ("since Friday", "2026-11-20", "the days since last Friday"),
        ("since 1 November", "2026-11-01", "the days since 1 November"),
        ("since the weekend", "2026-11-21", "the days since the last weekend"),
        ("since 2025", "2025-01-01", "the days since 2025"),
    ],
)
def test_a_period_since_a_day_lasts_until_now(words: str, day: str, dates: str) -> None:
    period = parse_period(words)
    assert period is not None
    since = period.since(START)
    assert since is not None
    assert (since.date().isoformat(), period.until(START), period.dates) == (day, None, dates)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("since 09:00", "2026-11-24T09:00"),
        ("since 9.30 utc", "2026-11-24T09:30"),
        ("since 23:15", "2026-11-23T23:15"),
        ("since 9am", "2026-11-24T09:00"),
        ("since 9 o’clock", "2026-11-24T09:00"),
        ("since 11 p.m.", "2026-11-23T23:00"),
    ],
)
def test_a_period_since_a_time_begins_when_that_time_last_was(words: str, begins: str) -> None:
    period = parse_period(words)
    assert period is not None
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    since = period.since(now)
    assert since is not None
    assert (f"{since:%Y-%m-%dT%H:%M}", period.until(now)) == (begins, None)
    assert period.dates == f"the hours since {begins[-5:]} UTC"


@pytest.mark.parametrize(
    ("words", "now", "begins", "dates"),
    [
        ("since 09:00", "2026-11-24T12:00", "2026-11-24T08:00", "the hours since 09:00 (Europe/Berlin)"),
        ("since 09:00", "2026-11-24T07:59", "2026-11-23T08:00", "the hours since 09:00 (Europe/Berlin)"),
        ("since 00:30", "2026-11-23T23:45", "2026-11-23T23:30", "the hours since 00:30 (Europe/Berlin)"),
        ("since 09:00 utc", "2026-11-24T12:00", "2026-11-24T09:00", "the hours since 09:00 UTC"),
        ("since 22:00", "2026-03-29T06:00", "2026-03-28T21:00", "the hours since 22:00 (Europe/Berlin)"),
        ("since 02:30", "2026-03-29T06:00", "2026-03-29T01:30", "the hours since 02:30 (Europe/Berlin)"),
        ("since 02:30", "2026-10-25T06:00", "2026-10-25T00:30", "the hours since 02:30 (Europe/Berlin)"),
    ],
)
def test_a_time_is_one_by_the_servers_clock(words: str, now: str, begins: str, dates: str) -> None:
    period = parse_period(words, "Europe/Berlin")
    assert period is not None
    since = period.since(datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert since is not None
    assert (f"{since:%Y-%m-%dT%H:%M}", period.dates) == (begins, dates)


def test_a_time_alone_is_no_period() -> None:
    assert parse_period("09:00") is None


def test_a_time_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="“25:00” is no time of the day"):
        parse_period("since 25:00")


@pytest.mark.parametrize("words", ["tomorrow", "next week", "Next Friday", "coming days"])
def test_the_future_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="No article is from the future"):
        parse_period(words)


@pytest.mark.parametrize("words", ["May", "march", "24/7", "9/11/2026", "5.11", "since", "since ever", "0 days ago"])
def test_words_that_may_mean_something_else_are_no_period(words: str) -> None:
    assert parse_period(words) is None


def test_a_period_that_lasts_until_now_has_no_end() -> None:
    period = parse_period("3d")
    assert period is not None
    assert period.until(START) is None
    assert period.dates == "the last 3 days"


@pytest.mark.parametrize(
    "words", ["31 november", "2025-02-29", "40 May", "2026-13-01", "20 may be", "0 May", "may 9999", "in 9999", "mon 3"]
)
def test_a_day_that_does_not_exist_is_no_period(words: str) -> None:
    assert parse_period(words) is None


@pytest.mark.parametrize("words", ["all", "ALL", "ever", "everything"])
def test_all_time_has_no_beginning(words: str) -> None:
    assert parse_period(words) is ALL
    assert ALL.since(START) is None


@pytest.mark.parametrize("words", ["", "12", "#12", "3 dogs", "takaichi", "d", "-", "d3"])
def test_other_words_are_not_a_period(words: str) -> None:
    assert parse_period(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "0d",
        "00 days",
        "-3d",
        "3.5d",
        "1,5 weeks",
        "101y",
        "9999y",
        "last 9999 years",
        "1000000000d",
        "36501d",
        "٩٩٩٩٩٩y",
        pytest.param("9" * 5_000 + "h", id="5,000 digits"),
    ],
)
def test_an_impossible_number_in_a_period_is_refused_with_what_to_type(words: str) -> None:
    with pytest.raises(InputError, match="at most 100 years: try 3d, 2 weeks or all"):
        parse_period(words)


@pytest.mark.parametrize("words", ["100y", "36500d", "876000h", "+3d"])
def test_the_longest_periods_can_be_compared_with_those_before(words: str) -> None:
    period = parse_period(words)
    assert period is not None
    assert period.hours is not None
    assert START - 5 * timedelta(hours=period.hours) < START


@given(st.text(max_size=20) | st.from_regex(r"(last |this )?-?\d{0,12} ?(h|days?|weeks?|m|y)", fullmatch=True))
def test_any_words_are_a_valid_period_or_none_or_refused(words: str) -> None:
    try:
        period = parse_period(words)
    except InputError:
        return
    if period is not None:
        since = period.since(START)
        assert since is None or since < START


def test_a_period_that_is_refused_is_none_that_there_can_be_articles_of() -> None:
    assert is_period("yesterday")
    assert not any(map(is_period, ("tomorrow", "0 days", "9999y", "the harbour")))


@pytest.mark.parametrize(
    ("words", "first", "last", "dates"),
    [
        ("20 Nov - 22 Nov", "2026-11-20", "2026-11-22", "20 November to 22 November"),
        ("20 Nov – 22 Nov", "2026-11-20", "2026-11-22", "20 November to 22 November"),
        ("2026-11-20..2026-11-22", "2026-11-20", "2026-11-22", "20 November 2026 to 22 November 2026"),
        ("from 20 November to 22 November", "2026-11-20", "2026-11-22", "20 November to 22 November"),
        ("between 20 Nov and 22 Nov", "2026-11-20", "2026-11-22", "20 November to 22 November"),
        ("20-22 Nov", "2026-11-20", "2026-11-22", "20 November to 22 November"),
        ("Nov 20-22", "2026-11-20", "2026-11-22", "20 November to 22 November"),
        ("November 20–22, 2025", "2025-11-20", "2025-11-22", "20 November 2025 to 22 November 2025"),
        ("20 Nov 2025 - 22 Nov", "2025-11-20", "2025-11-22", "20 November 2025 to 22 November 2025"),
        ("20 Nov - 22 Nov 2025", "2025-11-20", "2025-11-22", "20 November to 22 November 2025"),
        ("20 Nov - 24 Dec", "2025-11-20", "2025-12-24", "20 November to 24 December"),  # the last such
        ("2026-11-22 - 2026-11-20", "2026-11-20", "2026-11-22", "22 November 2026 to 20 November 2026"),
        ("Friday to Sunday", "2026-11-20", "2026-11-22", "last Friday to last Sunday"),
        ("September - October", "2026-09-01", "2026-10-31", "September to October"),
    ],
)
def test_a_range_lasts_from_its_first_to_its_last_day(words: str, first: str, last: str, dates: str) -> None:
    period = parse_period(words)
    assert period is not None
    assert period.dates == dates
    assert period.since(START) == datetime.fromisoformat(f"{first}T00:00+00:00")
    assert period.until(START) == datetime.fromisoformat(f"{last}T00:00+00:00") + timedelta(days=1)


@pytest.mark.parametrize("words", ["20 Nov - today", "from 20 November until now", "2026-11-20..today"])
def test_a_range_until_today_lasts_until_now(words: str) -> None:
    period = parse_period(words)
    assert period is not None
    assert period.since(START) == datetime(2026, 11, 20, tzinfo=UTC)
    assert period.until(START) is None
    assert period.dates.startswith("the days since 20 November")


@pytest.mark.parametrize("words", ["war - peace", "20 to 30", "2025-2026", "May to June", "3 to today", "20 - 99 Nov"])
def test_what_is_no_range_is_no_period(words: str) -> None:
    assert parse_period(words) is None
