"""Finds the passage of a text that a search found, where SQLite's own snippets do not see the hit."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.ellipsis import ELLIPSIS, with_ellipsis
from bot.text.search.folding import MARKS, UNSPACED_RUN, fold
from bot.text.search.word_forms import ABBREVIATION_MARK, WORD, folded_pieces, word_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["passage"]

MAX_HITS = 20
MAX_CHARACTERS = 160
"""The length of a passage in a script without spaces, whose words cannot be counted."""
_WORD_OR_SPACE = re.compile(r"\S+")
_IN_WORD = re.compile(f"[\\w{MARKS}]")
MIN_BEGINNING = 3
"""Letters of a word from which on it may be the beginning of a longer one."""


def passage(text: str, terms: Sequence[str], *, max_words: int) -> str:
    """A verbatim passage around the first hit, with U+0002 and U+0003 around each hit and … where it was cut.

    It is the beginning of the text if that has no hit, because the words are in the title.
    """
    hits = list(islice(_hits(text, terms), MAX_HITS))
    start, end = _bounds(text, hits[0] if hits else (0, 0), max_words)
    pieces, written = [], start
    for first, last in hits:
        if written <= first and last <= end:
            pieces += [text[written:first], "\x02", text[first:last], "\x03"]
            written = last
    pieces.append(text[written:end])
    found = "".join(pieces).strip()
    return (ELLIPSIS if text[:start].strip() else "") + (with_ellipsis(found) if text[end:].strip() else found)


def _bounds(text: str, hit: tuple[int, int], max_words: int) -> tuple[int, int]:
    """The offsets of a passage with about as many words before the hit as after it."""
    before = [match.start() for match in _WORD_OR_SPACE.finditer(text[max(0, hit[0] - MAX_CHARACTERS) : hit[0]])]
    offset = max(0, hit[0] - MAX_CHARACTERS)
    start = offset + before[-max_words // 2 :][0] if before else hit[0]
    after = [match.end() for match in _WORD_OR_SPACE.finditer(text[hit[1] : hit[1] + MAX_CHARACTERS])]
    end = hit[1] + after[min(len(after), max(1, max_words - len(before[-max_words // 2 :]))) - 1] if after else hit[1]
    return start, end


def _hits(text: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The offsets of the words that have a form of one of the terms."""
    words = [match[0] for term in terms for match in WORD.finditer(term)]
    wanted = {form for word in words for form in _sought(word_forms(word).all)}
    inside = [piece for word in words for piece in folded_pieces(word) if UNSPACED_RUN.match(piece)]
    beginnings = tuple(form for form in wanted if len(form) >= MIN_BEGINNING and form.isalpha())
    for match in WORD.finditer(text):
        if any(form in wanted or form.startswith(beginnings) for form in word_forms(match[0]).all):
            yield match.span()
        elif inside and UNSPACED_RUN.search(match[0]):
            yield from _inside(match[0], match.start(), inside)


def _sought(forms: Sequence[str]) -> Sequence[str]:
    """The forms to look for: of "US" not "us"."""
    return [form for form in forms if form.endswith(ABBREVIATION_MARK)] or forms


def _inside(word: str, start: int, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The offsets of pieces inside of a word in a script without spaces."""
    folded, offsets = "", []
    for offset, char in enumerate(word):
        plain = fold(char) if _IN_WORD.match(char) else ""
        folded += plain
        offsets += [start + offset] * len(plain)
    for piece in pieces:
        at = folded.find(piece)
        if at >= 0:
            yield offsets[at], offsets[at + len(piece) - 1] + 1
