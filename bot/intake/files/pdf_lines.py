"""The pages of a PDF -> their lines of text, in the order in which they were written, with position and size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject

__all__ = ["Line", "read_lines"]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. ``x`` and ``y`` are where it begins, in points from the lower left corner; so is ``size``."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text in one font."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


def read_lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page; ``number`` counts from 0. Raises whatever pypdf raises for damaged pages."""
    collector = _Collector(number)
    page.extract_text(visitor_text=collector.add)
    collector.end_line()
    return collector.lines


class _Collector:
    """Collects the pieces that pypdf reports and joins those of a line."""

    def __init__(self, page: int) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._pieces: list[_Piece] = []

    def add(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: dict[str, Any] | None, font_size: float
    ) -> None:
        """Takes a piece of text with its matrices, which pypdf calls current transformation and text matrix."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        size = font_size * hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for number, part in enumerate(text.translate(_LIGATURES).split("\n")):
            if number:
                self.end_line()
            if part.strip():
                self._pieces.append(_Piece(part, x, y, size, bold))

    def end_line(self) -> None:
        """Makes a line of the pieces so far: its size is that of most of its characters."""
        if not self._pieces:
            return
        sizes: Counter[float] = Counter()
        bold = 0
        for piece in self._pieces:
            sizes[round(piece.size, 1)] += len(piece.text)
            bold += len(piece.text) if piece.bold else 0
        text = " ".join("".join(piece.text for piece in self._pieces).split())
        first = self._pieces[0]
        size = sizes.most_common(1)[0][0]
        self.lines.append(Line(text, first.x, first.y, size, 2 * bold > sizes.total(), self._page))
        self._pieces.clear()
