"""Tells by a title whom a bare surname means where several have it: "Minister Park" is whom the article calls that."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["bearer_of_title", "bears_title"]

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_MAX_APPOSITION_WORDS = 10
"""Words after a name and a comma in which an apposition says what somebody is."""


def bearer_of_title(
    name: NameCandidate, persons: Sequence[NameCluster], texts: Sequence[TokenizedText]
) -> NameCluster | None:
    """The one person to whom the article gives the title before a bare name; None if there is none, or several."""
    if name.title is None or name.has_form_of_address or len(persons) < 2:
        return None
    title = texts[name.text_index].tokens[name.title[1]].lower
    bearers = [p for p in persons if any(bears_title(title, o, texts[o.text_index].tokens) for o in p.occurrences)]
    return bearers[0] if len(bearers) == 1 else None


def bears_title(title: str, name: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a name directly after the title, and before an apposition that has it: "X, the minister of labour"."""
    if name.first > 0 and tokens[name.first - 1].lower == title:
        return True
    after = tokens[name.last + 1 : name.last + 2 + _MAX_APPOSITION_WORDS]
    if not after or after[0].text != ",":
        return False
    sentence = tokens[name.last].sentence
    apposition = takewhile(lambda word: word.text != "," and word.tag not in _FINITE, after[1:])
    return any(word.lower == title and word.sentence == sentence for word in apposition)
