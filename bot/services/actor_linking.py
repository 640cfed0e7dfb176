"""Whom a name stands for: stored actors, grouped by our rules and by what editors decided."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.text.actors.linking import link_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.actors import AliasRule, StoredActor
    from bot.store.protocol import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLinker"]


class ActorLinker:
    """Groups the actors that a view sees, beside the event loop: a period may name thousands."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def grouped(self, scope: int, known: Sequence[StoredActor]) -> tuple[LinkedActor, ...]:
        """These actors, each in one group, those in most articles first."""
        return await asyncio.to_thread(link_actors, known, await self._store.alias_rules(scope))

    async def named(self, scope: int, key: str) -> list[LinkedActor]:
        """Everyone whom a folded name may stand for, those in most articles first.

        Bearers of the same last word are looked at too: they decide whom a surname means. A name that an editor said
        is somebody's stands for that one alone.
        """
        rules = await self._store.alias_rules(scope)
        said = next((rule for rule in rules if rule.is_alias and rule.key == key), None)
        wanted = said.target_key if said is not None else key
        named = await self._store.actors_by_name(scope, wanted)
        if not named:
            return []
        kin = {known.id: known for known in named}
        for word in _kindred(wanted, named, rules):
            kin |= {known.id: known for known in await self._store.actors_by_name(scope, word)}
        ids = {known.id for known in named}
        bearers = sorted(kin.values(), key=lambda k: (-k.articles, k.name, k.id))
        groups = await asyncio.to_thread(link_actors, bearers, rules)
        return [group for group in groups if any(member.id in ids for member in group.members)]

    async def said_of(self, scope: int, group: LinkedActor) -> list[AliasRule]:
        """What editors said is another name of this actor, whether an article uses it or not."""
        keys = {member.key for member in group.members}
        return [rule for rule in await self._store.alias_rules(scope) if rule.is_alias and rule.target_key in keys]


def _kindred(key: str, named: Iterable[StoredActor], rules: Iterable[AliasRule]) -> list[str]:
    """Folded names whose bearers may be one with those named so."""
    keys = {key} | {known.key for known in named}
    decided = {rule.key for rule in rules if rule.is_alias and rule.target_key in keys}
    decided |= {rule.target_key for rule in rules if rule.is_alias and rule.key in keys}
    return sorted({name.rsplit(" ", 1)[-1] for name in keys} | decided)
