from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import FORMS, Town, answer_to, shown
from structlog.testing import capture_logs

from bot.errors import StorageError

FAULT = re.compile(
    r"Something went wrong on my side\. If it happens again, give the bot’s owner this error id: ([0-9a-f]{6})\."
)


def broken(error: Exception) -> Any:
    async def fail(*_args: object, **_options: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("form", FORMS)
async def test_an_internal_error_shows_an_id_that_the_log_has_with_the_traceback(
    seeded: Town, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(seeded.services.library, "find_article_or_story", broken(RuntimeError("the secret inside")))
    with capture_logs() as logs:
        answer = await seeded.give(form, "summary", "summary")
    match = FAULT.fullmatch(shown(answer))
    assert match
    (line,) = [line for line in logs if line["log_level"] == "error"]
    assert line["error_id"] == match[1]
    assert line["command"] == "summary"
    assert isinstance(line["exc_info"], RuntimeError)
    assert len(seeded.env.errors) == 1
    if form == "slash":
        assert answer.ephemeral


async def test_two_internal_errors_have_two_ids(seeded: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeded.services.library, "find_article_or_story", broken(KeyError("x")))
    assert await seeded.ask("!summary") != await seeded.ask("!summary")
    assert seeded.env.errors


async def test_a_click_that_fails_is_answered_to_the_person_who_clicked(
    seeded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await seeded.answer("!summary")
    monkeypatch.setattr(seeded.services.library, "by_id", broken(RuntimeError("x")))
    with capture_logs() as logs:
        private = answer_to(await seeded.reader.click(answer, label="Actors"))
    assert private.ephemeral
    match = FAULT.fullmatch(shown(private))
    assert match
    assert [line["error_id"] for line in logs if line["log_level"] == "error"] == [match[1]]


async def test_a_form_that_fails_is_answered_to_the_person_who_sent_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await town.editor.slash(town.general, "add")
    assert form.modal is not None
    monkeypatch.setattr(town.newsroom, "add", broken(RuntimeError("x")))
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    result = await town.editor.submit_modal(form, dict(zip(boxes, ("Title", "Some text."), strict=True)))
    assert FAULT.fullmatch(shown(answer_to(result)))


@pytest.mark.parametrize("form", FORMS)
async def test_an_error_of_the_database_is_reported_in_its_own_words(
    seeded: Town, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(
        seeded.services.library, "find_article_or_story", broken(StorageError("The library's disk is full."))
    )
    assert shown(await seeded.give(form, "summary", "summary")) == "The library's disk is full."


async def test_an_error_in_autocomplete_is_logged_and_the_command_still_works(
    seeded: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(seeded.services.library, "suggest", broken(RuntimeError("x")))
    assert await seeded.reader.autocomplete(seeded.general, "summary", "article", "tak") == []
    assert "Ignoring exception in autocomplete for 'summary'" in caplog.text
    assert "Takaichi" in shown(await seeded.slash("summary"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sumary", "summary"),
        ("summmary", "summary"),
        ("serach x", "search"),
        ("hlep", "help"),
        ("time line Ann", "timeline"),
    ],
)
async def test_a_misspelt_command_gets_the_intended_one(seeded: Town, typed: str, meant: str) -> None:
    assert await seeded.ask(f"!{typed}") == f"There is no command “{typed.split()[0]}”. Did you mean !{meant}?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("check feed 3", "feed check 3"),
        ("chek feeds 3", "feed check 3"),
        ("fed check https://news.example/Feed", "feed check https\u200b://news.example/Feed"),
        ("announce-test", "announce test"),
        ("listfeeds", "feed list"),
        (f"feedadd {'x' * 99}", "feed add"),
        ("anounce list", "announce list"),
    ],
)
async def test_a_subcommand_that_is_misspelt_turned_round_or_typed_as_one_word_is_suggested_with_what_follows(
    seeded: Town, typed: str, meant: str
) -> None:
    assert await seeded.ask(f"!{typed}") == f"There is no command “{typed.split()[0]}”. Did you mean !{meant}?"


async def test_a_subcommand_whose_first_word_is_another_command_is_suggested_if_that_fails(seeded: Town) -> None:
    said = await seeded.ask("!remove feed 3", who=seeded.editor)
    assert said == "No article has “feed 3” in its title. Did you mean !feed remove 3?"
    said = await seeded.ask("!add feed news.example", who=seeded.editor)
    assert said.endswith("Did you mean !feed add news.example?")
    assert "Did you mean" not in await seeded.ask("!remove", who=seeded.editor)


@pytest.mark.parametrize("typed", ["list feeds", "list feed", "LIST Feeds"])
async def test_a_list_of_what_a_group_lists_is_that_of_the_group(seeded: Town, typed: str) -> None:
    assert await seeded.ask(f"!{typed}", who=seeded.editor) == await seeded.ask("!feed list", who=seeded.editor)
    assert await seeded.ask(f"!{typed}") == await seeded.ask("!feed list")
    assert "Japan" in await seeded.ask("!list")


@pytest.mark.parametrize("typed", ["latest", "last", "news", "new", "headlines", "full 1", "find trade"])
async def test_synonyms_of_commands_are_answered(seeded: Town, typed: str) -> None:
    assert "Japan" in await seeded.ask(f"!{typed}")


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("digest", "!brief tells"),
        ("today", "!articles lists"),
        ("Recap", "!announce digest"),
        ("people", "!who"),
        ("topics", "!themes lists"),
        ("subscribe", "!announce on"),
        ("rss", "!feed add"),
        ("sumarise", "Did you mean !summarise?"),
    ],
)
async def test_unknown_commands_get_the_matching_command_suggested(seeded: Town, typed: str, instead: str) -> None:
    said = await seeded.ask(f"!{typed} x")
    assert said.startswith(f"There is no command “{typed.casefold()}”")
    assert instead in said


OTHER_BOTS = (
    "play skip ban kick rank level meme ping poll remind avatar past fast next test text kind mind fund lost "
    "check chek pause feedback"
)


async def test_other_bots_commands_get_no_answer(seeded: Town) -> None:
    answered = [word for word in OTHER_BOTS.split() if await seeded.say(seeded.reader, f"!{word} x") is not None]
    assert answered == []


async def test_another_bots_command_gets_no_answer_but_a_mention_does(seeded: Town) -> None:
    assert await seeded.say(seeded.reader, "!play music") is None
    answer = shown(await seeded.give("mention", "dance for us", "help"))
    assert answer == "There is no command “dance”. !help shows what you can ask."


async def test_quoted_input_comes_back_without_formatting(seeded: Town) -> None:
    for typed in ("**bold** [x](https://evil.example)", "@everyone <@&1> <#2>", "`code` ||spoiler||"):
        answer = await seeded.answer(f"!who {typed}")
        description = answer.embeds[0].description or ""
        assert not re.search(r"(?<!\\)(\*\*|\[|`|\|\||<[@#])", description), description
        assert "https://" not in description
        assert answer.mentions == []
        assert not answer.mention_everyone


async def test_a_refusal_is_private_where_discord_allows_it(seeded: Town) -> None:
    assert (await seeded.slash("summary", article="99")).ephemeral
    assert (await seeded.slash("announce list")).ephemeral
    assert not (await seeded.slash("summary")).ephemeral


async def test_a_refusal_is_not_logged_as_an_error(seeded: Town) -> None:
    with capture_logs() as logs:
        await seeded.ask("!summary 99")
    assert {line["log_level"] for line in logs} == {"info"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hello there", "There is no command “hello”. !help shows what you can ask."),
        ("!weather", "There is no command “weather”. !help shows what you can ask."),
        ("sumary", "There is no command “sumary”. Did you mean !summary?"),
        ("?", "There is no command “?”. !help shows what you can ask."),
        ("summary", "Takaichi"),
        ("Who Takaichi", "Takaichi"),
        ("!summary", "Takaichi"),
    ],
)
async def test_every_direct_message_is_for_the_bot(seeded: Town, typed: str, said: str) -> None:
    sent = await seeded.reader.send_dm(typed)
    (answer,) = [message async for message in sent.channel.history(limit=5) if message.author.bot]
    assert said in shown(answer)
    assert await seeded.say(seeded.reader, typed.removeprefix("!")) is None
