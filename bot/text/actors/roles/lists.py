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


def role_of_list(page: ParsedText, name: NameCandidate) -> tuple[int, int] | None:
    """First and last word of the plural before the list that this name stands in; None where there is none."""
    top = page.root(name.first, name.last)
    listed = any(page.is_person(k) for k in page.dependents(top, "conj"))
    for _ in range(_MAX_NAMES):
        if listed and (found := _plural_before(page, top)) is not None:
            return found
        word = page.tokens[top]
        plural = word.dep == "appos" and word.head < top and is_plural_role(page.lower(word.head))
        between = range(word.head + 1, top)
        if plural and page.lower(word.head + 1) != "," and all(_is_listed(page, k) for k in between):
            return _modified_plural(page, word.head, top)
        if word.dep not in ("conj", "appos") or word.head >= top or not page.is_person(word.head):
            return None
        top, listed = word.head, True
    return None


def _is_listed(page: ParsedText, at: int) -> bool:
    return page.is_person(at) or page.lower(at) in (",", "and")


def _plural_before(page: ParsedText, top: int) -> tuple[int, int] | None:
    last = top - 1
    while page.is_person(last) and page.same_sentence(last, top):
        last -= 1
    if page.lower(last) == ",":
        return _apposed_plural(page, last)
    last -= page.lower(last) in DASHES or page.lower(last) == ":"
    plural = page.same_sentence(last, top) and last not in page.mention_kinds and is_plural_role(page.lower(last))
    return _modified_plural(page, last, top) if plural else None


def _apposed_plural(page: ParsedText, comma: int) -> tuple[int, int] | None:
    """Reads "their senators, X and Y", "the band's two other members, X and Y"."""
    head = head_before_comma(page, comma, plural=True)
    first = comma if head is None else phrase_start(page, head)
    definite = any(page.tag(k) in ("DT", "PRP$", "CD", "POS") for k in range(first, head or first))
    if not definite or page.has_stop(first, comma) or page.has_person(first, comma):
        return None
    return next(k for k in range(first, comma) if page.tag(k) not in ("PRP$", "CD")), comma - 1


def _modified_plural(page: ParsedText, last: int, top: int) -> tuple[int, int] | None:
    first = modifiers_start(page, last, last, top)
    while first < last and page.tag(first) in ("DT", "PRP$", "CD", "IN", "CC"):
        first += 1
    told = first == last and page.lower(first - 1) in lexicon()["say"]  # "told ministers X and Y that it was late"
    return None if told or page.lower(last) in _OR_VERBS else (first, last)
