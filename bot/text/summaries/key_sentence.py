"""Picks the sentence that represents an article in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.context_dependence import is_unquotable, needs_context
from bot.text.summary_candidates import is_no_candidate

if TYPE_CHECKING:
    from bot.models.analysis import Analysis, Digest, Sentence

__all__ = ["key_sentence", "stands_alone"]

MAX_CANDIDATES = 12
"""How many of the best sentences are considered."""
MIN_WORDS, MIN_CHARACTERS = 8, 40
"""A shorter sentence says too little by itself; characters are for scripts without spaces."""
MAX_CHARACTERS = 600
"""A longer sentence is not considered: it may be as long as an article."""


def key_sentence(analysis: Analysis | Digest) -> Sentence | None:
    """The best sentence that is understood alone; the best one if none is; None for a text without sentences.

    The first sentence of the ranking is meant to be shown with others: alone, it may be unclear or a fragment.
    """
    best = analysis.best(MAX_CANDIDATES)
    return next((sentence for sentence in best if stands_alone(sentence)), next(iter(best), None))


def stands_alone(sentence: Sentence) -> bool:
    """True if a sentence is understood without the others of its text, and says enough by itself."""
    text, spaces = sentence.text, sentence.text.count(" ")
    if len(text) > MAX_CHARACTERS or is_unquotable(text) or is_no_candidate(text):
        return False
    is_long_enough = spaces + 1 >= MIN_WORDS if spaces else len(text) >= MIN_CHARACTERS
    return is_long_enough and not (sentence.start and needs_context(text))
