from __future__ import annotations

import pytest
from conftest import START, Clock
from store.samples import HERE, add, person

from bot.errors import InputError
from bot.services.actors.aliases import Aliases
from bot.services.actors.queries import ActorQueries
from bot.store.protocols.store import Store


async def test_the_number_of_decisions_about_names_is_bounded(store: Store, actors: ActorQueries) -> None:
    aliases = Aliases(store, actors, Clock(), max_rules=3)
    for number in range(3):
        await aliases.add(HERE, f"Name {number}", "Ann Lee", by=1)
    with pytest.raises(InputError, match="There are 3 aliases and separated names"):
        await aliases.add(HERE, "One more", "Ann Lee", by=1)
    await aliases.remove(HERE, "Name 1", by=1)
    await aliases.add(HERE, "One more", "Ann Lee", by=1)


async def test_an_alias_that_several_articles_use_for_somebody_else_names_some_of_them(
    store: Store, actors: ActorQueries
) -> None:
    for number in range(5):
        await add(store, f"Race {number}", actors=[person("Juan Costa", "JC")], now=START)
    _, note = await Aliases(store, actors, Clock()).add(HERE, "JC", "Ann Lee", by=1)
    assert note is not None
    assert note.startswith("Articles #11, #10, #9 and others themselves call Juan Costa “JC”.")
