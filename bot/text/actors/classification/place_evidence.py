"""Tells from the words beside a name that it is a place's: "towns of X", "the X region", "X is a town", "flew to X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.actors.classification.context_cues import TITLE
from bot.text.actors.resumption import is_only_name, resumes_as

if TYPE_CHECKING:
    from bot.text.actors.classification.evidence import Evidence
    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["is_called_place", "is_landform", "is_named_after_saint", "is_named_as_place", "stands_as_place"]

_REGIONS = frozenset(
    "region province port district village peninsula valley checkpoint mosque island suburb settlement county temple "
    "temples monastery volcano archipelago ruins".split()
)
"""Nouns that stand after the name of a place, and after no name of a team or company as "city" and "stadium" do."""
_OF_PERSONS = ("form of address before", "age after", "he or she after", "who after", "role before")
_WHERE = ("in before", "at before", "near before", "place preposition before")
_OF_BODIES = (
    *("role of before", "noun of organisation before", "verb and its after", "one word, in sport"),
    *("noun of organisations after", "company noun after", "organisation verb after", "before a title"),
)
_SUFFIX_OF_TOWN = re.compile(
    r"[a-z]{3}(?:ville|burgh?|borough|bury|port|mouth|haven|chester|minster|thorpe|grad|stadt|dorf|heim|abad|pur)$"
)
_MIN_ODDS_OF_PLACE, _MIN_ODDS_OF_TOWN = 0.6, 0.2
"""Probability of a place over that of an organisation, without and with such a suffix."""
_TRAVELS = frozenset(
    "fly flies flew flown flying travel travels travelled traveled travelling traveling sail sails sailed".split()
)
_BEFORE_OF = frozenset("statue tomb tower palace basilica cathedral bay gulf strait straits sea valley isle".split())
_OFFICES_OF_PLACES = frozenset(
    (
        "mp for",
        "mep for",
        "senator for",
        "senator from",
        "mayor of",
        "governor of",
        "sheriff of",
        "ambassador to",
        "residents of",
        "villagers of",
        "inhabitants of",
    )
)
_SETTLEMENTS = frozenset("town village hamlet suburb settlement township resort".split())
_ALSO_OF_BODIES = frozenset(("state", "capital"))
_MAX_PREDICATE_WORDS = 4


def is_named_as_place(evidence: Evidence) -> bool:
    """True for a name that ends with a word for a building, and shows no person.

    What is a surname too ("Charlotte Church") needs to stand where a place does, or has no first name before it.
    """
    tables, cues, words = evidence.tables, evidence.form.cues, evidence.words
    if len(words) < 2 or words[-1] not in tables["building"] or _shows_person(evidence):
        return False
    if words[-1] not in tables["building-like-surname"]:
        return True
    is_where = sum(cues[cue] for cue in _WHERE) >= len(evidence.form.occurrences)
    return is_where or (len(words) > 2 and words[0] not in tables.first_names)


def is_named_after_saint(evidence: Evidence) -> bool:
    """True for "St Helens" and "St John Ambulance", which nothing else shows to be a person's."""
    return len(evidence.words) > 1 and evidence.words[0] in ("st", "st.") and not _shows_person(evidence)


def is_landform(evidence: Evidence) -> bool:
    """True for "Mount Elgon", "Statue of Liberty" and the like, if they show neither a person nor a body."""
    words, tables = evidence.words, evidence.tables
    is_of = words[0] in _BEFORE_OF and words[1:2] == ["of"]
    if len(words) < 2 or not (is_of or words[0] in tables["landform-opener"]) or _shows_person(evidence):
        return False
    return words[-1] not in tables["organisation-word"] and not evidence.has_cue(*_OF_BODIES)


def _shows_person(evidence: Evidence) -> bool:
    return evidence.surname_probability > 0 or evidence.has_cue(*_OF_PERSONS)


def stands_as_place(evidence: Evidence) -> bool:
    """True for an unknown word that is called the town afterwards, follows "in" or has the suffix of a town.

    It follows "in" everywhere, or once where it also has its police or the like. The last two are no proof: a place
    must not be improbable either.
    """
    cues, tables = evidence.form.cues, evidence.tables
    is_other = evidence.has_cue(*_OF_BODIES, "not tagged as a name") or evidence.full_name_probability
    if is_other or tables.canonical(evidence.text) or evidence.text.isupper() or " " in evidence.text:
        return False
    if _is_resumed_as_place(evidence):
        return True
    _, organisation, place, no_actor = evidence.probabilities
    is_town = _SUFFIX_OF_TOWN.search(evidence.text) is not None
    is_in = cues["in before"] == len(evidence.form.occurrences)
    may_be_place = is_town or is_in or (cues["in before"] > 0 and evidence.has_cue("noun of places after"))
    return may_be_place and place > max(no_actor, (_MIN_ODDS_OF_TOWN if is_town else _MIN_ODDS_OF_PLACE) * organisation)


def _is_resumed_as_place(evidence: Evidence) -> bool:
    """True if the sentence after the first says "the town", which can mean nothing else."""
    name = evidence.form.occurrences[0]
    tokens = evidence.texts[name.text_index].tokens
    return resumes_as(_SETTLEMENTS, name, tokens) and is_only_name(name, tokens, evidence.tables)


def is_called_place(evidence: Evidence) -> bool:
    """True if a noun says so, and nothing shows a person or a known body."""
    tables = evidence.tables
    is_body = evidence.text in tables.organisations or evidence.words[-1] in tables["organisation-word"]
    is_person = evidence.full_name_probability or evidence.has_cue(
        "form of address before", TITLE, "age after", "he or she after"
    )
    if is_body or is_person:
        return False
    return any(_is_called_place(evidence, occurrence) for occurrence in evidence.form.occurrences)


def _is_called_place(evidence: Evidence, occurrence: NameCandidate) -> bool:
    tokens, kinds = evidence.texts[occurrence.text_index].tokens, evidence.tables["place-kind"]
    start = occurrence.first - (occurrence.first > 1 and tokens[occurrence.first - 1].tag == "JJ")
    before = [word.lower for word in tokens[max(start - 2, 0) : start]]
    after = [word.lower for word in tokens[occurrence.last + 1 : occurrence.last + 3]]
    if len(before) == 2 and before[1] == "of" and (before[0] in kinds or before[0].removesuffix("s") in kinds):
        return True
    if " ".join(before) in _OFFICES_OF_PLACES:
        return True
    if before[:1] and before[0] in _TRAVELS and before[1:] == ["to"] and " " not in evidence.text:
        return after[:1] != ["'s"]
    if before[-1:] in (["the"], ["'s"]) and after[:1] and after[0] in _REGIONS:
        return True
    if after not in (["is", "a"], [",", "a"], ["is", "an"]):
        return False
    start = occurrence.last + 3
    predicate = [word.lower for word in tokens[start : start + _MAX_PREDICATE_WORDS]]
    end = next((k for k, word in enumerate(predicate) if word in ("of", "in", "on", "near", ",", ".")), len(predicate))
    return 0 < end < len(predicate) and predicate[end - 1] in kinds - _ALSO_OF_BODIES
