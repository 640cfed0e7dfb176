"""Measures how many words two texts have in common."""

from __future__ import annotations

import re

__all__ = ["word_overlap"]

STEM_LENGTH = 5
"""How many letters of a word are compared."""
MIN_WORD = 4
"""Shorter words say too little to be compared."""
FIRST_CJK = "\u2e80"
"""The first character of the scripts without spaces between words, of which pairs of characters are compared."""
_NOT_A_LETTER = re.compile(r"[\W_]+")


def word_overlap(one: str, other: str, but: str = "") -> float:
    """The share (0 to 1) of the first text's words that the second one has too; the words in ``but`` do not count."""
    words = _stems(one) - _stems(but)
    return len(words & _stems(other)) / len(words) if words else 0.0


def _stems(text: str) -> set[str]:
    stems: set[str] = set()
    for word in _NOT_A_LETTER.sub(" ", text.casefold()).split():
        if word[0] >= FIRST_CJK:
            stems.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif len(word) >= MIN_WORD:
            stems.add(word[:STEM_LENGTH])
    return stems
