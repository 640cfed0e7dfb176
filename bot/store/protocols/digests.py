"""When a channel with a digest gets what is new: rules that every implementation of the store follows.

A delivery waits for the first time of the schedule after it was made, and is then posted with all that wait by then.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.models.filters import EVERY_DAY, WEEKDAYS
from bot.plurals import listed

if TYPE_CHECKING:
    from datetime import tzinfo

    from bot.models.filters import DigestSchedule

__all__ = [
    "DIGEST_WINDOW",
    "MAX_DIGEST",
    "digest_hold",
    "digest_time",
    "digest_waits_for",
    "last_digest",
    "next_digest",
    "schedule_in_words",
    "time_zone",
]

DIGEST_WINDOW = timedelta(hours=3)
"""How late a missed digest is still posted; after that, its articles come in the next one."""
MAX_DIGEST = 200
"""Articles in one digest; those above it follow in another post at once."""
_DAYS_AHEAD = range(-1, 10)
"""A week, and a day on either side: the zone's date may differ from that of UTC, or be left out."""
_DAY_NAMES = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_MINUTES_IN_A_DAY = 24 * 60


def next_digest(schedule: DigestSchedule, after: datetime) -> datetime:
    """The first time (UTC) of the schedule after a moment.

    A time that the clocks skip is the next one that they show; one that they show twice counts the first time.
    """
    zone = time_zone(schedule.zone)
    today = after.astimezone(zone).date()
    days = [day for ahead in _DAYS_AHEAD if (day := today + timedelta(days=ahead)).weekday() in schedule.days]
    times = (_shown(datetime.combine(day, clock, tzinfo=zone)) for day in days for clock in schedule.times)
    return min(at for at in times if at > after)


def last_digest(schedule: DigestSchedule, after: datetime, now: datetime) -> datetime | None:
    """The last time (UTC) of the schedule that has come, of those after a moment that are not missed; None for none."""
    last, following = None, next_digest(schedule, max(after, now - DIGEST_WINDOW))
    while following <= now:
        last, following = following, next_digest(schedule, following)
    return last


def digest_waits_for(
    schedule: DigestSchedule, *, made_at: datetime, held_until: datetime | None, now: datetime
) -> datetime:
    """The time of the digest that a delivery waits for: it has come if it is not after ``now``.

    ``made_at`` is when the delivery was made, and counts until it is held back for the first time.
    """
    following = next_digest(schedule, now)
    due = min(held_until or next_digest(schedule, min(made_at, now)), following)
    return due if now - due <= DIGEST_WINDOW else following


def digest_hold(schedule: DigestSchedule, due: datetime, now: datetime) -> tuple[datetime, str] | None:
    """Until when a delivery that waits for the digest of ``due`` is held back, and why; None if that has come."""
    if due <= now:
        return None
    return due, f"for the briefing of {due.astimezone(time_zone(schedule.zone)):%H:%M}, {schedule.zone}"


def digest_time(schedule: DigestSchedule, due: datetime) -> datetime:
    """The time of a digest by the clock of its zone, to the minute, with the offset from UTC."""
    return due.astimezone(time_zone(schedule.zone)).replace(second=0, microsecond=0)


def schedule_in_words(schedule: DigestSchedule) -> str:
    """A schedule as a part of a sentence: "daily at 08:00 and 18:00 (Europe/Berlin)"."""
    times = listed([f"{clock:%H:%M}" for clock in schedule.times])
    if schedule.days == EVERY_DAY:
        days = "daily"
    else:
        days = f"on {'weekdays' if schedule.days == WEEKDAYS else listed([_DAY_NAMES[day] for day in schedule.days])}"
    always = ", even if nothing is new" if schedule.even_if_empty else ""
    return f"{days} at {times} ({schedule.zone}){always}"


def time_zone(name: str) -> tzinfo:
    """The zone, or UTC if this system's time zone database does not have it (any more)."""
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return UTC


def _shown(local: datetime) -> datetime:
    """The moment (UTC) at which the clocks show a time, or the next one that they show."""
    candidates = (local + timedelta(minutes=minutes) for minutes in range(_MINUTES_IN_A_DAY + 1))
    shown = (at for time in candidates if _naive((at := time.astimezone(UTC)).astimezone(time.tzinfo)) == _naive(time))
    return next(shown)


def _naive(when: datetime) -> datetime:
    return when.replace(tzinfo=None, fold=0)
