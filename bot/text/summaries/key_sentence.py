"""The one sentence of an article that stands for it in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import Sentence
from bot.text.context_dependence import depends_on_previous, is_unquotable

if TYPE_CHECKING:
    from bot.models.analysis import Analysis, Digest

__all__ = ["key_sentence"]

LOOKED_AT = 12
"""The best sentences, among which it is."""
LEAST_WORDS, LEAST_CHARACTERS = 8, 40
"""A shorter one says too little by itself; characters are for scripts without blanks."""
LONGEST = 600
"""Characters of a sentence that are looked at: one may be as long as an article."""

BEFORE = Sentence("There was one before.", 0, 0)
"""Whatever stands before a sentence that is not the first: what it says is not shown with it."""


def key_sentence(analysis: Analysis | Digest) -> Sentence | None:
    """The best sentence that can stand alone and says something; the best one where none does; None where none is.

    The ranking's first is made to stand beside others: alone, it may be a fragment, or point at what is not there.
    """
    best = analysis.best(LOOKED_AT)
    return next((sentence for sentence in best if _stands_alone(sentence)), next(iter(best), None))


def _stands_alone(sentence: Sentence) -> bool:
    text = sentence.text
    if len(text) > LONGEST or is_unquotable(text):
        return False
    blanks = text.count(" ")
    enough = blanks + 1 >= LEAST_WORDS if blanks else len(text) >= LEAST_CHARACTERS
    return enough and not (sentence.start and depends_on_previous((BEFORE, sentence))[-1])
