"""Features of a key phrase candidate: how often and how early it occurs, how long it is, how rare its words are."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.text.data import DATA
from bot.text.keyphrases.noun_phrases import GENERIC_WORDS
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.text.keyphrases.candidates import CandidateSet, KeyphraseCandidate
    from bot.text.vectors import Matrix

__all__ = ["FEATURES", "idf_table", "phrase_features"]

FEATURES = (
    "occurrences, those inside longer phrases too",
    "longer phrases that hold it",
    "first sentence",
    "is in the first sentence",
    "first place as a share of the text",
    "share of the text between first and last place",
    "is two words",
    "is four words or more",
    "count of its most frequent word",
    "count of its first word",
    "rarity of its last word",
    "mean of count by rarity over its words",
    "all its words are in a headline",
    "its last word is in a headline",
    "mean of its words' first sentences",
    "earliest of its words' first sentences",
    "its last word is a capitalised name",
    "an actor's name is part of it",
    "begins with an adjective",
    "has an adjective inside",
    "begins with a comparative or superlative",
    "letters",
    "has a role word",
    "its last word is a role word",
    "has a vague word",
)
"""Counts, sentence indices (from 0) and letters are logarithms; "is" and "has" are 0 or 1."""


def phrase_features(found: CandidateSet) -> Matrix:
    """One row of features for each candidate, ``(candidates, len(FEATURES))``."""
    first_sentence: dict[str, int] = {}
    for candidate in found.candidates:
        for word in candidate.words:
            first_sentence[word] = min(first_sentence.get(word, candidate.first_sentence), candidate.first_sentence)
    rows = [
        [
            *_position(candidate),
            *_word_weights(candidate, found.word_counts),
            found.headline_words.issuperset(candidate.words),
            candidate.words[-1] in found.headline_words,
            *_first_sentences_of_words(candidate, first_sentence),
            *_parts_of_speech(candidate),
            *_word_classes(candidate),
        ]
        for candidate in found.candidates
    ]
    return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))


def _position(candidate: KeyphraseCandidate) -> list[float]:
    first, last = candidate.first_and_last_offset
    size = len(candidate.words)
    return [
        math.log1p(candidate.count + candidate.nested_count),
        math.log1p(candidate.containing_candidates),
        math.log1p(candidate.first_sentence),
        candidate.first_sentence == 0,
        first,
        last - first,
        size == 2,
        size >= 4,
    ]


def _word_weights(candidate: KeyphraseCandidate, word_counts: Mapping[str, int]) -> list[float]:
    table, rarest = idf_table()
    counts = [math.log1p(word_counts[w]) for w in candidate.words]
    rarities = [min(table.get(w, rarest), table.get(w + "s", rarest)) for w in candidate.words]
    weights = [count * rarity for count, rarity in zip(counts, rarities, strict=True)]
    return [max(counts), counts[0], rarities[-1], sum(weights) / len(weights)]


def _first_sentences_of_words(candidate: KeyphraseCandidate, first_sentence: Mapping[str, int]) -> list[float]:
    positions = [math.log1p(first_sentence[w]) for w in candidate.words]
    return [sum(positions) / len(positions), min(positions)]


def _parts_of_speech(candidate: KeyphraseCandidate) -> list[float]:
    tags = candidate.tags
    return [
        tags[-1].startswith("NNP"),
        any(candidate.actor_kinds),
        tags[0].startswith("JJ"),
        any(tag.startswith("JJ") for tag in tags[1:]),
        tags[0] in ("JJR", "JJS"),
    ]


def _word_classes(candidate: KeyphraseCandidate) -> list[float]:
    words, roles = candidate.words, lexicon()["role"]
    return [
        math.log(len(candidate.form)),
        any(w in roles for w in words),
        words[-1] in roles,
        any(w in GENERIC_WORDS for w in words),
    ]


@cache
def idf_table() -> tuple[Mapping[str, float], float]:
    """Inverse document frequency (natural logarithm) of the most common words in news, and that of all others."""
    table: dict[str, float] = {}
    for line in (DATA / "idf.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            level, _, words = line.partition(":")
            table |= dict.fromkeys(words.split(), float(level))
    return table, max(table.values(), default=0.0) + 1
