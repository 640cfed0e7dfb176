"""Queries for known articles, made from their texts by a fixed seed: what somebody may type who looks for one."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["KINDS", "QueryMaker", "Story", "compound", "half_remembered", "misspell", "number", "title_words"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE = re.compile(r"[^.!?\n]+")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
HYPHENATED = re.compile(r"(?<![\w-])([a-z]{2,})-([a-z]{2,})(?![\w-])")
NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,])")
MIN_LENGTH = 4
"""Letters of a word that somebody remembers."""
MAX_ARTICLES_WITH_NAME = 3
WINDOW, DROPPED = 8, 3
"""A half-remembered phrase: so many words side by side, of which so many are dropped."""


class Story(NamedTuple):
    """An article of the library."""

    title: str
    text: str


def title_words(story: Story, rng: random.Random, _: QueryMaker) -> str | None:
    """Three words of the title, in their order."""
    found = _long_words(story.title)
    return " ".join(found[i] for i in sorted(rng.sample(range(len(found)), 3))) if len(found) >= 3 else None


def rare_name(story: Story, rng: random.Random, maker: QueryMaker) -> str | None:
    """A capitalised word inside of a sentence that at most three articles have."""
    found = [name for name in NAME.findall(story.text) if maker.frequency[name.lower()] <= MAX_ARTICLES_WITH_NAME]
    return rng.choice(found) if found else None


def half_remembered(story: Story, rng: random.Random, _: QueryMaker) -> str | None:
    """Five of eight words that stand side by side in a sentence."""
    sentences = [words for each in SENTENCE.findall(story.text) if len(words := WORD.findall(each)) >= WINDOW]
    if not sentences:
        return None
    words = rng.choice(sentences)
    start = rng.randrange(len(words) - WINDOW + 1)
    return " ".join(words[start + i] for i in sorted(rng.sample(range(WINDOW), WINDOW - DROPPED)))


def misspelt(story: Story, rng: random.Random, maker: QueryMaker) -> str | None:
    """Two long words of a sentence, of which one has a letter too many, too few, wrong or out of place."""
    pair = _two_words(story, rng, maker)
    if pair is None:
        return None
    wrong = misspell(pair[0], rng)
    return f"{wrong} {pair[1]}" if maker.frequency[wrong.lower()] == 0 else None


def misspell(word: str, rng: random.Random) -> str:
    """The word with one mistake, not in its first letter."""
    at = rng.randrange(1, len(word) - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def compound(story: Story, rng: random.Random, maker: QueryMaker) -> str | None:
    """A compound in another spelling than the article's (joined, in two words, with a hyphen), and a word beside it."""
    found: list[tuple[int, str, str, int]] = []
    for match in HYPHENATED.finditer(story.text):
        if (match[1], match[2]) in maker.compounds:
            found.append((match.start(), *match.groups(), 0))
    words = list(re.finditer(r"(?<![\w-])[a-z]+(?![\w-])", story.text))
    found += [(m.start(), *maker.joined[m[0]], 1) for m in words if m[0] in maker.joined]
    found += [
        (a.start(), a[0], b[0], 2)
        for a, b in pairwise(words)
        if (a[0], b[0]) in maker.compounds and a.end() + 1 == b.start()
    ]
    if not found:
        return None
    start, first, second, spelling = rng.choice(found)
    other = rng.choice([i for i in range(3) if i != spelling])
    query = (f"{first}-{second}", f"{first}{second}", f"{first} {second}")[other]
    beside = [w for w in _long_words(story.text[max(0, start - 80) : start + 80])[1:-1] if w not in (first, second)]
    beside = [w for w in beside if first not in w.lower()]
    return f"{query} {rng.choice(beside)}" if beside else None


def number(story: Story, rng: random.Random, _: QueryMaker) -> str | None:
    """A number with separators, typed without them or with others, and a word beside it."""
    found = list(NUMBER.finditer(story.text))
    if not found:
        return None
    match = rng.choice(found)
    beside = _long_words(story.text[max(0, match.start() - 80) : match.end() + 80])[1:-1]
    return f"{match[0].replace(',', rng.choice(('', '', '.', ' ')))} {rng.choice(beside)}" if beside else None


KINDS: Mapping[str, Callable[[Story, random.Random, QueryMaker], str | None]] = {
    "three words of the title": title_words,
    "a rare name": rare_name,
    "five of eight words of a sentence": half_remembered,
    "two words, one misspelt": misspelt,
    "a compound spelt otherwise, and a word": compound,
    "a number with other separators, and a word": number,
}


@dataclass(frozen=True)
class QueryMaker:
    """What the queries need to know of all articles."""

    frequency: Mapping[str, int]
    """The number of articles that have a word, in lower case."""
    compounds: frozenset[tuple[str, str]]
    """Pairs that some article has with a hyphen and some other one as one word."""
    joined: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, stories: Sequence[Story]) -> QueryMaker:
        frequency: Counter[str] = Counter()
        hyphenated: set[tuple[str, str]] = set()
        for story in stories:
            frequency.update({word.lower() for word in WORD.findall(f"{story.title} {story.text}")})
            hyphenated.update(HYPHENATED.findall(story.text))
        pairs = frozenset(pair for pair in hyphenated if frequency["".join(pair)])
        return cls(frequency, pairs, {"".join(pair): pair for pair in pairs})

    def queries(self, kind: str, stories: Sequence[Story], count: int, seed: int) -> list[tuple[int, str]]:
        """At most ``count`` queries of a kind, each for another article: the article's index, and what is typed."""
        rng = random.Random(f"{seed} {kind}")
        made = []
        for index in rng.sample(range(len(stories)), len(stories)):
            query = KINDS[kind](stories[index], rng, self)
            if query is not None:
                made.append((index, query))
            if len(made) == count:
                break
        return made


def _long_words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if len(word) >= MIN_LENGTH]


def _two_words(story: Story, rng: random.Random, maker: QueryMaker) -> tuple[str, str] | None:
    sentences = [words for each in SENTENCE.findall(story.text) if len(words := _long_words(each)) >= 3]
    if not sentences:
        return None
    words = sorted(set(rng.choice(sentences)), key=lambda word: (maker.frequency[word.lower()], word))
    return (words[0], words[1]) if len(words) > 1 and len(words[0]) > MIN_LENGTH else None
