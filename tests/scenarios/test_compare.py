"""Two articles or two names side by side."""

from __future__ import annotations

import pytest
from conftest import Town, answer_to, buttons, options, shown
from story_reports import FERRY, FERRY_ELSEWHERE

from bot.models.articles import SHARED, Draft

PIER = """Susan Hart opens the pier

Susan Hart, the mayor of Leeds, opened the new pier on Monday. Paul Lund helped Susan Hart to cut the ribbon. A choir
sang for an hour."""
FISH = """Fishermen protest in Leeds

Paul Lund, a fisherman, led the march through the town on Tuesday. He wants lower fees for the harbour."""


@pytest.fixture
async def filled(town: Town) -> Town:
    """A library in which two articles tell one story, and two others name two people."""
    for report, source in ((FERRY, "Courier"), (FERRY_ELSEWHERE, "Echo")):
        await town.newsroom.add(SHARED, Draft(*report, source=source, url=f"https://{source.lower()}.example/1"))
    for text in (PIER, FISH):
        title, _, rest = text.partition("\n\n")
        await town.newsroom.add(SHARED, Draft(title, rest))
    return town


async def test_two_articles_stand_side_by_side_in_every_form(filled: Town) -> None:
    answer = await filled.alike("compare 1 2", "compare", first="1", second="2")
    assert answer.startswith("#1 compared with #2")
    assert "Both tell the same story." in answer
    assert "**Both tell of this**\n> " in answer
    assert "— #1, sentence 1 of 3" in answer
    assert "Only #2 says" in answer
    message = await filled.answer("!compare #2 and #1")
    first, _ = options(message).values()
    opened = answer_to(await filled.reader.select(message, [first]))
    assert "Back to the comparison" in buttons(opened)


async def test_two_names_are_compared_by_the_articles_that_name_them(filled: Town) -> None:
    answer = await filled.alike("compare Susan Hart Lund", "compare", first="Susan Hart", second="Lund")
    assert "**Susan Hart**: described as “the mayor of Leeds” in #3" in answer
    assert "> Paul Lund helped Susan Hart to cut the ribbon." in answer
    assert "Together in 1 article" in answer
    assert "Only Susan Hart: no article" in answer
    assert "Only Paul Lund: 1 article" in answer
    message = await filled.answer("!compare Hart, Lund")
    profile = answer_to(await filled.reader.click(message, label="Paul Lund"))
    assert "described as" in shown(profile).casefold()


async def test_a_profile_and_a_story_lead_to_a_comparison(filled: Town) -> None:
    for day in ("Sunday", "Friday"):
        walk = f"Susan Hart walked through Leeds on {day}, and Leeds was full of people. She spoke with them for hours."
        await filled.newsroom.add(SHARED, Draft(f"A walk through Leeds on {day}", walk))
    profile = await filled.answer("!who Susan Hart")
    assert next(iter(options(profile))).startswith("Leeds")  # a person is compared with a person all the same
    compared = answer_to(await filled.reader.click(profile, label="Compare with Paul Lund"))
    assert "Susan Hart compared with Paul Lund" in shown(compared)
    story = await filled.answer("!story 1")
    assert "Both tell the same story." in shown(answer_to(await filled.reader.click(story, label="Compare #1 with #2")))


async def test_what_is_not_found_is_asked_about_and_the_rest_is_kept(filled: Town) -> None:
    asked = await filled.answer("!compare Susan Hard and Paul Lunt")
    assert "Susan Hart compared with Paul Lund" in shown(asked)  # small slips are corrected
    one = await filled.answer("!compare 1 pier")
    assert "#1 compared with #3" in shown(one)
    lost = await filled.answer("!compare 99 1")
    assert "There is no article #99." in shown(lost)
    value = options(lost)["#4 Fishermen protest in Leeds"]
    offered = answer_to(await filled.reader.select(lost, [value]))
    assert "#4 compared with #1" in shown(offered)
