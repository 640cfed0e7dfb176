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
    sport = lexicon()["sport"]
    return Counter([word for text in texts for word in text.words if word in sport])
