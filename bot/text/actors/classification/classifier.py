"""Classifies the names of a story as persons, organisations, places or none of these.

Rules with certain evidence are tried first. The other names get the most probable kind by a logistic model, in two
passes (see ``cue_weights``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.classification.context_cues import CUES_OF_PERSONS, WORK
from bot.text.actors.classification.cue_counts import count_cues
from bot.text.actors.classification.cue_weights import KINDS, cue_values, kind_probabilities
from bot.text.actors.classification.evidence import Evidence
from bot.text.actors.classification.place_evidence import is_named_after_saint, is_named_as_place, stands_as_place
from bot.text.actors.classification.related_names import coordinated_names, related_name_cues
from bot.text.actors.classification.rules import (
    RULES,
    acts_as_organisation,
    ends_as_firm,
    is_called_body,
    is_first_name,
    is_named_as_body,
    is_tagged_organisation,
)
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.text.actors.classification.cue_counts import NameForm
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["classify_names"]

_LIKE_PERSON = 0.5
"""The probability above which an organisation's name looks like a person's, so that its last word does too."""
_CUES_OF_FIRMS = frozenset(
    (
        "role of before",
        "organisation verb after",
        "owns a noun of organisations",
        "verb and its after",
        "company noun after",
    )
)
_MIN_CUES_OF_FIRM = 2
_OPENINGS_OF_FIRMS = frozenset(("Group", "Groupe", "Grupo", "Gruppo", "Banco", "Banca", "Banque"))
_CERTAIN = 0.9
"""The probability of a full name that a rule takes for a person's."""


def classify_names(
    candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]
) -> dict[str, tuple[ActorKind, list[NameCandidate]]]:
    """Maps each form of a name to its kind and its occurrences; forms that name no actor are left out.

    The longest come first: what a rule takes for a person's full name says that its last word is a surname.
    """
    tables = lexicon()
    forms = count_cues(candidates, texts)
    values = {name: cue_values(form) for name, form in forms.items()}
    first_pass = {name: kind_probabilities(cues.items(), second_pass=False) for name, cues in values.items()}
    related = related_name_cues(first_pass, coordinated_names(candidates, texts), tables["particle"])
    kinds: dict[str, ActorKind] = {}
    surnames: set[str] = set()
    last_names: set[str] = set()
    firms = _short_names_of_firms(forms) | _names_of_businesses(forms)
    for name in sorted(forms, key=lambda name: -name.count(" ")):
        form = forms[name]
        if form.cues[WORK] == len(form.occurrences):
            continue
        from_others = related.get(name, {})
        probabilities = kind_probabilities((values[name] | from_others).items(), second_pass=True)
        last_of, last_alone, first_of = (
            from_others.get(f"{part}: person", 0.0) for part in ("last word of", "last word alone", "first word of")
        )
        last_of = max(last_of, _CERTAIN * (name in surnames))
        evidence = Evidence(form, probabilities, last_of, last_alone, first_of, texts, tables)
        kind, is_certain = _kind(evidence)
        if kind is None and not is_certain and name in last_names:
            kind = ActorKind.PERSON  # nothing else is known of "Haftar", and the story has "Khalifa Haftar"
        is_firm = name in firms and name not in last_names and not evidence.has_cue(*CUES_OF_PERSONS)
        if kind is ActorKind.PERSON and is_firm:
            kind, is_certain = ActorKind.ORGANISATION, True
        if kind is ActorKind.ORGANISATION and is_certain and evidence.person_probability > _LIKE_PERSON:
            firms.add(name.rpartition(" ")[2])
        if kind is not None:
            kinds[name] = kind
        if kind is ActorKind.PERSON and " " in name:
            last_names.add(name.rpartition(" ")[2])
            surnames |= {name.rpartition(" ")[2]} if is_certain else set()
    return {name: (kinds[name], form.occurrences) for name, form in forms.items() if name in kinds}


def _short_names_of_firms(forms: Iterable[str]) -> set[str]:
    """The short names of firms: "Ed Finch" of "Ed Finch Ltd", of "Ed Finch Moss & Lund" and of "Group Ed Finch"."""
    legal_forms, short = lexicon()["legal-form"], set[str]()
    for name in forms:
        whole, _, last = name.rpartition(" ")
        if last.lower().replace(".", "") in legal_forms:
            short.add(whole.rstrip(","))
        first, _, rest = name.partition(" ")
        if first in _OPENINGS_OF_FIRMS and rest:
            short |= {name, rest}
        partners = name.partition(" & ")[0].split() if " & " in name else []
        short.update(" ".join(partners[:size]) for size in range(1, len(partners) + 1))
    return short


def _names_of_businesses(forms: Mapping[str, NameForm]) -> set[str]:
    """The names like a person's whose last word does what only firms do, in two ways: "shares in Wimpey", its sales."""
    found = set[str]()
    for name, form in forms.items():
        short = forms.get(name.rpartition(" ")[2]) if " " in name else None
        if short is None or short.text in lexicon().known_by_surname:
            continue
        is_person = not (form.cues.keys() | short.cues.keys()).isdisjoint(CUES_OF_PERSONS)
        if not is_person and len(short.cues.keys() & _CUES_OF_FIRMS) >= _MIN_CUES_OF_FIRM:
            found |= {name, short.text}
    return found


def _kind(evidence: Evidence) -> tuple[ActorKind | None, bool]:
    """The kind of a name, or None, and whether a rule decides it."""
    is_code = any(map(str.isdigit, evidence.text))  # "ESR-7" is no person
    for kind, applies, _ in RULES:
        if not (is_code and kind is ActorKind.PERSON) and applies(evidence):
            return kind, True
    corrected = _corrected(evidence, KINDS[max(range(4), key=evidence.probabilities.__getitem__)])
    if is_code and corrected is ActorKind.PERSON:
        return KINDS[max(range(1, 4), key=evidence.probabilities.__getitem__)], False
    return corrected, False


def _corrected(evidence: Evidence, kind: ActorKind | None) -> ActorKind | None:
    """The most probable kind, unless something that the model does not know speaks against it."""
    if kind is None and is_first_name(evidence):
        return ActorKind.PERSON
    if kind is None and (is_tagged_organisation(evidence) or is_called_body(evidence)):
        return ActorKind.ORGANISATION
    if kind is ActorKind.PERSON and (
        is_named_as_place(evidence) or ends_as_firm(evidence) or is_named_after_saint(evidence)
    ):
        return KINDS[max((1, 2), key=evidence.probabilities.__getitem__)]
    if kind is ActorKind.PERSON and acts_as_organisation(evidence):
        begins_as_person = evidence.words[0] in evidence.tables.first_names  # "Paul Smith" is no place either
        return KINDS[1 if begins_as_person else max((1, 2), key=evidence.probabilities.__getitem__)]
    if kind in (ActorKind.ORGANISATION, None) and stands_as_place(evidence):
        return ActorKind.PLACE
    is_called = evidence.has_cue("noun of organisation before") and evidence.text not in evidence.tables.places
    is_body = is_called or is_named_as_body(evidence)
    return ActorKind.ORGANISATION if kind is ActorKind.PLACE and is_body else kind
