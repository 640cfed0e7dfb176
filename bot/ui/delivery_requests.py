"""Delivery's requests to Discord: each is made once, in turn, and its end is told in the words of ``services.sending``.

discord.py would repeat a request after a 5xx, so that a thread is created twice, and wait out a 429 inside of it. Both
are for delivery to decide, which knows whether a second try is safe. A middleware of the HTTP client raises before
discord.py sees such an answer; this also keeps a request that is cancelled from leaving discord.py's global lock shut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.http import Route

from bot.services.delivery.backoff import BACKOFF_MAX_SECONDS
from bot.services.delivery.errors import TransientError, Unconfirmed
from bot.services.delivery.throttle import Throttle
from bot.ui.discord_errors import to_delivery_error
from bot.ui.http_failures import ErrorAnswer, raise_unless_done, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

__all__ = ["REQUESTS_PER_SECOND", "Requests"]

REQUESTS_PER_SECOND = 40.0
"""Of the 50 that Discord allows a bot: the rest is for people's questions."""


class Requests:
    """Makes requests with a logged-in client's session, token and knowledge of rate limits."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock
        self._throttle = Throttle(REQUESTS_PER_SECOND)
        self._limited: tuple[datetime, float] | None = None
        """When Discord last limited the whole bot, and for how many seconds."""

    async def make(
        self,
        method: str,
        path: str,
        ids: Mapping[str, int],
        *,
        json: object = None,
        params: Mapping[str, object] | None = None,
        done_by: Collection[int] = (),
    ) -> Any:  # noqa: ANN401 - JSON
        """The answer's JSON; None for an error whose code is in ``done_by``: there was nothing left to do.

        ``ids`` fill in the path. Raises the errors of ``services.delivery.errors``.
        """
        await self._throttle.wait_for_turn()
        self._refuse_while_limited()
        options: dict[str, Any] = {"middlewares": (_once,), "allow_redirects": False}
        if json is not None:
            options["json"] = json
        if params is not None:
            options["params"] = params
        try:
            return await self._client.http.request(Route(method, path, metadata=None, **ids), **options)
        except discord.RateLimited as error:
            msg = "Discord asks to wait"
            raise TransientError(msg, error.retry_after) from error
        except (ErrorAnswer, discord.HTTPException) as error:
            answer = told_by(error) if isinstance(error, discord.HTTPException) else error
            if answer.code in done_by:
                return None
            if answer.everywhere:
                self._limited = self._clock(), min(answer.after or 1.0, BACKOFF_MAX_SECONDS)
            raise to_delivery_error(answer) from error
        except (aiohttp.ClientError, OSError) as error:
            raise _lost(error) from error

    def _refuse_while_limited(self) -> None:
        """Raises TransientError while Discord refuses whatever the bot asks: too many such requests ban its address."""
        if self._limited is None:
            return
        at, seconds = self._limited
        passed = (self._clock() - at).total_seconds()
        if 0 <= passed < seconds:
            msg = "Discord asks to wait with everything"
            raise TransientError(msg, seconds - passed)


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Ends a request at its first failure, whatever discord.py would do about it."""
    try:
        response = await handler(request)
        await raise_unless_done(response)
    except (aiohttp.ClientError, OSError) as error:
        raise _lost(error) from error
    return response


def _lost(error: Exception) -> TransientError:
    msg = f"the connection to Discord failed ({type(error).__name__})"
    return TransientError(msg) if isinstance(error, aiohttp.ClientConnectorError) else Unconfirmed(msg)
