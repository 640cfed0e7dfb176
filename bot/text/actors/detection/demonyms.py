"""Tells a demonym that stands alone ("the German chancellor") from one that begins or ends a longer name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.ambiguous_first_names import begins_person
from bot.text.actors.detection.detection_text import PERSON, same_entity, span_lower

if TYPE_CHECKING:
    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["demonym_length"]

_NON_PERSON_LABELS = frozenset(("ORG", "GPE", "LOC", "FAC", "EVENT"))


def demonym_length(
    text: DetectionText, at: int, last: int, *, start: int | None, title: tuple[int, int] | None = None
) -> int:
    """Length of the demonym that begins here and is not part of a name, in a span that ends with ``last``.

    0 if there is none. ``start`` is the first word of the name directly before, or None; ``title`` the title there.
    """
    if start is None and at == last and _is_surname(text, at, title):
        return 0
    for size in (2, 1):
        end = at + size - 1
        if end <= last and " ".join(span_lower(text.tokens, at, end)) in text.tables.demonyms:
            is_part = _ends_name(text, at, end, last, start=start) or _begins_name(text, at, end, last)
            return 0 if is_part else size
    return 0


def _is_surname(text: DetectionText, at: int, title: tuple[int, int] | None) -> bool:
    """True for a demonym after a form of address, or as the subject where the story has it as a surname."""
    words, tables = text.tokens, text.tables
    if title is not None and words[title[0]].lower in tables["address"]:
        return True
    is_subject = words[at].is_sent_start and at + 1 < len(words) and words[at + 1].tag.startswith("VB")
    if not is_subject or words[at].tag != "NNP":
        return False
    return not tables.first_names.isdisjoint(text.first_names_of(words[at].lower))


def _ends_name(text: DetectionText, at: int, end: int, last: int, *, start: int | None) -> bool:
    """True if the tagger has it in one entity with the word before it: "Devon White", "Dawn French"."""
    if start is None:
        return False
    if same_entity(text, at - 1, end):
        return True
    follows_first_name = start == at - 1 and text.tokens[start].lower in text.tables.first_names
    return at == end == last and (follows_first_name or same_entity(text, at - 1, end, PERSON))


def _begins_name(text: DetectionText, at: int, end: int, last: int) -> bool:
    """True if the words after it make one name with it: "British Airways", "Irish Republican Army"."""
    words, tables = text.tokens, text.tables
    if at == end and begins_person(text, at, last):
        return True
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
