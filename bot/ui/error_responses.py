"""Error responses to requests, from Discord or from something between Discord and the bot.

A gateway, a proxy or a log-in page answers in Discord's place without knowing the request, and not in JSON.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    import aiohttp

__all__ = ["BAN_SECONDS", "ErrorResponse", "error_response_of", "raise_for_error", "raise_rate_limit"]

BAN_SECONDS = 15.0
"""Pause before the next request if the bot's address is banned and the response does not say for how long."""
TOO_MANY_REQUESTS, NO_CONTENT = 429, 204


class ErrorResponse(Exception):
    """A response with an error; ``code`` is Discord's code for it, None if the response is not from Discord.

    ``retry_after`` is how many seconds to wait, if it says so; ``is_global`` is True if that applies to all requests.
    """

    def __init__(self, status: int, code: int | None, retry_after: float | None, *, is_global: bool = False) -> None:
        super().__init__(f"{status}, {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.is_global = is_global


def error_response_of(error: discord.HTTPException) -> ErrorResponse:
    """Converts an error of discord.py's, which the simulated Discord of the tests and the demo raises."""
    headers = getattr(error.response, "headers", None) or {}
    return ErrorResponse(error.status, error.code, _number(headers.get("Retry-After")))


async def raise_for_error(response: aiohttp.ClientResponse) -> None:
    """Reads the whole response. Raises ErrorResponse unless it is a success and from Discord."""
    data = _json(await response.read())
    is_json = isinstance(data, dict | list)
    if response.status == NO_CONTENT or (response.status < 300 and is_json):
        return
    body: dict[str, Any] = data if isinstance(data, dict) else {}
    limited = response.status == TOO_MANY_REQUESTS
    waits = (response.headers.get("Retry-After"), body.get("retry_after"))
    banned = limited and not is_json
    raise ErrorResponse(
        response.status,
        int(_number(body.get("code")) or 0) if is_json else None,
        next((wait for wait in map(_number, waits) if wait is not None), BAN_SECONDS if banned else None),
        is_global=limited and (banned or "X-RateLimit-Global" in response.headers or body.get("global") is True),
    )


async def raise_rate_limit(_session: object, _context: object, params: aiohttp.TraceRequestEndParams) -> None:
    """Raises RateLimited if a response asks to wait, before discord.py sees it.

    discord.py would wait inside the request. If that is cancelled, as a typing indicator is, a limit on the whole bot
    never ends and nothing more is sent (``HTTPClient.request`` clears ``_global_over`` before it waits).
    """
    if params.response.status == TOO_MANY_REQUESTS:
        try:
            await raise_for_error(params.response)
        except ErrorResponse as error:
            raise discord.RateLimited(1.0 if error.retry_after is None else error.retry_after) from error


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:  # UnicodeDecodeError is one
        return None


def _number(value: object) -> float | None:
    """A number from a header or from JSON; None if it is not a finite number of at least 0."""
    try:
        number = float(value)  # type: ignore[arg-type]  # of any type
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number >= 0 else None
