"""The noun phrase around the head noun of a role: where it begins, where it ends, which words are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, Role
from bot.text.actors.roles.parsed_text import DETERMINERS, FINITE, NOUNS, is_plural_role, is_role_noun
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
_TRAILING = frozenset("IN CC TO DT PDT RB JJ JJR JJS POS PRP$ WDT WP WP$ WRB MD VBN VBG".split())
"""Tags of words with which no phrase ends: they lead on to another."""
_TRAILING_VERBS = frozenset(("be", "been", "being", "have", "had", "do", "become"))
_WHEN = frozenset(
    "with after following amid early late last this next because during until since before despite over by".split()
)
"""Words that lead to when, how or what for somebody took an office: "director | last week"."""
_ENDS: tuple[tuple[str, Callable[[ParsedText, int, int, bool], bool]], ...] = (
    ("the mayor, | said", lambda p, at, head, tenure: p.is_stop(at)),
    ("the mayor | In May he", lambda p, at, head, tenure: p.tag(at) == "IN" and p.tokens[at].is_capitalised),
    ("the mayor | who left", lambda p, at, head, tenure: p.lower(at) in lexicon()["relative"]),
    ("chief | until that was over", lambda p, at, head, tenure: _opens_clause(p, at)),
    ("a senior leader | told the BBC", lambda p, at, head, tenure: p.tag(at) in FINITE and p.tokens[at].dep != "acl"),
    (
        "the fighter | the world knows",
        lambda p, at, head, tenure: p.tag(at) == "PRP" or (at == head + 1 and p.tag(at) == "DT"),
    ),
    (
        "a nurse | and her husband",
        lambda p, at, head, tenure: p.lower(at) == "and" and p.tag(at + 1) in ("PRP", "PRP$"),
    ),
    ("a murderer | but one", lambda p, at, head, tenure: p.lower(at) == "but"),
    ("an actor | and not just", lambda p, at, head, tenure: p.tag(at) == "CC" and p.lower(at + 1) in ("not", "never")),
    ("a doctor | leading it", lambda p, at, head, tenure: _leads_on(p, at, head)),
    ("director | last week", lambda p, at, head, tenure: tenure and (p.lower(at) in _WHEN or p.tag(at) == "TO")),
)
"""Where a phrase ends: before a word for which one of these holds."""


def find_role_head(parsed: ParsedText, first: int) -> int | None:
    """The head noun of the role phrase that begins at ``first``; None where no role does.

    Where the parser's head is no role, it is the last noun before a preposition, a conjunction or a verb.
    """
    heads = (_parsed_head(parsed, first), _tagged_head(parsed, first))
    return next((head for head in heads if head is not None and is_role_phrase(parsed, first, head)), None)


def _parsed_head(parsed: ParsedText, at: int) -> int:
    while (head := parsed.tokens[at].head) > at and not parsed.has_stop(at, head):
        at = head
    return at


def _tagged_head(parsed: ParsedText, first: int) -> int | None:
    at, head = first, None
    while parsed.same_sentence(at, first) and not parsed.is_stop(at):
        tag = parsed.tag(at)
        if tag in NOUNS or parsed.is_role(at):
            head = at
        elif tag in ("IN", "TO", "CC", "PRP", "WP", "WDT", *FINITE) or (head and tag[:2] == "VB"):
            break
        at += 1
    return head


def is_role_phrase(parsed: ParsedText, first: int, head: int) -> bool:
    """True if the phrase says what somebody is: "a teacher", "one of the founders", "Mary's friend", not "a friend"."""
    if parsed.lower(head) == "one":
        members = [k for of in parsed.dependents(head, "prep") for k in parsed.dependents(of, "pobj")]
        definite = members and any(parsed.tag(k) in ("DT", "POS", "PRP$") for k in range(head + 2, members[0]))
        return bool(definite) and is_plural_role(parsed.lower(members[0]))
    if parsed.is_relational_noun(head):
        return parsed.lower(head + 1) in ("of", "to") or any(parsed.lower(k) in ("'s", "'") for k in range(first, head))
    return parsed.is_role(head) and parsed.lower(head) != "centre"


def phrase_start(parsed: ParsedText, head: int) -> int:
    """The first of the words before the head that depend on it, with its article."""
    at = head
    while parsed.same_sentence(at - 1, head):
        if parsed.is_hyphen(at - 1):
            at -= 2
        elif parsed.is_stop(at - 1) or not parsed.hangs_on(at - 1, at, head):
            break
        else:
            at -= 1
    return at


def phrase_end(parsed: ParsedText, head: int, *, tenure: bool = False) -> int:
    """The last word of the phrase, without clauses and without what only leads on to more.

    With ``tenure`` it ends before when, how or what for somebody took or left an office.
    """
    at = head + 1
    while parsed.same_sentence(at, head) and not any(ends(parsed, at, head, tenure) for _, ends in _ENDS):
        at += 1
    last = _whole_end(parsed, head, at - 1)
    dated = parsed.lower(last) in lexicon()["calendar"] and parsed.lower(last - 1) in ("on", "in")
    return last - 2 if dated else last


def _whole_end(parsed: ParsedText, first: int, last: int) -> int:
    """The last word of the last whole phrase: "a leader | for one", "the first player | to be"."""
    while last > first and (_leads_on_to_more(parsed, last) or parsed.tag(last + 1) == "POS"):
        last -= 1
    return last


def _leads_on_to_more(parsed: ParsedText, at: int) -> bool:
    """True if no phrase ends with this word; "the accused" and "the first to be honoured" do end one."""
    if parsed.lower(at) == "one":
        return parsed.tag(at - 1) in ("IN", "CC", "TO")  # "for one of them", but "world number one"
    if parsed.tag(at) == "VBN" and parsed.lower(at - 1) in ("be", "been", "have"):
        return False
    is_trailing = parsed.tag(at) in _TRAILING or parsed.lower(at) in _TRAILING_VERBS
    return is_trailing and not _is_group(parsed, at)


def _is_group(parsed: ParsedText, at: int) -> bool:
    """True for a participle or an adjective that stands for persons: "the sister of the accused"."""
    return parsed.tag(at) in ("VBN", "JJ") and parsed.lower(at - 1) == "the" and parsed.lower(at - 2) in ("of", "for")


def _opens_clause(parsed: ParsedText, at: int) -> bool:
    """True for a word of a clause, but not in "the first to win" and "the first to be elected"."""
    before = at - 1 - (parsed.tag(at - 1) == "RB")
    is_infinitive = parsed.tag(at) == "VB" or parsed.lower(before) in ("be", "been", "have")
    return parsed.tokens[at].dep in _CLAUSES and not is_infinitive


def _leads_on(parsed: ParsedText, at: int, head: int) -> bool:
    """True for a participle behind the head, but not in "the only lawmaker representing Leeds"."""
    return (
        parsed.tag(at) == "VBG"
        and parsed.tokens[at].dep == "acl"
        and parsed.lower(head - 1) not in ("only", "first", "last")
    )


def slice_role(parsed: ParsedText, first: int, last: int, *, follows: bool = False) -> Role | None:
    """The words of a role as the text has them, at most ``MAX_ROLE`` characters; None where they say nothing.

    Where two sentences were glued together, the role before a name is in the second, one that ``follows`` in the first.
    """
    words = parsed.tokens
    if follows and (end := _glued_end(parsed, first, last)) is not None:
        role = parsed.tokenized.text[words[first].start : end]
        is_whole = is_role_noun(role.rpartition(" ")[2].lower()) and len(role) <= MAX_ROLE
        return Role(role, max(words[first].sentence, TITLE_DOC)) if is_whole else None
    if parsed.lower(first) in DETERMINERS and parsed.tag(last + 1) == "PRP":
        return None  # "the player | he beat in the final"
    dated = next((k for k in range(first, last) if _is_year_before_former(parsed, k)), None)
    first = first if dated is None else dated + 1
    if parsed.lower(last + 1) == "of":  # "a professor | and the founder of the "Sun" blog"
        last = next((k - 1 for k in range(last, first, -1) if parsed.tag(k) == "CC"), last)
    start = words[first].start
    for word in words[first : last + 1]:
        if glued := _GLUED.search(word.text):
            start = word.start + glued.end() - 1
    while last >= first and words[last].end - start > MAX_ROLE:
        cut = next((k for k in range(last - 1, first, -1) if _may_cut(parsed, k)), first)
        last = next((k for k in range(first + 1, cut) if _opens_infinitive(parsed, k)), cut) - 1
        last = _whole_end(parsed, first, last)
    role = parsed.tokenized.text[start : words[last].end] if last >= first else ""
    says_something = role and role.lower() != "one" and "\n" not in role  # "one of the bank's "star" traders"
    return Role(role, max(words[first].sentence, TITLE_DOC)) if says_something else None


def _glued_end(parsed: ParsedText, first: int, last: int) -> int | None:
    """Where the first sentence ends if two were glued together among these words."""
    found = ((word, _GLUED.search(word.text)) for word in parsed.tokens[first : last + 1])
    return next((word.start + glued.start() + 1 for word, glued in found if glued is not None), None)


def _is_year_before_former(parsed: ParsedText, at: int) -> bool:
    """True for the number in "the 1995 former drummer", which belongs to something else."""
    return parsed.lower(at).isdecimal() and parsed.lower(at + 1) in ("former", "ex")


def _opens_infinitive(parsed: ParsedText, at: int) -> bool:
    """True for "to" before a verb: a cut inside of its clause would leave something else."""
    return parsed.tag(at) == "TO" and parsed.tag(at + 1) == "VB"


def _may_cut(parsed: ParsedText, at: int) -> bool:
    """True if a long role may end before this word; False within "College of Life Sciences"."""
    joins = parsed.tokens[at - 1].is_capitalised and parsed.tokens[at + 1].is_capitalised
    return parsed.tag(at) in ("IN", "TO", "CC", ",") and not joins
