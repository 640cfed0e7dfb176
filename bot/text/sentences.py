"""Splits a text into sentences, verbatim and with their offsets.

``sentence_ends`` says where a sentence may end. A quotation of several sentences is kept in one piece, since half of it
would be shown in a summary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.models.analysis import Sentence
from bot.text.boilerplate import is_boilerplate_line, is_boilerplate_sentence
from bot.text.sentence_ends import is_false_end, names_with_marks, possible_ends
from bot.text.text_blocks import text_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["is_duplicate", "split_sentences", "without_duplicates"]

MAX_SENTENCE = 1_000
"""Characters of a sentence; longer ones (a table, a text without full stops) are cut at white space."""
MAX_QUOTATION = 240
"""Characters up to which a quotation of several sentences is kept in one piece."""
MIN_DUPLICATE_WORDS = 4
"""A duplicate sentence with at least this many words is a pull quote, a caption or a copy."""

_BULLET = re.compile(r"\s*[-*•►▪–—]\s+(?=\S+(?:\s+\S+){2})")
_LETTER = re.compile(r"[^\W\d_]")
_OPENING_CONTEXT = re.compile(r"[\s(\[{—–/-]")
_CLOSERS = "\"'”’»)]」』）"
# A straight mark opens a quotation after white space, a bracket or a dash, and closes one elsewhere. A single mark may
# be an apostrophe: it opens only before a capital and closes only after punctuation.
# Guillemets open to either side, and “ closes a quotation in German: a mark between white space and a word opens it.
_DOUBLE = (
    re.compile(r"(?<![^\s(\[{—–/-])[“»](?=\w)|[„「『]|«(?=\w)|(?<=\s)«(?=\s)|(?<![^\s(\[{—–/-])\""),
    re.compile(r"[”」』]|(?<=[^\s(\[{—–/-])[“«](?!\w)|»(?!\w)|(?<=[^\s(\[{—–/-])\""),
)
_SPACED_MARK = re.compile(r"(?<!\S)\"(?!\S)")
"""A straight mark with white space at both sides: only its number tells whether it opens or closes a quotation."""
_SINGLE = (re.compile(r"(?<![^\s(\[—–])['‘](?=[A-Z])"), re.compile(r"(?<=[.,!?…])['’](?!\w)"))


def split_sentences(text: str, doc: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a text in order: ``text[s.start:s.end] == s.text``, no two overlap, none is blank.

    Boilerplate is left out, unless there is nothing else, and so is anything without a letter. Takes time linear in
    the length of the text.
    """
    spans: list[tuple[int, int]] = []
    boilerplate: list[tuple[int, int]] = []
    names = names_with_marks(text)
    for start, end in text_blocks(text):
        is_boilerplate = is_boilerplate_line(text[start:end])
        if bullet := _BULLET.match(text, start, end):
            start = bullet.end()
        for span in _sentences(text, start, end, names):
            if not _LETTER.search(text, *span):
                continue
            rejected = is_boilerplate or is_boilerplate_sentence(text[slice(*span)])
            (boilerplate if rejected else spans).append(span)
    return tuple(Sentence(text[start:end], start, end, doc) for start, end in spans or boilerplate)


def without_duplicates(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences without pull quotes, captions and copies; short sentences ("No.") may occur again."""
    marked = zip(sentences, is_duplicate(sentences), strict=True)
    return tuple(s for s, duplicate in marked if not duplicate or len(s.text.split()) < MIN_DUPLICATE_WORDS)


def is_duplicate(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, True if an earlier one has the same words."""
    seen: set[str] = set()
    found = []
    for sentence in sentences:
        words = " ".join(sentence.text.lower().split())
        found.append(words in seen)
        seen.add(words)
    return found


def _sentences(text: str, start: int, end: int, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one block."""
    block = text[start:end].replace("\n", " ")
    quotations = _quotations(block)
    opening = _spaced_opening_marks(block)
    begin, nearest, quoted_until = 0, 0, 0
    for end_found in possible_ends(block):
        stop = _before_opening_mark(block, end_found, opening)
        while nearest < len(quotations) and quotations[nearest][0] < stop:
            quoted_until = max(quoted_until, quotations[nearest][1])
            nearest += 1
        if stop < quoted_until or _is_before_closing_mark(block, stop) or is_false_end(block, begin, stop, names):
            continue
        yield from _pieces(text, start + begin, start + stop)
        begin = stop
    yield from _pieces(text, start + begin, end)


def _quotations(block: str) -> list[tuple[int, int]]:
    """Spans of the quotations that are kept in one piece, marks included, in order."""
    spans: list[tuple[int, int]] = []
    for opening, closing in (_DOUBLE, _SINGLE):
        closings = [mark.end() for mark in closing.finditer(block)]
        following = 0
        for mark in opening.finditer(block):
            opened = mark.start()
            while following < len(closings) and closings[following] <= opened + 1:
                following += 1
            if following < len(closings) and closings[following] - opened <= MAX_QUOTATION:
                spans.append((opened, closings[following]))
    return sorted(spans)


def _spaced_opening_marks(block: str) -> frozenset[int]:
    """Where straight marks with white space at both sides open a quotation."""
    marks = [mark.start() for mark in re.finditer('"', block)] if _SPACED_MARK.search(block) else []
    return frozenset(position for position in marks[::2] if _SPACED_MARK.match(block, position))


def _before_opening_mark(block: str, stop: int, opening: frozenset[int]) -> int:
    """The end of a sentence, without a mark that belongs to the next one."""
    last = len(block[max(0, stop - 5) : stop].rstrip()) + max(0, stop - 5) - 1
    return last if last in opening else stop


def _is_before_closing_mark(block: str, stop: int) -> bool:
    """True if only closing marks would be cut off, or nothing is left."""
    after = block[stop : stop + 40].lstrip()
    if not after:
        return True
    if after[0] == "“":  # closes a quotation in German
        return not after[1:2].isalnum() and not _OPENING_CONTEXT.match(block[stop - 1])
    opens = after[0] == '"' or (after[0] in "'’»" and after[1:2].isalnum() and not after[1:2].islower())
    return after[0] in _CLOSERS and not (opens and (_OPENING_CONTEXT.match(block[stop - 1]) or block[stop] == after[0]))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends; a span that is too long is cut at white space."""
    while start < end:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        stop = end
        if end - start > MAX_SENTENCE:
            stop = text.rfind(" ", start, start + MAX_SENTENCE)
            stop = stop if stop > start else start + MAX_SENTENCE
        length = len(text[start:stop].rstrip())
        if length:
            yield start, start + length
        start = stop
