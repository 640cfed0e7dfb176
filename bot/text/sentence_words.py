"""The words that decide whether a mark ends a sentence, by their group."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAX_WORD", "sentence_words"]

MAX_WORD = 40
"""Characters before a full stop that are searched for the word that it closes."""


@cache
def sentence_words() -> Mapping[str, frozenset[str]]:
    """The word table, read at the first call."""
    return {group: frozenset(entries) for group, entries in read_word_table("sentence_words.txt").items()}
