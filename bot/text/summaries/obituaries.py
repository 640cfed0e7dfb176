"""Finds the sentence of an obituary that tells the death: many open with an anecdote, and tell it further below.

The day or the age parts it from the deaths of others, of which lives are full.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["sentence_of_death", "tells_death"]

MIN_SENTENCES = 3
"""Sentences that name the one whom an obituary is about."""
MAX_NAMES = 2
"""Names that are looked at: a place may be named more often."""

_LAST_NAME = re.compile(r"[A-Z][\w’'.-]+ (?=([A-Z][\w-]+))")
_TELLS_DEATH = re.compile(r"\b(?:died|dies|passed away)\b")
_DIED = r"\b(?:died|passed away)\b"
_OF_PRONOUN = re.compile(rf"(?:He|She) [^A-Z.]{{0,60}}{_DIED}")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY_OR_AGE = re.compile(
    rf"{_DAY}\b|\b(?:today|yesterday|overnight|this (?:week|morning|month)|(?:last|earlier this) (?:week|night|month)"
    r"|peacefully|(?:at the age of|aged|at) \d{2,3}\b(?!%| per)|after a (?:short|long|brief) (?:illness|battle))"
)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_AGE_AFTER = re.compile(r"(?:He|She) was (?:just |only )?\d{2,3}\b")


def tells_death(text: str) -> bool:
    """True if a text says that somebody died."""
    return _TELLS_DEATH.search(text) is not None


def sentence_of_death(texts: Sequence[str]) -> int | None:
    """The index of the first sentence that tells the death of one of those named most; None if there is none.

    The day or the age is told there, or in the following sentence, and no year.
    """
    may_tell = [index for index, text in enumerate(texts) if "died" in text or "passed away" in text]
    names = _most_named(texts) if may_tell else ()
    if not names:
        return None
    of_name = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b[^A-Z.]{{0,100}}{_DIED}")
    for index in may_tell:
        death = of_name.search(texts[index]) or _OF_PRONOUN.match(texts[index])
        if death and not _YEAR.search(texts[index]):
            following = "".join(texts[index + 1 : index + 2])
            if _DAY_OR_AGE.search(texts[index], death.start()) or _AGE_AFTER.match(following):
                return index
    return None


def _most_named(texts: Sequence[str]) -> tuple[str, ...]:
    """The last names that most sentences have."""
    last_names = {name for text in texts for name in _LAST_NAME.findall(text)}
    sentences = Counter(name for text in texts for name in sorted(last_names) if name in text)
    return tuple(name for name, count in sentences.most_common(MAX_NAMES) if count >= MIN_SENTENCES)
