"""Tells from the nouns beside a name that it is a place's: "towns of X", "the X region", "X is a town"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.classification.context_cues import TITLE

if TYPE_CHECKING:
    from bot.text.actors.classification.evidence import Evidence
    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["is_called_place"]

_REGIONS = frozenset(
    "region province port district village peninsula valley checkpoint mosque island suburb settlement county".split()
)
"""Nouns that stand after the name of a place, and after no name of a team or company as "city" and "stadium" do."""
_ALSO_OF_BODIES = frozenset(("state", "capital"))
_MAX_PREDICATE_WORDS = 4


def is_called_place(evidence: Evidence) -> bool:
    """True if a noun says so, and nothing shows a person or a known body."""
    tables = evidence.tables
    is_body = evidence.text in tables.organisations or evidence.words[-1] in tables["organisation-word"]
    is_person = evidence.full_name_probability or evidence.has_cue(
        "form of address before", TITLE, "age after", "he or she after"
    )
    if is_body or is_person:
        return False
    return any(_is_called_place(evidence, occurrence) for occurrence in evidence.form.occurrences)


def _is_called_place(evidence: Evidence, occurrence: NameCandidate) -> bool:
    tokens, kinds = evidence.texts[occurrence.text_index].tokens, evidence.tables["place-kind"]
    before = [word.lower for word in tokens[max(occurrence.first - 2, 0) : occurrence.first]]
    after = [word.lower for word in tokens[occurrence.last + 1 : occurrence.last + 3]]
    if len(before) == 2 and before[1] == "of" and (before[0] in kinds or before[0].removesuffix("s") in kinds):
        return True
    if before[-1:] in (["the"], ["'s"]) and after[:1] and after[0] in _REGIONS:
        return True
    if after not in (["is", "a"], [",", "a"], ["is", "an"]):
        return False
    start = occurrence.last + 3
    predicate = [word.lower for word in tokens[start : start + _MAX_PREDICATE_WORDS]]
    end = next((k for k, word in enumerate(predicate) if word in ("of", "in", "on", "near", ",", ".")), len(predicate))
    return 0 < end < len(predicate) and predicate[end - 1] in kinds - _ALSO_OF_BODIES
