"""What a pasted text says of itself: ``Source: Reuters``, ``By Jane Doe``, a date, a line that is only a link."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from bot.errors import InputError
from bot.intake.bylines import byline_in
from bot.intake.dates import date_in_words, in_utc
from bot.intake.urls import find_links

__all__ = ["parse_date", "take_byline", "take_day", "take_fields", "take_link"]

MAX_LINE, MAX_BYLINE, MAX_DATE = 600, 120, 40
"""Characters of a line that says something of the text; longer ones are text."""
YEARS = range(1800, 2200)
_NAMES = {
    "title": "title",
    "headline": "title",
    "source": "source",
    "publisher": "source",
    "author": "author",
    "by": "author",
    "date": "date",
    "published": "date",
    "url": "url",
    "link": "url",
}
_FIELD = re.compile(r"[*_]{0,3}([A-Za-z]{2,10})[*_]{0,3}:[*_]{0,3}[ \t]*(?=[^ \t*_])(.+)")
_WRITTEN_DATES = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d")
_BYLINE = re.compile(
    r"[Bb][Yy]\s+((?:(?:[^\W\d_a-z][\w.'’-]*|[&|·–-]"
    r"|(?:and|at|da|de|del|della|den|der|di|du|for|in|la|le|van|von|with|y))(?:,?\s+|$)){2,12})"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_A_DATE = re.compile(
    r"(?:publi|veröffentlicht|post|erstellt|gepubl)\w*|on|am|um|uhr|le|el|de|at|stand|vom|st|nd|rd|th|[ap]m?|m|utc|gmt|e[sd]?t|cet|bst|h"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_PERIOD = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|last|then|now)\b", re.IGNORECASE)
_LINK_LABEL = re.compile(r"[\W_]*(?:[^\W_][\w ]{0,30}:)?[\W_]*")


def take_fields(text: str, *, below_title: bool = False) -> tuple[dict[str, str], str]:
    """The known ``Key: value`` lines at the beginning of a text, and the rest of it.

    An unknown key, or a key's second time, is text already. ``below_title`` leaves out a second title.
    """
    fields: dict[str, str] = {}
    rest = text
    while rest:
        line, _, after = rest.partition("\n")
        match = _FIELD.fullmatch(line) if len(line) <= MAX_LINE else None
        name = _NAMES.get(match[1].lower()) if match else None
        if match is None or name is None or name in fields or (below_title and name == "title"):
            break
        if name == "date" and len(match[2]) > MAX_DATE:
            break
        fields[name] = _unwrapped(match[2].strip().strip("*_"))
        rest = after.lstrip("\n")
    return fields, rest.strip()


def _unwrapped(value: str) -> str:
    """A value without the quotation marks around it."""
    return value[1:-1].strip() or value if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'" else value


def take_byline(text: str) -> tuple[str | None, str]:
    """The names where the first line is "By Jane Doe" and nothing more, and the rest of the text."""
    line, _, rest = text.partition("\n")
    match = _BYLINE.fullmatch(line.replace("*", "").strip("_ ")) if len(line) <= MAX_BYLINE else None
    if not rest.strip():
        return None, text
    if match is not None and not _PERIOD.match(match[1]):
        return match[1].strip(), rest.strip()
    names = byline_in(line.replace("*", "").strip("_ "))
    return (names, rest.strip()) if names else (None, text)


def take_day(text: str) -> tuple[datetime | None, str]:
    """The day where the first line is a date and nothing more ("Published 10:00, 2 Nov. 2026"), and the rest."""
    line, _, rest = text.partition("\n")
    when = date_in_words(line) if len(line) <= MAX_DATE and rest.strip() else None
    words = [word for word in _LETTERS.findall(line.casefold()) if not _OF_A_DATE.fullmatch(word)]
    return (when, rest.strip()) if when and len(words) <= 1 else (None, text)  # one is the month


def take_link(text: str, *, above: bool = False) -> tuple[str | None, str]:
    """The address where the first or (unless ``above``) the last line is a link and nothing more, and the rest."""
    first, _, below = text.partition("\n")
    head, _, last = text.rpartition("\n")
    for line, rest in ((first, below),) if above else ((first, below), (last, head)):
        links = find_links(line) if len(line) <= MAX_LINE and rest.strip() else []
        if len(links) == 1:
            start, end, url = links[0]
            if _LINK_LABEL.fullmatch(line[:start]) and not any(c.isalnum() for c in line[end:]):
                return url, rest.strip()
    return None, text


def parse_date(value: str | None) -> datetime | None:
    """ISO 8601 (``2026-11-22``, with or without a time), RFC 2822 or ``22 November 2026``; without a zone it is UTC."""
    if not value:
        return None
    when = _read_date(value)
    if when is None:
        msg = f"The date {value[:40]!r} is not understood: write it as 2026-11-22 or 2026-11-22T14:30."
        raise InputError(msg)
    if when.year not in YEARS:  # before it is converted: near the ends of the calendar that overflows
        msg = f"The date {value[:40]!r} is out of range: write it as 2026-11-22."
        raise InputError(msg)
    return in_utc(when)


def _read_date(value: str) -> datetime | None:
    for read in (datetime.fromisoformat, _written_out, parsedate_to_datetime):
        try:
            return read(value)
        except (ValueError, OverflowError):
            continue
    return date_in_words(value[:MAX_LINE])


def _written_out(value: str) -> datetime:
    for form in _WRITTEN_DATES:
        try:
            return datetime.strptime(value, form)  # noqa: DTZ007 - a day without a zone is one of UTC
        except ValueError:
            continue
    raise ValueError(value)
