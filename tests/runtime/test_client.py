"""The client: what it makes of errors at the login and in its event handlers."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from fake_discord.server import FakeDiscord
from structlog.testing import capture_logs

from bot.runtime.app import Resources, build_bot
from bot.runtime.client import BriefingBot


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        monkeypatch.setattr(discord.http.Route, "BASE", server.url)
        yield server


@pytest.fixture
async def client(resources: Resources) -> AsyncIterator[BriefingBot]:
    client = build_bot(resources)
    yield client
    await client.close()


async def test_an_answer_that_is_not_discords_is_an_outage(server: FakeDiscord, client: BriefingBot):
    server.script("GET /users/@me", 200, {"welcome": "to the airport"})
    with pytest.raises(aiohttp.ClientPayloadError, match="something other than Discord answered"):
        await client.login(server.token)


async def test_a_bug_after_the_login_is_raised_unchanged(
    server: FakeDiscord, client: BriefingBot, monkeypatch: pytest.MonkeyPatch
):
    async def setup_hook() -> None:
        raise KeyError("a fault of ours")

    monkeypatch.setattr(client, "setup_hook", setup_hook)
    with pytest.raises(KeyError, match="a fault of ours"):
        await client.login(server.token)


@pytest.mark.parametrize(
    ("error", "event"),
    [
        (aiohttp.ServerDisconnectedError(), "event.unanswered"),
        (ConnectionResetError(104, "Connection reset by peer"), "event.unanswered"),
        (TimeoutError(), "event.unanswered"),
        (discord.RateLimited(400.0), "event.unanswered"),
        (KeyError("a fault of ours"), "event.failed"),
    ],
)
async def test_an_answer_that_discord_cut_off_is_not_logged_as_a_bug(
    resources: Resources, error: Exception, event: str
):
    bot = build_bot(resources)
    with capture_logs() as logs:
        try:
            raise error
        except type(error):
            await bot.on_error("message")
    [entry] = logs
    assert entry["event"] == event
    assert ("exc_info" in entry) == (event == "event.failed")
