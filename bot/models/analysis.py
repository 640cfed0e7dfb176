"""The result of analysing a text: its sentences and their ranking, its actors, themes and key phrases.

All offsets are in characters of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["TITLE_DOC", "Actor", "ActorKind", "Analysis", "Digest", "Document", "Mention", "Role", "Sentence", "Theme"]

TITLE_DOC = -1
"""Used for the title where the index of a document or of a sentence is expected."""


class ActorKind(StrEnum):
    """The entity type of an actor."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Document:
    """A text to analyse. Paragraphs are separated by blank lines; ``title`` may be empty."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, verbatim: ``documents[doc].text[start:end] == text``."""

    text: str
    start: int
    end: int
    doc: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """The position of a name in document ``doc``, or in the title if ``doc`` is ``TITLE_DOC``."""

    doc: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """A description of an actor, quoted verbatim ("Japan’s new Prime Minister").

    ``sentence`` is the index of the sentence that it is quoted from, or ``TITLE_DOC``.
    """

    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or place in one article.

    ``name`` is the fullest form the article uses; ``aliases`` the other forms, most used first. ``salient`` are the
    sentences (indices, best first) that say most about the actor: roles, actions, their own words. Each has the name.
    ``is_main`` is true for those whom the article is about: neither its source nor named in passing.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]
    salient: tuple[int, ...] = ()
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic label with the words of the text that support it, strongest first."""

    label: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one article, or of several articles about the same story.

    ``ranking`` holds the index of every sentence, best first: a summary of n sentences consists of the first n, shown
    in document order. ``actors`` are ordered by importance, ``themes`` and ``phrases`` by strength. ``version`` is the
    version of the analyzer. ``pages`` are the offsets at which the pages of the full text begin
    (``bot.text.paging``); it is empty in analyses that were stored before pages were found.
    """

    version: int
    language: str
    sentences: tuple[Sentence, ...]
    ranking: tuple[int, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    phrases: tuple[str, ...]
    pages: tuple[int, ...] = ()

    def summary(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences, or all of them if there are fewer, in document order."""
        return tuple(self.sentences[i] for i in sorted(self.ranking[:count]))

    def best(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences, best first."""
        return tuple(self.sentences[i] for i in self.ranking[:count])

    def position(self, sentence: Sentence) -> int:
        """Which sentence of its article one of ``sentences`` is, counted from 1."""
        return bisect_left(self.sentences, sentence.start, key=lambda one: one.start) + 1

    @property
    def total(self) -> int:
        """The number of sentences."""
        return len(self.sentences)


@dataclass(frozen=True, slots=True)
class Digest:
    """The part of an analysis that a summary shows: the best sentences and the main actors.

    Its size does not depend on the length of the article. ``ranked`` are the best sentences, best first, ``positions``
    are their numbers in the article, counted from 1, and ``total`` is how many sentences that has; ``actors`` have no
    mentions, aliases or salient sentences.
    """

    language: str
    total: int
    ranked: tuple[Sentence, ...]
    positions: tuple[int, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    phrases: tuple[str, ...]

    def summary(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences, or all of ``ranked`` if there are fewer, in document order."""
        return tuple(sorted(self.best(count), key=lambda sentence: sentence.start))

    def best(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences, best first."""
        return self.ranked[:count]

    def position(self, sentence: Sentence) -> int:
        """Which sentence of its article one of ``ranked`` is, counted from 1."""
        return self.positions[self.ranked.index(sentence)]
