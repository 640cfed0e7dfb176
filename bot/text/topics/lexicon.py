"""The topic lexicon: terms that are evidence for topics, from ``data/topics.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.text.data import DATA
from bot.text.stemming import s_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "MIN_PREFIX",
    "STRENGTHS",
    "Phrase",
    "Term",
    "TopicLexicon",
    "lookup_stem",
    "strip_possessive",
    "topic_labels",
    "topic_lexicon",
    "topic_words",
]

MIN_PREFIX = 4
"""Letters of the shortest prefix."""
STRENGTHS = {"strong": 3.0, "usual": 1.2, "weak": 0.4}
_BEFORE_S_OR_ES = ("se", "xe", "ze", "che", "she", "oe")
"""How a word without its -s ends that may have an -e or not: "horses" and "viruses", "avalanches" and "matches"."""
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its weight for each of its topics. A term of no topic only keeps its words from matching others."""

    term: str
    weights: tuple[tuple[str, float], ...]


Phrase: TypeAlias = tuple[tuple[str, ...], Term]
"""A term of several words, with their stems."""


@dataclass(frozen=True, slots=True)
class TopicLexicon:
    """Terms by how they are looked up."""

    words: Mapping[str, Term]
    """Single words: stems, or exact forms where capitals matter."""
    prefixes: Mapping[str, Term]
    prefix_openings: frozenset[str]
    """The first ``MIN_PREFIX`` letters of the prefixes."""
    phrases: Mapping[str, tuple[Phrase, ...]]
    """Phrases as stems, longest first, by their first stem."""


def topic_words(text: str) -> Iterable[re.Match[str]]:
    """The words of a text with straight quotes."""
    return _WORD.finditer(text)


def strip_possessive(word: str) -> str:
    """A word without a final 's."""
    return word.removesuffix("'s")


def lookup_stem(word: str) -> str:
    """A form that singular and plural share, in lower case; it need not be a word.

    >>> [lookup_stem(word) for word in ("match", "matches", "avalanche", "avalanches", "movie", "movies")]
    ['match', 'match', 'avalanch', 'avalanch', 'movy', 'movy']
    """
    stem = s_stem(word)
    if stem.endswith("ie") and len(stem) > 4:
        return stem[:-2] + "y"
    return stem[:-1] if stem.endswith(_BEFORE_S_OR_ES) and len(stem) > 3 else stem


@cache
def topic_lexicon() -> TopicLexicon:
    """Reads the lexicon at the first call."""
    tables = _tables()
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for term in _listed_terms(tables["none"]):
        weights[_lookup_form(term)] = {}
    for topic in tables["topic"]:
        for strength, weight in STRENGTHS.items():
            for term in _listed_terms(topic[strength]):
                weights[_lookup_form(term)].setdefault(topic["label"], weight)
    return _index(Term(term, tuple(of_topics.items())) for term, of_topics in weights.items())


@cache
def topic_labels() -> tuple[str, ...]:
    """The labels of all themes, in alphabetical order."""
    return tuple(sorted(topic["label"] for topic in _tables()["topic"]))


def _tables() -> dict[str, Any]:
    return tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))


def _listed_terms(listed: str) -> list[str]:
    return [" ".join(term.split()) for term in listed.split(",") if term.strip()]


def _lookup_form(term: str) -> str:
    """The form under which a term is found; prefixes, and single words with capitals, stay as they are."""
    if term.endswith("*") or (term != term.lower() and " " not in term):
        return term
    return " ".join(lookup_stem(strip_possessive(word)) for word in _WORD.findall(term))


def _index(terms: Iterable[Term]) -> TopicLexicon:
    words: dict[str, Term] = {}
    prefixes: dict[str, Term] = {}
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    for term in terms:
        parts = tuple(term.term.split())
        if term.term.endswith("*"):
            prefixes[term.term[:-1]] = term
        elif len(parts) > 1:
            phrases[parts[0]].append((parts, term))
        else:
            words[term.term] = term
    longest_first = {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()}
    return TopicLexicon(words, prefixes, frozenset(prefix[:MIN_PREFIX] for prefix in prefixes), longest_first)
