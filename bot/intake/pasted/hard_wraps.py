"""Puts the lines of paragraphs together that an editor or a mail program has wrapped at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.text.text_blocks import WRAP_WIDTH

__all__ = ["unwrap_lines"]

MIN_CONTINUED = 0.5
"""The share of wrapped paragraphs in which a line begins in lower case; those of lists and poems seldom do."""
_MARK = re.compile(r"[ \t]*(?:[-*•–—►▪>|]|\d{1,3}[.)])\s|[^\n]*\t")
"""The beginning of an item of a list or of a quotation, and a row of a table."""
_DIVIDED = re.compile(r"(?<=\w)[-\u2010]$")


def unwrap_lines(text: str) -> str:
    """The text with wrapped paragraphs in one line each.

    In a wrapped paragraph no line but the last had room for the first word of the next one.
    """
    paragraphs = [paragraph.split("\n") for paragraph in text.split("\n\n")]
    plain = [lines for lines in paragraphs if len(lines) > 1 and not any(map(_MARK.match, lines))]
    width = max((len(line) for lines in plain for line in lines if len(line) in WRAP_WIDTH), default=0)
    wrapped = [lines for lines in paragraphs if _is_wrapped(lines, width)]
    if sum(map(_is_continued, wrapped)) < MIN_CONTINUED * len(wrapped):
        return text
    return "\n\n".join(_joined(lines) if _is_wrapped(lines, width) else "\n".join(lines) for lines in paragraphs)


def _is_continued(lines: list[str]) -> bool:
    """True if a line other than the first begins in lower case."""
    return any(line.lstrip()[:1].islower() for line in lines[1:])


def _is_wrapped(lines: list[str], width: int) -> bool:
    return (
        len(lines) > 1
        and all(line.strip() and len(line) <= width and not _MARK.match(line) for line in lines)
        and all(len(line) + 1 + len(following.split(None, 1)[0]) > width for line, following in pairwise(lines))
    )


def _joined(lines: list[str]) -> str:
    first, *others = map(str.strip, lines)
    for line in others:
        first += line if _DIVIDED.search(first) else f" {line}"
    return first
