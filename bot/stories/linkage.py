"""Groups things by the average likeness of their pairs: agglomerative clustering (UPGMA; Sokal and Michener, 1958)."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

__all__ = ["average_linkage"]


def average_linkage(
    units: Sequence[Sequence[int]],
    alike: Callable[[int, int], float],
    least: float,
    *,
    apart: Collection[int] = (),
) -> list[list[int]]:
    """Joins units, the likest first, as long as two are alike by ``least`` on average.

    Units with one of ``apart`` are never joined to each other. The time grows with the square of the number of things.
    """
    groups = {at: list(unit) for at, unit in enumerate(units)}
    is_apart = {at: not set(apart).isdisjoint(unit) for at, unit in groups.items()}
    total = {
        (a, b): -math.inf if is_apart[a] and is_apart[b] else sum(alike(i, j) for i in groups[a] for j in groups[b])
        for a, b in combinations(groups, 2)
    }

    def mean(pair: tuple[int, int]) -> float:
        return total[pair] / (len(groups[pair[0]]) * len(groups[pair[1]]))

    while total:
        a, b = best = max(total, key=lambda pair: (mean(pair), (-pair[0], -pair[1])))
        if mean(best) < least:
            break
        del total[best]
        for c in groups.keys() - best:
            total[min(a, c), max(a, c)] += total.pop((min(b, c), max(b, c)))
        groups[a] += groups.pop(b)
    return list(groups.values())
