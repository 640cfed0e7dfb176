"""The timeline of an actor or a theme: a dated sentence for each story, the oldest first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import discord
import pytest
from cogs.test_articles import click
from conftest import START, Town, answer_to, buttons, options, shown
from scenarios.test_briefing import report
from store.samples import add, person, read
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE

from bot.models.analysis import Actor, ActorKind, Mention, Theme
from bot.models.articles import SHARED, Draft

ROE = person("Ann Roe")
HEADLINED = Actor("Ann Roe", ActorKind.PERSON, (), (), (Mention(-1, 0, 1),), ())
PASSING = person("Ann Roe", salient=())
EVENTS = ("opened the harbour", "sold three ships", "met the fishermen", "closed the old pier", "hired a pilot", "won")


async def test_the_stories_of_an_actor_stand_in_the_order_of_their_dates(town: Town) -> None:
    await report(town, FERRY, "Courier", published=START - timedelta(days=3, hours=1))
    await report(town, FERRY_ELSEWHERE, "Echo", published=START - timedelta(days=3))
    other = (BUDGET[0], f"{BUDGET[1]} Captain Morag Tulloch had asked for it.")
    draft = Draft(*other, url="https://echo.example/9", source="Echo", published_at=START - timedelta(days=1))
    reading = read(draft.text, actors=[person("Morag Tulloch", salient=(3,)), person("Dinesh Rao")])
    await town.resources.store.add_article(SHARED, draft, reading, now=START)
    told = await town.alike("timeline Morag Tulloch", "timeline", about="Morag Tulloch")
    first, second = told.split("\n\n")[:2]
    assert told.startswith("Timeline of Morag Tulloch\n")
    assert "> A ferry with 140 people aboard ran aground" in first or "> Passengers were brought ashore" in first
    assert "also in " in first
    assert second.startswith(f"**<t:{int((START - timedelta(days=1)).timestamp())}:D>**\n> ")
    assert "Captain Morag Tulloch had asked for it. — [Echo](https://echo.example/9) #3, sentence 4 of 4" in second
    assert "2 stories, the oldest first, word for word · made of 3 articles" in told
    narrowed = await town.answer("!timeline Tulloch 2 days")
    assert shown(narrowed).startswith("Timeline of Morag Tulloch from the last 2 days\n")
    assert "#1" not in shown(narrowed)
    assert "#1" in shown(await click(town, narrowed, "All time"))


async def test_headlines_are_quoted_and_stories_that_name_it_in_passing_are_counted(town: Town) -> None:
    store = town.resources.store
    for at, actor in enumerate((ROE, HEADLINED, PASSING)):
        await add(store, f"Ann Roe {EVENTS[at]}", actors=[actor], published=START - timedelta(days=9 - at))
    told = await town.ask("!timeline Ann Roe")
    assert "> Ann Roe opened the harbour it was. — The Paper #1, sentence 1 of 2" in told
    assert "> Ann Roe sold three ships — The Paper #2, headline" in told
    assert "#3" not in told
    assert "2 stories, the oldest first, word for word · made of 3 articles · 1 story with the name only in" in told
    empty = await town.answer("!timeline Ann Roe 7 days")
    assert "1 story from the last 7 days names “Ann Roe”, but only in passing: no sentence tells what" in shown(empty)
    assert "#3" in shown(await click(town, empty, "Search for “Ann Roe”"))
    assert "No article from the last 24 hours is about “Ann Roe”." in await town.ask("!timeline Ann Roe today")


async def test_a_long_timeline_has_pages_and_leads_from_the_profile_and_the_theme(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.timelines.MAX_ARTICLES", 12)
    for at in range(13):
        day = START - timedelta(days=20 - at)
        text = f"Ann Roe {EVENTS[at % 6]} on the {at} of the month, which nobody had expected."
        theme = Theme("Transport", ("one", "two"))
        await add(town.resources.store, f"{'News ' * at}{at}", text=text, actors=[ROE], themes=[theme], published=day)
    profile = await town.answer("!who Ann Roe")
    first = answer_to(await town.reader.click(profile, label="Timeline"))
    assert "made of the latest 12 articles · page 1 of 3" in shown(first)
    assert "> Ann Roe sold three ships on the 1 of the month" in shown(first)
    assert {"Back to the profile", "To the newest", "Next ›"} <= set(buttons(first))
    assert len(options(first)) == 5
    last = answer_to(await town.reader.click(first, label="To the newest"))
    assert "on the 12 of the month" in shown(last)
    assert {"To the oldest", "‹ Previous"} <= set(buttons(last))
    theme_list = await town.answer("!theme transport")
    of_theme = answer_to(await town.reader.click(theme_list, label="Timeline"))
    assert shown(of_theme).startswith("Timeline of Transport\n")
    assert "Articles" in buttons(of_theme)


async def test_what_is_no_name_and_no_theme_gets_a_sentence(town: Town) -> None:
    assert "A timeline is of a name or a theme: type one before the period." in await town.ask("!timeline week")
    assert "For example: !timeline" in await town.ask("!timeline")
    assert "qwertz" in await town.ask("!timeline qwertz")


@pytest.mark.parametrize(("command", "title"), [("timeline", "Timeline of Ann Roe"), ("brief", "Briefing on Ann Roe")])
async def test_a_misspelt_name_leads_to_what_was_asked_for_in_its_period(town: Town, command: str, title: str) -> None:
    await add(town.resources.store, f"Ann Roe {EVENTS[0]}", actors=[ROE], published=START - timedelta(days=2))
    await add(town.resources.store, f"Ann Rowell {EVENTS[1]}", actors=[person("Ann Rowell")], published=START)
    asked = await town.answer(f"!{command} Ann Row 7 days")
    assert "Did you mean" in shown(asked)
    chosen = next(value for label, value in options(asked).items() if label == "Ann Roe")
    told = answer_to(await town.reader.select(asked, [chosen]))
    assert shown(told).startswith(f"{title} from the last 7 days\n")
    assert "Ann Roe opened the harbour" in shown(told)


class DrawingThread:
    """Draws without a worker process, whose start takes long."""

    async def run(self, function: Callable[[str], bytes], svg: str, *, scope: int) -> bytes:
        return await asyncio.to_thread(function, svg)


def draw_in_thread(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes pictures however long that takes."""
    monkeypatch.setattr(town.services.pictures, "_analysis_pool", DrawingThread())
    monkeypatch.setattr(town.services.pictures, "_wait_seconds", 60.0)


async def add_three(town: Town) -> None:
    for at in range(3):
        await add(town.resources.store, f"Ann Roe {EVENTS[at]}", actors=[ROE], published=START - timedelta(days=9 - at))


async def test_a_picture_with_an_alternative_text_stands_above_each_page_but_not_above_other_answers(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_in_thread(town, monkeypatch)
    await add_three(town)
    town.env.inject_error("POST", "/channels/*/messages", status=400, code=160002)  # it may not read the history
    assert (await town.answer("!articles")).reference is None
    answer = await town.answer("!timeline Ann Roe")
    (file,) = answer.attachments
    assert (file.filename, file.content_type) == ("timeline.png", "image/png")
    assert (file.description or "").startswith("Bar chart of 3 articles on Ann Roe, by day, ")
    assert (await file.read()).startswith(b"\x89PNG")
    profile = answer_to(await town.reader.click(answer, label="Profile"))
    assert profile.attachments == []
    back = answer_to(await town.reader.click(profile, label="Back to the timeline"))
    assert [one.filename for one in back.attachments] == ["timeline.png"]
    assert [one.filename for one in (await town.slash("timeline", about="Ann Roe")).attachments] == ["timeline.png"]


async def test_where_the_bot_may_not_attach_files_or_cannot_draw_the_answer_comes_without_a_picture(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_in_thread(town, monkeypatch)
    await add_three(town)
    assert town.bot.user is not None
    denied = discord.PermissionOverwrite(attach_files=False)
    closed = town.guild.create_text_channel("closed", overwrites={town.bot.user: denied})
    await town.reader.send(closed, "!timeline Ann Roe")
    assert closed.last_message is not None
    assert closed.last_message.attachments == []
    assert shown(closed.last_message).startswith("Timeline of Ann Roe\n")
    monkeypatch.setattr(town.services.pictures, "_kept", {})
    monkeypatch.setattr("bot.services.pictures.draw_picture", fail_to_draw)
    plain = await town.answer("!timeline Ann Roe")
    assert plain.attachments == []
    assert shown(plain).startswith("Timeline of Ann Roe\n")


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (413, 0), (400, 50035)])
async def test_a_refused_picture_is_left_out_and_nothing_else(
    town: Town, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    draw_in_thread(town, monkeypatch)
    await add_three(town)
    town.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    answer = await town.answer("!timeline Ann Roe")
    assert answer.attachments == []
    assert (answer.embeds[0].title, len(buttons(answer))) == ("Timeline of Ann Roe", 1)
    assert answer.reference is not None


def fail_to_draw(_: str) -> bytes:
    raise ImportError
