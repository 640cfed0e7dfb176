"""The role in the noun phrase of a name: "former President X", "University of Leeds professor X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.roles.parsed_text import DETERMINERS, FINITE, NOUNS, is_plural_role, is_role_noun, name_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["is_mere_fan", "modifiers_start", "role_before"]

_TENURE = frozenset(("former", "current", "ex", "then", "outgoing", "incoming", "acting"))
_TIME_PREPOSITIONS = frozenset(("after", "before", "by", "from", "since", "till", "until"))
_BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.PLACE))
_OPENING_ABBREVIATIONS = frozenset(("ft", "mt", "pt", "st", "no"))
_LEFT_OUT = (*DETERMINERS, "mr", "mrs", "ms", "mr.", "mrs.", "-", "both", "only")
_LEFT_OUT_TAGS = ("IN", "POS", "CC", "TO", "WDT", "HYPH", "``", "''", "UH", "WRB")


def role_before(parsed: ParsedText, name: NameCandidate) -> tuple[int, int] | None:
    """First and last word of the role directly before a name, without its article."""
    last = _last_word(parsed, name)
    if not parsed.same_sentence(last, name.first):
        return None
    titled = name.title is not None and last >= name.title[0]
    head = _role_head(parsed, last)
    occupation = parsed.is_role(head) and parsed.lower(head) not in lexicon()["relational-noun"]
    if not (titled or occupation) or is_plural_role(parsed.lower(head)) or _is_verb(parsed, head, name):
        return None
    first = name_start(name) if titled else head - 2 * parsed.is_world_ranking(head)
    first = modifiers_start(parsed, first, head, name.last)
    if not titled:
        first = _coordination_start(parsed, first, name.last)
    first = _name_start(parsed, _trim_start(parsed, first, head))
    return None if _says_little(parsed, first, last) or is_mere_fan(parsed, first, last) else (first, last)


def _name_start(parsed: ParsedText, first: int) -> int:
    """The first word of the name in which a role would begin: "| Ft. Worth mayor X", "| Acme & Sons chairman X"."""
    while parsed.same_sentence(first - 1, first) and _begins_inside_name(parsed, first):
        first -= 1
    return first


def _begins_inside_name(parsed: ParsedText, first: int) -> bool:
    kinds, before = parsed.mention_kinds, parsed.lower(first - 1)
    if kinds.get(first) in _BODIES and kinds.get(first - 1) in _BODIES:
        return parsed.lower(first) != "'s"
    if before == ".":
        return parsed.lower(first - 2) in _OPENING_ABBREVIATIONS
    return before.removesuffix(".") in _OPENING_ABBREVIATIONS and (before[-1] == "." or parsed.lower(first) == ".")


def _coordination_start(parsed: ParsedText, first: int, end: int) -> int:
    """The first word of several roles of one person: "| composer, singer and actor X".

    Behind an article the roles may be those of two: "the composer and | actor X".
    """
    start, joint = first, "and"
    while parsed.lower(start - 1) == joint and _is_first_of_two(parsed, start - 2, first):
        start, joint = modifiers_start(parsed, start - 2, start - 2, end), ","
    is_definite = parsed.same_sentence(start - 1, first) and parsed.tag(start - 1) in ("DT", "PRP$", "POS")
    return first if is_definite or parsed.tag(start) in ("DT", "PRP$") else start


def _is_first_of_two(parsed: ParsedText, at: int, first: int) -> bool:
    """True for a role before "and" and another role; "Queen" is a band there."""
    return parsed.same_sentence(at, first) and parsed.is_role(at) and parsed.lower(at) not in lexicon()["royal"]


def _role_head(parsed: ParsedText, last: int) -> int:
    """The role noun on which the last word before a name depends; that word itself if there is none.

    In "Secretary of State X" "State" depends on "of", which depends on "Secretary". In "the founder of the blog X" the
    name is the blog's: an article between the role noun and the name separates them.
    """
    word = last
    while not _is_role_or_relation(parsed, word):
        governor = parsed.tokens[word].head
        if governor >= word or (word == last and parsed.tag(last) not in NOUNS):
            return last
        word = governor
    has_article_between = any(parsed.lower(k) in DETERMINERS for k in range(word + 1, last + 1))
    return last if has_article_between else word


def _is_role_or_relation(parsed: ParsedText, at: int) -> bool:
    return parsed.is_role(at) or parsed.is_relational_noun(at) or is_plural_role(parsed.lower(at))


def _last_word(parsed: ParsedText, name: NameCandidate) -> int:
    """The last word before the name's forms of address: "Police Commissioner | Sir X"."""
    at = name.first - 1
    while _is_address(parsed, at):
        at -= 1
    return at


def _is_address(parsed: ParsedText, at: int) -> bool:
    lower = parsed.lower(at)
    is_honorific = lower in lexicon()["honorific"] and lower not in ("chief", "doctor")
    return is_honorific or lower in lexicon()["address"]


def _is_verb(parsed: ParsedText, at: int, name: NameCandidate) -> bool:
    """True if the word before the name is a verb ("the Foxes host X"), or the name modifies a noun ("an X fan")."""
    if is_role_noun(parsed.lower(name.last + 1)):
        return True
    is_tagged_verb = parsed.tag(at)[:2] == "VB" and parsed.lower(at) in lexicon()["role-or-verb"]
    before_verb = parsed.tag(name.last + 1) in ("VBD", "VBZ", "MD")  # "England lock X has denied it"
    return is_tagged_verb and (parsed.tag(at - 1) == "PRP" or not before_verb)


def modifiers_start(parsed: ParsedText, first: int, head: int, end: int) -> int:
    """The first word of the phrase that begins at ``first`` or before; ``end`` is the last word of the name."""
    while parsed.same_sentence(first - 1, end):
        if parsed.is_hyphen(first - 1):
            first -= 2
        elif parsed.lower(first - 1) == "turned" and parsed.is_role(first - 2):
            first -= 2  # "former captain turned | pundit X"
        elif _is_in_phrase(parsed, first - 1, first, end):
            first -= 1
        else:
            break
    return first


def _is_common(parsed: ParsedText, at: int) -> bool:
    """True if the word is in lower case and is not a known modifier of roles."""
    return not parsed.tokens[at].is_capitalised and parsed.lower(at) not in lexicon()["qualifier"]


def _is_common_noun(parsed: ParsedText, at: int) -> bool:
    return parsed.tag(at) in ("NN", "NNS") and _is_common(parsed, at)


_BREAKS: tuple[tuple[str, Callable[[ParsedText, int, int], bool]], ...] = (
    ("He left, | director X said", lambda p, at, first: p.is_stop(at) or ")" in p.tokens[at].text),
    ("On Wednesday | President X", lambda p, at, first: p.lower(at) in lexicon()["calendar"]),
    ("In May 1995 | former drummer X", lambda p, at, first: _is_date_number(p, at, first)),
    ("the moment | commentator X wept", lambda p, at, first: _is_not_a_modifier(p, at)),
    ("two Republicans | Leader X had met", lambda p, at, first: p.tokens[first].is_capitalised and _is_group(p, at)),
    (
        "the Supremes and | boxer X",
        lambda p, at, first: p.lower(at) == "and" and p.is_role(first) and not p.is_role(at - 1),
    ),
    ("told Blair | chancellor X", lambda p, at, first: p.is_person(at) and p.lower(at - 1) not in _TENURE),
    ("it ousted | President X", lambda p, at, first: _is_predicate(p, at)),
    ("the job | current manager X did", lambda p, at, first: _is_common_noun(p, at) and _opens_phrase(p, first)),
)
"""Words before the beginning of a phrase, at ``first``, that do not belong to it."""


def _is_predicate(parsed: ParsedText, at: int) -> bool:
    """True for the verb of a clause ("it ousted | President X"), not for a participle such as "retired"."""
    if parsed.lower(at) in lexicon()["say"]:
        return True  # "..." tweeted | pundit X
    if parsed.lower(at - 1) in lexicon()["relative"] and parsed.tag(at) in (*FINITE, "VBN"):
        return True  # "the coup that ousted | President X"
    return _is_common(parsed, at) and parsed.tag(at) in (*FINITE, "VB", "VBG")


def _is_date_number(parsed: ParsedText, at: int, first: int) -> bool:
    """True for the number of a date, but not in "2008 Olympic champion X"."""
    if not parsed.lower(at).isdecimal() or parsed.is_hyphen(at + 1):
        return False
    return parsed.lower(at - 1) in lexicon()["calendar"] or parsed.lower(first) in _TENURE


def _is_not_a_modifier(parsed: ParsedText, at: int) -> bool:
    """True for a word that modifies no noun after it: "the moment | commentator X wept", "his wife | President X"."""
    is_listed = parsed.lower(at) in lexicon()["not-a-modifier"] or parsed.lower(at) in lexicon()["time"]
    return (is_listed or parsed.is_relational_noun(at)) and at not in parsed.mention_kinds


def _is_group(parsed: ParsedText, at: int) -> bool:
    return parsed.tag(at) in ("NNS", "NNPS") and is_plural_role(parsed.lower(at))


def _opens_phrase(parsed: ParsedText, at: int) -> bool:
    return parsed.lower(at) in _TENURE or parsed.lower(at) in lexicon().demonyms or at in parsed.mention_kinds


def _is_in_phrase(parsed: ParsedText, at: int, first: int, end: int) -> bool:
    """True if a word belongs to the phrase from ``first`` to ``end`` after it, by the parser or by the tables."""
    word = parsed.tokens[at]
    if parsed.is_hyphen(at - 1) and not parsed.is_person(at):
        return True  # "four-time champion"
    if any(breaks(parsed, at, first) for _, breaks in _BREAKS):
        return False
    if word.lower == "then":
        return _is_attributive(parsed, at)
    if parsed.hangs_on(at, first, end):
        return True
    if word.lower in lexicon()["qualifier"]:
        return word.tag not in ("RB", "IN", "VB")
    return word.is_capitalised and word.tag in NOUNS and parsed.tag(word.head) != "IN"


def _trim_start(parsed: ParsedText, first: int, last: int) -> int:
    """The first word to show: "their | former leader", "the | actor", "also | a teacher"."""
    first = max((k + 1 for k in range(first, last) if parsed.tag(k) in ("PRP$", "PRP", "WP$")), default=first)
    while first < last and _is_left_out(parsed, first):
        first += 1
    return first


def _is_attributive(parsed: ParsedText, at: int) -> bool:
    """True for an adverb within a phrase: "wrote to | then Senator X", but not "By then | Senator X had left"."""
    before = parsed.tokens[at - 1]
    if before.tag in ("IN", "TO") and parsed.same_sentence(at - 1, at):
        return before.lower not in _TIME_PREPOSITIONS or before.dep == "agent"
    return parsed.tag(parsed.tokens[at].head)[:2] != "VB"


def _is_left_out(parsed: ParsedText, at: int) -> bool:
    if parsed.lower(at) in _LEFT_OUT or parsed.tag(at) in _LEFT_OUT_TAGS:
        return True
    if parsed.lower(at) == "then":
        return not (parsed.is_hyphen(at + 1) or _is_attributive(parsed, at))
    modifies_adjective = parsed.lower(at).endswith("ly") or parsed.is_hyphen(at + 1)  # "terminally ill", "well-known"
    return parsed.tag(at) == "RB" and not modifies_adjective


def _says_little(parsed: ParsedText, first: int, last: int) -> bool:
    """True for a form of address, and for what is more likely a first name: "Dean X"."""
    uninformative = ("fellow", "hopeful", "count", *lexicon()["honorific"], *lexicon()["first-name-like-title"])
    return first == last and parsed.lower(last) in uninformative


def is_mere_fan(parsed: ParsedText, first: int, last: int) -> bool:
    """True for "fan" and "disappointed fans", which say of nobody and nothing: "lifelong Arsenal fan"."""
    is_fan = parsed.lower(last).removesuffix("s") == "fan"
    return is_fan and not any(_tells_more(parsed, at) for at in range(first, last))


def _tells_more(parsed: ParsedText, at: int) -> bool:
    is_name = parsed.tokens[at].is_capitalised and not parsed.tokens[at].is_sent_start
    return is_name or at in parsed.mention_kinds or parsed.is_role(at)
