"""Roles beside a name and a mark: "Japan's Prime Minister, X, ...", "X, 57, a teacher from Leeds, ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.phrases import find_role_head, is_role_phrase, phrase_end, phrase_start
from bot.text.actors.roles.words import DASHES, DETERMINERS, FINITE, is_plural_role, name_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.words import ParsedPage

__all__ = ["appositions_after", "appositions_before", "head_before_comma", "names_another"]

_NO_OPENERS = ("PRP$", "IN", "TO", "RB", "CC", "WP", "PRP", "EX", "MD")
_MAX_ARCS = 12


def appositions_before(page: ParsedPage, name: NameCandidate, start: int) -> Iterator[tuple[int, int]]:
    """Reads "the leader of the party, X, ..."; ``start`` is the first word after the comma."""
    comma = start - 1
    if page.low(comma) != "," or not page.same_sentence(comma - 1, name.first) or page.tag(name.last + 1) == "POS":
        return
    head = head_before_comma(page, comma)
    if head is None:
        return
    first = phrase_start(page, head)
    relative = page.low(head) in lexicon()["kin"] and page.tag(first) == "PRP$"
    if relative or not is_role_phrase(page, first, head) or page.has_stop(first, comma):
        return
    root = page.words[page.root(name_start(name), name.last)]
    parsed = root.dep == "appos" and root.head == head
    if not page.has_person(first, comma) and (parsed or _may_be_apposed(page, first, name)):
        yield first + (page.tag(first) == "PRP$" and first < head), comma - 1


def head_before_comma(page: ParsedPage, comma: int, *, plural: bool = False) -> int | None:
    """The head of the role phrase that ends at a comma: the topmost role noun that its last word depends on."""
    at, found = comma - 1, None
    for _ in range(_MAX_ARCS):
        low = page.low(at)
        single = page.is_role(at) or page.is_kin(at) or (low == "one" and page.low(at + 1) == "of")
        if is_plural_role(low) if plural else single:
            found = at
        up = page.words[at].head
        if up >= at or not page.same_sentence(up, comma) or page.tag(up)[:2] == "VB" or page.has_stop(up, at):
            break
        at = up
    return found


def _may_be_apposed(page: ParsedPage, first: int, name: NameCandidate) -> bool:
    """True if a phrase before a comma and a name may be an apposition that the parser did not see.

    False for "After meeting the president, X said ..." and for "if he became king, X ...".
    """
    after, before = name.last + 1, page.words[first - 1]
    closed = page.low(after) in (",", ".", ";", ":", "") and page.low(after + 1) != "and"
    if not page.same_sentence(first - 1, first) or (before.tag == "CC" and before.is_sent_start):
        return page.tag(first) != "PRP$" and (closed or page.tag(after) in FINITE)
    if before.lower in lexicon()["say"]:
        return True
    owned = page.tag(first) == "PRP$" or any(page.low(k) == "'s" for k in range(first, name.first))
    definite = owned or page.low(first) in (*DETERMINERS, "another", "one")
    return closed and definite and before.lower not in ("is", "was", "are", "were", "as", "become", "became", "for")


def appositions_after(page: ParsedPage, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """Reads "X, the chief executive of Acme, ...", "X - now a teacher - ...", "X, regarded as the best player, ..."."""
    mark = _mark_after(page, name)
    if mark is None:
        return
    first = _after_aside(page, mark)
    first += page.low(first) in ("now", "then", "currently", "formerly", "also", "once")
    head = find_role_head(page, first) if page.same_sentence(first, mark) else None
    if head is None or page.tag(first) in _NO_OPENERS or page.low(first) in ("no", "not"):
        return
    verbal = page.tag(first)[:2] == "VB" and page.low(first) not in lexicon()["qualifier"]
    bare = page.low(first) not in DETERMINERS and page.low(first) != "one"
    if (bare and (verbal or page.tag(head) not in ("NN", "NNP"))) or names_another(page, first, head):
        return
    last = phrase_end(page, head)
    if _stands_apart(page, mark, head, last, name):
        yield first, last


def _stands_apart(page: ParsedPage, mark: int, head: int, last: int, name: NameCandidate) -> bool:
    """True if the phrase behind a mark is no subject of its own clause and no part of an enumeration."""
    inside = page.same_sentence(last + 1, mark)
    if inside and (page.low(last + 1) in ("and", "or") or (page.low(mark) in DASHES and not page.is_stop(last + 1))):
        return False
    before = name_start(name) - 1
    opens = not page.same_sentence(before, name.first) or page.low(before) in (",", '"', "that")
    return opens or page.words[head].dep not in ("nsubj", "nsubjpass")


def names_another(page: ParsedPage, first: int, head: int) -> bool:
    """True if the phrase belongs to the next person of a list: "X, the president's son-in-law Y"."""
    size = lexicon().title_at(tuple(page.low(k) for k in range(first, first + 5)))
    if size and page.is_person(first + size):
        return True  # "X, Secretary of State Y and Z"
    after = head + 1
    while page.same_sentence(after + 1, head) and page.words[after].no_space_before:
        after += 1
    return page.has_person(first, head + 1) or page.is_person(after)


def _mark_after(page: ParsedPage, name: NameCandidate) -> int | None:
    """The comma or dash behind a name, or behind brackets with a party: "X (R-Ky.), chairman of ..."."""
    at = name.last + 1
    if page.low(at) == "(" and (end := _after_aside(page, at)) > at + 1:
        at = end
    dash = page.low(at) in DASHES and not page.words[at].no_space_before
    return at if page.same_sentence(at, name.last) and (page.low(at) == "," or dash) else None


def _after_aside(page: ParsedPage, mark: int) -> int:
    """The word behind a mark and behind an age, a party or a degree: ", 57, |", ", D-Ohio, |"."""
    at = end = mark + 1
    if page.low(at) in ("d", "r", "i") and page.low(at + 1) == "-":
        end = next(k for k in range(at + 2, len(page.words) + 1) if not page.same_sentence(k, mark) or page.is_stop(k))
        end += page.low(end) == "."
    elif page.low(at).isdecimal() or page.low(at) in ("m.d.", "ph.d.", "jr.", "jr"):
        end += 1
    closed = page.same_sentence(end, mark) and page.low(end) in (",", ")")
    return end + 1 if end > at and closed else at
