"""What the status of a response means (RFC 9110, section 15), in words for a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.intake.http.caching import retry_after
from bot.plurals import plural

if TYPE_CHECKING:
    from bot.intake.http.messages import HttpResponse

__all__ = ["describe_status", "is_transient", "when_to_retry"]

MAX_TOLD_WAIT = timedelta(hours=24)
"""A longer wait is not told: nobody waits for it."""

_REASONS = {
    204: "its answer is empty",
    304: "it says that nothing is new since a request that was not made",
    400: "it does not accept the request",
    401: "it asks for a login",
    402: "it asks for a subscription",
    403: "it does not let programs read that address",
    404: "there is nothing at that address",
    408: "the request took too long to reach it",
    410: "what was at that address was taken down for good",
    429: "it asks for fewer requests",
    451: "the law of its country forbids it",
    503: "it is overloaded or under maintenance",
}
_BY_CLASS = {3: "it redirects to no address", 5: "it has a fault"}
_TRANSIENT = frozenset((408, 425, 429))
_OTHER = "it does not give what was asked for"


def describe_status(status: int) -> str:
    """A sentence about a response that does not have what was asked for."""
    return f"The server answered {status}: {_REASONS.get(status) or _BY_CLASS.get(status // 100, _OTHER)}."


def is_transient(status: int) -> bool:
    """True if the same request may succeed later."""
    return status in _TRANSIENT or 500 <= status <= 599


def when_to_retry(response: HttpResponse) -> str:
    """When to try again, as the server says: "in 10 minutes", or "later"."""
    wait = retry_after(response.headers, datetime.now(UTC))
    if not timedelta(0) < wait <= MAX_TOLD_WAIT:
        return "later"
    minutes = -(-wait // timedelta(minutes=1))
    return f"in {plural(minutes, 'minute')}" if minutes <= 90 else f"in {plural(round(minutes / 60), 'hour')}"
