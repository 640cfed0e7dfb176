"""Links the stored actors that are the same: by the rules for names and by editors' decisions."""

from __future__ import annotations

import asyncio
from itertools import product
from typing import TYPE_CHECKING

from bot.models.actors import AliasRuleKind
from bot.models.analysis import ActorKind
from bot.text.actors.link_keys import related_keys
from bot.text.actors.linking import link_actors
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.actors import AliasRule, StoredActor
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLinker"]

MAX_RELATED = 5_000
"""How many stored actors may share the names that are looked up for one question: those in most articles."""


class ActorLinker:
    """Links the actors that one server can see, in a thread outside the event loop: a period may name thousands.

    Whatever names an actor was found by, its group is the same: all its names are looked up before it is made.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def link(self, scope: int, known: Sequence[StoredActor]) -> tuple[LinkedActor, ...]:
        """The groups of these actors among themselves, those in most articles first; other names are not looked up."""
        return await asyncio.to_thread(link_actors, known, await self._store.alias_rules(scope))

    async def linked(self, scope: int, known: Sequence[StoredActor]) -> list[LinkedActor]:
        """The groups that contain these actors, each with all its names, those in most articles first."""
        wanted = {actor.id for actor in known}
        if not wanted:
            return []
        rules = await self._store.alias_rules(scope)
        related = await self._related(scope, known, rules)
        ordered = sorted(related.values(), key=lambda actor: (-actor.articles, actor.name, actor.id))
        groups = await asyncio.to_thread(link_actors, ordered, rules)
        return [group for group in groups if any(member.id in wanted for member in group.members)]

    async def linked_by_name(self, scope: int, key: str) -> list[LinkedActor]:
        """All actors that an article calls by this folded name, those in most articles first.

        A name that an editor declared an alias stands for its target only.
        """
        rules = await self._store.alias_rules(scope)
        alias = next((rule for rule in _aliases(rules) if rule.key == key), None)
        return await self.linked(scope, await self._store.actors_by_name(scope, alias.target_key if alias else key))

    async def is_editor_alias(self, scope: int, key: str) -> bool:
        """True if an editor declared this folded name an alias."""
        return any(rule.key == key for rule in _aliases(await self._store.alias_rules(scope)))

    async def _related(
        self, scope: int, known: Sequence[StoredActor], rules: Sequence[AliasRule]
    ) -> dict[int, StoredActor]:
        """These actors and all that may be linked with them, by id."""
        related = {actor.id: actor for actor in known}
        names = {(actor.kind, actor.name) for actor in known}
        seen: set[tuple[ActorKind, str]] = set()
        while names:
            seen |= names
            # In a thread: each name has many spellings.
            keys = await asyncio.to_thread(_all_related_keys, names)
            found = await self._store.actors_by_endings(scope, sorted(keys), limit=MAX_RELATED)
            for word in sorted(keys & lexicon()["family-first"]):
                found += await self._store.actors_with_prefix(scope, f"{word} ", limit=MAX_RELATED)
            related |= {actor.id: actor for actor in found}
            names = _alias_partners(related.values(), rules) - seen
        return related

    async def editor_aliases(self, scope: int, actor: LinkedActor) -> list[AliasRule]:
        """The aliases that editors gave to an actor, whether an article uses them or not."""
        keys = {member.key for member in actor.members}
        return [rule for rule in _aliases(await self._store.alias_rules(scope)) if rule.target_key in keys]


def _aliases(rules: Iterable[AliasRule]) -> list[AliasRule]:
    return [rule for rule in rules if rule.kind is AliasRuleKind.ALIAS]


def _all_related_keys(names: Iterable[tuple[ActorKind, str]]) -> set[str]:
    return set[str]().union(*(related_keys(kind, name) for kind, name in names))


def _alias_partners(actors: Iterable[StoredActor], rules: Iterable[AliasRule]) -> set[tuple[ActorKind, str]]:
    """The names that editors declared to be the same as those of these actors; of which kind is not known."""
    keys = {actor.key for actor in actors}
    aliases = _aliases(rules)
    names = {rule.name for rule in aliases if rule.target_key in keys}
    names |= {rule.target for rule in aliases if rule.key in keys}
    return set(product(ActorKind, names))
