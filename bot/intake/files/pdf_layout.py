"""The lines of a PDF -> its paragraphs and headings, without page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.intake.hyphenation import join_hyphenated_words

if TYPE_CHECKING:
    from bot.intake.files.pdf_lines import Line

__all__ = [
    "Paragraph",
    "body_size",
    "find_printed_address",
    "make_paragraphs",
    "paragraphs_text",
    "split_running_heads",
]

EDGE_LINES = 3
"""Running heads are among the first or the last lines of a page, at most this many."""
MIN_SHARE = 3
"""A running head is on at least one page in so many, and on two at least."""
APART = 1.5
"""A page number is at least so many times its size away from the text."""
MIN_DISTANCE = 0.8
"""The minimum distance of two lines, in multiples of their size."""
MAX_SPACING = 2.5
"""The maximum distance of two lines of a paragraph, in multiples of the text's size: double-spaced text has less."""
GAP = 1.35
"""A larger distance between two lines, in multiples of the usual one, ends a paragraph."""
INDENT = 0.7
"""The minimum indentation of a paragraph's first line, in multiples of its size."""
SIZE_CHANGE = 0.08
"""A larger difference of sizes, as a share, parts a heading from the text."""
SHORT_LINE = 0.8
"""A paragraph's last line may be shorter than this share of a full one."""
FULL_LINES = 0.8
"""This share of the lines is not longer than a full one."""
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:page|seite|página|pagina|pág|p|s)\.?\s*)?\d{1,4}(?:\s*(?:/|\||of|von|de|sur|di|van)\s*\d{1,4})?[-–—|\])\s]*",
    re.IGNORECASE,
)
_PRINTED_ADDRESS = re.compile(r"(?:(https?://\S+)|file://\S+)\s*\d{1,3}/\d{1,3}")
"""What browsers print below a page: its address and the number of the sheet."""
_PRINTED_TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d{2}(?:\s?[AP]M)?\b.*", re.IGNORECASE)
"""What they print above it: when it was printed, and its title."""
_DIGITS = re.compile(r"\d+")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LIST_ITEM = re.compile(r"[•‣▪◦●·*–-]\s|\d{1,2}[.)]\s|[a-z]\)\s")
_STOP = re.compile(r"[.!?…。！？:;][\"'”’»)\]]*$")
_HYPHEN_END = re.compile(r"(?<=\w)[-‐]\n(?=\w)")
_WIDE_END = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
"""A line's end between characters of scripts without spaces."""
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading: its lines, and what they have in common."""

    lines: tuple[Line, ...]

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Its text as one line."""
        return paragraphs_text([self])


def split_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without running heads, page numbers and what browsers print around a page, and these lines."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = max(2, -(-len(pages) // MIN_SHARE))
    printed = any(_PRINTED_ADDRESS.fullmatch(line.text) for edge in edges for line in edge)
    kept: list[list[Line]] = []
    removed: list[str] = []
    for page, edge in zip(pages, edges, strict=True):
        own: list[Line] = []
        for line in page:
            repeated = line in edge and (counts[_key(line)] >= least or (printed and _is_printed(line)))
            if repeated or (_PAGE_NUMBER.fullmatch(line.text) and _is_apart(line, page)):
                removed.append(line.text)
            else:
                own.append(line)
        kept.append(own)
    return kept, removed


def find_printed_address(heads: list[str]) -> str | None:
    """The address of a page that a browser printed, among the lines around it; None if it was shortened or a file's."""
    found = next(filter(None, map(_PRINTED_ADDRESS.fullmatch, heads)), None)
    return None if found is None or not found[1] or found[1].endswith(("…", "...")) else found[1]


def _edges(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered if len(ordered) <= 2 * EDGE_LINES else [*ordered[:EDGE_LINES], *ordered[-EDGE_LINES:]]


def _key(line: Line) -> tuple[str, int]:
    """Equal for the running heads of two pages: the letters, with any number for the page's, and the height."""
    return _NOT_A_LETTER.sub("", _DIGITS.sub("0", line.text.casefold())), round(line.y / 10)


def _is_printed(line: Line) -> bool:
    return bool(_PRINTED_ADDRESS.fullmatch(line.text) or _PRINTED_TIME.fullmatch(line.text))


def _is_apart(line: Line, page: list[Line]) -> bool:
    """True for the highest or lowest line of a page if there is space between it and the text."""
    others = [other.y for other in page if other is not line]
    if not others:
        return True
    distance = max(min(others) - line.y, line.y - max(others))
    return distance > APART * line.size


def make_paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """The paragraphs and headings of the pages, which have a line at least, in the order of the file."""
    lines = [line for page in pages for line in page]
    spacing = _line_spacing(lines)
    lengths = sorted(len(line.text) for line in lines)
    full = lengths[int(FULL_LINES * (len(lengths) - 1))]
    body = body_size(lines)
    paragraphs: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _ends_paragraph(before, line, spacing=spacing, full=full, body=body):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [Paragraph(tuple(group)) for group in paragraphs]


def _line_spacing(lines: list[Line]) -> float:
    """The usual distance of two lines within a paragraph; many of the larger ones lie between paragraphs."""
    distances = sorted(a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y - b.y > MIN_DISTANCE * a.size)
    return min(distances[len(distances) // 4], MAX_SPACING * body_size(lines)) if distances else 0.0


def body_size(lines: list[Line]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _ends_paragraph(before: Line, line: Line, *, spacing: float, full: int, body: float) -> bool:
    """True if a new paragraph or heading begins with ``line``."""
    ended = _STOP.search(before.text) is not None
    continues = line.text[0].islower() and not ended
    if abs(before.size - line.size) > SIZE_CHANGE * max(before.size, line.size):
        return True
    if _LIST_ITEM.match(line.text) or (before.bold != line.bold and not continues):
        return True
    if before.page != line.page or line.y > before.y + line.size:  # the next page or column
        return ended or not (continues or len(before.text) >= SHORT_LINE * full)
    if before.y - line.y > GAP * max(spacing, line.size):
        return True
    if line.size > (1 + SIZE_CHANGE) * body:
        return False  # the lines of a centred heading begin anywhere
    indented = line.x > before.x + INDENT * line.size and not _LIST_ITEM.match(before.text)
    return indented or (ended and len(before.text) < SHORT_LINE * full)


def paragraphs_text(paragraphs: list[Paragraph]) -> str:
    """The text of paragraphs, with a blank line between two; words divided at a line's end are put together."""
    text = "\n\n".join("\n".join(line.text for line in paragraph.lines) for paragraph in paragraphs)
    text = _HYPHEN_END.sub("-", join_hyphenated_words(text.replace("\xad\n", "")))
    return _LINE_END.sub(" ", _WIDE_END.sub("", text))
