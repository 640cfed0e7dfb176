"""Extends a capitalised span over punctuation in a name: possessives, nicknames in quotes, suffixes after a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import (
    ORGANISATION,
    has_field,
    is_capitalised_at,
    is_followed_by_capital,
    same_entity,
    span_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["JOINING_PUNCTUATION", "extend_over_punctuation", "is_saint"]

_MAX_NICKNAME_WORDS = 4
_MAX_LIST = 8
"""Words after a comma among which "and" ends the list of a body's fields."""
_SAINTS = frozenset(("st", "st.", "saint"))
_SAINTS_AND_RULERS = _SAINTS | {"king", "queen", "prince", "lord", "earl", "bishop"}
_SUFFIXES_AFTER_COMMA = frozenset(("jr.", "jr", "sr.", "inc", "inc."))


def extend_over_punctuation(text: DetectionText, first: int, last: int) -> int | None:
    """The word after the punctuation if it belongs to the span ``first`` to ``last``, or None."""
    is_of_name = text.tokens[last].lower in text.possessive_names or is_saint(text, first, last)
    if text.tokens[last + 1].text == "'s" and is_of_name:
        return last + 1
    if not is_followed_by_capital(text, last):
        return None
    if text.tokens[last + 1].text == '"':
        return _extend_over_nickname(text, last)
    return last + 2 if any(joins(text, first, last) for joins, _ in JOINING_PUNCTUATION) else None


def is_saint(text: DetectionText, first: int, last: int) -> bool:
    """True for a saint that is no town: with "'s", that is what is named after the saint, such as a school."""
    words = text.tokens
    return last == first + 1 and words[first].lower in _SAINTS and not text.tables.place(span_text(words, first, last))


def _extend_over_nickname(text: DetectionText, last: int) -> int | None:
    """Extends a name over a nickname between quotes: "Dwayne "The Rock" Johnson"."""
    words, at = text.tokens, last + 1
    if words[at].no_space_before:
        return None
    inside = range(at + 2, min(at + 2 + _MAX_NICKNAME_WORDS, len(words) - 1))
    closing = next((k for k in inside if words[k].text in ('"', "''")), None)
    is_speech = closing is not None and words[closing - 1].text == ","
    if closing is None or is_speech or not is_capitalised_at(text, closing + 1, words[last].sentence):
        return None
    return closing + 1


def _is_possessive_of_group(text: DetectionText, _first: int, last: int) -> bool:
    return text.tokens[last + 1].text == "'s" and text.tokens[last].lower in text.tables["possessor"]


def _is_possessive_before_name_word(text: DetectionText, first: int, last: int) -> bool:
    mark, is_name_word = text.tokens[last + 1].text, text.tokens[last + 2].lower in text.tables["name-word"]
    if not is_name_word or mark not in ("'", "'s"):
        return False
    # "Guy's Hospital" is one name for the tagger, too; "Obama's Cabinet" and "Congress' Budget Office" are not
    of_owner, of_owned = text.tokens[last].ent_span, text.tokens[last + 2].ent_span
    is_one_name = of_owned == of_owner is not None
    are_two = None not in (of_owner, of_owned) and not is_one_name
    return (mark == "'" and not are_two) or text.tokens[first].lower in _SAINTS_AND_RULERS or is_one_name


def _is_elided_word(text: DetectionText, first: int, last: int) -> bool:
    """True for the apostrophe of "de'", and of "n'" for "and" inside a name."""
    mark, word = text.tokens[last + 1], text.tokens[last]
    is_elided = word.lower in text.tables["particle"] or (word.text == "N" and last > first)
    return mark.text == "'" and mark.no_space_before and is_elided


def _is_holiday(text: DetectionText, _first: int, last: int) -> bool:
    return text.tokens[last + 2].lower in ("day", "eve") and text.tokens[last + 1].text in ("'s", "'")


def _is_comma_before_suffix(text: DetectionText, _first: int, last: int) -> bool:
    return text.tokens[last + 1].text == "," and text.tokens[last + 2].lower in _SUFFIXES_AFTER_COMMA


def _is_comma_in_fields(text: DetectionText, first: int, last: int) -> bool:
    """True in a list of a body's fields that "and" ends, before a known field or one in the tagger's organisation."""
    words, after = text.tokens, last + 2
    if words[last + 1].text != "," or not has_field(text, first, last) or text.tables.canonical(words[after].text):
        return False
    is_field = words[after].lower in text.tables["field"] or same_entity(text, last, after, ORGANISATION)
    rest = words[after : after + _MAX_LIST]
    return is_field and any(word.lower == "and" and word.sentence == words[last].sentence for word in rest)


JOINING_PUNCTUATION: tuple[tuple[Callable[[DetectionText, int, int], bool], str], ...] = (
    (_is_possessive_of_group, "They left the [People's Republic of China]."),
    (_is_possessive_before_name_word, "They played at [St James' Park]."),
    (_is_elided_word, "[De' Rossi] smiled."),
    (_is_holiday, "They met on [Mother's Day]."),
    (_is_comma_before_suffix, "They met [Robert Smith, Jr.] there."),
    (_is_comma_in_fields, "They left the [Department of Health, Education and Welfare]."),
)
