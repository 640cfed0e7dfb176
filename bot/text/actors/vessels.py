"""Tells ships, which are no actors, by the words around a name: "HMS X", "aboard the X", "the X, a ferry", "sank"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bot.text.actors.resumption import resumption
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = ["VESSELS", "is_ship", "is_vessel", "ship_names"]

_WORDS = read_word_table("non_actors.txt")
VESSELS = frozenset(_WORDS["vessel"])
"""Nouns of what sails, some of two words."""
_PREFIXES = frozenset(_WORDS["ship-prefix"])
_MADE = frozenset(_WORDS["product"]) | VESSELS
_DEEDS = frozenset(("sank", "capsized", "sails", "sailed", "docked", "sinks", "ran aground", "has sunk", "set sail"))
_BOARDING = frozenset(("aboard", "boarded", "boarding"))
_MAX_APPOSITION = 6
"""Words after a comma and an article, among which is the noun: "the Norman Atlantic, a car ferry"."""


def is_ship(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True after "HMS" and the like, and after a word for what is made and a title: "the yacht Lady Ghislaine"."""
    first = candidate.first if candidate.title is None else candidate.title[0]
    prefix, _, rest = candidate.text.partition(" ")
    if first == 0 or (rest and prefix in _PREFIXES):
        return bool(rest) and prefix in _PREFIXES
    before = tokens[first - 1]
    is_made = before.lower in _MADE or before.lower in lexicon()["work"]
    is_titled = candidate.title is not None and not candidate.has_form_of_address and tokens[first].is_capitalised
    return before.text in _PREFIXES or (is_titled and is_made)


def ship_names(candidate: NameCandidate, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The name of a ship without its prefix, by which a story goes on to call it after "the"."""
    if not is_ship(candidate, tokens):
        return ()
    prefix, _, rest = candidate.text.partition(" ")
    return (rest if prefix in _PREFIXES else candidate.text,)


def is_vessel(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True after "the" for what sinks or sails, is boarded, is called a ship, or is one in the next sentence."""
    tables, at, after = lexicon(), candidate.first, candidate.last + 1
    if at == 0 or tokens[at - 1].lower != "the" or candidate.title is not None or tables.canonical(candidate.text):
        return False
    lower = [word.lower for word in tokens[after : after + 2]]
    if lower[:1] and (lower[0] in _DEEDS or " ".join(lower) in _DEEDS):
        return True
    before = tokens[at - 2] if at > 1 and not tokens[at - 1].is_sent_start else None
    is_boarded = before is not None and before.lower in _BOARDING and tokens[at].lower not in tables.demonyms
    is_where = before is not None and before.lower != "of" and before.tag in ("IN", "TO")  # "in the Solent. The ship"
    has_part = lower[:1] == ["'s"] or not tables["organisation-word"].isdisjoint(candidate.text.casefold().split())
    is_resumed = not (is_where or has_part) and resumption(candidate, tokens, tables).noun in VESSELS
    return is_boarded or is_resumed or _is_called_vessel(tokens, after)


def _is_called_vessel(tokens: Sequence[Token], after: int) -> bool:
    """True if a noun phrase after a comma has a ship as its head: ", a car ferry sailing to Bari"."""
    words = tokens[after : after + 2 + _MAX_APPOSITION]
    if [word.lower for word in words[:2]] not in ([",", "a"], [",", "an"], [",", "the"]):
        return False
    modifiers = takewhile(lambda word: word.tag.startswith(("NN", "JJ", "CD", "VBN", "HYPH")), words[2:])
    nouns = [word.lower for word in modifiers if word.tag.startswith("NN")]
    return nouns[-1:] != [] and nouns[-1] in VESSELS
