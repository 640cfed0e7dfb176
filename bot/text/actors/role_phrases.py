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
DETERMINERS = ("a", "an", "the")
_STOPS = frozenset((",", ";", ":", ".", "(", ")", "-", "--", "–", "—", "...", "?", "!", '"', "`", "[", "]"))


class PhraseReader:
    """Reads the phrases of one page; ``owners`` tells which words belong to a mention of an actor of which kind."""

    def __init__(self, page: Page, owners: Mapping[int, ActorKind]) -> None:
        self._page = page
        self._words = page.words
        self._owners = owners
        self._lexicon = lex = lexicon()
        self._roles = lex["role"] | {title[-1] for title in lex.titles}
        self._kin = lex["kin"] - lex["role"]
        self._no_modifier = lex["no-modifier"] | lex["time"] | lex["kin"] - lex["role"] | lex["weekday"]

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
        if word.low in self._no_modifier or (self._is_person(at) and not self._owns(at)):
            return False
        if word.low in self._lexicon["function"] - self._lexicon["qualifier"]:
            return False
        if word.low in self._lexicon["qualifier"] or word.low in self._roles or word.low in self._lexicon.demonyms:
            return True
        if at in self._owners or word.tag == "POS" or (word.text == "-" and word.joined):
            return True
        if word.capital and (self._lexicon.usual(word.text) or word.low in self._lexicon["abbreviation"]):
            return True
        return not strict and not word.opens and (word.tag in NOUNS or word.tag in ("JJ", "JJS", "CD", "HYPH"))

    def _owns(self, at: int) -> bool:
        """Whether a possessive follows the name at this word: "Blair's spokesman"."""
        while self._is_person(at + 1):
            at += 1
        return self._low(at + 1) == "'s"

    def _left_edge(self, at: int, *, strict: bool) -> int:
        """The first word of the noun phrase that ends at ``at``, without its article."""
        while self._same(at - 1, at):
            if self._words[at - 1].text == "-" and self._words[at - 1].joined and at >= 2:
                at -= 2  # "17-year-old", "London-based": the whole compound goes with the word after it
            elif self._modifies(at - 1, strict=strict) and not self._breaks_phrase(at):
                at -= 1
            else:
                break
        while self._words[at].tag in ("POS", "HYPH") or self._words[at].text in ("-", "'s", "'"):
            at += 1
        return at

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
            if word.tag in NOUNS or word.low in self._roles:
                head = at
        if head is None:
            return None
        low = self._words[head].low
        return head if low in self._roles or low in self._kin or low.rpartition("-")[2] in self._roles else None

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
