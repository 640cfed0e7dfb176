"""Clusters the name forms of one article into actors, each kind by its own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.coreference.name_clusters import NameCluster
from bot.text.actors.coreference.organisation_names import cluster_organisations
from bot.text.actors.coreference.person_names import cluster_persons
from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["cluster_names"]


def cluster_names(
    classified: Mapping[str, tuple[ActorKind, Sequence[NameCandidate]]], texts: Sequence[TokenizedText]
) -> list[NameCluster]:
    """The actors that the forms of names refer to: persons, then organisations, then places.

    ``classified`` has the kind and the occurrences of each form, in the story's ``texts``. Takes time linear in the
    number of forms.
    """
    forms: dict[ActorKind, dict[str, Sequence[NameCandidate]]] = {kind: {} for kind in ActorKind}
    for form, (kind, occurrences) in classified.items():
        forms[kind][form] = occurrences
    return [
        *cluster_persons(forms[ActorKind.PERSON], texts),
        *cluster_organisations(forms[ActorKind.ORGANISATION]),
        *_cluster_places(forms[ActorKind.PLACE]),
    ]


def _cluster_places(forms: Mapping[str, Sequence[NameCandidate]]) -> list[NameCluster]:
    """Places by their usual names in the tables: "U.S." and "United States" are one."""
    clusters: dict[str, NameCluster] = {}
    for form, occurrences in forms.items():
        usual = lexicon().place(form) or form
        clusters.setdefault(name_key(usual), NameCluster(ActorKind.PLACE)).add(occurrences)
    return list(clusters.values())
