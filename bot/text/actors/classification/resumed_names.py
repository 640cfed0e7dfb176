"""Tells the kind of a name from what the next sentence calls it: "Acme shut. The retailer", "Ye left. The rapper"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.classification.context_cues import CUES_OF_PERSONS

if TYPE_CHECKING:
    from bot.text.actors.classification.evidence import Evidence
    from bot.text.lexicon import Lexicon

__all__ = ["is_resumed_as_organisation", "is_resumed_as_person"]

_OF_OTHERS = (
    "not tagged as a name",
    "the before",
    "a before",
    "adjective before",
    "kind of place before",
    "noun of organisation before",
)
_PEOPLE = frozenset("man woman boy girl child baby mother father wife husband son daughter brother sister".split())
"""Nouns that "he" or "she" may stand for instead of the name: "Acme dismissed a man. He"."""


def is_resumed_as_organisation(evidence: Evidence) -> bool:
    """True if the sentence after the first is about "the retailer" and the like, and nothing shows a person.

    The retailer may only be this name: it is the only one of its sentence, and the noun is new. What a person has to do
    with, such as "the hospital", may be new too: after names that begin with a first name, it proves nothing.
    """
    tables, words = evidence.tables, evidence.words
    shows_person = evidence.has_cue(*CUES_OF_PERSONS, "person verb after", "not tagged as a name")
    is_person = shows_person or evidence.surname_probability > 0
    if is_person or evidence.full_name_probability > 0 or tables.place(evidence.text):
        return False
    noun = evidence.resumption.noun
    is_shared = words[0] in tables.first_names and noun in tables["institution"]
    is_body = noun in tables["noun-of-organisation"] or noun in tables["organisation-kind"]
    return is_body and not is_shared


def is_resumed_as_person(evidence: Evidence) -> bool:
    """True if the sentence after the first is about "the singer" or "he", and nothing else can be meant.

    Offices such as "the minister" may be those of somebody whom the story has not named.
    """
    tables, words = evidence.tables, evidence.words
    is_tagged_place = len(words) == 1 and evidence.has_cue("tagger: geopolitical entity")
    is_other = is_tagged_place or evidence.has_cue(*_OF_OTHERS)
    is_known = tables.place(evidence.text) or (
        evidence.text in tables.organisations and words[0] not in tables.first_names
    )
    if is_other or is_known or evidence.text.isupper() or not tables["name-word"].isdisjoint(words):
        return False
    found = evidence.resumption
    if found.pronoun:
        return not _mentions_people(evidence)
    return _is_occupation(found.noun, tables)


def _mentions_people(evidence: Evidence) -> bool:
    name = evidence.form.occurrences[0]
    tokens = evidence.texts[name.text_index].tokens
    sentence = tokens[name.first].sentence
    words = (word.lower for word in tokens[name.last + 1 :] if word.sentence == sentence)
    return any(lower in _PEOPLE or evidence.tables.is_role(lower.removesuffix("s")) for lower in words)


def _is_occupation(noun: str, tables: Lexicon) -> bool:
    is_office = tables.title_at((noun,)) > 0 or noun in tables["role-in-company"]
    return tables.is_role(noun) and not is_office and noun not in tables["role-of-bodies"]
