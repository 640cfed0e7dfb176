"""Reads a role forwards: from its first word, or from the verb before it, to the mark or verb that ends it."""

from __future__ import annotations

from bot.models.analysis import ActorKind
from bot.text.actors.roles.noun_phrases import PhraseReader
from bot.text.actors.roles.tokens import DETERMINERS

__all__ = ["FINITE", "ForwardReader"]

_BACK = 14
_SAYINGS = ("statement", "release", "interview", "email", "letter", "tweet", "report", "speech", "article", "message")
_ENDINGS = ("inc.", "corp.", "ltd.", "co.", "plc.")
_CLAUSE = 8
"""Words behind "until" and its like among which the verb of their clause is looked for."""
_BE = frozenset(["is", "was", "became", "remains", "remained"])
_WHEN = ("also", "now", "then", "once", "currently", "already", "still", "previously", "formerly", "later", "today")
_LETTERS = ("m.d.", "md", "ph.d.", "phd", "jr.", "jr", "sr.", "qc", "kc", "obe", "cbe", "mbe", "dds", "rn", "esq.")
_LATER = (
    *("with", "after", "following", "amid", "early", "late", "last", "this", "next", "because", "during", "until"),
    *("since", "by", "before", "earlier", "when", "despite", "but", "nearly", "almost", "less", "more", "over", "just"),
)
FINITE = ("VBD", "VBZ", "VBP", "MD")


class ForwardReader(PhraseReader):
    """Adds to a page's phrases those that stand behind a name."""

    def _after_verb(self, at: int) -> tuple[int, int] | None:
        here = at
        if self._low(at) in ("will", "would", "could", "may") and self._low(at + 1) == "be":
            if self._low(at + 2) not in self._lexicon["chosen"]:
                return None
            at += 1
        elif self._low(at) in ("has", "had") and self._low(at + 1) == "been":
            at += 1
        elif (role := self._holds_as(at)) is not None:
            return self._as_role(role)
        elif self._low(at) not in _BE:
            return None
        at += 1
        chosen = self._low(at) in self._lexicon["chosen"]
        at += chosen or self._low(at) in _WHEN
        if self._low(at) in ("as", "in") and chosen:
            at += 1
        return (
            self._phrase(at, strict=self._low(at) not in DETERMINERS, predicate=True) if self._same(at, here) else None
        )

    def _holds_as(self, at: int) -> int | None:
        """The word behind "served as", "has previously worked as", "will step down as"; None where none is there."""
        here = at
        at += self._low(at) in ("has", "had", "will")
        at += self._words[min(at, len(self._words) - 1)].tag == "RB"
        if not self._same(at, here) or self._low(at) not in self._lexicon["holds"]:
            return None
        at += 1
        at += self._low(at) in ("down", "over", "on")
        return at + 1 if self._low(at) == "as" and self._same(at + 1, here) else None

    def _as_role(self, at: int) -> tuple[int, int] | None:
        """The role behind "as", without "its" or "their", which say nothing here."""
        at += self._words[min(at, len(self._words) - 1)].tag == "PRP$"
        span = self._phrase(at, strict=self._low(at) not in DETERMINERS, predicate=True)
        if span is None:
            return None
        end = next((k for k in range(span[0] + 1, span[1] + 1) if self._tells_when(k)), span[1] + 1)
        return span[0], end - 1

    def _tells_when(self, at: int) -> bool:
        """Whether words begin here that say when, how or what for somebody took or left an office."""
        after = self._words[min(at + 1, len(self._words) - 1)]
        if self._low(at) in ("in", "on"):
            return after.text.isdecimal() or after.tag == "PRP$" or after.lower in self._lexicon["calendar"]
        if self._words[at - 1].tag == "IN":
            return False  # "for nearly a decade"
        ago = self._words[at].tag == "CD" and after.lower.rstrip("s") in self._lexicon["time"]
        return ago or self._low(at) in _LATER or (self._low(at) == "to" and after.tag == "VB")

    def _is_party(self, at: int) -> bool:
        """Whether a lawmaker's party and state begin here: "D-Ohio"."""
        return self._low(at) in ("d", "r", "i") and self._low(at + 1) == "-"

    def _aside(self, mark: int) -> int:
        """The word behind what stands beside a name between marks, such as an age or a party: ", 57,", ", D-Ohio,"."""
        at = end = mark + 1
        if self._is_party(at):
            end += 2
            while self._same(end, mark) and not self._stops(end):
                end += 1
            end += self._low(end) == "."
        elif self._same(at, mark) and (self._words[at].text.isdecimal() or self._low(at) in _LETTERS):
            end += 1
        closed = self._same(end, mark) and self._low(end) == {",": ",", "(": ")"}.get(self._low(mark))
        return end + 1 if end > at and closed else at

    def _phrase(self, first: int, *, strict: bool, predicate: bool = False) -> tuple[int, int] | None:
        """The role phrase that begins here, up to the mark or verb that ends it; None where none does."""
        many = self._low(first) == "one" and self._low(first + 1) == "of"
        begin = first + 2 if many else first
        head = self._head_ends(begin, min(begin + _BACK, len(self._words) - 1), many=many)
        if head is None or not self._may_begin(begin, head) or (many and not self._known_many(begin, head)):
            return None
        verbal = self._words[begin].tag.startswith("VB") and self._low(begin) not in self._lexicon["qualifier"]
        if strict and not many and (verbal or self._words[head].tag not in ("NN", "NNP")):
            return None
        return first, self._trimmed(head, self._phrase_end(head, begin), apposed=not predicate)

    def _may_begin(self, first: int, head: int) -> bool:
        """Whether a phrase with these words up to its head can be a role of the person before it."""
        if not self._same(head, first) or self._low(first) in ("no", "not"):
            return False
        if self._words[first].tag in ("PRP$", "IN", "TO", "RB", "CC", "WP", "PRP", "EX", "MD"):
            return False
        if any(self._is_person(k) and not self._owns(k) for k in range(first, head + 1)) or self._is_person(head + 1):
            return False
        return not (self._kin_alone(first, head) or self._calls_another(head) or self._titles_another(first))

    def _known_many(self, first: int, head: int) -> bool:
        """Whether "one of" goes on to certain ones: "the founders of Acme", not "three players sent off"."""
        definite = self._low(first) in DETERMINERS or any(self._low(k) in ("'s", "'") for k in range(first, head))
        return definite and not self._words[min(head + 1, len(self._words) - 1)].tag.startswith("VB")

    def _phrase_end(self, head: int, first: int) -> int:
        """The mark, verb or conjunction that ends the phrase around this head."""
        at = head + 1
        sole = any(self._low(k) in ("only", "first", "last", "sole") for k in range(first, head))
        while self._same(at, first):
            word = self._words[at]
            if self._low(at) == "," and (end := self._more_fields(at, head)):
                at = end
                continue
            if word.lower in self._lexicon["relative"] or self._stops(at) or self._opens_clause(at):
                break
            if self._words[at - 1].lower in _ENDINGS and word.is_capitalised and word.tag != "NNPS":
                break  # "director of Acme Inc. | Canada's bonds fell"
            if word.tag == "PRP" or (at == head + 1 and (word.tag == "DT" or (word.tag == "VBG" and not sole))):
                break
            if word.tag in FINITE and word.lower not in self._lexicon["qualifier"]:
                break
            if word.lower in ("and", "or", "but") and not self._goes_on(at, first):
                break
            at += 1
        return at

    def _trimmed(self, head: int, end: int, *, apposed: bool) -> int:
        """The last word of a phrase that ends before ``end``, without what only leads on to more."""
        last = end - 1
        while last > head and (
            self._words[last].tag in ("IN", "CC", "TO", "DT", "RB", "JJ", "POS")
            or self._words[last].lower in ("and", "of")
        ):
            last -= 1
        if last - 2 > head and self._low(last) in _SAYINGS and self._low(last - 2) == "in":
            last -= 3  # "secretary general in a statement"
        if last == head and apposed and self._low(end) == ",":
            last = self._body_after(end) or last
        if last - 2 >= head and self._low(last) in self._lexicon["calendar"] and self._low(last - 1) in ("on", "in"):
            last -= 2
        return last

    def _goes_on(self, at: int, first: int) -> bool:
        """Whether a conjunction leads to more of the role ("and a long-time ally of Trump") and to no new clause."""
        for k in range(at + 1, min(at + _BACK, len(self._words))):
            word = self._words[k]
            if not self._same(k, first) or self._stops(k) or word.lower in self._lexicon["relative"]:
                return True
            if word.tag in ("VBD", "VBZ", "MD", "VB", "VBP", "PRP", "PRP$"):
                return False
        return True

    def _more_fields(self, comma: int, head: int) -> int | None:
        """The "and" of what somebody is the head of, from its first comma: "director of research, sales and ..."."""
        if self._low(head + 1) not in ("of", "for") or not self._is_field(comma - 1):
            return None
        at = comma
        while self._low(at) == "," and self._is_field(at + 1):
            at += 2
        return at if at > comma and self._low(at) == "and" and self._is_field(at + 1) else None

    def _is_field(self, at: int) -> bool:
        low = self._low(at)
        return self._words[min(at, len(self._words) - 1)].tag in ("NN", "NNS") and not self._is_role(low)

    def _opens_clause(self, at: int) -> bool:
        """Whether a clause of its own begins: "the first to score | as he was ...", "chief | until that was over"."""
        if self._low(at) not in self._lexicon["clause-opener"]:
            return False
        for k in range(at + 1, min(at + _CLAUSE, len(self._words))):
            if not self._same(k, at) or self._stops(k):
                return False
            if self._words[k].tag in FINITE or (k == at + 1 and self._words[k].tag == "PRP"):
                return True
        return False

    def _calls_another(self, head: int) -> bool:
        """Whether the phrase is of the next person of a list: "Donald Trump Jr, the president's son-in-law Jared X"."""
        at = head + 1
        while self._same(at + 1, head) and self._words[at].no_space_before:
            at += 1
        return self._is_person(at) and not self._owns(at)

    def _titles_another(self, first: int) -> bool:
        """Whether the phrase begins with the title of the next person of a list: "X, Secretary of State Y and Z"."""
        size = self._title_size(first)
        return size > 0 and self._is_person(first + size) and not self._owns(first + size)

    def _body_after(self, comma: int) -> int | None:
        """The last word of a name that alone fills the place behind this comma: "chairman, Acme Bank, said"."""
        at = comma
        while self._same(at + 1, comma) and self._owners.get(at + 1) is ActorKind.ORGANISATION:
            at += 1
        return at if at > comma and (not self._same(at + 1, comma) or self._low(at + 1) in (",", ".")) else None
