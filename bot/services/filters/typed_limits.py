"""Reads typed limits: how many posts a day, and in which hours none."""

from __future__ import annotations

import re
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from bot.command_marks import command
from bot.errors import InputError
from bot.models.filters import QuietHours
from bot.services.lookup.query_words import shorten
from bot.services.lookup.similarity import nearest

__all__ = [
    "CLOCK",
    "MAX_POSTS_A_DAY",
    "bounded",
    "is_off",
    "parse_clock",
    "parse_daily_limit",
    "parse_quiet_hours",
    "parse_time_zone",
]

MAX_POSTS_A_DAY = 100
MAX_TYPED = 100
"""Characters of typed limits."""
_OFF = ("off", "none", "no", "never", "everything", "all", "clear", "reset", "remove", "delete")
_DAILY = re.compile(
    r"(?:at most )?(\d{1,6})(?: ?(?:posts?|articles?|messages?))?"
    r"(?: ?(?:an?|per|each|every|in|/) ?(?:1 )?(?:day|24 ?h(?:ours)?)| daily)?",
    re.IGNORECASE,
)
CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?(?: ?(am|pm|a\.m\.|p\.m\.))?(?: ?(?:h|o[’']clock))?"
_HOURS = re.compile(rf"(?:from )?{CLOCK} ?(?:-|–|—|to|until|till) ?{CLOCK}(?:[ ,]+\(?([^()]+)\)?)?", re.IGNORECASE)


def is_off(typed: str) -> bool:
    """True if a filter or a limit is to be removed."""
    return typed.strip().casefold() in _OFF


def parse_daily_limit(typed: str) -> int:
    """The number of posts in 24 hours. Raises InputError.

    >>> parse_daily_limit("5 a day"), parse_daily_limit("3/day"), parse_daily_limit("at most 2 posts per day")
    (5, 3, 2)
    """
    match = _DAILY.fullmatch(bounded(typed))
    if match is None:
        msg = f"“{shorten(typed)}” is no limit that I understand: write it as 5 a day, or off."
        raise InputError(msg)
    posts = int(match[1])
    if not 1 <= posts <= MAX_POSTS_A_DAY:
        msg = f"A limit is 1 to {MAX_POSTS_A_DAY} posts a day; {command('announce off')} stops posting."
        raise InputError(msg)
    return posts


def parse_quiet_hours(typed: str, zone: str = "UTC") -> QuietHours:
    """The quiet hours, in this time zone if none is given. Raises InputError.

    >>> parse_quiet_hours("22:00-07:00 Berlin")
    QuietHours(start=datetime.time(22, 0), end=datetime.time(7, 0), zone='Europe/Berlin')
    """
    match = _HOURS.fullmatch(bounded(typed))
    start, end = (parse_clock(*match.group(at, at + 1, at + 2)) for at in (1, 4)) if match else (None, None)
    if match is None or start is None or end is None:
        msg = f"“{shorten(typed)}” are no hours that I understand: write them as 22:00-07:00, or off."
        raise InputError(msg)
    if start == end:
        msg = f"Quiet hours end at another time than they begin; {command('announce off')} stops posting."
        raise InputError(msg)
    return QuietHours(start, end, parse_time_zone(match[7]) if match[7] else zone)


def bounded(typed: str) -> str:
    """What was typed with single spaces; nothing if it is too long for a limit."""
    words = " ".join(typed.split())
    return words if len(words) <= MAX_TYPED else ""


def parse_clock(hour: str, minute: str | None, half: str | None) -> time | None:
    """A time of the day from the groups of ``CLOCK``; None if there is no such time."""
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + 12 * half.casefold().startswith("p")
    if (hours, minutes) == (24, 0):
        hours = 0
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def parse_time_zone(typed: str) -> str:
    """The name of a time zone, of which the last part is enough ("Berlin", "New York"). Raises InputError."""
    asked = "_".join(bounded(typed).split()).casefold()
    zones = _zones()
    if asked in zones:
        return zones[asked]
    unknown = f"I do not know the time zone “{shorten(typed)}”"
    if near := nearest(asked, (name for name, zone in zones.items() if "/" in zone), limit=1):
        msg = f"{unknown}. Did you mean {zones[near[0]]}?"
    else:
        msg = f"{unknown}: write it as Europe/Berlin, or UTC."
    raise InputError(msg)


@cache
def _zones() -> dict[str, str]:
    """The time zones of this system by their folded names, and by the last parts of these.

    Etc/GMT+1 and the like are left out: their signs are turned round, so that this one is an hour behind GMT.
    """
    known = {name for name in available_timezones() if not name.startswith("Etc/")}
    names = sorted({*known, "UTC"}, key=lambda name: (name.count("/"), name), reverse=True)
    cities = {name.rpartition("/")[2].casefold(): name for name in names}
    return {**cities, **{name.casefold(): name for name in names}}
