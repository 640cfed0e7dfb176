"""How often one member, and one server, may ask: kind to people, a bound for scripts and floods."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from bot.errors import TooFast
from bot.models import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Kind", "Rate", "Rates"]

K = TypeVar("K")
MAX_KEYS = 20_000
"""Members and servers that are kept in mind; the one that asked longest ago is dropped first."""


class Kind(StrEnum):
    """What is asked for: each kind is counted by itself."""

    COMMAND = "command"
    ADDING = "adding"  # a command that has a text read in the worker process
    CLICK = "click"  # a button or a form
    TYPING = "typing"  # autocomplete: one for each few letters


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` at once, and as many in every ``seconds`` after that, evenly."""

    count: int
    seconds: float


MEMBER = {Kind.COMMAND: Rate(8, 10), Kind.ADDING: Rate(6, 30), Kind.CLICK: Rate(20, 10), Kind.TYPING: Rate(40, 10)}
SERVER = {Kind.COMMAND: Rate(30, 10), Kind.ADDING: Rate(20, 30), Kind.CLICK: Rate(80, 10), Kind.TYPING: Rate(160, 10)}


class Rates:
    """Counts by the generic cell rate algorithm (ATM Forum, 1996): one time for each key, however much is asked."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        member: Mapping[Kind, Rate] = MEMBER,
        server: Mapping[Kind, Rate] = SERVER,
    ) -> None:
        self._clock = clock
        self._member = member
        self._server = server
        self._due: OrderedDict[tuple[Kind, str, int], float] = OrderedDict()
        self._told: OrderedDict[tuple[Kind, int], float] = OrderedDict()

    def count(self, kind: Kind, user_id: int, guild_id: int) -> None:
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
            told = now - self._told.get((kind, user_id), -1e9) < self._member[kind].seconds
            if not told:
                _remember(self._told, (kind, user_id), now)
            msg = (
                f"That was quick: try again in {wait + 0.5:.0f} s."
                if wait >= 1
                else "That was quick: try again in a moment."
            )
            raise TooFast(msg, told=told)
        for key, when in due.items():
            _remember(self._due, key, when)


def _remember(times: OrderedDict[K, float], key: K, when: float) -> None:
    times[key] = when
    times.move_to_end(key)
    while len(times) > MAX_KEYS:
        times.popitem(last=False)
