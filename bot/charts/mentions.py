"""The picture above a timeline: how many articles there were over time, and who else was in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.charts.svg import (
    BAR_COLOUR,
    LARGE,
    MARGIN,
    MUTED,
    ROW_COLOURS,
    WIDTH,
    Drawing,
    bar,
    card,
    fitting,
    is_drawable,
    line,
    text,
)
from bot.charts.time_steps import time_steps
from bot.plurals import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.charts.time_steps import TimeSteps
    from bot.models.timeline import Companion, Timeline

__all__ = ["mentions_chart"]

MIN_ARTICLES = 3
"""Fewer, or those of one day, need no picture."""
HEAD, BARS = 132, 150
"""Heights of the two lines of text with the room for a number, and of the bars below them."""
AXIS = 44
"""Height of the line below the bars with its dates."""
ROW_HEAD, ROW_BARS, ROW_GAP = 36, 34, 12
"""Heights of a companion's name, of its bars, and of the room below them."""
COUNT_WIDTH = 90
"""Room for a number at the right edge."""
MAX_BAR = 60
"""A bar is at most so wide."""
MAX_NUMBERED = 18
"""With more bars, only the highest has its number above it."""


def mentions_chart(timeline: Timeline) -> Drawing | None:
    """Bars for the articles of a timeline, and a row of bars for each companion; None where that would say nothing."""
    if len(timeline.dates) < MIN_ARTICLES or not is_drawable(timeline.about):
        return None
    steps = time_steps(timeline.dates)
    if len(steps.starts) < 2:
        return None
    counts = steps.counts(timeline.dates)
    rows = [one for one in timeline.companions if is_drawable(one.name)][: len(ROW_COLOURS)]
    latest, articles = "latest " if timeline.is_capped else "", plural(len(timeline.dates), "article")
    shapes = [
        text(MARGIN, 56, fitting(timeline.about, WIDTH - 2 * MARGIN, LARGE), size=LARGE),
        text(MARGIN, 92, f"{latest}{articles} by {steps.kind}, {steps.span}", colour=MUTED),
        *_bars(counts, HEAD, BARS, BAR_COLOUR, highest=max(counts)),
        *_numbers(counts),
        line(MARGIN, HEAD + BARS, WIDTH - MARGIN),
        *_dates(steps, HEAD + BARS + 30),
    ]
    top = HEAD + BARS + AXIS
    if rows:
        shapes.append(text(MARGIN, top + 34, "most often in the same articles", colour=MUTED))
        top += 44
    of_rows = [steps.counts(one.dates) for one in rows]
    highest = max(map(max, of_rows), default=0)
    for one, colour, counted in zip(rows, ROW_COLOURS, of_rows, strict=False):
        shapes += _row(one, counted, top, colour, highest)
        top += ROW_HEAD + ROW_BARS + ROW_GAP
    return Drawing(card(top + 16, shapes), _description(timeline, steps, counts, rows))


def _bars(counts: Sequence[int], top: float, height: float, colour: str, *, highest: int) -> Iterator[str]:
    """A bar for each count that is not 0; ``highest`` would take the whole height."""
    step = (WIDTH - 2 * MARGIN) / len(counts)
    width = min(step * 0.8, MAX_BAR)
    for index, count in enumerate(counts):
        if count:
            tall = height * count / highest
            yield bar(MARGIN + step * (index + 0.5) - width / 2, top + height - tall, width, tall, colour)


def _numbers(counts: Sequence[int]) -> Iterator[str]:
    """The number above each bar, or above the first of the highest ones."""
    step, highest = (WIDTH - 2 * MARGIN) / len(counts), max(counts)
    for index, count in enumerate(counts):
        if count and (len(counts) <= MAX_NUMBERED or index == counts.index(highest)):
            y = HEAD + BARS * (1 - count / highest) - 7
            yield text(MARGIN + step * (index + 0.5), y, f"{count:,}", anchor="middle")


def _dates(steps: TimeSteps, y: float) -> Iterator[str]:
    """The dates of the first and the last step, and of the one between them if there is room."""
    step = (WIDTH - 2 * MARGIN) / len(steps.starts)
    last = len(steps.starts) - 1
    for index in sorted({0, last // 2, last} if last >= 4 else {0, last}):
        anchor, x = "middle", MARGIN + step * (index + 0.5)
        if index in (0, last) and last > 6:
            anchor, x = ("start", MARGIN) if index == 0 else ("end", WIDTH - MARGIN)
        yield text(x, y, steps.label(index), colour=MUTED, anchor=anchor)


def _row(one: Companion, counts: Sequence[int], top: float, colour: str, highest: int) -> Iterator[str]:
    yield text(MARGIN, top + 26, fitting(one.name, WIDTH - 2 * MARGIN - COUNT_WIDTH))
    yield text(WIDTH - MARGIN, top + 26, f"{len(one.dates):,}", colour=colour, anchor="end")
    yield from _bars(counts, top + ROW_HEAD, ROW_BARS, colour, highest=highest)
    yield line(MARGIN, top + ROW_HEAD + ROW_BARS, WIDTH - MARGIN)


def _description(timeline: Timeline, steps: TimeSteps, counts: Sequence[int], rows: Sequence[Companion]) -> str:
    articles = plural(len(timeline.dates), "article")
    latest = "the latest " if timeline.is_capped else ""
    told = [
        f"Bar chart of {latest}{articles} on {timeline.about}, by {steps.kind}, {steps.span}: "
        f"{', '.join(map(str, counts))}."
    ]
    if rows:
        named = ", ".join(f"{one.name} ({len(one.dates):,})" for one in rows)
        told.append(f"Most often in the same articles: {named}.")
    return " ".join(told)
