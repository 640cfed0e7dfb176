"""Splits a text into sentences, verbatim and with their offsets.

``sentence_ends`` says where a sentence may end. A quotation of several sentences is kept in one piece, since half of it
would be shown in a summary.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.models.analysis import Sentence
from bot.text.boilerplate import introduces_list, is_boilerplate_line, is_boilerplate_sentence, speaker_of, speakers
from bot.text.quotations import quotation_marks, quotations
from bot.text.sentence_ends import evidence_of, is_false_end, possible_ends
from bot.text.text_blocks import text_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.sentence_end_rules import TextEvidence

__all__ = ["is_duplicate", "split_sentences", "without_duplicates"]

MAX_SENTENCE = 1_000
"""Characters of a sentence; longer ones (a table, a text without full stops) are cut at white space."""
MIN_DUPLICATE_WORDS = 4
"""A duplicate sentence with at least this many words is a pull quote, a caption or a copy."""

_BULLET = re.compile(r"\s*[-*•►▪–—]\s+(?=\S+(?:\s+\S+){2})")
_LETTER = re.compile(r"[^\W\d_]")
_OPENING_CONTEXT = re.compile(r"[\s(\[{—–/-]")
_CLOSERS = "\"'”’»)]」』）》〉】"


def split_sentences(text: str, doc: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a text in order: ``text[s.start:s.end] == s.text``, no two overlap, none is blank.

    Boilerplate is left out, unless there is nothing else, and so is anything without a letter. Takes time linear in
    the length of the text.
    """
    spans: list[tuple[int, int]] = []
    boilerplate: list[tuple[int, int]] = []
    evidence = evidence_of(text)
    blocks = list(text_blocks(text))
    talking = speakers(text[start:end] for start, end in blocks)
    for (start, end), following in zip_longest(blocks, blocks[1:], fillvalue=(0, 0)):
        line = text[start:end]
        is_kept = introduces_list(line, text[slice(*following)]) or speaker_of(line) in talking
        is_boilerplate = is_boilerplate_line(line) and not is_kept
        for begin, stop in _sentences(text, start, end, evidence):
            bullet = _BULLET.match(text, begin, stop)
            span = bullet.end() if bullet else begin, stop
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


def _sentences(text: str, start: int, end: int, evidence: TextEvidence) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one block."""
    block = text[start:end].replace("\n", " ")
    marks = quotation_marks(block)
    spans = quotations(block, marks)
    opening = frozenset(mark.position for mark in marks if mark.opens)
    begin, nearest, quoted_until = 0, 0, 0
    for end_found in possible_ends(block):
        stop = _past_marks(block, end_found, opening)
        while nearest < len(spans) and spans[nearest][0] < stop:
            quoted_until = max(quoted_until, spans[nearest][1])
            nearest += 1
        is_inside = stop < quoted_until or _is_before_closing_mark(block, stop, opening)
        if stop <= begin or is_inside or is_false_end(block, begin, stop, evidence):
            continue
        yield from _pieces(text, start + begin, start + stop)
        begin = stop
    yield from _pieces(text, start + begin, end)


def _past_marks(block: str, stop: int, opening: frozenset[int]) -> int:
    """The end of a sentence, without a mark that opens the next one, and past one that closes a quotation in it."""
    last = len(block[max(0, stop - 5) : stop].rstrip()) + max(0, stop - 5) - 1
    if last in opening:
        return last
    is_closing = block[stop : stop + 1] == '"' and stop not in opening and not block[stop + 1 : stop + 2].strip()
    return stop + 1 if is_closing else stop


def _is_before_closing_mark(block: str, stop: int, opening: frozenset[int]) -> bool:
    """True if only closing marks would be cut off, or nothing is left."""
    rest = block[stop : stop + 40]
    after = rest.lstrip()
    if not after:
        return True
    if after[0] == '"':
        return stop + len(rest) - len(after) not in opening
    if after[0] == "“":  # closes a quotation in German
        return not after[1:2].isalnum() and not _OPENING_CONTEXT.match(block[stop - 1])
    opens = after[0] in "'’»" and after[1:2].isalnum() and not after[1:2].islower()
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
