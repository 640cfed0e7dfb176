"""Parses periods as people type them: ``today``, ``3d``, ``2 weeks``, ``all``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import InputError
from bot.plurals import plural

__all__ = ["ALL", "Period", "parse_period"]

_NAMED = {"today": 1, "day": 1, "week": 7, "month": 30, "year": 365}
_COUNTED = re.compile(r"([+-]?\d+(?:[.,]\d+)*)\s*(h|d|w|m|y|hours?|days?|weeks?|months?|years?)")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_MAX_YEARS = 100
"""The longest period: ``datetime`` still has dates several such periods back."""
_MAX_DIGITS = 7
"""A number with more digits exceeds the longest period in any unit, and is not converted: that might be slow."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period that ends now; ``hours`` is None for all time. ``label`` fits after "in": "the last 7 days"."""

    hours: int | None
    label: str

    def since(self, now: datetime) -> datetime | None:
        """The start of the period, or None for all time."""
        return None if self.hours is None else now - timedelta(hours=self.hours)


ALL = Period(None, "all articles")


def parse_period(words: str) -> Period | None:
    """The period that the words mean, or None if they are not a period.

    Raises InputError for a number that is not a positive whole number, or for a period longer than 100 years.

    >>> parse_period("3d").hours
    72
    """
    words = " ".join(words.casefold().split()).removeprefix("last ").removeprefix("this ")
    if words in ("all", "ever", "everything"):
        return ALL
    if words in _NAMED:
        days = _NAMED[words]
        return Period(days * 24, "the last 24 hours" if days == 1 else f"the last {days} days")
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
