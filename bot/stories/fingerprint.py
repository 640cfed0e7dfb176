"""Makes the fingerprint of an article, by which it is compared with others."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.models.stories import Fingerprint
from bot.stories.name_contexts import name_contexts
from bot.stories.near_copies import band_keys, shingles, signature
from bot.stories.words import DAYS, rarity, story_words
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.analysis import Actor

__all__ = ["StoryText", "index_keys", "make_fingerprint", "read_story_text"]

MAX_CHARACTERS = 8_000
"""Of a text, from its beginning: news tells first what it is about."""
LANGUAGE = "en"
"""The rarity of words is known for English only; articles in other languages are compared as near-copies."""
MIN_WORDS = 20
"""Different words without which an article says too little to be compared."""
TITLE_WEIGHT = 2
"""How often a word of the title counts."""
OPENING_WORDS = 80
"""Words of the text in which the day of the event is looked for."""
MAX_WORDS, MAX_ACTORS = 120, 20
"""How many words and actors of an article are kept, the heaviest ones. Of a page of 500 words, 60 are too few."""
INDEXED_WORDS, INDEXED_ACTORS = 10, 4
"""By how many of them it is found."""
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*")
"""A number that is no year."""


@dataclass(frozen=True, slots=True)
class StoryText:
    """What a fingerprint is made of, as far as it does not depend on the library.

    ``counts`` are those of the words, those of the title weighing more; ``named`` those of the actors' names.
    """

    counts: Mapping[str, int]
    named: Mapping[str, int]
    days: frozenset[str]
    figures: frozenset[str]
    signature: tuple[int, ...]
    contexts: Mapping[str, str]


def read_story_text(title: str, text: str, actors: Sequence[Actor], language: str = LANGUAGE) -> StoryText:
    """Reads an article; actors and language are those of its analysis. The time is linear in the text, and bounded."""
    marks = signature(shingles(text))
    in_title, in_text = list(story_words(title)), list(story_words(text[:MAX_CHARACTERS]))
    counts = Counter(in_text)
    for word in in_title:
        counts[word] += TITLE_WEIGHT
    opening = [*in_title, *in_text[:OPENING_WORDS]]
    figures = frozenset(word for word in opening if _FIGURE.fullmatch(word))
    contexts = name_contexts(title, text)
    if language != LANGUAGE or len(counts) < MIN_WORDS:
        return StoryText({}, {}, frozenset(), figures, marks, contexts)
    named: Counter[str] = Counter()
    for actor in actors:
        if key := _actor_key(actor):
            named[key] += len(actor.mentions)
    return StoryText(counts, named, DAYS.intersection(opening), figures, marks, contexts)


def make_fingerprint(read: StoryText, holding: Mapping[str, int] | None = None, articles: int = 0) -> Fingerprint:
    """The fingerprint of an article in a library of so many articles, ``holding`` of which have each word."""
    known = holding or {}
    weights = {word: (1 + math.log(n)) * rarity(word, known.get(word, 0), articles) for word, n in read.counts.items()}
    return Fingerprint(
        words=_vector(weights, MAX_WORDS),
        actors=_vector({key: 1 + math.log(n) for key, n in read.named.items()}, MAX_ACTORS),
        days=read.days,
        figures=read.figures,
        signature=read.signature,
        contexts=read.contexts,
    )


def index_keys(fingerprint: Fingerprint) -> list[str]:
    """The keys by which neighbours of an article are found: rare words, actors and the bands of its signature."""
    words = heapq.nlargest(INDEXED_WORDS, fingerprint.words, key=lambda word: (fingerprint.words[word], word))
    actors = heapq.nlargest(INDEXED_ACTORS, fingerprint.actors, key=lambda key: (fingerprint.actors[key], key))
    return [*(f"w {word}" for word in words), *(f"a {key}" for key in actors), *band_keys(fingerprint.signature)]


def _actor_key(actor: Actor) -> str:
    """Persons by their last name, since articles use it alone; others by their whole name."""
    key = name_key(actor.name)
    return key.rpartition(" ")[2] if actor.kind is ActorKind.PERSON else key


def _vector(weights: Mapping[str, float], size: int) -> dict[str, float]:
    """The heaviest entries, scaled to a vector of length 1: what a long text has beside them does not count."""
    kept = heapq.nlargest(size, weights, key=lambda key: (weights[key], key))
    length = math.sqrt(math.fsum(weights[key] ** 2 for key in kept))
    return {key: round(weights[key] / length, 3) for key in kept if weights[key] > 0} if length else {}
