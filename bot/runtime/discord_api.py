"""Overrides the base URL of Discord's API (DISCORD_API_URL), and checks that a token can be sent in a header."""

from __future__ import annotations

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.errors import SettingsError
from bot.runtime.gateway import NOT_DISCORD
from bot.settings import is_secure_url

__all__ = ["can_be_token", "override_api_base"]

TIMEOUT_SECONDS = 15.0


def can_be_token(token: str) -> bool:
    """True if an HTTP header can carry it. Only Discord knows if it is a token."""
    return token.isascii() and token.isprintable() and " " not in token


async def override_api_base(url: str | None) -> None:
    """Points discord.py at this REST address (version included) and at the gateway that its ``/gateway`` names.

    None changes nothing; any other address is then used by the whole process. Raises SettingsError if that gateway
    would receive the token unencrypted, aiohttp.ClientError or OSError if the address does not answer.
    """
    if url is None:
        return
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"{url}/gateway") as answer:
        answer.raise_for_status()
        try:
            gateway = str((await answer.json(content_type=None))["url"])
        except (ValueError, KeyError, TypeError) as error:
            raise aiohttp.ClientPayloadError(NOT_DISCORD) from error
    if not is_secure_url(gateway, "wss"):
        msg = "DISCORD_API_URL names a gateway that is neither wss:// nor on this machine: use another address."
        raise SettingsError(msg)
    discord.http.Route.BASE = url
    # A client without shards never asks for the gateway: it connects to this constant.
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
