"""What editors set for a channel's digest, and what readers then see of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest
from conftest import FORMS, Town, answer_to, buttons, options, shown
from scenarios.posting import add, let_post, nonces, posts, why
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE

from bot.cogs.answers import answer
from bot.errors import NotFound
from bot.models.articles import Draft
from bot.ui.button_ids import Action, ButtonAction


@pytest.fixture
async def announced(town: Town) -> Town:
    """A server whose new articles are posted in #briefings, at half past nine in the evening in Berlin."""
    town.resources.clock.at = datetime(2026, 11, 28, 20, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask("!settings timezone Berlin", who=town.editor)
    return town


def sleep(town: Town, **much: float) -> None:
    town.resources.clock.move(timedelta(**much).total_seconds())  # type: ignore[attr-defined]


async def give(town: Town, form: str, words: str) -> str:
    options = {"channel": town.briefings, **({"words": words} if words else {})}
    typed = f"announce digest {town.briefings.mention} {words}"
    return shown(await town.give(form, typed, "announce digest", town.editor, **options)).replace("\\", "")


@pytest.mark.parametrize("form", FORMS)
async def test_what_is_new_comes_in_one_briefing_in_the_morning(announced: Town, form: str) -> None:
    town, mention = announced, announced.briefings.mention
    eight = int(datetime(2026, 11, 29, 7, tzinfo=UTC).timestamp())
    assert await give(town, form, "daily 08:00") == (
        f"From now on {mention} gets what is new in one briefing, daily at 08:00 (Europe/Berlin); the next one is due "
        f"<t:{eight}:F>. If nothing is new, none comes."
    )
    await add(town, "Harbour reopens")
    await add(town, "Bridge closes", "The bridge closed on Sunday. Cars took the ferry.")
    assert await town.deliver() == 0
    for number in ("1", "2"):
        assert f"{mention} — waiting (for the briefing of 08:00, Europe/Berlin), due <t:{eight}:R>" in await why(
            town, number
        )
    assert f"{mention} — one briefing daily at 08:00 (Europe/Berlin)" in await town.ask(
        "!announce list", who=town.editor
    )
    sleep(town, hours=10.5)
    assert await town.deliver() == 1
    [post] = posts(town)
    assert post.content == "Briefing, 29 November, 08:00: 2 new articles"
    assert post.embeds[0].title == "Briefing, 29 November, 08:00"
    assert all(title in str(post.embeds[0].description) for title in ("Harbour reopens", "Bridge closes"))
    for number in ("1", "2"):
        assert f"[posted in the briefing of 29 November, 08:00]({post.jump_url})" in await why(town, number)
    sleep(town, hours=24)
    assert await town.deliver() == 0  # nothing is new
    assert await give(town, form, "off") == f"{mention} now has no briefing: new articles are posted at once."
    await add(town, "Old pier closes")
    assert await town.deliver() == 1
    assert posts(town)[-1].embeds[0].title == "Old pier closes"


async def test_sixty_articles_are_one_post_that_says_how_many_it_leaves_out(announced: Town) -> None:
    town = announced
    await give(town, "prefix", "daily 08:00")
    for number in range(60):
        await add(town, f"Report {number:02} " + "on the works in the old harbour " * 3)
    sleep(town, hours=11)
    assert await town.deliver() == 1
    [post] = posts(town)
    page = str(post.embeds[0].description)
    assert post.content == "Briefing, 29 November, 08:00: 60 new articles"
    assert page.count("The minister spoke on Monday.") >= 1
    assert "in 60 articles · word for word · page 1 of " in str(post.embeds[0].footer.text)
    assert {"Longer", "Next ›", "All articles"} <= set(buttons(post))
    following = answer_to(await town.reader.click(post, label="Next ›"))
    assert following.embeds[0].title == "Briefing, 29 November, 08:00"
    assert "in 60 articles · word for word · page 2 of " in str(following.embeds[0].footer.text)
    assert set(buttons(following)) == {"‹ Previous", "Next ›"}
    assert "posted in the briefing of 29 November, 08:00" in await why(town, "60")


async def test_the_one_article_of_a_briefing_follows_its_edits_and_its_removal(announced: Town) -> None:
    town = announced
    await give(town, "prefix", "daily 08:00")
    article = await add(town, "Harbour reopens")
    others = [await add(town, f"Report {number}") for number in range(9)]
    sleep(town, hours=11)
    assert await town.deliver() == 1
    article, *_ = await town.newsroom.edit(article, Draft("Harbour reopens at last", article.text), by=1)
    for other in others[-2:]:
        await town.newsroom.remove(other, by=1)
    await town.follow_up()
    [post] = posts(town)
    assert "Harbour reopens at last" in shown(post)
    assert str(post.embeds[0].description).endswith(
        "These articles were removed.\n**#9** ~~Report 7~~\n**#10** ~~Report 8~~"
    )
    assert post.content == "Briefing, 29 November, 08:00: 10 new articles"
    for other in (article, *others[:-2]):
        await town.newsroom.remove(other, by=1)
    await town.follow_up()
    [post] = posts(town)
    assert str(post.embeds[0].description).startswith("These articles were removed.\n**#1** ~~Harbour")
    assert list(buttons(post)) == ["All articles"]


async def test_the_post_is_the_first_page_of_the_briefing(announced: Town) -> None:
    """An article that got no post because another one tells the same is told with it."""
    town = announced
    await give(town, "prefix", "daily 08:00")
    await add(town, *FERRY)
    sleep(town, hours=10.5)
    assert await town.deliver() == 1
    await town.ask("!brief", who=town.reader)
    sleep(town, hours=1)
    await town.ask(f"!announce again {town.briefings.mention} 12 hours", who=town.editor)
    sleep(town, hours=12)
    for told in (FERRY_REVISED, FERRY_ELSEWHERE, STRIKE, BUDGET):
        await add(town, *told)
    asked = await town.answer("!brief", who=town.reader)
    sleep(town, hours=12)
    assert await town.deliver() == 1
    post = posts(town)[-1]
    again = "\n-# Posted again: the last post of this story was made more than 12 hours before"
    opening, _, stories = str(asked.embeds[0].description).partition("\n\n")
    assert opening.startswith("Added since <t:")
    assert str(post.embeds[0].description).replace(again, "") == stories
    assert again in str(post.embeds[0].description)
    assert "First report added" in stories
    assert "#3" in stories
    assert (
        post.embeds[0].footer.text
        == asked.embeds[0].footer.text
        == "3 stories in 4 articles · word for word · page 1 of 1"
    )
    longer = answer_to(await town.reader.click(post, label="Longer"))
    assert len(longer.embeds[0].description) > len(post.embeds[0].description)
    assert options(longer) == options(post)


async def test_what_tells_the_same_later_is_named_and_changes_nothing_else(announced: Town) -> None:
    town = announced
    await give(town, "prefix", "daily 08:00")
    await add(town, *FERRY)
    await add(town, *STRIKE)
    sleep(town, hours=10.5)
    assert await town.deliver() == 1
    before = str(posts(town)[0].embeds[0].description)
    await add(town, *FERRY_REVISED)
    await town.follow_up()
    [post] = posts(town)
    changed = [line for line in str(post.embeds[0].description).splitlines() if line not in before.splitlines()]
    assert changed == [f"-# also in {FERRY_REVISED[0]} #3"]


async def test_a_briefing_of_another_server_is_not_shown(announced: Town) -> None:
    """The button holds the number of a briefing, which somebody may change."""
    town = announced
    await give(town, "prefix", "daily 08:00")
    await add(town, "Harbour reopens")
    sleep(town, hours=10.5)
    assert await town.deliver() == 1
    brief = ButtonAction(Action.BRIEF, "digest.1", 2)
    assert "Harbour reopens" in str((await answer(town.services, town.guild.id, brief)).embed.description)
    for scope, digest in ((town.guild.id + 1, brief), (town.guild.id, ButtonAction(Action.BRIEF, "digest.7", 2))):
        with pytest.raises(NotFound, match="This briefing is no longer stored here"):
            await answer(town.services, scope, digest)


async def test_a_bot_that_loses_the_answer_to_a_briefing_posts_it_once(announced: Town) -> None:
    town = announced
    await give(town, "prefix", "daily 08:00")
    for number in range(3):
        await add(town, f"Report {number}")
    sleep(town, hours=10.5)
    let_post(town, False)
    assert await town.deliver() == 0
    assert "waiting, because the channel is paused" in await why(town)
    let_post(town, True)
    sleep(town, hours=1)
    await town.resume()
    assert await town.deliver() == 1
    assert len(posts(town)) == 1
    assert len(set(nonces(town))) == 1


async def test_a_forum_gets_a_thread_with_the_name_of_the_briefing(announced: Town) -> None:
    town = announced
    forum = town.guild.create_forum_channel("papers")
    await town.ask(f"!announce on <#{forum.id}>", who=town.editor)
    await town.ask(f"!announce digest <#{forum.id}> 08:00", who=town.editor)
    await add(town, "Harbour reopens")
    sleep(town, hours=11)
    await town.deliver()
    [thread] = forum.threads
    assert thread.name == "Briefing, 29 November, 08:00"


@pytest.mark.parametrize("form", FORMS)
async def test_a_test_shows_what_the_last_articles_would_be(announced: Town, form: str) -> None:
    town = announced
    nothing = await give(town, form, "test")
    assert nothing.startswith("There is nothing to show yet")
    await add(town, "Harbour reopens")
    await add(town, "Bridge closes", "The bridge closed on Sunday. Cars took the ferry.")
    answer = await give(town, form, "test")
    assert answer == (f"A test of the briefing, with 2 articles of the last ones, is in {town.briefings.mention}.")
    [post] = posts(town)
    assert post.content == "This is a test post: Briefing, 28 November, 21:30: 2 new articles"
    assert await town.deliver() == 2  # the articles themselves were not affected


async def test_the_rules_of_a_channel_name_its_briefing(announced: Town) -> None:
    town = announced
    assert "No briefing is set." in await give(town, "prefix", "")
    await give(town, "prefix", "weekdays 08:00 and 18:00")
    assert "; one briefing on weekdays at 08:00 and 18:00 (Europe/Berlin); " in await give(town, "prefix", "")
    assert "No quiet hours are set." in await town.ask(f"!announce quiet {town.briefings.mention}", who=town.editor)
    assert "No daily limit is set." in await town.ask(f"!announce limit {town.briefings.mention}", who=town.editor)


@pytest.mark.parametrize("form", FORMS)
async def test_the_time_zone_of_a_server_is_that_of_its_briefings_and_quiet_hours(town: Town, form: str) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    said = await give(town, form, "daily 08:00")
    assert said.endswith("These are times of the zone UTC: `!settings timezone` sets that of this server.")
    answer = shown(
        await town.give(form, "settings timezone new york", "settings timezone", town.editor, zone="new york")
    )
    assert answer.replace("\\", "").startswith("The time zone here is America/New_York from now on")
    assert "; one briefing daily at 08:00 (America/New_York); " in await give(town, form, "")
    quiet = await town.ask(f"!announce quiet {town.briefings.mention} 22-7", who=town.editor)
    assert "none from 22:00 to 07:00 (America/New_York)" in quiet.replace("\\", "")
    assert "America/New\\_York" in await town.ask("!settings", who=town.editor)
    refused = await town.ask("!settings timezone Atlantis", who=town.editor)
    assert refused == "I do not know the time zone “Atlantis”. Did you mean Canada/Atlantic?"
    assert "The time zone here is UTC" in await town.ask("!settings timezone none", who=town.editor)


async def test_a_private_answer_has_its_time(announced: Town) -> None:
    """The next time is shown by each reader's own clock."""
    answer = await give(announced, "slash", "monday 08:00")
    assert discord.utils.format_dt(datetime(2026, 11, 30, 7, tzinfo=UTC), "F") in answer


async def test_where_an_editor_wants_it_a_note_says_that_nothing_is_new(announced: Town) -> None:
    town = announced
    said = await give(town, "prefix", "daily 08:00 even-if-empty")
    assert "daily at 08:00 (Europe/Berlin); the next one is due" in said
    assert said.endswith("If nothing is new, a note says so.")
    assert "daily at 08:00 (Europe/Berlin), even if nothing is new" in await give(town, "prefix", "")
    forum = town.guild.create_forum_channel("papers")
    await town.ask(f"!announce on <#{forum.id}>", who=town.editor)
    await town.ask(f"!announce digest <#{forum.id}> 08:00 even if nothing is new", who=town.editor)
    sleep(town, hours=10.5)
    assert await town.services.delivery_worker.post_empty_digests() == 2
    [note] = posts(town)
    assert shown(note) == "Briefing, 29 November, 08:00\nNothing is new here since the last briefing."
    assert list(buttons(note)) == ["All articles"]
    [thread] = forum.threads
    assert thread.name == "Briefing, 29 November, 08:00"
    assert "The library is empty" in shown(answer_to(await town.reader.click(note, label="All articles")))
    assert await town.services.delivery_worker.post_empty_digests() == 0
