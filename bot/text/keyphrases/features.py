"""What is known of a candidate for a key phrase, as numbers: how often, how early, how long, how rare its words are."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.text.data import DATA
from bot.text.keyphrases.candidates import GENERIC_WORDS
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
"""Counts, sentences (numbered from 0) and letters are logarithms; "is" and "has" are 0 or 1."""
_TABLE = DATA / "idf.txt"


@cache
def idf_table() -> tuple[Mapping[str, float], float]:
    """Inverse document frequency (natural logarithm) of the most common words in news, and that of all others."""
    table: dict[str, float] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            level, _, words = line.partition(":")
            table |= dict.fromkeys(words.split(), float(level))
    return table, max(table.values(), default=0.0) + 1


def phrase_features(page: CandidateSet) -> Matrix:
    """One row for each candidate, ``(candidates, len(FEATURES))``."""
    first: dict[str, int] = {}
    heads: Counter[str] = Counter()
    for candidate in page.candidates:
        heads[candidate.words[-1]] += 1
        for word in candidate.words:
            first[word] = min(first.get(word, candidate.place), candidate.place)
    rows = [
        [
            *_where(candidate),
            *_which_words(candidate, page.counts),
            *_in_headlines(candidate, page.headlines),
            *_first_sentences(candidate, first),
            *_kind(candidate),
        ]
        for candidate in page.candidates
    ]
    return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))


def _where(candidate: KeyphraseCandidate) -> list[float]:
    begin, end = candidate.first_and_last_offset
    size = len(candidate.words)
    return [
        math.log1p(candidate.count + candidate.nested_count),
        math.log1p(candidate.containing_candidates),
        math.log1p(candidate.place),
        candidate.place == 0,
        begin,
        end - begin,
        size == 2,
        size >= 4,
    ]


def _which_words(candidate: KeyphraseCandidate, counts: Mapping[str, int]) -> list[float]:
    table, rarest = idf_table()
    often = [math.log1p(counts[w]) for w in candidate.words]
    rare = [min(table.get(w, rarest), table.get(w + "s", rarest)) for w in candidate.words]
    weights = [count * rarity for count, rarity in zip(often, rare, strict=True)]
    return [max(often), often[0], rare[-1], sum(weights) / len(weights)]


def _in_headlines(candidate: KeyphraseCandidate, headlines: set[str]) -> list[float]:
    return [headlines.issuperset(candidate.words), candidate.words[-1] in headlines]


def _first_sentences(candidate: KeyphraseCandidate, first: Mapping[str, int]) -> list[float]:
    places = [math.log1p(first[w]) for w in candidate.words]
    return [sum(places) / len(places), min(places)]


def _kind(candidate: KeyphraseCandidate) -> list[float]:
    tags, words, roles = candidate.tags, candidate.words, lexicon()["role"]
    return [
        tags[-1].startswith("NNP"),
        any(candidate.named),
        tags[0].startswith("JJ"),
        any(tag.startswith("JJ") for tag in tags[1:]),
        tags[0] in ("JJR", "JJS"),
        math.log(len(candidate.form)),
        any(w in roles for w in words),
        words[-1] in roles,
        any(w in GENERIC_WORDS for w in words),
    ]
