"""Features of a key phrase for a reader: whether it is a subject of its article, and says something by itself.

They need only the title and the text, because the process that shows phrases does not load what analyses texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.stemming import singular
from bot.text.topics.matching import match_terms
from bot.text.word_statistics import rarity, title_ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["TELLING_FEATURES", "Page", "listed", "read_page", "telling_features", "words_of"]

MAX_TEXT = 20_000
"""Characters at the beginning of a text in which words are counted."""
LEAD_WORDS = 40
MIN_RANKED = 3
LAST_RANK = 200
"""Rank of a word that has none."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an article, in the singular."""

    in_title: frozenset[str]
    """The words of the title, and the parts of those with a hyphen."""
    counts: Counter[str]
    first: Mapping[str, int]
    """Index of the first occurrence of each word."""
    joined: str
    """All words with a space before and after each."""
    weights: Mapping[str, float]
    """Logarithm of one plus the count, by rarity, of each word (TF-IDF)."""
    ranks: Mapping[str, int]
    """Rank from 0 of each word of at least ``MIN_RANKED`` letters by its count times its rarity."""


def read_page(title: str, text: str) -> Page:
    """Reads at most ``MAX_TEXT`` characters of the text."""
    words = words_of(text[:MAX_TEXT])
    first: dict[str, int] = {}
    for index, word in enumerate(words):
        first.setdefault(word, index)
    counts = Counter(words)
    rarities = {word: rarity(word) for word in counts}
    heaviest_first = sorted((w for w in counts if len(w) >= MIN_RANKED), key=lambda w: -counts[w] * rarities[w])
    return Page(
        in_title=frozenset(words_of(title) + words_of(title.replace("-", " "))),
        counts=counts,
        first=first,
        joined=f" {' '.join(words)} ",
        weights={word: math.log1p(count) * rarities[word] for word, count in counts.items()},
        ranks={word: rank for rank, word in enumerate(heaviest_first)},
    )


def words_of(text: str) -> list[str]:
    """The words of a text in lower case and in the singular."""
    return [singular(match.group()) for match in _WORD.finditer(text)]


@cache
def listed(group: str) -> frozenset[str]:
    """The words of a group in the table of words for phrases."""
    return frozenset(read_word_table("phrase_words.txt")[group])


@dataclass(frozen=True, slots=True)
class _Measured:
    """A phrase with the numbers of its words, each in the order of the words."""

    phrase: str
    words: Sequence[str]
    page: Page
    counts: Sequence[float]
    """Logarithms of one plus the number of occurrences."""
    firsts: Sequence[float]
    """Logarithms of one plus the index of the first occurrence."""
    rarities: Sequence[float]
    """Inverse document frequencies."""
    title_ratios: Sequence[float]
    weights: Sequence[float]
    """In the article, by count and rarity."""
    ranks: Sequence[float]
    """Logarithms of one plus the rank in the article by these."""
    occurrences: int
    """Of the whole phrase."""
    first: int
    """Words before its first occurrence; all words of the text if it has none."""
    topic_weight: float
    """The highest weight of its words for any topic."""
    place: float
    """Logarithm of one plus its place, from 0, among the key phrases of the article."""


_FEATURES: tuple[tuple[str, Callable[[_Measured], float]], ...] = (
    ("occurrences", lambda m: math.log1p(m.occurrences)),
    ("count of its last word", lambda m: m.counts[-1]),
    ("count of its first word", lambda m: m.counts[0]),
    ("count of its rarest word", lambda m: min(m.counts)),
    ("count of its most frequent word", lambda m: max(m.counts)),
    ("mean count of its words", lambda m: sum(m.counts) / len(m.counts)),
    ("all its words are in the title", lambda m: m.page.in_title.issuperset(m.words)),
    ("its last word is in the title", lambda m: m.words[-1] in m.page.in_title),
    ("has a word of the title", lambda m: not m.page.in_title.isdisjoint(m.words)),
    ("first occurrence", lambda m: math.log1p(m.first)),
    ("occurs in the lead", lambda m: m.first < LEAD_WORDS),
    ("earliest first occurrence of its words", lambda m: min(m.firsts)),
    ("mean first occurrence of its words", lambda m: sum(m.firsts) / len(m.firsts)),
    ("rarity of its last word", lambda m: m.rarities[-1]),
    ("rarity of its first word", lambda m: m.rarities[0]),
    ("rarity of its most common word", lambda m: min(m.rarities)),
    ("rarity of its rarest word", lambda m: max(m.rarities)),
    ("title ratio of its last word", lambda m: m.title_ratios[-1]),
    ("title ratio of its first word", lambda m: m.title_ratios[0]),
    ("highest title ratio of its words", lambda m: max(m.title_ratios)),
    ("lowest title ratio of its words", lambda m: min(m.title_ratios)),
    ("weight of its last word", lambda m: m.weights[-1]),
    ("weight of its heaviest word", lambda m: max(m.weights)),
    ("mean weight of its words", lambda m: sum(m.weights) / len(m.weights)),
    ("rank of its last word", lambda m: m.ranks[-1]),
    ("rank of its heaviest word", lambda m: min(m.ranks)),
    ("rank of its lightest word", lambda m: max(m.ranks)),
    ("is one word", lambda m: len(m.words) == 1),
    ("is two words", lambda m: len(m.words) == 2),
    ("is four words or more", lambda m: len(m.words) >= 4),
    ("is one word: its count", lambda m: m.counts[0] if len(m.words) == 1 else 0),
    ("is one word: is in the title", lambda m: len(m.words) == 1 and m.words[0] in m.page.in_title),
    ("characters", lambda m: math.log(len(m.phrase))),
    ("ends in an abstract noun", lambda m: m.words[-1] in listed("abstract-noun")),
    ("has an abstract noun", lambda m: not listed("abstract-noun").isdisjoint(m.words)),
    ("begins with a general adjective", lambda m: m.words[0] in listed("general-adjective")),
    ("ends in a role", lambda m: m.words[-1] in lexicon()["role"]),
    ("has a nationality", lambda m: not lexicon().demonyms.isdisjoint(m.words)),
    ("has a word of a topic", lambda m: m.topic_weight > 0),
    ("has a usual word of a topic", lambda m: m.topic_weight > 1),
    ("has a strong word of a topic", lambda m: m.topic_weight > 2),
    ("begins with a capital", lambda m: m.phrase[:1].isupper()),
    ("its last word has a capital", lambda m: m.phrase.split()[-1][:1].isupper()),
    ("has a hyphen", lambda m: "-" in m.phrase),
    ("has a digit", lambda m: any(map(str.isdigit, m.phrase))),
    ("words of the text", lambda m: math.log(m.page.counts.total() + 10)),
    ("the article has no title", lambda m: not m.page.in_title),
    ("place among the key phrases", lambda m: m.place),
)
"""Each feature with its value. Counts, lengths, indices and ranks (from 0) are logarithms, "is" and "has" 0 or 1."""
TELLING_FEATURES = tuple(name for name, _ in _FEATURES)


def telling_features(phrase: str, page: Page, place: float) -> list[float]:
    """The features of a phrase in the order of ``TELLING_FEATURES``; none of a phrase without words.

    ``place`` counts the key phrases before it, which are more probable to be chosen by a person.
    """
    words = words_of(phrase)
    if not words:
        return []
    total = page.counts.total()
    wanted = f" {' '.join(words)} "
    found = page.joined.find(wanted)
    measured = _Measured(
        phrase,
        words,
        page,
        counts=[math.log1p(page.counts[word]) for word in words],
        firsts=[math.log1p(page.first.get(word, total)) for word in words],
        rarities=[rarity(word) for word in words],
        title_ratios=[title_ratio(word) for word in words],
        weights=[page.weights.get(word, 0.0) for word in words],
        ranks=[math.log1p(page.ranks.get(word, LAST_RANK)) for word in words],
        occurrences=page.joined.count(wanted),
        first=page.joined.count(" ", 0, found) if found >= 0 else total,
        topic_weight=max((w for match in match_terms(phrase) for _, w in match.term.weights), default=0.0),
        place=math.log1p(place),
    )
    return [float(value(measured)) for _, value in _FEATURES]
