"""Second-pass cues: first-pass results for a name's own words, for longer names with it, and for adjacent names."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.actors.classification.cue_weights import KIND_LABELS
from bot.text.name_parts import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.text.actors.classification.cue_weights import Probabilities
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["coordinated_names", "related_name_cues"]

_PARTICLE_END = re.compile(r"[ -]")
"""What follows the particle of "van Dijk" and of "El-Sisi"."""
_COORDINATIONS = frozenset(((",",), ("and",), (",", "and"), ("or",), ("&",)))
_MAX_COORDINATION = max(map(len, _COORDINATIONS))


def coordinated_names(candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]) -> list[tuple[str, str]]:
    """Pairs of names that are adjacent in a list: "A, B and C" has two."""
    return [(one.text, two.text) for one, two in pairwise(candidates) if _are_coordinated(one, two, texts)]


def _are_coordinated(one: NameCandidate, two: NameCandidate, texts: Sequence[TokenizedText]) -> bool:
    if one.text_index != two.text_index or two.first - one.last > _MAX_COORDINATION + 1 or one.text == two.text:
        return False
    words = texts[one.text_index].tokens
    between = tuple(w.lower for w in words[one.last + 1 : two.first])
    return between in _COORDINATIONS and words[one.last].sentence == words[two.first].sentence


def related_name_cues(
    first_pass: Mapping[str, Probabilities], pairs: Iterable[tuple[str, str]], particles: frozenset[str]
) -> dict[str, dict[str, float]]:
    """For each name its second-pass cues and their strengths.

    ``first_pass`` has the probabilities of all names, ``pairs`` are those of ``coordinated_names``. Where "Frost" is
    also the last word of "Dan Frost", "Frost" gets "last word of: person" with the probability that "Dan Frost" is a
    person, and "Dan Frost" gets "last word alone: person" with that of "Frost"; of coordinated names each gets
    "beside: person" with the mean of the others.
    """
    cues: dict[str, dict[str, float]] = defaultdict(dict)
    for name, part, position in _parts(first_pass, particles):
        for kind in range(3):
            cues[name][f"{position} word alone: {KIND_LABELS[kind]}"] = first_pass[part][kind]
            cue = f"{position} word of: {KIND_LABELS[kind]}"
            cues[part][cue] = max(cues[part].get(cue, 0.0), first_pass[name][kind])
    beside: dict[str, list[Probabilities]] = defaultdict(list)
    for one, two in pairs:
        beside[one].append(first_pass[two])
        beside[two].append(first_pass[one])
    for name, others in beside.items():
        for kind in range(4):
            cues[name][f"beside: {KIND_LABELS[kind]}"] = sum(other[kind] for other in others) / len(others)
    return cues


def _parts(names: Iterable[str], particles: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Each name with its last name and its first word ("last" or "first"), where the story has these alone too."""
    known = dict.fromkeys(names)
    # "Van der Bellen" alone is the last name of "Alexander Van der Bellen", whatever the case of the particles
    with_particle = {name.casefold(): name for name in known if _PARTICLE_END.split(name)[0].casefold() in particles}
    for name in known:
        words = name.split(" ")
        if len(words) > 2 and words[-1].casefold().rstrip(".") in SUFFIXES:
            words = [*words[:-2], words[-2].rstrip(",")]  # "King" is the last word of "Martin Luther King Jr."
        if len(words) == 1:
            continue
        last = with_particle.get(_last_name(words, particles), words[-1])
        for word, position in ((last, "last"), (words[0], "first")):
            part = word.title() if word.isupper() and word not in known else word  # "MARLOW" is "Marlow" next
            if part in known and part != name:
                yield name, part, position


def _last_name(words: Sequence[str], particles: frozenset[str]) -> str:
    """The last word with the particles before it, in lower case."""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in particles:
        at -= 1
    return " ".join(words[at:]).casefold()
