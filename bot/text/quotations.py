"""Which words of a page stand inside direct quotations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.tokens import Page, Word

__all__ = ["paragraph_starts", "quoted_words"]

_ENDS = (".", ",", "!", "?", "...", "…")


def paragraph_starts(page: Page) -> list[int]:
    """The first word of each line of the text."""
    return [0, *(at for at, (one, two) in enumerate(pairwise(page.words), 1) if "\n" in page.text[one.end : two.start])]


def quoted_words(page: Page) -> list[bool]:
    """For each word whether a quotation holds it, marks included; one that nobody closed ends with its line."""
    inside = [False] * len(page.words)
    starts = [*paragraph_starts(page), len(page.words)]
    for first, end in pairwise(starts):
        at = first
        while at < end:
            close = _closing(page, at, end)
            if close is None:
                at += 1
                continue
            inside[at : close + 1] = [True] * (close + 1 - at)
            at = close + 1
    return inside


def _closing(page: Page, at: int, end: int) -> int | None:
    """The last word of the quotation that opens at this word, or None where none does."""
    words, mark = page.words, page.words[at].text
    if mark in ('"', "``"):
        for k in range(at + 1, end):
            if words[k].text in ('"', "''"):
                # one that opens tells that the one before was left open, as over several paragraphs
                return k - 1 if k + 1 < end and not words[k].joined and words[k + 1].joined else k
        return end - 1
    if mark != "'" or words[at].joined or at + 1 >= end or not words[at + 1].joined or words[at + 1].text[0].isdigit():
        return None
    close = _single(words, at, end)
    if close is None and words[at].opens:
        first, size = page.sentence_words.get(words[at].sentence, (at, 0))
        return first + size - 1 if first + size > at else None  # the mark may stand behind the sentence, in none
    return close


def _single(words: Sequence[Word], at: int, end: int) -> int | None:
    """The same for a single mark: it closes after punctuation, or after a word where no later one does."""
    loose = None
    for k in range(at + 1, end):
        if words[k].text != "'":
            continue
        if not words[k].joined:
            break  # the next quotation opens
        if k + 1 < end and words[k + 1].joined and words[k + 1].text[0].isalpha():
            continue
        if words[k - 1].text in _ENDS:
            return k
        if loose is None or words[loose - 1].low.endswith("s"):
            loose = k  # after an s it may be a possessive
    return loose
