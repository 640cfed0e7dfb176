"""The role in the noun phrase of a name: "former President X", "University of Leeds professor X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.words import DETERMINERS, FINITE, NOUNS, is_plural_role, is_role_noun, name_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.words import ParsedPage

__all__ = ["modifiers_start", "role_before"]

_TENURE = frozenset(("former", "current", "ex", "then", "outgoing", "incoming", "acting"))
_LEFT_OUT = (*DETERMINERS, "mr", "mrs", "ms", "mr.", "mrs.", "then", "-", "both", "only")
_LEFT_OUT_TAGS = ("IN", "POS", "CC", "RB", "TO", "WDT", "HYPH", "``", "''", "UH", "WRB")


def role_before(page: ParsedPage, name: NameCandidate) -> tuple[int, int] | None:
    """First and last word of the role directly before a name, without its article."""
    last = _last_word(page, name)
    if last < 0 or not page.same_sentence(last, name.first):
        return None
    titled = name.title is not None and not name.has_form_of_address and last >= name.title[0]
    head = last if titled else _head(page, last)
    occupation = page.is_role(head) and head not in page.mention_kinds and page.low(head) not in lexicon()["kin"]
    if not (titled or occupation) or is_plural_role(page.low(head)) or _is_verb(page, head, name):
        return None
    first = _trimmed(page, modifiers_start(page, name_start(name) if titled else head, head, name.last), head)
    return None if _says_little(page, first, last, name) else (first, last)


def _head(page: ParsedPage, last: int) -> int:
    """The role noun that ends with this word, or on which it depends: "secretary of state", "world number one"."""
    if page.tag(last) == "CD" and page.low(last - 1) == "number":
        return last - 1
    at = last
    while not (page.is_role(at) or page.is_kin(at) or is_plural_role(page.low(at))) and (
        page.tag(at) in NOUNS or (page.low(at) in ("of", "for") and at < last)
    ):
        at, below = page.words[at].head, at
        if at >= below:
            return last
    field = range(at + 1, last + 1)
    named = any(page.low(k) in DETERMINERS for k in field) and last not in page.mention_kinds  # "of the blog X"
    return last if named or page.has_stop(at, last) or page.has_person(at, last + 1) else at


def _last_word(page: ParsedPage, name: NameCandidate) -> int:
    """The last word before the name's forms of address: "Police Commissioner | Sir X", "Branch President | Rev. X"."""
    at = name.first - 1
    while at >= 0 and _is_address(page, at):
        at -= 1
    return at


def _is_address(page: ParsedPage, at: int) -> bool:
    low, lex = page.low(at), lexicon()
    honorific = low in lex["honorific"] and low not in ("chief", "doctor")
    return honorific or low in lex["address"] or (low == "rev." and page.is_role(at - 1))


def _is_verb(page: ParsedPage, at: int, name: NameCandidate) -> bool:
    """True if the word before the name is a verb ("the Foxes host X"), or the name modifies a noun ("an X fan")."""
    after = name.last + 1
    follows = page.tag(after) if page.same_sentence(after, name.last) else ""
    if follows == "NN" and is_role_noun(page.low(after)):
        return True
    verb = page.tag(at)[:2] == "VB" and page.low(at) in lexicon()["role-or-verb"]
    return verb and (page.tag(at - 1) == "PRP" or follows not in ("VBD", "VBZ", "MD"))


def modifiers_start(page: ParsedPage, first: int, head: int, end: int) -> int:
    """The first word of the phrase that begins at ``first`` or before; ``end`` is the last word of the name."""
    while page.same_sentence(first - 1, end):
        if page.is_hyphen(first - 1):
            first -= 2
        elif _belongs(page, first - 1, first, end):
            first -= 1
        elif (other := _joined_role(page, first, head)) is not None:
            first = other
        else:
            break
    return first


def _is_common(page: ParsedPage, at: int) -> bool:
    """True if the word is in lower case and is no known modifier of roles."""
    return not page.words[at].is_capitalised and page.low(at) not in lexicon()["qualifier"]


_BREAKS: tuple[tuple[str, Callable[[ParsedPage, int, int], bool]], ...] = (
    ("He left, | director X said", lambda p, at, first: p.is_stop(at) or ")" in p.words[at].text),
    ("On Wednesday | President X", lambda p, at, first: p.low(at) in lexicon()["calendar"]),
    ("the moment | commentator X wept", lambda p, at, first: _modifies_nothing(p, at)),
    (
        "two Republicans | House Leader X had met",
        lambda p, at, first: p.words[first].is_capitalised and _is_group(p, at),
    ),
    ("told Blair | chancellor X", lambda p, at, first: p.is_person(at)),
    ("it ousted | President X", lambda p, at, first: _is_deed(p, at)),
    (
        "the job | current manager X did",
        lambda p, at, first: p.tag(at) in ("NN", "NNS") and _is_common(p, at) and _opens_phrase(p, first),
    ),
)
"""Words before the beginning of a phrase, at ``first``, that do not belong to it."""


def _is_deed(page: ParsedPage, at: int) -> bool:
    """True for a verb, and for a participle behind a name: "Ann Roe closed | designer X's show"."""
    if page.low(at) in lexicon()["say"]:
        return True  # "..." tweeted | pundit X
    if page.low(at - 1) in lexicon()["relative"] and page.tag(at) in (*FINITE, "VBN"):
        return True
    participle = page.tag(at) == "VBN" and page.words[at - 1].is_capitalised and page.tag(at - 1) in NOUNS
    return _is_common(page, at) and (participle or page.tag(at) in (*FINITE, "VB", "VBG"))


def _modifies_nothing(page: ParsedPage, at: int) -> bool:
    low, lex = page.low(at), lexicon()
    return (
        (low in lex["no-modifier"] | lex["time"] or page.is_kin(at)) and low != "most" and at not in page.mention_kinds
    )


def _is_group(page: ParsedPage, at: int) -> bool:
    low = page.low(at)
    return page.tag(at) in ("NNS", "NNPS") and (is_plural_role(low) or low in lexicon().demonyms)


def _opens_phrase(page: ParsedPage, at: int) -> bool:
    return page.low(at) in _TENURE or page.low(at) in lexicon().demonyms or at in page.mention_kinds


def _belongs(page: ParsedPage, at: int, first: int, end: int) -> bool:
    """True if the parser or the tables tie a word to the phrase behind it."""
    word = page.words[at]
    if page.is_hyphen(at - 1) and not page.is_person(at):
        return True  # "four-time champion"
    if any(breaks(page, at, first) for _, breaks in _BREAKS):
        return False
    if page.hangs_on(at, first, end):
        return True
    if word.lower in lexicon()["qualifier"] or word.lower in lexicon().demonyms:
        return word.tag not in ("RB", "IN", "VB")
    return word.is_capitalised and word.tag in NOUNS and page.tag(word.head) != "IN"


def _joined_role(page: ParsedPage, first: int, head: int) -> int | None:
    """The first word of a role joined by "and": "shareholder and lifelong fan X"; not "the King and President X"."""
    other = first - 2
    if page.low(first - 1) != "and" or not page.same_sentence(other, first) or not page.is_role(other):
        return None
    if other in page.mention_kinds or is_plural_role(page.low(other)):
        return None
    start = other
    while page.same_sentence(start - 1, first) and _belongs(page, start - 1, start, other):
        start -= 1
    opens = not page.same_sentence(start - 1, first) or page.low(start - 1) in lexicon()["say"]
    alone = page.low(start) not in DETERMINERS and page.tag(start) != "PRP$"
    return start if alone and (opens or not page.words[head].is_capitalised) else None


def _trimmed(page: ParsedPage, first: int, last: int) -> int:
    """The first word that is no article, owner by pronoun, or adverb of the clause."""
    first = max((k + 1 for k in range(first, last) if page.tag(k) in ("PRP$", "PRP", "WP$")), default=first)
    while first < last and _is_left_out(page, first):
        first += 1
    return first


def _is_left_out(page: ParsedPage, at: int) -> bool:
    if page.low(at) in DETERMINERS and page.low(at + 2) in ("'s", "'") and not page.words[at + 1].is_capitalised:
        return False  # "the magazine's editor"
    if (
        page.tag(at) == "RB"
        and page.low(at) not in ("then", "only")
        and (page.low(at).endswith("ly") or page.is_hyphen(at + 1))
    ):
        return False  # "terminally ill actor", "well-connected lawyer"
    return page.tag(at) in _LEFT_OUT_TAGS or page.low(at) in _LEFT_OUT


def _says_little(page: ParsedPage, first: int, last: int, name: NameCandidate) -> bool:
    """True for a form of address, and for what is more likely a first name: "Dean X", "President Hassan Sheikh X"."""
    low = page.low(last)
    if first < last:
        return low in ("sheikh", "sheik") and page.words[last - 1].ent_type == "PERSON"
    first_name = low in lexicon()["first-name-like-title"] and name.first == name.last
    return (
        low in lexicon()["honorific"]
        or low in ("fellow", "hopeful", "count")
        or (first_name and page.words[first].is_capitalised)
    )
