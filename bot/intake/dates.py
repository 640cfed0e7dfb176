"""Reads dates as web pages, mails and people write them, in many languages. An ambiguous date is ignored."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from bot.intake.word_lists import phrases

__all__ = [
    "MIDNIGHT",
    "MONTHS",
    "find_dates",
    "parse_date",
    "parse_path_date",
    "parse_written_date",
    "parse_written_moment",
]

YEARS = range(1800, 2200)
MONTHS = {name: number for number in range(1, 13) for name in phrases("dates", f"month {number}")}
"""The names of the months in lower case, in many languages -> 1 to 12."""
_YEAR_MONTH = re.compile(r"\b(\d{4})\.?\s{1,3}([^\W\d]{3,12})\.?\s{1,3}(\d{1,2})\b")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s{1,3}(?:de\s)?([^\W\d]{3,12})\.?,?\s{1,3}(?:de\s)?(\d{4})\b"
)
_MONTH_DAY = re.compile(r"\b([^\W\d]{3,12})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_FORMS = (
    (_DAY_MONTH, 3, 2, 1),
    (_MONTH_DAY, 3, 1, 2),
    (_YEAR_MONTH, 1, 2, 3),
    (_YEAR_FIRST, 1, 2, 3),
    (_DOTTED, 3, 2, 1),
    (_SLASHED, 3, 2, 1),  # 20/11/2026 and 11/20/2026 are unambiguous
    (_SLASHED, 3, 1, 2),
)
"""The written forms of a day, with the numbers of the groups that hold its year, month and day."""
_PATH = re.compile(r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)
_COMPACT_PATH = re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_-]|$)")
_UNIX_TIME = re.compile(r"\d{10}(?:\d{3})?")
_ZONE = re.compile(r"\s*\b([A-Z]{2,4})$")
_ZONES = {
    **dict.fromkeys(("UTC", "GMT", "UT", "WET"), "+0000"),
    **{"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600"},
    **{"PST": "-0800", "PDT": "-0700", "AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "BST": "+0100"},
    **{
        "CET": "+0100",
        "CEST": "+0200",
        "MEZ": "+0100",
        "MESZ": "+0200",
        "EET": "+0200",
        "EEST": "+0300",
        "MSK": "+0300",
        "JST": "+0900",
    },
    **{"KST": "+0900", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300"},
}
_REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
"""Abbreviations of the time in a region, be it summer or winter."""
_TIME_IN_ZONE = re.compile(
    r"(?<![\d:.])(\d{1,2})[:.h](\d{2})(?::\d{2})?\s?(?i:uhr)?\s?(?:([aApP])\.?\s?[mM]\b\.?)?\s?\(?"
    rf"(?:(?:UTC|GMT)\s?([+-]\d{{1,2}})(?::?(\d{{2}}))?(?!\d)|({'|'.join((*_ZONES, *_REGIONS))})\b)"
)
"""A time of day with its zone: "8:12 p.m. EST", "09.12 Uhr MEZ", "17:12 (GMT+9)"."""
_TWELVE_HOUR_TIME = re.compile(r"\b(1[0-2]|0?[1-9]):(\d{2}(?::\d{2})?)\s?([ap])\.?m\b\.?", re.IGNORECASE)
_COMMENT = re.compile(r"\s*\([^()]*\)$")
_FRACTION = re.compile(r"(:\d{2}[.,]\d{1,6})\d*")
_OFFSET = re.compile(r"(?<=\d) ([+-]\d)")
MAX_DATE = 60
MAX_VALUE = 200
MIDNIGHT = time()
_NULL_DATES = {datetime(1970, 1, 1, tzinfo=UTC), *(datetime(1899, 12, day, tzinfo=UTC) for day in (30, 31))}
"""The zero of Unix time and of spreadsheets: software writes it if a date is missing."""


def parse_date(value: str | None) -> datetime | None:
    """A date in ISO 8601, RFC 2822, Unix time or words, in UTC; None if it is none of these.

    A day without a time becomes its midnight in UTC.
    """
    value = _COMMENT.sub("", " ".join((value or "").split())[:MAX_VALUE])[:MAX_DATE]
    value = _TWELVE_HOUR_TIME.sub(lambda m: f"{int(m[1]) % 12 + 12 * (m[3] in 'pP'):02}:{m[2]}", value)
    value = _ZONE.sub(lambda m: _ZONES.get(m[1], m[0]), value)
    try:
        if _UNIX_TIME.fullmatch(value):
            return _plausible(datetime.fromtimestamp(int(value[:10]), UTC))
        return _plausible(datetime.fromisoformat(_FRACTION.sub(r"\1", _OFFSET.sub(r"\1", value))))
    except ValueError:
        pass
    try:
        return _plausible(parsedate_to_datetime(value))
    except (ValueError, OverflowError, IndexError):
        return parse_written_date(value)


def _in_utc(when: datetime) -> datetime:
    """A moment in UTC, where midnight means that only the day is known.

    Many pages write a day as midnight in their own time zone, so such a moment keeps its day. Another moment that
    happens to be midnight in UTC is moved by one second, so that it still counts as a time.
    """
    if when.tzinfo is None or when.time() == MIDNIGHT:
        return when.replace(tzinfo=UTC)
    when = when.astimezone(UTC)
    return when + timedelta(seconds=1) if when.time() == MIDNIGHT else when


def parse_written_date(text: str) -> datetime | None:
    """The only day that a line names; None if it names none, several, or an ambiguous one such as ``02/11/2026``."""
    found = {when for *_, when in find_dates(text)}
    return found.pop() if len(found) == 1 else None


def parse_written_moment(text: str) -> datetime | None:
    """The only day that a line names, with its time if the line names one in a known time zone; None as above."""
    day = parse_written_date(text)
    times = {_moment(day, *match.groups()) for match in _TIME_IN_ZONE.finditer(text)} if day else set()
    return next(iter(times)) or day if len(times) == 1 else day


def _moment(
    day: datetime, hour: str, minute: str, half: str | None, hours: str | None, minutes: str | None, name: str | None
) -> datetime | None:
    """The moment of a time of that day in its zone; None if there is no such time."""
    try:
        time_of_day = time(int(hour) % 12 + 12 * (half in ("p", "P")) if half else int(hour), int(minute))
        local = datetime.combine(day, time_of_day)
        if name in _REGIONS:
            return _plausible(local.replace(tzinfo=ZoneInfo(_REGIONS[name])))
        offset = _ZONES[name] if name else f"{int(hours or 0):+03}{minutes or '00'}"
        return _plausible(datetime.strptime(f"{local:%Y-%m-%d %H:%M} {offset}", "%Y-%m-%d %H:%M %z"))
    except ValueError:
        return None


def find_dates(text: str) -> list[tuple[int, int, datetime]]:
    """The days that a line names, with start and end in characters; an ambiguous one is listed in both readings."""
    found = [
        (match.start(), match.end(), _day(match[year], MONTHS.get(match[month].lower(), match[month]), match[day]))
        for form, year, month, day in _FORMS
        for match in form.finditer(text)
    ]
    return [(start, end, when) for start, end, when in found if when is not None]


def parse_path_date(path: str) -> datetime | None:
    """The day in the path of a URL, such as ``/2026/11/22/ferry`` or ``/2026/nov/22/ferry``."""
    match = _PATH.search(path) or _COMPACT_PATH.search(path)
    return _day(match[1], MONTHS.get(match[2].lower(), match[2]), match[3]) if match else None


def _day(year: str | int, month: str | int | None, day: str | int) -> datetime | None:
    try:
        return _plausible(datetime(int(year), int(month or 0), int(day), tzinfo=UTC))
    except ValueError:
        return None


def _plausible(when: datetime) -> datetime | None:
    """The moment in UTC; None for a year out of bounds and for dates that stand for a missing one."""
    if when.year not in YEARS:
        return None
    when = _in_utc(when)
    return when if when not in _NULL_DATES else None
