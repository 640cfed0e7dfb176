"""Where names may stand: the runs of capitalised words of a story's pages, cut into names.

Headlines give no candidates, since their capitals say nothing: names known from the body are looked for in them later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.actors.detection.boundaries import LABELS, Cutter
from bot.text.actors.detection.capitalised_spans import MAX_WORDS, text_of
from bot.text.actors.name_candidate import NameCandidate
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.tokens import Page

__all__ = ["find_candidates"]


def _shouted(page: Page, number: int) -> Iterator[NameCandidate]:
    """The tagger's own names: all there is to go by where the whole text is in capitals."""
    words, at = page.words, 0
    while at < len(words):
        first, entity = at, words[at].entity
        while at < len(words) and entity is not None and words[at].entity == entity:
            at += 1
        at += entity is None
        if entity is None or words[first].label not in LABELS:
            continue
        last = at - 1
        while first < last and (words[first].low in ("the", "mr", "mrs") or lexicon().title_at((words[first].low,))):
            first += 1
        while last > first and words[last].text in ("'s", "'", ".", ","):
            last -= 1
        if last - first < MAX_WORDS and words[first].text[0].isalpha():
            yield NameCandidate(number, first, last, text_of(words, first, last))


def find_candidates(pages: Sequence[Page]) -> list[NameCandidate]:
    """The candidates of all pages of one story, in the order of the text."""
    lowered = frozenset(w.low for page in pages for w in page.words if not w.capital)

    def read(surnames: frozenset[str]) -> list[NameCandidate]:
        return [c for number, page in enumerate(pages) for c in Cutter(page, number, lowered, surnames).candidates()]

    found = read(frozenset())
    if not found:
        return [
            c for number, page in enumerate(pages) if page.doc not in (TITLE_DOC, None) for c in _shouted(page, number)
        ]
    # "King said" is a name only where "Billie Jean King" stands in the story, and so is "Such took four wickets"
    surnames = frozenset(c.text.rpartition(" ")[2].casefold() for c in found if c.last > c.first)
    return _trim_titles(read(surnames) if surnames else found, pages)


def _trim_titles(found: Sequence[NameCandidate], pages: Sequence[Page]) -> list[NameCandidate]:
    """Takes the word that opens a title off a name known without it: "End Bush 'denial', Blair tells EU"."""
    in_body = {c.text for c in found if pages[c.page].doc not in (TITLE_DOC, None)}
    first_names, trimmed = lexicon().first_names, []
    for candidate in found:
        opening, _, rest = candidate.text.partition(" ")
        stray = candidate.first == 0 and rest in in_body and candidate.text not in in_body
        if stray and pages[candidate.page].doc in (TITLE_DOC, None) and opening.casefold() not in first_names:
            candidate = replace(candidate, first=1, text=rest)
        trimmed.append(candidate)
    return trimmed
