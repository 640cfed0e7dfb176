"""Which words of a page stand inside direct quotations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.tokens import Token, TokenizedText

__all__ = ["paragraph_starts", "quoted_words"]

_ENDS = (".", ",", "!", "?", "...", "…")


def paragraph_starts(page: TokenizedText) -> list[int]:
    """The first word of each line of the text."""
    return [
        0,
        *(at for at, (one, two) in enumerate(pairwise(page.tokens), 1) if "\n" in page.text[one.end : two.start]),
    ]


def quoted_words(page: TokenizedText) -> list[bool]:
    """For each word whether a quotation holds it, marks included; one that nobody closed ends with its line."""
    inside = [False] * len(page.tokens)
    starts = [*paragraph_starts(page), len(page.tokens)]
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


def _closing(page: TokenizedText, at: int, end: int) -> int | None:
    """The last word of the quotation that opens at this word, or None where none does."""
    words, mark = page.tokens, page.tokens[at].text
    if mark in ('"', "``"):
        for k in range(at + 1, end):
            if words[k].text in ('"', "''"):
                # one that opens tells that the one before was left open, as over several paragraphs
                return k - 1 if k + 1 < end and not words[k].no_space_before and words[k + 1].no_space_before else k
        return end - 1
    if (
        mark != "'"
        or words[at].no_space_before
        or at + 1 >= end
        or not words[at + 1].no_space_before
        or words[at + 1].text[0].isdigit()
    ):
        return None
    close = _single(words, at, end)
    if close is None and words[at].is_sent_start:
        sentence = page.sentence_ranges.get(words[at].sentence, range(at, at))
        return sentence.stop - 1 if sentence.stop > at else None  # the mark may stand behind the sentence, in none
    return close


def _single(words: Sequence[Token], at: int, end: int) -> int | None:
    """The same for a single mark: it closes after punctuation, or after a word where no later one does."""
    loose = None
    for k in range(at + 1, end):
        if words[k].text != "'":
            continue
        if not words[k].no_space_before:
            break  # the next quotation opens
        if k + 1 < end and words[k + 1].no_space_before and words[k + 1].text[0].isalpha():
            continue
        if words[k - 1].text in _ENDS:
            return k
        if loose is None or words[loose - 1].lower.endswith("s"):
            loose = k  # after an s it may be a possessive
    return loose
