"""Checks that ask Discord, or whatever answers in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.doctor.checks import discord_results
from fake_discord.server import TOKEN, FakeDiscord

from bot.cli.doctor.report import Status

pytestmark = pytest.mark.usefixtures("own_api_base")


async def test_without_a_token_discord_is_not_asked(tmp_path: Path):
    async with FakeDiscord() as discord:
        assert await discord_results(discord, tmp_path, discord_token=None) == {}
    assert discord.requests == []


async def test_a_token_that_discord_refuses_is_an_error(tmp_path: Path):
    async with FakeDiscord() as discord:
        results = await discord_results(discord, tmp_path, discord_token=TOKEN.replace("GabcdE", "HabcdE"))
    assert (results["Discord"].status, results["Discord"].message) == (Status.ERROR, "does not know this token")


async def test_a_discord_that_cannot_be_reached_is_a_warning(tmp_path: Path):
    async with FakeDiscord() as discord:
        result = (await discord_results(discord, tmp_path, discord_api_url="http://127.0.0.1:9/api/v10"))["Discord"]
    assert result.status is Status.WARNING
    assert result.message.startswith("cannot be reached (ClientConnectorError)")


async def test_a_gateway_that_would_get_the_token_unencrypted_is_an_error(tmp_path: Path):
    async with FakeDiscord() as discord:
        discord.script("GET /gateway", 200, {"url": "ws://elsewhere.example"})
        result = (await discord_results(discord, tmp_path))["Discord"]
    assert (result.status, "another address" in result.message) == (Status.ERROR, True)


async def test_an_unreadable_library_does_not_hide_errors_from_discord(tmp_path: Path):
    (tmp_path / "briefings.db").write_text("Dear diary, this is no database. " * 99)
    async with FakeDiscord() as discord:
        results = await discord_results(discord, tmp_path)
    assert {name: result.status for name, result in results.items()} == dict.fromkeys(
        ("Discord", "intents", "slash commands"), Status.OK
    )


@pytest.mark.parametrize(("granted", "status"), [(True, Status.OK), (False, Status.WARNING)])
async def test_the_message_content_intent_is_checked(tmp_path: Path, granted: bool, status: Status):
    async with FakeDiscord() as discord:
        discord.gateway.message_content = granted
        results = await discord_results(discord, tmp_path)
    assert results["intents"].status is status


@pytest.mark.parametrize(
    ("status", "body", "message", "fix"),
    [
        (500, {"message": "broken"}, "answers with an error (500)", "try again later"),
        (503, "<html>upstream connect error</html>", "answers with an error (503)", "try again later"),
        (429, "<html>error code: 1015</html>", "limits the rate of requests (429)", "try again in an hour"),
        (403, "<html>error code: 1015</html>", "refuses to answer (403)", "check DISCORD_API_URL"),
        (200, "<html>Welcome to the airport</html>", "something else answers in its place", "check DISCORD_API_URL"),
        (200, {}, "something else answers in its place", "check DISCORD_API_URL"),
        (200, [], "something else answers in its place", "check DISCORD_API_URL"),
    ],
)
async def test_an_unusable_answer_is_a_warning_that_quotes_it(
    tmp_path: Path, status: int, body: object, message: str, fix: str
):
    async with FakeDiscord() as discord:
        discord.script("GET /users/@me", status, body)
        result = (await discord_results(discord, tmp_path))["Discord"]
    assert result.status is Status.WARNING
    assert result.message.startswith(message)
    assert result.fix.startswith(fix)


@pytest.mark.parametrize("body", ["<html>Welcome to the airport</html>", {}, [], None])
async def test_an_address_where_something_other_than_discord_answers_is_a_warning(tmp_path: Path, body: object):
    async with FakeDiscord() as discord:
        discord.script("GET /gateway", 200, body)
        result = (await discord_results(discord, tmp_path))["Discord"]
    assert result.status is Status.WARNING
    assert result.message.startswith("something else answers in its place")
