"""What is counted over several names of one actor is counted once an article."""

from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import START, Town
from scenarios.test_timeline import draw_in_thread
from store.samples import add, person, place


@pytest.fixture
async def two_names(town: Town) -> Town:
    """Seven articles that use both names of one person, and one rule that joins them."""
    for i in range(7):
        await add(town.resources.store, f"Story {i}", actors=[person("Ann Reed", mentions=2), person("Bo Lund")])
    await town.ask("!alias Bo Lund = Ann Reed", who=town.editor)
    return town


async def test_an_article_that_uses_both_names_counts_once(two_names: Town) -> None:
    assert "**Ann Reed** — 7 articles, ×21" in await two_names.ask("!actors all")
    assert "named 21 times in 7 articles" in await two_names.ask("!who Ann Reed")


async def test_all_mentions_count_in_a_large_library(town: Town) -> None:
    for i in range(60):
        await add(town.resources.store, f"Story {i}", actors=[person("Ann Reed", mentions=2)])
    answer = await town.ask("!who Ann Reed")
    assert "named 120 times in 60 articles, last" in answer


async def test_a_trend_counts_an_article_once(town: Town) -> None:
    for i in range(8):
        await add(town.resources.store, f"Before {i}", published=START - timedelta(days=9 + i))
    for i in range(2):
        actors = [person("Ann Reed"), person("Bo Lund")]
        await add(town.resources.store, f"Now {i}", actors=actors, published=START - timedelta(days=1))
    await add(town.resources.store, "Now as well", published=START - timedelta(days=1))
    await town.ask("!alias Bo Lund = Ann Reed", who=town.editor)
    assert "Ann Reed" not in await town.ask("!trends week")


async def test_trends_have_a_picture_that_says_in_words_what_it_shows(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_in_thread(town, monkeypatch)
    for i in range(8):
        await add(town.resources.store, f"Before {i}", published=START - timedelta(days=9 + i))
    for i in range(4):
        await add(town.resources.store, f"Now {i}", actors=[person("Ann Reed")], published=START - timedelta(days=1))
    (file,) = (await town.answer("!trends week")).attachments
    assert file.filename == "trends.png"
    assert file.description == "Bar chart, Trending in the last 7 days: Ann Reed in 4 of 4, before in 0 of 8."


async def test_a_name_classified_as_two_kinds_says_so(town: Town) -> None:
    for i in range(2):
        await add(town.resources.store, f"Person {i}", actors=[person("Kestrel Harbour"), person("Ann Reed")])
    await add(town.resources.store, "Place", actors=[place("Kestrel Harbour"), person("Ann Reed")])
    answer = await town.ask("!who Kestrel Harbour")
    assert answer.startswith("Kestrel Harbour\nPerson, named 2 times in 2 articles")
    assert "1 article uses this name for a place: ask for “Kestrel Harbour place”. I may have mixed them up." in answer
    assert (await town.ask("!who Kestrel Harbour (place)")).startswith("Kestrel Harbour\nPlace, named once")
    assert (await town.ask("!who Ann Reed")).count("Kestrel Harbour") == 1


async def test_only_similar_titles_are_suggested(town: Town) -> None:
    for title in ("Fishing villages brace for storms", "A town votes", "The bridge reopens"):
        await add(town.resources.store, title)
    answer = await town.ask("!summary fishng vilages")
    assert "Did you mean …\n\\#1 Fishing villages brace for storms" in answer
    assert "A town votes" not in answer
    assert "The last added are …\n• \\#3 The bridge reopens" in await town.ask("!summary banana")
