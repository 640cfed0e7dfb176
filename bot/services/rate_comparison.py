"""Compares two Poisson rates by the exact conditional test (Przyborowski and Wilenski 1940)."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

__all__ = ["p_value"]

NEGLIGIBLE = 1e-12
"""Terms of a sum below this share of it are left out."""


def p_value(now: int, before: int, share: float) -> float:
    """Probability that at least ``now`` of ``now + before`` events fall into a period by chance.

    ``share`` (between 0 and 1, exclusive) is the period's part of all articles. Given the total, the number of events
    in the period is binomial if their rate did not change.
    """
    total = now + before
    if not now:
        return 1.0
    if now <= share * total:  # the sum over the other tail is shorter
        return 1.0 - p_value(before + 1, now - 1, 1.0 - share)
    # In logarithms: the binomial coefficient of a few thousand events exceeds a float.
    log_combinations = lgamma(total + 1) - lgamma(now + 1) - lgamma(before + 1)
    term = exp(log_combinations + now * log(share) + before * log1p(-share))
    tail = 0.0
    for k in range(now, total + 1):
        tail += term
        term *= (total - k) / (k + 1) * share / (1.0 - share)
        if term < tail * NEGLIGIBLE:
            break
    return tail
