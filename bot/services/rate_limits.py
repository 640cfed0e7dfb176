"""How often one member, and one server, may ask: kind to people, a bound for scripts and floods."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from bot.errors import RateLimited
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Limit", "RateLimiter", "RequestKind"]

K = TypeVar("K")
MAX_KEYS = 20_000
"""Members and servers that are kept in mind; the one that asked longest ago is dropped first."""


class RequestKind(StrEnum):
    """What is asked for: each kind is counted by itself."""

    COMMAND = "command"
    ADDING = "adding"  # a command that has a text read in the worker process
    CLICK = "click"  # a button or a form
    TYPING = "typing"  # autocomplete: one for each few letters


@dataclass(frozen=True, slots=True)
class Limit:
    """``count`` at once, and as many in every ``seconds`` after that, evenly."""

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
    """Counts by the generic cell rate algorithm (ATM Forum, 1996): one time for each key, however much is asked."""

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
        self._due: OrderedDict[tuple[RequestKind, str, int], float] = OrderedDict()
        self._notified_at: OrderedDict[tuple[RequestKind, int], float] = OrderedDict()

    def check(self, kind: RequestKind, user_id: int, guild_id: int) -> None:
        """Counts one request (``guild_id`` is ``SHARED`` in a direct message). Raises TooFast, and counts nothing.

        The error's ``told`` says whether this person heard it for this kind within the last few seconds already.
        """
        now = self._clock()
        bounds = [(self._member[kind], (kind, "member", user_id))]
        if guild_id != SHARED:
            bounds.append((self._server[kind], (kind, "server", guild_id)))
        due = {key: max(self._due.get(key, now), now) + rate.seconds / rate.count for rate, key in bounds}
        wait = max(due[key] - now - rate.seconds for rate, key in bounds)
        if wait > 1e-6:
            already_notified = now - self._notified_at.get((kind, user_id), -1e9) < self._member[kind].seconds
            if not already_notified:
                _remember(self._notified_at, (kind, user_id), now)
            msg = (
                f"That was quick: try again in {wait + 0.5:.0f} s."
                if wait >= 1
                else "That was quick: try again in a moment."
            )
            raise RateLimited(msg, already_notified=already_notified)
        for key, when in due.items():
            _remember(self._due, key, when)


def _remember(times: OrderedDict[K, float], key: K, when: float) -> None:
    times[key] = when
    times.move_to_end(key)
    while len(times) > MAX_KEYS:
        times.popitem(last=False)
