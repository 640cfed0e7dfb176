"""Splits the text of a block element into paragraphs where the page does so by line breaks alone."""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["LINE_BREAK", "split_paragraphs"]

LINE_BREAK = "\x01"
"""Stands for ``<br>``; this character never occurs in a page's text."""
_BLANK_LINE = re.compile(rf"{LINE_BREAK}\s*{LINE_BREAK}[\s{LINE_BREAK}]*")
_LINE_END = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]」』]*$")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: blank lines separate them, and so do breaks if every line ends like a sentence."""
    found = []
    for part in _BLANK_LINE.split(text):
        lines = [" ".join(line.split()) for line in part.split(LINE_BREAK)]
        lines = [line for line in lines if line]
        if len(lines) > 1 and all(_LINE_END.search(line) for line in lines):
            found += lines
        elif lines:
            found.append(_join(lines))
    return found


def _join(lines: list[str]) -> str:
    """The lines in one, with spaces between them except between Chinese or Japanese characters."""
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined += ["" if _CJK.match(line) and _CJK.match(before[-1]) else " ", line]
    return "".join(joined)
