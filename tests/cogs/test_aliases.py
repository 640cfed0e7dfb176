from __future__ import annotations

import pytest
from conftest import Town
from store.samples import add, person

from bot.models.articles import Draft

PAGE = "The Iron Lady of Nara spoke on Monday. Iron Lady Takaichi said trade matters."


@pytest.fixture
async def seeded_town(seeded: Town) -> Town:
    return seeded


async def test_an_alias_answers_for_the_name_and_says_why(seeded_town: Town) -> None:
    town = seeded_town
    said = await town.ask("!alias Iron Lady = Takaichi", who=town.editor)
    assert "“Iron Lady” is now an alias of “Sanae Takaichi” here." in said
    answer = await town.ask("!who iron lady")
    assert answer.startswith("Sanae Takaichi")
    assert "“Iron Lady” is Sanae Takaichi: an editor said so" in answer
    assert "“Iron Lady” is “Sanae Takaichi”" in await town.ask("!alias", who=town.editor)


async def test_an_alias_that_is_given_to_somebody_else_says_what_it_was(seeded_town: Town) -> None:
    town = seeded_town
    await town.ask("!alias Bluebell = Takaichi", who=town.editor)
    assert "Before" not in await town.ask("!alias bluebell = Takaichi", who=town.editor)
    said = await town.ask("!alias Bluebell = Trump", who=town.editor)
    assert said.endswith("Before, it was an alias of “Sanae Takaichi”.")


async def test_an_alias_can_be_removed(seeded_town: Town) -> None:
    town = seeded_town
    await town.ask("!alias Iron Lady = Takaichi", who=town.editor)
    assert "is no longer an alias of “Sanae Takaichi”" in await town.ask("!unalias iron lady", who=town.editor)
    assert "No article names or mentions “iron lady”" in await town.ask("!who iron lady")
    assert "Editors have not linked or separated any names here yet" in await town.ask("!alias", who=town.editor)


async def test_an_alias_joins_two_actors_of_the_library(seeded_town: Town) -> None:
    town = seeded_town
    draft = Draft("Taro Aso visits", "Taro Aso visited Paris. Aso said trade matters.")
    await town.newsroom.add(town.guild.id, draft)
    other = Draft("Tarou Aso visits", "Tarou Aso visited Rome. Tarou Aso said trade matters.")
    await town.newsroom.add(town.guild.id, other)
    assert "in #2" in await town.ask("!who Taro Aso")
    await town.ask("!alias Tarou Aso = Taro Aso", who=town.editor)
    answer = await town.ask("!who Tarou Aso")
    assert answer.startswith("Taro Aso")
    assert "in 2 articles" in answer


async def test_an_alias_survives_a_new_analysis(seeded_town: Town) -> None:
    town = seeded_town
    await town.ask("!alias Iron Lady = Takaichi", who=town.editor)
    store = town.resources.store
    article = await store.article(town.guild.id, 1)
    assert article is not None
    analysis = await store.analysis(article.id)
    assert analysis is not None
    assert await store.replace_analysis(article.id, article.content_hash, analysis)
    assert (await town.ask("!who iron lady")).startswith("Sanae Takaichi")


async def test_an_automatic_merge_can_be_separated_and_joined_again(seeded_town: Town) -> None:
    town = seeded_town
    draft = Draft("A town votes", "Takaichi won the vote in Nara. Takaichi said bread matters.")
    await town.newsroom.add(town.guild.id, draft)
    assert "in 2 articles" in await town.ask("!who Sanae Takaichi")
    assert "is now kept separate from “Sanae Takaichi”" in await town.ask("!unalias Takaichi", who=town.editor)
    assert "in #1" in await town.ask("!who Sanae Takaichi")
    assert "give the full name" in await town.ask("!who Takaichi")
    assert "no longer kept separate" in await town.ask("!unalias Takaichi", who=town.editor)
    await town.ask("!unalias Takaichi", who=town.editor)
    joined = await town.ask("!alias Takaichi = Sanae Takaichi", who=town.editor)
    assert "Before, it was kept separate from “Sanae Takaichi”." in joined
    assert "in 2 articles" in await town.ask("!who Sanae Takaichi")


async def test_an_alias_that_articles_use_for_somebody_else_says_so(town: Town) -> None:
    store = town.resources.store
    await add(store, "A trial", actors=[person("Sheila Von Wiese-Mack", "Mack")])
    await add(store, "A verdict", actors=[person("Heather Mack", "Mack")])
    await add(store, "An appeal", actors=[person("Heather L. Mack", "Mack")])
    stays = "Article #1 itself calls Sheila Von Wiese-Mack “Mack”."
    joined = await town.ask("!alias Mack = Heather Mack", who=town.editor)
    assert joined.startswith("“Mack” is now an alias of “Heather L. Mack” here.")
    assert f"{stays} An alias does not change that." in joined
    assert (await town.ask("!who Mack")).startswith("Heather L. Mack")
    assert "is no longer an alias of “Heather L. Mack”" in await town.ask("!unalias Mack", who=town.editor)
    for number in (2, 3):
        await town.ask(f"!remove {number}", who=town.owner)
    assert await town.ask("!unalias Mack", who=town.editor) == f"{stays} That cannot be separated."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("!alias Iron Lady", "an equals sign"),
        ("!alias = Takaichi", "an equals sign"),
        ("!alias Iron Lady = Nobody", "No article names or mentions “Nobody”"),
        ("!alias Sanae Takaichi = Takaichi", "is Sanae Takaichi already"),
        ("!alias ... = Takaichi", "A name has letters"),
        ("!alias " + "x" * 200 + " = Takaichi", "A name has letters"),
        ("!unalias Trump", "Article #1 itself calls Donald Trump “Trump”. That cannot be separated."),
        ("!unalias Donald Trump", "nothing to undo"),
        ("!unalias Nobody", "No article names or mentions “Nobody”"),
    ],
)
async def test_a_decision_that_cannot_be_made_says_why(seeded_town: Town, typed: str, said: str) -> None:
    assert said in await seeded_town.ask(typed, who=seeded_town.editor)


async def test_readers_cannot_decide(seeded_town: Town) -> None:
    assert "Only this server’s editors" in (await seeded_town.ask("!alias Iron Lady = Takaichi")).replace("'", "’")
    assert await seeded_town.resources.store.alias_rules(seeded_town.guild.id) == []
