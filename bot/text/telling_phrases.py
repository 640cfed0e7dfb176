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
from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import DATA
from bot.text.lexicon import lexicon
from bot.text.stemming import singular
from bot.text.telling_features import TELLING_FEATURES, listed, read_page, telling_features, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.text.telling_features import Page

__all__ = ["MAX_SHOWN", "chosen_phrases", "repeats_title", "telling_phrases"]

MAX_SHOWN = 4
MIN_PROBABILITY = 0.78
"""Below this probability no phrase is shown: rather none than one that a reader doubts."""
_DIRECTION = re.compile(r"(?:north|south)?(?:east|west)?(?:ern)?")
_VERB_AND_NAME = re.compile(r"[a-z]{3,}ing [A-Z]")
"""How what somebody does to somebody begins, where the tagger takes the verb for a noun: "upholding Obamacare"."""
_WHO_OR_WHERE: tuple[tuple[Callable[[Sequence[str], str], bool], str], ...] = (
    (lambda before, last: _are_names(before) and last.lower() in listed("body"), "Holm regime"),
    (lambda before, last: _are_names(before) and _is_role(last.lower()), "North Korean ambassador"),
    (lambda before, last: _are_names([*before, last]) and _is_role(before[0].lower()), "Comedian Ann Lee"),
    (lambda before, last: last.istitle() and any(word.islower() for word in before), "terrorist group Boko Haram"),
    (lambda before, last: _are_names([*before, last]) and last.lower() in lexicon()["organisation-word"], "Acme Bank"),
    (lambda before, last: _are_names([*before[1:], last]) and _is_direction(before[0].lower()), "northern Syria"),
)
"""What only names somebody or a place: rules over the words before the last one and the last one, with an example."""
_QUANTITY = re.compile(
    r"\d+-\w+\s|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|half)"
    r"(?:-(?:minute|hour|day|week|month|year|decade)(?:-old)?)?\s",
    re.IGNORECASE,
)
"""How a phrase begins that counts or measures: "15-page statement", "two-hour meeting", "several boats"."""


def telling_phrases(phrases: Sequence[str], title: str, text: str) -> tuple[str, ...]:
    """At most ``MAX_SHOWN`` of the phrases, those that a reader would most probably call useful first.

    ``phrases`` are the key phrases of an article in the order of their ranking. What the title says already is left
    out: it stands above them.
    """
    page = read_page(title, text)
    weights, intercept = _weights()
    probabilities = {}
    for place, phrase in enumerate(phrases):
        if (features := telling_features(phrase, page, place)) and not repeats_title(words_of(phrase), page):
            score = intercept + sum(w * x for w, x in zip(weights, features, strict=True))
            probabilities[phrase] = 1 / (1 + math.exp(-score))
    return chosen_phrases(probabilities)


def repeats_title(words: Sequence[str], page: Page) -> bool:
    """True for a phrase with a word of the title ("gas supplies" below "Ukraine strikes gas deal").

    Half of those that a reader judged told nothing more. Adjectives that fit nearly any noun do not count.
    """
    telling = [word for word in words if word not in listed("general-adjective")]
    return not telling or not page.in_title.isdisjoint(telling)


def chosen_phrases(probabilities: Mapping[str, float]) -> tuple[str, ...]:
    """The phrases that are probable enough and whole, the most probable first; no two share a word.

    Of "military budget" and "military spending" a reader needs one.
    """
    shown: list[str] = []
    used: set[str] = set()
    for phrase in sorted(probabilities, key=lambda phrase: -probabilities[phrase]):
        if len(shown) == MAX_SHOWN or probabilities[phrase] < MIN_PROBABILITY:
            break
        words = words_of(phrase)
        if _is_shown(phrase, phrase.lower().split()) and used.isdisjoint(words):
            shown.append(phrase)
            used.update(words)
    return tuple(shown)


def _is_shown(phrase: str, words: Sequence[str]) -> bool:
    return _is_whole(phrase) and not (_says_little(words) or _is_who_or_where(phrase))


def _is_who_or_where(phrase: str) -> bool:
    """True for an actor or a place, which are no subjects: "Holm regime", "Comedian Ann Lee", "northern Syria"."""
    *before, last = phrase.split()
    return bool(before) and any(applies(before, last) for applies, _ in _WHO_OR_WHERE)


def _are_names(words: Sequence[str]) -> bool:
    return all(word[:1].isupper() for word in words)


def _is_direction(word: str) -> bool:
    return _DIRECTION.fullmatch(word) is not None


def _is_role(word: str) -> bool:
    return lexicon().is_role(word) or word in lexicon()["occupation"]


def _is_whole(phrase: str) -> bool:
    """True unless a phrase breaks off at an adjective of a people, has a verb, counts, or is a line in capitals."""
    *before, last = phrase.split()
    breaks_off = last.endswith(".") or last.lower() in lexicon().demonyms
    is_verb = _VERB_AND_NAME.match(phrase) is not None
    return not (breaks_off or is_verb or (before and phrase.isupper()) or _QUANTITY.match(phrase))


def _says_little(words: Sequence[str]) -> bool:
    """True if all words fit nearly any article: "third man", "page"."""
    return _words_of_any_article().issuperset(map(singular, words))


@cache
def _words_of_any_article() -> frozenset[str]:
    return listed("abstract-noun") | listed("general-adjective")


@cache
def _weights() -> tuple[Sequence[float], float]:
    stored = json.loads((DATA / "telling_weights.json").read_text("utf-8"))
    return [float(stored["weights"][name]) for name in TELLING_FEATURES], float(stored["intercept"])
