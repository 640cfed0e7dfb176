"""Reads a role that stands directly before a name: "former President X", "University of Leeds professor X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.roles.noun_phrases import PhraseReader
from bot.text.actors.roles.tokens import DETERMINERS, NOUNS, TIMES

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["BackwardReader"]

_FIELD = 4
"""Words of what somebody is the head of: "minister for transport and shipping X"."""
_BODY = 10
"""Words of the name of a body: "director of the Centers for Disease Control and Prevention X"."""
_SHORT = frozenset(("rev", "rep", "sen", "prof", "gov"))


class BackwardReader(PhraseReader):
    """Adds to a page's phrases those that stand directly before a name."""

    def _before(self, name: NameCandidate) -> tuple[int, int] | None:
        """Reads "former President Donald Trump", "Microsoft chief executive Satya Nadella"."""
        if name.title is None or name.has_form_of_address:
            span = self._noun_before(name, name.title[0] if name.title else name.first)
        else:
            span = self._titled(name.title)
        if span is None:
            return None
        first, last = span
        first += self._low(first) == "-" and first < last  # "then-Acme adviser"
        while (
            first < last
            and not self._common_owner(first)
            and self._low(first) in (*DETERMINERS, "mr", "mrs", "ms", "mr.", "mrs.", "then", "-")
            and not self._is_person(first + 1)
        ):
            first += 1
        if first < last and self._title_size(first) == 1 and self._is_plural(self._low(first)):
            first += 1  # "of Justices | Justice X and Y"
        while first < last and self._adds_nothing(last):
            last -= 1
            if not self._is_role(self._low(last)):
                return None  # "UCLA's Dr. X"
        if first == last and self._low(last) in self._lexicon["honorific"]:
            return self._noun_before(name, name.title[0]) if name.title is not None else None
        return None if self._is_plural(self._low(last)) or self._says_little(first, last, name) else (first, last)

    def _says_little(self, first: int, last: int, name: NameCandidate) -> bool:
        """Whether one word stands here that is more likely a first name, or the rest of a title: "Dean X"."""
        if self._low(last) in ("sheikh", "sheik") and first < last and self._words[last - 1].ent_type == "PERSON":
            return True  # "President Hassan Sheikh X"
        if self._low(last) == "general" and first < last and self._is_plural(self._low(last - 1)):
            return True  # "deputy attorneys general X and Y"
        if first != last or not self._words[first].is_capitalised:
            return False
        rest = self._low(first) == "general" and self._words[first - 1].tag == "NNPS"
        return rest or (self._low(first) in self._lexicon["first-name-like-title"] and name.first == name.last)

    def _titled(self, title: tuple[int, int]) -> tuple[int, int]:
        first, last = title
        if first == last and self._same(first - 1, first) and self._adds_nothing(first) and self._is_title(first - 1):
            first = last = first - 1
        if self._low(first - 1) == "the" and self._low(first - 2) == "to" and self._is_noun(self._low(first - 3)):
            return self._left_edge(first - 3, strict=False), last  # "counselor to the President X"
        head = self._longest_title(first)
        return self._after_place(
            self._whole(self._left_edge(head, strict=self._words[head].is_capitalised), head), head
        ), last

    def _after_place(self, first: int, head: int) -> int:
        """Passes over the state of a town that ended the sentence before: "in Dover, Del. | Mayor X"."""
        town = self._low(first - 1) == "," and self._owners.get(first - 2) is ActorKind.PLACE
        return head if town and self._lexicon.place(self._words[first].text) and head == first + 1 else first

    def _longest_title(self, first: int) -> int:
        """The first word of the longest title that goes on to this word: "Air Chief Marshal", "Supreme Leader"."""
        for at in range(max(first - 3, 0), first):
            if self._same(at, first) and self._title_size(at) >= first - at:
                return at
        return first

    def _noun_before(self, name: NameCandidate, start: int) -> tuple[int, int] | None:
        """The phrase that ends with the word before a name or its title, if that says what somebody is."""
        last = start - 4 if self._short_form(start - 1) else start - 1  # "deputy commissioner (DC) X"
        if not self._same(last, name.first):
            return None
        if last in self._owners:
            return self._of_body(start - 1)
        if self._low(last) == "named" and self._words[last - 1].tag == "NN" and self._is_noun(self._low(last - 1)):
            first = self._left_edge(last - 1, strict=False)
            return (first, last - 1) if self._low(first - 1) in ("a", "an") else None  # "a chieftain named X"
        if self._low(last - 1) == "number" and self._words[last].tag == "CD":
            first = self._left_edge(last - 1, strict=False)
            return (first, last) if first < last - 1 and self._ranks(first, last - 1) else None
        head = self._head_before(last)
        if (
            not (self._is_noun(self._low(head)) or self._is_compound(head))
            or head in self._owners
            or self._low(head) == "fellow"
        ):
            return None
        if self._low(head - 1) == "-" and self._words[head - 2].tag == "CD":
            return None  # "the five-star Acme hotel"
        if self._low(head) in self._lexicon["contest-before"] and name.first == name.last:
            return None  # "the Foxes host Swansea"
        if self._low(head) == "hopeful" and self._words[head].tag == "JJ":
            return None  # "he was hopeful X would sign"
        verb = self._words[head].tag.startswith("VB") and self._low(head) in self._lexicon["role-or-verb"]
        if self._low(head) in self._lexicon["kin"] or (verb and not self._acts(name)) or self._modifies_next(name):
            return None
        if verb and self._words[head - 1].tag == "PRP":
            return None  # "they suspect X was ill"
        first = self._graded(self._whole(self._left_edge(head, strict=False), head), head)
        return first - self._common_owner(first - 1), last

    def _of_body(self, last: int) -> tuple[int, int] | None:
        """Reads "former director of the Centers for Disease Control X": with the body that stands before the name."""
        end = last
        if self._low(last) == ")":
            last -= 3  # "... (CDC) X"
        if self._owners.get(last) is not ActorKind.ORGANISATION:
            return None
        for at in range(last - 1, max(last - _BODY, 1), -1):
            word = self._words[at]
            if not self._same(at - 1, last) or not (
                word.is_capitalised or word.lower in ("of", "for", "and", "the", "&")
            ):
                return None
            low = self._low(at - 1)
            if word.lower in ("of", "for") and self._is_noun(low) and at - 1 not in self._owners:
                kin = low in self._lexicon["kin"] or self._is_plural(low)
                return None if kin else (self._left_edge(at - 1, strict=False), end)
        return None

    def _modifies_next(self, name: NameCandidate) -> bool:
        """Whether the name stands before a noun for somebody else: "no celebrity Poe fan"."""
        after = name.last + 1
        return self._same(after, name.last) and self._words[after].tag == "NN" and self._is_noun(self._low(after))

    def _head_before(self, last: int) -> int:
        """The head of "director of rugby X", "chief-of-staff X" and "president-elect X"; else the word itself."""
        if self._low(last) in ("elect", "designate") and self._low(last - 1) == "-":
            return last - 2
        if self._low(last - 3) == "-" and self._low(last - 2) == "of" and self._words[last].no_space_before:
            return last - 4
        if self._is_noun(self._low(last)):
            return last
        for at in range(last, max(last - _FIELD, 0), -1):
            word = self._words[at]
            if (
                not self._same(at - 2, last)
                or word.is_capitalised
                or not (word.tag in (*NOUNS, "JJ") or word.lower == "and")
            ):
                return last
            if self._low(at - 1) in ("of", "for"):
                return at - 2
        return last

    def _whole(self, first: int, head: int) -> int:
        """The beginning of the name or names that stand before the head, where the phrase began within them."""
        before = self._words[first - 1]
        if first == head and self._same(first - 1, first) and before.is_capitalised and not before.is_sent_start:
            return self._named_from(first)  # "Formula One star"
        if first == head or not self._words[first].is_capitalised:
            return first
        return self._since(self._with_body(self._named_from(first)))

    def _graded(self, first: int, head: int) -> int:
        """Takes in what grades the first word: "terminally ill actor"."""
        word, before = self._words[first], self._words[first - 1]
        grades = before.tag == "RB" and before.lower.endswith("ly") and self._same(first - 1, first) and first < head
        return first - 1 if grades and word.tag in ("JJ", "VBN") and word.lower not in TIMES else first

    def _named_from(self, first: int) -> int:
        """The beginning of a name with small or common words in it: "Saturday Night Live host"."""
        at = first - 1
        if self._low(at) in self._lexicon["calendar"] or self._is_person(at) or self._is_plural(self._low(at)):
            return first
        while self._same(at, first) and (self._words[at].is_capitalised or self._words[at].tag == "POS"):
            small = not self._names_office(at) and self._low(at) not in ("big", "good", "great", "all")
            if self._is_person(at) or (self._words[at].is_sent_start and small) or ")" in self._words[at].text:
                break
            at -= 1
        return at + 1 + (self._words[at + 1].tag == "POS")

    def _with_body(self, first: int) -> int:
        """The beginning of a name that goes on with "of": "University of Leeds professor"."""
        at = first - 1
        while self._low(at) == "and" and self._same(at - 1, first) and self._names_office(at - 1):
            at -= 2  # "Department of Fish and Game spokesman"
        at -= self._low(at) == "the"
        if self._low(at) not in ("of", "for") or self._low(first) in self._lexicon.demonyms:
            return first
        begin = at
        while self._same(begin - 1, first) and self._names_office(begin - 1):
            begin -= 1
        # "a visit to Kenya of Labour leader X", but "Republic of Ireland manager X"
        place = self._owners.get(at - 1) is ActorKind.PLACE and at not in self._owners
        return begin if begin < at and not place else first

    def _since(self, first: int) -> int:
        """The "former" that is said of two at once: "former Leeds and England striker"."""
        at = first - 1
        if self._low(at) != "and":
            return first
        while self._same(at, first) and not self._is_person(at):
            if self._low(at) in TIMES:
                return at
            if not (self._words[at].is_capitalised or self._low(at) in ("and", ",") or self._words[at].tag in NOUNS):
                return first
            at -= 1
        return first

    def _adds_nothing(self, at: int) -> bool:
        """Whether a role goes on with a form of address: "Police Commissioner Sir X", "Branch President Rev. X"."""
        low = self._low(at)
        if low in self._lexicon["honorific"] - {"chief"}:
            return True
        return low.rstrip(".") in _SHORT and self._is_title(at - 1)

    def _common_owner(self, at: int) -> bool:
        """Whether a common noun that owns something follows: "the magazine's editor" needs its article."""
        owner = self._low(at) in DETERMINERS and self._low(at + 2) in ("'s", "'")
        return owner and not self._words[at + 1].is_capitalised
