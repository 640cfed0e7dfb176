"""Splits a full text into pages once, when it is analysed, so that showing a page costs only that page."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["PAGE_WEIGHT", "page_starts"]

PAGE_WEIGHT = 3_500
"""Maximum weight of a page's characters, which is an upper bound of the UTF-16 units that it takes when shown."""
MIN_FILL = 0.4
"""Fraction of a page that is filled before it may end with a paragraph, a line or a word."""
MAX_GRAPHEME = 50
"""Code points up to which one visible character is kept together."""

# Escaping may add a backslash or an invisible character (see ``bot.ui.markup.plain``); a character outside the basic
# multilingual plane takes two UTF-16 units.
_DOUBLE = re.compile("[\\\\*_~`|\\[\\]<>:@\n\U00010000-\U0010ffff]")
_ZERO_WIDTH_JOINER = "\u200d"


def page_starts(text: str) -> tuple[int, ...]:
    """Offsets at which the pages of a text begin; the first is 0. Takes time linear in the length.

    A page ends with a paragraph if one ends in its later part, else with a line, else with a word, else anywhere but
    inside a visible character.
    """
    starts = [0]
    while (end := _page_end(text, starts[-1])) < len(text):
        starts.append(end)
    return tuple(starts)


def _page_end(text: str, start: int) -> int:
    """The end of the page that begins at ``start``."""
    while start < len(text) and text[start].isspace():  # stripped when the page is shown
        start += 1
    end = _first_beyond(text, start, PAGE_WEIGHT)
    if end >= len(text):
        return len(text)
    earliest = _first_beyond(text, start, PAGE_WEIGHT * MIN_FILL)
    if (paragraph := text.rfind("\n\n", earliest - 1, end)) >= 0:
        return paragraph + 2
    if (line := text.rfind("\n", earliest, end)) >= 0:
        return line + 1
    blank = next((at for at in range(end - 1, earliest - 1, -1) if text[at].isspace()), None)
    return _grapheme_boundary(text, start, end) if blank is None else blank + 1


def _first_beyond(text: str, start: int, weight: float) -> int:
    """The first offset with whose character the text from ``start`` weighs more than ``weight``."""
    end = start + int(weight) - 1  # the first line may be escaped as well
    for double in _DOUBLE.finditer(text, start):
        if double.start() >= end:
            break
        end -= 1
    return end


def _grapheme_boundary(text: str, start: int, end: int) -> int:
    """The last offset up to ``end`` that does not split a visible character; ``end`` if none is near."""
    for at in range(end, max(start + 1, end - MAX_GRAPHEME), -1):
        if not (_continues(text[at]) or text[at - 1] == _ZERO_WIDTH_JOINER):
            return at
    return end


def _continues(c: str) -> bool:
    """True for a combining mark, a joiner, a variation selector or a skin tone: part of the character before it."""
    return bool(unicodedata.combining(c)) or c in (_ZERO_WIDTH_JOINER, "\ufe0f") or "\U0001f3fb" <= c <= "\U0001f3ff"
