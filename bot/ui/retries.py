"""Requests to Discord that are tried again while what stops them may pass."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["FAILURES", "attempt"]

T = TypeVar("T")
PAUSES = (0.5, 2.0)
"""Seconds before the second try and the third, which is the last."""
TRY_SECONDS = 15.0
"""How long one try may take, discord.py's own waiting for rate limits included."""
LONGEST_WAIT = 30.0
"""Seconds of a rate limit that are waited for; whoever asked has gone after more."""
PASSING = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError, json.JSONDecodeError)
"""An outage of the network or of Discord, or an answer in pieces. A time-out is an OSError too."""
FAILURES = (discord.HTTPException, *PASSING)
"""All the ways in which a request can fail."""


async def attempt(request: Callable[[], Awaitable[T]], *, repeatable: bool = True) -> T:
    """The result of a request, tried up to three times; raises what stopped the last one, one of ``FAILURES``.

    Without ``repeatable`` (done twice it would have two effects) only a request that never left is tried again.
    """
    for pause in PAUSES:
        try:
            async with asyncio.timeout(TRY_SECONDS):
                return await request()
        except PASSING as error:
            if not repeatable and not isinstance(error, aiohttp.ClientConnectorError | discord.RateLimited):
                raise
            wait = error.retry_after if isinstance(error, discord.RateLimited) else pause
            if wait > LONGEST_WAIT:
                raise
        await asyncio.sleep(wait)
    async with asyncio.timeout(TRY_SECONDS):
        return await request()
