"""From cues to kinds: a weighted sum per kind, first for each name alone, then with its kin and neighbours."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.classification.context_cues import WORK
from bot.text.actors.classification.cue_counts import add_up
from bot.text.actors.classification.name_cues import cues_of_form
from bot.text.data import DATA
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from bot.text.actors.classification.cue_counts import NameString
    from bot.text.actors.detection.boundaries import Candidate
    from bot.text.tokens import Page

__all__ = ["Odds", "cue_values", "judge", "kin_cues", "neighbours", "read_weights", "weights"]

Odds = tuple[float, float, float, float]
"""Probabilities of person, organisation, place, nothing."""
KINDS = (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE, None)
_NAMES = ("person", "organisation", "place", "nothing")
_WEIGHTS = DATA / "cue_weights.tsv"
_EVEN = 0.5
_SURE = 0.8
_LIKELY = 0.6
_SURNAME_FLOOR = 0.15
"""A bare name that is the last word of a likely person is that person already at these odds."""
_OF_PLACES = (
    *("in before", "from before", "of before", "to before", "at before", "place preposition before", "on before"),
    *("noun of places after", "owns what places own", "kind of place before", "demonym before", "beside a place"),
)
_KNOWN_FLOOR = 0.3
"""The same for a bare name that news use without a first name."""
_KOREAN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]*-[a-z]+")
_LISTED = frozenset(((",",), ("and",), (",", "and"), ("or",), ("&",)))


@cache
def weights() -> Mapping[str, tuple[Odds, Odds]]:
    """For each cue what it adds to the log odds of each kind, at the first look and at the second."""
    return read_weights(_WEIGHTS)


def read_weights(path: Path) -> Mapping[str, tuple[Odds, Odds]]:
    """The same from a file: a cue and its eight numbers a line, under a line of headings."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    table = {}
    for line in lines[1:]:
        cue, *values = line.split("\t")
        a, b, c, d, e, f, g, h = map(float, values)
        table[cue] = ((a, b, c, d), (e, f, g, h))
    return table


def _odds(cues: Iterable[tuple[str, float]], again: bool) -> Odds:
    table = weights()
    total = list(table["always"][again])
    for cue, value in cues:
        row = table.get(cue)
        if row:
            for kind, weight in enumerate(row[again]):
                total[kind] += weight * value
    top = max(total)
    a, b, c, d = (math.exp(t - top) for t in total)
    whole = a + b + c + d
    return a / whole, b / whole, c / whole, d / whole


def cue_values(string: NameString) -> dict[str, float]:
    """The cues of a name with their strength from 0 to 1.

    The tagger's labels count by their share, since its errors on one name repeat; what the text itself says of a
    name counts more slowly than it is repeated (by the root of the number of occurrences).
    """
    n = len(string.occurrences)
    values = {}
    for cue, count in string.cues.items():
        values[cue] = count / n if cue.startswith("tagger") else min(1.0, count / math.sqrt(n))
    values["often"] = math.log(n)
    return values | dict.fromkeys(cues_of_form(string.key), 1.0)


def neighbours(candidates: Sequence[Candidate], pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Pairs of names that stand side by side in a list: "A, B and C"."""
    pairs = []
    for one, two in pairwise(candidates):
        if one.page != two.page or two.first - one.last > 3 or one.key == two.key:
            continue
        words = pages[one.page].words
        between = tuple(w.low for w in words[one.last + 1 : two.first])
        if between in _LISTED and words[one.last].sentence == words[two.first].sentence:
            pairs.append((one.key, two.key))
    return pairs


def kin_cues(first: Mapping[str, Odds], pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """What other names say of a name: longer ones that hold it, its own words alone, those beside it in lists."""
    cues: dict[str, dict[str, float]] = defaultdict(dict)
    particles = lexicon()["particle"]
    # "Van der Bellen" alone is the last name of "Alexander Van der Bellen", whatever the particle's case
    tails = {key.casefold(): key for key in first if key.partition(" ")[0].casefold() in particles}
    for key, odds in first.items():
        words = key.split(" ")
        if len(words) == 1:
            continue
        at = len(words) - 1
        while at > 1 and words[at - 1].casefold() in particles:
            at -= 1
        last = tails.get(" ".join(words[at:]).casefold(), words[-1])
        for part, where in ((last, "last"), (words[0], "first")):
            alone = first.get(part)
            if alone is None or part == key:
                continue
            for kind in range(3):
                cues[key][f"{where} word alone: {_NAMES[kind]}"] = alone[kind]
                cue = f"{where} word of a {_NAMES[kind]}"
                cues[part][cue] = max(cues[part].get(cue, 0.0), odds[kind])
    beside: dict[str, list[Odds]] = defaultdict(list)
    for one, two in pairs:
        beside[one].append(first[two])
        beside[two].append(first[one])
    for key, all_odds in beside.items():
        for kind in range(4):
            cues[key][f"beside a {_NAMES[kind]}"] = sum(o[kind] for o in all_odds) / len(all_odds)
    return cues


def _is_office(string: NameString, of_person: float) -> bool:
    """Whether a name is a role in capitals ("Group Economist", "Registrar") and not somebody's."""
    tables, words = lexicon(), string.key.casefold().split()
    named = words[0] in tables.first_names or string.cues["tagger: person"] or string.cues["title before"]
    return not named and of_person < _EVEN and tables.is_role(words[-1]) and words[-1] not in tables.surnames


def _kind(string: NameString, odds: Odds, kin: Mapping[str, float]) -> ActorKind | None:
    tables, key = lexicon(), string.key
    of_person = kin.get("last word of a person", 0.0)
    if key in tables.countries:
        # "Tom Holland ... Holland": a surname, where nothing in the story is in, from or of the country
        surname = of_person > _SURE and (odds[0] > _SURE or not any(string.cues[cue] for cue in _OF_PLACES))
        return ActorKind.PERSON if surname else ActorKind.PLACE
    low = key.casefold()
    if _is_office(string, of_person):
        return None
    if _KOREAN.fullmatch(key) and low.partition(" ")[0] in tables["family-first"]:
        return ActorKind.PERSON
    date = low in tables["weekday"] and of_person <= _LIKELY  # "Theresa May ... Mrs May"
    if date or low in tables.demonyms or low in tables["abbreviation"]:
        return None
    if key in tables.organisations and key not in tables.places and odds[0] < _EVEN:
        return ActorKind.ORGANISATION
    best = KINDS[max(range(4), key=odds.__getitem__)]
    sure_name = (of_person > _LIKELY and odds[0] > _SURNAME_FLOOR) or (
        key in tables.well_known and odds[0] > _KNOWN_FLOOR
    )
    return ActorKind.PERSON if sure_name else best


def judge(candidates: Sequence[Candidate], pages: Sequence[Page]) -> dict[str, tuple[ActorKind, list[Candidate]]]:
    """The kind and the occurrences of every form of a name that stands for an actor."""
    strings = add_up(candidates, pages)
    values = {key: cue_values(string) for key, string in strings.items()}
    first = {key: _odds(cues.items(), again=False) for key, cues in values.items()}
    kin = kin_cues(first, neighbours(candidates, pages))
    family = lexicon()["family"]
    judged = {}
    for key, string in strings.items():
        if string.cues[WORK] == len(string.occurrences):
            continue
        odds = _odds((values[key] | kin.get(key, {})).items(), again=True)
        kind = ActorKind.PERSON if _is_relative(string, pages, family) else _kind(string, odds, kin.get(key, {}))
        if kind is not None:
            judged[key] = (kind, string.occurrences)
    return judged


def _is_relative(string: NameString, pages: Sequence[Page], family: Set[str]) -> bool:
    """Whether an unknown name stands directly behind a relation: "his sister Rafaella"."""
    words = (pages[o.page].words[o.first - 1] for o in string.occurrences if o.first and o.title is None)
    return not lexicon().usual(string.key) and any(word.low in family for word in words)
