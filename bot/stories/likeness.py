"""How likely two articles tell the same story."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.stories.data import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.models.stories import Fingerprint

__all__ = ["LikenessModel", "features", "likeness", "likeness_model"]

MAX_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class LikenessModel:
    """Logistic regression over the features of two articles.

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


def likeness(one: Fingerprint, other: Fingerprint, model: LikenessModel) -> float:
    """The estimated probability that two articles tell the same story."""
    odds = model.intercept + sum(w * x for w, x in zip(model.weights, features(one, other), strict=True))
    return 1 / (1 + math.exp(-odds))


def features(one: Fingerprint, other: Fingerprint) -> tuple[float, ...]:
    """The square root of the words' cosine, the cosine of actors, and 1 for days and for figures that differ.

    No word counts for more than ``MAX_SHARE``, so that the name of one town makes no story of all that happens there.
    """
    return (
        math.sqrt(_cosine(one.words, other.words, MAX_SHARE)),
        _cosine(one.actors, other.actors),
        float(_differ(one.days, other.days)),
        float(_differ(one.figures, other.figures)),
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if both articles mention some, and none in common."""
    return bool(one and other) and one.isdisjoint(other)


def _cosine(one: Mapping[str, float], other: Mapping[str, float], most: float = 1.0) -> float:
    """Of two vectors of length 1, no entry adding more than ``most``; 0 if one of them is empty."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(min(weight * large.get(key, 0.0), most) for key, weight in small.items())
