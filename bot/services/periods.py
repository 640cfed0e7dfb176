"""Parses periods as people type them: ``today``, ``3d``, ``2 weeks``, ``since Monday``, ``all``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bot.errors import InputError
from bot.plurals import plural
from bot.services.calendar_periods import NUMBER_WORDS, Bounds, calendar_period, calendar_range
from bot.services.filters.typed_limits import CLOCK, parse_clock
from bot.store.protocols.digests import time_zone

__all__ = ["ALL", "Period", "is_period", "parse_period"]

_NAMED = {"today": 1, "day": 1, "24 hours": 1, "week": 7, "month": 30, "year": 365}
_TODAY = frozenset(("tonight", "morning", "afternoon", "evening", "night", "now"))
_FUTURE = re.compile(r"tomorrow|next .+|coming (?:day|week|month|year)s?")
_UNTIL_TODAY = re.compile(r"(?:from )?(.+?)(?: ?(?:\.\.+|…|–|—) ?| (?:-|to|until|till) )(?:today|now)")
_PREPOSITION = re.compile(r"^(?:from|for|of|during) ")
_CLOCK = re.compile(rf"{CLOCK}(?: (utc))?")
_COUNTED = re.compile(r"([+-]?\d+(?:[.,]\d+)*)\s*(h|d|w|m|y|hours?|days?|weeks?|months?|years?)")
_WRITTEN_NUMBER = re.compile(rf"({'|'.join(NUMBER_WORDS)})(?: of)? (?=(?:hour|day|week|month|year)s?$)")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_MAX_YEARS = 100
"""The longest period: ``datetime`` still has dates several such periods back."""
_MAX_DIGITS = 7
"""A number with more digits exceeds the longest period in any unit, and is not converted: that might be slow."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period that ends now, or one of the calendar, such as a day. ``label`` fits after "in": "the last 7 days".

    ``hours`` is its length (a day or more if it is of the calendar), None for all time. ``bounds`` says when a period
    of the calendar is, and ``open_ended`` that it lasts from its start until now. It begins at ``clock``,
    a time with its time zone, if that is given: of today, or of yesterday if that time is still to come.
    """

    hours: int | None
    label: str
    bounds: Bounds | None = field(default=None, compare=False)
    open_ended: bool = False
    clock: time | None = None

    @property
    def dates(self) -> str:
        """The label as it fits after "from": "the last 7 days", "yesterday", "24 November"."""
        if self.clock is not None:
            return self.label.replace("the articles", "the hours", 1)
        if self.open_ended:
            return self.label.replace("the articles", "the days", 1)
        return self.label.removeprefix("the articles of ")

    def since(self, now: datetime) -> datetime | None:
        """The start of the period, or None for all time."""
        if self.hours is None:
            return None
        if self.clock is not None:
            today = now.astimezone(self.clock.tzinfo).date()
            days = (today, today - timedelta(days=1))
            # Compared in UTC: a day in which the clocks are changed has 23 or 25 hours.
            starts = (datetime.combine(day, self.clock).astimezone(UTC) for day in days)
            return next(start for start in starts if start <= now)
        return self.bounds(_midnight(now))[0] if self.bounds else now - timedelta(hours=self.hours)

    def until(self, now: datetime) -> datetime | None:
        """The end of the period, or None if it lasts until now."""
        return self.bounds(_midnight(now))[1] if self.bounds and not self.open_ended else None


ALL = Period(None, "all articles")


def parse_period(words: str, zone: str = "UTC") -> Period | None:
    """The period that the words mean, or None if they are not a period.

    A time of the day is one by the clock of ``zone``, a name of the IANA time zone database; days are those of UTC.
    Raises InputError for a number that is not a positive whole number, for a period longer than 100 years, and for one
    in the future.

    >>> parse_period("3d").hours
    72
    >>> parse_period("24 november").label
    'the articles of 24 November'
    >>> parse_period("from 20 nov to 24 nov").dates
    '20 November to 24 November'
    """
    words = " ".join(words.casefold().split())
    if (until_today := _UNTIL_TODAY.fullmatch(words)) and calendar_period(until_today[1]):
        words = f"since {until_today[1]}"
    if _FUTURE.fullmatch(words):
        msg = "No article is from the future: try today, yesterday or week."
        raise InputError(msg)
    since = words.removeprefix("since ")
    if since != words:
        if clock := _CLOCK.fullmatch(since):
            return _since_clock(parse_clock(*clock.groups()[:3]), since, "UTC" if clock[4] else zone)
        since = since.removeprefix("the ")
        if begun := calendar_period(since) or calendar_period(f"in {since}"):
            return Period(24, f"the articles since {begun[0]}", begun[1], open_ended=True)
        return _until_now(since.removesuffix(" ago"))
    words = _PREPOSITION.sub("", words).removeprefix("the ")
    if found := calendar_period(words) or calendar_range(words):
        return Period(24, f"the articles of {found[0]}", found[1])
    if words in ("all", "ever", "everything", "all time"):
        return ALL
    return _until_now(words)


def _until_now(words: str) -> Period | None:
    """A period of some length that ends now; None if the words are none. Raises InputError for an impossible number."""
    for opening in ("last ", "this ", "past ", "in the last "):
        words = words.removeprefix(opening)
    words = _WRITTEN_NUMBER.sub(lambda match: f"{NUMBER_WORDS[match[1]]} ", words)
    days = 1 if words in _TODAY else _NAMED.get(words)
    if days:
        return Period(days * 24, "the last 24 hours" if days == 1 else f"the last {days} days")
    return _counted(words)


def is_period(words: str) -> bool:
    """True if the words mean a period that there can be articles of."""
    try:
        return parse_period(words) is not None
    except InputError:
        return False


def _since_clock(clock: time | None, typed: str, zone: str) -> Period:
    if clock is None:
        msg = f"“{typed}” is no time of the day: try since 09:00 or since 9 pm."
        raise InputError(msg)
    begun, where = clock.replace(tzinfo=time_zone(zone)), zone if zone == "UTC" else f"({zone})"
    return Period(24, f"the articles since {begun:%H:%M} {where}", open_ended=True, clock=begun)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


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
