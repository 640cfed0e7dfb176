"""Tells whether a bare name in several articles is one person: only if something in the articles shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.name_parts import is_bare_surname, strip_title
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from bot.models.actors import Appearance
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["count_unconnected", "different_bearers"]

MAX_COMPANIONS = 2_000
"""How many other names of the articles are compared."""


async def different_bearers(store: Store, scope: int, actor: LinkedActor, appearances: Sequence[Appearance]) -> int:
    """How many persons a bare name may stand for: 1 if it is a full name, or if its articles are connected."""
    bare = all(is_bare_surname(strip_title(member.name).split()) for member in actor.members)
    if actor.kind is not ActorKind.PERSON or not bare or len({seen.article.id for seen in appearances}) < 2:
        return 1
    ids = [member.id for member in actor.members]
    companions = await store.companions(scope, ids, limit=MAX_COMPANIONS)
    return count_unconnected(appearances, companions)


def count_unconnected(appearances: Iterable[Appearance], companions: Iterable[tuple[int, int]]) -> int:
    """How many groups of articles have no role of the actor and no other actor (``companions``) in common."""
    evidence: dict[int, set[Hashable]] = {}
    for seen in appearances:
        evidence.setdefault(seen.article.id, set()).update(name_key(role.text) for role in seen.roles)
    for article, companion in companions:
        if article in evidence:
            evidence[article].add(companion)
    groups: list[set[Hashable]] = []
    for found in evidence.values():
        connected = [group for group in groups if group & found]
        groups = [group for group in groups if not group & found]
        groups.append(found.union(*connected))
    return len(groups)
