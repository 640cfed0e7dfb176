"""How much a page's lines say: running text as against headings, links and figures, in whatever script."""

from __future__ import annotations

import unicodedata
from functools import cache

from bot.intake.web.addressing import ends_sentence

__all__ = ["PROSE", "is_prose", "weight"]

PROSE = 350
"""The weight of the text that makes a page an article, whatever else stands on it."""
LONG = 120
"""The weight of a line that is running text whatever it ends in."""
_HEAVY = {"CJK": 3.5, "HIRAGANA": 2.4, "KATAKANA": 2.4, "HANGUL": 2.8, "THAI": 1.4, "LAO": 1.4, "KHMER": 1.4}
_HEAVY |= {"MYANMAR": 1.4, "ARABIC": 1.25, "HEBREW": 1.25, "ETHIOPIC": 2.0, "YI": 2.5}
"""How many Latin letters one letter of a script stands for."""


def weight(text: str) -> float:
    """A text's length in Latin letters: a Chinese sentence says as much in a third of the characters."""
    return sum(1.0 if c < "\u0530" else _weight(c) for c in text)


@cache
def _weight(character: str) -> float:
    return _HEAVY.get(unicodedata.name(character, "").partition(" ")[0], 1.0)


def is_prose(line: str) -> bool:
    """Whether a line is a sentence, or long enough for one; questions alone are what forms and quizzes ask."""
    long = weight(line[: LONG + 1]) > LONG  # a letter weighs one at least
    return long or (ends_sentence(line) and not line.rstrip().endswith("?"))
