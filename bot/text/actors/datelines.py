"""Finds datelines: "LONDON, Nov 12 (Reuters) -", "Cape Dorn, Marland (AP) —", "WASHINGTON —", "HAVANA 1996-08-31"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.detection.capitals import usual_spelling
from bot.text.actors.detection.detection_text import span_text
from bot.text.actors.outlets import is_outlet
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["add_cities", "find_datelines", "set_datelines_apart"]

_MAX_TOKENS = 24
"""Tokens of the longest dateline; it ends with its dash."""
_MAX_AGENCY_WORDS = 4
_DASHES = frozenset(("-", "--", "---", "\u2013", "\u2014"))
_DATE = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BETWEEN = frozenset((",", ".", "/", ";", "and"))
_MIN_CAPITALS = 3
"""Letters of a city in capitals."""


def find_datelines(text: TokenizedText) -> list[range]:
    """The tokens of each dateline, at the start of a line or of a sentence."""
    ends = ((at, _dateline_end(text.tokens, at)) for at in text.openings if text.tokens[at].is_capitalised)
    return [range(at, end) for at, end in ends if end is not None]


def _dateline_end(tokens: Sequence[Token], start: int) -> int | None:
    """The index after a dateline that begins here; None if none does."""
    in_capitals = len(tokens[start].text) >= _MIN_CAPITALS and tokens[start].text.isupper()
    opening: int | None = None
    for at in range(start + 1, min(len(tokens), start + _MAX_TOKENS)):
        word = tokens[at]
        if word.text == "(":
            if opening is not None:
                return None
            opening = at
        elif opening is not None and word.text == ")":
            follows = at + 1 < len(tokens) and (tokens[at + 1].text in _DASHES or tokens[at + 1].text == ":")
            is_short = at - opening <= _MAX_AGENCY_WORDS + 1 and tokens[opening + 1].is_capitalised
            is_agency = follows or is_outlet(span_text(tokens, opening + 1, at - 1))
            return at + 1 if is_short and is_agency else None
        elif in_capitals and _begins_date(tokens, at):
            return at
        elif word.text in _DASHES:
            is_spaced = at + 1 < len(tokens) and not (word.no_space_before or tokens[at + 1].no_space_before)
            is_city = in_capitals and tokens[start].text not in lexicon().organisations
            return at + 1 if is_spaced and is_city and tokens[at + 1].is_capitalised else None
        elif opening is None and not _may_be_in_dateline(word):
            return None
    return None


def _begins_date(tokens: Sequence[Token], at: int) -> bool:
    """True at "1996-08-31", which may be several tokens."""
    is_split = at + 1 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 1].no_space_before
    return bool(_DATE.match(tokens[at].text) or (is_split and _YEAR.fullmatch(tokens[at].text)))


def _may_be_in_dateline(word: Token) -> bool:
    return word.is_capitalised or word.lower in _words_inside() or word.text[0].isdigit()


@cache
def _words_inside() -> frozenset[str]:
    return _BETWEEN | lexicon()["calendar"] | lexicon()["particle"]


def set_datelines_apart(
    candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]
) -> tuple[list[NameCandidate], list[NameCandidate]]:
    """The names outside datelines and of agencies, and the cities of datelines in their usual spelling.

    A city tells nothing there about its kind, and "London" is no club because "LONDON" has no "in" before it.
    """
    inside = [{at for dateline in find_datelines(text) for at in dateline} for text in texts]
    others, cities = [], []
    for candidate in candidates:
        if candidate.first in inside[candidate.text_index] and not _is_in_brackets(candidate, texts):
            cities.append(replace(candidate, text=usual_spelling(candidate.text)))
        else:
            others.append(candidate)
    return others, cities


def add_cities(classified: dict[str, tuple[ActorKind, list[NameCandidate]]], cities: Sequence[NameCandidate]) -> None:
    """Adds the cities of datelines to the classified names, as places unless the text uses the name otherwise."""
    for city in cities:
        kind, occurrences = classified.get(city.text, (ActorKind.PLACE, []))
        classified[city.text] = (kind, [*occurrences, city])


def _is_in_brackets(candidate: NameCandidate, texts: Sequence[TokenizedText]) -> bool:
    tokens = texts[candidate.text_index].tokens
    return any(token.text == "(" for token in tokens[max(0, candidate.first - _MAX_AGENCY_WORDS) : candidate.first])
