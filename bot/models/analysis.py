"""What the analyzer says of a text: its sentences and their ranking, the actors in it, its themes and key phrases.

Offsets are in characters of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["TITLE_DOC", "Actor", "ActorKind", "Analysis", "Digest", "Document", "Mention", "Role", "Sentence", "Theme"]

TITLE_DOC = -1
"""The ``doc`` of a mention that stands in the title."""


class ActorKind(StrEnum):
    """What sort of actor a name stands for."""

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
    """Where a name stands: in document ``doc``, or in its title where ``doc`` is ``TITLE_DOC``."""

    doc: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """What a text calls somebody, verbatim ("Japan’s new Prime Minister"), and the sentence it stands in.

    ``sentence`` is an index into the analysis' sentences, or ``TITLE_DOC``.
    """

    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or place in one article.

    ``name`` is the fullest form the article uses; ``aliases`` the other forms, most used first. ``salient`` are the
    sentences (indices, best first) that say most about the actor: roles, actions, their own words. Each has the name.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]
    salient: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic label with the words of the text that support it, strongest first."""

    label: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one reading of an article (or of several on one story) found.

    ``ranking`` holds every sentence index, best first: the summary of n sentences is the first n of it, shown in
    document order. ``actors`` come most important first, ``themes`` and ``phrases`` strongest first.
    ``version`` is that of the analyzer that made it. ``pages`` are the offsets at which the pages of the full text
    begin (see ``bot.text.paging``); empty where they have not been found yet.
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
        """The ``count`` best sentences in document order (all of them where the text has fewer)."""
        return tuple(self.sentences[i] for i in sorted(self.ranking[:count]))

    def best(self, count: int) -> tuple[Sentence, ...]:
        """The same, best first."""
        return tuple(self.sentences[i] for i in self.ranking[:count])

    @property
    def total(self) -> int:
        """How many sentences there are."""
        return len(self.sentences)


@dataclass(frozen=True, slots=True)
class Digest:
    """What an article's summary shows of its analysis, whatever the article's size: a few sentences and actors.

    ``ranked`` are its best sentences, best first, ``total`` is how many it has; ``actors`` come without mentions.
    """

    language: str
    total: int
    ranked: tuple[Sentence, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    phrases: tuple[str, ...]

    def summary(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences in document order, as far as they are here."""
        return tuple(sorted(self.best(count), key=lambda sentence: sentence.start))

    def best(self, count: int) -> tuple[Sentence, ...]:
        """The same, best first."""
        return self.ranked[:count]
