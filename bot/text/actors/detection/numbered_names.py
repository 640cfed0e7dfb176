"""Finds names that end with a number, which the story never leaves out: "Maroon 5", "Group 4"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.lexicon import Lexicon
    from bot.text.tokens import TokenizedText

__all__ = ["numbered_names"]

_MAX_DIGITS = 3
_MIN_COUNT = 2
"""Occurrences from which the number is part of the name."""


def numbered_names(texts: Sequence[TokenizedText], tables: Lexicon) -> frozenset[str]:
    """The words, in lower case, that are never without the same number after them.

    Neither a date ("May 5") nor a known name, which its product follows: "Boeing 737".
    """
    pairs = Counter[tuple[str, str]]()
    for text in texts:
        for at in text.capitals:
            after = text.tokens[at + 1].text if at + 1 < len(text.tokens) else ""
            if after.isdigit() and len(after) <= _MAX_DIGITS:
                pairs[text.tokens[at].lower, after] += 1
    often = {word: count for (word, _), count in pairs.items() if count >= _MIN_COUNT}
    if not often:  # most stories
        return frozenset()
    words = Counter(text.tokens[at].lower for text in texts for at in text.capitals)
    always = {word for word, count in often.items() if words[word] == count}
    return frozenset(word for word in always - tables["calendar"] if not tables.canonical(word))
