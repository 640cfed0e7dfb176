"""Chooses the themes of an article: topics with the terms of the text that are evidence for them.

A logistic model over a few features of the evidence gives the probability that a reader would file the article under
the topic. ``bench/train_topics.py`` fits its weights to judgements made by reading.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.models.analysis import Theme
from bot.text.data import DATA
from bot.text.topics.evidence import LEAD_WORDS, find_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.models.analysis import Document
    from bot.text.tagger import TaggedText
    from bot.text.topics.evidence import EvidenceInText, TopicEvidence

__all__ = ["FEATURES", "accepted_labels", "find_themes", "topic_features"]

MAX_THEMES = 4
MAX_EVIDENCE = 6
MIN_TERMS, MIN_WITHOUT_STRONG = 2, 3
"""Different terms that a topic needs, weak ones apart, with a strong one among them or without: fewer may be chance."""
MIN_SPREAD = 0.1
"""Share of the passages of the text in which a topic needs a term; what is told in one place is an aside."""
MIN_FIRST, MIN_FURTHER = 0.55, 0.85
"""Probabilities that the first theme and every further one need: readers doubt a further one sooner."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A topic's evidence beside that of the other topics of the text."""

    evidence: TopicEvidence
    spread: float
    """The share of the text's passages in which it has a term that is not weak."""
    words: int
    """Words of the text."""
    scores: Sequence[float]
    """The scores of all topics that were found, highest first."""


def _lead_share(m: _Measured) -> float:
    return sum(value for value, hits in m.evidence.terms if hits.first_word < LEAD_WORDS) / m.evidence.score


def _density(m: _Measured) -> float:
    return math.log1p(m.evidence.occurrences) - math.log(m.words + 30) / 2


def _first_strong(m: _Measured) -> float:
    """As if a strong term stood after the text where there is none."""
    return math.log1p(min((hits.first_word for hits in m.evidence.own), default=m.words))


_FEATURES: tuple[tuple[str, Callable[[_Measured], float]], ...] = (
    ("score", lambda m: math.log(m.evidence.score)),
    ("share of all scores", lambda m: m.evidence.score / sum(m.scores)),
    ("topics with a higher score", lambda m: m.scores.index(m.evidence.score)),
    ("share of the score that is its strongest term's", lambda m: m.evidence.terms[0][0] / m.evidence.score),
    ("share of the score from terms in the title and the lead", _lead_share),
    ("occurrences of terms that are not weak, for the length of the text", _density),
    ("spread over the text", lambda m: m.spread),
    ("terms in the title", lambda m: math.log1p(sum(hits.in_title for _, hits in m.evidence.terms))),
    ("strong terms", lambda m: math.log1p(len(m.evidence.own))),
    ("occurrences of strong terms", lambda m: math.log1p(sum(hits.count for hits in m.evidence.own))),
    ("first word of a strong term", _first_strong),
)
"""Each feature with its value. Scores, counts and the index of a word are logarithms."""
FEATURES = tuple(name for name, _ in _FEATURES)


def find_themes(documents: Sequence[Document], tagged: Sequence[TaggedText]) -> tuple[Theme, ...]:
    """At most ``MAX_THEMES`` topics, the most probable first; none if the evidence is too weak.

    ``tagged`` holds the documents' tagged texts. Each theme has verbatim evidence, strongest first.
    """
    found = find_evidence(documents, tagged)
    probabilities = {label: _probability(features) for label, features in topic_features(found).items()}
    return tuple(
        Theme(label, found.topics[label].verbatim()[:MAX_EVIDENCE]) for label in accepted_labels(probabilities)
    )


def accepted_labels(probabilities: Mapping[str, float]) -> list[str]:
    """The labels that are probable enough, at most ``MAX_THEMES``, the most probable first."""
    accepted: list[str] = []
    for label in sorted(probabilities, key=lambda label: (-probabilities[label], label)):
        if probabilities[label] >= (MIN_FURTHER if accepted else MIN_FIRST):
            accepted.append(label)
    return accepted[:MAX_THEMES]


def topic_features(found: EvidenceInText) -> dict[str, list[float]]:
    """The features of each topic with terms, weak ones apart, in enough places, in the order of ``FEATURES``."""
    scores = sorted((evidence.score for evidence in found.topics.values()), reverse=True)
    measured = {
        label: _Measured(evidence, found.spread(label), found.words, scores)
        for label, evidence in found.topics.items()
        if evidence.distinct >= (MIN_TERMS if evidence.own else MIN_WITHOUT_STRONG)
        and found.spread(label) >= MIN_SPREAD
    }
    return {label: [value(topic) for _, value in _FEATURES] for label, topic in measured.items()}


def _probability(features: Sequence[float]) -> float:
    weights, intercept = _weights()
    return 1 / (1 + math.exp(-intercept - sum(w * x for w, x in zip(weights, features, strict=True))))


@cache
def _weights() -> tuple[Sequence[float], float]:
    stored = json.loads((DATA / "topic_weights.json").read_text("utf-8"))
    return [float(stored["weights"][name]) for name in FEATURES], float(stored["intercept"])
