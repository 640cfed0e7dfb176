"""The picture of what is trending: in which share of the articles something is now, and in which it was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.charts.svg import (
    BAR_COLOUR,
    BEFORE_COLOUR,
    LARGE,
    MARGIN,
    MUTED,
    WIDTH,
    Drawing,
    bar,
    card,
    fitting,
    is_drawable,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Frequency", "Samples", "frequencies_chart"]

MAX_ROWS = 5
"""More would be too high for a phone."""
HEAD, LEGEND = 92, 70
"""Heights of the title, and of the two lines that say which bar is which."""
NAME, BAR, GAP = 36, 24, 24
"""Heights of a name, of a bar, and of the room below its two bars."""
COUNT_WIDTH = 190
"""Room for the numbers behind the longest bar."""
MIN_BAR = 3
"""A share that is not 0 has a bar of at least so many units."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """In how many articles a name or a theme is ``now``, and in how many it was ``before``."""

    name: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Samples:
    """How many articles there are ``now`` and ``before``, and in words when that is."""

    now: int
    before: int
    when: str
    when_before: str


def frequencies_chart(title: str, rows: Sequence[Frequency], samples: Samples) -> Drawing | None:
    """Two bars for each row, the best rows first; None if there is none to draw."""
    shown = [row for row in rows if is_drawable(row.name)][:MAX_ROWS]
    if not shown:
        return None
    longest = max(max(row.now / samples.now, row.before / samples.before) for row in shown)
    shapes = [
        text(MARGIN, 56, fitting(title, WIDTH - 2 * MARGIN, LARGE), size=LARGE),
        *_legend(samples),
    ]
    top = HEAD + LEGEND
    for row in shown:
        shapes.append(text(MARGIN, top + 24, fitting(row.name, WIDTH - 2 * MARGIN)))
        shapes += _bar(row.now, samples.now, longest, top + NAME, BAR_COLOUR)
        shapes += _bar(row.before, samples.before, longest, top + NAME + BAR + 4, BEFORE_COLOUR)
        top += NAME + 2 * BAR + 4 + GAP
    return Drawing(card(top + 8, shapes), _description(title, shown, samples))


def _legend(samples: Samples) -> Iterator[str]:
    lines = ((samples.when, samples.now, BAR_COLOUR), (samples.when_before, samples.before, BEFORE_COLOUR))
    for index, (when, articles, colour) in enumerate(lines):
        y = HEAD + index * 36
        yield bar(MARGIN, y - 18, 20, 20, colour)
        yield text(MARGIN + 34, y, fitting(f"{when}: {articles:,} articles", WIDTH - 2 * MARGIN - 34), colour=MUTED)


def _bar(count: int, of: int, longest: float, y: float, colour: str) -> Iterator[str]:
    """A bar as long as its share of the articles, and the share in numbers."""
    width = max(MIN_BAR, (WIDTH - 2 * MARGIN - COUNT_WIDTH) * count / of / longest) if count else 0
    if count:
        yield bar(MARGIN, y, width, BAR, colour)
    yield text(MARGIN + width + 12, y + BAR - 3, f"{count:,} of {of:,}", colour=MUTED)


def _description(title: str, rows: Sequence[Frequency], samples: Samples) -> str:
    counted = "; ".join(
        f"{row.name} in {row.now:,} of {samples.now:,}, before in {row.before:,} of {samples.before:,}" for row in rows
    )
    return f"Bar chart, {title}: {counted}."
