"""The words of a story as the actors layer reads them: with their sentences, and joined names taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.models.analysis import Sentence
    from bot.text.tagger import Entity, TaggedText, Token

__all__ = ["Page", "Word", "read_page"]

_JOINED = re.compile(r"(?<=[A-Za-z.])-(?=[A-Z])")
_CLOSERS = frozenset("\"'`([{-*•")
_MIN_WORDS = 3
_STRAY_WORDS = 400
"""Words in no sentence (captions, repetitions) that are taken for part of the sentence before. The rules look at whole
sentences for each name, so that without a bound their time would be quadratic.
"""
_TITLE_CASE = 0.8
"""Share of capitalised words (of four letters or more) from which a line counts as a headline."""


@dataclass(slots=True)
class Word:
    """A token of a page; ``text`` has its quotes folded. ``opens`` where a sentence begins with it."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    capital: bool
    sentence: int
    opens: bool
    joined: bool
    """Whether nothing stands between it and the word before."""
    headline: bool
    label: str = ""
    entity: tuple[int, int] | None = None
    head: int = -1
    """The word that it depends on, itself at a root."""
    dep: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A body text or title; ``doc`` is ``TITLE_DOC`` for the first title, None for one whose mentions are not kept."""

    doc: int | None
    text: str
    words: tuple[Word, ...]
    sentence_words: Mapping[int, tuple[int, int]]
    """For each sentence (by its index) its first word and the number of its words."""


def _tokens(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str, Token]]:
    """Tokens, with "U.S.-Japan" taken apart at its hyphen and "Maj." put together."""
    dotted = lexicon().dotted
    read_to = 0
    for token, after in zip_longest(tokens, tokens[1:]):
        position = token.start
        if position < read_to:
            continue
        if after is not None and after.text == "." and after.start == token.end and token.text.casefold() in dotted:
            yield position, (read_to := after.end), token.text + ".", token
            continue
        if "-" in token.text and len(token.text) > 1:
            for cut in _JOINED.finditer(token.text):
                at = token.start + cut.start()
                yield position, at, token.text[position - token.start : cut.start()], token
                yield at, at + 1, "-", replace(token, tag="HYPH")
                position = at + 1
        yield position, token.end, token.text[position - token.start :], token


def is_headline(texts: Sequence[str], last: str, *, title: bool = False) -> bool:
    """Whether a line is written in title case or in capitals, so that its capitals say nothing."""
    letters = [t for t in texts if t[:1].isalpha()]
    if title:
        long = [t for t in letters if len(t) >= 4]
        return sum(t[0].isupper() for t in long) >= _TITLE_CASE * len(long)
    long = [t for t in letters[1:] if len(t) >= 4]
    shouted = sum(t.isupper() for t in letters if len(t) > 1)
    if len(letters) >= 2 and shouted >= 0.7 * sum(len(t) > 1 for t in letters):
        return True
    if len(letters) < _MIN_WORDS or len(long) < 2 or last in ".;:,":
        return False
    return sum(t[0].isupper() for t in long) >= _TITLE_CASE * len(long)


def _headlines(tagged: TaggedText, *, title: bool) -> list[tuple[int, int]]:
    spans, at = [], 0
    for start, end in tagged.paragraphs:
        texts = []
        while at < len(tagged.tokens) and tagged.tokens[at].start < end:
            texts.append(tagged.tokens[at].text)
            at += 1
        words = [t for t in texts if t.strip()]
        if words and is_headline(words, words[-1][-1], title=title):
            spans.append((start, end))
    return spans


def _entity_of(entities: Sequence[Entity], position: int, at: int) -> int:
    while at < len(entities) and entities[at].end <= position:
        at += 1
    return at


def read_page(tagged: TaggedText, sentences: Sequence[tuple[int, Sentence]], doc: int | None) -> Page:
    """Lines the tokens up with the sentences (their indices first) and marks headlines and entities."""
    headlines = _headlines(tagged, title=doc is None or doc == TITLE_DOC)
    words: list[Word] = []
    starts: list[tuple[int, int]] = []
    past = [0] * len(sentences)
    sentence_at = headline_at = entity_at = strays = 0
    current, opened, previous_end = TITLE_DOC, True, -1
    at_start: dict[int, int] = {}
    for start, end, text, token in _tokens(tagged.tokens):
        if not text.strip():
            continue
        while sentence_at < len(sentences) and sentences[sentence_at][1].start <= start:
            current = sentences[sentence_at][0]
            opened = True
            starts.append((current, len(words)))
            sentence_at += 1
        while headline_at < len(headlines) and headlines[headline_at][1] <= start:
            headline_at += 1
        in_headline = headline_at < len(headlines) and headlines[headline_at][0] <= start
        entity_at = _entity_of(tagged.entities, start, entity_at)
        entity = tagged.entities[entity_at] if entity_at < len(tagged.entities) else None
        label, extent = "", None
        if entity is not None and entity.start <= start < entity.end:
            label, extent = entity.label, (entity.start, entity.end)
        place = (current, opened, start == previous_end, in_headline, label, extent)
        at_start[start] = len(words)
        tag, head = token.tag, token.head
        words.append(Word(start, end, text, text.casefold(), tag, text[0].isupper(), *place, head, token.dep))
        # an opening quote or bracket, or a bullet, leaves the next word at the sentence's start
        opened = (opened and text[0] in _CLOSERS) or (text in ('"', ":") and not opened and _opens_quote(words))
        previous_end = end
        strays += 1
        if sentence_at and start < sentences[sentence_at - 1][1].end:
            past[sentence_at - 1] = len(words)
            strays = 0
        elif strays % _STRAY_WORDS == 0:
            current = TITLE_DOC - strays // _STRAY_WORDS
    for at, word in enumerate(words):
        word.head = at_start.get(word.head, at)
    # what follows a sentence and belongs to none (a byline, a repetition) is not in its extent
    extents = {index: (at, max(end, at) - at) for (index, at), end in zip(starts, past, strict=False)}
    return Page(doc, tagged.text, tuple(words), extents)


def _opens_quote(words: Sequence[Word]) -> bool:
    """Whether the last word is a quote that opens: something other than a space stands after, a space before."""
    return words[-1].text == '"' and not words[-1].joined
