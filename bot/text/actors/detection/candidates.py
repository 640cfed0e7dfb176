"""Finds all name candidates of a story.

Title-case headlines have no candidates, since their capitals carry no information: names known from the body are
searched in them later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.actors.detection.boundaries import split_span
from bot.text.actors.detection.capitalised_spans import find_capitalised_spans
from bot.text.actors.detection.detection_page import MAX_SPAN_WORDS, DetectionPage, span_text
from bot.text.actors.detection.sentence_openers import ACTOR_LABELS
from bot.text.actors.name_candidate import NameCandidate
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.tokens import TokenizedText

__all__ = ["find_candidates"]


def find_candidates(pages: Sequence[TokenizedText]) -> list[NameCandidate]:
    """The name candidates of all pages of one story, in the order of the text."""
    tables = lexicon()
    lowercase_words = frozenset(w.lower for page in pages for w in page.tokens if not w.is_capitalised)
    searched = [
        DetectionPage(number, page.tokens, _is_title(page), tables, lowercase_words)
        for number, page in enumerate(pages)
    ]
    spans = [list(find_capitalised_spans(page)) for page in searched]
    found = _split(searched, spans)
    if not found:
        return [c for page in searched if not page.is_title for c in _candidates_in_all_caps(page)]
    # "King said" and "Such took four wickets" are names only where the story has "Billie Jean King", "Peter Such"
    surnames = frozenset(c.text.rpartition(" ")[2].casefold() for c in found if c.last > c.first)
    if surnames:
        searched = [replace(page, surnames=surnames) for page in searched]
        found = _split(searched, spans)
    return _strip_headline_openers(found, searched)


def _is_title(page: TokenizedText) -> bool:
    return page.doc is None or page.doc == TITLE_DOC


def _split(pages: Sequence[DetectionPage], spans: Sequence[Sequence[tuple[int, int]]]) -> list[NameCandidate]:
    return [c for page, of_page in zip(pages, spans, strict=True) for span in of_page for c in split_span(page, *span)]


def _candidates_in_all_caps(page: DetectionPage) -> Iterator[NameCandidate]:
    """The tagger's entities: where the whole text is in capitals, there is nothing else to go by."""
    words, at = page.tokens, 0
    while at < len(words):
        first, entity = at, words[at].ent_span
        at += 1
        if entity is None or words[first].ent_type not in ACTOR_LABELS:
            continue
        while at < len(words) and words[at].ent_span == entity:
            at += 1
        first, last = _without_title(page, first, at - 1)
        if last - first < MAX_SPAN_WORDS and words[first].text[0].isalpha():
            yield NameCandidate(page.number, first, last, span_text(words, first, last))


def _without_title(page: DetectionPage, first: int, last: int) -> tuple[int, int]:
    """An entity's span without a title before and a possessive or punctuation after the name."""
    words, tables = page.tokens, page.tables
    while first < last and (words[first].lower in ("the", "mr", "mrs") or tables.title_at((words[first].lower,))):
        first += 1
    while last > first and words[last].lower in ("'s", "'", ".", ","):
        last -= 1
    return first, last


def _strip_headline_openers(found: Sequence[NameCandidate], pages: Sequence[DetectionPage]) -> list[NameCandidate]:
    """Strips a headline's first word from a candidate if the rest is a name in the body: "End Bush" is "Bush"."""
    in_body = {c.text for c in found if not pages[c.page].is_title}
    stripped = []
    for candidate in found:
        page = pages[candidate.page]
        opener, _, rest = candidate.text.partition(" ")
        opens_title = page.is_title and candidate.first == 0 and opener.casefold() not in page.tables.first_names
        if opens_title and rest in in_body and candidate.text not in in_body:
            candidate = replace(candidate, first=1, text=rest)
        stripped.append(candidate)
    return stripped
