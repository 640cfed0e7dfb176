"""Cuts the runs of capitalised words of one page into names: at titles, demonyms, weekdays and possessives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.models.analysis import TITLE_DOC
from bot.text.actors.detection.capitalised_spans import RunFinder, lows_of, text_of
from bot.text.actors.name_candidate import NameCandidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.tokens import Page

__all__ = ["LABELS", "Cutter"]
LABELS = frozenset(("PERSON", "ORG", "GPE"))
"""The tagger's labels that speak for an actor."""
_PERSON = frozenset(("PERSON",))
_TIES = frozenset(("-", "&", "of", "and"))


@dataclass(slots=True)
class _Scan:
    """The state of cutting one run into names."""

    pieces: list[NameCandidate]
    start: int | None = None
    title: tuple[int, int] | None = None
    address: bool = False
    demonym: bool = False


class Cutter(RunFinder):
    """Cuts the runs of one page into candidates."""

    def __init__(self, page: Page, number: int, lowered: frozenset[str], surnames: frozenset[str]) -> None:
        super().__init__(page)
        self._number = number
        self._lowered = lowered
        self._surnames = surnames
        self._no_title_before = self._bodies | self._lexicon["company-opener"] | _TIES
        self._in_title = page.doc is None or page.doc == TITLE_DOC

    def candidates(self) -> Iterator[NameCandidate]:
        """All of them, in the order of the text."""
        for first, last in self.runs():
            yield from self._cut(first, last)

    def _cut(self, first: int, last: int) -> list[NameCandidate]:
        words, scan, at = self._words, _Scan([]), first
        while at <= last:
            known = self._known(at, last) if scan.start is None else 0
            title = self._title(scan, at, last) if not known else 0
            if known:
                scan.start = at
                self._flush(scan, at + known - 1)
                at += known
            elif title:
                self._flush(scan, at - 1, before_title=True)
                scan.title, scan.address = (at, at + title - 1), words[at].low in self._lexicon["address"]
                at += title
            elif self._dates(scan, at, last) or self._closed(scan, at, last):
                self._flush(scan, at - 1)
                scan.title = None
                at += 1
            elif demonym := self._demonym(scan, at, last):
                self._flush(scan, at - 1)
                scan.demonym, scan.title = True, None
                at += demonym
            else:
                if words[at].text == "-" and scan.start is not None and self._splits(scan.start, at, last):
                    self._flush(scan, at - 1)
                elif scan.start is None and words[at].text != "-":
                    scan.start = at
                at += 1
        self._flush(scan, last)
        return scan.pieces

    def _dates(self, scan: _Scan, at: int, last: int) -> bool:
        """Whether a weekday or a month stands here, and not a surname: "Theresa May", "Mike Friday", "Mrs May"."""
        words = self._words
        if words[at].low not in self._lexicon["calendar"]:
            return False
        if at != last or (at + 1 < len(words) and words[at + 1].text[0].isdigit()):
            return True
        if scan.start is None:
            return not scan.address
        named = scan.start == at - 1 and words[at - 1].low in self._lexicon.first_names
        called = scan.title is not None or (at > 1 and self._lexicon.is_role(words[at - 2].low))
        return not (named and (called or words[at].low == "may" or self._same_entity(at - 1, at, _PERSON)))

    def _known(self, at: int, last: int) -> int:
        """How many words from here are a name of the tables that stands for itself, two at least; else 0."""
        longest = self._lexicon.first_word_lengths.get(self._words[at].low, 0)
        for end in range(min(last, at + longest - 1), at, -1):
            if self._lexicon.canonical(text_of(self._words, at, end)):
                rest_belongs = end < last and self._words[end + 1].low in self._endings
                return 0 if rest_belongs or self._words[min(end + 1, last)].text == "-" else end - at + 1
        return 0

    def _title(self, scan: _Scan, at: int, last: int) -> int:
        words, low = self._words, self._words[at].low
        size = 1 if low in self._lexicon["address"] else self._lexicon.title_at(lows_of(words, at, min(at + 4, last)))
        if not size and at < last and words[at].opens and self._is_office(low):
            size = 1
        if size == 1 and low in self._lexicon["royal"] and at < last and words[at + 1].capital:
            return 0
        bare_surname = at == last and low in self._surnames and low in self._lexicon["surname-like-title"]
        if not size or (bare_surname and words[at - 1].low != "the"):
            return 0
        after = at + size
        if after <= last and words[after].low in self._no_title_before:
            return 0
        if after > last and size == 1 and scan.start is not None and low in self._lexicon["surname-like-title"]:
            named = words[at - 1].low in self._lexicon.first_names or words[at].label == "PERSON"
            return 0 if named else 1
        return size

    def _is_office(self, low: str) -> bool:
        return low in self._lexicon["role"] and low not in self._lexicon.first_names

    def _closed(self, scan: _Scan, at: int, last: int) -> bool:
        """Whether a word that only opens a sentence stands where a name would begin."""
        word = self._words[at]
        if scan.start is not None:
            return False
        if word.label == "PERSON" and word.low in self._lexicon.first_names:
            return False
        if (
            word.opens
            and word.low in self._lexicon["qualifier"]
            and word.label != "PERSON"
            and self._known(at + 1, last)
        ):
            return True  # "Senior White House adviser"
        if word.low in self._surnames and not (word.opens and word.low in self._lowered | self._function):
            return False
        if word.low in self._function:
            return word.opens or not (word.tag.startswith("NNP") or self._after_role(at))
        if not word.opens:
            return False
        if word.low in self._lowered and word.low not in self._lexicon.first_names and self._in_title:
            return True
        if word.tag.startswith("NNP"):
            return word.low in self._lowered and word.entity is None
        if word.tag == "RB" or word.low in self._lowered:
            return word.label not in LABELS
        return word.entity is None and not word.tag.startswith("NN")

    def _after_role(self, at: int) -> bool:
        """Whether a small word stands where a first name does: "captain Will Carling", "spokesman Per Olsen"."""
        words = self._words
        return at > 0 and at + 1 < len(words) and words[at + 1].capital and self._lexicon.is_role(words[at - 1].low)

    def _demonym(self, scan: _Scan, at: int, last: int) -> int:
        """How many words from here are a demonym or a people that belongs to no longer name; else 0."""
        words = self._words
        for size in (2, 1):
            end = at + size - 1
            if end > last or " ".join(lows_of(words, at, end)) not in self._lexicon.demonyms:
                continue
            if scan.start is not None and self._same_entity(at - 1, end):
                return 0
            if scan.start is not None and size == 1 and end == last and self._same_entity(at - 1, end, _PERSON):
                return 0  # "Devon White", "Dawn French"
            if end == last or words[end + 1].text == "-":
                return size
            return 0 if self._names_body(at, end, last) else size
        return 0

    def _names_body(self, at: int, end: int, last: int) -> bool:
        """Whether the words after a demonym make one name with it: "British Airways", "Irish Republican Army"."""
        tail = [w.low for w in self._words[end + 1 : last + 1]]
        titles = (k for k, low in enumerate(tail) if self._lexicon.title_at((low,)) and low not in self._bodies)
        cut = next(titles, len(tail))
        if any(low in self._endings for low in tail[:cut]):
            return True
        first_name = tail[0] in self._lexicon.first_names or cut == 0
        return not first_name and self._same_entity(at, end + 1, frozenset(("ORG", "GPE", "LOC", "FAC", "EVENT")))

    def _splits(self, start: int, at: int, last: int) -> bool:
        """Whether a hyphen stands between two names ("U.S.-Japan") instead of inside one ("Jean-Claude")."""
        if at + 1 > last or self._lexicon.canonical(text_of(self._words, start, at + 1)):
            return False
        sides = (text_of(self._words, start, at - 1), self._words[at + 1].text)
        return any(self._lexicon.place(s) or s.casefold() in self._lexicon.demonyms for s in sides) and all(
            self._lexicon.canonical(s) or s.casefold() in self._lexicon.demonyms for s in sides
        )

    def _title_gender(self, title: tuple[int, int] | None) -> Literal["man", "woman"] | None:
        low = self._words[title[0]].low if title else ""
        return "woman" if low in self._lexicon["woman"] else "man" if low in self._lexicon["man"] else None

    def _brought_in_as_kin(self, scan: _Scan, first: int) -> bool:
        """Whether a relational noun stands before the name, or the title of a president's wife."""
        words = self._words
        if scan.title is not None and lows_of(words, *scan.title) == ("first", "lady"):
            return True
        at = (scan.title[0] if scan.title else first) - 1
        at -= at > 0 and words[at].low == ","
        return at >= 0 and words[at].sentence == words[first].sentence and words[at].low in self._lexicon["kin"]

    def _flush(self, scan: _Scan, last: int, *, before_title: bool = False) -> None:
        words = self._words
        if scan.start is None:
            if before_title:
                scan.title = None
            return
        first = scan.start
        while first < last and words[first].text == "-":
            first += 1
        while last > first and (words[last].text in ("-", ".", "&") or words[last].low in ("of", "and", "the")):
            last -= 1
        key = text_of(words, first, last)
        if any(c.isalpha() for c in key) and (len(key) > 1):
            scan.pieces.append(
                NameCandidate(
                    page=self._number,
                    first=first,
                    last=last,
                    text=key,
                    title=scan.title,
                    has_form_of_address=scan.title is not None and scan.address,
                    title_gender=self._title_gender(scan.title),
                    introduced_as_relative=self._brought_in_as_kin(scan, first),
                    precedes_title=before_title,
                    follows_demonym=scan.demonym,
                )
            )
        scan.start, scan.title, scan.address, scan.demonym = None, None, False, False
