"""Tells titles from names: "President Bush" has a title, "Stephen King" and "General Motors" have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.actors.detection.ambiguous_first_names import begins_person
from bot.text.actors.detection.detection_text import span_lower
from bot.text.name_parts import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.detection.detection_text import DetectionText
    from bot.text.tokens import Token

__all__ = ["NOT_A_TITLE_RULES", "title_length"]

_NAME_CONNECTORS = frozenset(("-", "&", "of", "and"))


class _Title(NamedTuple):
    """The ``size`` words from ``at``, which may be a title, in a span that ends with ``last``."""

    text: DetectionText
    at: int
    size: int
    last: int
    inside_name: bool
    """True if a name begins before them in the span."""

    @property
    def lower(self) -> str:
        """The first word in lower case."""
        return self.text.tokens[self.at].lower

    @property
    def after(self) -> int:
        """The index of the word after the title."""
        return self.at + self.size


def title_length(text: DetectionText, at: int, last: int, *, inside_name: bool) -> int:
    """Length of the title or form of address that begins here, in a span that ends with ``last``; 0 if none."""
    size = _title_words(text, at, last)
    if size and any(applies(_Title(text, at, size, last, inside_name)) for applies, _ in NOT_A_TITLE_RULES):
        return 0
    return size


def _title_words(text: DetectionText, at: int, last: int) -> int:
    words, tables, lower = text.tokens, text.tables, text.tokens[at].lower
    if lower in tables["address"]:
        return 1
    if lower in tables.title_lengths and (size := tables.title_at(span_lower(words, at, last))):
        return size + _portfolio_length(text, at + size, last)
    is_noun = at < last and lower not in tables.first_names
    is_role = is_noun and lower in tables["role"]
    is_occupation = is_noun and (is_role or lower in tables["occupation"])
    precedes_first_name = is_occupation and words[at + 1].lower in tables.first_names and lower not in tables.surnames
    # "Striker Alan Shearer scored", "Photo: AP Snowboarder Kelly Clark"
    return int((is_role and words[at].is_sent_start) or (precedes_first_name and at + 1 < last))


def _portfolio_length(text: DetectionText, at: int, last: int) -> int:
    """Length of "for Women and Equalities" between a title and the first name that follows it; 0 if there is none."""
    words, tables = text.tokens, text.tables
    follows_portfolio = at <= last and words[at].lower == "and" and words[at - 2].lower in ("for", "of")
    if at > last or not (follows_portfolio or words[at].lower in ("for", "of")):
        return 0
    lower = [word.lower for word in words[at : last + 1]]
    after_and = lower.index("and") + 2 if "and" in lower else len(lower)
    starts = (
        k
        for k in range(2, len(lower) - 1)
        if lower[k] in tables.first_names or k == after_and or _begins_person_entity(words[at + k], words[at + k - 1])
    )
    return next(starts, 0)


def _begins_person_entity(word: Token, before: Token) -> bool:
    return word.ent_type == "PERSON" and word.ent_span != before.ent_span


def _is_royal_name(title: _Title) -> bool:
    words = title.text.tokens
    is_royal = title.size == 1 and title.lower in title.text.tables["royal"]
    return is_royal and title.at < title.last and words[title.at + 1].is_capitalised


def _is_surname_in_story(title: _Title) -> bool:
    lower = title.lower
    if title.at != title.last or lower not in title.text.tables["surname-like-title"]:
        return False
    return title.text.tokens[title.at - 1].lower != "the" and bool(title.text.first_names_of(lower))


def _is_possessive(title: _Title) -> bool:
    return title.after <= title.last and title.text.tokens[title.after].text == "'s"


def _is_middle_initial(title: _Title) -> bool:
    """True for "M." within a name; before one it is "Monsieur"."""
    return title.inside_name and title.size == 1 and len(title.lower) == len("m.") and title.lower[1] == "."


def _begins_organisation(title: _Title) -> bool:
    if title.after > title.last:
        return False
    lower, tables = title.text.tokens[title.after].lower, title.text.tables
    return lower in _NAME_CONNECTORS or lower in tables["organisation-word"] or lower in tables["company-opener"]


def _is_surname_after_first_name(title: _Title) -> bool:
    words, tables = title.text.tokens, title.text.tables
    following = title.text.tokens[title.after : title.last + 1]
    ends_name = title.inside_name and title.size == 1 and all(w.lower.rstrip(".") in SUFFIXES for w in following)
    if not ends_name or title.lower not in tables["surname-like-title"]:
        return False
    return words[title.at - 1].lower in tables.first_names or words[title.at].ent_type == "PERSON"


def _is_first_name(title: _Title) -> bool:
    """True for a title that is a first name too, directly before the last word of the span."""
    if title.size > 1 or title.lower not in title.text.tables["first-name-like-title"] or title.after > title.last:
        return False
    is_surname = title.after == title.last or title.text.tokens[title.after].lower not in title.text.tables.first_names
    return is_surname and begins_person(title.text, title.at, title.last)


# Where one of these holds, the words are part of a name and not a title.
NOT_A_TITLE_RULES: tuple[tuple[Callable[[_Title], bool], str], ...] = (
    (_is_royal_name, "They met [Queen Elizabeth]."),
    (_is_surname_in_story, "John Bishop came first. They met [Bishop]."),
    (_is_possessive, "They left [King's College]."),
    (_begins_organisation, "They bought [General Motors]."),
    (_is_middle_initial, "They met Gov. [Andrew M. Kessler]."),
    (_is_first_name, "They met [Dean Martinez]."),
    (_is_surname_after_first_name, "They met [Stephen King Jr] there."),
)
