"""Noun phrases that may name a role: where they begin, what their head is, where they are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models import ActorKind, Role
from bot.text.actors.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.text.actors.reading import Page

__all__ = ["DETERMINERS", "MAX_ROLE", "NOUNS", "PhraseReader"]

MAX_ROLE = 120
"""Characters of a role; a longer one is cut before a preposition or a conjunction."""
NOUNS = ("NN", "NNP", "NNPS", "NNS")
_OF_AN_OFFICE = frozenset(
    (
        *("minister", "secretary", "manager", "director", "commissioner", "officer", "chief", "chairman", "leader"),
        *("coach", "spokesman", "spokeswoman", "adviser", "judge", "attorney", "inspector", "envoy", "ambassador"),
    )
)
DETERMINERS = ("a", "an", "the")
_STOPS = frozenset((",", ";", ":", ".", "(", ")", "-", "--", "–", "—", "...", "?", "!", '"', "`", "[", "]"))


class PhraseReader:
    """Reads the phrases of one page; ``owners`` tells which words belong to a mention of an actor of which kind."""

    def __init__(self, page: Page, owners: Mapping[int, ActorKind]) -> None:
        self._page = page
        self._words = page.words
        self._owners = owners
        self._lexicon = lex = lexicon()
        self._titles = frozenset(title[-1] for title in lex.titles)
        self._kin = lex["kin"] - lex["role"]
        self._no_modifier = lex["no-modifier"] | lex["time"] | lex["kin"] - lex["role"] | lex["weekday"]

    def _is_role(self, low: str) -> bool:
        return low in self._titles or self._lexicon.is_role(low)

    def _low(self, at: int) -> str:
        return self._words[at].low if 0 <= at < len(self._words) else ""

    def _same(self, at: int, other: int) -> bool:
        return 0 <= at < len(self._words) and self._words[at].sentence == self._words[other].sentence

    def _stops(self, at: int) -> bool:
        word = self._words[at]
        return word.text in _STOPS and not (word.text == "-" and word.joined)

    def _is_person(self, at: int) -> bool:
        return self._owners.get(at) is ActorKind.PERSON

    def _modifies(self, at: int, *, strict: bool) -> bool:
        """Whether a word may stand before the noun of a role; before a capitalised title only known words may."""
        word = self._words[at]
        if (word.low in self._no_modifier and at not in self._owners) or (self._is_person(at) and not self._owns(at)):
            return False
        if word.low in self._lexicon["function"] - self._lexicon["qualifier"] and not (
            at in self._owners and word.capital
        ):
            return False
        if word.low in self._lexicon["qualifier"] or word.low in self._lexicon.demonyms:
            return True
        if self._is_role(word.low) and (word.capital or not strict):
            return True
        if at in self._owners or word.tag == "POS" or (word.text == "-" and word.joined):
            return True
        if word.capital and (self._lexicon.usual(word.text) or word.low in self._lexicon["abbreviation"]):
            return True
        if word.opens and not (word.capital and word.tag in (*NOUNS, "JJ")):
            return False
        return not strict and (word.tag in NOUNS or word.tag in ("JJ", "JJS", "CD"))

    def _owns(self, at: int) -> bool:
        """Whether a possessive follows the name at this word: "Blair's spokesman"."""
        while self._is_person(at + 1):
            at += 1
        return self._low(at + 1) == "'s"

    def _left_edge(self, at: int, *, strict: bool) -> int:
        """The first word of the noun phrase that ends at ``at``, without its article."""
        head = at
        while self._same(at - 1, at):
            if self._words[at - 1].text == "-" and self._words[at - 1].joined and at >= 2:
                at -= 2  # "17-year-old", "London-based": the whole compound goes with the word after it
            elif self._modifies(at - 1, strict=strict) and not self._breaks_phrase(at):
                at -= 1
            elif self._in_compound(at - 1):
                at -= 3  # "late-night host"
            elif not strict and self._joins_roles(at, head):
                at -= 2
            elif self._low(head) in _OF_AN_OFFICE and self._names_office(at - 1):
                at -= 1
            elif self._low(head) in _OF_AN_OFFICE and self._low(at - 1) == "and" and self._names_half(at - 2):
                at -= 2  # "Work and Pensions Secretary"
            else:
                break
        while self._words[at].tag in ("POS", "HYPH") or self._words[at].text in ("-", "'s", "'"):
            at += 1
        return at

    def _names_half(self, at: int) -> bool:
        return (
            self._same(at, at + 2) and at not in self._owners and self._words[at + 2].capital and self._names_office(at)
        )

    def _names_office(self, at: int) -> bool:
        """Whether this word says of what somebody is the head: "Railways Minister X", "Town Manager X"."""
        word = self._words[at]
        small = word.low in self._lexicon["function"] or word.low in self._no_modifier
        return word.capital and word.tag in NOUNS and not small and not self._is_person(at)

    def _in_compound(self, at: int) -> bool:
        """Whether this word and the two before it are one: "late-night"."""
        return at > 1 and self._words[at - 1].text == "-" and self._words[at].joined and self._words[at - 1].joined

    def _joins_roles(self, at: int, head: int) -> bool:
        """Whether "and" stands before this word and another role of the same person before that.

        "Spokesman and member of ..."; not "the president and foreign minister X", who are two.
        """
        first = at - 2
        if self._low(at - 1) != "and" or not self._same(first, at) or self._words[head].capital:
            return False
        if not self._is_role(self._low(first)) or first in self._owners:
            return False
        while self._same(first - 1, at) and self._modifies(first - 1, strict=False):
            first -= 1
        return self._low(first - 1) not in (*DETERMINERS, ",", "and") or not self._same(first - 1, at)

    def _breaks_phrase(self, at: int) -> bool:
        """Whether a lower-case noun stands before a demonym or a name: "despite the conditions | American champion"."""
        before = self._words[at - 1]
        proper = self._words[at].low in self._lexicon.demonyms or at in self._owners
        return proper and not before.capital and before.tag in NOUNS and before.low not in self._lexicon["qualifier"]

    def _head_ends(self, first: int, last: int) -> int | None:
        """The head noun of the role phrase that begins at ``first``, if it is a role; None if it is anything else."""
        head = None
        for at in range(first, last + 1):
            word = self._words[at]
            small = word.tag in ("IN", "TO") or word.low in ("and", "of")
            if small or word.low in self._lexicon["relative"] or self._stops(at):
                break
            if word.tag.startswith("VB") and word.low not in self._lexicon["qualifier"] and head is not None:
                break
            if word.tag in NOUNS or self._is_role(word.low):
                head = at
        if head is None:
            return None
        low = self._words[head].low
        if low == "centre":
            return None  # a player only directly before a name
        return head if low in self._kin or self._is_role(low.rpartition("-")[2]) else None

    def _slice(self, first: int, last: int) -> Role | None:
        start, end = self._words[first].start, self._words[last].end
        while end - start > MAX_ROLE and last > first:
            last -= 1
            while last > first and self._words[last].tag not in ("IN", "CC", "TO", ","):
                last -= 1
            last -= last > first
            end = self._words[last].end
        text = self._page.text[start:end]
        if end - start > MAX_ROLE or not any(c.isalpha() for c in text) or "\n" in text:
            return None
        return Role(text, self._words[first].sentence)
