"""Tells from titles, suffixes and first names that a name is a person's, whatever the tagger takes it for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.actors.classification.name_cues import has_form_of_surname
from bot.text.data import read_word_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.classification.evidence import Evidence
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token, TokenizedText

__all__ = [
    "always_family",
    "follows_office",
    "follows_role",
    "follows_two_titles",
    "has_form_of_address",
    "has_initials",
    "has_place_as_first_name",
    "has_post_nominal",
    "has_regnal_number",
    "has_role_and_age",
    "has_suffix",
]

_MIN_PROBABILITY_OF_SURNAME = 0.6
_MAX_APPOSITION_WORDS = 4
_TITLES_OF_HONOUR = frozenset(("lord", "lady", "sir", "dame"))
_INITIALS = re.compile(r"(?P<points>(?:[A-Z]\. ?){1,3})|[A-Z]{2}")
_CLUBS = frozenset(("AC", "AS", "FC", "SC", "CF", "AFC", "RC"))
_STATES = frozenset(read_word_table("non_actors.txt")["state"])
_OF_FIRMS = (
    *("organisation verb after", "owns a noun of organisations", "company noun after", "verb and its after"),
    *("role of before", "organisation in apposition", "noun of organisation before"),
)
_REGNAL_NUMBER = re.compile(r"[IVX]{1,5}")


def always_family(evidence: Evidence) -> bool:
    """True for the plural of a surname that always follows "the": "the Obamas", who are no one person."""
    names, tables, cues = evidence.form.occurrences, evidence.tables, evidence.form.cues
    one = evidence.text.removesuffix("s")
    if " " in evidence.text or one == evidence.text or tables.canonical(evidence.text) or cues["one word, in sport"]:
        return False
    is_plural = cues["the before"] == len(names) and all(name.title is None for name in names)
    return is_plural and (_is_surname(one, tables) or _ends_name(one, evidence.texts))


def _is_surname(word: str, tables: Lexicon) -> bool:
    is_known = word in tables.known_by_surname or word.casefold() in tables.surnames
    return is_known or has_form_of_surname(word)


def _ends_name(word: str, texts: Sequence[TokenizedText]) -> bool:
    """True for the last word of a name of a person, as the tagger finds it somewhere in the story."""
    pairs = (pair for text in texts for pair in pairwise(text.tokens))
    return any(two.text == word and two.ent_type == "PERSON" and one.ent_span == two.ent_span for one, two in pairs)


def has_form_of_address(evidence: Evidence) -> bool:
    """True for a name that only stands after "Mr" and the like, and for a word such as "March" that does so once.

    "Miss" also stands before places, in contests of beauty.
    """
    if not evidence.has_cue("form of address before"):  # most names
        return False
    if evidence.lower in evidence.tables["calendar"] or evidence.lower in evidence.tables.demonyms:
        return True
    if not all(o.has_form_of_address for o in evidence.form.occurrences):
        return False
    is_place = evidence.tables.canonical(evidence.text) is not None
    return not (is_place and any(_title_word(evidence, o) == "miss" for o in evidence.form.occurrences))


def _title_word(evidence: Evidence, occurrence: NameCandidate) -> str:
    """The last word of the title before an occurrence, in lower case, or ""."""
    if occurrence.title is None:
        return ""
    return evidence.texts[occurrence.text_index].tokens[occurrence.title[1]].lower


def follows_office(evidence: Evidence) -> bool:
    """True after an office, rank or title of honour, which only persons have, unless the name is known or a body's."""
    tables, words, occurrences = evidence.tables, evidence.words, evidence.form.occurrences
    titled = [_title_word(evidence, o) for o in occurrences if o.title is not None and not _is_inside_name(evidence, o)]
    if not titled:  # most names
        return False
    if tables.canonical(evidence.text) or words[-1] in tables["name-word"] or evidence.lower in tables.demonyms:
        return False
    no_offices = (tables["address"] | tables["honorific"]) - _TITLES_OF_HONOUR
    offices = [word for word in titled if word not in no_offices]
    return 2 * len(titled) >= len(occurrences) and bool(offices)


def follows_role(evidence: Evidence) -> bool:
    """True for several words after what only persons are or suffer: "finalist X", "murder of X", "X, the editor of".

    The name may look like a place's or a company's, but is none that is known.
    """
    tables, words = evidence.tables, evidence.words
    if len(words) < 2 or tables.canonical(evidence.text) or not tables["name-word"].isdisjoint(words):
        return False
    return any(
        _is_called_person(evidence, o)
        and o.title is None
        and not evidence.texts[o.text_index].tokens[o.first].in_headline
        for o in evidence.form.occurrences
    )


def _is_called_person(evidence: Evidence, occurrence: NameCandidate) -> bool:
    tables, tokens = evidence.tables, evidence.texts[occurrence.text_index].tokens
    sentence = tokens[occurrence.first].sentence
    before = [word for word in tokens[max(occurrence.first - 2, 0) : occurrence.first] if word.sentence == sentence]
    if before and before[-1].lower == "of":
        return before[0].lower in tables["fate-of-persons"]
    if before and _is_role_of_person(before[-1], tables):
        return before[-1].tag == "NN"
    after = tokens[occurrence.last + 1 : occurrence.last + 2 + _MAX_APPOSITION_WORDS]
    if not after or after[0].text != "," or after[1:2] == () or after[1].lower not in tables["apposition-opener"]:
        return False
    role = next((k for k, word in enumerate(after) if _is_role_of_person(word, tables)), len(after))
    return role + 1 < len(after) and after[role + 1].lower in ("of", "at", "for", ",") and after[role].tag == "NN"


def _is_role_of_person(word: Token, tables: Lexicon) -> bool:
    return tables.is_role(word.lower) and word.lower not in tables["role-of-bodies"] and not word.is_capitalised


def _is_inside_name(evidence: Evidence, occurrence: NameCandidate) -> bool:
    """True for a title after a capitalised word that is no name by itself: "Criminal Justice [Reform]"."""
    if occurrence.title is None or occurrence.title[0] == 0:
        return False
    tables, words = evidence.tables, evidence.texts[occurrence.text_index].tokens
    before = words[occurrence.title[0] - 1]
    if not before.is_capitalised or before.is_sent_start or before.sentence != words[occurrence.first].sentence:
        return False
    is_known = tables.canonical(before.text) or before.lower in tables.demonyms or before.lower in tables["function"]
    return occurrence.first == occurrence.last and not is_known


def follows_two_titles(evidence: Evidence) -> bool:
    """True after a form of address and a title, which only a person has: "Mr Justice"."""
    titles = [(o.text_index, o.title[0]) for o in evidence.form.occurrences if o.title is not None and o.title[0] > 0]
    return any(evidence.texts[index].tokens[at - 1].lower in evidence.tables["address"] for index, at in titles)


def has_post_nominal(evidence: Evidence) -> bool:
    """True before "QC", "PhD" and the like, with or without a comma."""
    post_nominals = evidence.tables["post-nominal"]
    for occurrence in evidence.form.occurrences if " " in evidence.text else ():
        after = evidence.texts[occurrence.text_index].tokens[occurrence.last + 1 : occurrence.last + 3]
        if any(word.lower in post_nominals for word in after[: 1 + (after[:1] != () and after[0].text == ",")]):
            return True
    return False


def has_role_and_age(evidence: Evidence) -> bool:
    """True for one word between a role and an age, or a first name before an age, though a country has it too."""
    is_alone = " " not in evidence.text and evidence.has_cue("age after")
    return is_alone and (evidence.has_cue("role before") or evidence.lower in evidence.tables.first_names)


def has_initials(evidence: Evidence) -> bool:
    """True for initials and a surname, which is a known one after two letters without points: "AJ Smith".

    Neither "U.S. Army" nor "A.C. Milan", nor what acts as firms do.
    """
    tables = evidence.tables
    initials, _, last = evidence.text.rpartition(" ")
    match = _INITIALS.fullmatch(initials)
    if match is None or not last.isalpha() or not last.istitle() or tables.canonical(evidence.text):
        return False
    letters = initials.replace(".", "").replace(" ", "")
    is_other = letters in _CLUBS or tables.canonical(letters) or initials in _STATES or evidence.has_cue(*_OF_FIRMS)
    if is_other or evidence.words[-1] in tables["name-word"]:
        return False
    return match["points"] is not None or evidence.words[-1] in tables.surnames


def has_suffix(evidence: Evidence) -> bool:
    """True for a name that ends with "Jr" or "Sr"."""
    return evidence.lower.rstrip(".").endswith((" jr", " sr"))


def has_regnal_number(evidence: Evidence) -> bool:
    """True for a name that begins with a royal title and ends with a number."""
    words = evidence.text.split()
    is_royal = len(words) > 2 and words[0].casefold() in evidence.tables["royal"]
    return is_royal and _REGNAL_NUMBER.fullmatch(words[-1]) is not None


def has_place_as_first_name(evidence: Evidence) -> bool:
    """True for two words of which the first is a place's name too, if anything shows that they name a person."""
    words, tables = evidence.words, evidence.tables
    is_name = len(words) == 2 and words[0] in tables["place-like-first-name"]
    if not is_name or words[-1] in tables["name-word"] | tables["building"] or tables.canonical(evidence.text):
        return False
    is_tagged = 2 * evidence.form.cues["tagger: person"] > len(evidence.form.occurrences)
    has_surname = words[-1] in tables.surnames or evidence.surname_probability > _MIN_PROBABILITY_OF_SURNAME
    return is_tagged or has_surname or evidence.has_cue("age after", "who after", "he or she after", "role before")
