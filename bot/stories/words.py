"""Words of an article as they are compared, and how rare they are in news."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from bot.stories.data import DATA
from bot.text.search.folding import UNSPACED_RUN, fold
from bot.text.stemming import singular, truncated_stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "DAYS",
    "NUMBER_WORDS",
    "STOP_WORD_RARITY",
    "WORD",
    "is_listed",
    "rarity",
    "rarity_of_stems",
    "sentence_stems",
    "story_words",
    "without_possessive",
    "word_key",
]

TABLE_WEIGHT = 200
"""How many articles of the library the table counts as."""
DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
NUMBER_WORDS = dict(
    zip("two three four five six seven eight nine ten eleven twelve".split(), map(str, range(2, 13)), strict=True)
)
"""The numbers that headlines write as words. In a text, outlets use them too freely to tell something new."""
WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
STOP_WORD_RARITY = 1.0
"""Words that are in more than 37 of 100 articles tell nothing."""
_POSSESSIVE = ("'s", "’s")


def story_words(text: str) -> Iterator[str]:
    """The words of a text, folded and in the singular; pairs of characters in scripts without spaces.

    >>> list(story_words("The Minister’s 2,000 taxes"))
    ['the', 'minister', '2,000', 'tax']
    """
    for word in WORD.findall(text):
        if not word.isascii() and UNSPACED_RUN.search(word):
            yield from (word[at : at + 2] for at in range(max(len(word) - 1, 1)))
        else:
            yield word_key(word)


def sentence_stems(sentence: str) -> frozenset[str]:
    """The stems of the words of a sentence that are not in most articles."""
    return frozenset(rarity_of_stems(sentence))


def rarity_of_stems(sentence: str) -> dict[str, float]:
    """The same stems, each with the rarity of its word."""
    rated = ((word, rarity(word)) for word in story_words(sentence))
    return {truncated_stem(word): value for word, value in rated if value > STOP_WORD_RARITY}


def word_key(word: str) -> str:
    """The form under which a word is compared: folded, in the singular, without a possessive."""
    return singular(fold(without_possessive(word)))


def without_possessive(word: str) -> str:
    """A word without ’s at its end."""
    return word[:-2] if word.endswith(_POSSESSIVE) else word


def rarity(word: str, holding: int = 0, articles: int = 0) -> float:
    """The inverse document frequency (natural logarithm) of a word; common words are near 0.

    ``holding`` of the library's ``articles`` hold it: in a small library the table weighs more, in a large one these.
    """
    table, rarest = _table()
    expected = math.exp(-table.get(word, rarest))
    return math.log((articles + TABLE_WEIGHT) / (holding + TABLE_WEIGHT * expected))


def is_listed(word: str) -> bool:
    """True for a word, as ``word_key`` gives it, that is not among the rarest in English news."""
    return word in _table()[0]


@cache
def _table() -> tuple[Mapping[str, float], float]:
    """The listed words, and the value of all others."""
    table: dict[str, float] = {}
    for line in (DATA / "rarity.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            level, _, words = line.partition(":")
            table |= dict.fromkeys(words.split(), float(level))
    return table, max(table.values())
