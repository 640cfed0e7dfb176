"""Words that are written as one or as two: "healthcare" and "health care"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.search.function_words import function_words
from bot.text.stemming import s_stem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["in_two_words", "is_compound", "splits"]

MIN_PART = 2
"""Minimum letters of each part of a word that is split."""


def in_two_words(word: str) -> str | None:
    """A known compound in two words, in the singular or plural; None for any other word.

    >>> in_two_words("healthcare"), in_two_words("firefighter")
    ('health care', 'fire fighters')
    """
    return _compounds().get(s_stem(word))


def is_compound(word: str) -> bool:
    """True if two words that are joined to this one are a known compound."""
    return s_stem(word) in _compounds()


@cache
def _compounds() -> Mapping[str, str]:
    return {s_stem(pair.replace(" ", "")): pair for pair in read_word_table("compounds.txt")["compounds"]}


def splits(word: str) -> list[str]:
    """Every way to write a word in two, without those that have a common word in them.

    >>> splits("superbug")
    ['su perbug', 'sup erbug', 'supe rbug', 'super bug', 'superb ug']
    """
    places = range(MIN_PART, len(word) - MIN_PART + 1)
    return [f"{word[:i]} {word[i:]}" for i in places if not function_words() & {word[:i], word[i:]}]
