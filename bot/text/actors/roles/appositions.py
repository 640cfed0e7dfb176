"""Reads a role that stands before a name with a comma between: "the leader of the party, X, ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.noun_phrases import PhraseReader
from bot.text.actors.roles.tokens import DETERMINERS, NOUNS

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["AppositionReader"]

_BACK = 14
_LEADS_ON = ("of", "for", "at", "in", "to", "on")


class AppositionReader(PhraseReader):
    """Adds to a page's phrases those that stand before a name and its comma."""

    def _apposed_before(self, name: NameCandidate, start: int) -> tuple[int, int] | None:
        """Reads "Japan's new Prime Minister, Sanae Takaichi, ...", "the leader of the party, Charles Kennedy, ..."."""
        comma, after = start - 1, name.last + 1
        if self._low(comma) != "," or not self._same(comma, name.first):
            return None
        closed = self._low(after) in (",", ".", ";", ":", "")
        if not (closed or self._low(after) == "of" or self._acts(name)) or not self._same(comma - 1, comma):
            return None
        if self._low(after) == "," and self._low(after + 1) == "and":
            return None
        for first in range(comma - 1, max(comma - _BACK, -1), -1):
            if self._words[first].tag == "PRP$" and self._same(first, comma):
                return self._owned(first + 1, comma) if closed else None
            if self._breaks_apposition(first, comma):
                return None
            if self._low(first) == "chief" and self._low(first - 1) == "in":
                continue  # "the editor in chief of ..."
            if self._starts(first):
                begin = first - 2 if self._low(first - 1) == "of" and self._low(first - 2) == "one" else first
                head = self._head_ends(first, comma - 1, many=begin < first)
                if head is not None:
                    begin = self._joined_before(begin)
                    fits = self._fits(begin, head, comma, closed=closed)
                    return (begin, comma - 1) if fits else None
        return None

    def _owned(self, first: int, comma: int) -> tuple[int, int] | None:
        """Reads "its boss, X, ...": without the pronoun, which says nothing here."""
        head = self._head_ends(first, comma - 1)
        told = head == comma - 1 and self._words[head].tag != "NNS" and self._low(head) not in self._lexicon["kin"]
        return (first, comma - 1) if told else None

    def _breaks_apposition(self, at: int, comma: int) -> bool:
        """Whether no apposition to the name behind this comma holds this word."""
        word = self._words[at]
        if not self._same(at, comma) or self._stops(at) or word.lower in self._lexicon["relative"]:
            return True
        verbal = word.tag.startswith("VB") and word.lower not in self._lexicon["qualifier"]
        verbal = verbal and self._low(at - 1) not in DETERMINERS  # "the surviving bomber"
        return verbal or (self._is_person(at) and not self._owns(at))

    def _starts(self, at: int) -> bool:
        """Whether a noun phrase begins here."""
        if self._low(at) in DETERMINERS or not self._same(at - 1, at):
            return True
        before = self._words[at - 1]
        modifies = before.tag in ("JJ", "JJR", "JJS", "POS", "CD", "DT", "HYPH", "VBN", "PRP$", "RBS", "RBR")
        return not (before.tag in NOUNS or modifies or before.no_space_before)

    def _fits(self, first: int, head: int, comma: int, *, closed: bool) -> bool:
        """Whether the phrase between is an apposition to the name behind the comma."""
        single = self._words[head].tag != "NNS" or self._low(first) == "one"
        if not single or (head != comma - 1 and self._low(head + 1) not in _LEADS_ON) or self._kin_alone(first, head):
            return False
        # "After meeting the president, Blair said ..." and "if he became king, Charles ..." are no appositions
        alone = not self._same(first - 1, first)
        definite = self._low(first) in (*DETERMINERS, "another") or any(
            self._low(k) == "'s" for k in range(first, head)
        )
        governed = not alone and not definite and self._words[first - 1].tag[:2] in ("VB", "IN")
        governed = governed and self._low(first - 1) not in self._lexicon["say"]
        predicate = not alone and self._low(first - 1) in (
            "is",
            "was",
            "are",
            "were",
        )  # of the subject, not of the name
        served = not alone and self._low(first - 1) in ("for", "to") and self._is_role(self._low(first - 2))
        listed = not alone and not definite and self._low(first - 1) == "," and not self._words[first].is_capitalised
        # "served as a clerk, X told them": somebody else did
        held = not definite or self._low(first - 2) in self._lexicon["holds"]
        governed = governed or (held and not alone and self._low(first - 1) == "as" and self._same(first - 2, first))
        said = self._same(first - 1, first) and self._low(first - 1) in self._lexicon["say"]
        return not governed and not listed and not predicate and not served and (closed or alone or said)

    def _joined_before(self, first: int) -> int:
        """The beginning of a phrase that "and" joins to another role: "the former chief and | editor of X"."""
        at = first - 2
        if self._low(first - 1) != "and" or not self._same(at, first) or not self._is_role(self._low(at)):
            return first
        if self._low(at) in self._lexicon["kin"]:
            return first
        while self._same(at - 1, first) and (self._modifies(at - 1, strict=False) or self._low(at - 1) in DETERMINERS):
            at -= 1
        return at
