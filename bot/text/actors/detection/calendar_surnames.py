"""Tells surnames that are also months, seasons or weekdays from dates: "Theresa May" and "May said", not "in May"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.actors.detection.detection_text import PERSON, same_entity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["CALENDAR_SURNAME_RULES", "is_calendar_surname"]

_BEFORE_PERSONS = frozenset(("against", "behind", "than", "under", "with"))
"""Prepositions that stand before persons, and before no month alone."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class _Word(NamedTuple):
    """A month, season or weekday at the end of a span; ``start`` is the first word of the name before it, or None."""

    text: DetectionText
    at: int
    start: int | None
    title: tuple[int, int] | None
    """First and last word of the title before the name or the word."""

    @property
    def lower(self) -> str:
        return self.text.tokens[self.at].lower

    @property
    def is_weekday(self) -> bool:
        return self.lower.endswith("day")


def is_calendar_surname(text: DetectionText, at: int, *, start: int | None, title: tuple[int, int] | None) -> bool:
    """True if the month, season or weekday at the end of a span is a surname. No number of a date follows it."""
    word = _Word(text, at, start, title)
    return any(applies(word) for applies, _ in CALENDAR_SURNAME_RULES)


def _follows_address(word: _Word) -> bool:
    if word.start is not None or word.title is None:
        return False
    return word.text.tokens[word.title[0]].lower in word.text.tables["address"]


def _follows_first_name(word: _Word) -> bool:
    words, tables, at = word.text.tokens, word.text.tables, word.at
    if word.start is None or word.start != at - 1 or words[at - 1].lower not in tables.first_names:
        return False
    follows_role = word.title is not None or (at > 1 and tables.is_role(words[at - 2].lower))
    is_subject = words[at - 1].is_sent_start and _is_subject(word)  # "Gavin Friday sang"
    is_date = word.is_weekday or words[at].ent_type == "DATE" or tables.place(words[at - 1].text) is not None
    return (
        follows_role or word.lower == "may" or is_subject or not is_date or same_entity(word.text, at - 1, at, PERSON)
    )


def _is_surname_in_story(word: _Word) -> bool:
    """True for the bare surname of somebody whose full name the story has, where no date stands."""
    tables = word.text.tables
    if word.start is not None or tables.first_names.isdisjoint(word.text.first_names_of(word.lower)):
        return False
    opens = word.text.tokens[word.at].is_sent_start
    if word.is_weekday or opens:
        return opens and _is_subject(word)
    before = word.text.tokens[word.at - 1]
    if word.title is not None or before.tag.startswith("VB") or before.lower in _BEFORE_PERSONS:
        return True
    return before.lower not in tables["before-date"] and before.tag != "DT" and _is_subject(word)


def _is_subject(word: _Word) -> bool:
    """True before a verb, a possessive or an age between commas."""
    after = word.text.tokens[word.at + 1 : word.at + 4]
    has_age = [w.text.isdecimal() or w.text for w in after] == [",", True, ","]
    return has_age or any(w.tag in _FINITE or w.text == "'s" for w in after[:1])


# One of these is enough.
CALENDAR_SURNAME_RULES: tuple[tuple[Callable[[_Word], bool], str], ...] = (
    (_follows_address, "They met Mrs [May]."),
    (_follows_first_name, "They met her father, [Guy March], there."),
    (_is_surname_in_story, "Theresa May came first. Then they met [May]."),
)
