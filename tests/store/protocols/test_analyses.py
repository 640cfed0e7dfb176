"""Analyses as they are stored, replaced, and left to a newer analyzer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store.samples import HERE, NOW, add, person, place, read

from bot.errors import NotFound
from bot.models.analysis import Mention, Theme
from bot.models.articles import SHARED, Draft
from bot.store.protocols.store import Store

ACTORS = (person("Sanae Takaichi", "Takaichi", role="Japan’s new Prime Minister", mentions=3), place("Tokyo"))
THEMES = (Theme("Politics", ("vote", "minister")), Theme("Economy", ("yen",)))


async def test_an_analysis_comes_back_as_it_was_stored(store: Store):
    text = "First of all. Then “this”."
    analysis = read(text, actors=ACTORS, themes=THEMES)
    article = await store.add_article(SHARED, Draft("T", text), analysis, now=NOW)
    assert await store.analysis(article.id) == analysis
    assert await store.analysis(article.id + 1) is None


async def test_a_new_analysis_replaces_the_old_one_only_for_the_same_text(store: Store):
    article = await add(store, "Story", actors=ACTORS, version=1)
    newer = read(article.text, actors=[person("Donald Trump")], version=2)
    assert [a.id for a in await store.stale_articles(2, limit=5)] == [article.id]
    assert not await store.replace_analysis(article.id, "another hash", newer)
    assert await store.replace_analysis(article.id, article.content_hash, newer)
    assert await store.analysis(article.id) == newer
    assert await store.stale_articles(2, limit=5) == []
    assert await store.actors_by_name(SHARED, "takaichi") == []
    assert await store.article(SHARED, 1) == article


async def test_an_analysis_whose_offsets_do_not_fit_the_text_is_refused(store: Store):
    article = await add(store, "Story", text="One. Two.")
    old = read(article.text, version=2)
    await store.replace_article(article.id, Draft("Story", "One.\n\n\nTwo."), read("One.\n\n\nTwo."), now=NOW)
    assert not await store.replace_analysis(article.id, article.content_hash, old)


async def test_outdated_analyses_come_newest_first_and_include_removed_articles(store: Store):
    ids = [(await add(store, str(i), version=i)).id for i in range(1, 5)]
    await store.remove_article(ids[1], now=NOW, by=None)
    assert [a.id for a in await store.stale_articles(4, limit=2)] == [ids[2], ids[1]]
    assert [a.id for a in await store.stale_articles(4, limit=9)] == [ids[2], ids[1], ids[0]]


async def test_two_actors_of_one_folded_name_become_one(store: Store):
    first = replace(person("Sanae Takaichi", role="a minister", mentions=2), aliases=("Takaichi",))
    second = replace(person("SANAE TAKAICHI", role="a leader"), mentions=(Mention(0, 50, 53),), aliases=("Sanae",))
    article = await add(store, "Story", actors=[first, place("Tokyo"), second, person("★★")])
    reading = await store.analysis(article.id)
    assert reading is not None
    assert [actor.name for actor in reading.actors] == ["Sanae Takaichi", "Tokyo"]
    assert reading.actors[0].aliases == ("Takaichi", "SANAE TAKAICHI", "Sanae")
    assert [role.text for role in reading.actors[0].roles] == ["a minister", "a leader"]
    assert len(reading.actors[0].mentions) == 3
    assert [a.articles for a in await store.actors_by_name(SHARED, "sanae")] == [1]


async def test_a_digest_is_the_beginning_of_what_was_found(store: Store):
    text = "Aé one. 😀😀 two. \\**three. “Four” ﬁ. 高市 five. \u0301six."
    actors = [person(f"Person {i}", role=f"role {i}") if i % 2 else place(f"Place {i}") for i in range(20)]
    reading = read(text, actors=actors, themes=THEMES)
    article = await store.add_article(HERE, Draft("A title", text), reading, now=NOW)
    digest = await store.digest(article.id, sentences=4, actors=3)
    assert digest is not None
    assert digest.total == reading.total == 6
    assert digest.best(9) == reading.best(4)
    assert digest.summary(3) == reading.summary(3)
    assert [a.name for a in digest.actors] == ["Place 0", "Person 1", "Place 2", "Person 3", "Place 4", "Person 5"]
    assert digest.actors[1].roles == actors[1].roles
    assert (digest.themes, digest.phrases, digest.language) == (reading.themes, reading.phrases, "en")
    assert await store.digest(article.id + 1, sentences=4, actors=3) is None


async def test_outdated_analyses_are_counted_and_listed_newest_first(store: Store):
    old = await add(store, "Old", version=1)
    older = await add(store, "Older", scope=HERE, version=1)
    await add(store, "Current", version=2)
    assert await store.count_stale_articles(2) == 2
    assert [a.id for a in await store.stale_articles(2, limit=5)] == [older.id, old.id]
    assert await store.replace_analysis(old.id, old.content_hash, read(old.text, version=2))
    assert [a.id for a in await store.stale_articles(2, limit=5)] == [older.id]


async def test_articles_set_aside_wait_for_a_newer_analyzer(store: Store):
    article = await add(store, "Hard", version=1)
    await store.mark_unanalysable(article.id, 2, "the reading process failed on it twice", now=NOW)
    assert await store.count_stale_articles(2) == 0
    assert await store.stale_articles(2, limit=5) == []
    assert [a.id for a in await store.stale_articles(3, limit=5)] == [article.id]


async def test_setting_aside_a_deleted_article_does_nothing(store: Store):
    await store.mark_unanalysable(77, 2, "gone", now=NOW)
    assert await store.count_stale_articles(2) == 0


async def test_an_articles_actors_come_in_pages_persons_first(store: Store):
    actors = [place("Tokyo"), person("Sanae Takaichi", role="a minister"), place("Kyoto"), person("Bo Ek", mentions=2)]
    article = await add(store, "Story", actors=actors)
    total, first = await store.article_actors(article.id, limit=3)
    assert (total, [a.name for a in first]) == (4, ["Sanae Takaichi", "Bo Ek", "Tokyo"])
    assert (first[0].roles, first[0].mentions, first[0].in_title) == (("a minister",), 1, False)
    assert (first[1].mentions, first[2].in_title) == (2, True)
    assert [a.name for a in (await store.article_actors(article.id, limit=3, offset=3))[1]] == ["Kyoto"]


async def test_the_analysis_of_a_missing_article_cannot_be_replaced(store: Store):
    with pytest.raises(NotFound):
        await store.replace_analysis(77, "hash", read("A b."))


async def test_a_digest_has_the_main_actors_only(store: Store):
    actors = [replace(person("Kate Holm"), is_main=False), person("Ann Lee"), replace(place("Oslo"), is_main=False)]
    article = await add(store, "Story", actors=actors)
    digest = await store.digest(article.id, sentences=4, actors=3)
    assert digest is not None
    assert [actor.name for actor in digest.actors] == ["Ann Lee"]
    reading = await store.analysis(article.id)
    assert reading is not None
    assert [(actor.name, actor.is_main) for actor in reading.actors] == [
        ("Kate Holm", False),
        ("Ann Lee", True),
        ("Oslo", False),
    ]


async def test_of_two_actors_that_share_a_key_one_main_actor_is_enough(store: Store):
    article = await add(store, "Story", actors=[replace(person("Ann Lee"), is_main=False), person("ANN LEE")])
    reading = await store.analysis(article.id)
    assert reading is not None
    assert [actor.is_main for actor in reading.actors] == [True]
