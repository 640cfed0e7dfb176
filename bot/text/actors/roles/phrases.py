"""The noun phrase around the head noun of a role: where it begins, where it ends, which words are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, Role
from bot.text.actors.roles.parsed_text import DETERMINERS, FINITE, NOUNS, is_plural_role
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["MAX_ROLE", "find_role_head", "is_role_phrase", "phrase_end", "phrase_start", "slice_role"]

MAX_ROLE = 120
"""Characters of a role; a longer one is cut before a preposition or a conjunction."""
_GLUED = re.compile(r"[a-z)][.?!]+[A-Z](?=[a-z])")
"""Where two sentences were glued together, as in "scenes.?Bollywood"."""
_CLAUSES = ("relcl", "advcl", "ccomp", "csubj", "parataxis", "nsubj", "nsubjpass", "auxpass", "mark")
_TRAILING = frozenset(("IN", "CC", "TO", "DT", "RB", "JJ", "POS", "PRP$", "WDT", "WP", "VBN", "VBG"))
_WHEN = frozenset(
    "with after following amid early late last this next because during until since before despite over by".split()
)
"""Words that lead to when, how or what for somebody took an office: "director | last week"."""
_ENDS: tuple[tuple[str, Callable[[ParsedText, int, int, bool], bool]], ...] = (
    (
        "the mayor, | said",
        lambda p, at, head, tenure: _is_outside(p, at),
    ),
    ("the mayor | who left", lambda p, at, head, tenure: p.lower(at) in lexicon()["relative"]),
    ("chief | until that was over", lambda p, at, head, tenure: p.tokens[at].dep in _CLAUSES and p.tag(at) != "VB"),
    ("a senior leader | told the BBC", lambda p, at, head, tenure: p.tag(at) in FINITE and p.tokens[at].dep != "acl"),
    (
        "the fighter | the world knows",
        lambda p, at, head, tenure: p.tag(at) == "PRP" or (at == head + 1 and p.tag(at) == "DT"),
    ),
    (
        "a nurse | and her husband",
        lambda p, at, head, tenure: p.lower(at) == "and" and p.tag(at + 1) in ("PRP", "PRP$"),
    ),
    ("a doctor | leading it", lambda p, at, head, tenure: _leads_on(p, at, head)),
    ("director | last week", lambda p, at, head, tenure: tenure and _tells_when(p, at)),
)
"""Where a phrase ends: before a word for which one of these holds."""


def find_role_head(page: ParsedText, first: int) -> int | None:
    """The head noun of the role phrase that begins at ``first``; None where no role does.

    Where the parser's head is no role, it is the last noun before a preposition, a conjunction or a verb.
    """
    heads = (_parsed_head(page, first), _tagged_head(page, first))
    return next((head for head in heads if head is not None and is_role_phrase(page, first, head)), None)


def _parsed_head(page: ParsedText, at: int) -> int:
    while (head := page.tokens[at].head) > at and page.same_sentence(head, at) and not page.has_stop(at, head):
        at = head
    return at


def _tagged_head(page: ParsedText, first: int) -> int | None:
    at, head = first, None
    while page.same_sentence(at, first) and not page.is_stop(at):
        tag = page.tag(at)
        if tag in NOUNS or page.is_role(at):
            head = at
        elif tag in ("IN", "TO", "CC", "PRP", "WP", "WDT", *FINITE) or (head and (tag == "DT" or tag[:2] == "VB")):
            break
        at += 1
    return head


def is_role_phrase(page: ParsedText, first: int, head: int) -> bool:
    """True if the phrase says what somebody is: "a teacher", "one of the founders", "Mary's friend", not "a friend"."""
    if page.lower(head) == "one" and page.lower(head + 1) == "of":
        members = [k for of in page.dependents(head, "prep") for k in page.dependents(of, "pobj")]
        definite = members and any(page.tag(k) in ("DT", "POS", "PRP$") for k in range(head + 2, members[0]))
        return bool(definite) and is_plural_role(page.lower(members[0]))
    if page.is_kin(head):
        return page.lower(head + 1) in ("of", "to") or any(page.lower(k) in ("'s", "'") for k in range(first, head))
    return page.is_role(head) and page.lower(head) != "centre"


def phrase_start(page: ParsedText, head: int) -> int:
    """The first of the words before the head that depend on it, with its article."""
    at = head
    while page.same_sentence(at - 1, head):
        if page.is_hyphen(at - 1):
            at -= 2
        elif page.is_stop(at - 1) or not page.hangs_on(at - 1, at, head):
            break
        else:
            at -= 1
    return at


def phrase_end(page: ParsedText, head: int, *, tenure: bool = False) -> int:
    """The last word of the phrase, without clauses and without what only leads on to more.

    With ``tenure`` it ends before when, how or what for somebody took or left an office.
    """
    at = head + 1
    while page.same_sentence(at, head) and not any(ends(page, at, head, tenure) for _, ends in _ENDS):
        at += 1
    last = at - 1
    while last > head and (page.tag(last) in _TRAILING or page.tag(last + 1) == "POS"):
        last -= 1
    dated = last - 2 >= head and page.lower(last) in lexicon()["calendar"] and page.lower(last - 1) in ("on", "in")
    return last - 2 if dated else last


def _is_outside(page: ParsedText, at: int) -> bool:
    return page.is_stop(at) or (page.tag(at) == "IN" and page.tokens[at].is_capitalised)


def _leads_on(page: ParsedText, at: int, head: int) -> bool:
    """True for a participle behind the head, but not in "the only lawmaker representing Leeds"."""
    return (
        page.tag(at) == "VBG" and page.tokens[at].dep == "acl" and page.lower(head - 1) not in ("only", "first", "last")
    )


def _tells_when(page: ParsedText, at: int) -> bool:
    return page.lower(at) in _WHEN or (page.tag(at) == "TO" and page.tag(at + 1) == "VB")


def slice_role(page: ParsedText, first: int, last: int) -> Role | None:
    """The words of a role as the text has them, at most ``MAX_ROLE`` characters; None where they say nothing."""
    words = page.tokens
    if page.lower(first) in DETERMINERS and page.tag(last + 1) == "PRP" and page.same_sentence(last + 1, last):
        return None  # "the player | he beat in the final"
    start = words[first].start
    for word in words[first : last + 1]:
        if glued := _GLUED.search(word.text):
            start = word.start + glued.end() - 1
    while words[last].end - start > MAX_ROLE and last > first:
        last = next((k for k in range(last - 1, first, -1) if _may_cut(page, k)), first + 1) - 1
    text = page.tokenized.text[start : words[last].end]
    if len(text) > MAX_ROLE or not any(c.isalpha() for c in text) or "\n" in text:
        return None
    return Role(text, max(words[first].sentence, TITLE_DOC))


def _may_cut(page: ParsedText, at: int) -> bool:
    """True if a long role may end before this word; False within "College of Life Sciences"."""
    joins = page.tokens[at - 1].is_capitalised and page.tokens[at + 1].is_capitalised
    return page.tag(at) in ("IN", "TO", "CC", ",") and not joins
