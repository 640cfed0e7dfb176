"""What readers type for an article besides its number and title: a day, a theme, a name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from conftest import START, Town, options, shown
from store.samples import add, person

from bot.models.analysis import Theme

TITLES = ("Vote is held", "Goal is scored", "Bridge opens", "Bridge closes")
YESTERDAY = datetime(2026, 11, 23, tzinfo=UTC)
POLITICS = Theme("Politics", ("vote", "poll"))
SPORT = Theme("Sport, games", ("goal", "match"))
GAMES = Theme("Sport", ("football", "striker"))


@pytest.fixture
async def week(town: Town) -> Town:
    """#1 of today, #2 dated yesterday by day, #3 and #4 of ten and eleven days ago, added last."""
    for title, published, actors, themes in (
        ("Vote is held", START - timedelta(hours=2), [person("Ann Reed", "Reed")], [POLITICS]),
        ("Goal is scored", YESTERDAY, [person("Bo Lund"), person("Ann Reed")], [SPORT]),
        ("Bridge opens", START - timedelta(days=10), [person("Cy Park")], []),
        ("Bridge closes", START - timedelta(days=11), [person("Di Moss")], []),
    ):
        await add(town.resources.store, title, actors=actors, themes=themes, published=published)
    return town


@pytest.mark.parametrize(
    "typed", ["summary", "summary latest", "summary the latest news", "read", "last", "summary newest"]
)
async def test_the_latest_article_is_the_one_with_the_newest_date(week: Town, typed: str) -> None:
    assert "Vote is held" in await week.ask(f"!{typed}")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("the vote", "Vote is held"),
        ("about the vote that is held", "Vote is held"),
        ("of 2", "Goal is scored"),
        ("since yesterday", "Vote is held"),
    ],
)
async def test_words_that_tell_nothing_do_not_hide_an_article(week: Town, typed: str, title: str) -> None:
    assert title in await week.ask(f"!summary {typed}")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("yesterday", "Goal is scored"),
        ("from yesterday", "Goal is scored"),
        ("last monday", "Goal is scored"),
        ("23 November", "Goal is scored"),
        ("2026-11-23", "Goal is scored"),
        ("November 14", "Bridge opens"),
        ("sport", "Goal is scored"),
        ("about sport", "Goal is scored"),
        ("for yesterday", "Goal is scored"),
        ("in 2", "Goal is scored"),
        ("of the latest article", "Vote is held"),
        ("latest article about the bridge", "Bridge opens"),
        ("the newest bridge", "Bridge opens"),
        ("last report on Reed", "Vote is held"),
        ("latest from yesterday", "Goal is scored"),
        ("article number 2", "Goal is scored"),
        ("Politics", "Vote is held"),
        ("Lund", "Goal is scored"),
        ("Mr Lund", "Goal is scored"),
    ],
)
async def test_a_day_a_theme_or_a_name_stands_for_the_only_article_that_fits(
    week: Town, typed: str, title: str
) -> None:
    assert title in await week.ask(f"!summary {typed}")
    assert title in await week.ask(f"!read {typed}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("today", "2 articles are from the last 24 hours."),
        ("this week", "2 articles are from the last 7 days."),
        ("Ann Reed", "No title has “Ann Reed”, but 2 articles name Ann Reed."),
        ("Reed", "No title has “Reed”, but 2 articles name Ann Reed."),
    ],
)
async def test_if_several_fit_the_newest_are_offered(week: Town, typed: str, said: str) -> None:
    asked = await week.answer(f"!summary {typed}")
    assert said in shown(asked)
    assert list(options(asked)) == ["#1 Vote is held", "#2 Goal is scored"]


async def test_a_last_name_stands_for_the_articles_of_all_who_have_it(week: Town) -> None:
    await add(week.resources.store, "A tunnel opens", actors=[person("Kim Park"), person("Al Park")])
    asked = await week.answer("!summary Park")
    assert "No title has “Park”, but 2 articles name Al Park, Cy Park or others." in shown(asked)
    assert list(options(asked)) == ["#5 A tunnel opens", "#3 Bridge opens"]


async def test_a_day_without_articles_says_so(week: Town) -> None:
    assert "No article is from 2 November." in await week.ask("!summary 2 november")
    assert "No article is from 2 November." in await week.ask("!articles 2 november")
    assert "No one is named in the articles of 2 November" in await week.ask("!actors 2 november")


async def test_title_words_come_before_themes_and_names_but_not_before_days(week: Town) -> None:
    await add(week.resources.store, "Lund politics of yesterday")
    for typed in ("Lund", "politics"):
        assert "Lund politics of yesterday" in await week.ask(f"!summary {typed}")
    assert "Goal is scored" in await week.ask("!summary yesterday")


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("today", ["Vote is held", "Goal is scored"]),
        ("yesterday", ["Goal is scored"]),
        ("week", ["Vote is held", "Goal is scored"]),
        ("30 days", ["Vote is held", "Goal is scored", "Bridge opens", "Bridge closes"]),
        ("2 weeks 1", ["Vote is held", "Goal is scored", "Bridge opens", "Bridge closes"]),
        ("politics", ["Vote is held"]),
        ("about politics", ["Vote is held"]),
        ("about bridge", ["Bridge opens", "Bridge closes"]),
        ("bridge", ["Bridge opens", "Bridge closes"]),
    ],
)
async def test_a_list_of_articles_may_be_of_a_period_a_theme_or_words(
    week: Town, typed: str, titles: list[str]
) -> None:
    answer = await week.ask(f"!articles {typed}")
    assert [title for title in TITLES if title in answer] == titles


async def test_a_list_of_a_period_has_the_newest_date_first_and_pages(town: Town) -> None:
    for number in range(12):
        await add(town.resources.store, f"Story {number} ends", published=START - timedelta(hours=number))
    answer = await town.ask("!articles today")
    assert answer.startswith("Articles from the last 24 hours")
    assert answer.index("Story 0 ends") < answer.index("Story 1 ends")
    assert "Story 11 ends" in await town.ask("!articles today 2")


async def test_actors_and_themes_of_a_day_and_of_a_theme(week: Town) -> None:
    answer = await week.ask("!actors yesterday")
    assert answer.startswith("Named most in the articles of yesterday")
    assert "Bo Lund" in answer
    assert "Cy Park" not in answer
    assert (await week.ask("!themes yesterday")).startswith("Themes in the articles of yesterday")
    assert "Vote is held" in await week.ask("!themes politics")
    assert (await week.ask("!theme today")).startswith("Themes in the last 24 hours")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "1 article is from yesterday."),
        ("from sport", "No title has “sport”, but articles are about Sport, games."),
        ("the article about Lund", "No title has “Lund”, but 1 article names Bo Lund."),
    ],
)
async def test_editors_commands_only_offer_what_fits_a_day_a_theme_or_a_name(week: Town, typed: str, said: str) -> None:
    for command in ("remove", "edit", "why", "restore", "announce test #general"):
        asked = await week.answer(f"!{command} {typed}", who=week.owner)
        assert f"{said} Give the number of one." in shown(asked)
        assert "#2 Goal is scored" in shown(asked)
    assert "Goal is scored" in await week.ask("!summary 2")


async def test_what_fits_nothing_is_not_found_by_an_editors_command(week: Town) -> None:
    assert "No article has “tunnel” in its title." in await week.ask("!remove tunnel", who=week.owner)
    assert "No article has “2 november” in its title." in await week.ask("!remove 2 november", who=week.owner)
    assert "There is no article #77." in await week.ask("!remove article: 77", who=week.owner)


@pytest.mark.parametrize("typed", ["article:2", "article: #2", "story: 2", "the story about the goal", "one on goals"])
async def test_a_number_and_words_may_say_that_they_mean_an_article(week: Town, typed: str) -> None:
    for command in ("actors", "themes", "read", "summary", "story"):
        assert "Goal is scored" in await week.ask(f"!{command} {typed}")


async def test_a_longer_word_of_a_title_is_offered_but_not_taken_for_a_word_of_a_text(week: Town) -> None:
    await add(week.resources.store, "Goalkeeper Anna is injured", text="Anna fell into a fern.")
    await add(week.resources.store, "Fernando is in the news", text="The man denied it.")
    asked = await week.answer("!summary fern")
    assert "No article has “fern” in its title. 1 article contains this word: search for it." in shown(asked)
    assert list(options(asked)) == ["#5 Goalkeeper Anna is injured", "#6 Fernando is in the news"]
    assert "Fernando is in the news" in await week.ask("!summary fernan")


async def test_what_is_offered_has_the_newest_date_first_however_it_was_added(week: Town) -> None:
    for title, days in (("Rowers scored", 20), ("Rowers win", 2)):
        await add(week.resources.store, title, themes=[SPORT], published=START - timedelta(days=days))
    for typed, offered in (
        ("about sport", ["#2 Goal is scored", "#6 Rowers win", "#5 Rowers scored"]),
        ("rowers", ["#6 Rowers win", "#5 Rowers scored"]),
        ("bridge", ["#3 Bridge opens", "#4 Bridge closes"]),
    ):
        assert list(options(await week.answer(f"!summary {typed}"))) == offered


async def test_a_theme_comes_before_another_form_of_its_word_in_a_title(week: Town) -> None:
    await add(week.resources.store, "A judge on sports bets", published=START - timedelta(days=3))
    assert "Goal is scored" in await week.ask("!summary sport")
    assert "A judge on sports bets" in await week.ask("!summary sports")


async def test_an_impossible_period_may_be_in_a_title(week: Town) -> None:
    await add(week.resources.store, "Runners of the 0d course")
    assert "Runners of the 0d course" in await week.ask("!summary 0d")


@pytest.fixture
async def games(week: Town) -> Town:
    """#5 is about football, #6 about another sport, #7 only mentions football, #8 is an obituary."""
    for title, text, themes in (
        ("Rovers win again", "The striker scored in the football match.", [GAMES]),
        ("A third medal", "She swam faster than her rivals. Swimming is fun.", [GAMES]),
        ("Shop burns down", "He sold football shirts there.", []),
        ("Choir leader dies aged 91", "She taught a town to sing.", []),
    ):
        await add(week.resources.store, title, text=text, themes=themes)
    return week


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("football", "Rovers win again"),
        ("about the football match", "Rovers win again"),
        ("the striker", "Rovers win again"),
        ("football festival", "Rovers win again"),
        ("obituary", "Choir leader dies aged 91"),
        ("obituaries", "Choir leader dies aged 91"),
        ("the death of the choir leader", "Choir leader dies aged 91"),
    ],
)
async def test_a_word_of_a_theme_or_an_event_stands_for_the_only_article_about_it(
    games: Town, typed: str, title: str
) -> None:
    assert f"{title}\n• " in await games.ask(f"!summary {typed}")


@pytest.mark.parametrize(
    ("typed", "said", "titles"),
    [
        (
            "the tennis final",
            "No article has “the tennis final”, but there are articles about Sport.",
            ["#6 A third medal", "#5 Rovers win again"],
        ),
        ("a murder", "No article has “a murder” in its title.", None),
        ("the sentencing", "No article has “the sentencing” in its title.", None),
    ],
)
async def test_words_of_a_theme_that_no_article_has_lead_to_the_theme(
    games: Town, typed: str, said: str, titles: list[str] | None
) -> None:
    asked = await games.answer(f"!summary {typed}")
    assert said in shown(asked)
    assert titles is None or list(options(asked)) == titles


@pytest.mark.parametrize(
    ("typed", "themes"),
    [("football", ["Sport"]), ("soccer", ["Sport"]), ("swimming", ["Sport"]), ("the", None), ("zebra", None)],
)
async def test_a_word_of_a_theme_points_at_the_theme(games: Town, typed: str, themes: list[str] | None) -> None:
    said = shown(await games.answer(f"!theme {typed}"))
    if themes is None:
        assert f"No article has the theme “{typed}”." in said
    else:
        assert f"No theme is called “{typed}”, but such words are in articles on this theme." in said
        assert "Did you mean …\nSport" in said.replace("• ", "")
        searched = shown(await games.answer(f"!search theme:{typed}"))
        assert "theme:Sport" in searched
