"""The plural before a list of names, which is said of each: "actors X, Y and Z", "the party's two leaders, X and Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.appositions import head_before_comma
from bot.text.actors.roles.before_name import modifiers_start
from bot.text.actors.roles.parsed_text import DASHES, is_plural_role
from bot.text.actors.roles.phrases import phrase_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["role_of_list"]

_OR_VERBS = ("stars", "hosts", "heads", "coaches", "models")
"""Plurals that are verbs as often: "the film also stars X and Y"."""
_MAX_NAMES = 12


def role_of_list(text: ParsedText, name: NameCandidate) -> tuple[int, int] | None:
    """First and last word of the plural before the list that this name stands in; None where there is none."""
    top = text.root(name.first, name.last)
    listed = any(text.is_person(k) for k in text.dependents(top, "conj"))
    for _ in range(_MAX_NAMES):
        if listed and (found := _plural_before(text, top)) is not None:
            return found
        word = text.tokens[top]
        plural = word.dep == "appos" and is_plural_role(text.lower(word.head))
        between = range(word.head + 1, top)
        if plural and all(text.is_person(k) or text.lower(k) in (",", "and") for k in between):
            return _modified_plural(text, word.head, top)
        if word.head >= top or not text.is_person(word.head):
            return None
        top, listed = word.head, True
    return None


def _plural_before(text: ParsedText, top: int) -> tuple[int, int] | None:
    last = top - 1
    while text.is_person(last) and text.same_sentence(last, top):
        last -= 1
    if text.lower(last) == ",":
        return _apposed_plural(text, last)
    last -= text.lower(last) in DASHES or text.lower(last) == ":"
    plural = last not in text.mention_kinds and is_plural_role(text.lower(last))
    return _modified_plural(text, last, top) if plural else None


def _apposed_plural(text: ParsedText, comma: int) -> tuple[int, int] | None:
    """Reads "their senators, X and Y", "the band's two other members, X and Y"."""
    head = head_before_comma(text, comma, plural=True)
    first = comma if head is None else phrase_start(text, head)
    definite = any(text.tag(k) in ("DT", "PRP$", "CD", "POS") for k in range(first, head or first))
    if not definite or text.has_person(first, comma):
        return None
    return next(k for k in range(first, comma) if text.tag(k) not in ("PRP$", "CD")), comma - 1


def _modified_plural(text: ParsedText, last: int, top: int) -> tuple[int, int] | None:
    first = modifiers_start(text, last, last, top)
    while first < last and text.tag(first) in ("DT", "PRP$", "CD", "IN", "CC"):
        first += 1
    told = text.lower(first - 1) in lexicon()["say"]  # "told ministers X and Y that it was late"
    return None if told or text.lower(last) in _OR_VERBS else (first, last)
