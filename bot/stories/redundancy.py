"""Tells whether a sentence says what another one says: by the stems that they share, the rarer ones weighing more.

A sentence is given by the stems of its words, without stop words. The thresholds were chosen by reading pairs of
sentences from different outlets, of Multi-News and NeuS.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["is_covered", "says_the_same", "stem_rarity"]

COSINE = 0.38
"""Cosine of the sets of stems above which two sentences say the same."""
COSINE_IN_ARTICLE = 0.45
"""The same in one article, whose sentences share the words for what it is about, as ``bot.text.summaries.ordering``."""
COSINE_WITH_FIGURE = 0.28
"""The same if they have a figure in common: outlets tell one fact in other words, but with its number."""
CONTAINED = 0.65
"""The share of a sentence's stems, by their weight, that another one has as well if it says the same."""
COVERED = 0.5
"""The share that several sentences together have if nothing is left to tell."""
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$).*\d")
"""A stem that has a number, but is no year."""


def stem_rarity(sentences: Sequence[Collection[str]]) -> Mapping[str, float]:
    """The inverse document frequency (natural logarithm) of each stem over sentences."""
    holding = Counter(stem for sentence in sentences for stem in sentence)
    return {stem: math.log(1 + len(sentences) / count) for stem, count in holding.items()}


def says_the_same(
    one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float], *, in_one_article: bool = False
) -> bool:
    """True if nearly all that one sentence says is in the other, or if they have most words in common."""
    both = one & other
    least = COSINE_WITH_FIGURE if any(map(_FIGURE.match, both)) else COSINE
    if in_one_article:
        least = COSINE_IN_ARTICLE
    return len(both) > least * math.sqrt(len(one) * len(other)) or _share(both, one, rarity) >= CONTAINED


def is_covered(one: frozenset[str], others: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> bool:
    """True if half of what a sentence says is in the others; one without words says nothing."""
    return _share(one.intersection(frozenset().union(*others)), one, rarity) >= COVERED


def _share(part: frozenset[str], sentence: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The weight of a part of a sentence, as a share of its whole weight; 1 for a sentence without words."""
    return sum(rarity[stem] for stem in part) / sum(rarity[stem] for stem in sentence) if sentence else 1.0
