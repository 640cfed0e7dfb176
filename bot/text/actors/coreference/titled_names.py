"""Tells by a title whom a bare surname means where several have it: "Minister Park" is whom the article calls that."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["bearer_of_title", "is_woman", "possible_bearers"]

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
    bearers = [p for p in persons if any(_bears_title(title, o, texts[o.text_index].tokens) for o in p.occurrences)]
    return bearers[0] if len(bearers) == 1 else None


def _bears_title(title: str, name: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a name directly after the title, and before an apposition that has it: "X, the minister of labour"."""
    if name.first > 0 and tokens[name.first - 1].lower == title:
        return True
    after = tokens[name.last + 1 : name.last + 2 + _MAX_APPOSITION_WORDS]
    if not after or after[0].text != ",":
        return False
    sentence = tokens[name.last].sentence
    apposition = takewhile(lambda word: word.text != "," and word.tag not in _FINITE, after[1:])
    return any(word.lower == title and word.sentence == sentence for word in apposition)


def possible_bearers(
    occurrences: Sequence[NameCandidate], persons: Sequence[NameCluster], texts: Sequence[TokenizedText]
) -> list[NameCluster]:
    """Those of the persons with a surname whom it may mean; none if it is somebody's who has no full name in the story.

    "President X" is not "his wife Mary X", who is introduced as a relative; nor is "Mr X" any "Mary X".
    """
    titled = [o for o in occurrences if o.title is not None]
    possible = [person for person in persons if not any(_names_other(o, person, texts) for o in titled)]
    only_relatives = all(any(o.introduced_as_relative for o in person.occurrences) for person in possible)
    if only_relatives and any(not (o.has_form_of_address or o.introduced_as_relative) for o in titled):
        return []
    is_man = any(o.title_gender == "man" and o.has_form_of_address for o in titled)
    return [] if is_man and all(map(is_woman, possible)) else possible


def _names_other(name: NameCandidate, person: NameCluster, texts: Sequence[TokenizedText]) -> bool:
    """True if a title and a surname name somebody else than a person who has this surname."""
    return _precedes_full_name(name, person, texts) or _is_other_head(name, person, texts)


def _precedes_full_name(name: NameCandidate, person: NameCluster, texts: Sequence[TokenizedText]) -> bool:
    """True in "President X and Mary X": whoever a sentence names in full is named so first."""
    tokens = texts[name.text_index].tokens
    sentence = tokens[name.first].sentence
    in_full = [
        other.first
        for other in person.occurrences
        if " " in other.text and other.text_index == name.text_index and tokens[other.first].sentence == sentence
    ]
    return bool(in_full) and min(in_full) > name.last


def _is_other_head(name: NameCandidate, person: NameCluster, texts: Sequence[TokenizedText]) -> bool:
    """True for a known head of state or government with another first name, unless the article calls the person so.

    "President Obama" is not Michelle Obama.
    """
    title = texts[name.text_index].tokens[name.title[1]].lower if name.title else ""
    first_names = lexicon().first_names_of_heads.get((title, name.text))
    if first_names is None or any(_may_have(form, first_names) for form in person.forms if " " in form):
        return False
    return not any(_bears_title(title, o, texts[o.text_index].tokens) for o in person.occurrences)


def _may_have(name: str, first_names: Set[str]) -> bool:
    """True if a full name has one of these first names, or an initial: "Xi Jinping", "B. Obama"."""
    words = name.casefold().split()
    return len(words[0].rstrip(".")) == 1 or not first_names.isdisjoint(words)


def is_woman(person: NameCluster) -> bool:
    """True if the article has a woman's first name of this person."""
    return any(form.split()[0].casefold() in lexicon().women for form in person.forms)
