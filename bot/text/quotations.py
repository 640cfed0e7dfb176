"""Finds quotations: which mark opens one and which closes it, and the spans that are kept in one piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "QUOTED",
    "QUOTED_IN_SINGLE_MARKS",
    "Mark",
    "quotation_marks",
    "quotations",
    "unclosed_in_single_marks",
    "unclosed_quotations",
]

MAX_QUOTATION = 600
"""Characters up to which a quotation of several sentences is kept in one piece; half of it would read as the outlet's
own words.
"""
MAX_UNCERTAIN_QUOTATION = 240
"""The same in single marks, of which many are apostrophes, and between marks with white space at both sides."""

QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")
"""What is quoted in a sentence, with its marks; up to the end if nothing closes it."""
# A single mark may be an apostrophe: it opens before a capital, and closes at the end of a word or after punctuation.
_SINGLE = r"['‘](?<![^\s(\[—–].)(?=[A-Z]|(?<=‘)\s[A-Z])"
_END_OF_SINGLE = r"(?:\S['’](?!\w)|[.,!?…]\s['’](?!\w))"
QUOTED_IN_SINGLE_MARKS = re.compile(rf"{_SINGLE}.*?(?:{_END_OF_SINGLE}|$)")
"""The same in single marks."""
# Each pattern begins with the mark and looks at what stands before it afterwards, which makes a search fast.
# Guillemets open to either side, and “ closes a quotation in German: a mark between white space and a word opens it.
_OPENING = re.compile(
    r"[“»](?<![^\s(\[{—–/-].)(?=\w)|[„「『]|«(?=\w)|«(?<!\S.)(?=\s)|“(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef].)|“(?=[\u3040-\u30ff\u3400-\u9fff])"
)
_CLOSING = re.compile(r"[”」』]|[“«](?<=[^\s(\[{—–/-].)(?!\w)|»(?!\w)")
_STRAIGHT_OPENING = re.compile(r"\"(?<![^\s(\[—–-]\")(?!\s)")
_STRAIGHT_CLOSING = re.compile(r"\"(?<=\S\")(?![^\W_])")
_UNCLOSED_SINGLE = re.compile(rf"{_SINGLE}(?!.*{_END_OF_SINGLE})")
_CLOSED_SINGLE = re.compile(r"[,!?…](?:'|\s?’)(?!\w)|[.,!?…](?:'|\s?’)[\"”)]?$")
_ANY_SINGLE_OPENING = re.compile(r"(?<![^\s(\[—–\"“])(?:'|‘\s?)\w")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–/-]")
# Across sentences a single mark closes only after punctuation.
_SINGLE_OPENING = re.compile(r"['‘](?<![^\s(\[—–].)(?=[A-Z])")
_SINGLE_CLOSING = re.compile(r"['’](?<=[.,!?…].)(?!\w)")


class Mark(NamedTuple):
    """A quotation mark."""

    position: int
    opens: bool
    is_certain: bool = True
    """False if it has white space at both sides, so that only the marks before it tell whether it opens or closes."""


def quotation_marks(block: str) -> list[Mark]:
    """The double quotation marks of a block in order. Takes linear time."""
    marks: list[Mark] = []
    if not block.isascii():
        marks += [Mark(match.start(), opens=True) for match in _OPENING.finditer(block)]
        marks += [Mark(match.start(), opens=False) for match in _CLOSING.finditer(block)]
    return sorted({mark.position: mark for mark in (*marks, *_straight_marks(block))}.values())


def quotations(block: str, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Spans of the quotations that are kept in one piece, marks included, in order; ``marks`` are the double ones.

    A closing mark belongs to the last opening one, so a quotation whose own closing mark is lost, or whose paragraphs
    all begin with an opening one, does not run on to that of another.
    """
    single = [Mark(match.start(), opens=True, is_certain=False) for match in _SINGLE_OPENING.finditer(block)]
    single += [Mark(match.start(), opens=False, is_certain=False) for match in _SINGLE_CLOSING.finditer(block)]
    return sorted([*_paired(marks), *_paired(sorted(single))])


def unclosed_quotations(sentence: str) -> int:
    """Quotations that a sentence opens and does not close; negative if it closes one that it did not open."""
    opened = sentence.count("“") + sentence.count("„") - sentence.count("”")
    if '"' in sentence:
        opened += len(_STRAIGHT_OPENING.findall(sentence)) - len(_STRAIGHT_CLOSING.findall(sentence))
    return opened


def unclosed_in_single_marks(sentence: str) -> int:
    """The same for single marks, of which one is looked at: 1, 0 or -1."""
    if "'" not in sentence and "’" not in sentence and "‘" not in sentence:  # most sentences
        return 0
    if _UNCLOSED_SINGLE.search(sentence):
        return 1
    closing = _CLOSED_SINGLE.search(sentence)
    return -1 if closing and not _ANY_SINGLE_OPENING.search(sentence, 0, closing.end()) else 0


def _straight_marks(block: str) -> Iterable[Mark]:
    """Straight marks: one opens a quotation after white space, a bracket or a dash, and closes one elsewhere.

    With white space at both sides, or at none, it closes the quotation that is open, or else opens one.
    """
    is_open = False
    for match in re.finditer('"', block):
        position = match.start()
        following = block[position + 1 : position + 2]
        after_gap = position == 0 or _BEFORE_OPENING.match(block[position - 1]) is not None
        is_spaced = after_gap and not following.strip()
        if is_spaced and block[max(0, position - 3) : position].rstrip().endswith(":"):
            is_open = True
        elif is_spaced or not (after_gap or not following.isalnum()):
            is_open = not is_open
        else:
            is_open = after_gap
        yield Mark(position, is_open, not is_spaced)


def _paired(marks: Iterable[Mark]) -> Iterable[tuple[int, int]]:
    opened: list[Mark] = []
    for mark in marks:
        if mark.opens:
            opened.append(mark)
        elif opened:
            begin = opened.pop()
            limit = MAX_QUOTATION if begin.is_certain and mark.is_certain else MAX_UNCERTAIN_QUOTATION
            if mark.position + 1 - begin.position <= limit:
                yield begin.position, mark.position + 1
