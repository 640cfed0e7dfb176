"""Tells animals, which are no actors, by the nouns beside a name: "a whale named X", "her dog, X", "X, an elephant"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import lower_at
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = ["is_animal"]

_ANIMALS = frozenset(read_word_table("non_actors.txt")["animal"])
_NAMED = frozenset(("named", "called", "nicknamed", "dubbed"))
_POSSESSIVES = frozenset(("his", "her", "their", "my", "our", "'s"))
_MAX_APPOSITION = 6
"""Words after an article, among which is the noun: "Shaker, a two-year-old bloodhound"."""


def is_animal(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a name that a noun beside it calls an animal's, in words that could not mean its owner."""
    tables = lexicon()
    is_known = tables.canonical(candidate.text) or candidate.text in tables.known_by_surname
    if is_known or candidate.title is not None:
        return False
    return _follows_animal(candidate, tokens) or _is_called_animal(tokens, candidate.last + 1)


def _follows_animal(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    at = candidate.first - 1
    is_named = lower_at(tokens, at) in _NAMED
    has_comma = lower_at(tokens, at - is_named) == ","
    at -= is_named + has_comma
    if at < 0 or tokens[at].text not in _ANIMALS:
        return False
    after = tokens[candidate.last + 1 : candidate.last + 2]
    if has_comma and not is_named:  # "his dog, Rex, barked", not "bitten by a dog, Lee said"
        return lower_at(tokens, at - 1) in _POSSESSIVES and any(word.text in (",", ".") for word in after)
    return is_named or not any(word.tag.startswith(("VB", "MD")) for word in after)  # not "the horse Lee rode"


def _is_called_animal(tokens: Sequence[Token], after: int) -> bool:
    """True if a noun phrase after the name has an animal as its head: ", an Irish setter,", " the lion"."""
    has_comma = lower_at(tokens, after) == ","
    after += has_comma
    if lower_at(tokens, after) not in (("a", "an", "the") if has_comma else ("the",)):
        return False
    words = tokens[after + 1 : after + 1 + _MAX_APPOSITION]
    phrase = list(takewhile(lambda word: word.tag.startswith(("NN", "JJ", "VBN", "CD", "HYPH")), words))
    is_figure = lower_at(tokens, after + 1 + len(phrase)) == "of"  # "a bear of a man"
    return phrase != [] and phrase[-1].text in _ANIMALS and not is_figure  # nor "a Navy SEAL"
