"""How likely two articles tell the same story."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.stories.data import DATA
from bot.stories.name_contexts import replaces_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.models.stories import Fingerprint

__all__ = [
    "LIKE_WORDS",
    "MAX_SHARE",
    "SEVERAL_ACTORS",
    "LikenessModel",
    "contradict",
    "differ",
    "features",
    "likeness",
    "likeness_model",
    "words_likeness",
]

MAX_SHARE = 0.08
SEVERAL_ACTORS = 3
SPARSE_PAIR = 0.88
"""The density of both surroundings below which two articles with several actors each need some in common.

There words alone mislead: in a small library "harbour", "port" and "ferry" are rare. Of 1,488 pairs of one event in
NeuS 59 have no actor in common; with this rule B³ F1 falls by 0.2 there.
"""
LIKE_WORDS = 0.42
"""The likeness of words from which one actor in common is enough: a paper of one town names that town everywhere.

In days of 20 stories it takes one story of 200 in NeuS apart, and one of 100 in Multi-News.
"""


@dataclass(frozen=True, slots=True)
class LikenessModel:
    """Logistic regression over the features of two articles and the density of their surroundings.

    ``related`` is the average likeness from which articles are one story, ``same_post`` that from which one post is
    enough for them.
    """

    weights: tuple[float, ...]
    intercept: float
    related: float
    same_post: float


@cache
def likeness_model() -> LikenessModel:
    """The shipped model, made by bench/train_stories.py."""
    stored = json.loads((DATA / "likeness.json").read_text("utf-8"))
    return LikenessModel(tuple(stored["weights"]), stored["intercept"], stored["related"], stored["same_post"])


def likeness(one: Fingerprint, other: Fingerprint, density: float, model: LikenessModel) -> float:
    """The estimated probability that two articles tell the same story; ``density`` is the sum of both surroundings'.

    It is 0 if they are reports in the same words on others, or name others where little is like them.
    """
    if replaces_names(one.contexts, other.contexts) or (density < SPARSE_PAIR and _name_others(one, other)):
        return 0.0
    values = (*features(one, other), density)
    odds = model.intercept + sum(weight * value for weight, value in zip(model.weights, values, strict=True))
    return 1 / (1 + math.exp(-odds))


def features(one: Fingerprint, other: Fingerprint) -> tuple[float, ...]:
    """The likeness of words, the cosine of actors, and 1 for days and for figures that differ."""
    return (
        words_likeness(one, other),
        _cosine(one.actors, other.actors),
        float(differ(one.days, other.days)),
        float(differ(one.figures, other.figures)),
    )


def contradict(one: Fingerprint, other: Fingerprint) -> bool:
    """True if they name different days or figures, or others in the same words: they report different things."""
    if replaces_names(one.contexts, other.contexts):
        return True
    return differ(one.days, other.days) or differ(one.figures, other.figures)


def words_likeness(one: Fingerprint, other: Fingerprint) -> float:
    """The square root of the words' cosine, 0 to 1.

    No word counts for more than ``MAX_SHARE``, so that the name of one town makes no story of all that happens there.
    """
    return math.sqrt(_cosine(one.words, other.words, MAX_SHARE))


def _name_others(one: Fingerprint, other: Fingerprint) -> bool:
    """True if both name several actors, and none in common, or a single one where their words are hardly alike."""
    if min(len(one.actors), len(other.actors)) < SEVERAL_ACTORS:
        return False
    common = len(one.actors.keys() & other.actors.keys())
    return common == 0 or (common == 1 and words_likeness(one, other) < LIKE_WORDS)


def differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if both articles mention some, and none in common."""
    return bool(one and other) and one.isdisjoint(other)


def _cosine(one: Mapping[str, float], other: Mapping[str, float], most: float = 1.0) -> float:
    """Of two vectors of length 1, no entry adding more than ``most``; 0 if one of them is empty."""
    # Exact, so that the order of a set, which differs from run to run, does not matter.
    return math.fsum(min(one[key] * other[key], most) for key in one.keys() & other.keys())
