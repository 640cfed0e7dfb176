"""Counts the context cues of each form of a name over all its occurrences in the story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.text.actors.classification.context_cues import context_cues
from bot.text.actors.sport import sport_words
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import TokenizedText

__all__ = ["NameForm", "count_cues"]

_MIN_SPORT_WORDS = 4
_MIN_SPORT_SHARE = 0.02
_CHANGED_BY_SPORT = frozenset(
    (
        *("in before", "at before", "the before", "from before", "by before", "of before", "for before"),
        *("against before", "number before", "number after", "possessive", "verb after", "noun after"),
        "tagger: geopolitical entity",
    )
)
"""Cues that have a separate weight in a story about sport, in which a city's name often stands for its club."""


@dataclass(slots=True)
class NameForm:
    """One form of a name with all its occurrences and the number of those that have each cue."""

    text: str
    occurrences: list[NameCandidate] = field(default_factory=list)
    cues: Counter[str] = field(default_factory=Counter)


def count_cues(candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]) -> dict[str, NameForm]:
    """The forms of names by their text, in the order of their first occurrences."""
    forms: dict[str, NameForm] = {}
    tables = lexicon()
    is_sport = _is_sport(texts)
    for candidate in candidates:
        form = forms.get(candidate.text)
        if form is None:
            form = forms[candidate.text] = NameForm(candidate.text)
        form.occurrences.append(candidate)
        cues = context_cues(candidate, texts[candidate.text_index].tokens, tables)
        if is_sport:
            cues |= {f"{cue}, in sport" for cue in cues & _CHANGED_BY_SPORT}
            cues |= _sport_cues(candidate.text, tables)
        form.cues.update(sorted(cues))  # the order of a set, and so the rounding of sums, differs from run to run
    return forms


def _is_sport(texts: Sequence[TokenizedText]) -> bool:
    """True if the story is about a sports match."""
    counts, size = sport_words(texts), sum(len(text.tokens) for text in texts)
    return len(counts) >= _MIN_SPORT_WORDS and counts.total() >= _MIN_SPORT_SHARE * size


def _sport_cues(form: str, tables: Lexicon) -> set[str]:
    if form in tables.countries:
        return set()
    if form in tables.places:
        return {"gazetteer: place, in sport"}
    return set() if " " in form else {"one word, in sport"}
