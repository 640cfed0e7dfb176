"""Chooses key phrases: the noun phrases of an article that a person would most probably choose.

A logistic model over the features of each candidate gives the probability that a person chose it;
``bench/train_keyphrases.py`` fits its weights. Names and roles of actors are not candidates, since actors are
shown separately.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.text.data import DATA
from bot.text.keyphrases.candidates import find_keyphrase_candidates
from bot.text.keyphrases.features import FEATURES, phrase_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Actor, Sentence
    from bot.text.keyphrases.candidates import KeyphraseCandidate
    from bot.text.tagger import TaggedText
    from bot.text.vectors import Matrix

__all__ = ["MAX_PHRASES", "choose_phrases", "key_phrases"]

MAX_PHRASES = 10
MIN_PHRASES = 5
"""How many phrases are returned however improbable they are."""
MIN_PROBABILITY = 0.14
"""Below this probability no further phrase is returned; longer lists scored worse."""
MAX_SAME_HEAD, MAX_SAME_WORD = 2, 4
"""How many phrases may end in the same word ("political blogs", "personal blogs"), and how many may share any word.

People do choose several of a kind: without these limits F1 is 0.7 higher, but the list reads like one phrase in ten
forms.
"""


def key_phrases(
    tagged: Sequence[TaggedText],
    titles: Sequence[TaggedText],
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
) -> tuple[str, ...]:
    """At most ``MAX_PHRASES`` phrases, best first, as the text writes them but with single spaces.

    No two share more than one word, none contains another, none is an actor's name or role. ``titles`` may be empty.
    """
    found = find_keyphrase_candidates(tagged, titles, sentences, actors)
    weights, intercept = _weights()
    scores = np.clip(phrase_features(found) @ weights + intercept, -30, 30)
    return tuple(candidate.form for candidate in choose_phrases(found.candidates, 1 / (1 + np.exp(-scores))))


def choose_phrases(candidates: Sequence[KeyphraseCandidate], probabilities: Matrix) -> list[KeyphraseCandidate]:
    """The most probable candidates that are distinct, best first; ``probabilities`` are ``(candidates,)``."""
    chosen: list[KeyphraseCandidate] = []
    for index in np.argsort(-probabilities, kind="stable"):
        if len(chosen) == MAX_PHRASES or (probabilities[index] < MIN_PROBABILITY and len(chosen) >= MIN_PHRASES):
            break
        if _is_distinct(candidates[index], chosen):
            chosen.append(candidates[index])
    return chosen


def _is_distinct(candidate: KeyphraseCandidate, chosen: Sequence[KeyphraseCandidate]) -> bool:
    """True if a candidate shares few enough words with those chosen before it."""
    words = set(candidate.words)
    for better in chosen:
        shared = words.intersection(better.words)
        if len(shared) > 1 or len(shared) in (len(words), len(set(better.words))):
            return False
    same_head = sum(better.words[-1] == candidate.words[-1] for better in chosen)
    most_shared = max((sum(word in better.words for better in chosen) for word in words), default=0)
    return same_head < MAX_SAME_HEAD and most_shared < MAX_SAME_WORD


@cache
def _weights() -> tuple[Matrix, float]:
    stored = json.loads((DATA / "keyphrase_weights.json").read_text("utf-8"))
    return np.array([stored["weights"][name] for name in FEATURES], np.float32), float(stored["intercept"])
