"""What an article calls a person, in its own words.

Ten constructions: a title or occupation before the name, an apposition after it or before it, brackets after it, "who
was ...", "is the ...", "was named ...", "resigned as ...", "they appointed X as ...", and a plural before a list of
names. Relational nouns before a name (predecessor, rival, wife) say nothing of the name itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind, Role
from bot.text.actors.roles.after_name import FINITE
from bot.text.actors.roles.appositions import AppositionReader
from bot.text.actors.roles.before_name import BackwardReader
from bot.text.actors.roles.noun_phrases import MAX_ROLE
from bot.text.actors.roles.plural_roles import ListReader
from bot.text.actors.roles.tokens import DASHES, DETERMINERS
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["MAX_ROLE", "find_roles"]

MAX_ROLES = 8
MAX_STATED = 200
"""Different roles of one person that are compared with each other."""
_BACK = 8
"""Words before "X as director" among which the verb is looked for."""
_BODY_PARTS = ("head", "back", "forward", "lock", "lead", "prop", "host", "guest", "star", "seed", "wing")
"""What stands in brackets for an injury, a place in a team or in a list, and says little."""
_DOUBTED = ("alleged", "alleges", "claimed", "claims", "denied", "denies", "if", "whether")
"""Words after which "X is the mayor" says not that X is."""


class _PageRoles(BackwardReader, AppositionReader, ListReader):
    """Finds the roles beside the mentions of one page."""

    def beside(self, name: NameCandidate) -> Iterator[Role]:
        """All roles that stand beside one mention."""
        if self._words[name.first].in_headline or self._is_party(name.first):
            return
        before = self._before(name)
        start = name.title[0] if name.title else name.first
        if before is not None and name.title is None and self._low(before[0] - 1) == ",":
            start = before[0]  # "the state's governor, Democrat X, ..."
        for span in (
            before,
            self._apposed_before(name, start),
            self._apposed_after(name),
            self._in_brackets(name),
            self._predicate(name),
            self._chosen_as(name),
        ):
            if span is not None and (role := self._slice(*span)) is not None:
                yield role

    def shared(self, name: NameCandidate) -> Iterator[Role]:
        """The plural before a list of names that holds this mention."""
        span = None if self._words[name.first].in_headline else self._listed(name) or self._members(name)
        if span is not None and (role := self._slice(*span)) is not None:
            yield role

    def _apposed_after(self, name: NameCandidate) -> tuple[int, int] | None:
        """Reads "Satya Nadella, the chief executive of Microsoft, ...", "..., who served as Prime Minister for ..."."""
        mark = self._mark_after(name)
        if mark is None or self._within_longer(name):
            return None
        dash = self._low(mark) in DASHES
        first = mark + 1 if dash else self._aside(mark)
        if self._low(first) == "who":
            return self._after_verb(first + 1)
        if self._low(first) in ("now", "then", "currently", "formerly", "also", "once"):
            first += 1
        begin = first
        first += self._low(first) in ("widely", "long", "often", "best")
        if self._low(first) in ("regarded", "considered", "seen", "described", "known") and self._same(first, mark):
            return self._as_role(first + 2) if self._low(first + 1) == "as" else None
        first = begin
        if not self._same(first, mark):
            return None
        span = self._phrase(first, strict=self._low(first) not in DETERMINERS)
        if span is not None and dash and self._low(span[1] + 1) == "?":
            return None
        if span is None or (dash and self._same(span[1] + 1, mark) and not self._stops(span[1] + 1)):
            return None
        joined = self._same(span[1] + 1, mark) and self._low(span[1] + 1) in ("and", "or")  # "X, Plaintiff and her son"
        return None if joined or self._is_subject(span, name) else span

    def _in_brackets(self, name: NameCandidate) -> tuple[int, int] | None:
        """Reads "X (chief executive)", "X (the former mayor of Leeds)"."""
        mark = name.last + 1
        if self._low(mark) != "(" or not self._same(mark, name.last):
            return None
        first = mark + 1
        span = self._phrase(first, strict=self._low(first) not in DETERMINERS) if self._same(first, mark) else None
        if span is None or self._low(span[1] + 1) != ")":
            return None
        word = self._words[first]
        little = self._low(first) in _BODY_PARTS or not word.text[0].isalpha()
        named = word.is_capitalised and not word.text.isupper()  # an actor: "Natalie (Rebel)"
        return None if span[0] == span[1] and (little or named) else span

    def _chosen_as(self, name: NameCandidate) -> tuple[int, int] | None:
        """Reads "they appointed X as director", "he replaced X as coach of Leeds"."""
        at = name.last + 1
        if self._low(at) != "as" or not self._same(at, name.last):
            return None
        before = (name.title[0] if name.title else name.first) - 1
        for k in range(before, max(before - _BACK, -1), -1):
            if not self._same(k, at) or self._stops(k) or self._low(k) in self._lexicon["relative"]:
                return None
            if self._low(k) in self._lexicon["chooses"]:
                return self._as_role(at + 1)
            verbal = self._words[k].tag.startswith("VB") and self._low(k) not in self._lexicon["qualifier"]
            if verbal or self._words[k].tag == "RP" or self._is_person(k):
                return None
        return None

    def _within_longer(self, name: NameCandidate) -> bool:
        """Whether the name ends a longer one: "Ann Poe of the Endowment for International Peace, a teacher"."""
        before = (name.title[0] if name.title else name.first) - 1
        if name.title is not None or self._low(before) not in ("for", "of") or not self._same(before - 1, name.first):
            return False
        longer = self._words[before - 1]
        return longer.is_capitalised and not longer.is_sent_start and longer.lower not in self._lexicon["calendar"]

    def _mark_after(self, name: NameCandidate) -> int | None:
        """The comma or dash behind a name, or behind brackets with a party: "X (R-Ky.), chairman of ..."."""
        at = name.last + 1
        if not self._same(at, name.last):
            return None
        if self._low(at) == "(" and (end := self._aside(at)) > at + 1:
            at = end
        dash = self._low(at) in DASHES and not self._words[at].no_space_before
        return at if self._same(at, name.last) and (self._low(at) == "," or dash) else None

    def _is_subject(self, span: tuple[int, int], name: NameCandidate) -> bool:
        """Whether the phrase has a verb of its own: "in a blow to X, a member of the party appeared ..."."""
        end = span[1] + 1
        while self._same(end, name.last) and self._words[end].tag == "RB":
            end += 1  # "the King repeatedly referred"
        verb = self._same(end, name.last) and self._words[end].tag in FINITE
        if not verb or self._low(span[0]) not in DETERMINERS:
            return False
        before = (name.title[0] if name.title else name.first) - 1
        opens = not self._same(before, name.first) or self._low(before) in (",", '"', "that")
        if self._low(end) in self._lexicon["say"]:  # "X, the official said, saw ..."
            aside = self._low(span[0]) == "the" or not self._same(end + 1, end) or self._stops(end + 1)
            return aside or not opens
        return not opens and self._words[before].tag[:2] in ("VB", "IN", "TO")

    def _predicate(self, name: NameCandidate) -> tuple[int, int] | None:
        """Reads "X is the mayor of Y", "X, 57, is a teacher", "X was named chief executive"."""
        before = (name.title[0] if name.title else name.first) - 1
        if self._same(before, name.first) and self._low(before) in self._lexicon["object-opener"]:
            return None
        if self._same(before, name.first) and self._low(before - (self._low(before) == "that")) in _DOUBTED:
            return None
        verb = name.last + 1
        if self._low(verb) in (",", "(") and (end := self._aside(verb)) > verb + 1:
            verb = end
        return self._after_verb(verb) if self._same(verb, name.last) else None


def _owners(clusters: Sequence[NameCluster], pages: Sequence[TokenizedText]) -> list[dict[int, ActorKind]]:
    owners: list[dict[int, ActorKind]] = [{} for _ in pages]
    for cluster in clusters:
        for mention in cluster.occurrences:
            for at in range(mention.first, mention.last + 1):
                owners[mention.page][at] = cluster.kind
    return owners


def _distinct(roles: Iterable[Role], names: Sequence[str] = ()) -> tuple[Role, ...]:
    """Each role once, without those that another one says in more words; in the order of the text.

    A role that holds one of the ``names`` of whom it is said is a namesake's: "Jim Poe junior, the son of Jim Poe".
    """
    kept: list[tuple[str, Role]] = []
    seen: set[str] = set()
    for role in roles:
        key = f" {name_key(role.text)} "
        if key in seen or len(seen) == MAX_STATED:
            continue
        seen.add(key)
        if any(name in key for name in names) or any(key in other for other, _ in kept):
            continue
        kept = [(other, r) for other, r in kept if other not in key]
        kept.append((key, role))
    return tuple(role for _, role in kept[:MAX_ROLES])


def find_roles(clusters: Sequence[NameCluster], pages: Sequence[TokenizedText]) -> list[tuple[Role, ...]]:
    """The roles of each actor, in the order of the text; only persons have any."""
    readers = [_PageRoles(page, owned) for page, owned in zip(pages, _owners(clusters, pages), strict=True)]
    found: list[tuple[Role, ...]] = []
    for cluster in clusters:
        if cluster.kind is not ActorKind.PERSON:
            found.append(())
            continue
        mentions = [m for m in cluster.occurrences if pages[m.page].doc is not None]
        names = [f" {name_key(form)} " for form in cluster.forms if " " in form]
        own = _distinct((role for m in mentions for role in readers[m.page].beside(m)), names)
        # a plural reads oddly beside one name, so it stands only where nothing else was said
        found.append(own or _distinct(role for m in mentions for role in readers[m.page].shared(m)))
    return found
