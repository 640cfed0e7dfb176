"""The key phrases that are shown: those that a reader would probably call useful.

The ranking returns phrases that tell what a text is about, and most of them are of little use outside of it: adjectives
with abstract nouns, words that the text names once and leaves. A logistic model over the features of each phrase gives
the probability that a reader calls it useful; ``bench/train_telling_phrases.py`` fits its weights to judgements made
by reading.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import DATA, read_word_table
from bot.text.lexicon import lexicon
from bot.text.stemming import singular
from bot.text.telling_features import TELLING_FEATURES, read_page, telling_features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["MAX_SHOWN", "chosen_phrases", "telling_phrases"]

MAX_SHOWN = 4
MAX_SAME_WORD = 2
MIN_PROBABILITY = 0.80
"""Below this probability no phrase is shown: rather none than one that a reader doubts.

By ``bench/train_telling_phrases.py --cross-validate``, 89 % of those shown are useful, and 29 % of the articles show
one; from 0.74 on these would be 85 % and 39 %. Stricter readers of new articles called 72 % and 68 % useful.
"""
_QUANTITY = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|half)"
    r"(?:-(?:minute|hour|day|week|month|year|decade)(?:-old)?)?\s",
    re.IGNORECASE,
)
"""How a phrase begins that counts or measures: "two-hour meeting", "several boats"."""


def telling_phrases(phrases: Sequence[str], title: str, text: str) -> tuple[str, ...]:
    """At most ``MAX_SHOWN`` of the phrases, those that a reader would most probably call useful first."""
    page = read_page(title, text)
    weights, intercept = _weights()
    probabilities = {}
    for phrase in phrases:
        if features := telling_features(phrase, page):
            score = intercept + sum(w * x for w, x in zip(weights, features, strict=True))
            probabilities[phrase] = 1 / (1 + math.exp(-score))
    return chosen_phrases(probabilities)


def chosen_phrases(probabilities: Mapping[str, float]) -> tuple[str, ...]:
    """The phrases that are probable enough and whole; no word stands in more than ``MAX_SAME_WORD`` of them."""
    shown: list[str] = []
    used: Counter[str] = Counter()
    for phrase in sorted(probabilities, key=lambda phrase: -probabilities[phrase]):
        words = phrase.lower().split()
        if len(shown) == MAX_SHOWN or probabilities[phrase] < MIN_PROBABILITY:
            break
        if _is_whole(phrase) and not _says_little(words) and all(used[word] < MAX_SAME_WORD for word in words):
            shown.append(phrase)
            used.update(words)
    return tuple(shown)


def _is_whole(phrase: str) -> bool:
    """True unless a phrase breaks off at an adjective of a people, is a line in capitals, or only counts."""
    *before, last = phrase.split()
    breaks_off = last.endswith(".") or last.lower() in lexicon().demonyms
    return not (breaks_off or (before and phrase.isupper()) or _QUANTITY.match(phrase))


def _says_little(words: Sequence[str]) -> bool:
    """True if all words fit nearly any article: "third man", "page"."""
    return _words_of_any_article().issuperset(map(singular, words))


@cache
def _words_of_any_article() -> frozenset[str]:
    table = read_word_table("phrase_words.txt")
    return frozenset((*table["abstract-noun"], *table["general-adjective"]))


@cache
def _weights() -> tuple[Sequence[float], float]:
    stored = json.loads((DATA / "telling_weights.json").read_text("utf-8"))
    return [float(stored["weights"][name]) for name in TELLING_FEATURES], float(stored["intercept"])
