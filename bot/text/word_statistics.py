"""What is known of words from news: how rare they are, and how much they belong in titles.

``bench/train_keyphrases.py`` counts both.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["idf_table", "rarity", "title_ratio"]

CACHED_WORDS = 20_000
"""Articles share most of their words."""


@cache
def idf_table() -> tuple[Mapping[str, float], float]:
    """Inverse document frequency (natural logarithm) of the most common words in news, and that of all others."""
    table = _read_levels("idf.txt")
    return table, max(table.values(), default=0.0) + 1


@lru_cache(CACHED_WORDS)
def rarity(word: str) -> float:
    """Inverse document frequency of a word in the singular and in lower case."""
    table, rarest = idf_table()
    return min(table.get(word, rarest), table.get(word + "s", rarest))


def title_ratio(word: str) -> float:
    """How much sooner than others a word, in the singular and in lower case, is in the title of an article that has it.

    It is a natural logarithm, and 0 for words that are too rare to tell. The words of titles name subjects ("vaccine",
    1.5), those that are always left to the text do not ("reason", -1.5).
    """
    return _title_ratios().get(word, 0.0)


@cache
def _title_ratios() -> Mapping[str, float]:
    return _read_levels("title_ratios.txt")


def _read_levels(name: str) -> dict[str, float]:
    """The numbers of the words in a file with a line for each level, ``level: word word ...``."""
    table: dict[str, float] = {}
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            level, _, words = line.partition(":")
            table |= dict.fromkeys(words.split(), float(level))
    return table
