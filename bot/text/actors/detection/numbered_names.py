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
    words, pairs = Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        for at in text.capitals:
            word = text.tokens[at].lower
            words[word] += 1
            after = text.tokens[at + 1].text if at + 1 < len(text.tokens) else ""
            if after.isdigit() and len(after) <= _MAX_DIGITS:
                pairs[word, after] += 1
    always = {word for (word, _), count in pairs.items() if words[word] == count >= _MIN_COUNT}
    return frozenset(word for word in always - tables["calendar"] if not tables.canonical(word))
