"""Tells whether a sentence says what another one says: by the words that they share, the rarer ones weighing more."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from bot.text.summaries.ordering import REDUNDANT_WORD_SET_COSINE
from bot.text.words import ENGLISH, content_words, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.text.words import WordForms

__all__ = ["read_stems", "says_the_same", "stem_rarity"]

CONTAINED = 0.65
"""The share of a sentence's words, by their weight, that another one has as well if it says the same."""


def read_stems(text: str, forms: WordForms = ENGLISH) -> frozenset[str]:
    """The stems of the words of a sentence that are no stop words."""
    return frozenset(content_words(words(text), forms))


def stem_rarity(sentences: Sequence[Collection[str]]) -> Mapping[str, float]:
    """The inverse document frequency (natural logarithm) of each stem over sentences."""
    holding = Counter(stem for sentence in sentences for stem in sentence)
    return {stem: math.log(1 + len(sentences) / count) for stem, count in holding.items()}


def says_the_same(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> bool:
    """True if nearly all that one sentence says is in the other, or if they have most words in common.

    They are given by their stems. A sentence without words says nothing, and so nothing of its own.
    """
    both = one & other
    if len(both) > REDUNDANT_WORD_SET_COSINE * math.sqrt(len(one) * len(other)):
        return True
    return sum(rarity[stem] for stem in both) >= CONTAINED * sum(rarity[stem] for stem in one)
