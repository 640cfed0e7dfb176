"""Key phrases: noun phrases of a text that a reader would have chosen.

A logistic model over features of each candidate (how often, how early, how long, how rare its words are in news; see
``phrase_features``) tells how likely a person would have chosen it. ``bench/train_keyphrases.py`` made its weights.
Names and roles of actors are no candidates: they have an answer of their own.
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
SURE_PHRASES = 5
"""Phrases that are given however unlikely they are: a text is about something."""
LEAST_LIKELY = 0.14
"""Probability below which no further phrase is given: measured, a longer list is a worse one."""
SAME_ENDING, SAME_WORD = 2, 4
"""Phrases that may end in one word ("political blogs", "personal blogs"), and that may share one.

People do choose several of a kind: a list without bounds scores 0.7 F1 higher, and reads like one phrase in ten forms.
"""
_WEIGHTS = DATA / "keyphrase_weights.json"


def key_phrases(
    tagged: Sequence[TaggedText],
    titles: Sequence[TaggedText],
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
) -> tuple[str, ...]:
    """At most ``MAX_PHRASES`` phrases, best first, each as the text writes it (white space folded).

    No two share more than one word, none is another's part, none is an actor's name or role. ``titles`` may be blank.
    """
    page = find_keyphrase_candidates(tagged, titles, sentences, actors)
    weights, intercept = _weights()
    probabilities = 1 / (1 + np.exp(-np.clip(phrase_features(page) @ weights + intercept, -30, 30)))
    return tuple(candidate.form for candidate in choose_phrases(page.candidates, probabilities))


def choose_phrases(candidates: Sequence[KeyphraseCandidate], probabilities: Matrix) -> list[KeyphraseCandidate]:
    """The likeliest candidates, best first, that differ enough; ``probabilities`` holds a probability for each."""
    chosen: list[KeyphraseCandidate] = []
    for index in np.argsort(-probabilities, kind="stable"):
        if len(chosen) == MAX_PHRASES or (probabilities[index] < LEAST_LIKELY and len(chosen) >= SURE_PHRASES):
            break
        if _is_distinct(candidates[index], chosen):
            chosen.append(candidates[index])
    return chosen


def _is_distinct(candidate: KeyphraseCandidate, chosen: Sequence[KeyphraseCandidate]) -> bool:
    words = set(candidate.words)
    for better in chosen:
        shared = words.intersection(better.words)
        if len(shared) > 1 or len(shared) in (len(words), len(set(better.words))):
            return False
    endings = sum(better.words[-1] == candidate.words[-1] for better in chosen)
    most_shared = max((sum(word in better.words for better in chosen) for word in words), default=0)
    return endings < SAME_ENDING and most_shared < SAME_WORD


@cache
def _weights() -> tuple[Matrix, float]:
    stored = json.loads(_WEIGHTS.read_text("utf-8"))
    return np.array([stored["weights"][name] for name in FEATURES], np.float32), float(stored["intercept"])
