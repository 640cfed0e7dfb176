"""Puts the columns of a page one after the other, where the program that made the PDF wrote them line by line.

Most programs write a column to its end before they begin the next one, and their order stays. The columns of a table
stay side by side: its cells are short, while the lines of running text fill their column.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Piece", "Row", "order_columns"]

MIN_ROWS, MIN_BESIDE = 5, 3
"""Rows in which a column must begin at the same place, and those of them that have text before it."""
MAX_GAP = 3
"""Rows between two of them, at most: of the others, one column has ended."""
MAX_EDGES = 50
MIN_SHARE = 0.6
"""The share of lines that fill their column."""
MIN_FILL = 0.6
"""A line fills its column if its text is this share of the column's width."""
MIN_GUTTER = 0.8
"""The space before a column, in multiples of the size of the text."""
MAX_STEP = 2.5
"""The largest distance of two rows of a column, in multiples of their size."""
ALIGNED = 2.0
"""Points by which the lines of a column may begin apart."""
SURE = 0.85
"""A text is at least this share of its estimated width."""
_NARROW, _WIDE = frozenset(" ijltfrI.,:;'’‘|!()[]-"), frozenset("mwMW—%@")
_WIDTHS = {"narrow": 0.28, "wide": 0.8, "capital": 0.64, "other": 0.5}
"""Of characters, in multiples of the size of the text: what Helvetica and Times have on average."""
_FIRST_WIDE_SCRIPT = "\u2e80"
"""From here on most characters are as wide as high."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was written at one place in one font. ``x`` and ``y`` are in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


Row = list[Piece]
"""The pieces of a line across the page."""


class _Edge(NamedTuple):
    """Where a column begins that is not the first, and the first and last row in which a text begins there."""

    x: float
    first: int
    last: int


def order_columns(rows: list[Row]) -> list[Row]:
    """The rows of a page, in which those of columns that were written side by side are divided and put in order."""
    found = _find_edges(rows)
    if not found:
        return rows
    ordered: list[Row] = []
    start = 0
    while start < len(rows):
        edges = sorted({edge.x for edge in found if edge.first < start + MIN_ROWS and edge.last >= start})
        end = _end_of_columns(rows, start, edges) if _is_divided(rows[start], edges) else start + 1
        columns = _columns(rows[start:end], edges)
        if _are_running_text(columns):
            ordered += [row for column in columns for row in column]
        else:
            ordered += rows[start:end]
        start = end
    return ordered


def _find_edges(rows: list[Row]) -> list[_Edge]:
    begins = sorted(
        (piece.x, number, before is not None)
        for number, row in enumerate(rows)
        for before, piece in pairwise((None, *row))
        if piece is not None and (before is None or _is_apart(before, piece))
    )
    aligned: list[list[tuple[float, int, bool]]] = []
    for begin in begins:
        if aligned and begin[0] <= aligned[-1][0][0] + ALIGNED:
            aligned[-1].append(begin)
        else:
            aligned.append([begin])
    return [edge for found in aligned for edge in _edges_at(found, rows)][:MAX_EDGES]


def _is_apart(before: Piece, piece: Piece) -> bool:
    return piece.x - before.x - SURE * _width(before) > MIN_GUTTER * piece.size


def _edges_at(found: list[tuple[float, int, bool]], rows: list[Row]) -> list[_Edge]:
    """The edges at one place; text across it parts them. Where words are placed one by one, it does so often."""
    x, beside = found[0][0], {number for _, number, is_beside in found if is_beside}
    runs: list[list[int]] = []
    for number in sorted({number for _, number, _ in found}) if beside else ():
        before = runs[-1][-1] if runs else -1 - MAX_GAP
        if number - before <= MAX_GAP and not any(_crosses(row, [x]) for row in rows[before + 1 : number]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [_Edge(x, run[0], run[-1]) for run in runs if len(run) >= MIN_ROWS and len(beside & {*run}) >= MIN_BESIDE]


def _end_of_columns(rows: list[Row], start: int, edges: list[float]) -> int:
    """The index after the last row of the columns that begin with the row ``start``."""
    end = start + 1
    while end < len(rows):
        before, row = rows[end - 1][0], rows[end][0]
        down = before.y - row.y
        if not -row.size / 2 < down < MAX_STEP * max(row.size, before.size) or _crosses(rows[end], edges):
            break
        end += 1
    return end


def _is_divided(row: Row, edges: list[float]) -> bool:
    return len({_column(piece, edges) for piece in row}) > 1 and not _crosses(row, edges)


def _crosses(row: Row, edges: list[float]) -> bool:
    """True if a piece begins in one column and ends in another."""
    return any(
        piece.x + SURE * _width(piece) > edge
        for piece in row
        for edge in edges[_column(piece, edges) : _column(piece, edges) + 1]
    )


def _columns(rows: Sequence[Row], edges: list[float]) -> list[list[Row]]:
    """The rows of each column that has any."""
    columns: list[list[Row]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        parts: dict[int, Row] = {}
        for piece in row:
            parts.setdefault(_column(piece, edges), []).append(piece)
        for number, part in parts.items():
            columns[number].append(part)
    return [column for column in columns if column]


def _column(piece: Piece, edges: list[float]) -> int:
    return bisect_right(edges, piece.x + ALIGNED)


def _are_running_text(columns: list[list[Row]]) -> bool:
    """True if there are several columns and the lines of each are about as long as it is wide, the last as the others.

    The cells of a table are shorter.
    """
    begins = [min(row[0].x for row in column) for column in columns]
    widths = [right - left for left, right in pairwise(begins)]
    return bool(widths) and all(map(_is_filled, columns, [*widths, widths[-1]]))


def _is_filled(column: list[Row], width: float) -> bool:
    full = sum(sum(map(_width, row)) >= MIN_FILL * width for row in column)
    return len(column) >= MIN_ROWS and full >= MIN_SHARE * len(column)


def _width(piece: Piece) -> float:
    """The estimated width of a text in points: the file's own widths of its letters are not known here."""
    return piece.size * sum(map(_character_width, piece.text.rstrip()))


def _character_width(character: str) -> float:
    if character >= _FIRST_WIDE_SCRIPT:
        return 1.0
    kind = "narrow" if character in _NARROW else "wide" if character in _WIDE else "other"
    return _WIDTHS["capital" if kind == "other" and character.isupper() else kind]
