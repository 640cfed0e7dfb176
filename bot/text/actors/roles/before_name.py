"""The role in the noun phrase of a name: "former President X", "University of Leeds professor X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.parsed_text import DETERMINERS, FINITE, NOUNS, is_plural_role, is_role_noun, name_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["modifiers_start", "role_before"]

_TENURE = frozenset(("former", "current", "ex", "then", "outgoing", "incoming", "acting"))
_LEFT_OUT = (*DETERMINERS, "mr", "mrs", "ms", "mr.", "mrs.", "then", "-", "both", "only")
_LEFT_OUT_TAGS = ("IN", "POS", "CC", "TO", "WDT", "HYPH", "``", "''", "UH", "WRB")


def role_before(text: ParsedText, name: NameCandidate) -> tuple[int, int] | None:
    """First and last word of the role directly before a name, without its article."""
    last = _last_word(text, name)
    if not text.same_sentence(last, name.first):
        return None
    titled = name.title is not None and last >= name.title[0]
    head = _head(text, last)
    occupation = text.is_role(head) and text.lower(head) not in lexicon()["kin"]
    if not (titled or occupation) or is_plural_role(text.lower(head)) or _is_verb(text, head, name):
        return None
    first = _trimmed(text, modifiers_start(text, name_start(name) if titled else head, head, name.last), head)
    return None if _says_little(text, first, last) else (first, last)


def _head(text: ParsedText, last: int) -> int:
    """The role noun that ends with this word, or on which it depends: "secretary of state"."""
    at = last
    while not (text.is_role(at) or text.is_kin(at) or is_plural_role(text.lower(at))) and (
        text.tag(at) in NOUNS or at < last
    ):
        at, below = text.tokens[at].head, at
        if at >= below:
            return last
    owned = any(text.lower(k) in DETERMINERS for k in range(at + 1, last + 1))
    return last if owned else at  # not "the founder of the blog X"


def _last_word(text: ParsedText, name: NameCandidate) -> int:
    """The last word before the name's forms of address: "Police Commissioner | Sir X"."""
    at = name.first - 1
    while _is_address(text, at):
        at -= 1
    return at


def _is_address(text: ParsedText, at: int) -> bool:
    low, lex = text.lower(at), lexicon()
    honorific = low in lex["honorific"] and low not in ("chief", "doctor")
    return honorific or low in lex["address"]


def _is_verb(text: ParsedText, at: int, name: NameCandidate) -> bool:
    """True if the word before the name is a verb ("the Foxes host X"), or the name modifies a noun ("an X fan")."""
    if is_role_noun(text.lower(name.last + 1)):
        return True
    is_tagged_verb = text.tag(at)[:2] == "VB" and text.lower(at) in lexicon()["role-or-verb"]
    before_verb = text.tag(name.last + 1) in ("VBD", "VBZ", "MD")  # "England lock X has denied it"
    return is_tagged_verb and (text.tag(at - 1) == "PRP" or not before_verb)


def modifiers_start(text: ParsedText, first: int, head: int, end: int) -> int:
    """The first word of the phrase that begins at ``first`` or before; ``end`` is the last word of the name."""
    while text.same_sentence(first - 1, end):
        if text.is_hyphen(first - 1):
            first -= 2
        elif _belongs(text, first - 1, first, end):
            first -= 1
        else:
            break
    return first


def _is_common(text: ParsedText, at: int) -> bool:
    """True if the word is in lower case and is not a known modifier of roles."""
    return not text.tokens[at].is_capitalised and text.lower(at) not in lexicon()["qualifier"]


def _is_common_noun(text: ParsedText, at: int) -> bool:
    return text.tag(at) in ("NN", "NNS") and _is_common(text, at)


_BREAKS: tuple[tuple[str, Callable[[ParsedText, int, int], bool]], ...] = (
    ("He left, | director X said", lambda p, at, first: p.is_stop(at) or ")" in p.tokens[at].text),
    ("On Wednesday | President X", lambda p, at, first: p.lower(at) in lexicon()["calendar"]),
    ("the moment | commentator X wept", lambda p, at, first: _modifies_nothing(p, at)),
    ("two Republicans | Leader X had met", lambda p, at, first: p.tokens[first].is_capitalised and _is_group(p, at)),
    ("told Blair | chancellor X", lambda p, at, first: p.is_person(at)),
    ("it ousted | President X", lambda p, at, first: _is_deed(p, at)),
    ("the job | current manager X did", lambda p, at, first: _is_common_noun(p, at) and _opens_phrase(p, first)),
)
"""Words before the beginning of a phrase, at ``first``, that do not belong to it."""


def _is_deed(text: ParsedText, at: int) -> bool:
    """True if the word is a verb other than a participle such as "retired"."""
    if text.lower(at) in lexicon()["say"]:
        return True  # "..." tweeted | pundit X
    if text.lower(at - 1) in lexicon()["relative"] and text.tag(at) in (*FINITE, "VBN"):
        return True  # "the coup that ousted | President X"
    return _is_common(text, at) and text.tag(at) in (*FINITE, "VB", "VBG")


def _modifies_nothing(text: ParsedText, at: int) -> bool:
    listed = text.lower(at) in lexicon()["no-modifier"] or text.lower(at) in lexicon()["time"]
    return (listed or text.is_kin(at)) and at not in text.mention_kinds


def _is_group(text: ParsedText, at: int) -> bool:
    return text.tag(at) in ("NNS", "NNPS") and is_plural_role(text.lower(at))


def _opens_phrase(text: ParsedText, at: int) -> bool:
    return text.lower(at) in _TENURE or text.lower(at) in lexicon().demonyms or at in text.mention_kinds


def _belongs(text: ParsedText, at: int, first: int, end: int) -> bool:
    """True if the parser or the tables tie a word to the phrase behind it."""
    word = text.tokens[at]
    if text.is_hyphen(at - 1) and not text.is_person(at):
        return True  # "four-time champion"
    if any(breaks(text, at, first) for _, breaks in _BREAKS):
        return False
    if text.hangs_on(at, first, end):
        return True
    if word.lower in lexicon()["qualifier"]:
        return word.tag not in ("RB", "IN", "VB")
    return word.is_capitalised and word.tag in NOUNS and text.tag(word.head) != "IN"


def _trimmed(text: ParsedText, first: int, last: int) -> int:
    """The first word that is no article, owner by pronoun, or adverb of the clause."""
    first = max((k + 1 for k in range(first, last) if text.tag(k) in ("PRP$", "PRP", "WP$")), default=first)
    while first < last and _is_left_out(text, first):
        first += 1
    return first


def _is_left_out(text: ParsedText, at: int) -> bool:
    if text.lower(at) in _LEFT_OUT or text.tag(at) != "RB":
        return text.lower(at) in _LEFT_OUT or text.tag(at) in _LEFT_OUT_TAGS
    return not (text.lower(at).endswith("ly") or text.is_hyphen(at + 1))  # "terminally ill", "well-connected"


def _says_little(text: ParsedText, first: int, last: int) -> bool:
    """True for a form of address, and for what is more likely a first name: "Dean X"."""
    no_role = ("fellow", "hopeful", "count", *lexicon()["honorific"], *lexicon()["first-name-like-title"])
    return first == last and text.lower(last) in no_role
