"""Roles beside a name and a mark: "Japan's Prime Minister, X, ...", "X, 57, a teacher from Leeds, ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.parsed_text import DASHES, DETERMINERS, FINITE, is_plural_role, name_start
from bot.text.actors.roles.phrases import find_role_head, is_role_phrase, phrase_end, phrase_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["appositions_after", "appositions_before", "head_before_comma", "names_another"]

_NO_OPENERS = ("PRP$", "IN", "TO", "RB", "CC", "WP", "PRP", "EX", "MD")
_MAX_ARCS = 12


def appositions_before(page: ParsedText, name: NameCandidate, start: int) -> Iterator[tuple[int, int]]:
    """Reads "the leader of the party, X, ..."; ``start`` is the first word after the comma."""
    comma = start - 1
    if page.lower(comma) != "," or not page.same_sentence(comma - 1, name.first) or page.tag(name.last + 1) == "POS":
        return
    head = head_before_comma(page, comma)
    if head is None:
        return
    first = phrase_start(page, head)
    relative = page.lower(head) in lexicon()["kin"] and page.tag(first) == "PRP$"
    if relative or not is_role_phrase(page, first, head) or page.has_stop(first, comma):
        return
    root = page.tokens[page.root(name_start(name), name.last)]
    parsed = root.dep == "appos" and root.head == head
    if not page.has_person(first, comma) and (parsed or _may_be_apposed(page, first, name)):
        yield first + (page.tag(first) == "PRP$" and first < head), comma - 1


def head_before_comma(page: ParsedText, comma: int, *, plural: bool = False) -> int | None:
    """The head of the role phrase that ends at a comma: the topmost role noun that its last word depends on."""
    at, found = comma - 1, None
    for _ in range(_MAX_ARCS):
        low = page.lower(at)
        single = page.is_role(at) or page.is_kin(at) or (low == "one" and page.lower(at + 1) == "of")
        if is_plural_role(low) if plural else single:
            found = at
        up = page.tokens[at].head
        if up >= at or not page.same_sentence(up, comma) or page.tag(up)[:2] == "VB" or page.has_stop(up, at):
            break
        at = up
    return found


def _may_be_apposed(page: ParsedText, first: int, name: NameCandidate) -> bool:
    """True if a phrase before a comma and a name may be an apposition that the parser did not see.

    False for "After meeting the president, X said ...".
    """
    after, before = name.last + 1, page.tokens[first - 1]
    closed = page.lower(after) in (",", ".", ";", ":", "") and page.lower(after + 1) != "and"
    if not page.same_sentence(first - 1, first) or (before.tag == "CC" and before.is_sent_start):
        return closed or page.tag(after) in FINITE
    if before.lower in lexicon()["say"]:
        return True  # "said director of Acme, X"
    owned = page.tag(first) == "PRP$" or any(page.lower(k) == "'s" for k in range(first, name.first))
    definite = owned or page.lower(first) in (*DETERMINERS, "another", "one")
    return closed and definite


def appositions_after(page: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """Reads "X, the chief executive of Acme, ...", "X - now a teacher - ...", "X, regarded as the best player, ..."."""
    mark = _mark_after(page, name)
    if mark is None:
        return
    first = _after_aside(page, mark)
    first += page.lower(first) in ("now", "then", "currently", "formerly", "also", "once")
    head = find_role_head(page, first) if page.same_sentence(first, mark) else None
    if head is None or page.tag(first) in _NO_OPENERS or page.lower(first) in ("no", "not"):
        return
    verbal = page.tag(first)[:2] == "VB" and page.lower(first) not in lexicon()["qualifier"]
    bare = page.lower(first) not in DETERMINERS and page.lower(first) != "one"
    if (bare and (verbal or page.tag(head) not in ("NN", "NNP"))) or names_another(page, first, head):
        return
    last = phrase_end(page, head)
    if _stands_apart(page, mark, head, last, name):
        yield first, last


def _stands_apart(page: ParsedText, mark: int, head: int, last: int, name: NameCandidate) -> bool:
    """True if the phrase behind a mark is no subject of its own clause and no part of an enumeration."""
    inside = page.same_sentence(last + 1, mark)
    open_dash = inside and page.lower(mark) in DASHES and not page.is_stop(last + 1)
    if open_dash or (inside and page.lower(last + 1) in ("and", "or")):
        return False
    before = name_start(name) - 1
    opens = not page.same_sentence(before, name.first) or page.lower(before) in (",", '"', "that")
    return opens or page.tokens[head].dep not in ("nsubj", "nsubjpass")


def names_another(page: ParsedText, first: int, head: int) -> bool:
    """True if the phrase belongs to the next person of a list: "X, the president's son-in-law Y"."""
    after = head + 1
    while page.same_sentence(after + 1, head) and page.tokens[after].no_space_before:
        after += 1
    return page.has_person(first, head + 1) or page.is_person(after)


def _mark_after(page: ParsedText, name: NameCandidate) -> int | None:
    """The comma or dash behind a name."""
    at = name.last + 1
    dash = page.lower(at) in DASHES and not page.tokens[at].no_space_before
    return at if page.same_sentence(at, name.last) and (page.lower(at) == "," or dash) else None


def _after_aside(page: ParsedText, mark: int) -> int:
    """The word behind a mark, or behind an age or a degree: ", |", ", 57, |", ", M.D., |"."""
    aside = page.lower(mark + 1).isdecimal() or page.lower(mark + 1) in ("m.d.", "ph.d.", "jr.", "jr")
    return mark + 3 if aside and page.same_sentence(mark + 2, mark) and page.lower(mark + 2) == "," else mark + 1
