"""Whom the bare surnames of an article stand for, as each server sees it: by the rule that answers about people use."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.actors import ACTOR_COLUMNS
from bot.store.sqlite.connection import fetch
from bot.text.actors.link_keys import is_named_by_surname, link_key, related_keys
from bot.text.actors.linking import link_actors
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.models.actors import AliasRule, StoredActor
    from bot.store.sqlite.connection import Transaction

__all__ = ["bare_surnames", "full_names"]

MAX_RELATED = 20_000
"""How many stored actors are looked at that share the surnames of an article: those in most articles."""
RELATED = f"""
    SELECT {ACTOR_COLUMNS} FROM (
        SELECT DISTINCT n.actor_id FROM json_each(:keys) w CROSS JOIN actor_name n
        WHERE n.key = w.value AND n.articles > 0
        UNION SELECT DISTINCT n.actor_id FROM json_each(:firsts) w CROSS JOIN actor_name n
        WHERE n.key >= w.value AND n.key < w.value || char(1114111) AND n.articles > 0
    ) n CROSS JOIN actor k WHERE k.id = n.actor_id AND k.articles > 0 AND k.kind = :person
    AND k.scope IN (SELECT value FROM json_each(:scopes)) ORDER BY k.articles DESC, k.id LIMIT :limit
"""
"""The persons who may be meant. CROSS JOIN keeps SQLite from scanning all actors instead."""


def bare_surnames(actors: Iterable[StoredActor]) -> list[StoredActor]:
    """Those of an article's actors of whom it gives the surname only."""
    return [actor for actor in actors if is_named_by_surname(actor)]


async def full_names(
    tx: Transaction, bare: Sequence[StoredActor], scopes: Collection[int], rules: Mapping[int, Sequence[AliasRule]]
) -> Mapping[int, frozenset[str]]:
    """For each of these servers the link keys of the persons for whom the bare surnames stand there.

    Nobody is meant by a surname that several persons share, unless one of them is in far more articles.
    """
    keys = await asyncio.to_thread(lambda: set[str]().union(*(related_keys(one.kind, one.name) for one in bare)))
    found = await fetch(
        tx,
        RELATED,
        {
            "keys": rows.dump(sorted(keys)),
            "firsts": rows.dump([f"{word} " for word in sorted(keys & lexicon()["family-first"])]),
            "scopes": rows.dump([SHARED, *scopes]),
            "person": ActorKind.PERSON,
            "limit": MAX_RELATED,
        },
    )
    related = [rows.stored_actor(row) for row in found]
    # In a thread: there may be thousands of servers.
    return await asyncio.to_thread(lambda: {scope: _linked(related, bare, scope, rules[scope]) for scope in scopes})


def _linked(
    related: Iterable[StoredActor], bare: Sequence[StoredActor], scope: int, rules: Sequence[AliasRule]
) -> frozenset[str]:
    """The link keys of all names of those whom a server knows by these surnames."""
    ids = {actor.id for actor in bare}
    groups = link_actors([actor for actor in related if actor.scope in (SHARED, scope)], rules)
    meant = [group for group in groups if any(member.id in ids for member in group.members)]
    return frozenset(link_key(member) for group in meant for member in group.members)
