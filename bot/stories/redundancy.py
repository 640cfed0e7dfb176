"""Tells whether a sentence says what another one says: by the stems that they share, the rarer ones weighing more.

A sentence is given by the stems of its words, without stop words. The thresholds were chosen by reading pairs of
sentences from different outlets, of Multi-News and NeuS: of 120, as alike as those that a summary has to choose from,
60 say the same, and of these 52 are found, with 11 of the others: a reader sees what is told twice, not what is left
out. ``bench/redundancy.py`` has 2,065 harder pairs, and tells what was tried to tell these apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.stories.words import DAYS
from bot.text.stemming import truncated_stem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["covered_share", "is_covered", "is_told_elsewhere", "says_the_same", "stem_rarity"]

LIKENESS, LIKENESS_OF_OPENINGS = 0.4, 0.3
"""The weight of the common stems, as a share of the geometric mean of both sentences' weights, above which these say
the same; and for the first sentences of two articles, which mostly tell one event in words of their own: all 31 such
pairs are above it, and 2 of 5 others. What a whole story is about, such as a bridge's name, weighs little.
"""
PER_STEM, PER_FIGURE = 0.03, 0.1
"""What is added to the share for each common stem, since long sentences that have many say the same though much else is
in both; and for a common figure: outlets tell one fact in other words, but with its number.
"""
COSINE_IN_ARTICLE = 0.45
"""Cosine of the sets of stems above which two sentences of one article say the same, as
``bot.text.summaries.ordering``.
"""
CONTAINED = 0.65
"""The share of a sentence's stems, by their weight, that another one has as well if it says the same."""
COVERED = 0.5
"""The share that several sentences together have if nothing is left to tell."""
COVERED_ELSEWHERE = 0.2
"""The share that sentences of other articles have from which a summary leaves a sentence out: outlets tell one event in
words of their own, and what they have in common is mostly the main part. ``bench/redundancy.py`` has the measurement.
"""
_DAYS = frozenset(map(truncated_stem, DAYS))
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$).*\d")
"""A stem that has a number, but is no year."""


def stem_rarity(sentences: Sequence[Collection[str]]) -> Mapping[str, float]:
    """The inverse document frequency (natural logarithm) of each stem over sentences."""
    holding = Counter(stem for sentence in sentences for stem in sentence)
    return {stem: math.log(1 + len(sentences) / count) for stem, count in holding.items()}


def says_the_same(
    one: frozenset[str],
    other: frozenset[str],
    rarity: Mapping[str, float],
    *,
    in_one_article: bool = False,
    are_openings: bool = False,
) -> bool:
    """True if nearly all that one sentence says is in the other, or if they have most words in common.

    ``are_openings`` is true for the first sentences of two articles on one story. A sentence on Monday's events does
    not say what one on Friday's says, unless nearly all of it is there.
    """
    both = one & other
    share = _share(both, one, rarity)
    if share >= CONTAINED:
        return True
    if _tell_of_other_days(one, other):
        return False
    if in_one_article:
        return len(both) > COSINE_IN_ARTICLE * math.sqrt(len(one) * len(other))
    likeness = math.sqrt(share * _share(both, other, rarity)) if both else 0.0
    likeness += PER_STEM * len(both) + PER_FIGURE * any(map(_FIGURE.match, both))
    return likeness > (LIKENESS_OF_OPENINGS if are_openings else LIKENESS)


def _tell_of_other_days(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if each names a day, and none that the other names: closed on Monday, open again on Saturday."""
    mine, theirs = one & _DAYS, other & _DAYS
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def is_covered(one: frozenset[str], others: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> bool:
    """True if half of what a sentence says is in the others; one without words says nothing."""
    return covered_share(one, others, rarity) >= COVERED


def is_told_elsewhere(
    one: frozenset[str],
    others: Sequence[frozenset[str]],
    rarity: Mapping[str, float],
    share: float = COVERED_ELSEWHERE,
) -> bool:
    """True if sentences of other articles, but those on events of another day, have such a ``share`` of what one says.

    They probably tell its main part then.
    """
    of_its_days = [other for other in others if not _tell_of_other_days(one, other)]
    return covered_share(one, of_its_days, rarity) >= share


def covered_share(one: frozenset[str], others: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> float:
    """How much of what a sentence says is in the others, from 0 to 1; all of it if it has no words."""
    return _share(one.intersection(frozenset().union(*others)), one, rarity)


def _share(part: frozenset[str], sentence: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The weight of a part of a sentence, as a share of its whole weight; 1 for a sentence without words."""
    return sum(rarity[stem] for stem in part) / sum(rarity[stem] for stem in sentence) if sentence else 1.0
