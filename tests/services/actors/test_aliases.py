from __future__ import annotations

import pytest
from conftest import Clock
from store.samples import HERE

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
