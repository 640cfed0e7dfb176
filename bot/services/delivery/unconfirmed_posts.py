"""When a post may be tried again after a try of which nobody knows what came of it.

Such a try may have made the post, and may still make it for a while. Within two minutes Discord takes a second message
with the same nonce for the first one, in channels; later, and in forums, which know no nonce, the post is only looked
for until the first try can no longer take effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.delivery.sender import LATE_SECONDS, REQUEST_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.delivery import Delivery

__all__ = ["UnconfirmedPosts"]

NONCE_MEMORY_SECONDS = 120.0
"""For so long Discord surely recognises a second try ("the past few minutes")."""
MAX_SEEN = 10_000
"""Deliveries that are remembered so; of older ones only what is stored counts."""


class UnconfirmedPosts:
    """Knows how long ago the unconfirmed tries of a delivery were, also where the clock was set back meanwhile."""

    def __init__(self, clock: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._seen: dict[int, tuple[float, float]] = {}
        """On the monotonic clock: when the first unconfirmed try of a delivery was told of, and the last one."""

    def note(self, delivery_id: int) -> None:
        """A try has just ended unconfirmed."""
        now = self._monotonic()
        self._seen[delivery_id] = (self._seen.get(delivery_id, (now, now))[0], now)
        if len(self._seen) > MAX_SEEN:
            del self._seen[next(iter(self._seen))]

    def forget(self, delivery_id: int) -> None:
        """No try of this delivery can take effect any more, or its post was found."""
        self._seen.pop(delivery_id, None)

    def seconds_left(self, row: Delivery, *, recognised: bool) -> float:
        """How long the post may only be looked for; 0 where it may be made now."""
        if row.unconfirmed_at is None:
            return 0.0
        first, last = self._ages(row)
        if recognised and 0 <= first <= NONCE_MEMORY_SECONDS - REQUEST_SECONDS:
            return 0.0  # the request is made within REQUEST_SECONDS, or not at all
        return max(0.0, LATE_SECONDS - max(0.0, last))

    def _ages(self, row: Delivery) -> tuple[float, float]:
        """Seconds since the first unconfirmed try began and since the last one ended; negative by a wrong clock."""
        now = self._clock()
        ages = [(now - at).total_seconds() if at is not None else -1.0 for at in (row.first_try_at, row.unconfirmed_at)]
        if (seen := self._seen.get(row.id)) is not None:
            passed = self._monotonic()
            ages = [max(age, passed - since) for age, since in zip(ages, seen, strict=True)]
        return ages[0], ages[1]
