"""Delays between attempts."""

from __future__ import annotations

import random

__all__ = ["BACKOFF_BASE_SECONDS", "BACKOFF_MAX_SECONDS", "backoff_seconds"]

BACKOFF_BASE_SECONDS, BACKOFF_MAX_SECONDS = 5.0, 900.0


def backoff_seconds(attempts: int, retry_after: float | None = None) -> float:
    """Delay in seconds after this many attempts (1 or more): exponential backoff with 25 % jitter, at most 15 minutes.

    The series is about 5, 10, 20, 40 ... seconds. The delay is at least ``retry_after``, up to 15 minutes.
    """
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - not a secret
    delay = min(BACKOFF_MAX_SECONDS, BACKOFF_BASE_SECONDS * 2.0 ** min(attempts - 1, 10)) * jitter
    return max(delay, min(retry_after or 0.0, BACKOFF_MAX_SECONDS))
