"""Reads small stories for the tests of the actors layer, with the real tagger and given sentences."""

from __future__ import annotations

from functools import cache

from bot.models.analysis import TITLE_DOC, Actor, ActorKind, Sentence
from bot.text.actors.extraction import find_actors
from bot.text.sentences import split_sentences
from bot.text.tagger import Tagger


@cache
def tagger() -> Tagger:
    """The model, loaded once for all tests."""
    return Tagger()


def layout(sentences: tuple[str, ...], doc: int = 0) -> tuple[str, list[Sentence]]:
    """One paragraph of the sentences, with their spans."""
    spans, position = [], 0
    for text in sentences:
        spans.append(Sentence(text, position, position + len(text), doc))
        position += len(text) + 1
    return " ".join(sentences), spans


class Story:
    """A story of one paragraph and what the actors layer found in it."""

    def __init__(self, *sentences: str, title: str = "") -> None:
        self.text, self.sentences = layout(sentences)
        self.title = title
        self.actors = find_actors(tagger().tag([self.text]), tagger().tag([title]), self.sentences)

    def names(self, kind: ActorKind | None = None) -> set[str]:
        """The names of the actors, of one kind or of all."""
        return {actor.name for actor in self.actors if kind in (None, actor.kind)}

    def main(self) -> set[str]:
        """The names of the main actors."""
        return {actor.name for actor in self.actors if actor.is_main}

    def persons(self) -> set[str]:
        """The names of the persons."""
        return self.names(ActorKind.PERSON)

    def actor(self, name: str) -> Actor:
        """The actor of that name."""
        (found,) = [actor for actor in self.actors if actor.name == name]
        return found

    def mentions(self, name: str) -> list[str]:
        """The words of an actor's mentions, the title's first."""
        return [(self.title if m.doc == TITLE_DOC else self.text)[m.start : m.end] for m in self.actor(name).mentions]

    def roles(self, name: str) -> list[str]:
        """The roles of an actor."""
        return [role.text for role in self.actor(name).roles]


def analyse(text: str) -> tuple[Actor, ...]:
    """The actors of a text of several lines, with the real sentences."""
    return find_actors(tagger().tag([text]), tagger().tag([""]), split_sentences(text))
