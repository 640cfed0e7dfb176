"""Splits capitalised spans into names: at titles, demonyms, weekdays, possessives and hyphens between names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.text.actors.detection.demonyms import demonym_length
from bot.text.actors.detection.detection_page import known_name_length, span_lower, span_text
from bot.text.actors.detection.sentence_openers import is_calendar_word, is_sentence_opener
from bot.text.actors.detection.titles import title_length
from bot.text.actors.name_candidate import NameCandidate

if TYPE_CHECKING:
    from bot.text.actors.detection.detection_page import DetectionPage

__all__ = ["split_span"]


@dataclass(slots=True)
class _SplitState:
    """The names found so far in a span, and the words read since the last of them."""

    names: list[NameCandidate] = field(default_factory=list)
    start: int | None = None
    """First word of the name that is being read."""
    title: tuple[int, int] | None = None
    follows_demonym: bool = False


def split_span(page: DetectionPage, first: int, last: int) -> list[NameCandidate]:
    """The names within the span of words ``first`` to ``last``, in order."""
    state, at = _SplitState(), first
    while at <= last:
        at += next(size for read in _READERS if (size := read(page, state, at, last)))
    _emit(page, state, last)
    return state.names


def _read_known_name(page: DetectionPage, state: _SplitState, at: int, last: int) -> int:
    size = known_name_length(page, at, last) if state.start is None else 0
    if size:
        state.start = at
        _emit(page, state, at + size - 1)
    return size


def _read_title(page: DetectionPage, state: _SplitState, at: int, last: int) -> int:
    size = title_length(page, at, last, inside_name=state.start is not None)
    if size:
        _emit(page, state, at - 1, precedes_title=True)
        state.title = (at, at + size - 1)
    return size


def _read_other_word(page: DetectionPage, state: _SplitState, at: int, last: int) -> int:
    """Reads a capitalised word that is not part of a name."""
    is_calendar = is_calendar_word(page, at, last, start=state.start, title=state.title)
    if not is_calendar and (state.start is not None or not is_sentence_opener(page, at, last)):
        return 0
    _emit(page, state, at - 1)
    state.title = None
    return 1


def _read_demonym(page: DetectionPage, state: _SplitState, at: int, last: int) -> int:
    size = demonym_length(page, at, last, start=state.start)
    if size:
        _emit(page, state, at - 1)
        state.follows_demonym, state.title = True, None
    return size


def _read_name_word(page: DetectionPage, state: _SplitState, at: int, last: int) -> int:
    is_hyphen = page.tokens[at].text == "-"
    if state.start is None and not is_hyphen:
        state.start = at
    elif state.start is not None and is_hyphen and _is_between_names(page, state.start, at, last):
        _emit(page, state, at - 1)
    return 1


_READERS = (_read_known_name, _read_title, _read_other_word, _read_demonym, _read_name_word)
"""Each reads the words from ``at`` if they are of its kind and returns their number; the first to read any decides."""


def _is_between_names(page: DetectionPage, start: int, at: int, last: int) -> bool:
    """True for a hyphen between two names ("U.S.-Japan"), not inside one ("Jean-Claude")."""
    tables = page.tables
    if at + 1 > last or tables.canonical(span_text(page.tokens, start, at + 1)):
        return False
    sides = (span_text(page.tokens, start, at - 1), page.tokens[at + 1].text)
    demonyms = [side.casefold() in tables.demonyms for side in sides]
    is_known = all(tables.canonical(side) or is_demonym for side, is_demonym in zip(sides, demonyms, strict=True))
    return is_known and (any(demonyms) or any(tables.place(side) for side in sides))


def _emit(page: DetectionPage, state: _SplitState, last: int, *, precedes_title: bool = False) -> None:
    """Ends the name that is being read, if one is, with the word ``last``."""
    if state.start is None:
        return
    first, last = state.start, _last_word(page, state.start, last)
    text = span_text(page.tokens, first, last)
    if len(text) > 1 and any(c.isalpha() for c in text):
        title_word = page.tokens[state.title[0]].lower if state.title else ""
        state.names.append(
            NameCandidate(
                page=page.number,
                first=first,
                last=last,
                text=text,
                title=state.title,
                has_form_of_address=title_word in page.tables["address"],
                title_gender=_title_gender(page, title_word),
                introduced_as_relative=_is_introduced_as_relative(page, state.title, first),
                precedes_title=precedes_title,
                follows_demonym=state.follows_demonym,
            )
        )
    state.start, state.title, state.follows_demonym = None, None, False


def _last_word(page: DetectionPage, first: int, last: int) -> int:
    """The last word of a name, without trailing linking words and punctuation."""
    while last > first and page.tokens[last].lower in ("-", ".", "&", "of", "and", "the"):
        last -= 1
    return last


def _title_gender(page: DetectionPage, title_word: str) -> Literal["man", "woman"] | None:
    if title_word in page.tables["woman"]:
        return "woman"
    return "man" if title_word in page.tables["man"] else None


def _is_introduced_as_relative(page: DetectionPage, title: tuple[int, int] | None, first: int) -> bool:
    """True if a relational noun ("his wife", "his wife, Dr") or the title "First Lady" is directly before the name."""
    words = page.tokens
    if title is not None and span_lower(words, *title) == ("first", "lady"):
        return True
    at = (title[0] if title else first) - 1
    at -= at > 0 and words[at].lower == ","
    return at >= 0 and words[at].sentence == words[first].sentence and words[at].lower in page.tables["kin"]
