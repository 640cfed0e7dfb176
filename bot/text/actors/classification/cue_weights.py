"""From the cues of a name to the probabilities of its kinds: a multinomial logistic model.

``bench/fit_cue_weights.py`` fitted the weights in ``data/cue_weights.tsv`` on news articles with annotated names. There
are two sets: one for a name by itself, one for a name with the cues of other names (see ``related_names``).
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.classification.name_cues import name_cues
from bot.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.text.actors.classification.cue_counts import NameForm

__all__ = [
    "KINDS",
    "KIND_LABELS",
    "Probabilities",
    "cue_values",
    "cue_weights",
    "kind_probabilities",
    "read_cue_weights",
]

Probabilities = tuple[float, float, float, float]
"""Probabilities of person, organisation, place and none of these, in this order; weights have the same order."""
KINDS = (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE, None)
KIND_LABELS = ("person", "organisation", "place", "no actor")


@cache
def cue_weights() -> Mapping[str, tuple[Probabilities, Probabilities]]:
    """For each cue its weights (log odds of each kind) in the first pass and in the second."""
    return read_cue_weights(DATA / "cue_weights.tsv")


def read_cue_weights(path: Path) -> Mapping[str, tuple[Probabilities, Probabilities]]:
    """Reads weights from a file: a line of headings, then a cue and its eight numbers a line, separated by tabs."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    weights = {}
    for line in lines[1:]:
        cue, *values = line.split("\t")
        a, b, c, d, e, f, g, h = map(float, values)
        weights[cue] = ((a, b, c, d), (e, f, g, h))
    return weights


def cue_values(form: NameForm) -> dict[str, float]:
    """The cues of a name's words and contexts, each with a strength from 0 to 1 (and "often", a logarithm).

    The tagger's labels count by their share of the occurrences, since the tagger repeats its errors on one name. Other
    context cues saturate at the root of the number of occurrences.
    """
    n = len(form.occurrences)
    values = {}
    for cue, count in form.cues.items():
        values[cue] = count / n if cue.startswith("tagger") else min(1.0, count / math.sqrt(n))
    values["occurrences"] = math.log(n)
    return values | dict.fromkeys(name_cues(form.text), 1.0)


def kind_probabilities(cues: Iterable[tuple[str, float]], *, second_pass: bool) -> Probabilities:
    """The softmax of the weighted sum of cues; cues without weights are ignored."""
    weights = cue_weights()
    a, b, c, d = weights["intercept"][second_pass]
    for cue, value in cues:
        if found := weights.get(cue):
            person, organisation, place, no_actor = found[second_pass]
            a, b, c, d = a + person * value, b + organisation * value, c + place * value, d + no_actor * value
    top = max(a, b, c, d)
    a, b, c, d = math.exp(a - top), math.exp(b - top), math.exp(c - top), math.exp(d - top)
    whole = a + b + c + d
    return a / whole, b / whole, c / whole, d / whole
