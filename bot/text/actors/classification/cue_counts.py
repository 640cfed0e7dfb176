"""What speaks for a name being a person, an organisation, a place or nothing: cues, added up over the whole story.

A cue is a plain name ("title before", "in a gazetteer"). The weights of the cues are in ``data/cue_weights.tsv``; they
are those of a multinomial logistic regression fitted on news articles with annotated names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.text.actors.classification.context_cues import cues_of_place
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Page

__all__ = ["NameString", "add_up"]

_SPORT_WORDS = 4
_SPORT_SHARE = 0.02
_CHANGED_BY_SPORT = frozenset(
    (
        *("in before", "at before", "the before", "from before", "by before", "of before", "for before"),
        *("against before", "number before", "number after", "possessive", "verb after", "noun after"),
        *("ends the sentence", "tagger: state"),
    )
)


@dataclass(slots=True)
class NameString:
    """One form of a name with all its occurrences in the story and the cues added up over them."""

    key: str
    occurrences: list[NameCandidate] = field(default_factory=list)
    cues: Counter[str] = field(default_factory=Counter)


def is_sport(pages: Sequence[Page]) -> bool:
    """Whether the story tells of a match: there a city's name is often its club's."""
    words, known = Counter(w.low for page in pages for w in page.words), lexicon()["sport"]
    found = [words[w] for w in known if w in words]
    return len(found) >= _SPORT_WORDS and sum(found) >= _SPORT_SHARE * sum(words.values())


def _sport_cues(key: str) -> set[str]:
    tables = lexicon()
    if key in tables.countries:
        return set()
    return (
        {"place in the table, in sport"}
        if key in tables.places
        else {"one word, in sport"}
        if " " not in key
        else set()
    )


def add_up(candidates: Sequence[NameCandidate], pages: Sequence[Page]) -> dict[str, NameString]:
    """Groups the occurrences of one form of a name and counts their cues."""
    strings: dict[str, NameString] = {}
    sport = is_sport(pages)
    for candidate in candidates:
        string = strings.get(candidate.text)
        if string is None:
            string = strings[candidate.text] = NameString(candidate.text)
        string.occurrences.append(candidate)
        cues = set(cues_of_place(candidate, pages[candidate.page]))
        if sport:
            cues |= {f"{cue}, in sport" for cue in cues & _CHANGED_BY_SPORT} | _sport_cues(candidate.text)
        string.cues.update(sorted(cues))  # the order of a set, and so the rounding of sums, differs from run to run
    return strings
