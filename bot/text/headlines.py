"""Detects headline style: lines in title case or in capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_headline"]

_TITLE_CASE_SHARE = 0.8
_CAPITALS_SHARE = 0.7
_LONG_WORD = 4
"""Letters from which a headline writes a word with a capital."""


def is_headline(words: Sequence[str], *, is_title: bool) -> bool:
    """True if a line, given by its words, is in title case or in capitals, so that its capitals carry no information.

    For a title, which is known to be one, title case is enough. Any other line in title case must also have several
    long words and no final punctuation, since it may be a name or a short sentence.
    """
    alphabetic = [word for word in words if word[0].isalpha()]
    if is_title:
        return bool(words) and _is_title_case(alphabetic)
    several_letters = [word for word in alphabetic if len(word) > 1]
    in_capitals = sum(map(str.isupper, several_letters))
    if len(alphabetic) >= 2 and in_capitals >= _CAPITALS_SHARE * len(several_letters):
        return True
    if len(alphabetic) < 3 or words[-1][-1] in ".;:,":  # most lines
        return False
    long_after_first = sum(len(word) >= _LONG_WORD for word in alphabetic[1:])
    return long_after_first >= 2 and _is_title_case(alphabetic[1:])


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in long) >= _TITLE_CASE_SHARE * len(long)
