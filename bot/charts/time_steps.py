"""Divides time into steps of equal kind, so that a picture has one bar for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["TimeSteps", "time_steps"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MAX_STEPS = 45
"""More bars would be too thin for a phone."""


@dataclass(frozen=True, slots=True)
class TimeSteps:
    """Steps of a ``kind`` (day, week, month, year), each by its first day in UTC, without gaps."""

    kind: str
    starts: tuple[datetime, ...]

    def counts(self, dates: Iterable[datetime]) -> list[int]:
        """How many of the dates are in each step."""
        counted = Counter(map(_FIRST_DAYS[self.kind], dates))
        return [counted[start] for start in self.starts]

    def label(self, index: int) -> str:
        """The first day of a step; the year is in ``span``."""
        start = self.starts[index]
        if self.kind == "year":
            return f"{start.year}"
        month = MONTHS[start.month - 1]
        return f"{month} {start.year}" if self.kind == "month" else f"{start.day} {month}"

    @property
    def span(self) -> str:
        """From the first to the last step, with years."""
        first, last = self.starts[0], self.starts[-1]
        if self.kind in ("month", "year"):
            return f"{self.label(0)} to {self.label(-1)}"
        year = f" {first.year}" if first.year != last.year else ""
        return f"{self.label(0)}{year} to {self.label(-1)} {last.year}"


def time_steps(dates: Sequence[datetime]) -> TimeSteps:
    """The smallest steps by which the dates take at most ``MAX_STEPS`` of them; of years the latest, if need be."""
    for kind, first_day in _FIRST_DAYS.items():
        starts = [first_day(min(dates))]
        last = first_day(max(dates))
        while starts[-1] < last and len(starts) < MAX_STEPS:
            starts.append(first_day(starts[-1] + _LONGEST[kind]))
        if starts[-1] >= last:
            return TimeSteps(kind, tuple(starts))
    years = range(last.year - MAX_STEPS + 1, last.year + 1)
    return TimeSteps(kind, tuple(datetime(year, 1, 1, tzinfo=UTC) for year in years))


def _day(date: datetime) -> datetime:
    return date.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _monday(date: datetime) -> datetime:
    return _day(date) - timedelta(days=date.astimezone(UTC).weekday())


_FIRST_DAYS: dict[str, Callable[[datetime], datetime]] = {
    "day": _day,
    "week": _monday,
    "month": lambda date: _day(date).replace(day=1),
    "year": lambda date: _day(date).replace(month=1, day=1),
}
"""For each kind of step, the smallest first: the first day of the one that a date is in."""
_LONGEST = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
}
"""From the first day of a step, so long leads into the next one and not beyond."""
