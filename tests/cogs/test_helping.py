from __future__ import annotations

import functools

import pytest
from conftest import Town, answer_to, shown
from discord.ext import commands
from structlog.testing import capture_logs

from bot import __version__


def every_command(town: Town) -> set[str]:
    return {command.qualified_name for command in town.bot.walk_commands()}


async def test_help_shows_every_command_and_how_it_is_typed(town: Town) -> None:
    answer = await town.alike("help", "help")
    assert answer.startswith("Briefings: what you can ask\nType `!name`, `/name`, or mention me with the name")
    for command in town.bot.walk_commands():
        assert f"`!{command.usage or command.qualified_name}`" in answer, command.qualified_name
        assert command.short_doc in answer
    assert "… and" not in answer


@pytest.mark.parametrize("words", ["summary", "!summary", "/summary", "SUMMARY", "tldr"])
async def test_help_on_one_command(town: Town, words: str) -> None:
    answer = await town.alike(f"help {words}", "help", command=words)
    assert answer.startswith("!summary [article] [short|medium|long]\nThe key sentences of an article, word for word.")
    assert "`article`\nits number, or words of its title" in answer
    assert "`length`\nshort, medium or long" in answer
    assert "For example\n```\n!summary\n```\n```\n!summary 1 short\n```" in answer
    assert "For whom\nAnyone." in answer
    assert "Also: tldr" in answer


async def test_help_on_a_group_shows_what_is_below_it(town: Town) -> None:
    answer = await town.ask("!help announce")
    for name in ("on", "off", "test"):
        assert f"`!announce {name} [#channel]`" in answer
    assert (await town.ask("!help announce on")).startswith("!announce on [#channel]\nFrom now on")


async def test_every_command_has_help_of_its_own(town: Town) -> None:
    for name in every_command(town):
        command = town.bot.get_command(name)
        assert isinstance(command, commands.Command)
        assert command.short_doc
        assert command.short_doc in await town.ask(f"!help {name}")


async def test_every_example_works(seeded: Town) -> None:
    news = seeded.guild.create_news_channel("news")
    names = {"#general": seeded.general.mention, "#news": news.mention}
    names |= {f"@{name}": seeded.guild.create_role(name, mentionable=True).mention for name in ("News", "Desk")}
    refused = {}
    for command in sorted(seeded.bot.walk_commands(), key=lambda command: command.qualified_name):
        for channel in (seeded.general, news):
            await seeded.ask(f"!announce on {channel.mention}", who=seeded.owner)
        if command.name == "restore":
            await seeded.ask("!remove 1", who=seeded.owner)
        for example in command.extras["examples"]:
            typed = functools.reduce(lambda text, name: text.replace(name, names[name]), names, example)
            with capture_logs() as logs:
                answer = await seeded.ask(f"!{typed}", who=seeded.owner)
            if any(line["event"] == "request.refused" for line in logs):
                refused[example] = answer
        await seeded.services.servers.set_prefix(seeded.guild.id, "!")
        await seeded.say(seeded.owner, "!restore 1")
    assert refused.keys() == {"trends", "trends 30d"}  # these need articles from a time before


async def test_help_says_truly_for_whom_a_command_is(town: Town) -> None:
    for name in every_command(town):
        command = town.bot.get_command(name)
        assert isinstance(command, commands.Command)
        typed = command.extras["examples"][0].replace("#general", "").replace("#news", "").replace("@News", "none")
        answer = await town.ask(f"!{typed}".replace("@Desk", "none"))
        for_all = "For whom\nAnyone." in await town.ask(f"!help {name}")
        assert for_all == (not answer.startswith("Only ")), name


async def test_help_on_a_command_there_is_not_names_those_there_are(town: Town) -> None:
    answer = await town.alike("help dance", "help", command="dance")
    assert answer.startswith("There is no command “dance”.")
    assert "• summary" in answer


async def test_help_on_a_misspelt_command_asks_for_the_one_that_is_meant(town: Town) -> None:
    for typed, meant in (("sumary", "summary"), ("anounce on", "announce on"), ("!whoiss", "whois")):
        answer = await town.ask(f"!help {typed}")
        assert answer == f"There is no command “{typed.removeprefix('!')}”. Did you mean !help {meant}?"
    assert (await town.ask("!help whois")).startswith("!who <name>")


async def test_commands_are_suggested_while_typing(town: Town) -> None:
    choices = await town.reader.autocomplete(town.general, "help", "command", "ann")
    below = {f"announce {name}" for name in ("on", "off", "test", "role", "publish")}
    assert {c["value"] for c in choices} == {"announce"} | below
    assert len(await town.reader.autocomplete(town.general, "help", "command", "")) == min(25, len(every_command(town)))


async def test_about_tells_version_uptime_articles_and_what_is_kept(seeded: Town) -> None:
    answer = await seeded.alike("about", "about")
    assert f"Version\n{__version__}" in answer
    assert f"Up since\n<t:{int(seeded.services.started_at.timestamp())}:R>" in answer
    assert "Articles seen here\n1 article" in answer
    assert "What I keep about people" in answer


async def test_help_and_about_work_in_a_direct_message(town: Town) -> None:
    for command, said in (("!help", "what you can ask"), ("!about", "The briefing bot"), ("!help who", "!who <name>")):
        await town.reader.send_dm(command)
        answer = town.reader.user.dm_channel.last_message
        assert answer is not None
        assert said in shown(answer)
    assert "what you can ask" in shown(answer_to(await town.reader.user.slash("help")))
