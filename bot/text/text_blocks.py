"""Splits a text into lines and paragraphs, before it is split into sentences and tokens."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.final_marks import MAX_TRAILER, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["WRAP_WIDTH", "line_spans", "text_blocks"]

WRAP_WIDTH = range(40, 101)
"""Widths, in characters, at which text is wrapped by hand or by a mail program."""
_LINE_BREAK = re.compile(r"\n+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LIST_ITEM = re.compile(r"\s*(?:[-*•–—►▪]|\d{1,3}[.)])\s")


def line_spans(text: str, max_length: int) -> Iterator[tuple[int, int]]:
    """Start and end of each non-blank line; a longer one is cut at white space."""
    position = 0
    for line_break in [*_LINE_BREAK.finditer(text), None]:
        end = line_break.start() if line_break else len(text)
        while end - position > max_length:
            cut = text.rfind(" ", position + 1, position + max_length)
            cut = cut if cut > position else position + max_length
            yield position, cut
            position = cut
        if text[position:end].strip():
            yield position, end
        position = line_break.end() if line_break else end


def text_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans that no sentence crosses: lines, except that a wrapped paragraph stays whole."""
    position = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        yield from _lines(text, position, gap.start() if gap else len(text))
        position = gap.end() if gap else len(text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = []
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            lines.append((start, start + len(line.rstrip())))
        start += len(line)
    if not lines:
        return
    are_messages = _are_messages(text, lines)
    wrapped = _is_wrapped(text, lines) and not are_messages
    begin, stop = lines[0]
    for (_, last), (first, until) in pairwise(lines):
        ended = ends_sentence(text[max(begin, last - MAX_TRAILER) : last], ":")
        opens = ended or are_messages or not text[first].islower()
        if _LIST_ITEM.match(text, first, until) or (opens and not wrapped):
            yield begin, stop
            begin = first
        stop = until
    yield begin, stop


def _are_messages(text: str, lines: list[tuple[int, int]]) -> bool:
    """True if all lines begin in lower case, as people chat, and one is followed by a word that had room in it."""
    width = max(stop - begin for begin, stop in lines)
    return all(text[begin].islower() for begin, _ in lines) and any(
        stop - begin + len(text[following:until].split(None, 1)[0]) < width
        for (begin, stop), (following, until) in pairwise(lines)
    )


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True if lines are one wrapped paragraph: of about the same width, and some continue in lower case."""
    widths = [stop - begin for begin, stop in lines]
    return (
        max(widths) in WRAP_WIDTH
        and min(widths[:-1], default=0) >= 0.6 * max(widths)
        and any(text[begin].islower() for begin, _ in lines[1:])
    )
