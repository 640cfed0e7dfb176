from __future__ import annotations

import functools
from datetime import UTC, datetime
from unittest.mock import AsyncMock

import pytest
from conftest import Town, answer_to, shown
from discord.ext import commands
from structlog.testing import capture_logs
from watchdog import refuse, watching

from bot import __version__
from bot.cogs.decorators import examples_of, for_whom
from bot.cogs.descriptions import ANYONE, COMMANDS
from bot.cogs.help import READERS_LINES
from bot.errors import InputError
from bot.intake.http.fetcher import HttpFetcher
from bot.models.articles import SHARED, Draft
from bot.services.library_examples import NEUTRAL

OPML = b'<opml version="2.0"><body><outline text="Harbour News" xmlUrl="https://harbour.example/rss"/></body></opml>'


def every_command(town: Town) -> set[str]:
    return {command.qualified_name for command in town.bot.walk_commands()}


def for_anyone(town: Town) -> set[str]:
    return {c.name for c in town.bot.commands if for_whom(c) == ANYONE}


async def test_help_shows_readers_their_commands_on_one_phone_screen(town: Town) -> None:
    answer = await town.alike("help", "help")
    assert {name for name, text in COMMANDS.items() if text.help_line} == for_anyone(town)
    for name in for_anyone(town):
        assert f"`!{name}" in answer
    for command in town.bot.commands:
        assert command.name in for_anyone(town) or f"!{command.name}" not in answer
    lines = answer.splitlines()
    assert len(lines) <= 20
    assert max(len(line.replace("`", "")) for line in lines) <= 50


async def test_every_example_that_help_shows_a_reader_works(seeded: Town) -> None:
    older = Draft("A second article", "Two ferries ran to Oslo.", published_at=datetime(2025, 1, 2, tzinfo=UTC))
    await seeded.newsroom.add(SHARED, older)
    examples = await seeded.services.library.examples(seeded.guild.id)
    for line, _ in READERS_LINES:
        example = examples.fill(line)
        with capture_logs() as logs:
            await seeded.ask(f"!{example}")
        assert [line["event"] for line in logs] == ["request"] or example == "trends", example


async def test_the_examples_of_help_are_in_the_library_at_hand(town: Town) -> None:
    assert "`!who Ann Lee`" in await town.ask("!help")  # nothing can be found in an empty library
    text = "Goran Lindqvist of Oslo scored two goals in the football match on Monday. The league match was Lindqvist's."
    await town.ask(f"!add Lindqvist wins cup final\n{text}", who=town.editor)
    for question in ("!help", "!help who", "!who"):
        answer = await town.ask(question)
        assert "!who Goran Lindqvist" in answer
    assert "`!theme Sport`" in await town.ask("!help")
    assert "`!search lindqvist`" in await town.ask("!help")
    lines = (await town.ask("!help")).splitlines()
    assert max(len(line.replace("`", "")) for line in lines) <= 50


async def test_help_shows_an_editor_their_commands_and_where_to_find_more(town: Town) -> None:
    answer = await town.ask("!help", who=town.editor)
    for name in {c.name for c in town.bot.commands} - for_anyone(town):
        assert f"`!{name}`" in answer
    assert "`!help editors` explains them" in answer


async def test_help_for_editors_leaves_no_command_out_where_the_prefix_is_long(town: Town) -> None:
    await town.ask("!settings prefix news!", who=town.editor)
    answer = await town.ask("news!help editors", who=town.editor)
    assert all(f"`news!{c.usage or c.qualified_name}`" in answer for c in town.bot.commands if for_whom(c) != ANYONE)


async def test_help_for_editors_shows_each_of_their_commands_and_how_it_is_typed(town: Town) -> None:
    answer = await town.alike("help editors", "help", command="editors")
    for command in town.bot.walk_commands():
        if for_whom(command) != ANYONE:
            assert f"`!{command.usage or command.qualified_name}` {command.short_doc}" in answer
    assert "… and" not in answer


@pytest.mark.parametrize("name", ["add", "edit"])
async def test_help_describes_each_form_of_a_command_correctly(town: Town, name: str) -> None:
    await town.ask("!add Harbour reopens\n\nThe harbour opened again on Monday.", who=town.editor)
    answer = await town.alike(f"help {name}", "help", command=name)
    assert f"; /{name} with" in answer
    assert "opens a form" in answer
    given = {"article": "1"} if name == "edit" else {}
    assert (await town.editor.slash(town.general, name, **given)).modal is not None
    typed = await town.ask(f"!{name} {given.get('article', '')}", who=town.editor)
    assert typed.startswith("There is no text yet")
    assert typed.endswith("The slash command opens a form.")


@pytest.mark.parametrize("words", ["summary", "!summary", "/summary", "SUMMARY", "tldr"])
async def test_help_on_one_command(town: Town, words: str) -> None:
    answer = await town.alike(f"help {words}", "help", command=words)
    assert answer.startswith(
        "!summary [article or story] [short|medium|long] [method:<name>]\n"
        "Show the key sentences of an article or of a whole story, word for word."
    )
    assert "`article`\nan article’s number, link, title words, day, theme or name; after “story” for" in answer
    assert "`length`\nshort, medium or long" in answer
    assert "Examples\n```\n!summary\n```\n```\n!summary 1 short\n```" in answer
    assert "Who can use it\nAnyone." in answer
    assert "Also: tldr, latest, last" in answer


async def test_help_says_which_subcommands_of_a_command_for_anyone_are_for_editors(town: Town) -> None:
    assert "Who can use it\nAnyone. For editors only: join, part." in await town.ask("!help story")


async def test_help_on_a_group_lists_its_subcommands(town: Town) -> None:
    answer = await town.ask("!help announce")
    for name in ("on", "off", "preview"):
        assert f"`!announce {name} [#channel]`" in answer
    assert "`!announce test [#channel] [article]`" in answer
    for name in ("filter", "limit", "quiet", "approval", "role", "publish"):  # in as many fields as they need
        assert f"`!announce {name} " in answer
    assert "`!announce list`\nThe same as !announce alone." in answer
    assert await town.alike("help announce list", "help", command="announce list") == answer
    assert (await town.ask("!help announce on")).startswith("!announce on [#channel]\nPost every new")


async def test_every_command_has_help_of_its_own(town: Town) -> None:
    for name in every_command(town):
        command = town.bot.get_command(name)
        assert isinstance(command, commands.Command)
        assert command.short_doc
        assert command.short_doc in await town.ask(f"!help {name}")


@pytest.mark.slow
@pytest.mark.may_stop_the_loop("between the commands; what each command takes is looked at")
async def test_every_example_works(seeded: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    news = seeded.guild.create_news_channel("news")
    names = {"#general": seeded.general.mention, "#news": news.mention}
    names["#desk"] = seeded.guild.create_text_channel("desk").mention
    names |= {f"@{name}": seeded.guild.create_role(name, mentionable=True).mention for name in ("News", "Desk")}
    found = await seeded.services.library.examples(seeded.guild.id)
    monkeypatch.setattr(HttpFetcher, "get", AsyncMock(side_effect=InputError("There is no network here.")))
    refused = {}
    for command in sorted(seeded.bot.walk_commands(), key=lambda command: command.qualified_name):
        for channel in (seeded.general, news):
            await seeded.ask(f"!announce on {channel.mention}", who=seeded.owner)
        if command.name == "restore":
            await seeded.ask("!remove 1", who=seeded.owner)
        if command.name == "unfollow":
            await seeded.ask(f"!follow {found.name}", who=seeded.owner)
        if command.parent is not None and command.parent.name == "feed":
            await seeded.ask("!feed import", who=seeded.owner, attachments=[("feeds.opml", OPML)])
        for example in examples_of(command, "", found):
            typed = functools.reduce(lambda text, name: text.replace(name, names[name]), names, example)
            with capture_logs() as logs, watching() as stop:
                answer = await seeded.ask(f"!{typed}", who=seeded.owner)
            refuse(stop)
            if any(line["event"] == "request.refused" for line in logs):
                refused[example] = answer
        await seeded.services.guild_settings.set_prefix(seeded.guild.id, "!")
        await seeded.say(seeded.owner, "!restore 1")
    assert refused.keys() == {
        *("trends", "trends 30d"),  # these need articles from a time before
        *("feed add https://news.example", "feed import"),  # a site, a file
    }


async def test_help_says_correctly_who_can_use_a_command(town: Town) -> None:
    for name in every_command(town):
        command = town.bot.get_command(name)
        assert isinstance(command, commands.Command)
        typed = (
            examples_of(command, "", NEUTRAL)[0].replace("#general", "").replace("#news", "").replace("@News", "none")
        )
        answer = await town.ask(f"!{typed}".replace("@Desk", "none"))
        for_all = "Who can use it\nAnyone." in await town.ask(f"!help {name}")
        assert for_all == (not answer.startswith("Only ")), name


async def test_help_on_an_unknown_command_is_one_sentence(town: Town) -> None:
    answer = await town.alike("help dance", "help", command="dance")
    assert answer == "There is no command “dance”. !help shows what you can ask."
    assert "!brief tells what is new on one page" in await town.ask("!help digest")
    assert (await town.ask("!help theem")).endswith("Did you mean !help theme?")


async def test_help_on_a_misspelt_command_suggests_the_intended_one(town: Town) -> None:
    for typed, meant in (("sumary", "summary"), ("anounce on", "announce on"), ("!whoiss", "whois")):
        answer = await town.ask(f"!help {typed}")
        assert answer == f"There is no command “{typed.removeprefix('!')}”. Did you mean !help {meant}?"
    assert (await town.ask("!help whois")).startswith("!who <name>")


async def test_commands_are_suggested_while_typing(town: Town) -> None:
    choices = await town.reader.autocomplete(town.general, "help", "command", "ann")
    subcommands = "list on off filter limit quiet again approval digest preview test role publish style picture"
    below = {f"announce {name}" for name in subcommands.split()}
    assert {c["value"] for c in choices} == {"announce"} | below
    assert len(await town.reader.autocomplete(town.general, "help", "command", "")) == 25


async def test_about_shows_version_uptime_articles_and_what_is_stored(seeded: Town) -> None:
    answer = await seeded.alike("about", "about")
    assert f"Version\n{__version__}" in answer
    assert f"Up since\n<t:{int(seeded.services.started_at.timestamp())}:R>" in answer
    assert "Articles available here\n1 article" in answer
    assert "What I store about people" in answer


async def test_help_and_about_work_in_a_direct_message(town: Town) -> None:
    for command, said in (("!help", "What you can ask"), ("!about", "The briefing bot"), ("!help who", "!who <name>")):
        await town.reader.send_dm(command)
        answer = town.reader.user.dm_channel.last_message
        assert answer is not None
        assert said in shown(answer)
    assert "What you can ask" in shown(answer_to(await town.reader.user.slash("help")))
