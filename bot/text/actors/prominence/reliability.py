"""The probability that a name is what it seems: somebody, of its kind, and one actor.

A logistic model for each kind of actor. ``bench/fit_reliability.py`` fits its weights on judged entries.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.mention_context import mention_context
from bot.text.actors.prominence.mention_features import MENTION_FEATURES
from bot.text.actors.prominence.mentions import LABELS
from bot.text.actors.prominence.name_features import NAME_FEATURES
from bot.text.actors.prominence.story_features import STORY_FEATURES
from bot.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["FEATURES", "INTERCEPT", "WEIGHTS_FILE", "feature_values", "log_odds", "reliability"]

WEIGHTS_FILE = DATA / "reliability_weights.tsv"
INTERCEPT = "intercept"
MAX_MENTIONS = 200
"""Mentions of one actor that are looked at."""
FEATURES: tuple[str, ...] = (
    *(name for name, _, _ in NAME_FEATURES),
    *(name for name, _, _ in MENTION_FEATURES),
    *(name for name, _ in STORY_FEATURES),
)
"""The names of all features, in the order of their values."""


def feature_values(actor: Prominence) -> list[float]:
    """The values from 0 to 1: those of a mention are the share of the mentions outside titles that have the feature."""
    in_text = [mention for mention in actor.mentions if not actor.is_in_title(mention)]
    mentions = [
        mention_context(mention, actor.texts[mention.text_index].tokens, LABELS[actor.kind])
        for mention in (in_text or actor.mentions)[:MAX_MENTIONS]
    ]
    size = max(1, len(mentions))
    of_name = [value(actor) for _, value, _ in NAME_FEATURES]
    of_mentions = [sum(map(applies, mentions)) / size for _, applies, _ in MENTION_FEATURES]
    return [*of_name, *of_mentions, *(float(value(actor)) for _, value in STORY_FEATURES)]


def reliability(odds: float) -> float:
    """The probability, from 0 to 1, for these log odds."""
    return 1 / (1 + math.exp(-odds))


def log_odds(actor: Prominence) -> float:
    """The logarithm of the odds: 0 for a probability of a half."""
    intercept, weights = _weights()[actor.kind]
    return intercept + sum(map(float.__mul__, weights, feature_values(actor)))


@cache
def _weights() -> Mapping[ActorKind, tuple[float, tuple[float, ...]]]:
    """For each kind its intercept and the weights of the features in their order."""
    lines = [line for line in WEIGHTS_FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    heading, *rows = (line.split("\t") for line in lines)
    table = {name: dict(zip(heading[1:], map(float, values), strict=True)) for name, *values in rows}
    return {kind: (table[INTERCEPT][kind], tuple(table[name][kind] for name in FEATURES)) for kind in ActorKind}
