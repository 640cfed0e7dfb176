"""Finds credits, bylines and signatures: the parts of a text that name whoever made the article."""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from bot.text.actors.datelines import find_datelines
from bot.text.actors.detection.detection_text import span_text
from bot.text.actors.outlets import is_outlet, source_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.tokens import Token, TokenizedText

__all__ = ["Lines"]

_DASHES = frozenset(("-", "--", "\u2013", "\u2014", "|"))
_LISTING = frozenset((",", "and", "or", "the", "&"))
_BRACKETS = frozenset(("(", "[", "|"))
"""Marks after which a credit may begin inside a line."""
_TELLING = _BRACKETS | {"contributed", "reported"}
"""Words without which a text has no credit but at the start of a line or sentence."""
_MAX_CREDITED = 40
"""Tokens after the words of a credit in which its names are."""
_MAX_BYLINE = 20
"""Tokens of the longest byline."""
_SENTENCE_ENDS = frozenset((".", "!", "?", '"', "''"))
_MAX_NAME_WORDS = 4
_MAX_CONTRIBUTION = 8
"""Tokens from "contributed" in which the report is."""
_REPORTS = frozenset(("report", "reporting", "story", "article"))


class Lines:
    """The line of each token of a text, its credits and its datelines."""

    def __init__(self, text: TokenizedText) -> None:
        tokens = text.tokens
        self.of: list[range] = []
        """The tokens of the line of each token."""
        for start, end in pairwise((*text.line_starts, len(tokens))):
            self.of += [range(start, end)] * (end - start)
        self.credited = frozenset(chain.from_iterable(self._credits(text)))
        self.aside = self.credited.union(*find_datelines(text))

    def _credits(self, text: TokenizedText) -> Iterator[range]:
        """The tokens of each credit."""
        tokens = text.tokens
        for at in text.line_starts:
            line = tokens[at : min(self.of[at].stop, at + _MAX_BYLINE + 1)]
            if _is_byline(line) or _is_signature(line):
                yield self.of[at]
        telling = text.places_of(_TELLING)
        brackets = [at for at in telling if tokens[at].text in _BRACKETS]
        for at in (*text.openings, *brackets):
            yield _credited(tokens, at)
        for at in brackets:
            yield _bracketed_credit(tokens, at, self.of[at])
        for index in {tokens[at].sentence for at in telling}:
            yield _contributors(tokens, text.sentence_ranges.get(index, range(0)))


def _is_byline(line: Sequence[Token]) -> bool:
    """True for "By Ann Howe | 12 November 2026 | 3 min read"."""
    is_short = 1 < len(line) <= _MAX_BYLINE and line[0].lower == "by" and line[1].is_capitalised
    return is_short and not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in line)


def _is_signature(line: Sequence[Token]) -> bool:
    """True for a line that holds a name and an outlet only: "Ann Howe, CNN", "-- Ann Howe, Reuters"."""
    words = [word for word in line if word.text not in _DASHES]
    comma = next((at for at, word in enumerate(words) if word.text == ","), 0)
    if not 1 < comma <= _MAX_NAME_WORDS or len(line) > _MAX_BYLINE or comma + 1 == len(words):
        return False
    others = [word for at, word in enumerate(words) if at != comma]
    return is_outlet(span_text(words, comma + 1, len(words) - 1)) and all(w.is_capitalised for w in others)


def _bracketed_credit(tokens: Sequence[Token], at: int, line: range) -> range:
    """The tokens of names in brackets after a line's last sentence: "The ship sank. (Ann Howe and Bo Diaz)"."""
    if at == line.start or tokens[at].text != "(" or tokens[at - 1].text not in _SENTENCE_ENDS:
        return range(0)
    inside = range(at + 1, line.stop - 1)
    if not 2 <= len(inside) <= _MAX_BYLINE or tokens[line.stop - 1].text != ")":
        return range(0)
    words = (tokens[k] for k in inside)
    return inside if all(word.is_capitalised or word.lower in _LISTING for word in words) else range(0)


def _contributors(tokens: Sequence[Token], sentence: range) -> range:
    """The tokens before "contributed to this report" in a sentence that says so, or all of "X reported from Rome."."""
    if _says_from_where(tokens, sentence):
        return sentence
    for at in sentence:
        if tokens[at].lower == "contributed":
            following = {token.lower for token in tokens[at + 1 : min(at + _MAX_CONTRIBUTION, sentence.stop)]}
            return range(sentence.start, at) if following & _REPORTS else range(0)
    return range(0)


def _says_from_where(tokens: Sequence[Token], sentence: range) -> bool:
    """True for "Ann Howe reported from Rome and Bo Diaz from Lima.", which says nothing else."""
    if len(sentence) > _MAX_CONTRIBUTION + _MAX_BYLINE:
        return False
    verbs = [k for k in sentence if tokens[k].tag in ("VBD", "VBZ", "VBP", "MD", "VBN")]
    if len(verbs) != 1 or not sentence.start < verbs[0] < sentence.stop - 2:
        return False
    verb = verbs[0]
    is_report = (
        tokens[verb].lower == "reported" and tokens[verb + 1].lower == "from" and tokens[verb + 2].is_capitalised
    )
    return is_report and tokens[verb - 1].is_capitalised and tokens[sentence.start].is_capitalised


def _credited(tokens: Sequence[Token], at: int) -> range:
    """The tokens of a credit that begins here: "Reporting by Ann Howe in Oslo; Editing by Sue Ward"."""
    while at < len(tokens) and tokens[at].text in _BRACKETS:
        at += 1
    if at == len(tokens) or tokens[at].lower not in _credit_openers():
        return range(0)
    for size in (3, 2, 1):
        words = " ".join(token.lower for token in tokens[at : at + size])
        after = at + size
        if words not in source_words()["credit"] or after >= len(tokens):
            continue
        is_label = tokens[after].text in (":", "/", "|")
        is_byline = size > 1 and tokens[after].is_capitalised and " by" in words
        if is_label or is_byline:
            return _rest_of_credit(tokens, at)
    return range(0)


@cache
def _credit_openers() -> frozenset[str]:
    return frozenset(words.split()[0] for words in source_words()["credit"])


def _rest_of_credit(tokens: Sequence[Token], start: int) -> range:
    sentence = tokens[start].sentence
    end = start
    while end < min(len(tokens), start + _MAX_CREDITED) and tokens[end].sentence == sentence:
        if tokens[end].text in (")", "]"):
            break
        end += 1
    return range(start, end)
