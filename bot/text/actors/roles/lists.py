"""The plural before a list of names, which is said of each: "actors X, Y and Z", "the party's two leaders, X and Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.appositions import head_before_comma
from bot.text.actors.roles.before_name import is_mere_fan, modifiers_start
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


def role_of_list(parsed: ParsedText, name: NameCandidate) -> tuple[int, int] | None:
    """First and last word of the plural before the list that this name stands in; None where there is none.

    The parser makes each name of a list depend on the name before it: in "actors X, Y and Z" the walk goes from the
    root of "Z" to that of "Y" and of "X". Behind an abbreviation ("Sens. X, Y and Z") it may take Y for an apposition.
    """
    root = parsed.root(name.first, name.last)
    is_in_list = any(parsed.is_person(k) for k in parsed.dependents(root, "conj", "appos"))
    for _ in range(_MAX_NAMES):
        if is_in_list and (plural := _plural_before(parsed, root)) is not None:
            return plural
        word = parsed.tokens[root]
        is_apposed = word.dep == "appos" and is_plural_role(parsed.lower(word.head))
        between = range(word.head + 1, root)
        is_listed = is_in_list or any(parsed.is_person(k) for k in parsed.dependents(word.head, "appos") if k != root)
        if is_apposed and is_listed and all(parsed.is_person(k) or parsed.lower(k) in (",", "and") for k in between):
            return _modified_plural(parsed, word.head, root)
        if word.head >= root or not parsed.is_person(word.head):
            return None
        root, is_in_list = word.head, True
    return None


def _plural_before(parsed: ParsedText, root: int) -> tuple[int, int] | None:
    last = root - 1
    while parsed.is_person(last) and parsed.same_sentence(last, root):
        last -= 1
    if parsed.lower(last) == ",":
        return _apposed_plural(parsed, last)
    last -= parsed.lower(last) in DASHES or parsed.lower(last) == ":"
    is_plural = last not in parsed.mention_kinds and is_plural_role(parsed.lower(last))
    return _modified_plural(parsed, last, root) if is_plural else None


def _apposed_plural(parsed: ParsedText, comma: int) -> tuple[int, int] | None:
    """Reads "their senators, X and Y", "the band's two other members, X and Y"."""
    head = head_before_comma(parsed, comma, plural=True)
    first = comma if head is None else phrase_start(parsed, head)
    definite = any(parsed.tag(k) in ("DT", "PRP$", "CD", "POS") for k in range(first, comma if head is None else head))
    if head is None or not definite or _only_resumes(parsed, head) or parsed.has_person(first, comma):
        return None
    return next(k for k in range(first, comma) if parsed.tag(k) not in ("PRP$", "CD")), comma - 1


def _only_resumes(parsed: ParsedText, head: int) -> bool:
    """True for a plural that only the sentences before explain: "the supervisors, X and Y"."""
    return parsed.lower(head - 1) == "the" and parsed.lower(head + 1) in (",", *DASHES)


def _modified_plural(parsed: ParsedText, last: int, root: int) -> tuple[int, int] | None:
    first = modifiers_start(parsed, last, last, root)
    while first < last and parsed.tag(first) in ("DT", "PRP$", "CD", "IN", "CC"):
        first += 1
    if _only_resumes(parsed, last) or is_mere_fan(parsed, first, last):
        return None
    told = parsed.lower(first - 1) in lexicon()["say"]  # "told ministers X and Y that it was late"
    return None if told or parsed.lower(last) in _OR_VERBS else (first, last)
