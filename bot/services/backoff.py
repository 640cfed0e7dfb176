"""How long to wait before the next try."""

from __future__ import annotations

import random

__all__ = ["LONGEST_PAUSE", "Backoff"]

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0


class Backoff:
    """Exponential backoff with jitter."""

    def __init__(self) -> None:
        self._random = random.Random()  # noqa: S311 - jitter, not a secret

    def seconds(self, attempts: int, wished: float | None = None) -> float:
        """Seconds after so many attempts: doubling, at most 15 minutes, not sooner than Discord asks for."""
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 10)) * self._random.uniform(0.75, 1.25)
        return max(pause, min(wished or 0.0, LONGEST_PAUSE))
