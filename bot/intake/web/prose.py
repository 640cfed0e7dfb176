"""Measures how much the lines of a page say, in any script, and which of them are running text."""

from __future__ import annotations

import unicodedata
from functools import cache

from bot.intake.web.text_cues import ends_sentence

__all__ = ["ARTICLE_LENGTH", "is_prose", "latin_length", "total_length"]

ARTICLE_LENGTH = 350
"""With this ``latin_length`` of running text a page is an article, whatever else is on it."""
PROSE_LENGTH = 120
"""A line with this ``latin_length`` is running text, whatever its final mark."""
_LATIN_LETTERS = {
    **{"CJK": 3.5, "HIRAGANA": 2.4, "KATAKANA": 2.4, "HANGUL": 2.8, "THAI": 1.4, "LAO": 1.4, "KHMER": 1.4},
    **{"MYANMAR": 1.4, "ARABIC": 1.25, "HEBREW": 1.25, "ETHIOPIC": 2.0, "YI": 2.5},
}
"""How many Latin letters say as much as one letter of a script, by the first word of its Unicode names."""


def latin_length(text: str) -> float:
    """A text's length in Latin letters: a Chinese sentence says as much in a third of the characters."""
    return sum(1.0 if c < "\u0530" else _latin_letters(c) for c in text)


@cache
def _latin_letters(character: str) -> float:
    return _LATIN_LETTERS.get(unicodedata.name(character, "").partition(" ")[0], 1.0)


def total_length(lines: list[str]) -> float:
    """The ``latin_length`` of several lines."""
    return sum(map(latin_length, lines))


def is_prose(line: str) -> bool:
    """True if a line is a sentence or long enough for one; lone questions are not, since forms and quizzes ask them."""
    long = latin_length(line[: PROSE_LENGTH + 1]) > PROSE_LENGTH  # a letter counts as at least one
    return long or (ends_sentence(line) and not line.rstrip().endswith("?"))
