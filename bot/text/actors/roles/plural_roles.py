"""Reads the plural that stands before a list of names and is said of each: "actors X, Y and Z"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.after_name import FINITE, ForwardReader
from bot.text.actors.roles.tokens import DASHES

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["ListReader"]

_LONGEST = 12
"""Names of a list that are passed over on the way back to its plural."""
_VERBS = ("stars", "hosts", "heads", "coaches", "models")
"""Plurals that are verbs as often: "the film stars X and Y"."""
_BETWEEN = (",", "and", "&")


class ListReader(ForwardReader):
    """Adds to a page's phrases those that are said of several persons at once."""

    def _listed(self, name: NameCandidate) -> tuple[int, int] | None:
        """The plural before the list that this name stands in."""
        at = self._list_start(name)
        if at is None or not self._same(at - 1, at):
            return None
        last = at - 1
        last -= self._low(last) in DASHES or self._low(last) == ":"  # "four judges -- X, Y and Z -- dissented"
        owned = self._low(last) == ","  # "their senators, X and Y"
        last -= owned
        if owned and (span := self._definite(at - 1)) is not None:
            return span
        if last in self._owners or not self._is_plural(self._low(last)):
            return None
        first = self._left_edge(last, strict=False)
        if self._low(last) in _VERBS and (
            first == last or self._low(last - 1) in (*self._lexicon["work"], "show", "series")
        ):
            return None
        if self._same(first - 1, first) and self._low(first - 1) in (*self._lexicon["say"], "of") and first == last:
            return None  # "told ministers X and Y would go", "a legion of fans X and Y"
        # "their senators, X and Y", "two justices, X and Y"
        mine = self._same(first - 1, first) and self._words[first - 1].tag in ("PRP$", "CD")
        if owned and not mine and self._words[first].tag != "CD":
            return None
        while first < last and self._words[first].tag == "CD":
            first += 1
        return first, last

    def _definite(self, comma: int) -> tuple[int, int] | None:
        """Reads "the two leaders of the party, X and Y, ...", "the band's other members, X and Y, ..."."""
        for first in range(comma - 1, max(comma - _LONGEST, -1), -1):
            if not self._same(first, comma) or self._stops(first) or self._words[first].tag in FINITE:
                return None
            if self._low(first) != "the":
                continue
            head = self._head_ends(first, comma - 1, many=True)
            if head is None or any(self._is_person(k) for k in range(first, comma)):
                continue
            alone = not self._same(first - 1, first) or self._low(first - 1) in (",", *self._lexicon["say"])
            fits = head == comma - 1 or self._low(head + 1) in ("of", "for", "at", "in", "from")
            return (first, comma - 1) if alone and fits else None
        return None

    def _members(self, name: NameCandidate) -> tuple[int, int] | None:
        """Reads "X and Y, members of the council, ...": the plural behind two names."""
        at = name.last + 1
        if self._low(at) == "and" and self._same(at + 1, name.last) and self._is_member(at + 1):
            at += 1
            while self._same(at, name.last) and self._is_member(at):
                at += 1
        elif not (self._low(name.first - 1) == "and" and self._is_member(name.first - 2)):
            return None
        first = at + 1
        if self._low(at) != "," or not self._same(first, name.last):
            return None
        head = self._head_ends(first, min(first + _LONGEST, len(self._words) - 1), many=True)
        if head is None or self._low(first) not in ("the", "both", "two", "former", self._low(head)):
            return None
        if any(self._is_person(k) for k in range(first, head + 1)):
            return None
        last = self._trimmed(head, self._phrase_end(head, first), apposed=True)
        return (first, last) if not self._same(last + 1, first) or self._low(last + 1) in (",", ".") else None

    def _list_start(self, name: NameCandidate) -> int | None:
        """The first word of the list of names that this one is in; None where it stands alone."""
        at = name.first
        for _ in range(_LONGEST):
            before = self._name_before(at)
            if before is None:
                return at if self._has_and(at) else None
            at = before
        return None

    def _has_and(self, at: int) -> bool:
        """Whether "and" joins the last two names of the list that begins here."""
        here = at
        while self._same(at, here) and self._is_member(at):
            while self._same(at, here) and self._is_member(at):
                at += 1
            if self._same(at, here) and self._low(at) in ("of", "from"):
                at += 1
                while self._same(at, here) and at in self._owners and not self._is_person(at):
                    at += 1
            joined = False
            while self._same(at, here) and self._low(at) in _BETWEEN:
                joined, at = joined or self._low(at) != ",", at + 1
            if joined:
                return self._same(at, here) and self._is_member(at)
        return False

    def _name_before(self, at: int) -> int | None:
        """The first word of the name that stands before this one in a list: "X, | Y", "X of Ohio and | Y"."""
        here, at = at, at - 1
        while self._same(at, here) and self._low(at) in _BETWEEN:
            at -= 1
        if at == here - 1 or not self._same(at, here):
            return None
        place = at
        while self._same(place, here) and place in self._owners and not self._is_person(place):
            place -= 1
        if place < at and self._low(place) in ("of", "from"):
            at = place - 1
        if not self._same(at, here) or not self._is_member(at):
            return None
        while self._same(at - 1, here) and self._is_member(at - 1):
            at -= 1
        return at

    def _is_member(self, at: int) -> bool:
        """Whether this word is of a person's name, or of one that nothing else shows to be one."""
        word = self._words[at]
        named = word.is_capitalised and word.tag == "NNP" and at not in self._owners and not self._is_title(at)
        return self._is_person(at) or (named and not self._is_plural(word.lower) and not self._is_noun(word.lower))
