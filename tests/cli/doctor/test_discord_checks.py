"""Checks that ask Discord, or whatever answers in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.doctor.checks import run_doctor
from fake_discord.server import TOKEN, FakeDiscord


async def test_a_token_that_discord_does_not_know_is_a_fault(tmp_path: Path):
    async with FakeDiscord() as discord:
        code, said = await run_doctor(discord, tmp_path, DISCORD_TOKEN=TOKEN.replace("GabcdE", "HabcdE"))
    assert code == 1
    assert "error    Discord: does not know this token" in said


async def test_a_discord_that_cannot_be_reached_is_told_and_no_fault(tmp_path: Path):
    async with FakeDiscord() as discord:
        code, said = await run_doctor(discord, tmp_path, DISCORD_API_URL="http://127.0.0.1:9/api/v10")
    assert code == 0
    assert "warning  Discord: cannot be reached" in said


@pytest.mark.parametrize(
    ("status", "body", "how", "fix"),
    [
        (500, {"message": "broken"}, "answers with an error (500)", "try again later"),
        (503, "<html>upstream connect error</html>", "answers with an error (503)", "try again later"),
        (403, "<html>error code: 1015</html>", "refuses to answer (403)", "check DISCORD_API_URL"),
        (200, "<html>Welcome to the airport</html>", "something else answers in its place", "check DISCORD_API_URL"),
        (200, {}, "something else answers in its place", "check DISCORD_API_URL"),
        (200, [], "something else answers in its place", "check DISCORD_API_URL"),
    ],
)
async def test_an_answer_that_is_no_help_is_told_as_what_it_is(
    tmp_path: Path, status: int, body: object, how: str, fix: str
):
    async with FakeDiscord() as discord:
        discord.script("GET /users/@me", status, body)
        code, said = await run_doctor(discord, tmp_path)
    assert code == 0
    assert f"warning  Discord: {how}" in said
    assert f"-> {fix}" in said


@pytest.mark.parametrize("body", ["<html>Welcome to the airport</html>", {}, [], None])
async def test_an_address_where_something_else_than_discord_is_is_told(tmp_path: Path, body: object):
    async with FakeDiscord() as discord:
        discord.script("GET /gateway", 200, body)
        code, said = await run_doctor(discord, tmp_path)
    assert code == 0
    assert "warning  Discord: something else answers in its place" in said
