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

__all__ = [
    "FORMERLY",
    "appositions_after",
    "appositions_before",
    "head_before_comma",
    "may_be_apposed",
    "names_another",
]

_TAGS_OPENING_NO_APPOSITION = ("PRP$", "IN", "TO", "RB", "CC", "WP", "PRP", "EX", "MD")
_NOW = frozenset(("now", "currently", "also", "himself", "herself"))
FORMERLY = frozenset(("then", "formerly", "once", "previously"))
"""Adverbs that stay in the role: who was "formerly the mayor" is not the mayor."""


def appositions_before(parsed: ParsedText, name: NameCandidate, start: int) -> Iterator[tuple[int, int]]:
    """Reads "the leader of the party, X, ..."; ``start`` is the first word after the comma."""
    comma = start - 1
    if parsed.lower(comma) != "," or parsed.tag(name.last + 1) == "POS":
        return
    head = head_before_comma(parsed, comma)
    if head is None:
        yield from _before_relative_clause(parsed, name, comma)
        return
    first = phrase_start(parsed, head)
    # "his wife, X" says whose wife she is, not what she does: see relations.py
    is_relation = parsed.lower(head) in lexicon()["relational-noun"] and parsed.tag(first) == "PRP$"
    if is_relation or parsed.has_stop(first, comma) or parsed.has_person(first, comma):
        return
    root = parsed.tokens[parsed.root(name_start(name), name.last)]
    is_parsed_apposition = root.dep == "appos" and root.head == head
    if is_role_phrase(parsed, first, head) and (is_parsed_apposition or may_be_apposed(parsed, first, name)):
        yield first + (parsed.tag(first) == "PRP$"), comma - 1


def _before_relative_clause(parsed: ParsedText, name: NameCandidate, comma: int) -> Iterator[tuple[int, int]]:
    """Reads "a volunteer who helped them, X, ..."."""
    root = parsed.tokens[parsed.root(name_start(name), name.last)]
    head, first = root.head, phrase_start(parsed, root.head)
    is_described = root.dep == "appos" and head < comma and parsed.lower(head + 1) in lexicon()["relative"]
    is_of_one = is_described and not (parsed.has_stop(first, comma) or parsed.has_person(first, comma))
    if is_of_one and parsed.is_role(head) and parsed.tag(first) != "PRP$":
        yield first, head


def head_before_comma(parsed: ParsedText, comma: int, *, plural: bool = False) -> int | None:
    """The head of the role phrase that ends at a comma; None if it has none. With ``plural`` the head is a plural.

    It is the topmost role noun on which the last word depends: in "the leader of the party, X" "party" depends on "of",
    which depends on "leader".
    """
    is_head = _is_plural_head if plural else _is_singular_head
    word, role_head = comma - 1, None
    while True:
        if is_head(parsed, word):
            role_head = word
        governor = parsed.tokens[word].head
        is_other = parsed.tokens[word].dep == "conj" and _has_own_article(parsed, word)
        if governor >= word or is_other or parsed.tag(governor)[:2] == "VB" or parsed.has_stop(governor, word):
            return role_head
        word = governor


def _has_own_article(parsed: ParsedText, head: int) -> bool:
    """True for somebody else in a coordination: "the dean and | the bishop, X", not "the founder and leader, X"."""
    return parsed.lower(phrase_start(parsed, head)) in ("the", "a", "an")


def _is_singular_head(parsed: ParsedText, at: int) -> bool:
    return parsed.is_role(at) or parsed.is_relational_noun(at) or parsed.lower(at) == "one"


def _is_plural_head(parsed: ParsedText, at: int) -> bool:
    return is_plural_role(parsed.lower(at))


def may_be_apposed(parsed: ParsedText, first: int, name: NameCandidate) -> bool:
    """True if a phrase before a comma and a name may be an apposition that the parser did not see.

    False for "After meeting the president, X said ...".
    """
    after, before = name.last + 1, parsed.tokens[first - 1]
    closed = parsed.lower(after) in (",", ".", ";", ":", "")
    if not parsed.same_sentence(first - 1, first) or (before.tag == "CC" and before.is_sent_start):
        return closed or parsed.tag(after) in FINITE
    if before.lower in lexicon()["say"]:
        return True  # "said director of Acme, X"
    owned = parsed.tag(first) == "PRP$" or any(parsed.lower(k) == "'s" for k in range(first, name.first))
    definite = owned or parsed.lower(first) in (*DETERMINERS, "another", "one")
    return closed and definite


def appositions_after(parsed: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """Reads "X, the chief executive of Acme, ...", "X - now a teacher - ...", "X, regarded as the best player, ..."."""
    mark = _mark_after(parsed, name)
    if mark is None:
        return
    opening = _after_aside(parsed, mark)
    opening += parsed.lower(opening) in _NOW
    first = opening + (parsed.lower(opening) in FORMERLY)
    head = find_role_head(parsed, first) if parsed.same_sentence(first, mark) else None
    if head is None or parsed.tag(first) in _TAGS_OPENING_NO_APPOSITION or parsed.lower(first) in ("no", "not"):
        return
    opens_with_verb = parsed.tag(first)[:2] == "VB" and parsed.lower(first) not in lexicon()["qualifier"]
    is_bare = parsed.lower(first) not in DETERMINERS and parsed.lower(first) != "one"
    if (is_bare and opens_with_verb) or names_another(parsed, first, head) or parsed.is_quoted(first, head):
        return
    last = phrase_end(parsed, head)
    if _is_apposition(parsed, mark, head, last, name):
        yield opening, last


def _is_apposition(parsed: ParsedText, mark: int, head: int, last: int, name: NameCandidate) -> bool:
    """True if the phrase after a comma or dash, or in brackets, describes the name before it.

    False for a phrase after a dash that no second dash closes, for a part of an enumeration ("X, a teacher and Y"), and
    for the subject of the next clause ("They met X, a teacher said"), unless the name opens its own clause.
    """
    is_unclosed = parsed.lower(mark) in DASHES and not parsed.is_stop(last + 1)
    if parsed.lower(mark) == "(":
        return parsed.lower(last + 1) in (")", ",", ";")
    if is_unclosed or parsed.lower(last + 1) in ("and", "or"):
        return False
    before = name_start(name) - 1
    opens_clause = not parsed.same_sentence(before, name.first) or parsed.lower(before) in (",", '"', "that")
    is_subject = parsed.tokens[head].dep in ("nsubj", "nsubjpass") or parsed.tag(last + 1) in FINITE
    return opens_clause or not is_subject


def names_another(parsed: ParsedText, first: int, head: int) -> bool:
    """True if the phrase belongs to the next person of a list: "X, the president's son-in-law Y"."""
    after = head + 1
    while parsed.same_sentence(after + 1, head) and parsed.tokens[after].no_space_before:
        after += 1
    return parsed.has_person(first, head + 1) or parsed.is_person(after)


def _mark_after(parsed: ParsedText, name: NameCandidate) -> int | None:
    """The comma, dash or bracket behind a name, its post-nominals and an age: "X (35), ...", "X OBE, ...", "X (MP)"."""
    at = name.last + 1
    while parsed.lower(at) in lexicon()["post-nominal"]:
        at += 1
    if parsed.lower(at) == "(" and parsed.lower(at + 1).isdecimal() and parsed.lower(at + 2) == ")":
        at += 3
    return at if parsed.lower(at) in (",", "(", *DASHES) and parsed.same_sentence(at, name.last) else None


def _after_aside(parsed: ParsedText, mark: int) -> int:
    """The word behind a mark, or behind an age or a degree: ", |", ", 57, |", ", 57 and |", ", M.D., |"."""
    degrees = lexicon()["post-nominal"] | {"jr.", "jr"}
    aside = parsed.lower(mark + 1).isdecimal() or parsed.lower(mark + 1) in degrees
    return mark + 3 if aside and parsed.lower(mark + 2) in (",", "and") else mark + 1
