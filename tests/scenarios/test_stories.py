"""A story is posted once, and people see and correct what belongs to it."""

from __future__ import annotations

from conftest import Town, shown
from scenarios.posting import posts, why
from story_reports import FERRY, FERRY_REVISED, STRIKE

from bot.models.articles import Draft


async def add(town: Town, report: tuple[str, str], source: str, *, scope: int | None = None) -> int:
    draft = Draft(*report, source=source, url=f"https://{source.lower()}.example/{len(report[1])}")
    article, _ = await town.newsroom.add(town.guild.id if scope is None else scope, draft)
    return article.number


async def test_a_later_article_of_a_story_is_added_to_its_post(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    await announced.deliver()
    await announced.follow_up()
    (post,) = posts(announced)
    (field,) = [field for field in post.embeds[0].fields if field.name == "Also in"]
    assert (field.value or "").startswith("[Echo](https://echo.example/")
    assert (field.value or "").endswith(") #2")
    assert "another article tells the same, and its post there names this one" in await why(announced, "2")


async def test_an_edit_of_the_other_article_reaches_the_post(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    await announced.follow_up()
    await announced.ask("!edit 2 Source: Evening Echo", who=announced.editor)
    await announced.follow_up()
    assert "Evening Echo" in shown(posts(announced)[0])
    await announced.ask("!remove 2", who=announced.editor)
    await announced.follow_up()
    assert "Also in" not in shown(posts(announced)[0])


async def test_a_list_names_the_other_outlets_too(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await add(announced, FERRY_REVISED, "Echo")
    for index in range(6):
        await add(announced, (f"Story {index}", f"Story {index} it was."), f"Paper{index}")
    await announced.deliver()
    assert "also in [Echo](" in shown(posts(announced)[0])


async def test_story_lists_the_articles_with_reasons(town: Town) -> None:
    await add(town, FERRY, "Courier")
    await add(town, FERRY_REVISED, "Echo")
    await add(town, STRIKE, "Courier")
    text = await town.alike("story 2", "story show", article="2")
    assert "The story of #2" in text
    assert "nearly the same text as #1" in text
    assert "2 articles, oldest first" in text
    assert "Also in" in await town.ask("!summary 1")
    assert "No other article tells this story." in await town.ask("!story 3")


async def test_editors_join_and_part(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await add(announced, STRIKE, "Courier")
    await announced.deliver()
    assert "#2 now belongs to the story of #1" in await announced.ask("!story join 2 1", who=announced.editor)
    await announced.follow_up()
    assert [("Also in" in shown(post)) for post in posts(announced)] == [True, True]
    text = await announced.ask("!story 1")
    assert "an editor put it here" in text
    assert "An editor put #2 into this story." in text
    assert "#2 now has a story of its own" in await announced.ask("!story part 2", who=announced.editor)
    await announced.follow_up()
    assert [("Also in" in shown(post)) for post in posts(announced)] == [False, False]
    assert "#2 is alone in its story" in await announced.ask("!story part 2", who=announced.editor)


async def test_readers_and_editors_of_shared_articles_may_not(town: Town) -> None:
    await add(town, FERRY, "Courier", scope=0)
    await add(town, STRIKE, "Courier", scope=0)
    assert "only the bot’s owner can change it" in await town.ask("!story join 2 1", who=town.editor)
    assert "only the bot’s owner can change it" in await town.ask("!story part 2", who=town.editor)
    refused = await town.ask("!story join 2 1")
    assert "Manage Server" in refused
    assert "now belongs" in await town.ask("!story join 2 1", who=town.owner)


async def test_an_article_that_was_parted_is_posted(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    assert await announced.deliver() == 0
    await announced.ask("!story part 2", who=announced.editor)
    assert await announced.deliver() == 1
    await announced.follow_up()
    assert [("Also in" in shown(post)) for post in posts(announced)] == [False, False]
