"""Retries of requests to Discord that failed for a transient reason."""

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
"""Seconds before the second and the third try; there is no fourth."""
TRY_SECONDS = 15.0
"""Time limit of one try; it includes discord.py's own waiting for rate limits."""
MAX_RATE_LIMIT_WAIT = 30.0
"""Longest rate limit that is waited for, in seconds: after more, the person who asked is no longer waiting."""
TRANSIENT = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError, json.JSONDecodeError)
"""An outage of the network or of Discord, or an incomplete answer. TimeoutError is an OSError."""
FAILURES = (discord.HTTPException, *TRANSIENT)
"""All errors with which a request can fail."""


async def attempt(request: Callable[[], Awaitable[T]], *, repeatable: bool = True) -> T:
    """Makes a request up to three times and returns its result. Raises one of ``FAILURES``, that of the last try.

    If the request is not ``repeatable`` (it would have two effects), it is tried again only if it was never sent.
    """
    for pause in PAUSES:
        try:
            async with asyncio.timeout(TRY_SECONDS):
                return await request()
        except TRANSIENT as error:
            if not repeatable and not isinstance(error, aiohttp.ClientConnectorError | discord.RateLimited):
                raise
            wait = error.retry_after if isinstance(error, discord.RateLimited) else pause
            if wait > MAX_RATE_LIMIT_WAIT:
                raise
        await asyncio.sleep(wait)
    async with asyncio.timeout(TRY_SECONDS):
        return await request()
