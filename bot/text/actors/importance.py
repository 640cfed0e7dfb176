"""Ranks the actors of an article by importance: how often and where they are named, and their kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.tokens import TokenizedText

__all__ = ["rank_by_importance"]

_LEAD_SENTENCES = 3
_IN_TITLE, _HAS_ROLE = 2.0, 0.5
_KIND_WEIGHT = {ActorKind.PERSON: 1.3, ActorKind.ORGANISATION: 1.0, ActorKind.PLACE: 0.7}


def rank_by_importance(
    clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]], texts: Sequence[TokenizedText]
) -> list[int]:
    """The indices of the clusters, the most important first; equal ones in the order of their first mentions."""
    lead = _lead_sentences(texts)

    def sort_key(index: int) -> tuple[float, int, int]:
        first = clusters[index].occurrences[0]
        return -_importance(clusters[index], roles[index], texts, lead), first.text_index, first.first

    return sorted(range(len(clusters)), key=sort_key)


def _lead_sentences(texts: Sequence[TokenizedText]) -> set[int]:
    """The first sentences of each document."""
    firsts = {min(text.sentence_ranges) for text in texts if text.sentence_ranges}
    return {first + offset for first in firsts for offset in range(_LEAD_SENTENCES)}


def _importance(cluster: NameCluster, roles: Sequence[Role], texts: Sequence[TokenizedText], lead: Set[int]) -> float:
    """The number of mentions and of lead sentences with the name, plus a title and a role, times the kind's weight."""
    in_title = any(texts[o.text_index].doc in (TITLE_DOC, None) for o in cluster.occurrences)
    sentences = {texts[o.text_index].tokens[o.first].sentence for o in cluster.occurrences}
    weight = len(cluster.occurrences) + _HAS_ROLE * bool(roles) + _IN_TITLE * in_title + len(sentences & lead)
    return weight * _KIND_WEIGHT[cluster.kind]
