"""Tells a demonym that stands alone ("the German chancellor") from one that begins or ends a longer name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import PERSON, same_entity, span_lower

if TYPE_CHECKING:
    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["demonym_length"]

_NON_PERSON_LABELS = frozenset(("ORG", "GPE", "LOC", "FAC", "EVENT"))


def demonym_length(text: DetectionText, at: int, last: int, *, start: int | None) -> int:
    """Length of the demonym that begins here and is not part of a name, in a span that ends with ``last``.

    0 if there is none. ``start`` is the first word of the name directly before, or None.
    """
    for size in (2, 1):
        end = at + size - 1
        if end <= last and " ".join(span_lower(text.tokens, at, end)) in text.tables.demonyms:
            is_part = _ends_name(text, at, end, last, start=start) or _begins_name(text, at, end, last)
            return 0 if is_part else size
    return 0


def _ends_name(text: DetectionText, at: int, end: int, last: int, *, start: int | None) -> bool:
    """True if the tagger has it in one entity with the word before it: "Devon White", "Dawn French"."""
    if start is None:
        return False
    return same_entity(text, at - 1, end) or (at == end == last and same_entity(text, at - 1, end, PERSON))


def _begins_name(text: DetectionText, at: int, end: int, last: int) -> bool:
    """True if the words after it make one name with it: "British Airways", "Irish Republican Army"."""
    words, tables = text.tokens, text.tables
    if end == last or words[end + 1].text == "-":
        return False
    following = [w.lower for w in words[end + 1 : last + 1]]
    is_person_title = [
        tables.title_at((lower,)) > 0 and lower not in tables["organisation-word"] for lower in following
    ]
    before_title = following[: is_person_title.index(True)] if any(is_person_title) else following
    if any(lower in tables["name-word"] for lower in before_title):
        return True
    is_person = not before_title or following[0] in tables.first_names
    return not is_person and same_entity(text, at, end + 1, _NON_PERSON_LABELS)
