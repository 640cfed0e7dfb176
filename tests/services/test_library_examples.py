from __future__ import annotations

import pytest
from conftest import START
from store.samples import HERE, add

from bot.models.analysis import Actor, ActorKind, Digest, Mention, Theme
from bot.services.library_examples import NEUTRAL, library_examples
from bot.store.protocols.store import Store


def main_actor(name: str, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(name, kind, (), (), (Mention(0, 0, 4),), (0,), is_main=True)


async def test_examples_are_of_the_newest_article(store: Store) -> None:
    await add(store, "Old harbour", scope=HERE, actors=[main_actor("Jane Roe")], themes=[Theme("Sport", ())])
    actors = [main_actor("Leeds", ActorKind.PLACE), main_actor("Ann Howe")]
    themes = [Theme("Weather", ("rain",))]
    await add(store, "Rain in the dales", scope=HERE, actors=actors, themes=themes, published=START)
    found = await library_examples(store, HERE)
    assert (found.name, found.theme, found.word) == ("Ann Howe", "Weather", "dales")
    assert found.fill('search {word} who:"{name}" theme:{theme}') == 'search dales who:"Ann Howe" theme:Weather'


async def test_examples_are_neutral_where_articles_have_none(store: Store) -> None:
    assert await library_examples(store, HERE) == NEUTRAL
    await add(store, "2026", scope=HERE)
    assert await library_examples(store, HERE) == NEUTRAL


async def test_a_long_name_or_one_of_two_actors_is_no_example(store: Store) -> None:
    await add(store, "One", scope=HERE, actors=[main_actor("Jane Roe"), main_actor("John Roe"), main_actor("Nara")])
    await add(store, "Two", scope=HERE, actors=[main_actor("Nara", ActorKind.PLACE)])
    long = main_actor("Maximiliane von Hohenstein-Waldburg")
    await add(store, "Three", scope=HERE, actors=[long, main_actor("Nara")], published=START)
    assert (await library_examples(store, HERE)).name == "Jane Roe"


async def test_a_name_that_may_be_several_is_no_example(store: Store) -> None:
    for name in ("Jane Roe", "John Roe"):
        actor = Actor(name, ActorKind.PERSON, ("Roe",), (), (Mention(0, 0, 3), Mention(0, 4, 7)), (0,), is_main=True)
        await add(store, name, scope=HERE, actors=[actor])
    await add(store, "Three", scope=HERE, actors=[main_actor("Roe")], published=START)
    assert (await library_examples(store, HERE)).name in ("Jane Roe", "John Roe")


async def test_a_word_of_a_long_theme_is_enough_if_no_other_theme_has_it(store: Store) -> None:
    themes = [Theme("Conflict, war and peace", ()), Theme("Economy, business and finance", ())]
    await add(store, "One", scope=HERE, themes=themes)
    assert (await library_examples(store, HERE)).theme == "Conflict"
    await add(store, "Two", scope=HERE, themes=[Theme("Conflict zones of the old world", ())])
    await add(store, "Three", scope=HERE, themes=themes, published=START)
    assert (await library_examples(store, HERE)).theme == "war"


async def test_a_theme_that_none_of_its_words_tells_apart_is_no_example(store: Store) -> None:
    labels = ("Zones of conflict and war", "War and the zones of conflict")
    await add(store, "One", scope=HERE, themes=[Theme(labels[0], ()), Theme(labels[1], ())])
    assert (await library_examples(store, HERE)).theme == NEUTRAL.theme


async def test_no_more_articles_are_read_than_examples_need(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("One", "Two", "Three"):
        await add(store, title, scope=HERE, actors=[main_actor("Ann Howe")], themes=[Theme("Weather", ())])
    read: list[int] = []
    digest = store.digest

    async def counted(article_id: int, *, sentences: int, actors: int) -> Digest | None:
        read.append(article_id)
        return await digest(article_id, sentences=sentences, actors=actors)

    monkeypatch.setattr(store, "digest", counted)
    assert (await library_examples(store, HERE)).name == "Ann Howe"
    assert len(read) == 1
