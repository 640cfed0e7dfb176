"""Where the pages of a full text begin, found once, when it is read: showing one page then costs that page alone."""

from __future__ import annotations

import unicodedata

__all__ = ["PAGE_WEIGHT", "page_starts"]

PAGE_WEIGHT = 3_500
"""What the characters of a page weigh at most, and so the units that it takes when it is shown."""
LEAST_SHARE = 0.4
"""A page may end early, where a paragraph, a line or a word does, once it is as full as this."""
WHOLE = 50
"""Characters, at most, that are kept together as one visible character."""

# Each may come to stand behind a backslash or to be followed by a mark that is not seen (see ``bot.ui.markup.plain``),
# and a character outside the basic plane takes two UTF-16 units.
_DOUBLE = frozenset("\\*_~`|[]<>:@\n")
_JOINER = "\u200d"


def page_starts(text: str) -> tuple[int, ...]:
    """Offsets at which the pages of a text begin, the first 0; linear in its length.

    A page ends with a paragraph where one ends in its later part, else with a line, else with a word, else anywhere
    but inside a visible character.
    """
    starts = [0]
    while (end := _page_end(text, starts[-1])) < len(text):
        starts.append(end)
    return tuple(starts)


def _page_end(text: str, start: int) -> int:
    """Where the page that begins at ``start`` ends and the next one begins."""
    weight = 1  # the page's first line may get a mark as well
    ends = dict.fromkeys(("\n\n", "\n", " "), 0)
    while start < len(text) and text[start].isspace():  # not shown at a page's beginning
        start += 1
    for at in range(start, len(text)):
        c = text[at]
        weight += 2 if c in _DOUBLE or c > "\uffff" else 1
        if weight > PAGE_WEIGHT:
            return next((end for end in ends.values() if end), 0) or _whole(text, start, at)
        if c.isspace() and weight > PAGE_WEIGHT * LEAST_SHARE:
            mark = "\n\n" if text.startswith("\n\n", at - 1) else "\n" if c == "\n" else " "
            ends[mark] = at + 1
    return len(text)


def _whole(text: str, start: int, end: int) -> int:
    """The end, or the nearest one before it that tears no visible character apart, as far as there is one near."""
    for at in range(end, max(start + 1, end - WHOLE), -1):
        if not (_continues(text[at]) or text[at - 1] == _JOINER):
            return at
    return end


def _continues(c: str) -> bool:
    return bool(unicodedata.combining(c)) or c in (_JOINER, "\ufe0f") or "\U0001f3fb" <= c <= "\U0001f3ff"
