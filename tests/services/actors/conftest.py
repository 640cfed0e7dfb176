from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import START, Clock
from store.samples import add, person, place

from bot.services.actors.queries import ActorQueries
from bot.store.protocols.store import Store


@pytest.fixture
async def actors(store: Store) -> ActorQueries:
    """Six articles, the newest last: Costa is two people, Lee is one in two articles."""
    named = [
        [person("António Costa", "Costa", role="prime minister of Portugal", mentions=4)],
        [person("Rui Costa", "Costa", role="a cyclist")],
        [person("Ann Lee", "Lee", role="the mayor", mentions=3), person("Rui Costa")],
        [person("Ann Lee", "Mayor Lee", role="the mayor of Nara", mentions=2), place("Nara")],
        [person("Sanae Takaichi", "Takaichi", role="the prime minister")],
        [place("Georgia"), place("Nara")],
    ]
    for number, in_article in enumerate(named, 1):
        text = f"Story {number} begins. It goes on. It ends."
        await add(
            store,
            f"Story {number}",
            text=text,
            actors=in_article,
            now=START,
            published=START - timedelta(days=10 - number),
        )
    return ActorQueries(store, Clock())
