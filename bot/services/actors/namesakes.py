"""Tells the persons of one bare name apart: two articles mean one person only if something in them shows it.

A first and a last name together are one person everywhere: articles hardly ever say enough to tell two apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon
from bot.text.name_parts import is_bare_surname, strip_title
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Set
    from datetime import datetime

    from bot.models.actors import NamedIn
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["Bearer", "bearers", "connected_articles", "ids_of_articles"]

MAX_COMPANIONS = 2_000
"""How many other names of the articles are compared."""
MAX_ARTICLES = 50
"""A bare name in more articles is one that everybody knows."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """One of the persons of a bare name: the articles that mean this person, the newest first."""

    articles: tuple[NamedIn, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the articles."""
        return tuple(dict.fromkeys(named.number for named in self.articles))

    def within(self, ids: Set[int]) -> tuple[int, int]:
        """The number of articles with one of these ids, and of the mentions in them."""
        named = [named for named in self.articles if named.article in ids]
        return len({found.article for found in named}), sum(found.mentions for found in named)


async def ids_of_articles(
    store: Store, scope: int, actor: LinkedActor, *, since: datetime | None, until: datetime | None
) -> set[int]:
    """The ids of the articles of a period that name an actor with ``bearers``, for ``Bearer.within``."""
    ids = [member.id for member in actor.members]
    named = await store.named_in(scope, ids, since=since, until=until, limit=MAX_ARTICLES * len(ids))
    return {found.article for found in named}


async def bearers(store: Store, scope: int, actor: LinkedActor) -> tuple[Bearer, ...]:
    """The persons that a bare name may stand for, the one of the newest article first; empty if it is one actor."""
    if not _is_bare(actor) or sum(member.articles for member in actor.members) < 2:
        return ()
    ids = [member.id for member in actor.members]
    named = await store.named_in(scope, ids, limit=MAX_ARTICLES * len(ids) + 1)
    if len({found.article for found in named}) > MAX_ARTICLES:
        return ()
    groups = connected_articles(named, await store.companions(scope, ids, limit=MAX_COMPANIONS))
    persons = [Bearer(tuple(found for found in named if found.article in group)) for group in groups]
    return tuple(persons) if len(persons) > 1 else ()


def connected_articles(named: Iterable[NamedIn], companions: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups the ids of articles in which the actor has a role, or another actor (``companions``), in common."""
    evidence: dict[int, set[Hashable]] = {}
    for found in named:
        evidence.setdefault(found.article, set()).update(name_key(role) for role in found.roles)
    for article, companion in companions:
        if article in evidence:
            evidence[article].add(companion)
    groups: list[tuple[list[int], set[Hashable]]] = []
    for article, facts in evidence.items():
        joined = [group for group in groups if group[1] & facts]
        groups = [group for group in groups if not group[1] & facts]
        ids = [known for group in joined for known in group[0]]
        groups.append(([*ids, article], facts.union(*(group[1] for group in joined))))
    order = list(evidence)
    return sorted((group[0] for group in groups), key=lambda ids: order.index(ids[0]))


def _is_bare(actor: LinkedActor) -> bool:
    """True for a person of whom only a last name is known, unless everybody knows whose it is ("Obama")."""
    if actor.kind is not ActorKind.PERSON:
        return False
    names = [strip_title(member.name) for member in actor.members]
    return all(is_bare_surname(name.split()) and name not in lexicon().known_by_surname for name in names)
