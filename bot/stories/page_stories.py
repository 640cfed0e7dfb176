"""Joins stories on a page that shows them all, where each article can be compared with all others at once.

An article is placed when it arrives, by what is known so far; some reports on one event stay apart then. On a page
their words are compared again, beside how like each article is to the likest ones there, as in CSLS (Conneau et al.,
2018). Stories are joined, never parted, and what is stored stays as it is.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import chain, combinations
from statistics import fmean
from typing import TYPE_CHECKING

from bot.stories.likeness import LIKE_WORDS, MAX_SHARE, SEVERAL_ACTORS, differ
from bot.stories.linkage import average_linkage
from bot.stories.name_contexts import replaces_names
from bot.stories.surroundings import COUNTED, SPARSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.models.stories import Fingerprint

__all__ = [
    "MIN_WORDS",
    "PAGE_MODEL",
    "ComparedArticle",
    "PageModel",
    "article_features",
    "join_stories",
    "word_features",
]

WINDOW = timedelta(days=4)
"""How far apart in time two articles on one event are at most: the next count of a week is another story."""

MIN_WORDS = 0.34
"""The likeness of words below which two articles are on different events, as ``assign`` takes them in a small library.

On a page of few articles the density is low, and reports from one town would be one story.
"""


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article as it is compared with the others of its page."""

    fingerprint: Fingerprint
    date: datetime


@dataclass(frozen=True, slots=True)
class PageModel:
    """Logistic regression over what two articles of a page have in common, and how crowded their surroundings are.

    ``weights`` are those of the likeness of words, the density, and of days and figures that differ; ``related`` is the
    average likeness from which stories are one.
    """

    weights: tuple[float, float, float, float]
    intercept: float
    related: float


PAGE_MODEL = PageModel((35.43, -33.85, -1.58, -0.67), 16.21, 0.2)
"""Made by bench/train_page_stories.py."""


def join_stories(stories: Sequence[Sequence[ComparedArticle]], model: PageModel = PAGE_MODEL) -> list[list[int]]:
    """Which stories, by their index, are one on a page: groups of one or more.

    The time grows with the square of the number of articles: 500 take less than a second.
    """
    articles = list(chain.from_iterable(stories))
    story_of = [at for at, story in enumerate(stories) for _ in story]
    words, density = word_features([one.fingerprint for one in articles])

    @cache
    def alike(one: int, other: int) -> float:
        pair = (min(one, other), max(one, other))
        a, b, shared = articles[one], articles[other], words.get(pair, 0.0)
        if shared < MIN_WORDS or abs(a.date - b.date) > WINDOW:
            return 0.0
        differing = article_features(a.fingerprint, b.fingerprint, shared)
        if differing is None:
            return 0.0
        values = (shared, density[one] + density[other], *differing)
        odds = model.intercept + sum(weight * value for weight, value in zip(model.weights, values, strict=True))
        return 1 / (1 + math.exp(-odds))

    linked = [(story_of[one], story_of[other]) for one, other in words if alike(one, other) >= model.related]
    units: defaultdict[int, list[int]] = defaultdict(list)
    for article, story in enumerate(story_of):
        units[story].append(article)
    joined: list[list[int]] = []
    # Stories without such a pair between them are not alike on average either.
    for connected in _components(range(len(stories)), linked):
        groups = average_linkage([units[story] for story in connected], alike, model.related)
        joined += [sorted({story_of[article] for article in group}) for group in groups]
    return sorted(joined)


def word_features(prints: Sequence[Fingerprint]) -> tuple[dict[tuple[int, int], float], list[float]]:
    """The likeness of words, as ``words_likeness`` has it, of each pair that shares some; and each article's density.

    The density is the mean likeness to the articles that are most like it.
    """
    holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for article, fingerprint in enumerate(prints):
        for word, weight in fingerprint.words.items():
            holding[word].append((article, weight))
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    for found in holding.values():
        for (one, weight), (other, its_weight) in combinations(found, 2):
            shared[one, other] += min(weight * its_weight, MAX_SHARE)
    words = {pair: math.sqrt(value) for pair, value in shared.items()}
    near: list[list[float]] = [[SPARSE] * COUNTED for _ in prints]
    for pair, value in words.items():
        for article in pair:
            near[article].append(max(value, SPARSE))
    return words, [fmean(heapq.nlargest(COUNTED, values)) for values in near]


def article_features(one: Fingerprint, other: Fingerprint, words: float) -> tuple[bool, bool] | None:
    """True for days and for figures that differ; None if the articles are on others, whatever their words are."""
    if replaces_names(one.contexts, other.contexts) or _name_others(one, other, words):
        return None
    return differ(one.days, other.days), differ(one.figures, other.figures)


def _name_others(one: Fingerprint, other: Fingerprint, words: float) -> bool:
    """True if both name several actors, and none in common, or a single one where their words are hardly alike.

    A name is in common, too, if its words are among the heaviest of the other article.
    """
    if min(len(one.actors), len(other.actors)) < SEVERAL_ACTORS:
        return False
    common = sum(_mentions(other, key) for key in one.actors)
    common += sum(_mentions(one, key) for key in other.actors.keys() - one.actors.keys())
    return common == 0 or (common == 1 and words < LIKE_WORDS)


def _mentions(article: Fingerprint, key: str) -> bool:
    return key in article.actors or all(word in article.words for word in key.split())


def _components(items: Iterable[int], linked: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Items that are linked, directly or through others, in order."""
    group = {item: [item] for item in items}
    for one, other in linked:
        if group[one] is not group[other]:
            group[one] += group[other]
            for item in group[other]:
                group[item] = group[one]
    return [sorted(found) for found in {id(found): found for found in group.values()}.values()]
