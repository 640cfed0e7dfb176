"""Rate limits per member and per server."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import TooManyRequests
from bot.models.articles import SHARED
from bot.services.bounded_dict import BoundedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["GUILD_LIMITS", "MEMBER_LIMITS", "Limit", "RateLimiter", "RequestKind"]

MAX_KEYS = 20_000
"""Members and servers that are remembered; the one that asked longest ago is dropped first."""


class RequestKind(StrEnum):
    """Kinds of requests; each has limits of its own."""

    COMMAND = "command"
    ADDING = "adding"  # a command that makes a worker process read a text
    CLICK = "click"  # a button or a form
    TYPING = "typing"  # autocomplete: one for each few letters


@dataclass(frozen=True, slots=True)
class Limit:
    """``count`` requests at once, and as many in every ``seconds`` after that, evenly."""

    count: int
    seconds: float


MEMBER_LIMITS = {
    RequestKind.COMMAND: Limit(8, 10),
    RequestKind.ADDING: Limit(6, 30),
    RequestKind.CLICK: Limit(20, 10),
    RequestKind.TYPING: Limit(40, 10),
}
GUILD_LIMITS = {
    RequestKind.COMMAND: Limit(30, 10),
    RequestKind.ADDING: Limit(20, 30),
    RequestKind.CLICK: Limit(80, 10),
    RequestKind.TYPING: Limit(160, 10),
}


class RateLimiter:
    """The generic cell rate algorithm (GCRA; ATM Forum, 1996), which needs one timestamp for each key."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        member: Mapping[RequestKind, Limit] = MEMBER_LIMITS,
        server: Mapping[RequestKind, Limit] = GUILD_LIMITS,
    ) -> None:
        self._clock = clock
        self._member = member
        self._server = server
        self._theoretical_arrival: BoundedDict[tuple[RequestKind, str, int], float] = BoundedDict(MAX_KEYS)
        self._notified_at: BoundedDict[tuple[RequestKind, int], float] = BoundedDict(MAX_KEYS)

    def check(self, kind: RequestKind, user_id: int, guild_id: int) -> None:
        """Counts one request (``guild_id`` is ``SHARED`` in a direct message).

        Raises TooManyRequests, and counts nothing, if it exceeds a limit. The error's ``already_notified`` is True if
        this person was told so, for this kind, within the last few seconds.
        """
        now = self._clock()
        limits = [(self._member[kind], (kind, "member", user_id))]
        if guild_id != SHARED:
            limits.append((self._server[kind], (kind, "server", guild_id)))
        arrivals = {
            key: max(self._theoretical_arrival.get(key, now), now) + limit.seconds / limit.count
            for limit, key in limits
        }
        wait = max(arrivals[key] - now - limit.seconds for limit, key in limits)
        if wait > 1e-6:
            raise self._refusal(kind, user_id, now, wait)
        for key, arrival in arrivals.items():
            self._theoretical_arrival[key] = arrival

    def _refusal(self, kind: RequestKind, user_id: int, now: float, wait: float) -> TooManyRequests:
        already_notified = now - self._notified_at.get((kind, user_id), -1e9) < self._member[kind].seconds
        if not already_notified:
            self._notified_at[kind, user_id] = now
        when = f"in {wait + 0.5:.0f} s" if wait >= 1 else "in a moment"
        msg = f"You’re sending commands too fast: try again {when}."
        return TooManyRequests(msg, already_notified=already_notified)
