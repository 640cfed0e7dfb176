"""Themes: topic labels for a story, each with the words of the text that speak for it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.models.analysis import Theme
from bot.text.data import DATA
from bot.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.models.analysis import Document
    from bot.text.tagger import TaggedText

__all__ = ["find_themes"]

MAX_THEMES = 4
MAX_EVIDENCE = 6
MIN_TERMS = 2
"""Different terms that a topic needs: one word is a coincidence."""
MIN_SCORE = 2.5
MIN_SHARE = 0.4
"""Of the first theme's score, for the others."""
MAX_WORDS = 20_000
"""Words of one document that are looked at."""

_WEIGHTS = {"strong": 3.0, "usual": 1.2, "weak": 0.4}
_TITLE, _LEAD, _BODY = 3.0, 1.6, 1.0
LEAD_WORDS = 60
"""Words at the beginning that say what a story is about."""
HALF = 2.0
"""Weighted occurrences at which a term has given half of what it can."""

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$")
_SHORTEST_BEGINNING, _LONGEST_BEGINNING = 4, 14
_TOPICS = DATA / "topics.toml"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term of the lexicon and what it is worth to each topic it stands under (none: it only takes words away)."""

    term: str
    worth: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Terms by their form: single words (with capitals where these count), beginnings, phrases by their first word."""

    words: Mapping[str, _Entry]
    prefixes: Mapping[str, _Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], _Entry], ...]]


@dataclass(slots=True)
class _Support:
    """Where one term was seen: weighted occurrences, and the forms it has in the text."""

    entry: _Entry
    weight: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)


def find_themes(documents: Sequence[Document], tagged: Sequence[TaggedText]) -> tuple[Theme, ...]:
    """At most ``MAX_THEMES`` topics, strongest first; none where too little speaks for any.

    ``tagged`` holds the documents' texts as the tagger read them: parts of persons' names are no evidence.
    Evidence is verbatim, strongest first. Terms count by how distinctive they are, more in title and lead, and less
    with each repetition (as BM25 saturates).
    """
    support: dict[str, _Support] = {}
    for number, document in enumerate(documents):
        _collect(support, document.title, _TITLE, frozenset())
        _collect(support, document.text, _BODY, _person_starts(tagged[number]))
    scores: defaultdict[str, float] = defaultdict(float)
    terms: defaultdict[str, list[tuple[float, _Support]]] = defaultdict(list)
    for found in support.values():
        for label, worth in found.entry.worth:
            value = worth * found.weight / (found.weight + HALF)
            scores[label] += value
            terms[label].append((value, found))
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    least = max(MIN_SCORE, MIN_SHARE * scores[ranked[0]]) if ranked else MIN_SCORE
    chosen = [label for label in ranked if scores[label] >= least and len(terms[label]) >= MIN_TERMS]
    return tuple(Theme(label, _evidence(terms[label])) for label in chosen[:MAX_THEMES])


def _person_starts(tagged: TaggedText) -> frozenset[int]:
    """Offsets of the words of persons' names: Judge, Price and Church are surnames too."""
    starts: set[int] = set()
    for token in tagged.tokens:
        if token.ent_type == "PERSON":
            starts.update(range(token.start, token.end))
    return frozenset(starts)


def _collect(support: dict[str, _Support], text: str, weight: float, names: frozenset[int]) -> None:
    words = list(islice(_WORD.finditer(fold(text)), MAX_WORDS))
    for first, last, entry in _matches([_POSSESSIVE.sub("", m.group()) for m in words]):
        start = words[first].start()
        if start in names:
            continue
        found = support.setdefault(entry.term, _Support(entry))
        found.weight += max(weight, _LEAD if first < LEAD_WORDS else _BODY)
        form = _POSSESSIVE.sub("", fold(text[start : words[last].end()]))
        found.forms[text[start : start + len(form)]] += 1


def _matches(words: Sequence[str]) -> Iterator[tuple[int, int, _Entry]]:
    """Entries with their first and last word, left to right; the longest wins and takes its words away."""
    lexicon = _lexicon()
    normal = [_normal(word) for word in words]
    index = 0
    while index < len(words):
        length = 1
        entry = lexicon.words.get(words[index]) or lexicon.words.get(normal[index])
        for phrase, candidate in lexicon.phrases.get(normal[index], ()):
            if tuple(normal[index : index + len(phrase)]) == phrase:
                length, entry = len(phrase), candidate
                break
        entry = entry or _by_beginning(lexicon, normal[index])
        if entry:
            yield index, index + length - 1, entry
        index += length


def _by_beginning(lexicon: _Lexicon, word: str) -> _Entry | None:
    for length in range(min(len(word), _LONGEST_BEGINNING), _SHORTEST_BEGINNING - 1, -1):
        if entry := lexicon.prefixes.get(word[:length]):
            return entry
    return None


def _evidence(terms: Iterable[tuple[float, _Support]]) -> tuple[str, ...]:
    """The usual form of each term, strongest first; forms that only differ in case or number stand once."""
    forms: dict[str, str] = {}
    for _, found in sorted(terms, key=lambda t: (-t[0], t[1].entry.term)):
        form = min(found.forms, key=lambda f: (-found.forms[f], not f.islower(), f))
        forms.setdefault(" ".join(_normal(w) for w in form.split()), form)
    return tuple(forms.values())[:MAX_EVIDENCE]


def _normal(word: str) -> str:
    """Lower case without the plural's ending (Harman's S stemmer, 1991)."""
    word = word.lower()
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


@cache
def _lexicon() -> _Lexicon:
    tables = tomllib.loads(_TOPICS.read_text(encoding="utf-8"))
    worth: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for term in _terms(tables["none"]):
        worth[_form(term)] = {}
    for topic in tables["topic"]:
        for strength, weight in _WEIGHTS.items():
            for term in _terms(topic[strength]):
                worth[_form(term)].setdefault(topic["label"], weight)
    return _index(_Entry(term, tuple(labels.items())) for term, labels in worth.items())


def _terms(listed: str) -> list[str]:
    return [" ".join(term.split()) for term in listed.split(",") if term.strip()]


def _form(term: str) -> str:
    """The form under which a term is found; what is a beginning, or has capitals and is one word, stays as it is."""
    if term.endswith("*") or (term != term.lower() and " " not in term):
        return term
    return " ".join(_normal(_POSSESSIVE.sub("", word)) for word in _WORD.findall(term))


def _index(entries: Iterable[_Entry]) -> _Lexicon:
    words: dict[str, _Entry] = {}
    beginnings: dict[str, _Entry] = {}
    phrases: defaultdict[str, list[tuple[tuple[str, ...], _Entry]]] = defaultdict(list)
    for entry in entries:
        parts = tuple(entry.term.split())
        if entry.term.endswith("*"):
            beginnings[entry.term[:-1]] = entry
        elif len(parts) > 1:
            phrases[parts[0]].append((parts, entry))
        else:
            words[entry.term] = entry
    ordered = {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()}
    return _Lexicon(words, beginnings, ordered)
