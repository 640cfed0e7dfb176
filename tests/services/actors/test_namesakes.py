from __future__ import annotations

import pytest
from conftest import START, Clock
from store.samples import HERE, add, person, place

from bot.models.analysis import Actor
from bot.services.actors.namesakes import count_unconnected
from bot.services.actors.queries import ActorQueries
from bot.store.protocols.store import Store
from bot.ui.profile_page import profile_page


@pytest.mark.parametrize(
    ("articles", "bearers"),
    [
        ([[person("Nova"), person("Ann Reed")], [person("Nova"), person("Bo Lund")]], 2),
        ([[person("Nova")], [person("Mr Nova")], [person("Nova")]], 3),
        ([[person("Nova"), place("London")], [person("Nova"), place("London")]], 2),
        ([[person("Nova"), person("Ann Reed")], [person("Nova"), person("Ann Reed")]], 1),
        ([[person("Nova", role="striker")], [person("Nova", role="Striker")]], 1),
        (
            [
                [person("Nova"), person("Ann Reed")],
                [person("Nova"), person("Bo Lund")],
                [person("Nova"), person("Ann Reed"), person("Bo Lund")],
            ],
            1,
        ),
        ([[person("Nova Reed")], [person("Nova Reed")]], 1),
        ([[person("Nova Reed")], [person("Nova Reed")], [person("Reed")]], 1),
        ([[place("Nova")], [place("Nova")]], 1),
        ([[person("Nova")]], 1),
    ],
)
async def test_a_bare_name_is_one_person_only_if_something_shows_it(
    store: Store, articles: list[list[Actor]], bearers: int
) -> None:
    for number, actors in enumerate(articles):
        await add(store, f"Story {number}", actors=actors, now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, articles[0][0].name)
    assert profile.bearers == bearers
    said = f"These may be up to {bearers} people: nothing else in their articles connects them."
    assert (said in (profile_page(profile).embed.description or "")) == (bearers > 1)


def test_companions_in_articles_that_are_not_shown_connect_nothing() -> None:
    assert count_unconnected([], [(1, 7), (2, 7)]) == 0
