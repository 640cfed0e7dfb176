"""Rules that decide the kind of a name by certain evidence, and those that correct the model's most probable kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.classification.context_cues import CUES_OF_PERSONS, TITLE
from bot.text.actors.classification.deeds import (
    does_business,
    is_scorer,
    is_team_in_fixture,
    is_team_in_result,
    performs_as_group,
    precedes_noun_of_media,
)
from bot.text.actors.classification.evidence import Evidence
from bot.text.actors.classification.person_evidence import (
    always_family,
    follows_office,
    follows_role,
    follows_two_titles,
    has_form_of_address,
    has_initials,
    has_place_as_first_name,
    has_post_nominal,
    has_regnal_number,
    has_role_and_age,
    has_suffix,
)
from bot.text.actors.classification.place_evidence import is_called_place, is_landform
from bot.text.actors.classification.resumed_names import is_resumed_as_organisation, is_resumed_as_person
from bot.text.actors.detection.detection_text import lower_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = [
    "RULES",
    "acts_as_organisation",
    "ends_as_firm",
    "is_called_body",
    "is_first_name",
    "is_named_as_body",
    "is_tagged_organisation",
]

# Bounds for the probability of a person
_MIN_PROBABILITY_OF_PLACE_AS_SURNAME = 0.8
_MAX_PROBABILITY_OF_KNOWN_ORGANISATION = 0.5
_MAX_PROBABILITY_OF_OFFICE_AS_SURNAME = 0.5
_MIN_PROBABILITY_OF_FULL_NAME = 0.6
"""For a full name: above it, its last word alone is taken for this person's surname."""
_MIN_PROBABILITY_OF_SURNAME = 0.15
"""For such a surname itself."""
_MIN_PROBABILITY_OF_KNOWN_SURNAME = 0.15
"""For a surname that news articles use without a first name."""
_MIN_ODDS_OF_TAGGED_ACRONYM, _MIN_ODDS_OF_TAGGED_ORGANISATION = 0.15, 0.4
"""An organisation's probability over that of no actor, above which it is one if the tagger always says so."""
_CUES_OF_PLACES = (
    *("in before", "from before", "of before", "to before", "at before", "place preposition before", "on before"),
    *("noun of places after", "owns a noun of places", "kind of place before", "demonym before"),
)
_CLUB_PREFIXES = frozenset(("FC", "AFC", "SK", "SV", "FK", "NK", "HNK", "VfB", "VfL", "TSV", "SSC", "CSKA"))
_KOREAN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]*-[a-z]+")


def is_first_name(evidence: Evidence) -> bool:
    """True for the first name of a person whom the story also calls by the full name: "Megawati"."""
    is_begun = evidence.name_begun_probability > _MIN_PROBABILITY_OF_FULL_NAME
    return is_begun and evidence.person_probability > _MIN_PROBABILITY_OF_SURNAME


def is_tagged_organisation(evidence: Evidence) -> bool:
    """True if the tagger takes every occurrence for an organisation, and the cues do not clearly deny it."""
    _, organisation, _, no_actor = evidence.probabilities
    least = _MIN_ODDS_OF_TAGGED_ACRONYM if evidence.text.isupper() else _MIN_ODDS_OF_TAGGED_ORGANISATION
    is_tagged = evidence.form.cues["tagger: organisation"] == len(evidence.form.occurrences)
    return is_tagged and organisation > least * no_actor


def is_called_body(evidence: Evidence) -> bool:
    """True if a noun beside a name of which nothing else is known calls it one: "the news agency Tanjug"."""
    is_called = evidence.has_cue("noun of organisation before")
    return is_called or any(precedes_noun_of_media(o, evidence.texts[o.text_index]) for o in evidence.form.occurrences)


def _performs(evidence: Evidence) -> bool:
    """True for a band, which the story always calls by "the"."""
    names, texts, tables = evidence.form.occurrences, evidence.texts, evidence.tables
    always_the = all(o.first and texts[o.text_index].tokens[o.first - 1].lower == "the" for o in names)
    return always_the and any(performs_as_group(o, texts[o.text_index], tables) for o in names)


def acts_as_organisation(evidence: Evidence) -> bool:
    """True if a name that looks like a person's has "its" or employees, and nothing that only persons have."""
    is_person = evidence.has_cue("form of address before", TITLE, "age after", "he or she after")
    acts = evidence.has_cue("verb and its after", "role of before", "noun of organisation before")
    return acts and not is_person and not _is_part_of_full_name(evidence)


def ends_as_firm(evidence: Evidence) -> bool:
    """True for a name that ends with a word for an industry, and that nothing shows to be a person's: "Brill Dairy"."""
    is_person = evidence.has_cue(*CUES_OF_PERSONS) or evidence.surname_probability > 0
    return " " in evidence.text and evidence.words[-1] in evidence.tables["industry"] and not is_person


def is_named_as_body(evidence: Evidence) -> bool:
    """True for several words that end with a word for a body which is no building: "West Yorkshire Police"."""
    tables, words = evidence.tables, evidence.words
    if len(words) < 2 or words[-1] not in tables["institution"] or words[-1] in tables["building"]:
        return False
    return not (tables.canonical(evidence.text) or tables.place(" ".join(words[-2:]).title()))  # "Jewish West Bank"


def _follows_relation_of_persons(evidence: Evidence) -> bool:
    texts, relations = evidence.texts, evidence.tables["relation-of-persons"]
    is_related = any(
        o.title is None and _noun_before(o, texts[o.text_index].tokens) in relations for o in evidence.form.occurrences
    )
    return is_related and not evidence.tables.canonical(evidence.text)


def _noun_before(name: NameCandidate, tokens: Sequence[Token]) -> str:
    """The word before a name, or before the commas around it: "his sister X", "a daughter, X, and a son"."""
    is_aside = lower_at(tokens, name.first - 1) == "," and lower_at(tokens, name.last + 1) in (",", ".", "and")
    return lower_at(tokens, name.first - 2 if is_aside else name.first - 1)


def _is_place_as_surname(evidence: Evidence) -> bool:
    if (
        evidence.full_name_probability <= _MIN_PROBABILITY_OF_PLACE_AS_SURNAME
        or evidence.tables.place(evidence.text) is None
    ):
        return False
    is_likely = evidence.person_probability > _MIN_PROBABILITY_OF_PLACE_AS_SURNAME
    return is_likely or not evidence.has_cue(*_CUES_OF_PLACES)


def _is_office(evidence: Evidence) -> bool:
    """True for a role that no first name or title goes with; ``form.cues`` has only titles before the form."""
    tables, words = evidence.tables, evidence.words
    is_called = len(words) > 1 or words[0] in tables["royal"]
    is_named = words[0] in tables.first_names or evidence.has_cue(*["tagger: person"] * is_called, TITLE)
    if words[0] in tables["organisation-word"] and words[1:2] in (["of"], ["for"]):  # "Department of Justice"
        return False
    is_listed = words[-1] in tables["role"] or words[-1] in tables["occupation"]  # "Goldman" only looks like one
    is_role = (is_listed or (len(words) > 1 and tables.is_role(words[-1]))) and words[-1] not in tables.surnames
    return is_role and not is_named and evidence.full_name_probability < _MAX_PROBABILITY_OF_OFFICE_AS_SURNAME


def _is_korean_name(evidence: Evidence) -> bool:
    is_surname_first = evidence.lower.partition(" ")[0] in evidence.tables["family-first"]
    return is_surname_first and _KOREAN_NAME.fullmatch(evidence.text) is not None


def _is_part_of_full_name(evidence: Evidence) -> bool:
    return evidence.full_name_probability > _MIN_PROBABILITY_OF_FULL_NAME


def _is_team(evidence: Evidence) -> bool:
    """True if a result or a fixture says so, and nothing shows a person: no first name, no longer name that ends so."""
    tables, words = evidence.tables, evidence.words
    is_person = len(words) > 1 and (words[0] in tables.first_names or len(words[0].rstrip(".")) == 1)
    if is_person or _is_part_of_full_name(evidence) or evidence.text in tables.known_by_surname:
        return False
    plays = (is_team_in_result, is_team_in_fixture)
    return any(is_team(o, evidence.texts[o.text_index], tables) for o in evidence.form.occurrences for is_team in plays)


def _is_scorer(evidence: Evidence) -> bool:
    return any(is_scorer(o, evidence.texts[o.text_index], evidence.tables) for o in evidence.form.occurrences)


def _does_business(evidence: Evidence) -> bool:
    """True for a name of several words that nothing else shows to be a person's, such as its last word alone."""
    if " " not in evidence.text or evidence.text.split()[-1] in evidence.tables.known_by_surname:
        return False
    if evidence.surname_probability or evidence.has_cue(*CUES_OF_PERSONS):
        return False
    return any(does_business(o, evidence.texts[o.text_index], evidence.tables) for o in evidence.form.occurrences)


def _is_place_of_several_words(evidence: Evidence) -> bool:
    """True for a known place that looks like a person's full name, if nothing else shows a person: "Milton Keynes"."""
    person, organisation, *_ = evidence.probabilities
    if " " not in evidence.text or evidence.text not in evidence.tables.places:
        return False
    shows_person = evidence.surname_probability > 0 or evidence.has_cue(*CUES_OF_PERSONS)
    return not shows_person and person > organisation  # "Kansas City" may be the team


def _has_legal_form(evidence: Evidence) -> bool:
    words = evidence.lower.replace(".", "").split()
    return len(words) > 1 and words[-1] in evidence.tables["legal-form"]


def _has_club_prefix(evidence: Evidence) -> bool:
    """True for "SK Rapid" and for Indonesian companies, "PT Timor Putra"; "SK" in "SK Gupta" stands for first names."""
    words = evidence.text.split()
    if len(words) < 2 or not (words[0] in _CLUB_PREFIXES or (words[0] == "PT" and len(words) > 2)):
        return False
    is_person = evidence.surname_probability or evidence.has_cue(TITLE, "age after", "role before")
    return not is_person and words[-1].lower() not in evidence.tables.surnames


def _has_mark(evidence: Evidence) -> bool:
    return "?" in evidence.text or "!" in evidence.text


def _is_holiday(evidence: Evidence) -> bool:
    """True for a name that ends with "Day" and that is no person's first name and surname, as "Doris Day" is."""
    words = evidence.words
    is_name = len(words) == 2 and (words[0] in evidence.tables.first_names or evidence.has_cue("tagger: person"))
    return words[-1] in evidence.tables["holiday"] and (len(words) > 2 or "'" in evidence.text or not is_name)


def _joins_names(evidence: Evidence) -> bool:
    return " & " in evidence.text


def _is_called_organisation(evidence: Evidence) -> bool:
    """True if a noun next to it calls the name an organisation, and nothing says that it is a person."""
    is_called = evidence.has_cue("organisation in apposition", "company noun after")
    is_person = evidence.has_cue("form of address before", TITLE, "age after") or _is_part_of_full_name(evidence)
    return is_called and not is_person


def _is_calendar_word(evidence: Evidence) -> bool:
    return evidence.lower in evidence.tables["calendar"] and not _is_part_of_full_name(evidence)


def _is_demonym_or_initialism(evidence: Evidence) -> bool:
    is_demonym = evidence.lower in evidence.tables.demonyms and not _is_part_of_full_name(evidence)
    return is_demonym or evidence.lower in evidence.tables["initialism"]


def _is_known_organisation(evidence: Evidence) -> bool:
    """True for a known name; if it looks like a person's, it has several words, and nothing else shows a person."""
    if evidence.text not in evidence.tables.organisations or evidence.text in evidence.tables.places:
        return False
    if evidence.person_probability < _MAX_PROBABILITY_OF_KNOWN_ORGANISATION:
        return True
    is_person = evidence.surname_probability or evidence.has_cue(*CUES_OF_PERSONS)
    return " " in evidence.text and not is_person


def _is_branch(evidence: Evidence) -> bool:
    """True for a known body with a country, or a part of one that is known by its initials: "BBC Sport Wales"."""
    body, _, country = evidence.text.rpartition(" ")
    initials, bodies = body.partition(" ")[0], evidence.tables.organisations
    return country in evidence.tables.countries and (body in bodies or (initials.isupper() and initials in bodies))


def _is_surname(evidence: Evidence) -> bool:
    return (
        evidence.full_name_probability > _MIN_PROBABILITY_OF_FULL_NAME
        and evidence.person_probability > _MIN_PROBABILITY_OF_SURNAME
    )


def _is_known_by_surname(evidence: Evidence) -> bool:
    return (
        evidence.text in evidence.tables.known_by_surname
        and evidence.person_probability > _MIN_PROBABILITY_OF_KNOWN_SURNAME
    )


# The first rule that applies decides; if none does, the most probable kind.
RULES: tuple[tuple[ActorKind | None, Callable[[Evidence], bool], str], ...] = (
    (ActorKind.PERSON, _follows_relation_of_persons, "Neymar flew home for the birthday of his sister [Rafaella]."),
    (ActorKind.PERSON, has_form_of_address, "They met Mr [March]."),
    (ActorKind.PERSON, _is_place_as_surname, "Police hunt Trevor Holland. [Holland] fled."),
    (ActorKind.PERSON, has_role_and_age, "The striker [Jordan], 22, limped off."),
    (ActorKind.PLACE, lambda e: e.text in e.tables.countries, "Tom Holland lives in [Holland]."),
    (ActorKind.PERSON, has_post_nominal, "They met [John Poe] QC."),
    (ActorKind.PERSON, follows_two_titles, "They met Mr Justice [Macdonnell]."),
    (ActorKind.PERSON, has_regnal_number, "They met [Pope John Paul II] in Rome."),
    (ActorKind.PERSON, has_suffix, "They met [Trump Jr], who left."),
    (ActorKind.PERSON, has_place_as_first_name, "Then [Sydney Sweeney], 27, smiled."),
    (ActorKind.ORGANISATION, _has_legal_form, "They sued [Jane Hollis Ltd] in May."),
    (ActorKind.ORGANISATION, _has_club_prefix, "They met [SK Rapid] in Vienna."),
    (ActorKind.ORGANISATION, _is_team, "[Harrow] beat Brill 3-1."),
    (ActorKind.PLACE, _is_place_of_several_words, "[Milton Keynes] was quiet on Monday."),
    (ActorKind.PERSON, _is_scorer, "Goals: [Moss] 12, 44; Kane 78."),
    (ActorKind.PERSON, is_resumed_as_person, "[Zorana] will open the festival. The rapper is 30."),
    (ActorKind.ORGANISATION, _does_business, "[Ted Bakers] sold 30 stores."),
    (ActorKind.ORGANISATION, _performs, "The [Bugles] will tour in May."),
    (ActorKind.ORGANISATION, _has_mark, "They sued the web firm [Yahoo! Japan]."),
    (ActorKind.ORGANISATION, _joins_names, "They hired [Abel & Cole]."),
    (ActorKind.PLACE, lambda e: e.lower.startswith("'s-"), "They met the mayor of ['s-Hertogenbosch]."),
    (ActorKind.ORGANISATION, lambda e: e.text.endswith("'s"), "Sales fell at [Macy's]."),
    (ActorKind.ORGANISATION, _is_called_organisation, "[Laura Ashley], the fabric chain, closed."),
    (ActorKind.ORGANISATION, is_resumed_as_organisation, "[Jane Ashford] shut on Monday. The retailer owed millions."),
    (ActorKind.PERSON, has_initials, "They met [JK Rowling] in May."),
    (None, always_family, "Neighbours of the [McCanns] left."),
    (None, _is_holiday, "They met on [Martin Luther King Jr. Day]."),
    (None, _is_office, "Tim Crawford, [Group Economist] at Halifax, spoke."),
    (ActorKind.PERSON, _is_korean_name, "Officials met [Kang Young-hoon]."),
    (ActorKind.PERSON, follows_office, "They met Prime Minister [Kengo wa Dondo]."),
    (None, _is_calendar_word, "The vote was lost in [May]."),
    (None, _is_demonym_or_initialism, "They watched the [DVD]."),
    (ActorKind.ORGANISATION, _is_known_organisation, "The report by [Amnesty] is out."),
    (ActorKind.ORGANISATION, _is_branch, "They met at [Oxfam India]."),
    (ActorKind.PLACE, is_called_place, "They came to the towns of [Barentsburg] and Pyramiden."),
    (ActorKind.PLACE, is_landform, "They climbed [Mont Ventoux]."),
    (ActorKind.PERSON, follows_role, "They met the finalist [MaliVai Washington]."),
    (ActorKind.PERSON, _is_surname, "Dan Frost scored. [Frost] was pleased."),
    (ActorKind.PERSON, _is_known_by_surname, "They listened to [Obama]."),
)
