"""Tokens as the rules for actors read them: each with its sentence, and compounds such as "U.S.-Japan" split."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, pairwise
from operator import not_
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.captions import is_certain_caption
from bot.text.headlines import is_headline
from bot.text.lexicon import lexicon
from bot.text.result_lines import MAX_RESULT_LINE, SCORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.models.analysis import Sentence
    from bot.text.tagger import TaggedText, TaggedToken

__all__ = ["Token", "TokenizedText", "lowercase_words", "tokenize"]

_COMPOUND_HYPHEN = re.compile(r"(?<=[A-Za-z.])-(?=[A-Z])")
_GLUED = re.compile(r"(?<=[a-z\d)\]A-Z]{2})[.?!)\]](?=[A-Z][a-z]{2})")
"""A mark after which a blank is missing: "(CNN)Ann Lee", "asked.The agency"."""
_LINE_BREAK = re.compile(r"\n+")
_MIN_SPLIT = 3
"""Characters of the shortest word that may be split: a hyphen or a mark stands between two others."""
_OPENERS = frozenset("\"'`([{-*•")
"""Opening quotes and brackets, and bullets: the word after one still starts the sentence."""
_STOP_OR_QUOTE = frozenset('."')
"""Marks after which a sentence may start."""
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
    line_starts: Mapping[int, None]
    """The indices of the tokens that start a line, in order."""
    words: Sequence[str]
    """The tokens in lower case."""
    capitals: Sequence[int]
    """The indices of the capitalised tokens, in order."""
    openings: Sequence[int]
    """The indices of the tokens that start a line or a sentence, in order."""

    def places_of(self, wanted: frozenset[str]) -> list[int]:
        """The indices of the tokens that are one of these words in lower case, in order."""
        return _places_of(wanted, self.words)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often the text has each of them."""
        return Counter(self.words)

    @cached_property
    def lowercase_words(self) -> frozenset[str]:
        """The words that are not capitalised."""
        words = list(self.words)
        for at in self.capitals:
            words[at] = ""
        return frozenset(words) - {""}

    @cached_property
    def captions(self) -> frozenset[int]:
        """The indices of the sentences that are captions of pictures beyond doubt."""
        return frozenset(
            index
            for index, words in self.sentence_ranges.items()
            if words and is_certain_caption(self.text[self.tokens[words.start].start : self.tokens[words.stop - 1].end])
        )


def _places_of(wanted: frozenset[str], words: Sequence[str]) -> list[int]:
    return list(compress(range(len(words)), map(wanted.__contains__, words)))


def lowercase_words(texts: Sequence[TokenizedText]) -> frozenset[str]:
    """The words that are not capitalised in some text of a story."""
    return frozenset[str]().union(*(text.lowercase_words for text in texts))


def tokenize(tagged: TaggedText, sentences: Sequence[tuple[int, Sentence]], doc: int | None) -> TokenizedText:
    """Tokens of a text with their sentences, which are given with their indices and in the order of the text."""
    tokens = _annotated_tokens(tagged, is_title=doc is None or doc == TITLE_DOC)
    starts = [token.start for token in tokens]
    index_at = dict(zip(starts, range(len(starts)), strict=True))
    for index, token in enumerate(tokens):
        token.head = index_at.get(token.head, index)
    words = [token.lower for token in tokens]
    ranges, sentence_starts = _assign_sentences(tokens, words, starts, sentences)
    breaks = [0, *(bisect_left(starts, gap.end()) for gap in _LINE_BREAK.finditer(tagged.text))]
    line_starts = {at: None for at in breaks if at < len(tokens)}
    return TokenizedText(
        doc,
        tagged.text,
        tuple(tokens),
        ranges,
        line_starts,
        words=words,
        capitals=[at for at, token in enumerate(tokens) if token.is_capitalised],
        openings=sorted({*line_starts, *sentence_starts}),
    )


def _annotated_tokens(tagged: TaggedText, *, is_title: bool) -> list[Token]:
    """The tokens, each with the offset of its head for ``head``, and in no sentence."""
    tokens: list[Token] = []
    width = 0
    for paragraph in tagged.paragraphs:
        words: Sequence[TaggedToken] = paragraph
        forms = [word.text for word in words]
        if any(map(str.isspace, forms)):
            words = [word for word in words if not word.text.isspace()]
            forms = [word.text for word in words]
        line = tagged.text[paragraph[0].start : paragraph[-1].end]
        in_headline = is_headline(forms, is_title=is_title)
        if in_headline and not is_title:  # "Ann Lee (Malta) beat Bo Diaz (Chile) 6-3 6-4"
            in_headline = line.isupper() or not SCORE.search(line[:MAX_RESULT_LINE])
        if "'" in forms:
            words = _join_dutch_articles(words)
            forms = [word.text for word in words]
        found = [
            Token(  # not by keyword or star, which takes half as long again
                word.start,
                word.end,
                word.text,
                word.text.casefold(),
                word.tag,
                word.text[0].isupper(),
                False,
                in_headline,
                word.ent_type,
                word.ent_span,
                word.head,
                word.dep,
            )
            for word in _split_compounds(words, forms)
        ]
        if found:
            found[0].opens_line = width < _MIN_WRAPPED
        tokens += found
        width = len(line)
    _mark_gaps(tokens, tagged.text)
    return tokens


def _mark_gaps(tokens: Sequence[Token], text: str) -> None:
    """Notes which tokens follow another one without a space, and which open a cell of a table."""
    for before, token in pairwise(tokens):
        token.no_space_before = before.end == token.start
    if "\t" in text:
        for before, token in pairwise(tokens):
            token.opens_line |= "\t" in text[before.end : token.start]


def _split_compounds(words: Sequence[TaggedToken], forms: Sequence[str]) -> Sequence[TaggedToken]:
    """Splits "U.S.-Japan" at its hyphen, and joins "Maj" with the full stop that follows it."""
    abbreviations = lexicon().title_abbreviations
    found: list[TaggedToken] = []
    end = 0  # of the words that are in ``found``
    for at in compress(range(len(words)), map(not_, map(str.isalnum, forms))):  # few words, which saves time
        word, before = words[at], words[at - 1]
        if forms[at] == "." and at and before.end == word.start and before.text.casefold() in abbreviations:
            found += words[end:at]
            found[-1] = replace(before, end=word.end, text=before.text + ".")
            end = at + 1
        elif len(forms[at]) >= _MIN_SPLIT:  # not for most marks
            found += (*words[end:at], *_split_word(word))
            end = at + 1
    return [*found, *words[end:]] if found else words


def _join_dutch_articles(words: Sequence[TaggedToken]) -> Sequence[TaggedToken]:
    """Joins the apostrophe of "'t" in "Wim 't Hart", which the tagger's model parts from its letter."""
    articles = {
        at: replace(two, start=one.start, text=one.text + two.text, tag="NNP")
        for at, (one, two, after) in enumerate(zip(words, words[1:], words[2:], strict=False))
        if one.text == "'" and _is_dutch_article(one, two, after)
    }
    return [articles.get(at, word) for at, word in enumerate(words) if at - 1 not in articles] if articles else words


def _is_dutch_article(word: TaggedToken, following: TaggedToken, after: TaggedToken) -> bool:
    is_article = following.text in ("t", "T") and following.start == word.end < after.start - 1
    return is_article and after.text[0].isupper()


def _split_word(word: TaggedToken) -> Iterator[TaggedToken]:
    """The parts of a word around hyphens before capitals, and around marks after which a blank is missing."""
    marks = [*_COMPOUND_HYPHEN.finditer(word.text), *_GLUED.finditer(word.text)]
    begin = 0
    for at in sorted(mark.start() for mark in marks if 0 < mark.start() < len(word.text) - 1):
        tag = "HYPH" if word.text[at] == "-" else "."
        yield replace(word, start=word.start + begin, end=word.start + at, text=word.text[begin:at])
        yield replace(word, start=word.start + at, end=word.start + at + 1, text=word.text[at], tag=tag)
        begin = at + 1
    yield replace(word, start=word.start + begin, text=word.text[begin:]) if begin else word


def _assign_sentences(
    tokens: Sequence[Token], words: Sequence[str], starts: Sequence[int], sentences: Sequence[tuple[int, Sentence]]
) -> tuple[dict[int, range], list[int]]:
    """Sets each token's sentence.

    Gives the range of each sentence, without the stray tokens that follow it, and the tokens that start a sentence.
    """
    bounds = [*(bisect_left(starts, sentence.start) for _, sentence in sentences), len(tokens)]
    marks = _places_of(_STOP_OR_QUOTE, words)
    ranges: dict[int, range] = {}
    openings = _mark(tokens, marks, range(bounds[0]), TITLE_DOC, 0)
    for (index, sentence), (first, following) in zip(sentences, pairwise(bounds), strict=True):
        if first == len(tokens):
            break
        end = bisect_left(starts, sentence.end, first, following)
        ranges[index] = range(first, end)
        openings += _mark(tokens, marks, range(first, following), index, end - first)
    return ranges, openings


def _mark(tokens: Sequence[Token], marks: Sequence[int], inside: range, sentence: int, size: int) -> list[int]:
    """Marks the first ``size`` tokens of those ``inside`` as those of a sentence, and the strays after them.

    Gives the tokens that start a sentence. ``marks`` are the full stops and straight quotation marks of the text.
    """
    for token in tokens[inside.start : inside.stop]:
        token.sentence = sentence
    for strays, token in enumerate(tokens[inside.start + size + _MAX_STRAY_TOKENS : inside.stop], _MAX_STRAY_TOKENS):
        token.sentence = TITLE_DOC - strays // _MAX_STRAY_TOKENS
    openings = list(
        _sentence_starts(tokens, marks[bisect_left(marks, inside.start) : bisect_left(marks, inside.stop)], inside)
    )
    for at in openings:
        tokens[at].is_sent_start = True
    return openings


def _sentence_starts(tokens: Sequence[Token], marks: Sequence[int], inside: range) -> Iterator[int]:
    """The tokens that start a sentence, also one in a quotation, and the marks that open it."""
    begins = [inside.start]
    for at in marks:
        if tokens[at].text == '"':
            # the first word of a quotation inside a sentence is capitalised like a sentence's first word
            begins += [] if tokens[at].no_space_before else [at + 1]
        # a quotation of several sentences is one sentence with its speaker
        elif at + 1 in inside and tokens[at + 1].is_capitalised:
            follows_number = at > inside.start and tokens[at - 1].text.isdigit()  # "1. Ann Lee"
            yield from () if follows_number else (at + 1,)
    passed = inside.start
    for at in begins:
        goes_on = at >= passed  # or an earlier one has come by here
        while goes_on and at in inside:
            yield at
            form = tokens[at].text
            goes_on = form[0] in _OPENERS and not form[-1].isalpha()
            passed = at = at + 1
