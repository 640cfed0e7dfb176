"""Tokens as the rules for actors read them: each with its sentence, and compounds such as "U.S.-Japan" split."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.headlines import is_headline
from bot.text.lexicon import lexicon
from bot.text.result_lines import MAX_RESULT_LINE, SCORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.models.analysis import Sentence
    from bot.text.tagger import TaggedText, TaggedToken

__all__ = ["Token", "TokenizedText", "tokenize"]

_COMPOUND_HYPHEN = re.compile(r"(?<=[A-Za-z.])-(?=[A-Z])")
_GLUED = re.compile(r"(?<=[a-z\d)\]A-Z]{2})[.?!)\]](?=[A-Z][a-z]{2})")
"""A mark after which a blank is missing: "(CNN)Ann Lee", "asked.The agency"."""
_LINE_BREAK = re.compile(r"\n+")
_MIN_SPLIT = 3
"""Characters of the shortest word that may be split: a hyphen or a mark stands between two others."""
_OPENERS = frozenset("\"'`([{-*•")
"""Opening quotes and brackets, and bullets: the word after one still starts the sentence."""
_MIN_WRAPPED = 45
"""Characters from which a line may go on in the next one: names continue there, but not in the next row of a table."""
_MAX_STRAY_TOKENS = 400
"""Tokens after a sentence and in none (captions, repetitions) that count as part of it. The rules look at the whole
sentence of each name, so without a bound their time would be quadratic.
"""


@dataclass(slots=True)
class Token:
    """A token with spaCy's annotation (see ``TaggedToken``) and its sentence."""

    start: int
    end: int
    text: str
    lower: str
    tag: str
    is_capitalised: bool
    no_space_before: bool
    in_headline: bool
    """True if its line is in title case or capitals, so that its own capital means nothing."""
    ent_type: str
    ent_span: tuple[int, int] | None
    head: int
    """Index of the syntactic head among the text's tokens; its own index if it is a root, or if no parser ran."""
    dep: str
    opens_line: bool = False
    """True for the first word of a line or table cell, unless the line goes on a wrapped paragraph."""
    sentence: int = TITLE_DOC
    """Index of its sentence; below 0 for a token in no sentence."""
    is_sent_start: bool = False


@dataclass(frozen=True)
class TokenizedText:
    """A body text or title; ``doc`` is ``TITLE_DOC`` for the first title, None for one whose mentions are not kept."""

    doc: int | None
    text: str
    tokens: tuple[Token, ...]
    sentence_ranges: Mapping[int, range]
    """The indices of the tokens of each sentence, by the sentence's index."""

    @cached_property
    def lowercase_words(self) -> frozenset[str]:
        """The words that are not capitalised."""
        return frozenset([token.lower for token in self.tokens if not token.is_capitalised])

    @cached_property
    def line_starts(self) -> Mapping[int, None]:
        """The indices of the tokens that start a line, in order."""
        begins = [token.start for token in self.tokens]
        found = [0, *(bisect_left(begins, gap.end()) for gap in _LINE_BREAK.finditer(self.text))]
        return {at: None for at in found if at < len(begins)}

    @cached_property
    def openings(self) -> Sequence[int]:
        """The indices of the tokens that start a line or a sentence, in order."""
        return [at for at, token in enumerate(self.tokens) if token.is_sent_start or at in self.line_starts]


def tokenize(tagged: TaggedText, sentences: Sequence[tuple[int, Sentence]], doc: int | None) -> TokenizedText:
    """Tokens of a text with their sentences, which are given with their indices and in the order of the text."""
    tokens = _annotated_tokens(tagged, is_title=doc is None or doc == TITLE_DOC)
    return TokenizedText(doc, tagged.text, tuple(tokens), _assign_sentences(tokens, sentences))


def _annotated_tokens(tagged: TaggedText, *, is_title: bool) -> list[Token]:
    tokens: list[Token] = []
    end, width = -1, 0
    for paragraph in tagged.paragraphs:
        words = [token for token in paragraph if not token.text.isspace()]
        opens_line, width = width < _MIN_WRAPPED, len(tagged.text[paragraph[0].start : paragraph[-1].end])
        in_headline = is_headline([word.text for word in words], is_title=is_title)
        if in_headline and not is_title:  # "Ann Lee (Malta) beat Bo Diaz (Chile) 6-3 6-4"
            line = tagged.text[paragraph[0].start : paragraph[-1].end]
            in_headline = line.isupper() or not SCORE.search(line[:MAX_RESULT_LINE])
        for word in _split_compounds(words):
            text = word.text
            style = (text.casefold(), word.tag, text[0].isupper(), word.start == end, in_headline)
            entity = (word.ent_type, word.ent_span)
            opens_line |= word.start > end and "\t" in tagged.text[max(end, 0) : word.start]
            tokens.append(Token(word.start, word.end, text, *style, *entity, word.head, word.dep, opens_line))
            end, opens_line = word.end, False
    index_at = {token.start: index for index, token in enumerate(tokens)}
    for index, token in enumerate(tokens):
        token.head = index_at.get(token.head, index)
    return tokens


def _split_compounds(words: Sequence[TaggedToken]) -> Iterator[TaggedToken]:
    """Splits "U.S.-Japan" at its hyphen, and joins "Maj" with the full stop that follows it."""
    abbreviations = lexicon().title_abbreviations
    joined_until = 0
    for word, following, after in zip_longest(words, words[1:], words[2:]):
        if word is None:  # pragma: no cover - the longest of the three is the first
            break
        if word.start < joined_until:
            continue
        is_abbreviation = following is not None and following.text == "." and following.start == word.end
        if following is not None and _is_dutch_article(word, following, after):
            joined_until = following.end
            yield replace(following, start=word.start, text=word.text + following.text, tag="NNP")
        elif is_abbreviation and word.text.casefold() in abbreviations:
            joined_until = following.end
            yield replace(word, end=following.end, text=word.text + ".")
        elif word.text.isalnum():
            yield word
        else:
            yield from _split_word(word)


def _is_dutch_article(word: TaggedToken, following: TaggedToken | None, after: TaggedToken | None) -> bool:
    """True for the apostrophe of "'t" in "Wim 't Hart", which the tagger's model parts from its letter."""
    if word.text != "'" or following is None or after is None:
        return False
    is_article = following.text in ("t", "T") and following.start == word.end < after.start - 1
    return is_article and after.text[0].isupper()


def _split_word(word: TaggedToken) -> Iterator[TaggedToken]:
    """The parts of a word around hyphens before capitals, and around marks after which a blank is missing."""
    if len(word.text) < _MIN_SPLIT:
        yield word
        return
    marks = [*_COMPOUND_HYPHEN.finditer(word.text), *_GLUED.finditer(word.text)]
    begin = 0
    for at in sorted(mark.start() for mark in marks if 0 < mark.start() < len(word.text) - 1):
        tag = "HYPH" if word.text[at] == "-" else "."
        yield replace(word, start=word.start + begin, end=word.start + at, text=word.text[begin:at])
        yield replace(word, start=word.start + at, end=word.start + at + 1, text=word.text[at], tag=tag)
        begin = at + 1
    yield replace(word, start=word.start + begin, text=word.text[begin:]) if begin else word


def _assign_sentences(tokens: Sequence[Token], sentences: Sequence[tuple[int, Sentence]]) -> dict[int, range]:
    """Sets each token's sentence; gives the range of each sentence, without the stray tokens that follow it."""
    starts = [token.start for token in tokens]
    bounds = [*(bisect_left(starts, sentence.start) for _, sentence in sentences), len(tokens)]
    ranges = {}
    _mark(tokens[: bounds[0]], TITLE_DOC, 0)
    for (index, sentence), (first, following) in zip(sentences, pairwise(bounds), strict=True):
        if first == len(tokens):
            break
        end = bisect_left(starts, sentence.end, first, following)
        ranges[index] = range(first, end)
        _mark(tokens[first:following], index, end - first)
    return ranges


def _mark(tokens: Sequence[Token], sentence: int, size: int) -> None:
    """Marks the first ``size`` tokens as those of a sentence, and the strays after them."""
    starts_sentence = True
    for at, token in enumerate(tokens):
        strays = max(at - size, 0) // _MAX_STRAY_TOKENS
        token.sentence = TITLE_DOC - strays if strays else sentence
        token.is_sent_start = starts_sentence
        # the first word of a quotation inside a sentence is capitalised like a sentence's first word
        opens_quotation = token.text == '"' and not token.no_space_before
        starts_sentence = opens_quotation or (
            starts_sentence and token.text[0] in _OPENERS and not token.text[-1].isalpha()
        )
