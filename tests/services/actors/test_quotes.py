from __future__ import annotations

import re

import pytest
from conftest import Clock
from store.samples import add, later

from bot.errors import NotFound
from bot.models.analysis import Actor, ActorKind, Mention, Role
from bot.models.articles import SHARED
from bot.services.actors import quotes
from bot.services.actors.queries import ActorQueries
from bot.store.protocols.store import Store

HERE = 4001


def named(text: str, kind: ActorKind = ActorKind.PERSON, role: str | None = None) -> Actor:
    """Ann Roe where a text names her."""
    mentions = tuple(Mention(0, *match.span()) for match in re.finditer("Ann Roe", text))
    return Actor("Ann Roe", kind, (), (Role(role, 0),) if role else (), mentions, ())


async def add_quote(store: Store, said: str, day: int = 1, *, role: str | None = None) -> None:
    text = f"“{said}” Ann Roe said"
    await add(store, f"Day {day}", text=text, actors=[named(text, role=role)], published=later(days=day))


async def quoted(store: Store) -> list[str]:
    actors = ActorQueries(store, Clock())
    found = await actors.quotes(HERE, *await actors.find(HERE, "Ann Roe"))
    return [sentence.text.partition("”")[0].lstrip("“") for sentence in found.sentences]


async def test_the_newest_quotes_come_first_and_those_of_several_articles_once(store: Store) -> None:
    await add_quote(store, "The ferry will sail again in March from here", 1)
    await add_quote(store, "Nobody asked us", 2)
    await add_quote(store, "And nobody asked us before", 3)
    await add_quote(store, "The new ferry will sail again in March from here", 4)
    await add_quote(store, "Fish were never as expensive", 5)
    assert await quoted(store) == [
        "Fish were never as expensive",
        "Nobody asked us",
        "The ferry will sail again in March from here",
    ]


async def test_only_the_newest_articles_are_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "MAX_ARTICLES", 1)
    await add_quote(store, "The ferry will sail again", 1)
    await add_quote(store, "Nobody asked us", 2)
    assert await quoted(store) == ["Nobody asked us"]
    actors = ActorQueries(store, Clock())
    found = await actors.quotes(HERE, *await actors.find(HERE, "Ann Roe"))
    assert (found.read, found.named) == (1, 2)


async def test_no_further_article_is_read_once_there_are_enough_quotes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "MAX_QUOTES", 1)
    await add_quote(store, "The ferry will sail again", 1)
    await add_quote(store, "Nobody asked us", 2)
    assert await quoted(store) == ["Nobody asked us"]


async def test_an_organisation_is_quoted_without_pronouns(store: Store) -> None:
    text = "“We will build ferries” Ann Roe said. “They are very good”, she said"
    await add(store, "Ann Roe", text=text, actors=[named(text, ActorKind.ORGANISATION)])
    assert await quoted(store) == ["We will build ferries"]


async def test_each_of_two_persons_of_a_name_has_the_own_quotes(store: Store) -> None:
    await add_quote(store, "The ferry will sail again", 1, role="mayor of Leeds")
    await add_quote(store, "I never saw that ball", 2, role="a goalkeeper")
    actors = ActorQueries(store, Clock())
    with pytest.raises(NotFound) as refused:
        await actors.find(HERE, "Ann Roe")
    assert refused.value.suggestions is not None
    (known,) = await store.actors_by_name(SHARED, "ann roe")
    found = await actors.quotes(HERE, known.id, 1)
    assert [sentence.article.number for sentence in found.sentences] == [1]
    assert found.article == 1
    assert (found.read, found.named) == (1, 1)
    with pytest.raises(NotFound):
        await actors.quotes(HERE, known.id)
