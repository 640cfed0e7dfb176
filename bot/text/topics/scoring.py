"""Chooses the themes of an article: topics with the terms of the text that are evidence for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.models.analysis import Theme
from bot.text.stemming import s_stem
from bot.text.topics.lexicon import STRENGTHS
from bot.text.topics.matching import MAX_WORDS, match_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from bot.models.analysis import Document
    from bot.text.tagger import TaggedText
    from bot.text.topics.lexicon import Term

__all__ = ["find_themes"]

MAX_THEMES = 4
MAX_EVIDENCE = 6
MIN_TERMS = 2
"""Different terms that a topic needs, weak ones apart; a single one may be a coincidence."""
MIN_OWN = 2
"""Occurrences of strong terms that a further theme needs; one is enough for the first."""
MIN_SCORE = 2.5
MIN_SHORT_SCORE = 2.0
"""The same for a text of at most ``SHORT_WORDS`` words."""
SHORT_WORDS = 120
MIN_SHARE = 0.35
"""Share of the first theme's score that every other theme needs."""
PASSAGE_WORDS = 30
"""Words of a passage, about a sentence and a half; the title is a passage of its own."""
MIN_SPREAD = 0.2
"""Share of the passages in which a topic needs a term that is not weak."""
LEAD_WORDS = 60
"""Words at the beginning of a text that tell most about its subject."""
OPENING_WORDS = 100
"""Words at the beginning of a text that name each of its subjects: a further theme needs a strong term there."""
SATURATION = 2.0
"""Weighted occurrences at which a term has given half of its weight (as in BM25)."""
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT = 3.0, 1.6, 1.0


@dataclass(slots=True)
class _TermHits:
    """The occurrences of one term: their weights added up, the forms it has in the text, and its passages."""

    term: Term
    weight: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)
    passages: set[tuple[int, int]] = field(default_factory=set)
    first_word: int = MAX_WORDS
    """Index of its first word in a title or a text."""


@dataclass(slots=True)
class _Evidence:
    """The terms of one topic that were found, each with what it adds to the topic's score."""

    score: float = 0.0
    terms: list[tuple[float, _TermHits]] = field(default_factory=list)
    telling: int = 0
    """How many of the terms are not weak."""
    own: int = 0
    """Occurrences of strong terms."""
    passages: set[tuple[int, int]] = field(default_factory=set)
    """Passages with a term that is not weak."""
    opens: bool = False
    """True if a strong term stands in a title or among the first ``OPENING_WORDS``."""


def find_themes(documents: Sequence[Document], tagged: Sequence[TaggedText]) -> tuple[Theme, ...]:
    """At most ``MAX_THEMES`` topics, strongest first; none if the evidence is too weak.

    ``tagged`` holds the documents' tagged texts: parts of persons' names are not evidence. Each theme has verbatim
    evidence, strongest first. A term counts by how distinctive it is, more in the title and the lead, and less with
    each repetition. A topic needs terms of its own, and terms in several places of the text.
    """
    hits: dict[str, _TermHits] = {}
    words = passages = 0
    for number, (document, text) in enumerate(zip(documents, tagged, strict=True)):
        _count_terms(hits, document.title, _TITLE_WEIGHT, frozenset(), 2 * number)
        _count_terms(hits, document.text, _BODY_WEIGHT, _offsets_of_persons(text), 2 * number + 1)
        words += len(text.tokens)
    passages = max(1, words // PASSAGE_WORDS)
    found = _evidence_by_topic(hits.values())
    least = MIN_SHORT_SCORE if words <= SHORT_WORDS else MIN_SCORE
    chosen: list[str] = []
    for label in sorted(found, key=lambda label: (-found[label].score, label)):
        evidence = found[label]
        share = MIN_SHARE * found[chosen[0]].score if chosen else 0
        enough = evidence.score >= max(least, share) and evidence.telling >= MIN_TERMS
        own = evidence.own >= MIN_OWN and evidence.opens if chosen else evidence.own >= 1
        if enough and own and len(evidence.passages) >= MIN_SPREAD * passages:
            chosen.append(label)
    return tuple(Theme(label, _verbatim(found[label].terms)) for label in chosen[:MAX_THEMES])


def _evidence_by_topic(hits: Iterable[_TermHits]) -> dict[str, _Evidence]:
    found: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    for term_hits in hits:
        for label, weight in term_hits.term.weights:
            value = weight * term_hits.weight / (term_hits.weight + SATURATION)
            evidence = found[label]
            evidence.score += value
            evidence.terms.append((value, term_hits))
            if weight >= STRENGTHS["strong"]:
                evidence.own += term_hits.forms.total()
                evidence.opens = evidence.opens or term_hits.first_word < OPENING_WORDS
            if weight > STRENGTHS["weak"]:
                evidence.telling += 1
                evidence.passages |= term_hits.passages
    return found


def _offsets_of_persons(tagged: TaggedText) -> Set[int]:
    """Offsets of the characters of persons' names: "Judge", "Price" and "Church" are surnames too."""
    names = (token for token in tagged.tokens if token.ent_type == "PERSON")
    return {offset for token in names for offset in range(token.start, token.end)}


def _count_terms(hits: dict[str, _TermHits], text: str, weight: float, names: Set[int], part: int) -> None:
    """Counts the terms of one ``part`` of a story, a title or a text, except where they are part of a person's name."""
    for match in match_terms(text):
        if match.start in names:
            continue
        found = hits.get(match.term.term)
        if found is None:
            found = hits[match.term.term] = _TermHits(match.term)
        found.weight += max(weight, _LEAD_WEIGHT if match.word < LEAD_WORDS else _BODY_WEIGHT)
        found.forms[match.form] += 1
        found.passages.add((part, match.word // PASSAGE_WORDS))
        found.first_word = min(found.first_word, match.word)


def _verbatim(evidence: Iterable[tuple[float, _TermHits]]) -> tuple[str, ...]:
    """The most frequent form of each term, strongest first; forms that differ only in case or number are given once."""
    forms: dict[str, str] = {}
    for _, found in sorted(evidence, key=lambda e: (-e[0], e[1].term.term)):
        form = min(found.forms, key=lambda f: (-found.forms[f], not f.islower(), f))
        forms.setdefault(" ".join(s_stem(word) for word in form.split()), form)
    return tuple(forms.values())[:MAX_EVIDENCE]
