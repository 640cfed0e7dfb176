from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import START, Clock
from store.samples import HERE, add, person, place

from bot.models.analysis import Actor
from bot.services.actors.namesakes import MAX_ARTICLES, connected_articles
from bot.services.actors.queries import ActorQueries
from bot.services.periods import ALL, Period, parse_period
from bot.store.protocols.store import Store
from bot.ui.actor_lists import top_actors
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
        ([[person("Obama")], [person("Obama")]], 1),
    ],
)
async def test_a_bare_name_is_one_person_only_if_something_shows_it(
    store: Store, articles: list[list[Actor]], bearers: int
) -> None:
    for number, actors in enumerate(articles):
        await add(store, f"Story {number}", actors=actors, now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, articles[0][0].name)
    assert (len(profile.bearers) or 1) == bearers
    said = f"These may be up to {bearers} people: nothing else in their articles connects #"
    assert (said in (profile_page(profile).embed.description or "")) == (bearers > 1)


def test_companions_in_articles_that_are_not_shown_connect_nothing() -> None:
    assert connected_articles([], [(1, 7), (2, 7)]) == []


async def test_persons_of_one_bare_name_are_apart_in_every_list(store: Store, clock: Clock) -> None:
    reed, lund = person("Ann Reed"), person("Bo Lund")
    for number, actors in enumerate(
        ([person("Nova", mentions=2), reed], [person("Nova"), lund], [person("Nova"), reed])
    ):
        await add(store, f"Story {number}", actors=actors, now=START, published=START - timedelta(days=number))
    actors = ActorQueries(store, clock)
    profile = await actors.profile(HERE, "Nova")
    assert (profile.count, profile.mentions) == (3, 4)
    assert [bearer.numbers for bearer in profile.bearers] == [(1, 3), (2,)]
    assert "connects #1, #3 with #2." in (profile_page(profile).embed.description or "")
    listed = [line for line in await actors.top_actors(HERE, ALL, limit=9) if line.name == "Nova"]
    assert [(line.label, line.articles, line.mentions) for line in listed] == [
        ("Nova (#1, #3)", 2, 3),
        ("Nova (#2)", 1, 1),
    ]
    (today,) = [line for line in await actors.top_actors(HERE, day(), limit=9) if line.name == "Nova"]
    assert (today.label, today.articles, today.mentions) == ("Nova (#1, #3)", 1, 2)
    page = top_actors(listed, ALL)
    assert "**Nova (#1, #3)** — 2 articles" in (page.embed.description or "")


async def test_a_bare_name_in_very_many_articles_is_one_person(store: Store) -> None:
    for number in range(MAX_ARTICLES + 1):
        await add(store, f"Story {number}", actors=[person("Nova")], now=START)
    assert (await ActorQueries(store, Clock()).profile(HERE, "Nova")).bearers == ()


def day() -> Period:
    period = parse_period("24 November 2026")
    assert period is not None
    return period
