"""Compares two articles sentence by sentence: what both tell of, each in its own words, and what only one says.

Deterministic, without storage: in go the sentences of two articles, out come their indices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.stories.redundancy import is_covered, says_the_same, stem_rarity
from bot.stories.words import rarity_of_stems, sentence_stems
from bot.text.context_dependence import depends_on_previous
from bot.text.summary_candidates import is_candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.models.analysis import Analysis, Sentence

__all__ = ["Comparison", "compare_articles"]

MAX_SENTENCES = 120
"""Sentences of an article that are compared, its first ones: news tells first what matters."""
MIN_COMMON = 4.0
"""The weight that stems have together, beside those of names, which two sentences need to have in common to say the
same, by the rarity of their words in news: “the question that Lee put to Roe” is not what Lee said of Roe.
"""
MIN_LIKENESS, PER_STEM = 0.47, 0.03
"""The likeness from which a reader is told that two sentences tell of the same, and what each common stem adds to it.

A summary leaves out what may be told already, but here two that tell of different things are a wrong answer. Of 54
pairs from 40 stories of NeuS and Multi-News, 44 say the same, and 7 say different things of one matter.
"""
MIN_STEMS = 4
"""Stems of a sentence that says something of its own."""
MIN_SHARED_STEMS = 2
"""Common stems without which a closer look at two sentences is not worth its time."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Indices of sentences: ``both`` are pairs, one of each article, the most important first; so are ``only``.

    ``read`` is how many sentences of each article were compared.
    """

    both: tuple[tuple[int, int], ...]
    only: tuple[tuple[int, ...], tuple[int, ...]]
    read: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of an article that are compared: the stems of each, and the place of each in its ranking.

    ``told`` has the rarity in news of each of these stems that is not in a name. ``shown`` are the indices of those
    that may be quoted by themselves, best first.
    """

    sentences: Sequence[Sentence]
    stems: Sequence[frozenset[str]]
    told: Sequence[Mapping[str, float]]
    places: Mapping[int, int]
    shown: Sequence[int]


def compare_articles(one: Analysis, other: Analysis) -> Comparison:
    """What two articles both tell of, and what only one of them says."""
    first, second = _told(one), _told(other)
    weights = stem_rarity([*first.stems, *second.stems])
    only = _only(first, second, weights), _only(second, first, weights)
    return Comparison(tuple(_distinct(first, second, weights)), only, (len(first.sentences), len(second.sentences)))


def _told(analysis: Analysis) -> _Told:
    sentences = analysis.sentences[:MAX_SENTENCES]
    is_wanted, is_dependent = is_candidate(sentences), depends_on_previous(sentences)
    ranking = [index for index in analysis.ranking if index < len(sentences)]
    named = {
        stem for actor in analysis.actors for name in (actor.name, *actor.aliases) for stem in sentence_stems(name)
    }
    stems = [rarity_of_stems(sentence.text) for sentence in sentences]
    return _Told(
        sentences,
        [frozenset(found) for found in stems],
        [{stem: weight for stem, weight in found.items() if stem not in named} for found in stems],
        {index: place for place, index in enumerate(ranking)},
        [index for index in ranking if is_wanted[index] and not is_dependent[index]],
    )


def _pairs(first: _Told, second: _Told, weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """All pairs of sentences that say the same, the most alike first."""
    found = [
        (likeness, i, j)
        for i in first.shown
        for j in second.shown
        if _weight(first.told[i].keys() & second.told[j].keys(), first.told[i]) >= MIN_COMMON
        and says_the_same(first.stems[i], second.stems[j], weights)
        and (likeness := _likeness(first.stems[i], second.stems[j], weights)) >= MIN_LIKENESS
    ]
    return [(i, j) for _, i, j in sorted(found, reverse=True)]


def _likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weight of the common stems, as a share of the geometric mean of both weights, and something for each stem."""
    share = _weight(one & other, weights) / math.sqrt(_weight(one, weights) * _weight(other, weights))
    return share + PER_STEM * len(one & other)


def _weight(stems: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[stem] for stem in stems)


def _distinct(first: _Told, second: _Told, weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """The pairs of which no sentence is in one that is more alike, or says what one of the same article there says.

    Those come first that tell most of what their articles tell.
    """
    kept: list[tuple[int, int]] = []
    over = set[int](), set[int]()  # told by kept pairs: compared with these once, not in each of thousands of pairs
    for pair in _pairs(first, second, weights):
        if pair[0] in over[0] or pair[1] in over[1]:
            continue
        told = [
            at
            for at, side in enumerate((first, second))
            if _is_told(side.stems[pair[at]], (side.stems[other[at]] for other in kept), weights)
        ]
        if not told:
            kept.append(pair)
        for at in told or (0, 1):
            over[at].add(pair[at])
    return sorted(kept, key=lambda pair: first.places[pair[0]] + second.places[pair[1]])


def _is_told(one: frozenset[str], others: Iterable[frozenset[str]], weights: Mapping[str, float]) -> bool:
    return any(_are_near(one, other) and says_the_same(one, other, weights, in_one_article=True) for other in others)


def _are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= MIN_SHARED_STEMS


def _only(told: _Told, other: _Told, weights: Mapping[str, float]) -> tuple[int, ...]:
    """The sentences that say mostly what stands nowhere in the other article, best first, none of them twice."""
    everything = [frozenset[str]().union(*other.stems)]
    kept: list[int] = []
    for index in told.shown:
        stems = told.stems[index]
        if (
            len(stems) >= MIN_STEMS
            and not is_covered(stems, everything, weights)
            and not any(_are_near(stems, one) and says_the_same(stems, one, weights) for one in other.stems)
            and not _is_told(stems, (told.stems[one] for one in kept), weights)
        ):
            kept.append(index)
    return tuple(kept)
