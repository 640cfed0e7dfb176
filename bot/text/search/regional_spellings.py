"""The British and the American spelling of a word: "harbour" and "harbor", "organise" and "organize"."""

from __future__ import annotations

import re

__all__ = ["regional_spellings"]

_RULES = tuple(
    (re.compile(rf"(\w{{{shortest},}}){ending}({inflection})"), other)
    for shortest, one, two, inflection in (
        (3, "is", "iz", "e|ed|es|er|ers|ing|ation|ations|ational"),
        (3, "ys", "yz", "e|ed|es|er|ers|ing"),
        (3, "our", "or", "|s|ed|ing|able|ite|ites|ful|al|er|ers|hood|hoods"),
        (2, "tre", "ter", "|s"),
        (2, "bre", "ber", "|s"),
        (3, "ence", "ense", "|s"),
        (3, "ogue", "og", "|s"),
        (4, "amme", "am", "|s"),
        *((2, f"{vowel}ll", f"{vowel}l", "ed|ing|er|ers") for vowel in "aeiou"),
    )
    for ending, other in ((one, two), (two, one))
)
"""Endings that differ, after so many letters and before an inflection. What they make of other words is no word."""


def regional_spellings(word: str) -> tuple[str, ...]:
    """The spellings of a folded word on the other side of the Atlantic; none if it has no such ending.

    >>> regional_spellings("harbor"), regional_spellings("organised")
    (('harbour',), ('organized',))
    """
    found = [f"{match[1]}{other}{match[2]}" for rule, other in _RULES if (match := rule.fullmatch(word))]
    return tuple(dict.fromkeys(found))
