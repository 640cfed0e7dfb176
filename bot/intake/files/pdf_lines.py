"""The pages of a PDF -> their lines of text, in the order in which they are read, with position and size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING, Any

from pypdf.generic import ContentStream, FloatObject, NameObject

from bot.intake.files.pdf_columns import Piece, Row, order_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject

__all__ = ["Line", "read_lines"]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_MOVES = frozenset((b"Td", b"TD", b"Tm"))
"""The operators that set where the next text is written."""
_NO_CHANGE = ([FloatObject(number) for number in (1, 0, 0, 1, 0, 0)], b"cm")
"""A transformation of nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. ``x`` and ``y`` are where it begins, in points from the lower left corner; so is ``size``."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int


def read_lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page; ``number`` counts from 0. Raises whatever pypdf raises for damaged pages."""
    _mark_moves(page)
    collector = _Collector()
    page.extract_text(visitor_text=collector.add)
    collector.end_row()
    return [_line(row, number) for row in order_columns(collector.rows)]


def _mark_moves(page: PageObject) -> None:
    """Adds an instruction after each move, at which pypdf reports the text before it.

    Otherwise it reports several texts in a line as one, and nothing tells where the second column begins.
    """
    if "/Contents" not in page:
        return
    content = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    marked: list[Any] = []
    for operation in content.operations:
        marked.append(operation)
        if operation[1] in _MOVES:
            marked.append(_NO_CHANGE)
    content.operations = marked
    page[NameObject("/Contents")] = content


class _Collector:
    """Collects the pieces that pypdf reports, by row."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._row: Row = []

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
                self.end_row()
            if part.strip():
                self._row.append(Piece(part, x, y, size, bold))
            elif part and self._row:
                self._row[-1] = replace(self._row[-1], text=f"{self._row[-1].text} ")

    def end_row(self) -> None:
        """Ends the row of the pieces so far."""
        if self._row:
            self.rows.append(self._row)
            self._row = []


def _line(row: Row, page: int) -> Line:
    """The line of a row: its size is that of most of its characters."""
    sizes: Counter[float] = Counter()
    bold = 0
    for piece in row:
        sizes[round(piece.size, 1)] += len(piece.text)
        bold += len(piece.text) if piece.bold else 0
    text = " ".join("".join(piece.text for piece in row).split())
    return Line(text, row[0].x, row[0].y, sizes.most_common(1)[0][0], 2 * bold > sizes.total(), page)
