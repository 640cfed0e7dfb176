"""Which article a command is about: named by number, link or title words, with or without a text behind them."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import FORMS, Town, buttons, options, shown

CAGE = "Cage fighting returns to London"
TEXT = "The cage opened on Monday. Crowds came in."
NEW = "Ring closes\n\nThe ring closed on Friday. Nobody came."
LINK = "https://news.example/cage"


@pytest.fixture
async def desk(town: Town) -> Town:
    """#1 about cage fighting, with a link; #2 and #3 about a harbour."""
    for head, title, text in (
        (f"URL: {LINK}\n", CAGE, TEXT),
        ("", "Harbour reopens", "The harbour opened again on Monday. Ships came in."),
        ("", "Harbour: fish are back", "The fish came back on Tuesday. Gulls did too."),
    ):
        assert "Added as" in await town.ask(f"!add {head}{title}\n\n{text}", who=town.editor)
    return town


async def titles(town: Town) -> list[Any]:
    return [(await town.resources.store.article(town.guild.id, number)).title for number in (1, 2, 3)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    [
        f"Cage fighting\n{NEW}",
        f"Cage fighting\n\n{NEW}",
        f"cage FIGHTING returns\n{NEW}",
        f"london cage\n{NEW}",
        f"{CAGE}\n{NEW}",
        f"**{CAGE}**\n{NEW}",
        f"Cage fighting: {NEW}",
        f"the article about cage fighting\n{NEW}",
        f"the one on Cage fighting: {NEW}",
        f"Cage fighting — {NEW}",
        f"Cage fighting - {NEW}",
        f"Cage fighting:\n{NEW}",
        f"Cage fighting {NEW}",
        f"Cage {NEW}",
        f"“Cage fighting” {NEW}",
        f'"Cage fighting"\n{NEW}',
        f"{LINK} {NEW}",
        f"<{LINK}>\n{NEW}",
        f"{LINK}?utm_source=x\n{NEW}",
        f"1 {NEW}",
        f"#1\n{NEW}",
        f"1: {NEW}",
        f"1. {NEW}",
        f"#1 - {NEW}",
        f"article 1 {NEW}",
        f"no. 1: {NEW}",
    ],
)
async def test_an_edit_takes_the_words_that_name_an_article_and_the_text_behind_them(desk: Town, typed: str) -> None:
    said = await desk.ask(f"!edit {typed}", who=desk.editor)
    assert said.startswith("Changed #1 · for this server\nRing closes\n"), said
    article = await desk.resources.store.article(desk.guild.id, 1)
    assert article is not None
    assert (article.title, article.text) == tuple(NEW.split("\n\n"))
    assert (await titles(desk))[1:] == ["Harbour reopens", "Harbour: fish are back"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Harbour reopens Harbour reopens today", "Harbour reopens today"),
        ("Harbour reopens: Harbour reopens today: late", "Harbour reopens today: late"),
        ("harbour reopens\nHarbour opens", "Harbour opens"),
        ("Harbour: fish are back: No fish are back", "No fish are back"),
    ],
)
async def test_a_new_title_that_contains_the_old_one_is_kept_completely(desk: Town, typed: str, title: str) -> None:
    said = await desk.ask(f"!edit {typed}\nIt is as it is. It was on Friday.", who=desk.editor)
    changed = 3 if "fish" in typed else 2
    assert said.startswith(f"Changed #{changed}"), said
    assert (await titles(desk))[changed - 1] == title


async def test_an_ambiguous_title_asks_which_article_is_meant_and_changes_nothing(desk: Town) -> None:
    before = await titles(desk)
    for typed in (f"Harbour\n{NEW}", f"harbour: {NEW}", f"Harbour {NEW}", f"“harbour” {NEW}", f"harb\n{NEW}"):
        asked = await desk.answer(f"!edit {typed}", who=desk.editor)
        assert "give the number of one" in shown(asked), typed
        assert sorted(options(asked)) == ["#2 Harbour reopens", "#3 Harbour: fish are back"]
    for typed in ("harbour", "Harbour"):
        assert "give the number of one" in await desk.ask(f"!remove {typed}", who=desk.editor)
    assert await titles(desk) == before


async def test_if_it_is_unclear_where_the_new_text_begins_it_asks(desk: Town) -> None:
    before = await titles(desk)
    for first in ("Cage fighting stopped on Friday", "cage was closed", "to Paris"):
        said = await desk.ask(f"!edit {first}\nIt was on Friday. Nobody came.", who=desk.editor)
        assert said.startswith("Where does the new text begin? Put it on the line below"), first
        assert said.endswith("Nothing was changed.")
    assert await titles(desk) == before


async def test_a_number_that_may_be_the_beginning_of_another_title_is_asked_for(desk: Town) -> None:
    await desk.ask("!add 2 ways to sleep well\n\nSleep early. Sleep long, said a doctor.", who=desk.editor)
    asked = await desk.answer("!edit 2 ways to sleep\nThree ways\nSleep was overrated. It is not.", who=desk.editor)
    assert "That may be #2 or the title of #4" in shown(asked)
    assert list(options(asked)) == ["#2 Harbour reopens", "#4 2 ways to sleep well"]
    told = await desk.ask("!edit #2 ways to sleep\nSleep was overrated. It is not.", who=desk.editor)
    assert told.startswith("Changed #2")
    assert "Changed #4" in await desk.ask("!edit “2 ways to sleep”\nFive ways\n\nSleep on. Sleep.", who=desk.editor)


async def test_an_unused_number_at_the_beginning_of_a_title_belongs_to_the_title(desk: Town) -> None:
    await desk.ask("!add 10 ways to sleep well\n\nSleep early. Sleep long, said a doctor.", who=desk.editor)
    told = await desk.ask(f"!edit 10 ways to sleep\n{NEW}", who=desk.editor)
    assert told.startswith("Changed #4 · for this server\nRing closes\n")
    article = await desk.resources.store.article(desk.guild.id, 4)
    assert article is not None
    assert (article.title, article.text) == tuple(NEW.split("\n\n"))


async def test_the_new_text_may_follow_a_long_title_on_its_line(desk: Town) -> None:
    title = "The old harbour of Valmere on the Orn is open again for ships"
    await desk.ask(f"!add {title}\n\nIt is open. It was shut.", who=desk.editor)
    assert "Changed #4" in await desk.ask(f"!edit {title} {NEW}", who=desk.editor)
    article = await desk.resources.store.article(desk.guild.id, 4)
    assert article is not None
    assert (article.title, article.text) == tuple(NEW.split("\n\n"))


async def test_an_edit_by_title_words_takes_its_text_from_a_file_or_a_reply_too(desk: Town) -> None:
    told = await desk.ask("!edit Cage fighting", who=desk.editor, attachments=[("a.txt", NEW.encode())])
    assert told.startswith("Changed #1")
    said = await desk.reader.send(desk.general, "Harbour stays\n\nThe harbour stays open. It is full.")
    assert "Changed #2" in await desk.ask("!edit Harbour reopens", who=desk.editor, reply_to=said)
    assert "There is no text yet" in await desk.ask("!edit Ring closes", who=desk.editor)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("named", ["1", "#1", "Cage fighting", CAGE, f"#1 {CAGE}", LINK, f"<{LINK}>", f"{LINK}#top"])
async def test_every_command_takes_an_article_by_its_number_its_link_or_its_title(
    desk: Town, form: str, named: str
) -> None:
    who = desk.editor
    assert CAGE in shown(await desk.give(form, f"summary {named}", "summary", article=named))
    assert "The cage opened" in shown(await desk.give(form, f"read {named}", "read", article=named))
    assert CAGE in shown(await desk.give(form, f"themes {named}", "themes", about=named))
    assert "Where #1 was posted" in shown(await desk.give(form, f"why {named}", "why", who, article=named))
    assert "Removed **#1**" in shown(await desk.give(form, f"remove {named}", "remove", who, article=named))
    assert "Restored **#1**" in shown(await desk.give(form, f"restore {named}", "restore", who, article=named))


async def test_a_page_can_be_named_behind_title_words(desk: Town) -> None:
    for typed in ("Cage fighting 1", "Cage fighting page 1", f"{LINK} 1", "#1 1", "latest 1"):
        answer = await desk.ask(f"!read {typed}")
        assert "full text · page 1 of 1" in answer, typed
    assert "there is no page 7" in await desk.ask("!read Cage fighting 7")


async def test_a_link_that_belongs_to_no_article_is_reported(desk: Town) -> None:
    said = "No article here has that link: an editor can add it with !add and the link."
    assert await desk.ask("!summary https://news.example/other") == said
    assert await desk.ask("!edit https://news.example/other", who=desk.editor) == said
    assert not buttons(await desk.answer("!read www.news.example/other"))
