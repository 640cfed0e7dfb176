"""A misspelt period, theme or length is answered with the command that was meant."""

from __future__ import annotations

import pytest
from conftest import FORMS, Town, shown
from store.samples import add

from bot.models.analysis import Theme


@pytest.fixture
async def trade(town: Town) -> Town:
    """One article about trade, with "last" and "well" in its text."""
    text = "The last well of the town ran dry on Monday. Traders complained."
    await add(town.resources.store, "Well runs dry", text=text, themes=[Theme("Trade", ("trade", "traders"))])
    return town


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("command", "argument", "typed", "meant"),
    [
        ("brief", "about", "last wek", "last week"),
        ("brief", "about", "tade", "trade"),
        ("articles", "about", "last wek", "last week"),
        ("articles", "about", "yesteday", "yesterday"),
        ("summary", "article", "lastest", "latest"),
        ("summary", "article", "latest shrot", "latest short"),
        ("read", "article", "lastest", "latest"),
        ("actors", "about", "tody", "today"),
        ("themes", "about", "toady", "today"),
        ("trends", "period", "mnth", "month"),
    ],
)
async def test_a_misspelt_keyword_is_suggested_first(
    trade: Town, form: str, command: str, argument: str, typed: str, meant: str
) -> None:
    answer = shown(await trade.give(form, f"{command} {typed}", command, trade.reader, **{argument: typed}))
    prefix = "/" if form == "slash" else "!"
    assert answer.startswith(f"I found nothing for “{typed}”. Did you mean {prefix}{command} {meant}?")


@pytest.mark.parametrize("form", FORMS)
async def test_a_misspelt_theme_has_the_suggestions_of_its_own_command(trade: Town, form: str) -> None:
    answer = shown(await trade.give(form, "theme tade", "theme", trade.reader, name="tade"))
    assert answer == "No article has the theme “tade”.\nDid you mean …\nTrade"


async def test_what_is_no_keyword_is_answered_as_before(trade: Town) -> None:
    assert await trade.ask("!brief Xyzzyx") == "No article names or mentions “Xyzzyx”. Check the spelling."
    assert "trends" not in await trade.ask("!who last wek")
    assert "only have" not in await trade.ask("!trends tomorrow")


@pytest.mark.parametrize("typed", ["articles page two", "articles Page Two", "articles well page two"])
async def test_the_number_of_a_page_may_be_written_out(trade: Town, typed: str) -> None:
    assert await trade.ask(f"!{typed}") == await trade.ask(f"!{typed.lower().replace('two', '2')}")
    assert "No article contains" not in await trade.ask(f"!{typed}")
