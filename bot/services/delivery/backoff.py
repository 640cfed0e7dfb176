"""How long to wait before the next try."""

from __future__ import annotations

import random

__all__ = ["FIRST_PAUSE", "LONGEST_PAUSE", "backoff_seconds"]

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0


def backoff_seconds(attempts: int, wished: float | None = None) -> float:
    """Exponential backoff with jitter: doubling, at most 15 minutes, not sooner than Discord asks for."""
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - not a secret
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 10)) * jitter
    return max(pause, min(wished or 0.0, LONGEST_PAUSE))
