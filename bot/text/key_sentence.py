"""The one sentence of an article that stands for it in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.leaning import is_broken, leaning

if TYPE_CHECKING:
    from bot.models import Analysis, Sentence

__all__ = ["key_sentence"]

LOOKED_AT = 12
"""The best sentences, among which it is."""
LEAST_WORDS, LEAST_CHARACTERS = 8, 40
"""A shorter one says too little by itself; characters are for scripts without blanks."""
LONGEST = 600
"""Characters of a sentence that are looked at: one may be as long as an article."""


def key_sentence(analysis: Analysis) -> Sentence | None:
    """The best sentence that can stand alone and says something; the best one where none does; None where none is.

    The ranking's first is made to stand beside others: alone, it may be a fragment, or point at what is not there.
    """
    best = analysis.ranking[:LOOKED_AT]
    fit = next((i for i in best if _stands_alone(analysis, i)), None)
    chosen = fit if fit is not None else next(iter(best), None)
    return None if chosen is None else analysis.sentences[chosen]


def _stands_alone(analysis: Analysis, index: int) -> bool:
    sentence = analysis.sentences[index]
    text = sentence.text
    if len(text) > LONGEST or is_broken(text):
        return False
    blanks = text.count(" ")
    enough = blanks + 1 >= LEAST_WORDS if blanks else len(text) >= LEAST_CHARACTERS
    before = analysis.sentences[max(0, index - 1) : index]
    before = before if all(len(s.text) <= LONGEST for s in before) else ()
    return enough and not leaning((*before, sentence))[-1]
