"""Words that are so common that they tell nothing about what is searched for."""

from __future__ import annotations

from functools import cache

from bot.text.data import read_word_table

__all__ = ["function_words"]


@cache
def function_words() -> frozenset[str]:
    """English function words in lower case. (``bot.text.words.STOP_WORDS`` are sumy's, which only workers load.)"""
    return frozenset(word.lower() for word in read_word_table("word_classes.txt")["function"])
