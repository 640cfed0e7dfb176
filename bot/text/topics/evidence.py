"""The evidence for each topic in an article: which of its terms occur, how often and where."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.text.topics.lexicon import STRENGTHS, lookup_stem
from bot.text.topics.matching import MAX_WORDS, match_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from bot.models.analysis import Document
    from bot.text.tagger import TaggedText
    from bot.text.topics.lexicon import Term

__all__ = ["EvidenceInText", "TopicEvidence", "find_evidence"]

PASSAGE_WORDS = 30
"""Words of a passage, about a sentence and a half; the title is a passage of its own."""
LEAD_WORDS = 60
"""Words at the beginning of a text that tell most about its subject."""
SATURATION = 2.0
"""Weighted occurrences at which a term has given half of its weight (as in BM25)."""
_PREPOSITION_AT_END = re.compile(r"(?<! is)(?<! was) (?:at|from|in|into|of|over|to|with)(?: the)?$", re.IGNORECASE)
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT = 3.0, 1.6, 1.0


@dataclass(slots=True)
class _TermHits:
    """The occurrences of one term: their weights added up, the forms it has in the text, and its passages."""

    term: Term
    weight: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)
    first_word: int = MAX_WORDS
    """Index of its first word in a title or a text."""
    in_title: bool = False
    passages: set[tuple[int, int]] = field(default_factory=set)
    """Part of the story (a title or a text) and number of the passage in it."""

    @property
    def count(self) -> int:
        """How often the term occurs."""
        return self.forms.total()


@dataclass(slots=True)
class TopicEvidence:
    """The terms of one topic that were found, each with what it adds to the topic's score."""

    score: float = 0.0
    terms: list[tuple[float, _TermHits]] = field(default_factory=list)
    """Strongest first."""
    distinct: int = 0
    """How many of the terms are not weak."""
    occurrences: int = 0
    """Occurrences of these."""
    passages: set[tuple[int, int]] = field(default_factory=set)
    """Passages with a term that is not weak."""
    own: list[_TermHits] = field(default_factory=list)
    """The strong terms."""

    def add(self, hits: _TermHits, weight: float) -> None:
        """Adds the occurrences of a term that has ``weight`` for the topic."""
        value = weight * hits.weight / (hits.weight + SATURATION)
        self.score += value
        self.terms.append((value, hits))
        if weight >= STRENGTHS["strong"]:
            self.own.append(hits)
        if weight > STRENGTHS["weak"]:
            self.distinct += 1
            self.occurrences += hits.count
            self.passages |= hits.passages

    def verbatim(self) -> tuple[str, ...]:
        """The most frequent form of each term, strongest first; forms that differ only in case or number once.

        None ends with a preposition, as the term "exports of" does.
        """
        forms: dict[str, str] = {}
        for _, found in self.terms:
            form = min(found.forms, key=lambda f: (-found.forms[f], not f.islower(), f))
            form = _PREPOSITION_AT_END.sub("", form)
            forms.setdefault(" ".join(lookup_stem(word) for word in form.split()), form)
        return tuple(forms.values())


@dataclass(frozen=True, slots=True)
class EvidenceInText:
    """The evidence for each topic by label, and the length of the text."""

    topics: Mapping[str, TopicEvidence]
    words: int

    def spread(self, label: str) -> float:
        """The share of the text's passages in which a topic has a term that is not weak."""
        return min(1.0, len(self.topics[label].passages) / max(1, self.words // PASSAGE_WORDS))


def find_evidence(documents: Sequence[Document], tagged: Sequence[TaggedText]) -> EvidenceInText:
    """Finds the terms of all topics. A term counts more in the title and the lead, and less with each repetition.

    ``tagged`` holds the documents' tagged texts: parts of persons' names are not evidence.
    """
    hits: dict[str, _TermHits] = {}
    for number, (document, text) in enumerate(zip(documents, tagged, strict=True)):
        _count_terms(hits, document.title, frozenset(), 2 * number, in_title=True)
        _count_terms(hits, document.text, _offsets_of_persons(text), 2 * number + 1, in_title=False)
    return EvidenceInText(
        _by_topic(hits.values()), sum(len(paragraph) for text in tagged for paragraph in text.paragraphs)
    )


def _by_topic(hits: Iterable[_TermHits]) -> dict[str, TopicEvidence]:
    found: defaultdict[str, TopicEvidence] = defaultdict(TopicEvidence)
    for term_hits in hits:
        for label, weight in term_hits.term.weights:
            found[label].add(term_hits, weight)
    for evidence in found.values():
        evidence.terms.sort(key=lambda e: (-e[0], e[1].term.term))
    return dict(found)


def _offsets_of_persons(tagged: TaggedText) -> Set[int]:
    """Offsets of the characters of persons' names: "Judge", "Price" and "Church" are surnames too."""
    names = (token for token in tagged.tokens if token.ent_type == "PERSON")
    return {offset for token in names for offset in range(token.start, token.end)}


def _count_terms(hits: dict[str, _TermHits], text: str, names: Set[int], part: int, *, in_title: bool) -> None:
    """Counts the terms of one ``part`` of a story, a title or a text, except where they are part of a person's name."""
    for match in match_terms(text):
        if match.start in names:
            continue
        found = hits.get(match.term.term)
        if found is None:
            found = hits[match.term.term] = _TermHits(match.term)
        in_lead = match.word < LEAD_WORDS
        found.weight += _TITLE_WEIGHT if in_title else _LEAD_WEIGHT if in_lead else _BODY_WEIGHT
        found.forms[match.form] += 1
        found.first_word = min(found.first_word, match.word)
        found.passages.add((part, match.word // PASSAGE_WORDS))
        found.in_title = found.in_title or in_title
