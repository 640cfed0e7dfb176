"""Links the stored actors that are the same: by the rules for names and by editors' decisions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.actors import AliasRuleKind
from bot.text.actors.linking import link_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.actors import AliasRule, StoredActor
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLinker"]


class ActorLinker:
    """Links the actors that one server can see, in a thread outside the event loop: a period may name thousands."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def link(self, scope: int, known: Sequence[StoredActor]) -> tuple[LinkedActor, ...]:
        """These actors, each in exactly one group; those in most articles first."""
        return await asyncio.to_thread(link_actors, known, await self._store.alias_rules(scope))

    async def linked_by_name(self, scope: int, key: str) -> list[LinkedActor]:
        """All actors that a folded name may stand for, those in most articles first.

        A name that an editor declared an alias stands for its target only. Actors with the same last word are linked
        too, since they decide whom a surname means.
        """
        rules = await self._store.alias_rules(scope)
        alias = next((rule for rule in _aliases(rules) if rule.key == key), None)
        wanted = alias.target_key if alias is not None else key
        named = await self._store.actors_by_name(scope, wanted)
        if not named:
            return []
        related = {known.id: known for known in named}
        for name in _related_keys(wanted, named, rules):
            related |= {known.id: known for known in await self._store.actors_by_name(scope, name)}
        ids = {known.id for known in named}
        ordered = sorted(related.values(), key=lambda known: (-known.articles, known.name, known.id))
        linked = await asyncio.to_thread(link_actors, ordered, rules)
        return [actor for actor in linked if any(member.id in ids for member in actor.members)]

    async def editor_aliases(self, scope: int, actor: LinkedActor) -> list[AliasRule]:
        """The aliases that editors gave to an actor, whether an article uses them or not."""
        keys = {member.key for member in actor.members}
        return [rule for rule in _aliases(await self._store.alias_rules(scope)) if rule.target_key in keys]


def _aliases(rules: Iterable[AliasRule]) -> list[AliasRule]:
    return [rule for rule in rules if rule.kind is AliasRuleKind.ALIAS]


def _related_keys(key: str, named: Iterable[StoredActor], rules: Iterable[AliasRule]) -> list[str]:
    """The folded names of actors that may be linked with those of a name: the last words, aliases and targets."""
    keys = {key} | {known.key for known in named}
    aliases = _aliases(rules)
    related = {rule.key for rule in aliases if rule.target_key in keys}
    related |= {rule.target_key for rule in aliases if rule.key in keys}
    return sorted({name.rsplit(" ", 1)[-1] for name in keys} | related)
