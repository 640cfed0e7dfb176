"""Decides when a post may be attempted again after an attempt whose outcome is unknown.

Such an attempt may have made the post, or may still make it for a while. In channels, Discord recognises a second
message with the same nonce within a few minutes. Later, and in forums, which have no nonces, the bot only searches for
the post until the first attempt can no longer take effect.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.services.bounded_dict import BoundedDict
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, REQUEST_TIMEOUT_SECONDS, with_timeout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.services.delivery.sender import MessageRef

__all__ = ["Attempted", "Search", "UnconfirmedPosts", "find_earlier_message"]

NONCE_WINDOW_SECONDS = 120.0
"""How long Discord certainly recognises a nonce; its documentation says "the past few minutes"."""
MAX_CLOCK_SKEW_SECONDS = 600.0
"""How far the bot's clock may be ahead of Discord's."""
MAX_REMEMBERED = 10_000
"""Deliveries whose attempts are remembered by the monotonic clock; for older ones only the stored times count."""


class Search(Protocol):
    """Looks for the messages with the key of a row, oldest first: ``Sender.find`` for its channel and its key."""

    def __call__(self, *, since: datetime) -> Awaitable[list[MessageRef]]:
        """``since`` is the time from which on they may exist."""
        ...


class Attempted(Protocol):
    """A row of the store whose message an earlier attempt may have made."""

    @property
    def id(self) -> int:
        """Its id among the rows of its kind."""
        ...

    @property
    def first_attempt_at(self) -> datetime | None:
        """When the first unconfirmed attempt began."""
        ...

    @property
    def unconfirmed_at(self) -> datetime | None:
        """When the last unconfirmed attempt ended, None if there was none."""
        ...


async def find_earlier_message(row: Attempted, now: datetime, search: Search) -> MessageRef | None:
    """The message that an earlier, unconfirmed attempt made, or None. Raises the errors of ``delivery.errors``.

    ``search`` looks for it; it is not called if there was no such attempt.
    """
    if row.unconfirmed_at is None:
        return None
    began = min(row.first_attempt_at or row.unconfirmed_at, now)
    found = await with_timeout(search(since=began - timedelta(seconds=MAX_CLOCK_SKEW_SECONDS)))
    return found[0] if found else None


class UnconfirmedPosts:
    """Knows how long ago the unconfirmed attempts of rows were, even if the clock was set back meanwhile.

    The rows are of one kind, such as deliveries: their ids tell them apart.
    """

    def __init__(self, clock: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._attempts: BoundedDict[int, tuple[float, float]] = BoundedDict(MAX_REMEMBERED)
        """By delivery: when its first and its last unconfirmed attempt ended, on the monotonic clock."""

    def record_attempt(self, delivery_id: int) -> None:
        """An attempt has just ended unconfirmed."""
        now = self._monotonic()
        self._attempts[delivery_id] = (self._attempts.get(delivery_id, (now, now))[0], now)

    def forget(self, delivery_id: int) -> None:
        """No attempt of this delivery can take effect any more, or its post was found."""
        self._attempts.pop(delivery_id, None)

    def seconds_until_retry(self, row: Attempted, *, deduplicates: bool) -> float:
        """Seconds during which the post may only be searched for; 0 if it may be attempted now.

        ``deduplicates`` is True if Discord recognises a repeated nonce in the channel.
        """
        if row.unconfirmed_at is None:
            return 0.0
        first, last = self._ages(row)
        # A request is made within REQUEST_TIMEOUT_SECONDS, or not at all.
        if deduplicates and 0 <= first <= NONCE_WINDOW_SECONDS - REQUEST_TIMEOUT_SECONDS:
            return 0.0
        return max(0.0, LATE_EFFECT_SECONDS - max(0.0, last))

    def _ages(self, row: Attempted) -> tuple[float, float]:
        """Seconds since the first unconfirmed attempt began and since the last one ended; negative by a wrong clock."""
        now = self._clock()
        ages = [
            (now - at).total_seconds() if at is not None else -1.0 for at in (row.first_attempt_at, row.unconfirmed_at)
        ]
        if (attempts := self._attempts.get(row.id)) is not None:
            monotonic = self._monotonic()
            ages = [max(age, monotonic - at) for age, at in zip(ages, attempts, strict=True)]
        return ages[0], ages[1]
