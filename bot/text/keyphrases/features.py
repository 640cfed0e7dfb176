"""Features of a key phrase candidate: how often and how early it occurs, how long it is, how rare its words are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

from bot.text.keyphrases.noun_phrases import GENERIC_WORDS
from bot.text.lexicon import lexicon
from bot.text.vectors import table
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


_Column: TypeAlias = "Callable[[Sequence[_Measured]], Sequence[float]]"
"""The values of a feature for all candidates: called once for each feature, not once for each value."""
_FEATURES: tuple[tuple[str, _Column], ...] = (
    (
        "occurrences, those inside longer phrases too",
        lambda found: [math.log1p(m.candidate.count + m.candidate.nested_count) for m in found],
    ),
    ("longer phrases that hold it", lambda found: [math.log1p(m.candidate.containing_candidates) for m in found]),
    ("first sentence", lambda found: [math.log1p(m.candidate.first_sentence) for m in found]),
    ("is in the first sentence", lambda found: [m.candidate.first_sentence == 0 for m in found]),
    ("first place as a share of the text", lambda found: [m.candidate.first_and_last_offset[0] for m in found]),
    (
        "share of the text between first and last place",
        lambda found: [last - first for first, last in (m.candidate.first_and_last_offset for m in found)],
    ),
    ("is two words", lambda found: [len(m.words) == 2 for m in found]),
    ("is four words or more", lambda found: [len(m.words) >= 4 for m in found]),
    ("count of its most frequent word", lambda found: [max(m.counts) for m in found]),
    ("count of its first word", lambda found: [m.counts[0] for m in found]),
    ("rarity of its last word", lambda found: [m.rarities[-1] for m in found]),
    (
        "mean of count by rarity over its words",
        lambda found: [sum(map(mul, m.counts, m.rarities)) / len(m.counts) for m in found],
    ),
    ("all its words are in a headline", lambda found: [m.headline_words.issuperset(m.words) for m in found]),
    ("its last word is in a headline", lambda found: [m.words[-1] in m.headline_words for m in found]),
    ("title ratio of its last word", lambda found: [m.title_ratios[-1] for m in found]),
    ("title ratio of its first word", lambda found: [m.title_ratios[0] for m in found]),
    ("highest title ratio of its words", lambda found: [max(m.title_ratios) for m in found]),
    ("mean of its words' first sentences", lambda found: [sum(m.first_sentences) / len(m.words) for m in found]),
    ("earliest of its words' first sentences", lambda found: [min(m.first_sentences) for m in found]),
    ("its last word is a capitalised name", lambda found: [m.tags[-1].startswith("NNP") for m in found]),
    ("an actor's name is part of it", lambda found: [any(m.candidate.actor_kinds) for m in found]),
    ("begins with an adjective", lambda found: [m.tags[0].startswith("JJ") for m in found]),
    ("has an adjective inside", lambda found: [any(tag.startswith("JJ") for tag in m.tags[1:]) for m in found]),
    ("begins with a comparative or superlative", lambda found: [m.tags[0] in ("JJR", "JJS") for m in found]),
    ("characters", lambda found: [math.log(len(m.candidate.form)) for m in found]),
    ("has a role word", lambda found: [not m.role_words.isdisjoint(m.words) for m in found]),
    ("its last word is a role word", lambda found: [m.words[-1] in m.role_words for m in found]),
    ("has a vague word", lambda found: [not GENERIC_WORDS.isdisjoint(m.words) for m in found]),
)
"""Each feature with its values. Counts, sentence indices (from 0) and characters are logarithms, "is" and "has" 0 or 1.

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
    return table([values(measured) for _, values in _FEATURES], len(measured))


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
