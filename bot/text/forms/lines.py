"""The lines of a text with their sentences: what the form of a text is told by."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Sentence

__all__ = ["Line", "read_lines"]

MAX_HEADING_WORDS = 12
_FINAL_MARK = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    text: str
    """Without white space at its ends."""
    sentences: tuple[int, ...]
    """Indices of the sentences that begin in the line; a heading often has none."""

    @property
    def is_heading(self) -> bool:
        """True for a short line without a final mark."""
        return len(self.text.split()) <= MAX_HEADING_WORDS and not _FINAL_MARK.search(self.text)


def read_lines(text: str, sentences: Sequence[Sentence]) -> list[Line]:
    """The lines in order; ``sentences`` are those of the text, in order."""
    starts = [sentence.start for sentence in sentences]
    lines, position = [], 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        if line.strip():
            lines.append(Line(line.strip(), tuple(range(bisect_left(starts, position), bisect_left(starts, end)))))
        position = end
    return lines
