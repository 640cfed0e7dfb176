"""Reads what the dateline before an agency's text says: "ATHENS, Nov 26 (Reuters) -" names the source and the day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.intake.dates import parse_written_date
from bot.intake.word_lists import phrases, section_pattern

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Draft

__all__ = ["Dateline", "read_dateline", "with_dateline"]

MAX_DATELINE = 160
"""Characters at the beginning of a text that are searched."""
RECENT = timedelta(days=14)
"""A day without a year is one of the last days: with an older one, the year would be a guess."""
MAX_TIME_AHEAD = timedelta(days=1)
"""In some time zone it is already tomorrow."""
MIN_CITY = 2
"""A city in capitals has more letters: others are abbreviations."""
MAX_FURTHER_WORDS = 2
"""Words behind an agency's name that name one of its services."""
_AGENCIES = frozenset(phrases("bylines", "agencies"))
_WEEKDAY = re.compile(section_pattern("dates", "weekdays"), re.IGNORECASE)
_CAPITALISED = r"[A-ZÀ-Þ][\w.'’-]{0,30}"
_PLACE = rf"{_CAPITALISED}(?:(?:,?\s|/\s?)(?:(?:de|del|di|do|la|le|of|the|am|on)\s)?\[?{_CAPITALISED}\]?){{0,5}}?"
_MONTH_DAY = r"[^\W\d_]{3,10}\.?\s\d{1,2}"
_DAY_MONTH = r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?"
_DATE = rf"(?:(?P<day>{_MONTH_DAY}|{_DAY_MONTH})(?P<year>,?\s(?:de\s)?\d{{4}})?|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
_NAME = r"[^\W\d_][^()/]{1,40}"
_AGENCY = rf"(?:\((?P<round>[^\W\d_][^()]{{1,40}})\)|/(?P<slashed>{_NAME})/)"
_END = r"(?P<end>\s?[.,:]?\s?[-–—]{1,3}|\s?[:.])"
_FIRST_AGENCY = re.compile(rf"\((?P<name>{_NAME})\)\s?(?:[-–—]{{1,2}}\s)?")
"""An agency before the place, or alone: "(ANSA) - ROMA, 26 NOV -", "(CNN) The ferry sailed"."""
_WITH_AGENCY = re.compile(
    rf"(?:(?P<place>{_PLACE})(?=[\s,.(/]))?(?:[,.]?\s{{0,2}}{_DATE})?[,.]?\s{{0,2}}{_AGENCY}{_END}?(?=\s)"
)
_WITHOUT_AGENCY = re.compile(rf"(?P<place>{_PLACE}),?\s{_DATE}{_END}?(?=\s)")
_STATION = re.compile(r"[A-Z]{3,6}(?:/[A-Z]{3,6})?")
"""A station or an agency that no list has, behind a city in capitals: "MEBANE, N.C. (WXII/WNCN) —"."""
_OF_PICTURE = frozenset(("photo", "photos", "foto", "image", "images", "picture", "pictures", "graphic", "video"))
"""Words behind an agency's name in the credit of a picture: "(AP Photo)"."""
_SEPARATOR = re.compile(r"\s?/\s?|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``published_at`` is the day on which the text was filed."""

    source: str | None = None
    published_at: datetime | None = None


def with_dateline(draft: Draft, now: datetime) -> Draft:
    """The draft with the source and the day of its dateline where nothing else gave them."""
    if draft.source and draft.published_at:
        return draft
    found = read_dateline(draft.text, now)
    return replace(draft, source=draft.source or found.source, published_at=draft.published_at or found.published_at)


def read_dateline(text: str, now: datetime) -> Dateline:
    """The agency and the day in the dateline with which a text begins; an agency must be known as one."""
    line = text[:MAX_DATELINE].partition("\n")[0]
    first = _FIRST_AGENCY.match(line)
    if first is not None and _is_agency(first["name"]):
        rest = _WITHOUT_AGENCY.match(line, first.end())
        return Dateline(first["name"].strip(), _day(rest, now) if rest and rest["end"] else None)
    match = _WITH_AGENCY.match(line)
    if match is not None:
        named = match["round"] or match["slashed"]
        closes = match["end"] or match["slashed"] or match["day"] or match["iso"]
        is_agency = _is_agency(named) or (_begins_in_capitals(match) and _STATION.fullmatch(named))
        return Dateline(named.strip(), _day(match, now)) if closes and is_agency else Dateline()
    match = _WITHOUT_AGENCY.match(line)
    if match is None or not match["end"] or not match["place"].isupper() or _WEEKDAY.fullmatch(match["place"]):
        return Dateline()  # "Saturday, Nov 28 – the day of the match" is no dateline
    return Dateline(None, _day(match, now))


def _is_agency(named: str) -> bool:
    """True if the first of the names is that of an agency, or begins with one: "(AFP/dpa)", "(Reuters Health)"."""
    name = _SEPARATOR.split(named.strip())[0]
    key, (first, *others) = name.casefold(), name.split()
    if key in _AGENCIES or key.endswith((" news", " news agency")):
        return True
    is_service = 0 < len(others) <= MAX_FURTHER_WORDS and all(word[0].isupper() for word in others)
    return first.casefold() in _AGENCIES and is_service and not _OF_PICTURE.intersection(key.split())


def _begins_in_capitals(match: re.Match[str]) -> bool:
    """True if the place before the agency is a city in capitals, as in datelines only."""
    first = (match["place"] or "").split()[:1]
    return bool(first) and len(first[0]) > MIN_CITY and first[0].isupper()


def _day(match: re.Match[str], now: datetime) -> datetime | None:
    """The day in a dateline; None if it has none, an impossible one, or one without a year that is not recent."""
    if match["iso"] or match["year"]:
        when = parse_written_date(match["iso"] or f"{match['day']}{match['year']}")
        return when if when is not None and when <= now + MAX_TIME_AHEAD else None
    if match["day"] is None:
        return None
    written = match["day"].replace(".", "").replace(" de ", " ")
    days = (parse_written_date(f"{written} {year}") for year in (now.year + 1, now.year, now.year - 1))
    return next((when for when in days if when and now - RECENT <= when <= now + MAX_TIME_AHEAD), None)
