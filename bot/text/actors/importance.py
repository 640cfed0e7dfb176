"""Ranks the actors of an article by importance: how often and where they are named, and their kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind
from bot.text.actors.credits import Lines
from bot.text.actors.prominence.main_actors import is_in_matter, main_actors
from bot.text.actors.prominence.mentions import Prominence, is_about_sport, is_table, story_actors
from bot.text.actors.prominence.passing_mentions import mentions_in_matter
from bot.text.actors.prominence.reliability import log_odds
from bot.text.actors.sources import actor_mentions, is_only_credited
from bot.text.tokens import lowercase_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["RankedActor", "measure_prominence", "rank_by_importance"]

_LEAD_SENTENCES = 3
_IN_TITLE, _HAS_ROLE = 2.0, 0.5
_KIND_WEIGHT = {ActorKind.PERSON: 1.3, ActorKind.ORGANISATION: 1.0, ActorKind.PLACE: 0.7}


@dataclass(frozen=True, slots=True)
class RankedActor:
    """The index of an actor's cluster, its mentions other than as a source, and whether it is a main actor."""

    index: int
    mentions: Sequence[NameCandidate]
    is_main: bool
    log_odds: float
    """Those of a person's reliability; nothing asks for those of others."""


def rank_by_importance(
    clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]], texts: Sequence[TokenizedText]
) -> list[RankedActor]:
    """The clusters, the most important first; equal ones in the order of their first mentions.

    Those that datelines and credits alone name are left out.
    """
    actors = measure_prominence(clusters, roles, texts)
    asked = (i for i, actor in enumerate(actors) if actor.kind is ActorKind.PERSON or is_in_matter(actor))
    odds = {index: log_odds(actors[index]) for index in asked}
    main = main_actors(actors, odds)

    def sort_key(index: int) -> tuple[float, int, int]:
        first = clusters[index].occurrences[0]
        return -actors[index].importance, first.text_index, first.first

    ranked = sorted((index for index, actor in enumerate(actors) if not actor.is_only_credited), key=sort_key)
    return [RankedActor(index, actors[index].mentions, index in main, odds.get(index, 0.0)) for index in ranked]


def measure_prominence(
    clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]], texts: Sequence[TokenizedText]
) -> list[Prominence]:
    """The mentions of each actor other than as a source, and what surrounds them."""
    lead, in_lower_case = _lead_sentences(texts), lowercase_words(texts)
    is_sport, is_scores = is_about_sport(texts), is_table(texts)
    lines = [Lines(text) for text in texts]
    named = actor_mentions(clusters, texts, lines)
    importance = [
        _importance(cluster.kind, mentions, texts, lead, has_role=bool(stated))
        for cluster, mentions, stated in zip(clusters, named, roles, strict=True)
    ]
    others = story_actors(clusters, importance)
    actors = []
    for cluster, mentions, stated, value in zip(clusters, named, roles, importance, strict=True):
        credited = not mentions and is_only_credited(cluster, texts, lines)
        story = (texts, lead, value, is_sport, is_scores, in_lower_case, others)
        in_matter = mentions_in_matter(cluster.kind, mentions, texts)
        actors.append(Prominence(cluster, mentions, in_matter, credited, stated, *story))
    return actors


def _lead_sentences(texts: Sequence[TokenizedText]) -> frozenset[int]:
    """The first sentences of each document."""
    firsts = {min(text.sentence_ranges) for text in texts if text.sentence_ranges}
    return frozenset(first + offset for first in firsts for offset in range(_LEAD_SENTENCES))


def _importance(
    kind: ActorKind,
    mentions: Sequence[NameCandidate],
    texts: Sequence[TokenizedText],
    lead: frozenset[int],
    *,
    has_role: bool,
) -> float:
    """The number of mentions and of lead sentences with the name, plus a title and a role, times the kind's weight.

    ``mentions`` are those of an actor other than as a source.
    """
    in_title = any(texts[m.text_index].doc in (TITLE_DOC, None) for m in mentions)
    sentences = {texts[m.text_index].tokens[m.first].sentence for m in mentions}
    weight = len(mentions) + _HAS_ROLE * has_role + _IN_TITLE * in_title + len(sentences & lead)
    return weight * _KIND_WEIGHT[kind]
