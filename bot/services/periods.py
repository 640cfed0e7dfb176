"""Parses periods as people type them: ``today``, ``3d``, ``2 weeks``, ``all``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.errors import InputError
from bot.plurals import plural

__all__ = ["ALL", "Period", "parse_period"]

_NAMED = {"today": 1, "day": 1, "week": 7, "month": 30, "year": 365}
_FIRST_YEAR, _LAST_YEAR, _LEAP_YEAR = 1900, 2200, 2000
_COUNTED = re.compile(r"([+-]?\d+(?:[.,]\d+)*)\s*(h|d|w|m|y|hours?|days?|weeks?|months?|years?)")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_MAX_YEARS = 100
"""The longest period: ``datetime`` still has dates several such periods back."""
_MAX_DIGITS = 7
"""A number with more digits exceeds the longest period in any unit, and is not converted: that might be slow."""


_DAYS_AGO = {"yesterday": 1, "day before yesterday": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?:,? (\d{4}))?")
_MONTH_AND_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A period that ends now, or a day; ``hours`` is None for all time. ``label`` fits after "in": "the last 7 days".

    A day is given by the number of days since it or by its date, in which the year may be missing (0): then it is the
    last such day. A weekday is the last one before today. Days are those of UTC, as the dates of articles are.
    """

    hours: int | None
    label: str
    days_ago: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    day: tuple[int, int, int] | None = None
    """Year, month and day of the month."""

    @property
    def dates(self) -> str:
        """The label as it fits after "from": "the last 7 days", "yesterday", "24 November"."""
        return self.label.removeprefix("the articles of ")

    def since(self, now: datetime) -> datetime | None:
        """The start of the period, or None for all time."""
        if self.hours is None:
            return None
        return self._midnight(now) or now - timedelta(hours=self.hours)

    def until(self, now: datetime) -> datetime | None:
        """The end of the period, or None if it lasts until now."""
        start = self._midnight(now)
        return start and start + timedelta(days=1)

    def _midnight(self, now: datetime) -> datetime | None:
        """The start of the day that is meant, or None if it is another period."""
        today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        if self.days_ago is not None:
            return today - timedelta(days=self.days_ago)
        if self.weekday is not None:
            return today - timedelta(days=(today.weekday() - self.weekday - 1) % 7 + 1)
        if self.day is None:
            return None
        year, month, day = self.day
        if year:
            return datetime(year, month, day, tzinfo=UTC)
        return next(
            start
            for years in range(9)  # 29 February may be eight years ago
            if (start := _maybe_day(today.year - years, month, day)) is not None and start <= today
        )


ALL = Period(None, "all articles")


def parse_period(words: str) -> Period | None:
    """The period that the words mean, or None if they are not a period.

    Raises InputError for a number that is not a positive whole number, or for a period longer than 100 years.

    >>> parse_period("3d").hours
    72
    >>> parse_period("24 november").label
    'the articles of 24 November'
    """
    words = " ".join(words.casefold().split()).removeprefix("from ").removeprefix("the ")
    if words in _WEEKDAYS or (day := words.removeprefix("last ").removeprefix("on ")) in _WEEKDAYS:
        weekday = _WEEKDAYS.index(words if words in _WEEKDAYS else day)
        return Period(24, f"the articles of last {_WEEKDAYS[weekday].capitalize()}", weekday=weekday)
    words = words.removeprefix("last ").removeprefix("this ").removeprefix("past ").removeprefix("on ")
    if words in ("all", "ever", "everything", "all time"):
        return ALL
    if words in _DAYS_AGO:
        return Period(24, f"the articles of {'the ' * (' ' in words)}{words}", days_ago=_DAYS_AGO[words])
    if words in _NAMED:
        days = _NAMED[words]
        return Period(days * 24, "the last 24 hours" if days == 1 else f"the last {days} days")
    return _day(words) or _counted(words)


def _day(words: str) -> Period | None:
    """A date: "2026-11-24", "24 November", "Nov 24, 2026"; None if it is none, or there is no such day."""
    if match := _ISO_DAY.fullmatch(words):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_AND_MONTH.fullmatch(words):
        year, month, day = int(match[3] or 0), _month(match[2]), int(match[1])
    elif match := _MONTH_AND_DAY.fullmatch(words):
        year, month, day = int(match[3] or 0), _month(match[1]), int(match[2])
    else:
        return None
    if _maybe_day(year or _LEAP_YEAR, month, day) is None:
        return None
    shown = f"{day} {_MONTHS[month - 1].capitalize()}" + (f" {year}" if year else "")
    return Period(24, f"the articles of {shown}", day=(year, month, day))


def _month(name: str) -> int:
    """The number of a month by its name, or by the beginning of it; 0 if it is none."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _maybe_day(year: int, month: int, day: int) -> datetime | None:
    """The start of a day, or None if there is no such day; years near the limits of ``datetime`` have none."""
    try:
        return datetime(year, month, day, tzinfo=UTC) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _counted(words: str) -> Period | None:
    match = _COUNTED.fullmatch(words)
    if match is None:
        return None
    digits = match[1].lstrip("+")
    count = int(digits) if digits.isdecimal() and len(digits) <= _MAX_DIGITS else 0
    hours = count * _HOURS[match[2][0]]
    if not 0 < hours <= _MAX_YEARS * _HOURS["y"]:
        most = f"at most {_MAX_YEARS} years"
        msg = f"A period is a whole number of hours, days or the like, {most}: try 3d, 2 weeks or all."
        raise InputError(msg)
    unit = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}[match[2][0]]
    return Period(hours, f"the last {plural(count, unit) if count > 1 else unit}")
