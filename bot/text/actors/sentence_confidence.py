"""The probability that a sentence tells about a person whom it names, rather than about somebody else.

A logistic model. ``bench/fit_who_sentences.py`` fits its weights on judged sentences.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.naming_sentences import NamingSentence

__all__ = ["FEATURES", "MIN_CONFIDENCE", "feature_values", "sentence_confidence"]

MIN_CONFIDENCE = 0.88
"""The probability from which a sentence is quoted; ``bench/fit_who_sentences.py`` prints what others would show."""
_INTERCEPT = 2.38
FEATURES: tuple[tuple[str, float], ...] = (
    ("deep", -1.28),
    ("small part", -0.66),
    ("one word", -1.06),
    ("log odds of the person", 0.26),
)
"""Each with its weight."""
_DEEP = 2
"""Steps from the word that a name depends on to the main verb, from which little of the sentence is about the name."""
_SMALL_PART = 1.0
"""The greatest weight of a part (see ``part_weights.py``) that is hardly more than a mention."""


def feature_values(sentence: NamingSentence, *, is_one_word: bool, log_odds: float) -> tuple[float, ...]:
    """The values of ``FEATURES`` for a sentence.

    ``is_one_word`` is true if the article never names the person by more than one word; ``log_odds`` are those of the
    person's reliability.
    """
    is_deep, is_small = sentence.depth >= _DEEP, sentence.part <= _SMALL_PART
    return float(is_deep), float(is_small), float(is_one_word), log_odds


def sentence_confidence(values: Sequence[float]) -> float:
    """The probability, from 0 to 1, for these values of the features."""
    total = _INTERCEPT + sum(value * weight for value, (_, weight) in zip(values, FEATURES, strict=True))
    return 1 / (1 + math.exp(-total))
