"""Reads a role forwards: from its first word, or from the verb before it, to the mark or verb that ends it."""

from __future__ import annotations

from bot.models import ActorKind
from bot.text.actors.role_phrases import DETERMINERS, PhraseReader

__all__ = ["ForwardReader"]

_BACK = 14
_BE = frozenset(["is", "was", "became", "remains", "remained"])


class ForwardReader(PhraseReader):
    """Adds to a page's phrases those that stand behind a name."""

    def _after_verb(self, at: int) -> tuple[int, int] | None:
        here = at
        if self._low(at) in ("will", "would", "could", "may") and self._low(at + 1) == "be":
            if self._low(at + 2) not in self._lexicon["chosen"]:
                return None
            at += 1
        elif (self._low(at) in ("has", "had") and self._low(at + 1) == "been") or (
            self._low(at) in ("served", "serves", "worked", "acted") and self._low(at + 1) == "as"
        ):
            at += 1
        elif self._low(at) not in _BE:
            return None
        at += 1
        chosen = self._low(at) in self._lexicon["chosen"]
        at += chosen or self._low(at) in ("also", "now", "then", "once", "currently", "already", "still")
        if self._low(at) in ("as", "in") and chosen:
            at += 1
        if not self._same(at, here):
            return None
        return self._phrase(at, strict=self._low(at) not in DETERMINERS, predicate=True)

    def _phrase(self, first: int, *, strict: bool, predicate: bool = False) -> tuple[int, int] | None:
        """The role phrase that begins here, up to the mark or verb that ends it; None where none does."""
        head = self._head_ends(first, min(first + _BACK, len(self._words) - 1))
        if (
            head is None
            or not self._same(head, first)
            or self._words[first].tag in ("PRP$", "IN", "TO", "RB", "CC", "WP", "PRP", "EX")
        ):
            return None
        if any(self._is_person(k) and not self._owns(k) for k in range(first, head + 1)) or self._is_person(head + 1):
            return None
        if self._kin_alone(first, head) or self._calls_another(head):
            return None
        if self._low(first) in ("no", "not"):
            return None
        verbal = self._words[first].tag.startswith("VB") and self._low(first) not in self._lexicon["qualifier"]
        if strict and (verbal or self._words[head].tag not in ("NN", "NNP")):
            return None
        last, at = head, head + 1
        while self._same(at, first):
            word = self._words[at]
            if word.low in self._lexicon["relative"] or self._stops(at) or self._opens_clause(at):
                break
            if word.tag == "VBG" and at == head + 1:
                break
            if word.tag in ("VBD", "VBZ", "VBP", "MD") and word.low not in self._lexicon["qualifier"]:
                if word.low in self._lexicon["say"] and not predicate and self._low(first) in DETERMINERS:
                    return None
                break
            if word.low in ("and", "or", "but") and not self._goes_on(at, first):
                break
            last, at = at, at + 1
        while last > head and (
            self._words[last].tag in ("IN", "CC", "TO", "DT", "RB", "JJ") or self._words[last].low in ("and", "of")
        ):
            last -= 1
        if last == head and not predicate and self._low(at) == ",":
            last = self._body_after(at) or last
        if last - 2 >= head and self._low(last) in self._lexicon["weekday"] and self._low(last - 1) == "on":
            last -= 2
        return first, last

    def _goes_on(self, at: int, first: int) -> bool:
        """Whether a conjunction leads to more of the role ("and a long-time ally of Trump") and to no new clause."""
        for k in range(at + 1, min(at + _BACK, len(self._words))):
            word = self._words[k]
            if not self._same(k, first) or self._stops(k) or word.low in self._lexicon["relative"]:
                return True
            if word.tag in ("VBD", "VBZ", "MD", "VB", "VBP", "PRP", "PRP$"):
                return False
        return True

    def _opens_clause(self, at: int) -> bool:
        """Whether a clause of its own begins: "the first player to score 500 points | as he was ..."."""
        return (
            self._low(at) in self._lexicon["clause-opener"]
            and self._words[min(at + 1, len(self._words) - 1)].tag == "PRP"
        )

    def _calls_another(self, head: int) -> bool:
        """Whether the phrase is of the next person of a list: "Donald Trump Jr, the president's son-in-law Jared X"."""
        at = head + 1
        while self._same(at + 1, head) and self._words[at].joined:
            at += 1
        return self._is_person(at) and not self._owns(at)

    def _kin_alone(self, first: int, head: int) -> bool:
        """Whether this is "a friend" and nobody's: "a friend of the king" and "Mary's friend" tell something."""
        owned = any(self._low(k) in ("'s", "'") for k in range(first, head))
        return self._low(head) in self._kin and self._low(head + 1) not in ("of", "to") and not owned

    def _body_after(self, comma: int) -> int | None:
        """The last word of a name that alone fills the place behind this comma: "chairman, Acme Bank, said"."""
        at = comma
        while self._same(at + 1, comma) and self._owners.get(at + 1) is ActorKind.ORGANISATION:
            at += 1
        return at if at > comma and (not self._same(at + 1, comma) or self._low(at + 1) in (",", ".")) else None
