from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import START, Clock
from hypothesis import given
from hypothesis import strategies as st
from store.samples import add, person, place

from bot.errors import InputError, NotFound
from bot.models.actors import StoredActor
from bot.models.analysis import ActorKind
from bot.models.articles import SHARED
from bot.services.actor_linking import ActorLinker
from bot.services.actors import ActorQueries, _nearest
from bot.services.periods import ALL, Period
from bot.store import open_store
from bot.store.protocol import Store

HERE = 4001


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    yield store
    await store.close()


@pytest.fixture
async def people(store: Store) -> ActorQueries:
    """Six articles, the newest last: Costa is two people, Lee is one in two articles."""
    named = [
        [person("António Costa", "Costa", role="prime minister of Portugal", mentions=4)],
        [person("Rui Costa", "Costa", role="a cyclist")],
        [person("Ann Lee", "Lee", role="the mayor", mentions=3), person("Rui Costa")],
        [person("Ann Lee", "Mayor Lee", role="the mayor of Nara", mentions=2), place("Nara")],
        [person("Sanae Takaichi", "Takaichi", role="the prime minister")],
        [place("Georgia"), place("Nara")],
    ]
    for number, actors in enumerate(named, 1):
        text = f"Story {number} begins. It goes on. It ends."
        await add(
            store, f"Story {number}", text=text, actors=actors, now=START, published=START - timedelta(days=10 - number)
        )
    return ActorQueries(store, Clock())


async def nearest(people: ActorQueries, name: str) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(NotFound) as refused:
        await people.who(HERE, name)
    return str(refused.value), refused.value.suggestions


@pytest.mark.parametrize("typed", ["Ann Lee", "ann lee", "  ANN   LEE ", "Lee", "lee", "Mayor Lee", "Añn Lée"])
async def test_a_name_is_found_in_every_way_of_writing_it(people: ActorQueries, typed: str) -> None:
    profile = await people.who(HERE, typed)
    assert profile.name == "Ann Lee"
    assert profile.asked is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Takaichy", "Sanae Takaichi"),
        ("Takiachi", "Sanae Takaichi"),
        ("Sanae Takaichii", "Sanae Takaichi"),
        ("Sanea Takaichi", "Sanae Takaichi"),
        ("Antonio Costaa", "António Costa"),
    ],
)
async def test_a_typo_is_forgiven_and_told(people: ActorQueries, typed: str, meant: str) -> None:
    profile = await people.who(HERE, typed)
    assert (profile.name, profile.asked) == (meant, typed)


async def test_a_typo_is_not_forgiven_where_exactness_is_asked_for(people: ActorQueries) -> None:
    with pytest.raises(NotFound, match="No article names “Takaichy”"):
        await people.who(HERE, "Takaichy", exact=True)


async def test_the_beginning_of_a_name_is_enough(people: ActorQueries) -> None:
    assert (await people.who(HERE, "Taka")).name == "Sanae Takaichi"
    assert (await people.who(HERE, "Sana")).name == "Sanae Takaichi"


async def test_a_name_that_may_be_several_lists_them_all(people: ActorQueries) -> None:
    said, candidates = await nearest(people, "Costa")
    assert said == "“Costa” may be any of these: give the full name."
    assert candidates == ("Rui Costa (person, 2 articles)", "António Costa (person, 1 article)")


async def test_a_name_like_none_gets_what_is_like_it_or_nothing(people: ActorQueries) -> None:
    assert await nearest(people, "Tanaichu") == ("No article names “Tanaichu”.", ("Sanae Takaichi",))
    assert await nearest(people, "Qwertz") == (
        "No article names “Qwertz”. No search finds it either: try another spelling.",
        (),
    )


async def test_whoever_has_the_role_that_was_typed_is_offered(people: ActorQueries) -> None:
    assert await nearest(people, "the prime minister") == (
        "No article names “the prime minister”.",
        ("António Costa", "Sanae Takaichi"),
    )
    assert (await nearest(people, "Mayor of NARA"))[1] == ("Ann Lee",)
    for typed in ("prime mini", "minister prime", "cycl"):
        assert (await nearest(people, typed))[1] == ()


async def test_a_name_without_letters_is_told(people: ActorQueries) -> None:
    for typed in ("", "...", "\u200b", "🙂"):
        with pytest.raises(InputError, match="Whom do you mean"):
            await people.who(HERE, typed)


async def test_a_profile_tells_each_role_once_with_its_newest_article(people: ActorQueries) -> None:
    profile = await people.who(HERE, "Ann Lee")
    assert [(role.text, role.article.number) for role in profile.roles] == [("the mayor of Nara", 4), ("the mayor", 3)]
    assert (profile.count, profile.mentions) == (2, 5)
    assert [line.number for line in profile.articles] == [4, 3]
    assert "Mayor Lee" in profile.other_names
    assert "Ann Lee" not in profile.other_names
    assert {(line.name, line.articles) for line in profile.co_mentioned} == {("Rui Costa", 1), ("Nara", 1)}


async def test_sentences_are_told_verbatim_with_their_article(people: ActorQueries) -> None:
    profile = await people.who(HERE, "Takaichi")
    assert [(s.text, s.article.number) for s in profile.sentences] == [("Story 5 begins.", 5)]


async def test_the_most_named_come_first_and_a_period_counts_its_own_articles(people: ActorQueries) -> None:
    everyone = await people.most_named(HERE, ALL, limit=3)
    assert [(line.name, line.articles) for line in everyone][:1] == [("Ann Lee", 2)]
    assert {line.name for line in everyone} == {"Ann Lee", "Rui Costa", "Nara"}
    recent = await people.most_named(HERE, Period(24 * 5 + 1, "the last 5 days"), limit=9)
    assert {line.name for line in recent} == {"Sanae Takaichi", "Georgia", "Nara"}
    with pytest.raises(NotFound, match="No one is named in the last hour"):
        await people.most_named(HERE, Period(1, "the last hour"), limit=9)


async def test_a_button_for_somebody_no_article_names_any_more_is_told(people: ActorQueries, store: Store) -> None:
    profile = await people.who(HERE, "Takaichi")
    assert (await people.who_by_id(HERE, profile.id)).name == "Sanae Takaichi"
    article = await store.article(SHARED, 5)
    assert article is not None
    await store.remove_article(article.id, now=START, by=None)
    with pytest.raises(NotFound, match="any longer"):
        await people.who_by_id(HERE, profile.id)
    with pytest.raises(NotFound, match="any longer"):
        await people.who_by_id(HERE, 0)


async def test_suggestions_are_whole_names_each_once(people: ActorQueries) -> None:
    assert sorted(await people.suggest(HERE, "cos", limit=25)) == ["António Costa", "Rui Costa"]
    assert await people.suggest(HERE, "mayor", limit=25) == ["Ann Lee"]
    everyone = await people.suggest(HERE, "", limit=25)
    assert len(everyone) == len(set(everyone)) == 6
    assert len(await people.suggest(HERE, "", limit=2)) == 2


@given(st.text(max_size=12))
def test_no_typed_name_breaks_the_comparison(typed: str) -> None:
    known = [StoredActor(i, SHARED, ActorKind.PERSON, n, n.casefold(), 1) for i, n in enumerate(["Ann Lee", "Bo", "É"])]
    scores = [score for _, score in _nearest(typed.casefold(), known)]
    assert scores == sorted(scores, reverse=True)
    assert all(70 <= score <= 100 for score in scores)


async def test_thousands_of_names_are_grouped_beside_the_event_loop(store: Store) -> None:
    known = [
        StoredActor(i, SHARED, ActorKind.PERSON, f"Given{i} Family{i % 900}", f"given{i} family{i % 900}", 1)
        for i in range(20_000)
    ]
    assert len(await ActorLinker(store).grouped(SHARED, known)) == len(known)  # the loop is watched in every test
