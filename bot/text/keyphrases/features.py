"""Features of a key phrase candidate: how often and how early it occurs, how long it is, how rare its words are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

import numpy as np

from bot.text.keyphrases.noun_phrases import GENERIC_WORDS
from bot.text.lexicon import lexicon
from bot.text.word_statistics import rarity, title_ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.text.keyphrases.candidates import CandidateSet, KeyphraseCandidate
    from bot.text.vectors import Matrix

__all__ = ["FEATURES", "phrase_features"]


@dataclass(slots=True)  # a frozen class takes several times as long to make
class _Measured:
    """A candidate with the numbers of its words, each in the order of the words."""

    candidate: KeyphraseCandidate
    words: Sequence[str]
    """The words in the singular."""
    tags: Sequence[str]
    """Their Penn Treebank tags."""
    counts: Sequence[float]
    """Logarithms of one plus the number of occurrences."""
    rarities: Sequence[float]
    """Inverse document frequencies."""
    title_ratios: Sequence[float]
    first_sentences: Sequence[float]
    """Logarithms of one plus the index of the first sentence with a candidate that contains the word."""
    headline_words: set[str]
    role_words: frozenset[str]

    @property
    def mean_weight(self) -> float:
        """Mean of count by rarity over the words."""
        total: float = sum(map(mul, self.counts, self.rarities))
        return total / len(self.counts)


_FEATURES: tuple[tuple[str, Callable[[_Measured], float]], ...] = (
    (
        "occurrences, those inside longer phrases too",
        lambda m: math.log1p(m.candidate.count + m.candidate.nested_count),
    ),
    ("longer phrases that hold it", lambda m: math.log1p(m.candidate.containing_candidates)),
    ("first sentence", lambda m: math.log1p(m.candidate.first_sentence)),
    ("is in the first sentence", lambda m: m.candidate.first_sentence == 0),
    ("first place as a share of the text", lambda m: m.candidate.first_and_last_offset[0]),
    (
        "share of the text between first and last place",
        lambda m: m.candidate.first_and_last_offset[1] - m.candidate.first_and_last_offset[0],
    ),
    ("is two words", lambda m: len(m.words) == 2),
    ("is four words or more", lambda m: len(m.words) >= 4),
    ("count of its most frequent word", lambda m: max(m.counts)),
    ("count of its first word", lambda m: m.counts[0]),
    ("rarity of its last word", lambda m: m.rarities[-1]),
    ("mean of count by rarity over its words", lambda m: m.mean_weight),
    ("all its words are in a headline", lambda m: m.headline_words.issuperset(m.words)),
    ("its last word is in a headline", lambda m: m.words[-1] in m.headline_words),
    ("title ratio of its last word", lambda m: m.title_ratios[-1]),
    ("title ratio of its first word", lambda m: m.title_ratios[0]),
    ("highest title ratio of its words", lambda m: max(m.title_ratios)),
    ("mean of its words' first sentences", lambda m: sum(m.first_sentences) / len(m.first_sentences)),
    ("earliest of its words' first sentences", lambda m: min(m.first_sentences)),
    ("its last word is a capitalised name", lambda m: m.tags[-1].startswith("NNP")),
    ("an actor's name is part of it", lambda m: any(m.candidate.actor_kinds)),
    ("begins with an adjective", lambda m: m.tags[0].startswith("JJ")),
    ("has an adjective inside", lambda m: any(tag.startswith("JJ") for tag in m.tags[1:])),
    ("begins with a comparative or superlative", lambda m: m.tags[0] in ("JJR", "JJS")),
    ("characters", lambda m: math.log(len(m.candidate.form))),
    ("has a role word", lambda m: not m.role_words.isdisjoint(m.words)),
    ("its last word is a role word", lambda m: m.words[-1] in m.role_words),
    ("has a vague word", lambda m: not GENERIC_WORDS.isdisjoint(m.words)),
)
"""Each feature with its value. Counts, sentence indices (from 0) and characters are logarithms, "is" and "has" 0 or 1.

The order is that of the columns; another order would round the sums of weights in another way.
"""
FEATURES = tuple(name for name, _ in _FEATURES)


def phrase_features(found: CandidateSet) -> Matrix:
    """One row of features for each candidate, ``(candidates, len(FEATURES))``."""
    first_sentence: dict[str, int] = {}
    for candidate in found.candidates:
        for word in candidate.words:
            first_sentence[word] = min(first_sentence.get(word, candidate.first_sentence), candidate.first_sentence)
    measured = [_measure(candidate, found, first_sentence) for candidate in found.candidates]
    rows = [[value(phrase) for _, value in _FEATURES] for phrase in measured]
    return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))


def _measure(candidate: KeyphraseCandidate, found: CandidateSet, first_sentence: Mapping[str, int]) -> _Measured:
    return _Measured(
        candidate,
        candidate.words,
        candidate.tags,
        counts=[math.log1p(found.word_counts[word]) for word in candidate.words],
        rarities=list(map(rarity, candidate.words)),
        title_ratios=list(map(title_ratio, candidate.words)),
        first_sentences=[math.log1p(first_sentence[word]) for word in candidate.words],
        headline_words=found.headline_words,
        role_words=lexicon()["role"],
    )
