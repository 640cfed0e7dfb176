"""Parses days, months, weekends and years as people type them: ``yesterday``, ``24 November``, ``2 days ago``.

Days are those of UTC, as the dates of articles are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

__all__ = ["MONTHS", "NUMBER_WORDS", "WEEKDAYS", "Bounds", "calendar_period", "calendar_range"]

Bounds = Callable[[datetime], tuple[datetime, datetime]]
"""From the midnight that began today, the start and the end of a period."""
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        ("a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        1,
    )
    for word in words.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NAMES_OF_PEOPLE = frozenset(("march", "april", "may", "june", "august"))
"""Months that are names and common words too: alone they are no period."""
MIN_MONTH = 3
"""Letters that tell one month from another."""
_FIRST_YEAR, _LAST_YEAR, _LEAP_YEAR = 1900, 2200, 2000
_DAYS_AGO = {"yesterday": 1, "day before yesterday": 2}
_DAY = timedelta(days=1)


def calendar_period(words: str) -> tuple[str, Bounds] | None:
    """What the words mean, as "24 November", and when it is; None if they are no such period.

    A date without a year is the last such date. A weekday is the last one before today. ``words`` are in lower case.

    >>> calendar_period("nov 24, 2026")[0]
    '24 November 2026'
    """
    for form, read in _FORMS:
        if (match := form.fullmatch(words)) and (found := read(match)):
            return found
    return None


def calendar_range(words: str) -> tuple[str, Bounds] | None:
    """The same for two such periods and all between them: "20 nov - 24 nov", "2026-11-20..2026-11-24".

    The first one is the last such period before the second one, or has its year.

    >>> calendar_range("from november 20 to 24")[0]
    '20 November to 24 November'
    """
    for form in _RANGES:
        if match := form.fullmatch(words):
            given = {name: part.strip() for name, part in match.groupdict("").items()}
            first = " ".join(filter(None, (given.get("month"), given["first"], given.get("rest"))))
            last = " ".join(filter(None, (given.get("month"), given["last"], given.get("rest"))))
            if (year := _LAST_WORD_YEAR.search(first)) and not _LAST_WORD_YEAR.search(last):
                last = f"{last} {year[0]}" if calendar_period(f"{last} {year[0]}") else last
            if (begun := calendar_period(first)) and (ended := calendar_period(last)):
                return f"{begun[0]} to {ended[0]}", partial(_from_to, begun[1], ended[1])
    return None


def _from_to(first: Bounds, last: Bounds, today: datetime) -> tuple[datetime, datetime]:
    last_start, end = last(today)
    start, first_end = first(today)
    if start > last_start:
        start, first_end = first(last_start)
    return min(start, last_start), max(first_end, end)


def _ago(match: re.Match[str]) -> tuple[str, Bounds] | None:
    count, weeks = match[1], match[2] == "week"
    days = (int(count) if count.isdecimal() else NUMBER_WORDS.get(count, 0)) * (7 if weeks else 1)
    return (match[0], partial(_days_before, days)) if days else None


def _named_day(match: re.Match[str]) -> tuple[str, Bounds] | None:
    days = _DAYS_AGO[match[0]]
    return f"{'the ' * (' ' in match[0])}{match[0]}", partial(_days_before, days)


def _days_before(days: int, today: datetime) -> tuple[datetime, datetime]:
    return today - days * _DAY, today - (days - 1) * _DAY


def _weekday(match: re.Match[str]) -> tuple[str, Bounds] | None:
    weekday = WEEKDAYS.index(match[1])
    return f"last {match[1].capitalize()}", lambda today: _days_before((today.weekday() - weekday - 1) % 7 + 1, today)


def _weekend(_: re.Match[str]) -> tuple[str, Bounds] | None:
    def bounds(today: datetime) -> tuple[datetime, datetime]:
        saturday = today - (today.weekday() - 5) % 7 * _DAY
        return saturday, saturday + 2 * _DAY

    return "the last weekend", bounds


def _iso(match: re.Match[str]) -> tuple[str, Bounds] | None:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _in_numbers(match: re.Match[str]) -> tuple[str, Bounds] | None:
    """A date in numbers; None if it may be one of two days, as 5/11 may be."""
    first, second, year = int(match[1]), int(match[3] or match[6]), int(match[4] or 0)
    if (match[2] or match[5]) == "." or first > len(MONTHS) or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > len(MONTHS) else None


def _day_and_month(match: re.Match[str]) -> tuple[str, Bounds] | None:
    return _date(int(match[3] or 0), _month(match[2]), int(match[1]))


def _month_and_day(match: re.Match[str]) -> tuple[str, Bounds] | None:
    return _date(int(match[3] or 0), _month(match[1]), int(match[2]))


def _date(year: int, month: int, day: int) -> tuple[str, Bounds] | None:
    if _maybe_day(year or _LEAP_YEAR, month, day) is None:
        return None

    def bounds(today: datetime) -> tuple[datetime, datetime]:
        years = (year,) if year else range(today.year, today.year - 9, -1)  # 29 February may be eight years ago
        starts = (start for y in years if (start := _maybe_day(y, month, day)) is not None)
        start = next(start for start in starts if year or start <= today)
        return start, start + _DAY

    return f"{day} {MONTHS[month - 1].capitalize()}" + (f" {year}" if year else ""), bounds


def _whole_month(match: re.Match[str]) -> tuple[str, Bounds] | None:
    month, year = _month(match[2]), int(match[3] or 0)
    may_be_name = match[2] in NAMES_OF_PEOPLE and not match[1] and not year
    if not month or may_be_name or _maybe_day(year or _LEAP_YEAR, month, 1) is None:
        return None

    def bounds(today: datetime) -> tuple[datetime, datetime]:
        start = datetime(year or today.year - (month > today.month), month, 1, tzinfo=UTC)
        return start, (start + 31 * _DAY).replace(day=1)

    return MONTHS[month - 1].capitalize() + (f" {year}" if year else ""), bounds


def _whole_year(match: re.Match[str]) -> tuple[str, Bounds] | None:
    year = int(match[1])
    if _maybe_day(year, 1, 1) is None:
        return None
    return match[1], lambda _: (datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))


def _month(name: str) -> int:
    """The number of a month by its name, or by the beginning of it; 0 if it is none."""
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)


def _maybe_day(year: int, month: int, day: int) -> datetime | None:
    """The start of a day, or None if there is no such day; years near the limits of ``datetime`` have none."""
    try:
        return datetime(year, month, day, tzinfo=UTC) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


_LAST_WORD_YEAR = re.compile(r"\b(?<!-)\d{4}$")
_TO = r"(?: ?(?:\.\.+|…|–|—) ?| (?:-|to|until|till|through) )"
_RANGES = (
    re.compile(rf"(?:from )?(?P<first>\d{{1,2}})(?:{_TO}|-)(?P<last>\d{{1,2}}) (?P<rest>[a-z].*)"),  # 20-24 November
    re.compile(
        rf"(?:from )?(?P<month>[a-z]+\.?) (?P<first>\d{{1,2}})(?:{_TO}|-)(?P<last>\d{{1,2}})(?:,? (?P<rest>\d{{4}}))?"
    ),  # November 20-24, 2026
    re.compile(rf"(?:from )?(?P<first>.+?){_TO}(?P<last>.+)"),  # 2026-11-20..2026-11-24
    re.compile(r"between (?P<first>.+?) and (?P<last>.+)"),
)
_IN_NUMBERS = re.compile(r"(\d{1,2})(?:([./-])(\d{1,2})\2(\d{4})|(\.)(\d{1,2})\.)")
"""Without a year only with two full stops: 24/7 is no day."""
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, Bounds] | None]], ...] = (
    (re.compile("|".join(_DAYS_AGO)), _named_day),  # yesterday
    (re.compile(rf"(?:last |on )?({'|'.join(WEEKDAYS)})"), _weekday),  # on Monday
    (re.compile(r"(?:last |this |past |on )?weekend"), _weekend),
    (re.compile(r"(\d{1,3}|[a-z]+) (day|week)s? ago"), _ago),  # 2 days ago
    (re.compile(r"(?:on )?(\d{4})-(\d{1,2})-(\d{1,2})"), _iso),  # 2026-11-24
    (_IN_NUMBERS, _in_numbers),  # 24.11.2026
    (re.compile(r"(?:on )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?:,? (\d{4}))?"), _day_and_month),
    (re.compile(r"(?:on )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?"), _month_and_day),
    (re.compile(rf"(in |last |this )?([a-z]{{{MIN_MONTH},9}})\.?(?:,? (\d{{4}}))?"), _whole_month),  # November 2025
    (re.compile(r"(?:in|year) (\d{4})"), _whole_year),  # in 2025
)
