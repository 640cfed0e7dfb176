"""What is typed after ``summary`` beside the article: a length, and an algorithm to compare with."""

from __future__ import annotations

import re

from bot.errors import InputError
from bot.models.guilds import SUMMARY_LENGTHS
from bot.services.lookup.similarity import nearest
from bot.services.periods import is_period

__all__ = ["require_length", "without_length", "without_method"]

MIN_LENGTH_SIMILARITY = 60.0
"""There are only three lengths: a word is taken for a misspelt one sooner than for another word."""
_METHOD = re.compile(r"(?:^|(?<=\s))method\s?[:=]\s?(\S*)", re.IGNORECASE)
_NUMBER_AND_MORE = re.compile(r"(#?\d{1,9})\s+((\S+)(?:\s+(?:words?|sentences?|lines?|version))?)", re.IGNORECASE)
"""An article's number, and one thing after it that must be a length: "2 lnog", "2 10 sentences"."""


def without_method(typed: str) -> tuple[str, str | None]:
    """What was typed without “method:lexrank”, and the method."""
    found = _METHOD.search(typed)
    if found is None:
        return typed, None
    return typed[: found.start()] + typed[found.end() :], found[1]


def without_length(typed: str) -> tuple[str, str | None]:
    """What was typed without a length as its last word, and the length."""
    words = typed.split()
    if words and words[-1].casefold() in SUMMARY_LENGTHS:
        return " ".join(words[:-1]), words[-1].casefold()
    return " ".join(words), None


def require_length(typed: str, prefix: str) -> None:
    """Raises InputError, which says which lengths there are, if what follows an article's number is none.

    Call it for words that no title has; ``prefix`` is that of commands.
    """
    found = _NUMBER_AND_MORE.fullmatch(typed)
    if found is None or is_period(typed):  # "2 weeks"
        return
    number, rest, word = found.groups()
    near = nearest(word.casefold(), SUMMARY_LENGTHS, min_similarity=MIN_LENGTH_SIMILARITY, limit=1)
    *others, last = SUMMARY_LENGTHS
    msg = (
        f"“{rest}” is no length: a summary is {', '.join(others)} or {last}. "
        f"For example: {prefix}summary {number} {near[0] if near else last}"
    )
    raise InputError(msg)
