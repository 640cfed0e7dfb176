"""The base URL of Discord's API, and which tokens can be sent."""

from __future__ import annotations

import discord
import pytest
from discord.gateway import DiscordWebSocket
from fake_discord.server import FakeDiscord

from bot.errors import SettingsError
from bot.runtime.discord_api import can_be_token, override_api_base


@pytest.mark.parametrize(
    ("token", "can_be"),
    [("MTIz.made-up.token", True), ("Bot MTIz.x.y", False), ("MTIz.x.y\n", False), ("MTIz.é.y", False)],
)
def test_a_token_has_only_characters_allowed_in_a_header(token: str, can_be: bool):
    assert can_be_token(token) is can_be


async def test_rest_and_gateway_use_the_configured_address(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with FakeDiscord() as server:
        await override_api_base(server.url)
        assert server.url == discord.http.Route.BASE
        assert str(DiscordWebSocket.DEFAULT_GATEWAY) == server.gateway.url


async def test_without_an_address_discords_own_is_used():
    before = (discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
    await override_api_base(None)
    assert before == (discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)


async def test_a_gateway_that_would_get_the_token_unencrypted_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(discord.http.Route, "BASE", before := discord.http.Route.BASE)
    async with FakeDiscord() as server:
        server.script("GET /gateway", 200, {"url": "ws://elsewhere.example"})
        with pytest.raises(SettingsError, match="neither wss:// nor on this machine"):
            await override_api_base(server.url)
    assert before == discord.http.Route.BASE
