"""Counts the words of sport in a story."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.tokens import TokenizedText

__all__ = ["sport_words"]


def sport_words(texts: Sequence[TokenizedText]) -> Counter[str]:
    """How often a story's texts have each word of sport that they have."""
    counts = Counter[str]()
    for text in texts:
        counts.update({word: text.word_counts[word] for word in lexicon()["sport"] & text.word_counts.keys()})
    return counts
