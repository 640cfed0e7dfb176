"""The requests of delivery to Discord: each is made once, at a limited rate, and raises delivery errors.

discord.py would repeat a request after a 5xx, so that a thread is created twice, and would wait for a rate limit inside
the request. Both must be decided by delivery, which knows whether a second attempt is safe. A middleware of the HTTP
client raises before discord.py sees such a response; this also keeps a cancelled request from leaving discord.py's
global lock closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.http import Route

from bot.services.delivery.backoff import BACKOFF_MAX_SECONDS
from bot.services.delivery.errors import TransientError, Unconfirmed
from bot.services.throttle import Throttle
from bot.ui.discord_errors import to_delivery_error
from bot.ui.error_responses import ErrorResponse, error_response_of, raise_for_error

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

__all__ = ["REQUESTS_PER_SECOND", "Requests"]

REQUESTS_PER_SECOND = 40.0
"""Discord allows a bot 50: the rest is for answers to commands."""


class Requests:
    """Makes requests with the session, the token and the rate limits of a client that has logged in."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock
        self._throttle = Throttle(REQUESTS_PER_SECOND)
        self._limited: tuple[datetime, float] | None = None
        """When Discord last applied a rate limit to the whole bot, and for how many seconds."""

    async def make(
        self,
        method: str,
        path: str,
        ids: Mapping[str, int],
        *,
        json: object = None,
        params: Mapping[str, object] | None = None,
        success_codes: Collection[int] = (),
    ) -> Any:  # noqa: ANN401 - JSON
        """Makes a request and returns the JSON of the response.

        ``ids`` fill in the path. An error whose code is in ``success_codes`` means that nothing was left to do:
        the result is None. Raises ChannelUnavailable, PostRejected, TransientError, and Unconfirmed if it may have been
        done.
        """
        await self._throttle.wait_for_turn()
        self._refuse_while_limited()
        options: dict[str, Any] = {"middlewares": (_raise_first_error,), "allow_redirects": False}
        if json is not None:
            options["json"] = json
        if params is not None:
            options["params"] = params
        try:
            return await self._client.http.request(Route(method, path, metadata=None, **ids), **options)
        except discord.RateLimited as error:
            msg = "Discord asked me to wait"
            raise TransientError(msg, error.retry_after) from error
        except (ErrorResponse, discord.HTTPException) as error:
            answer = error_response_of(error) if isinstance(error, discord.HTTPException) else error
            if answer.code in success_codes:
                return None
            if answer.is_global:
                self._limited = self._clock(), min(answer.retry_after or 1.0, BACKOFF_MAX_SECONDS)
            raise to_delivery_error(answer) from error
        except (aiohttp.ClientError, OSError) as error:
            raise _connection_error(error) from error

    def _refuse_while_limited(self) -> None:
        """Raises TransientError while Discord refuses all requests: too many such requests ban the bot's address."""
        if self._limited is None:
            return
        at, seconds = self._limited
        passed = (self._clock() - at).total_seconds()
        if 0 <= passed < seconds:
            msg = "Discord asked me to pause all requests"
            raise TransientError(msg, seconds - passed)


async def _raise_first_error(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Raises the error of a failed request before discord.py would retry it; a middleware of the HTTP client."""
    try:
        response = await handler(request)
        await raise_for_error(response)
    except (aiohttp.ClientError, OSError) as error:
        raise _connection_error(error) from error
    return response


def _connection_error(error: Exception) -> TransientError:
    """The delivery error for a connection that failed: TransientError if none was made, Unconfirmed otherwise."""
    msg = f"the connection to Discord failed ({type(error).__name__})"
    return TransientError(msg) if isinstance(error, aiohttp.ClientConnectorError) else Unconfirmed(msg)
