from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from conftest import START, Clock
from store.samples import HERE, add, person, place

from bot.errors import NotFound
from bot.models.analysis import Actor
from bot.services.actors.namesakes import MAX_ARTICLES, group_articles
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
    said, choices = await asked(store, articles[0][0].name)
    assert (len(choices) or 1) == bearers
    assert (said == f"“Nova” may be up to {bearers} people: nothing else in their articles connects them.") == bool(
        choices
    )


def test_companions_in_articles_that_are_not_shown_connect_nothing() -> None:
    assert group_articles([], [(1, 7), (2, 7)], is_bare=True) == []


WHOLE_NAMES = [
    # what each article says, and the articles of each person; the last are those of which it is not clear
    (["Senator John Roe spoke.", "The baker John Roe baked."], [[1], [2]]),
    (["Sen. John Roe of Ohio", "Leeds lorry driver John Roe", "Republican senator John Roe"], [[1, 3], [2]]),
    (["striker John Roe", "Prime Minister John Roe"], [[1], [2]]),
    (["singer John Roe", "magistrate John Roe"], [[1, 2]]),
    (["Judge John Roe", "plumber John Roe"], [[1], [2]]),
    (["mayor of Leeds John Roe", "mayor of Denver John Roe"], [[1], [2]]),
    (["Leeds mayor John Roe", "Denver mayor John Roe"], [[1], [2]]),
    (["the mayor John Roe", "Denver mayor John Roe"], [[1, 2]]),
    (["former striker John Roe", "Prime Minister John Roe"], [[1, 2]]),
    (["actor-turned-governor John Roe", "Governor John Roe"], [[1, 2]]),
    (["club president of the bakers John Roe", "the president of the bakers John Roe", "baker John Roe"], [[1, 2, 3]]),
    (["lawyer John Roe", "Senator John Roe"], [[1, 2]]),
    (["Senator John Roe", "baker John Roe", "John Roe came"], [[1], [2], [3]]),
    (["John Roe, 24, stole a car.", "John Roe, 83, was found."], [[1], [2]]),
    (["John Roe, 24, stole a car.", "John Roe, 25, was jailed."], [[1, 2]]),
    (["The 24-year-old thief John Roe fled.", "John Roe (83) was found."], [[1], [2]]),
    (["John Roe, who is 24, ran.", "John Roe, aged 60, sat.", "A man of 24 met John Roe."], [[1], [2], [3]]),
]


@pytest.mark.parametrize(("said", "persons"), WHOLE_NAMES)
async def test_a_whole_name_is_one_person_unless_articles_contradict_each_other(
    store: Store, said: list[str], persons: list[list[int]]
) -> None:
    for number, text in enumerate(said):
        role = text.partition(" John Roe")[0] if "John Roe" in text[4:] and not text.startswith("A man") else None
        named = person("John Roe", role=role if role and "year-old" not in role else None)
        await add(store, f"Story {number}", text=f"{text} More.", actors=[named], now=START, published=days_ago(number))
    _, choices = await asked(store, "John Roe")
    found = [sorted(map(int, re.findall(r"#(\d+)", choice))) for choice in choices]
    assert sorted(found) == (persons if len(persons) > 1 else [])


async def test_several_companions_show_one_person_against_two_occupations(store: Store) -> None:
    others = [person("Ann Reed"), person("Bo Lund")]
    for number, role in enumerate(("senator", "baker", "baker")):
        actors = [person("John Roe", role=role), *(others if number < 2 else [])]
        await add(store, f"Story {number}", actors=actors, now=START)
    assert (await ActorQueries(store, Clock()).profile(HERE, "John Roe")).count == 3


async def test_companions_do_not_show_one_person_against_two_ages(store: Store) -> None:
    actors = [person("John Roe"), person("Ann Reed"), person("Bo Lund")]
    for number, age in enumerate((24, 61)):
        text = f"John Roe, {age}, met Ann Reed and Bo Lund. They left."
        await add(store, f"Story {number}", text=text, actors=actors, now=START)
    said, choices = await asked(store, "John Roe")
    assert said == "2 people are called “John Roe”: what the articles say cannot be true of one."
    assert choices == ["John Roe (#2), 61", "John Roe (#1), 24"]


async def test_ages_of_articles_without_a_date_need_more_difference(store: Store) -> None:
    for number, age in enumerate((24, 33)):
        await add(
            store, f"Story {number}", text=f"John Roe, {age}, ran. He won.", actors=[person("John Roe")], now=START
        )
    assert (await ActorQueries(store, Clock()).profile(HERE, "John Roe")).count == 2


async def test_a_chosen_person_has_only_what_their_own_articles_say(store: Store) -> None:
    roe, reed = person("John Roe", role="senator", mentions=2), person("Ann Reed")
    await add(store, "One", text="Senator John Roe met Ann Reed. They left.", actors=[roe, reed], now=START)
    await add(
        store, "Two", text="The baker John Roe baked. He left.", actors=[person("John Roe", role="baker")], now=START
    )
    actors = ActorQueries(store, Clock())
    with pytest.raises(NotFound) as several:
        await actors.profile(HERE, "roe")
    assert several.value.suggestions is not None
    keys = [str(choice.key) for choice in several.value.suggestions.choices]
    profiles = [await actors.profile_by_id(HERE, *map(int, key.split("."))) for key in keys]
    baker, senator = profiles
    assert [role.text for role in baker.roles] == ["baker"]
    assert ((baker.count, baker.mentions), baker.co_mentioned) == ((1, 1), ())
    assert [(x.name, x.articles) for x in senator.co_mentioned] == [("Ann Reed", 1)]
    assert (senator.count, senator.mentions) == (1, 2)
    assert "#2 may mean somebody else by this name: that is left out." in (
        profile_page(senator).embed.description or ""
    )
    with pytest.raises(NotFound, match="2 people are called “John Roe”"):
        await actors.profile_by_id(HERE, senator.id)
    listed = [line.label for line in await actors.top_actors(HERE, ALL, limit=9) if line.name == "John Roe"]
    assert listed == ["John Roe (#1)", "John Roe (#2)"]


@pytest.mark.parametrize(
    ("typed", "role"),
    [("Senator Roe", "senator"), ("the baker John Roe", "baker"), ("Roe, 58", "senator"), ("John Roe (24)", "baker")],
)
async def test_a_role_or_an_age_that_is_typed_says_which_person_of_a_name_is_meant(
    store: Store, typed: str, role: str
) -> None:
    for number, said in enumerate(("John Roe, 58, a senator, left.", "John Roe, 24, a baker, baked.")):
        roles = person("John Roe", role=("senator", "baker")[number])
        await add(store, f"Story {number}", text=said, actors=[roles], now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, typed)
    assert [found.text for found in profile.roles] == [role]
    assert len(profile.others) == 1
    with pytest.raises(NotFound, match="2 people are called “John Roe”"):
        await ActorQueries(store, Clock()).profile(HERE, "Mr Roe")
    assert await ActorQueries(store, Clock()).find(HERE, typed) == (profile.id, profile.article)


async def asked(store: Store, name: str) -> tuple[str, list[str]]:
    """What is said of several persons of a name, and their labels; nothing if it is one."""
    try:
        await ActorQueries(store, Clock()).profile(HERE, name)
    except NotFound as several:
        choices = several.suggestions.choices if several.suggestions else ()
        return str(several), [choice.label for choice in choices]
    return "", []


def days_ago(days: int) -> datetime:
    return START - timedelta(days=days)


async def test_persons_of_one_bare_name_are_apart_in_every_list(store: Store, clock: Clock) -> None:
    reed, lund = person("Ann Reed"), person("Bo Lund")
    for number, actors in enumerate(
        ([person("Nova", mentions=2), reed], [person("Nova"), lund], [person("Nova"), reed])
    ):
        await add(store, f"Story {number}", actors=actors, now=START, published=START - timedelta(days=number))
    actors = ActorQueries(store, clock)
    assert (await asked(store, "Nova"))[1] == ["Nova (#1, #3)", "Nova (#2)"]
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
    assert await asked(store, "Nova") == ("", [])


def day() -> Period:
    period = parse_period("24 November 2026")
    assert period is not None
    return period
