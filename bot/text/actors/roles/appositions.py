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


def appositions_before(text: ParsedText, name: NameCandidate, start: int) -> Iterator[tuple[int, int]]:
    """Reads "the leader of the party, X, ..."; ``start`` is the first word after the comma."""
    comma = start - 1
    if text.lower(comma) != "," or text.tag(name.last + 1) == "POS":
        return
    head = head_before_comma(text, comma)
    if head is None:
        return
    first = phrase_start(text, head)
    relative = text.lower(head) in lexicon()["kin"] and text.tag(first) == "PRP$"
    if relative or text.has_stop(first, comma) or text.has_person(first, comma):
        return
    root = text.tokens[text.root(name_start(name), name.last)]
    parsed = root.dep == "appos" and root.head == head
    if is_role_phrase(text, first, head) and (parsed or _may_be_apposed(text, first, name)):
        yield first + (text.tag(first) == "PRP$"), comma - 1


def head_before_comma(text: ParsedText, comma: int, *, plural: bool = False) -> int | None:
    """The head of the role phrase that ends at a comma: the topmost role noun that its last word depends on."""
    at, found = comma - 1, None
    while True:
        low = text.lower(at)
        single = text.is_role(at) or text.is_kin(at) or low == "one"
        if is_plural_role(low) if plural else single:
            found = at
        up = text.tokens[at].head
        if up >= at or text.tag(up)[:2] == "VB" or text.has_stop(up, at):
            break
        at = up
    return found


def _may_be_apposed(text: ParsedText, first: int, name: NameCandidate) -> bool:
    """True if a phrase before a comma and a name may be an apposition that the parser did not see.

    False for "After meeting the president, X said ...".
    """
    after, before = name.last + 1, text.tokens[first - 1]
    closed = text.lower(after) in (",", ".", ";", ":", "")
    if not text.same_sentence(first - 1, first) or (before.tag == "CC" and before.is_sent_start):
        return closed or text.tag(after) in FINITE
    if before.lower in lexicon()["say"]:
        return True  # "said director of Acme, X"
    owned = text.tag(first) == "PRP$" or any(text.lower(k) == "'s" for k in range(first, name.first))
    definite = owned or text.lower(first) in (*DETERMINERS, "another", "one")
    return closed and definite


def appositions_after(text: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """Reads "X, the chief executive of Acme, ...", "X - now a teacher - ...", "X, regarded as the best player, ..."."""
    mark = _mark_after(text, name)
    if mark is None:
        return
    first = _after_aside(text, mark)
    first += text.lower(first) in ("now", "then", "currently", "formerly", "also", "once")
    head = find_role_head(text, first) if text.same_sentence(first, mark) else None
    if head is None or text.tag(first) in _NO_OPENERS or text.lower(first) in ("no", "not"):
        return
    verbal = text.tag(first)[:2] == "VB" and text.lower(first) not in lexicon()["qualifier"]
    bare = text.lower(first) not in DETERMINERS and text.lower(first) != "one"
    if (bare and verbal) or names_another(text, first, head):
        return
    last = phrase_end(text, head)
    if _stands_apart(text, mark, head, last, name):
        yield first, last


def _stands_apart(text: ParsedText, mark: int, head: int, last: int, name: NameCandidate) -> bool:
    """True if the phrase behind a mark is no subject of its own clause and no part of an enumeration."""
    open_dash = text.lower(mark) in DASHES and not text.is_stop(last + 1)
    if open_dash or text.lower(last + 1) in ("and", "or"):
        return False
    before = name_start(name) - 1
    opens = not text.same_sentence(before, name.first) or text.lower(before) in (",", '"', "that")
    return opens or text.tokens[head].dep not in ("nsubj", "nsubjpass")


def names_another(text: ParsedText, first: int, head: int) -> bool:
    """True if the phrase belongs to the next person of a list: "X, the president's son-in-law Y"."""
    after = head + 1
    while text.same_sentence(after + 1, head) and text.tokens[after].no_space_before:
        after += 1
    return text.has_person(first, head + 1) or text.is_person(after)


def _mark_after(text: ParsedText, name: NameCandidate) -> int | None:
    """The comma or dash behind a name."""
    at = name.last + 1
    return at if text.lower(at) in (",", *DASHES) and text.same_sentence(at, name.last) else None


def _after_aside(text: ParsedText, mark: int) -> int:
    """The word behind a mark, or behind an age or a degree: ", |", ", 57, |", ", M.D., |"."""
    aside = text.lower(mark + 1).isdecimal() or text.lower(mark + 1) in ("m.d.", "ph.d.", "jr.", "jr")
    return mark + 3 if aside and text.lower(mark + 2) == "," else mark + 1
