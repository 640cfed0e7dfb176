"""The lines of a text with their sentences: what the form of a text is told by."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.final_marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Sentence

__all__ = ["Line", "read_lines"]

MAX_HEADING_WORDS = 12
_MARKUP = re.compile(r"(?:#+\s|[*_>•►▪]+\s?|[-–—]+\s|\+{2,}\s?)+")
"""Marks of a heading, a list item, bold text or an entry of a ticker in front of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    text: str
    """Without white space at its ends, and without the marks of a list or of bold text."""
    sentences: tuple[int, ...]
    """Indices of the sentences that begin in the line; a heading often has none."""
    is_marked: bool = False
    """True if the line begins with a mark of a heading or a list, or with bold text."""
    is_bold: bool = False
    """True if the whole line is in bold."""

    @property
    def is_heading(self) -> bool:
        """True for a short line without a final mark."""
        return len(self.text.split()) <= MAX_HEADING_WORDS and not ends_sentence(self.text, ":,")


def read_lines(text: str, sentences: Sequence[Sentence]) -> list[Line]:
    """The lines in order; ``sentences`` are those of the text, in order."""
    starts = [sentence.start for sentence in sentences]
    lines, position = [], 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        if line.strip():
            numbers = tuple(range(bisect_left(starts, position), bisect_left(starts, end)))
            text = _without_markup(line.strip())
            is_bold = line.strip().startswith(("**", "__")) and line.strip().endswith(("**", "__"))
            lines.append(Line(text, numbers, line.strip() != text, is_bold))
        position = end
    return lines


def _without_markup(line: str) -> str:
    marks = _MARKUP.match(line)
    return line[marks.end() if marks else 0 :].rstrip("*_").strip() or line
