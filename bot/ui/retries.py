"""Retries of requests to Discord that failed for a transient reason."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["FAILURES", "MAX_RATE_LIMIT_WAIT_SECONDS", "attempt"]

T = TypeVar("T")
PAUSES = (0.5, 2.0)
"""Seconds before the second and the third attempt; there is no fourth."""
ATTEMPT_SECONDS = 15.0
"""Time limit of one attempt. It also ends discord.py's own waiting for a used-up rate limit inside the request."""
MAX_RATE_LIMIT_WAIT_SECONDS = 30.0
"""Longest rate limit that is waited for between two attempts: after more, the person who asked is no longer waiting.
It also bounds discord.py's own waiting in requests that are not attempts; discord.py accepts no shorter bound."""
TRANSIENT = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError, json.JSONDecodeError)
"""An outage of the network or of Discord, or an incomplete answer. TimeoutError is an OSError."""
FAILURES = (discord.HTTPException, *TRANSIENT)
"""All errors with which a request can fail."""


async def attempt(request: Callable[[], Awaitable[T]], *, repeatable: bool = True) -> T:
    """Makes a request up to three times and returns its result. Raises one of ``FAILURES``, that of the last attempt.

    If the request is not ``repeatable`` (it could take effect twice), it is repeated only if it was never sent, or if
    a rate limit prevented it.
    """
    for pause in PAUSES:
        try:
            async with asyncio.timeout(ATTEMPT_SECONDS):
                return await request()
        except TRANSIENT as error:
            if not repeatable and not isinstance(error, aiohttp.ClientConnectorError | discord.RateLimited):
                raise
            wait = error.retry_after if isinstance(error, discord.RateLimited) else pause
            if wait > MAX_RATE_LIMIT_WAIT_SECONDS:
                raise
        await asyncio.sleep(wait)
    async with asyncio.timeout(ATTEMPT_SECONDS):
        return await request()
