"""Shapes, colours and text of our pictures, as SVG.

The card is dark on either theme of Discord. The colours are those that Okabe and Ito chose so that colour-blind people
can tell them apart; those too dark for the card are left out. Each row has its name beside it, so none depends on its
colour alone.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

from bot.ellipsis import with_ellipsis

__all__ = [
    "BAR_COLOUR",
    "BEFORE_COLOUR",
    "LARGE",
    "MARGIN",
    "MUTED",
    "ROW_COLOURS",
    "SMALL",
    "WIDTH",
    "Drawing",
    "bar",
    "card",
    "fitting",
    "is_drawable",
    "line",
    "text",
]

WIDTH, MARGIN = 800, 32
"""Units; a phone shows some 400 points of width, so that small text has 12 points there."""
LARGE, SMALL = 30, 24
BACKGROUND, LINE_COLOUR = "#1E2027", "#4A4E59"
FOREGROUND, MUTED = "#F2F3F5", "#C4C9D1"
BAR_COLOUR = "#56B4E9"
BEFORE_COLOUR = "#9AA0AB"
ROW_COLOURS = ("#E69F00", "#2BB58A", "#F0E442", "#CC79A7")
"""Orange, green (a little lighter than Okabe and Ito's, for the dark card), yellow and purple."""
CHARACTER_WIDTH, CAPITAL_WIDTH, WIDEST = 0.62, 0.78, 1.0
"""Of the font's size in DejaVu Sans: most small letters and figures, most capitals, and the widest characters."""
_DRAWABLE = re.compile(
    "[ -~\u00a0-\u024f\u0370-\u03ff\u0400-\u0525\u1e00-\u1efb\u2010-\u2027\u2030-\u205e\u20a0-\u20b5]*"
)
"""Characters that the font has: Latin, Greek and Cyrillic letters, and punctuation."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, and the text that says what it shows, for those who do not see it."""

    svg: str
    description: str


def is_drawable(words: str) -> bool:
    """True if the font has all characters of a text."""
    return _DRAWABLE.fullmatch(words) is not None


def fitting(words: str, width: float, size: int = SMALL) -> str:
    """The text, or as much of its beginning as is about so wide."""
    room = width / size
    if sum(map(_width, words)) <= room:
        return words
    ends = [0.0, *accumulate(map(_width, words))]
    return with_ellipsis(words[: bisect(ends, room - WIDEST) - 1].rstrip())


def _width(character: str) -> float:
    if character in "mMwW—…%@":
        return WIDEST
    return CAPITAL_WIDTH if character.isupper() else CHARACTER_WIDTH


def card(height: float, shapes: list[str]) -> str:
    """A whole picture: shapes on a card with round corners."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}">'
        f'<rect width="{WIDTH}" height="{height:g}" rx="20" fill="{BACKGROUND}"/>{"".join(shapes)}</svg>'
    )


def text(x: float, y: float, words: str, *, size: int = SMALL, colour: str = FOREGROUND, anchor: str = "start") -> str:
    """A line of text whose baseline is at ``y``; it begins at ``x``, or ends or has its middle there by ``anchor``."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="DejaVu Sans" font-size="{size}" fill={quoteattr(colour)} '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled bar with its upper left corner at ``x`` and ``y``."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2" fill="{colour}"/>'


def line(x: float, y: float, to_x: float) -> str:
    """A thin horizontal line."""
    return f'<rect x="{x:g}" y="{y:g}" width="{to_x - x:g}" height="2" fill="{LINE_COLOUR}"/>'
