"""Delays between attempts."""

from __future__ import annotations

import random

__all__ = ["BACKOFF_BASE_SECONDS", "BACKOFF_MAX_SECONDS", "backoff_seconds"]

BACKOFF_BASE_SECONDS, BACKOFF_MAX_SECONDS = 5.0, 900.0


def backoff_seconds(attempts: int, retry_after: float | None = None) -> float:
    """Delay in seconds after this many attempts (1 or more): exponential backoff up to 15 minutes, with 25 % jitter.

    The series is about 5, 10, 20, 40 ... 900 seconds; with its jitter the longest delay is 1,125 seconds. The delay is
    at least ``retry_after``, or 15 minutes if that is less.
    """
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - not a secret
    delay = min(BACKOFF_MAX_SECONDS, BACKOFF_BASE_SECONDS * 2.0 ** min(attempts - 1, 10)) * jitter
    return max(delay, min(retry_after or 0.0, BACKOFF_MAX_SECONDS))
