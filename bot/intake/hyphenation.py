"""Joins words that were hyphenated at a line's end, as in text copied from PDF files and mails."""

from __future__ import annotations

import re

from bot.text.word_statistics import idf_table

__all__ = ["join_hyphenated_words"]

_BREAK = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]\n[ \t]*([^\W\d_]{1,40})(\S*)[ \t]*")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MAX_WORD = 40
"""How many characters before a hyphen are searched for the first part of a word."""
_HYPHEN_AFTER = frozenset(
    "all anti co cross eight ex far first five four full half high ill inter left life long low mid multi nine non off "
    "on one part post pre pro right second self semi seven short six so state ten third three two under vice well "
    "world year".split()
)
_HYPHEN_BEFORE = frozenset(
    "after and backed based born by century class day elect free general hour in known language law led like long made "
    "mile minute month of off old on out owned party percent point race range round run scale seat sized speaking "
    "term the time to up week wide year".split()
)
"""Words after and before which a hyphen belongs to the word: "well-known", "14-year", "state-owned"."""
_ONE_WORD = frozenset("birthday everyday holiday payday yesterday".split())
"""Words that are none of two with a hyphen, beside the most common ones: "inter-/national"."""


def join_hyphenated_words(text: str) -> str:
    """The text with words that a line end divided ("nor-/thern") in one piece, where that is beyond doubt.

    The hyphen stays where it belongs to the word: if the text has it elsewhere too, or by the tables above.
    """
    if not _BREAK.search(text):
        return text
    words = set(_WORD.findall(text.casefold()))
    common = idf_table()[0]

    def is_one_word(word: str) -> bool:
        return word in words or word in _ONE_WORD or word in common

    def joined(broken: re.Match[str]) -> str:
        before = _LAST_LETTERS.search(text, max(0, broken.start() - MAX_WORD), broken.start())
        first, second = before[0].casefold() if before else "", broken[1].casefold()
        if broken[1][0] != second[0]:  # a capital letter: the hyphen joins two names
            return broken[0]
        own = first in _HYPHEN_AFTER or second in _HYPHEN_BEFORE
        if f"{first}-{second}" in words or (own and not is_one_word(first + second)):
            return f"-{broken[1]}{broken[2]}\n"
        return f"{broken[1]}{broken[2]}\n"

    return _BREAK.sub(joined, text)
