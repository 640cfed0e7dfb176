"""Finds names where a whole text is in capitals, which tell nothing there: by the tagger's entities and the tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import MAX_SPAN_WORDS, known_name_length, span_lower, span_text
from bot.text.actors.detection.sentence_openers import ACTOR_LABELS
from bot.text.actors.name_candidate import NameCandidate
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["candidates_in_all_caps", "usual_spelling"]

_MAX_ACRONYM = 3
"""Letters up to which a word in capitals is an acronym."""
_MAX_TITLE_WORDS = 4
_INITIALS = 2
"""Letters of initials as a first name."""
_PART_OF_NAME = re.compile(r"\b[OD]['’](?=\w\w)|[^\W_]+(?:['’]\w+)?")
"""What begins with a capital in a name: both parts of a hyphenated one, and "O'" and the rest of "O'Brien"."""
_NOT_IN_NAMES = frozenset(("VBD", "VBZ", "VBP", "MD", "PRP", "PRP$"))
"""Tags of words that end the name of an entity, which the tagger often extends too far in capitals."""
_TIMES = frozenset(("noon", "midnight", "a.m.", "p.m."))


def candidates_in_all_caps(text: DetectionText) -> Iterator[NameCandidate]:
    """Known names of two words or more and the tagger's entities, without what cannot be part of a name.

    The surname of a person found so is a name wherever it stands alone.
    """
    found = list(_known_names_and_entities(text))
    covered = {at for name in found for at in range(name.first, name.last + 1)}
    persons = [name.text.split() for name in found if name.text.split()[0].casefold() in text.tables.first_names]
    surnames = {words[-1].casefold() for words in persons if len(words) > 1}
    yield from found
    for at, word in enumerate(text.tokens):
        if at not in covered and word.lower in surnames and word.tag.startswith("NN"):
            yield NameCandidate(text.index, at, at, usual_spelling(word.text), title=_title(text, at))


def _known_names_and_entities(text: DetectionText) -> Iterator[NameCandidate]:
    words, at = text.tokens, 0
    while at < len(words):
        last = _last_word(text, at)
        if last is None:
            at += 1
            continue
        first, last = _trim(text, at, last)
        is_name = words[first].text[0].isalpha() and not _is_no_name(text, first)
        if is_name and last - first < MAX_SPAN_WORDS:
            name = usual_spelling(span_text(words, first, last))
            yield NameCandidate(text.index, first, last, name, title=_title(text, first))
        at = max(last, at) + 1


def _last_word(text: DetectionText, at: int) -> int | None:
    """The last word of the known name or entity that begins here, or None."""
    words = text.tokens
    if size := known_name_length(text, at, len(words) - 1):
        return at + size - 1
    entity, last = words[at].ent_span, at
    if entity is None or words[at].ent_type not in ACTOR_LABELS:
        return None
    while last + 1 < len(words) and words[last + 1].ent_span == entity:
        last += 1
    while last + 1 < len(words) and words[last + 1].lower in text.tables["institution"]:
        last += 1
    return last


def _trim(text: DetectionText, first: int, last: int) -> tuple[int, int]:
    """An entity's span without a title or article before the name and small words or punctuation after it."""
    words, tables = text.tokens, text.tables
    if known_name_length(text, first, last) == last - first + 1 > 1:
        return first, last
    while first < last and (
        _is_no_name(text, first) or words[first].lower in tables["address"] or _is_title(text, first)
    ):
        first += 1
    ends = (k for k in range(first + 1, last + 1) if words[k].tag in _NOT_IN_NAMES)
    last = next(ends, last + 1) - 1
    while last > first and (words[last].lower in tables["function"] or not words[last].text[0].isalpha()):
        last -= 1
    return first, last


def _is_title(text: DetectionText, at: int) -> bool:
    return text.tables.title_at((text.tokens[at].lower,)) > 0


def _is_no_name(text: DetectionText, at: int) -> bool:
    lower = text.tokens[at].lower
    return lower in text.tables["calendar"] or lower in text.tables["function"] or lower in _TIMES


def _title(text: DetectionText, first: int) -> tuple[int, int] | None:
    """First and last word of the title directly before a name."""
    for size in range(min(_MAX_TITLE_WORDS, first), 0, -1):
        if text.tables.title_at(span_lower(text.tokens, first - size, first - 1)) == size:
            return first - size, first - 1
    return None


def usual_spelling(name: str) -> str:
    """Title case for a name in capitals: "LONDON" is "London"; acronyms stay, as far as they are short or known."""
    if not name.isupper():
        return name
    if len(name) <= _MAX_ACRONYM or _is_written_so(name):
        return name
    small = lexicon()["particle"] | {"of", "and", "the", "on", "upon", "for"}
    words = [
        word.casefold() if word.casefold() in small and at else _capitalised(word)
        for at, word in enumerate(name.split())
    ]
    return " ".join(words)


def _is_written_so(name: str) -> bool:
    tables = lexicon()
    return any(name in table.exact for table in (tables.countries, tables.places, tables.organisations))


def _capitalised(word: str) -> str:
    """The word in title case, except known names, and initials before a surname: "JK" Rowling, "J.R.R." Tolkien."""
    is_initials = word.endswith(".") or (len(word) == _INITIALS and word.casefold() not in lexicon().first_names)
    if is_initials or _is_written_so(word):
        return word
    word = _PART_OF_NAME.sub(lambda part: part.group().capitalize(), word)
    return word[:2] + word[2:].capitalize() if word.startswith("Mc") else word
