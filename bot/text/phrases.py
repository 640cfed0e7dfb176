"""Key phrases: noun phrases of a text that a reader would have chosen, by how often and how early they stand.

Candidates are runs of adjectives and nouns (the tagger's Penn Treebank tags) that end in a noun, as in TextRank and
its successors; each counts by its frequency, the frequency of its words and its first position. Names of actors, role
words and phrases that overlap a better one are left out: actors have an answer of their own.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.text.actors.lexicon import lexicon
from bot.text.vectors import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models import Actor, Sentence
    from bot.text.tagger import TaggedText, Token

__all__ = ["MAX_PHRASES", "key_phrases"]

MAX_PHRASES = 10
MAX_WORDS = 4
_VAGUE = frozenset(
    "thing things way ways lot lots kind kinds part parts number numbers people person time times year years month "
    "months week weeks day days today yesterday tomorrow hour hours minute minutes percent mr mrs ms one ones other "
    "others such many several most more less few same last next first new former late early own recent".split()
)


@dataclass(slots=True)
class _Candidate:
    """One phrase by its folded words, with the forms it has in the text and where it stands first."""

    words: tuple[str, ...]
    first: int
    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)


def key_phrases(
    tagged: Sequence[TaggedText], sentences: Sequence[Sentence], actors: Sequence[Actor]
) -> tuple[str, ...]:
    """At most ``MAX_PHRASES`` phrases, best first, each as the text writes it; none overlaps another."""
    candidates = _candidates(tagged, sentences, actors)
    word_counts = Counter[str]()
    for candidate in candidates.values():
        for word in candidate.words:
            word_counts[word] += candidate.count
    ranked = sorted(candidates.values(), key=lambda c: (-_score(c, word_counts), c.first))
    chosen: list[_Candidate] = []
    for candidate in ranked:
        if not any(set(candidate.words) & set(better.words) for better in chosen):
            chosen.append(candidate)
        if len(chosen) == MAX_PHRASES:
            break
    return tuple(min(c.forms, key=lambda f: (-c.forms[f], not f.islower(), f)) for c in chosen)


def _score(candidate: _Candidate, word_counts: Counter[str]) -> float:
    words = sum(math.log1p(word_counts[w]) for w in candidate.words) / len(candidate.words)
    length = {1: 0.6, 2: 1.3, 3: 1.1}.get(len(candidate.words), 0.8)
    return (math.log1p(candidate.count) + words) * length / math.log(3 + candidate.first / 30)


def _candidates(
    tagged: Sequence[TaggedText], sentences: Sequence[Sentence], actors: Sequence[Actor]
) -> dict[tuple[str, ...], _Candidate]:
    named = {(m.doc, at) for actor in actors for m in actor.mentions for at in range(m.start, m.end)}
    spans: dict[int, list[tuple[int, int]]] = {}
    for sentence in sentences:
        spans.setdefault(sentence.doc, []).append((sentence.start, sentence.end))
    found: dict[tuple[str, ...], _Candidate] = {}
    for doc, text in enumerate(tagged):
        for run in _runs(text, spans.get(doc, []), {at for d, at in named if d == doc}):
            words = tuple(_stem(t.text) for t in run)
            candidate = found.setdefault(words, _Candidate(words, run[0].start))
            candidate.count += 1
            candidate.forms[" ".join(text.text[run[0].start : run[-1].end].split())] += 1
    return found


def _runs(text: TaggedText, spans: Sequence[tuple[int, int]], named: set[int]) -> Iterator[list[Token]]:
    """Runs of adjectives and nouns that end in a noun, inside one sentence, without names."""
    roles, run, at = lexicon()["role"], list["Token"](), 0
    for token in [*text.tokens, None]:
        while token is not None and at < len(spans) and spans[at][1] <= token.start:
            at += 1
        inside = token is not None and at < len(spans) and spans[at][0] <= token.start
        fits = (
            token is not None
            and inside
            and token.tag[:2] in ("NN", "JJ")
            and token.start not in named
            and token.text.lower() not in STOP_WORDS | _VAGUE | roles
            and any(c.isalpha() for c in token.text)
        )
        apart = run and token is not None and text.text[run[-1].end : token.start].strip(" ")
        if not fits or apart:
            while run and not run[-1].tag.startswith("NN"):
                run.pop()
            if 1 <= len(run) <= MAX_WORDS and any(len(t.text) > 2 for t in run):
                yield run
            run = []
        if fits and token is not None:
            run.append(token)


def _stem(word: str) -> str:
    word = word.lower()
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
