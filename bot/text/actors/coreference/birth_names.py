"""Joins a person's other name to the person: "Dora Vane, born Edith Marsh", "Dora Vane, also known as Edith Marsh"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.detection.detection_text import lower_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["join_birth_names"]

_INTRODUCTIONS = (
    ("born",),
    ("née",),
    ("nee",),
    ("also", "known", "as"),
    ("real", "name", "is"),
    ("real", "name", "was"),
)
"""What stands before a name that somebody has or had beside the usual one."""
_BEFORE_BORN = frozenset((",", "(", "was", "who"))
"""Words before "born", or else it belongs to what is before it: "London-born Edith Marsh"."""
_OBJECTS = ("pobj", "dobj", "conj")


def join_birth_names(clusters: Sequence[NameCluster], texts: Sequence[TokenizedText]) -> list[NameCluster]:
    """The clusters, without persons whom the story names only as what another is or was called too.

    Such a name is a form of the other's that the story never uses.
    """
    persons = [cluster for cluster in clusters if cluster.kind is ActorKind.PERSON]
    joined: set[int] = set()
    for cluster in persons:
        names = cluster.occurrences
        if not all(_introduction(name, texts[name.text_index].tokens) for name in names):
            continue
        others = [other for other in persons if other is not cluster and id(other) not in joined]
        bearer = _bearer(names[0], others, texts[names[0].text_index].tokens)
        if bearer is not None:
            bearer.forms.update(dict.fromkeys(cluster.forms, 0))
            bearer.occurrences += names
            joined.add(id(cluster))
    return [cluster for cluster in clusters if id(cluster) not in joined]


def _introduction(name: NameCandidate, tokens: Sequence[Token]) -> int:
    """The number of words before a name that introduce it as somebody's other name; 0 if none do."""
    for words in _INTRODUCTIONS:
        start = name.first - len(words)
        if start < 0 or tuple(token.lower for token in tokens[start : name.first]) != words:
            continue
        is_open = words != ("born",) or tokens[start].is_sent_start or tokens[start - 1].lower in _BEFORE_BORN
        return len(words) * is_open
    return 0


def _bearer(name: NameCandidate, persons: Sequence[NameCluster], tokens: Sequence[Token]) -> NameCluster | None:
    """The person named last before the introduction in its sentence; the first after one that opens the sentence.

    Those after "Born Edith Marsh in Leeds to Sam and Ida Crane" are others.
    """
    start = name.first - _introduction(name, tokens)
    opens = tokens[start].is_sent_start
    if opens and lower_at(tokens, name.last + 1) != ",":
        return None
    near = [
        (abs(other.first - name.first), person)
        for person in persons
        for other in person.occurrences
        if other.text_index == name.text_index
        and tokens[other.first].sentence == tokens[name.first].sentence
        and (other.first > name.last and not _is_object(other, tokens) if opens else other.last < start)
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _is_object(name: NameCandidate, tokens: Sequence[Token]) -> bool:
    return any(word.dep in _OBJECTS for word in tokens[name.first : name.last + 1])
