"""The gate that every command, click, form and autocomplete passes."""

from __future__ import annotations

import dataclasses

import discord
import pytest
import structlog
from conftest import Town, answer_to, shown
from structlog.testing import capture_logs

from bot.services.rate_limits import Limit, RateLimiter, RequestKind


@pytest.fixture
def hurried(seeded: Town) -> Town:
    """A town whose members may ask once in a while only."""
    once, many = dict.fromkeys(RequestKind, Limit(1, 60)), dict.fromkeys(RequestKind, Limit(99, 1))
    tight = RateLimiter(member=once, server=many)
    services = dataclasses.replace(seeded.services, rate_limits=tight)
    for user in (seeded.bot, *seeded.bot.cogs.values()):
        user.services = services  # type: ignore[union-attr]  # a BriefingCog
    return seeded


async def test_a_command_above_the_rate_limit_is_answered_once_and_then_ignored(hurried: Town):
    assert "Takaichi" in await hurried.ask("!summary")
    assert "sending commands too fast: try again in" in await hurried.ask("!summary")
    assert await hurried.say(hurried.reader, "!summary") is None
    assert "Takaichi" in await hurried.ask("!summary", who=hurried.owner)


async def test_a_slash_command_above_the_rate_limit_is_answered_in_private(hurried: Town):
    await hurried.slash("summary")
    result = await hurried.reader.slash(hurried.general, "summary")
    assert "sending commands too fast" in shown(answer_to(result))
    assert answer_to(result).flags.ephemeral


async def test_the_forms_of_a_command_count_together(hurried: Town):
    await hurried.slash("summary")
    assert "sending commands too fast" in await hurried.ask("!summary")


async def test_autocomplete_above_the_rate_limit_suggests_nothing(hurried: Town):
    assert await hurried.reader.autocomplete(hurried.general, "summary", "article", "Trump") != []
    assert await hurried.reader.autocomplete(hurried.general, "summary", "article", "Trump") == []


async def test_a_click_above_the_rate_limit_is_answered_in_private(hurried: Town):
    message = await hurried.answer("!summary")
    await hurried.reader.click(message, label="Themes")
    result = await hurried.reader.click(message, label="Actors")
    assert "sending commands too fast" in shown(answer_to(result))


async def test_answers_to_misspelt_commands_are_rate_limited(hurried: Town):
    assert "Did you mean" in await hurried.ask("!sumary")
    assert await hurried.say(hurried.reader, "!sumary") is None


async def test_nobody_can_add_articles_faster_than_they_are_analysed(hurried: Town):
    await hurried.ask("!add One\n\nIt was one.", who=hurried.editor)
    assert "sending commands too fast" in await hurried.ask("!add Two\n\nIt was two.", who=hurried.editor)


async def test_nobody_can_have_messages_read_faster_than_they_are_analysed(hurried: Town):
    said = await hurried.owner.send(hurried.general, "One\n\nIt was one.")
    for name, who in (("Summarize", hurried.reader), ("Who is in this", hurried.owner)):
        first = answer_to(await who.context_menu(hurried.general, name, said))
        again = answer_to(await who.click(first, label="Actors" if name == "Summarize" else "Summary"))
        assert "sending commands too fast" in shown(again)
        answer = answer_to(await who.context_menu(hurried.general, name, said))
        assert "sending commands too fast" in shown(answer)
        assert answer.ephemeral
    assert "sending commands too fast" in await hurried.ask("!summary", reply_to=said)


@pytest.mark.parametrize("form", ["prefix", "slash", "button"])
async def test_every_log_line_of_a_request_carries_its_id_server_and_person(seeded: Town, form: str):
    message = await seeded.answer("!summary", who=seeded.owner)
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        if form == "prefix":
            await seeded.ask("!remove 1", who=seeded.owner)
        elif form == "slash":
            await seeded.slash("remove", seeded.owner, article="1")
        else:
            await seeded.owner.click(message, label="Themes")
    told = [line for line in lines if "request" in line]
    assert told
    assert len({line["request"] for line in told}) == 1
    assert {line["guild"] for line in told} == {seeded.guild.id}
    assert {line["user"] for line in told} == {seeded.owner.id}


async def test_two_requests_have_two_ids_and_a_failure_carries_its_own(seeded: Town):
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        await seeded.ask("!who Nobody At All")
        await seeded.slash("who", name="Nobody At All")
    begun = [line["request"] for line in lines if line["event"] == "request"]
    refused = [line["request"] for line in lines if line["event"] == "request.refused"]
    assert begun == refused
    assert len(set(begun)) == 2


async def test_a_message_brings_a_few_files_at_most(seeded: Town):
    files = [(f"{n}.txt", f"Title {n}\n\nText number {n}.".encode()) for n in range(11)]
    assert "at most 10 files" in await seeded.ask("!add", who=seeded.editor, attachments=files)
    assert await seeded.services.library.count(seeded.guild.id) == 1


async def test_clicks_on_unknown_buttons_are_counted_too(hurried: Town):
    channel = hurried.bot.get_channel(hurried.general.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Next", custom_id="of another bot"))
    message = await channel.send("From another time", view=view)
    view.stop()
    await hurried.reader.click(message, label="Next")
    refused = answer_to(await hurried.reader.click(message, label="Next"))
    assert refused.flags.ephemeral
    assert "too fast" in shown(refused)
