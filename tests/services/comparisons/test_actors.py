"""What articles say about two actors: together, and about one without the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from conftest import Clock
from store.samples import HERE, THERE, add, later

from bot.models.analysis import Actor, ActorKind, Mention, Role, Theme
from bot.models.articles import Article
from bot.models.comparisons import ActorsComparison
from bot.services.actors.queries import ActorQueries
from bot.services.comparisons import actors as compared_actors
from bot.services.comparisons.service import Comparisons
from bot.services.library import Library
from bot.store.protocols.store import Store
from bot.ui.compared_actors_page import compared_actors_page

ANN, BO = "Ann Lee", "Bo Lund"


def named(name: str, text: str, *, role: str | None = None, salient: Sequence[int] = ()) -> Actor:
    """A person where a text has the name."""
    mentions = tuple(Mention(0, *match.span()) for match in re.finditer(name, text))
    return Actor(name, ActorKind.PERSON, (), (Role(role, 0),) if role else (), mentions, tuple(salient))


async def tell(
    store: Store, day: int, text: str, *, themes: Sequence[str] = (), scope: int = 0, **of_each: int
) -> Article:
    """Adds an article that names those whose names it has; ``ann`` and ``bo`` are their most telling sentences."""
    people = [
        named(name, text, salient=[of_each[key]] if key in of_each else []) for key, name in (("ann", ANN), ("bo", BO))
    ]
    return await add(
        store,
        f"Day {day}",
        text=text,
        scope=scope,
        actors=[one for one in people if one.mentions],
        themes=[Theme(label, ("word",)) for label in themes],
        published=later(days=day),
    )


async def compare(store: Store, page: int = 0, scope: int = HERE) -> ActorsComparison:
    actors = ActorQueries(store, Clock())
    comparisons = Comparisons(store, Library(store, Clock()), actors)
    return await comparisons.actors(scope, await actors.find(scope, ANN), await actors.find(scope, BO), page)


async def test_the_sentence_that_says_most_about_both_is_quoted(store: Store) -> None:
    text = "Ann Lee and Bo Lund were there. The sun shone all day. Ann Lee sued Bo Lund over the ferry."
    await tell(store, 1, text, ann=2, bo=2, themes=["Trade"])
    found = await compare(store)
    (story,) = found.together
    assert story.quotation is not None
    assert (story.quotation.text.strip(), story.quotation.number) == ("Ann Lee sued Bo Lund over the ferry.", 3)
    assert (found.together_articles, found.themes, story.in_passing) == (1, (("Trade", 1),), False)
    assert [actor.only_articles for actor in found.actors] == [0, 0]


async def test_what_only_one_is_in_stands_apart_with_its_themes(store: Store) -> None:
    await tell(store, 1, "Ann Lee built a ferry.", ann=0, themes=["Trade"])
    await tell(store, 2, "Bo Lund sang a song.", bo=0)
    ann, bo = (await compare(store)).actors
    assert (ann.only_articles, ann.themes) == (1, (("Trade", 1),))
    assert [story.quotation.text for story in bo.only if story.quotation] == ["Bo Lund sang a song."]
    assert "No article names both." in (compared_actors_page(await compare(store), "1,2").embed.description or "")


async def test_stories_whose_sentence_says_most_come_first_and_those_without_one_last(store: Store) -> None:
    await tell(store, 1, "Ann Lee praised the work of Bo Lund.", ann=0)
    await tell(store, 2, "Guests such as Ann Lee and Bo Lund came by.")
    await tell(store, 3, "Ann Lee spoke first. Later Bo Lund sang a song.", ann=0)
    found = await compare(store)
    assert [story.articles[0].number for story in found.together] == [1, 2, 3]
    assert [story.in_passing for story in found.together] == [False, True, False]
    assert found.together[2].quotation is None
    lines = (compared_actors_page(found, "1,2").embed.description or "").split("\n")
    assert "in different sentences" in lines[-1]


async def test_a_sentence_that_is_fit_to_quote_is_chosen(store: Store) -> None:
    await tell(store, 1, "Photo by Ann Lee for Bo Lund/AFP.")
    (story,) = (await compare(store)).together
    assert story.quotation is None, "a credit is none"


async def test_pages_go_through_all_lists_at_once_and_end_with_the_longest(store: Store) -> None:
    for day in range(1, 6):
        await tell(store, day, f"Ann Lee built ferry number {day} for the port.", ann=0)
    await tell(store, 6, "Ann Lee sued Bo Lund.", ann=0, bo=0)
    first, last = await compare(store), await compare(store, 9)
    assert (first.pages, first.page, last.page) == (3, 0, 2)
    assert [len(page.actors[0].only) for page in (first, last)] == [2, 1]
    assert (len(first.together), len(last.together)) == (1, 0)
    shown = compared_actors_page(last, "1,2").embed
    assert [field.name for field in shown.fields] == ["Only Ann Lee: 5 articles"]
    assert not shown.description


async def test_only_the_latest_stories_and_articles_are_looked_at(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_actors, "MAX_STORIES", 1)
    monkeypatch.setattr(compared_actors, "MAX_ARTICLES", 2)
    for day in range(1, 4):
        await tell(store, day, f"Ann Lee sued Bo Lund over ferry {day}.", ann=0, bo=0)
    found = await compare(store)
    assert [story.articles[0].number for story in found.together] == [3]
    assert (found.together_articles, found.most, found.latest_stories) == (2, 2, 1)
    page = compared_actors_page(found, "1,2").embed
    assert "Together in the latest 2 articles" in (page.description or "")
    assert "of each the latest 1 stories" in (page.footer.text or "")


async def test_each_of_two_persons_of_a_name_has_the_own_articles(store: Store) -> None:
    for day, role in ((1, "mayor of Leeds"), (2, "a goalkeeper")):
        text = "Ann Lee met Bo Lund on the pier."
        people = [named(ANN, text, role=role, salient=[0]), named(BO, text)]
        await add(store, f"Day {day}", text=text, actors=people, published=later(days=day))
    actors = ActorQueries(store, Clock())
    comparisons = Comparisons(store, Library(store, Clock()), actors)
    mayor = await actors.find(HERE, "mayor Ann Lee")
    found = await comparisons.actors(HERE, mayor, await actors.find(HERE, BO), 0)
    assert [story.articles[0].number for story in found.together] == [1]
    assert [(role.text, role.number) for role in found.actors[0].roles] == [("mayor of Leeds", 1)]
    assert found.actors[1].only_articles == 1


async def test_a_server_sees_nothing_of_the_articles_of_another(store: Store) -> None:
    await tell(store, 1, "Ann Lee sued Bo Lund.", ann=0, bo=0)
    await tell(store, 2, "Ann Lee forgave Bo Lund.", ann=0, bo=0, scope=THERE)
    assert (await compare(store)).together_articles == 1
    assert (await compare(store, scope=THERE)).together_articles == 2
