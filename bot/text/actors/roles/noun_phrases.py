"""Noun phrases that may name a role: where they begin, what their head is, where they are cut."""

from __future__ import annotations

import re

from bot.models.analysis import TITLE_DOC, ActorKind, Role
from bot.text.actors.roles.tokens import DETERMINERS, NOUNS, TIMES, WordReader

__all__ = ["MAX_ROLE", "PhraseReader"]

MAX_ROLE = 120
"""Characters of a role; a longer one is cut before a preposition or a conjunction."""
_ERAS = ("past", "present", "former", "current")
_BODIES = ("chapter", "branch", "council", "board", "committee", "college", "school", "association", "panel", "society")
_GLUED = re.compile(r"[a-z)][.?!]+[A-Z](?=[a-z])")
"""Where two sentences were glued together, as in "scenes.?Bollywood"."""
_OF_SOMEBODY = ("critic", "ally", "aide", "adviser", "advisor", "supporter", "loyalist", "opponent", "backer", "donor")
_OF_AN_OFFICE = frozenset(
    (
        *("minister", "secretary", "manager", "director", "commissioner", "officer", "chief", "chairman", "leader"),
        *("coach", "spokesman", "spokeswoman", "adviser", "judge", "attorney", "inspector", "envoy", "ambassador"),
        *("president", "marshal", "chairwoman", "superintendent", "commander", "administrator", "sheriff"),
        *("speaker", "mayor"),
    )
)


class PhraseReader(WordReader):
    """Adds to a page's words the phrases that end or begin with them."""

    def _left_edge(self, at: int, *, strict: bool) -> int:
        """The first word of the noun phrase that ends at ``at``, without its article."""
        head = at
        while self._same(at - 1, at):
            if self._words[at - 1].text in ("-", "/") and self._words[at - 1].no_space_before and at >= 2:
                at -= 2  # "17-year-old", "London-based": the whole compound goes with the word after it
            elif self._modifies(at - 1, strict=strict) and not self._breaks_phrase(at):
                at -= 1
            elif self._in_compound(at - 1):
                at -= 3  # "late-night host"
            elif self._low(at - 1) == "most" and self._words[at - 2].tag == "POS":
                at -= 1  # "the country's most senior judge"
            elif self._low(at) in _ERAS and self._low(at - 1) == "and" and self._low(at - 2) in _ERAS:
                at -= 2  # "past and present players"
            elif self._joins_roles(at, head, strict=strict):
                at -= 2
            elif self._low(head) in _OF_AN_OFFICE and self._names_office(at - 1):
                at -= 1
            elif self._low(head) in _OF_AN_OFFICE and self._low(at - 1) == "and" and self._names_half(at - 2, head):
                at -= 2  # "Work and Pensions Secretary"
            elif self._low(head) in ("minister", "secretary") and self._joins_departments(at, head):
                at -= 2  # "science and technology minister"
            elif self._low(head) in _OF_AN_OFFICE and self._is_common_office(at - 1):
                at, strict = at - 1, False  # "fire information Officer", "NAACP chapter President"
            elif at == head and self._low(head) in _OF_SOMEBODY and self._is_person(at - 1):
                at -= 1
                while self._same(at - 1, at) and self._is_person(at - 1):
                    at -= 1  # "vocal Putin critic"
            elif self._short_form(at - 1) and self._words[at - 4].is_capitalised:
                at -= 4  # "National Party (NP) leader"
            else:
                break
        while self._words[at].tag in ("POS", "HYPH") or self._words[at].text in ("-", "'s", "'"):
            at += 1
        return at

    def _names_half(self, at: int, head: int) -> bool:
        """Whether "and" joins this word to another one that says of what somebody is the head."""
        owner = self._owners.get(at)
        department = owner is ActorKind.ORGANISATION and self._low(head) in ("minister", "secretary")
        both = self._same(at, at + 2) and self._words[at + 2].is_capitalised and self._names_office(at)
        somebody = self._is_role(self._low(at)) and self._low(at - 1) in DETERMINERS  # "the Queen and President X"
        return both and (owner is None or department) and not somebody

    def _joins_departments(self, at: int, head: int) -> bool:
        """Whether "and" joins this word to another department of the same minister."""
        first = self._words[at - 2]
        if self._low(at - 1) != "and" or not self._same(at - 2, at) or self._is_person(at - 2):
            return False
        if self._words[head].is_capitalised and not first.is_capitalised:
            return False  # "since the election and Secretary X"
        return first.tag in NOUNS and not self._is_role(first.lower) and first.lower not in self._kin

    def _is_common_office(self, at: int) -> bool:
        """Whether a lower-case noun belongs to the title behind it; not the one of "in a statement President X"."""
        word, title = self._words[at], self._words[at + 1]
        if word.is_capitalised or not title.is_capitalised or word.tag != "NN" or not self._modifies(at, strict=False):
            return False
        return word.lower in self._lexicon["body-kind"] or word.lower in _BODIES or title.lower == "officer"

    def _names_office(self, at: int) -> bool:
        """Whether this word says of what somebody is the head: "Railways Minister X", "Town Manager X"."""
        word = self._words[at]
        small = word.lower in self._lexicon["function"] or word.lower in self._no_modifier
        return word.is_capitalised and word.tag in NOUNS and not small and not self._is_person(at)

    def _in_compound(self, at: int) -> bool:
        """Whether this word and the two before it are one: "late-night"."""
        return (
            at > 1
            and self._words[at - 1].text == "-"
            and self._words[at].no_space_before
            and self._words[at - 1].no_space_before
        )

    def _joins_roles(self, at: int, head: int, *, strict: bool) -> bool:
        """Whether "and" stands before this word and another role of the same person before that.

        "Spokesman and member of ...", "Chairman and Chief Executive X said"; not "the president and foreign minister
        X", who are two.
        """
        first = at - 2
        if self._low(at - 1) != "and" or not self._same(first, at):
            return False
        if not self._is_role(self._low(first)) or first in self._owners:
            return False
        while self._same(first - 1, at) and self._modifies(first - 1, strict=False):
            first -= 1
        if not self._same(first - 1, at) or self._low(first - 1) in self._lexicon["say"]:
            return True
        titled = strict or self._words[head].is_capitalised
        return not titled and self._low(first - 1) not in (*DETERMINERS, ",", "and")

    def _breaks_phrase(self, at: int) -> bool:
        """Whether a lower-case noun stands before the beginning of another phrase.

        That is a demonym, a name or a time: "despite the conditions | American champion", "the job | current manager".
        """
        before = self._words[at - 1]
        if self._low(at) in TIMES and not before.is_capitalised and before.tag in ("NN", "NNS"):
            return True
        proper = self._words[at].lower in self._lexicon.demonyms or at in self._owners
        return (
            proper
            and not before.is_capitalised
            and before.tag in NOUNS
            and before.lower not in self._lexicon["qualifier"]
        )

    def _head_ends(self, first: int, last: int, *, many: bool = False) -> int | None:
        """The head noun of the role phrase that begins at ``first``, if it is a role; None if it is anything else.

        With ``many`` the plural of a role, as in "one of the founders".
        """
        head = None
        for at in range(first, last + 1):
            word = self._words[at]
            if word.lower == "and" and self._joins_fields(at, head):
                continue
            if word.lower == "and" and self._words[at - 1].tag == "JJ" == self._words[min(at + 1, last)].tag:
                continue  # "a prominent and influential member"
            if word.lower == "of" and head == at - 1 and {at - 1, at, at + 1} <= self._owners.keys() and at < last:
                continue  # "University of Michigan's vice president"
            if word.lower == "pro" and head is not None and self._low(at + 1) == "tem":
                break
            small = word.tag in ("IN", "TO") or word.lower in ("and", "of")
            if small or word.lower in self._lexicon["relative"] or self._stops(at):
                break
            if head is not None and (word.tag == "DT" or self._ends_head(at, head)):
                break
            if word.tag in NOUNS or self._is_role(word.lower):
                head = at
        if head is None:
            return None
        low = self._words[head].lower
        if low == "number" and self._same(head + 1, head) and self._words[head + 1].tag == "CD":
            return head if not many and self._ranks(first, head) else None
        if low == "centre":
            return None  # a player only directly before a name
        if many:
            return head if self._is_plural(low) else None
        role = self._is_role(low.rpartition("-")[2]) or self._is_compound(head)
        return head if low in self._kin or role else None

    def _ranks(self, first: int, number: int) -> bool:
        """Whether a rank or a place in a team follows: "the world number one", "Wales number eight"."""
        whose = (
            self._low(k) in ("world", "'s") or self._low(k) in self._lexicon.demonyms for k in range(first, number)
        )
        return any(whose) or (self._low(number + 1) == "eight" and first < number)

    def _ends_head(self, at: int, head: int) -> bool:
        """Whether a verb stands behind the head: "an Ohio doctor | leading a study"."""
        low = self._low(at)
        if low in ("last", "this", "next") and self._low(at + 1) in self._lexicon["time"] | self._lexicon["calendar"]:
            return True  # "as finance director | last week"
        acts = low in ("leading", "training", "visiting") and self._is_role(self._low(head))
        if self._words[at].no_space_before and self._low(at - 1) == "-":
            return False  # "the Nobel Prize-winning author"
        return self._words[at].tag.startswith("VB") and (acts or low not in self._lexicon["qualifier"])

    def _is_plural(self, low: str) -> bool:
        """Whether a lower-case word is the plural of a role or of a short title: "founders", "spokesmen", "Sens."."""
        low = low.rstrip(".")
        for many, one in (("women", "woman"), ("men", "man"), ("ies", "y"), ("sses", "ss"), ("s", "")):
            if low.endswith(many):
                single = low.removesuffix(many) + one
                role = self._is_role(single) and single not in self._lexicon["kin"]
                return role and not self._is_noun(low)
        return False

    def _joins_fields(self, at: int, head: int | None) -> bool:
        """Whether "and" stands between two things of one office: "the arts and culture minister"."""
        if head is None or not self._same(at + 1, at):
            return False
        if self._is_role(self._low(head)) or self._low(head) in self._kin:
            return False
        return self._words[at + 1].tag in (*NOUNS, "JJ")

    def _kin_alone(self, first: int, head: int) -> bool:
        """Whether this is "a friend" and nobody's: "a friend of the king" and "Mary's friend" tell something."""
        owned = any(self._low(k) in ("'s", "'") for k in range(first, head))
        return self._low(head) in self._kin and self._low(head + 1) not in ("of", "to") and not owned

    def _may_cut(self, at: int) -> bool:
        """Whether a phrase may end before this word: not within "College of Life Sciences"."""
        joins = self._words[at - 1].is_capitalised and self._words[min(at + 1, len(self._words) - 1)].is_capitalised
        return self._words[at].tag in ("IN", "TO", "CC", ",") and not joins

    def _is_stray_number(self, at: int) -> bool:
        """Whether a number of a list stands before a name: "16 | Poe's manager"; not "21 Grams actress"."""
        number = self._words[at].text
        return number.isdecimal() and self._is_person(at + 1)

    def _slice(self, first: int, last: int) -> Role | None:
        known = self._low(first) in DETERMINERS and self._low(last + 1) in ("he", "she", "they", "we", "i", "you")
        if known and self._same(last + 1, last):
            return None  # "the player | he beat in the final"
        while first < last and (self._is_stray_number(first) or self._words[first].text == "-"):
            first += 1
        start, end = self._words[first].start, self._words[last].end
        for at in range(first, last + 1):
            if glued := _GLUED.search(self._words[at].text):
                start = self._words[at].start + glued.end() - 1
        while end - start > MAX_ROLE and last > first:
            last -= 1
            while last > first and not self._may_cut(last):
                last -= 1
            last -= last > first
            end = self._words[last].end
        text = self._page.text[start:end]
        if end - start > MAX_ROLE or not any(c.isalpha() for c in text) or "\n" in text:
            return None
        return Role(text, max(self._words[first].sentence, TITLE_DOC))
