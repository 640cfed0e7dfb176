from __future__ import annotations

from bot.models.actors import StoredActor
from bot.models.analysis import ActorKind
from bot.models.articles import SHARED
from bot.services.actors.linking import ActorLinker
from bot.store.protocols.store import Store


async def test_thousands_of_names_are_grouped_beside_the_event_loop(store: Store) -> None:
    known = [
        StoredActor(i, SHARED, ActorKind.PERSON, f"Given{i} Family{i % 900}", f"given{i} family{i % 900}", 1)
        for i in range(20_000)
    ]
    assert len(await ActorLinker(store).link(SHARED, known)) == len(known)  # the loop is watched in every test
