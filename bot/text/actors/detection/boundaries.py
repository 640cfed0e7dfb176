"""Splits capitalised spans into names: at titles, demonyms, weekdays, possessives and hyphens between names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from bot.text.actors.detection.demonyms import demonym_length
from bot.text.actors.detection.detection_text import known_name_length, span_lower, span_text
from bot.text.actors.detection.sentence_openers import is_calendar_word, is_sentence_opener
from bot.text.actors.detection.titles import title_length
from bot.text.actors.name_candidate import NameCandidate
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["split_span"]


_PARLIAMENTS = frozenset(("parliament", "congress", "senate", "cabinet"))
"""Bodies of which somebody is a member, whose name may follow."""
_STATES = frozenset(read_word_table("non_actors.txt")["state"])
_ENDS_OF_FIRMS = frozenset(("inc", "corp", "ltd", "plc", "llc", "gmbh"))
"""Legal forms after which a firm's name does not go on, in lower case and without a full stop."""
_AGENCIES = frozenset(("AFP", "AP", "EPA", "PA", "REUTERS", "ANSA", "DPA"))
"""Agencies that captions name after the person in the picture."""


@dataclass(slots=True)
class _SplitState:
    """The names found so far in a span, and the words parsed since the last of them; each parser changes it."""

    names: list[NameCandidate] = field(default_factory=list)
    start: int | None = None
    """First word of the name that is being parsed; None between names."""
    title: tuple[int, int] | None = None
    follows_demonym: bool = False


def split_span(text: DetectionText, first: int, last: int) -> list[NameCandidate]:
    """The names within the span of words ``first`` to ``last``, in order."""
    word = text.tokens[first]
    if first == last and word.is_sent_start and word.lower in _mere_openers():
        return []  # "The", "But": almost half of all spans
    state, at = _SplitState(), first
    while at <= last:
        can_only_be_name = not text.tokens[at].is_sent_start and text.tokens[at].lower not in _boundary_words()
        for parse in (_parse_name_word,) if can_only_be_name else _PARSERS:
            if size := parse(text, state, at, last):
                at += size
                break
    _emit(text, state, last)
    return state.names


def _parse_known_name(text: DetectionText, state: _SplitState, at: int, last: int) -> int:
    size = known_name_length(text, at, last) if state.start is None else 0
    if size:
        state.start = at
        _emit(text, state, at + size - 1)
    return size


def _parse_title(text: DetectionText, state: _SplitState, at: int, last: int) -> int:
    size = title_length(text, at, last, inside_name=state.start is not None)
    if size:
        _emit(text, state, at - 1, precedes_title=True)
        state.title = (at, at + size - 1)
    return size


def _parse_other_word(text: DetectionText, state: _SplitState, at: int, last: int) -> int:
    """Consumes a capitalised word that is not part of a name."""
    if text.tokens[at].lower in text.tables["calendar"]:
        is_other = is_calendar_word(text, at, last, start=state.start, title=state.title)
    else:
        is_other = state.start is None and is_sentence_opener(text, at, last)
    if not is_other:
        return 0
    _emit(text, state, at - 1)
    state.title = None
    return 1


def _parse_demonym(text: DetectionText, state: _SplitState, at: int, last: int) -> int:
    size = demonym_length(text, at, last, start=state.start, title=state.title)
    if size:
        _emit(text, state, at - 1)
        state.follows_demonym, state.title = True, None
    return size


def _parse_name_word(text: DetectionText, state: _SplitState, at: int, last: int) -> int:
    is_hyphen = text.tokens[at].text == "-"
    if state.start is not None and (
        _begins_person_after_place(text, state.start, at, last)
        or _begins_tagged_person(text, state.start, at, last)
        or _begins_person_after_firm(text, state.start, at, last)
    ):
        _emit(text, state, at - 1)
    if state.start is None and not is_hyphen:
        state.start = at
    elif state.start is not None and is_hyphen and _is_between_names(text, state.start, at, last):
        _emit(text, state, at - 1)
    return 1


_PARSERS = (_parse_known_name, _parse_title, _parse_other_word, _parse_demonym, _parse_name_word)
"""Each consumes the words from ``at`` if they are of its kind and returns their number, or 0.

The first that consumes any decides, so the order matters: "New York" is a known name before "New" can begin another
one, and "General" a title before it can begin a name. A parser changes the state only if it consumes words.
"""


@cache
def _boundary_words() -> frozenset[str]:
    """The words, in lower case, that may begin a known name, a title, a demonym or a word between names.

    Any other word inside a sentence is left to ``_parse_name_word``. A parser that looks at further words needs them
    here.
    """
    tables = lexicon()
    known_names = frozenset(word for word, longest in tables.first_word_lengths.items() if longest > 1)
    return known_names | _titles_and_demonyms() | tables["calendar"] | tables["function"]


@cache
def _mere_openers() -> frozenset[str]:
    """The function words that are nothing else, so that no name is one of them at the start of a sentence."""
    tables = lexicon()
    return tables["function"] - _titles_and_demonyms() - tables["calendar"] - tables.first_names


@cache
def _titles_and_demonyms() -> frozenset[str]:
    """The first words of titles, roles and demonyms."""
    tables = lexicon()
    titles = tables["address"] | tables["role"] | tables["occupation"] | tables.title_lengths.keys()
    return titles | {words.partition(" ")[0] for words in tables.demonyms}


def _begins_person_after_place(text: DetectionText, start: int, at: int, last: int) -> bool:
    """True for a first name and a surname after a place or "member of Parliament": "France" and "Emmanuel Macron"."""
    words, tables = text.tokens, text.tables
    if start != at - 1 or at == last:
        return False
    place, first_name, rest = words[start], words[at], words[at + 1 : last + 1]
    if place.lower in tables.first_names or first_name.lower not in tables.first_names:
        return False
    is_one = place.ent_span == first_name.ent_span and place.lower not in _PARLIAMENTS
    if is_one or any(w.lower in tables["name-word"] or w.text == "-" for w in rest):
        return False
    is_parliament = place.lower in _PARLIAMENTS and start > 0 and words[start - 1].lower in ("of", "in")
    return place.ent_type == "GPE" or is_parliament or tables.place(place.text) is not None


def _begins_person_after_firm(text: DetectionText, start: int, at: int, last: int) -> bool:
    """True for a first name and a surname after a legal form: "Acme Corp." and "Dana Cole"."""
    words, before = text.tokens, text.tokens[at - 1]
    is_end = start < at - 1 and before.lower.rstrip(".") in _ENDS_OF_FIRMS
    return is_end and at < last and words[at].lower in text.tables.first_names and words[at + 1].is_capitalised


def _begins_tagged_person(text: DetectionText, start: int, at: int, last: int) -> bool:
    """True for a name after a role at which an entity of the tagger begins that is a person and ends the span.

    It begins with a known first name, or the story also writes the role in lower case: "Tycoon" and "Scot Young".
    """
    words, entity = text.tokens, text.tokens[at].ent_span
    before = words[at - 1].lower
    is_parted = words[at].lower in text.tables.first_names or before in text.lowercase_words
    is_person = words[at].ent_type == "PERSON" and at < last and is_parted
    is_new = entity is not None and entity not in (words[start].ent_span, words[at - 1].ent_span)
    is_surname = before in text.tables["royal"] or before in text.tables.surnames
    return is_person and is_new and words[last].ent_span == entity and text.tables.is_role(before) and not is_surname


def _is_between_names(text: DetectionText, start: int, at: int, last: int) -> bool:
    """True for a hyphen between two names ("U.S.-Japan"), not inside one ("Jean-Claude")."""
    tables = text.tables
    if at + 1 > last or tables.canonical(span_text(text.tokens, start, at + 1)):
        return False
    sides = (span_text(text.tokens, start, at - 1), text.tokens[at + 1].text)
    demonyms = [side.casefold() in tables.demonyms for side in sides]
    is_known = all(tables.canonical(side) or is_demonym for side, is_demonym in zip(sides, demonyms, strict=True))
    return is_known and (any(demonyms) or any(tables.place(side) for side in sides))


def _emit(text: DetectionText, state: _SplitState, last: int, *, precedes_title: bool = False) -> None:
    """Ends the name that is being parsed, if there is one, with the word ``last``."""
    if state.start is None:
        return
    first, last = state.start, _last_word(text, state.start, last, is_titled=state.title is not None)
    name = span_text(text.tokens, first, last)
    if len(name) > 1 and any(map(str.isalpha, name)):
        title_word = text.tokens[state.title[0]].lower if state.title else ""
        state.names.append(
            NameCandidate(
                text_index=text.index,
                first=first,
                last=last,
                text=name,
                title=state.title,
                has_form_of_address=title_word in text.tables["address"],
                title_gender=_title_gender(text, title_word),
                introduced_as_relative=_is_introduced_as_relative(text, state.title, first),
                precedes_title=precedes_title,
                follows_demonym=state.follows_demonym,
            )
        )
    state.start, state.title, state.follows_demonym = None, None, False


def _last_word(text: DetectionText, first: int, last: int, *, is_titled: bool) -> int:
    """The last word of a name without what follows it: connecting words, marks, letters like "QC", agencies."""
    if last > first + 2 and text.tokens[last].text in _STATES and text.tokens[last - 1].lower == "of":
        last -= 2  # "Gov. Lee Park of Calif."
    while last > first and (
        text.tokens[last].lower in ("-", ".", "&", "of", "and", "the", ",")
        or (last > first + (not is_titled) and _is_post_nominal(text, last))
        or (last > first + 1 and text.tokens[last].text in _AGENCIES)
    ):
        last -= 1
    return last


def _is_post_nominal(text: DetectionText, at: int) -> bool:
    """True for letters after a name; "Ch" and "Om" are none unless both are capitals."""
    word = text.tokens[at]
    return word.lower in text.tables["post-nominal"] and not (len(word.text) == 2 and word.text.istitle())


def _title_gender(text: DetectionText, title_word: str) -> Literal["man", "woman"] | None:
    if not title_word:
        return None
    if title_word in text.tables["woman"]:
        return "woman"
    return "man" if title_word in text.tables["man"] else None


def _is_introduced_as_relative(text: DetectionText, title: tuple[int, int] | None, first: int) -> bool:
    """True if a relational noun ("his wife", "his wife, Dr") or the title "First Lady" is directly before the name."""
    words = text.tokens
    if title is not None and span_lower(words, *title) == ("first", "lady"):
        return True
    at = (title[0] if title else first) - 1
    at -= at > 0 and words[at].lower == ","
    return at >= 0 and words[at].sentence == words[first].sentence and words[at].lower in text.tables["relational-noun"]
