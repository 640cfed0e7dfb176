"""Recognises first names that are also months, weekdays, seasons, offices, peoples or modal verbs: "April Jones"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.actors.detection.detection_text import PERSON, same_entity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.detection.detection_text import DetectionText
    from bot.text.tokens import Token

__all__ = ["FIRST_NAME_RULES", "begins_person"]

_CLASSES_WITHOUT_SURNAMES = ("function", "name-word", "calendar", "after-date")
_MAX_QUESTION_WORDS = 40
"""How many words after a modal verb are searched for the question mark."""
_SUBORDINATING = frozenset("that because if whether although though when while".split())
_COORDINATING = frozenset(("and", ",", "&", ";"))


class _FirstName(NamedTuple):
    """A word that may be a first name, with the word after it, in a span that ends with ``last``."""

    text: DetectionText
    at: int
    last: int
    title: tuple[int, int] | None
    """First and last word of the title before the word."""

    @property
    def word(self) -> Token:
        return self.text.tokens[self.at]

    @property
    def surname(self) -> Token:
        """The word after it and after particles, which would be the surname: "Jan de Wit"."""
        words, particles = self.text.tokens, self.text.tables["particle"]
        return next((w for w in words[self.at + 1 : self.last] if w.lower not in particles), words[self.last])

    @property
    def before(self) -> str:
        """The word before it in its sentence, in lower case; "" if it opens the sentence."""
        is_inside = self.at > 0 and not self.word.is_sent_start
        return self.text.tokens[self.at - 1].lower if is_inside else ""

    @property
    def is_calendar(self) -> bool:
        return self.word.lower in self.text.tables["calendar"]


def begins_person(text: DetectionText, at: int, last: int, *, title: tuple[int, int] | None = None) -> bool:
    """True if an ambiguous word is the first name of a person whose surname follows, in a span that ends with ``last``.

    ``title`` is the title before the word, if there is one.
    """
    if text.tokens[at].lower not in text.tables["ambiguous-first-name"] or at == last:
        return False
    name = _FirstName(text, at, last, title)
    return _may_be_surname(name) and any(applies(name) for applies, _ in FIRST_NAME_RULES)


def _may_be_surname(name: _FirstName) -> bool:
    """True unless the next word is of a class that no surname belongs to, or the surname of somebody else."""
    word, tables = name.surname, name.text.tables
    if (
        not word.is_capitalised
        or word.tag == "NNPS"
        or any(word.lower in tables[group] for group in _CLASSES_WITHOUT_SURNAMES)
    ):
        return False
    if word.lower in tables.demonyms and not same_entity(name.text, name.at, name.at + 1, PERSON):
        return False
    if not name.is_calendar and name.word.tag != "MD":
        return True
    borne = name.text.first_names_of(word.lower)
    return name.word.lower in borne if borne else word.text not in tables.known_by_surname


def _is_tagged_person(name: _FirstName) -> bool:
    in_one_name = same_entity(name.text, name.at, name.at + 1, PERSON)
    is_question = name.word.tag == "MD" and _ends_as_question(name)
    return in_one_name and not is_question and name.before not in ("the", "a")


def _ends_as_question(name: _FirstName) -> bool:
    following = name.text.tokens[name.last + 1 : name.last + 1 + _MAX_QUESTION_WORDS]
    return any(word.text == "?" and word.sentence == name.word.sentence for word in following)


def _precedes_particle(name: _FirstName) -> bool:
    return name.is_calendar and name.text.tokens[name.at + 1].lower in name.text.tables["particle"]


def _is_in_story(name: _FirstName) -> bool:
    borne = name.text.first_names_of(name.surname.lower)
    return name.word.lower in borne and name.before not in name.text.tables["before-date"]


def _follows_title_or_role(name: _FirstName) -> bool:
    is_role = name.text.tables.is_role(name.before) and not name.text.tokens[name.at - 1].is_capitalised
    return name.is_calendar and (name.title is not None or is_role)


def _stands_where_names_begin(name: _FirstName) -> bool:
    """True at the start of a sentence or list item and after a verb, where a date would have a preposition."""
    if not (name.before == "" or name.before in _COORDINATING or _is_object(name)):
        return False
    surname, tables = name.surname, name.text.tables
    is_known_surname = surname.lower in tables.surnames or surname.ent_type == "PERSON"
    if not name.is_calendar:
        return is_known_surname and _is_named_alone(name)
    return is_known_surname or _is_named_alone(name) or _has_age(name) or _is_unknown_subject(name)


def _is_object(name: _FirstName) -> bool:
    """True after a verb, where a month would have a preposition: "They chose August Lindholm"; not "said Friday"."""
    return name.text.tokens[name.at - 1].tag.startswith("VB") and not name.word.lower.endswith("day")


def _is_named_alone(name: _FirstName) -> bool:
    """True if the story has the surname alone elsewhere, and never in lower case."""
    lower = name.surname.lower
    return lower in name.text.words_alone and lower not in name.text.lowercase_words


def _opens_clause(name: _FirstName) -> bool:
    """True after a conjunction before a verb: "that June Ames had lied", but not "that Friday they left"."""
    return name.before in _SUBORDINATING and not name.word.lower.endswith("day") and _is_unknown_subject(name)


def _is_unknown_subject(name: _FirstName) -> bool:
    """True for a clause's first two words before a verb, if the second is no known name: "Wednesday Addison is"."""
    words, surname, after = name.text.tokens, name.surname, name.last + 1
    is_double = [word.text for word in words[name.at + 2 : name.last]] == ["-"]  # "June Whitfield-Cole"
    is_pair = name.at + 1 == name.last or is_double
    is_first = name.word.is_sent_start or name.before in _SUBORDINATING
    is_subject = is_first and is_pair and after < len(words)
    is_known = name.text.tables.canonical(surname.text) or surname.text in name.text.tables.known_by_surname
    is_name = surname.tag == "NNP" and surname.lower not in name.text.lowercase_words and not is_known
    return is_subject and is_name and words[after].tag.startswith(("VB", "MD"))


def _has_age(name: _FirstName) -> bool:
    """True before an age between commas: "April Jones, 34, ..."."""
    after = name.text.tokens[name.last + 1 : name.last + 4]
    return [w.text.isdecimal() or w.text for w in after] == [",", True, ","]


# One of these is enough.
FIRST_NAME_RULES: tuple[tuple[Callable[[_FirstName], bool], str], ...] = (
    (_is_tagged_person, "They met [Christian Horner]."),
    (_precedes_particle, "They saw [Jan de Wit]."),
    (_is_in_story, "April Jones won. They praised [April Jones]."),
    (_follows_title_or_role, "They met Judge [Friday Adeyemi]."),
    (_opens_clause, "They knew that [June Ames] had left."),
    (_stands_where_names_begin, "[August Strindgren], 61, retires."),
)
