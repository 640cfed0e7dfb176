"""What an article calls a person, in its own words.

Six constructions: a title or occupation before the name, an apposition after it or before it, "who was ...", "is the
...", and "was named ...". Relational nouns before a name (predecessor, rival, wife) say nothing of the name itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models import ActorKind, Role
from bot.text.actors.forward import ForwardReader
from bot.text.actors.role_phrases import DETERMINERS, MAX_ROLE, NOUNS
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.actors.cutting import Candidate
    from bot.text.actors.merging import Cluster
    from bot.text.actors.reading import Page

__all__ = ["MAX_ROLE", "find_roles"]

MAX_ROLES = 8
_BACK = 14


class _PageRoles(ForwardReader):
    """Finds the roles beside the mentions of one page."""

    def beside(self, name: Candidate) -> Iterator[Role]:
        """All roles that stand beside one mention."""
        if self._words[name.first].headline:
            return
        for span in (self._before(name), self._apposed_before(name), self._apposed_after(name), self._predicate(name)):
            if span is not None and (role := self._slice(*span)) is not None:
                yield role

    def _before(self, name: Candidate) -> tuple[int, int] | None:
        """Reads "former President Donald Trump", "Microsoft chief executive Satya Nadella"."""
        if name.address:
            return None
        if name.title is not None:
            first, last = name.title
            first = self._left_edge(first, strict=True)
        else:
            last = name.first - 1
            if not self._same(last, name.first) or not self._lexicon.is_role(self._low(last)) or last in self._owners:
                return None
            if self._low(last) in self._lexicon["kin"] or (
                self._words[last].tag.startswith("VB") and not self._acts(name)
            ):
                return None
            first = self._left_edge(last, strict=False)
            first -= self._common_owner(first - 1)
        while (
            first < last
            and not self._common_owner(first)
            and self._low(first) in (*DETERMINERS, "mr", "mrs", "ms", "mr.", "mrs.", "then")
            and not self._is_person(first + 1)
        ):
            first += 1
        while first < last and self._low(last) in self._lexicon["honorific"] - {"chief"}:
            last -= 1  # "Police Commissioner Sir X"
        if first == last and self._low(last) in self._lexicon["honorific"]:
            return None
        if self._low(last)[-1] == "s" and self._is_role(self._low(last)[:-1]):
            return None
        return first, last

    def _common_owner(self, at: int) -> bool:
        """Whether a common noun that owns something follows: "the magazine's editor" needs its article."""
        owner = self._low(at) in DETERMINERS and self._low(at + 2) in ("'s", "'")
        return owner and not self._words[at + 1].capital

    def _acts(self, name: Candidate) -> bool:
        """Whether a finite verb follows, so that the tagger's verb before the name is a noun: "lock X said"."""
        after = name.last + 1
        return self._same(after, name.last) and self._words[after].tag in ("VBD", "VBZ", "MD")

    def _apposed_before(self, name: Candidate) -> tuple[int, int] | None:
        """Reads "Japan's new Prime Minister, Sanae Takaichi, ...", "the leader of the party, Charles Kennedy, ..."."""
        comma = (name.title[0] if name.title else name.first) - 1
        after = name.last + 1
        if self._low(comma) != "," or not self._same(comma, name.first):
            return None
        closed = self._low(after) in (",", ".", "")
        goes_on = self._same(after, name.last) and self._words[after].tag in ("VBD", "VBZ", "MD")
        if not (closed or goes_on) or not self._same(comma - 1, comma):
            return None
        if self._low(after) == "," and self._low(after + 1) == "and":
            return None
        for first in range(comma - 1, max(comma - _BACK, -1), -1):
            word = self._words[first]
            if (
                not self._same(first, comma)
                or word.tag == "PRP$"
                or self._stops(first)
                or word.low in self._lexicon["relative"]
            ):
                return None
            if (word.tag.startswith("VB") and word.low not in self._lexicon["qualifier"]) or (
                self._is_person(first) and not self._owns(first)
            ):
                return None
            starts = word.low in DETERMINERS or not self._same(first - 1, first) or not self._in_phrase(first - 1)
            if starts and (head := self._head_ends(first, comma - 1)) is not None:
                if self._words[head].tag == "NNS" or (
                    head != comma - 1 and self._low(head + 1) not in ("of", "for", "at", "in")
                ):
                    return None
                if self._kin_alone(first, head):
                    return None
                # "After meeting the president, Blair said ..." and "if he became king, Charles ..." are no appositions
                alone = not self._same(first - 1, first)
                governed = not alone and word.low not in DETERMINERS and self._words[first - 1].tag[:2] in ("VB", "IN")
                return None if governed or (goes_on and not alone) else (first, comma - 1)
        return None

    def _in_phrase(self, at: int) -> bool:
        word = self._words[at]
        return (
            word.tag in NOUNS
            or word.tag in ("JJ", "JJR", "JJS", "POS", "CD", "DT", "HYPH", "VBN", "PRP$")
            or word.joined
        )

    def _apposed_after(self, name: Candidate) -> tuple[int, int] | None:
        """Reads "Satya Nadella, the chief executive of Microsoft, ...", "..., who served as Prime Minister for ..."."""
        comma = name.last + 1
        if self._low(comma) != "," or not self._same(comma, name.last):
            return None
        first = comma + 1
        if self._same(first + 1, comma) and self._words[first].text.isdecimal() and self._low(first + 1) == ",":
            first += 2
        if not self._same(first, comma):
            return None
        if self._low(first) == "who":
            return self._after_verb(first + 1)
        if self._low(first) in ("now", "then", "currently", "formerly", "also", "once"):
            first += 1
        return self._phrase(first, strict=self._low(first) not in DETERMINERS) if self._same(first, comma) else None

    def _predicate(self, name: Candidate) -> tuple[int, int] | None:
        """Reads "X is the mayor of Y", "X was named chief executive"."""
        before = (name.title[0] if name.title else name.first) - 1
        if self._same(before, name.first) and self._low(before) in self._lexicon["object-opener"]:
            return None
        return self._after_verb(name.last + 1) if self._same(name.last + 1, name.last) else None


def _owners(clusters: Sequence[Cluster], pages: Sequence[Page]) -> list[dict[int, ActorKind]]:
    owners: list[dict[int, ActorKind]] = [{} for _ in pages]
    for cluster in clusters:
        for mention in cluster.occurrences:
            for at in range(mention.first, mention.last + 1):
                owners[mention.page][at] = cluster.kind
    return owners


def _distinct(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Each role once, without those that another one says in more words; in the order of the text."""
    kept: list[tuple[str, Role]] = []
    for role in roles:
        key = f" {name_key(role.text)} "
        if any(key in other for other, _ in kept):
            continue
        kept = [(other, r) for other, r in kept if other not in key]
        kept.append((key, role))
    return tuple(role for _, role in kept[:MAX_ROLES])


def find_roles(clusters: Sequence[Cluster], pages: Sequence[Page]) -> list[tuple[Role, ...]]:
    """The roles of each actor, in the order of the text; only persons have any."""
    readers = [_PageRoles(page, owned) for page, owned in zip(pages, _owners(clusters, pages), strict=True)]
    found: list[tuple[Role, ...]] = []
    for cluster in clusters:
        if cluster.kind is not ActorKind.PERSON:
            found.append(())
            continue
        mentions = (m for m in cluster.occurrences if pages[m.page].doc is not None)
        found.append(_distinct([role for m in mentions for role in readers[m.page].beside(m)]))
    return found
