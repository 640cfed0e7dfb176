"""Answers of Discord's with which a request fails, and those of whatever stands between Discord and the bot.

A gateway, a proxy or a log-in page answers for Discord without knowing anything of the request, and not in JSON.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    import aiohttp

__all__ = ["BAN_SECONDS", "ErrorAnswer", "raise_limit", "raise_unless_done", "told_by"]

BAN_SECONDS = 15.0
"""For how long nothing is asked where the bot's address is shut out and no one says for how long."""
LIMITED, NO_CONTENT = 429, 204


class ErrorAnswer(Exception):
    """An answer that is no success; ``code`` is Discord's own word for why, None where the answer is not Discord's.

    ``after``: seconds to wait, where it says so; ``everywhere``: with all requests, not with this kind alone.
    """

    def __init__(self, status: int, code: int | None, after: float | None, *, everywhere: bool = False) -> None:
        super().__init__(f"{status}, {code}")
        self.status = status
        self.code = code
        self.after = after
        self.everywhere = everywhere


def told_by(error: discord.HTTPException) -> ErrorAnswer:
    """The same for an error of discord.py's, which the simulated Discord raises by itself."""
    headers = getattr(error.response, "headers", None) or {}
    return ErrorAnswer(error.status, error.code, _number(headers.get("Retry-After")))


async def raise_unless_done(response: aiohttp.ClientResponse) -> None:
    """Reads the whole answer. Raises ErrorAnswer unless it is a success of Discord's."""
    data = _json(await response.read())
    ours = isinstance(data, dict | list)
    if response.status == NO_CONTENT or (response.status < 300 and ours):
        return
    told: dict[str, Any] = data if isinstance(data, dict) else {}
    limited = response.status == LIMITED
    waits = (response.headers.get("Retry-After"), told.get("retry_after"))
    shut_out = limited and not ours
    raise ErrorAnswer(
        response.status,
        int(_number(told.get("code")) or 0) if ours else None,
        next((wait for wait in map(_number, waits) if wait is not None), BAN_SECONDS if shut_out else None),
        everywhere=limited and (shut_out or "X-RateLimit-Global" in response.headers or told.get("global") is True),
    )


async def raise_limit(_session: object, _context: object, params: aiohttp.TraceRequestEndParams) -> None:
    """Raises RateLimited where an answer asks to wait, before discord.py sees it.

    discord.py would wait inside the request. Where that is given up, as a typing sign is, a limit on the whole bot
    stays in force for ever: nothing more is sent (``HTTPClient.request`` clears ``_global_over`` before it waits).
    """
    if params.response.status == LIMITED:
        try:
            await raise_unless_done(params.response)
        except ErrorAnswer as error:
            raise discord.RateLimited(1.0 if error.after is None else error.after) from error


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:  # undecodable bytes included
        return None


def _number(told: object) -> float | None:
    """A number as it stands in a header or in JSON; None for what is none, or is below 0."""
    try:
        number = float(told)  # type: ignore[arg-type]  # whatever it is
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number >= 0 else None
