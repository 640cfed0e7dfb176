"""Reads typed schedules of digests: on which days, and at which times."""

from __future__ import annotations

import re

from bot.command_marks import command
from bot.errors import InputError
from bot.models.filters import EVERY_DAY, WEEKDAYS, DigestSchedule
from bot.services.filters.typed_limits import CLOCK, bounded, parse_clock
from bot.services.lookup.query_words import shorten

__all__ = ["MAX_TIMES", "parse_digest"]

MAX_TIMES = 12
"""Times of a digest in a day."""
_TIME = re.compile(rf"(?<!\w){CLOCK}(?!\w)", re.IGNORECASE)
_EVEN_IF_EMPTY = re.compile(
    r"\beven[ -]?(?:if|when)[ -]?(?:there[ -]is[ -])?(?:(?:it|nothing)[ -](?:is[ -])?)?(?:empty|new)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset(("at", "and", "on", "each", "every", "the", "in", "morning", "mornings", "evening", "evenings"))
_WEEKLY = "weekly"
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_NAMES = {"tues": 1, "thur": 3, "thurs": 3}
_DAYS = {
    **dict.fromkeys(("daily", "day", "days", "everyday"), EVERY_DAY),
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays"), WEEKDAYS),
    **dict.fromkeys(("weekend", "weekends"), EVERY_DAY[5:]),
    **{form: (day,) for day, name in enumerate(_DAY_NAMES) for form in (name, f"{name}s", name[:3])},
    **{name: (day,) for name, day in _SHORT_NAMES.items()},
}
"""The days of the week that a word means."""


def parse_digest(typed: str, zone: str) -> DigestSchedule:
    """When a digest comes, by the clock of a time zone: every day if no days are given. Raises InputError.

    >>> parse_digest("weekly monday 8am", "UTC")
    DigestSchedule(times=(datetime.time(8, 0),), days=(0,), zone='UTC', even_if_empty=False)
    """
    words, noted = _EVEN_IF_EMPTY.subn(" ", bounded(typed).casefold())
    times = [parse_clock(*match.groups()) for match in _TIME.finditer(words)]
    rest = _TIME.sub(" ", words)
    named = [word for word in _WORD.findall(rest) if word not in _FILLERS]
    days = {day for word in named for day in _DAYS.get(word, ())}
    unknown = [word for word in named if word not in _DAYS and word != _WEEKLY]
    is_strange = unknown or re.sub(r"[\w\s,;&+’']", "", rest) or re.search(r"\d", rest)
    known = sorted({time for time in times if time is not None})
    if noted and not words.strip():
        msg = "Type the times too: for example daily 08:00 even-if-empty."
        raise InputError(msg)
    if is_strange or not known or len(known) != len(set(times)):
        msg = (
            f"I do not understand “{shorten(typed)}” as the times of a digest: write them as daily 08:00, weekdays "
            f"08:00 and 18:00, weekly monday 08:00 even-if-empty, or off. They are times of the server’s zone, which "
            f"{command('settings timezone')} sets."
        )
        raise InputError(msg)
    if len(known) > MAX_TIMES:
        msg = f"A digest comes at most {MAX_TIMES} times a day: leave some of the times out."
        raise InputError(msg)
    if _WEEKLY in named and len(days) != 1:
        msg = "A weekly digest comes on one day: name it, as in weekly monday 08:00."
        raise InputError(msg)
    return DigestSchedule(tuple(known), tuple(sorted(days)) or EVERY_DAY, zone, bool(noted))
