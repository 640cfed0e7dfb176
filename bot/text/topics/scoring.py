"""Chooses the themes of an article: topics with the terms of the text that are evidence for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.models.analysis import Theme
from bot.text.stemming import s_stem
from bot.text.topics.matching import match_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from bot.models.analysis import Document
    from bot.text.tagger import TaggedText
    from bot.text.topics.lexicon import Term

__all__ = ["find_themes"]

MAX_THEMES = 4
MAX_EVIDENCE = 6
MIN_TERMS = 2
"""Different terms that a topic needs; a single one may be a coincidence."""
MIN_SCORE = 2.5
MIN_SHARE = 0.4
"""Share of the first theme's score that every other theme needs."""
LEAD_WORDS = 60
"""Words at the beginning of a text that tell most about its subject."""
SATURATION = 2.0
"""Weighted occurrences at which a term has given half of its weight (as in BM25)."""
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT = 3.0, 1.6, 1.0


@dataclass(slots=True)
class _TermHits:
    """The occurrences of one term: their weights added up, and the forms it has in the text."""

    term: Term
    weight: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)


def find_themes(documents: Sequence[Document], tagged: Sequence[TaggedText]) -> tuple[Theme, ...]:
    """At most ``MAX_THEMES`` topics, strongest first; none if the evidence is too weak.

    ``tagged`` holds the documents' tagged texts: parts of persons' names are not evidence. Each theme has verbatim
    evidence, strongest first. A term counts by how distinctive it is, more in the title and the lead, and less with
    each repetition.
    """
    hits: dict[str, _TermHits] = {}
    for document, text in zip(documents, tagged, strict=True):
        _count_terms(hits, document.title, _TITLE_WEIGHT, frozenset())
        _count_terms(hits, document.text, _BODY_WEIGHT, _offsets_of_persons(text))
    scores: defaultdict[str, float] = defaultdict(float)
    evidence: defaultdict[str, list[tuple[float, _TermHits]]] = defaultdict(list)
    for found in hits.values():
        for label, weight in found.term.weights:
            value = weight * found.weight / (found.weight + SATURATION)
            scores[label] += value
            evidence[label].append((value, found))
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    least = max(MIN_SCORE, MIN_SHARE * max(scores.values(), default=0))
    chosen = [label for label in ranked if scores[label] >= least and len(evidence[label]) >= MIN_TERMS]
    return tuple(Theme(label, _verbatim(evidence[label])) for label in chosen[:MAX_THEMES])


def _offsets_of_persons(tagged: TaggedText) -> Set[int]:
    """Offsets of the characters of persons' names: "Judge", "Price" and "Church" are surnames too."""
    names = (token for token in tagged.tokens if token.ent_type == "PERSON")
    return {offset for token in names for offset in range(token.start, token.end)}


def _count_terms(hits: dict[str, _TermHits], text: str, weight: float, names: Set[int]) -> None:
    """Counts the terms of a text, except where they are part of a person's name."""
    for match in match_terms(text):
        if match.start in names:
            continue
        found = hits.setdefault(match.term.term, _TermHits(match.term))
        found.weight += max(weight, _LEAD_WEIGHT if match.word < LEAD_WORDS else _BODY_WEIGHT)
        found.forms[match.form] += 1


def _verbatim(evidence: Iterable[tuple[float, _TermHits]]) -> tuple[str, ...]:
    """The most frequent form of each term, strongest first; forms that differ only in case or number are given once."""
    forms: dict[str, str] = {}
    for _, found in sorted(evidence, key=lambda e: (-e[0], e[1].term.term)):
        form = min(found.forms, key=lambda f: (-found.forms[f], not f.islower(), f))
        forms.setdefault(" ".join(s_stem(word) for word in form.split()), form)
    return tuple(forms.values())[:MAX_EVIDENCE]
