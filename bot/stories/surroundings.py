"""How crowded the surroundings of an article are: the articles whose words are most like its own.

Where much is written about one subject, articles on different events are alike too. Their likeness counts for less
then, as in local scaling (Zelnik-Manor and Perona, 2004) and CSLS (Conneau et al., 2018).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

__all__ = ["COUNTED", "CROWDED", "MAX_NEAREST", "SPARSE", "Nearest", "density", "nearest_of", "with_article"]

Nearest: TypeAlias = tuple[tuple[int, float], ...]
"""The ids of articles and the likeness of their words, 0 to 1; the likest first."""
MAX_NEAREST = 16
"""How many of them are kept."""
COUNTED = 5
"""How many of them the density is the mean of."""
SAME_STORY = 3
"""How many of its own story count, so that a story can grow however much is written about it."""
SPARSE, CROWDED = 0.4, 0.5
"""What each counts at least, ordinarily and where certainty is wanted: that a shared subject is rare in a small library
says little.
"""


def nearest_of(likeness: Mapping[int, float]) -> Nearest:
    """The likest articles; of equals those with the lower id."""
    ranked = sorted(likeness.items(), key=lambda one: (-one[1], one[0]))[:MAX_NEAREST]
    return tuple((article_id, round(value, 3)) for article_id, value in ranked)


def with_article(nearest: Nearest, article_id: int, likeness: float) -> Nearest:
    """The same with one more article, if it is like enough."""
    if len(nearest) == MAX_NEAREST and likeness < nearest[-1][1]:
        return nearest
    return nearest_of({**dict(nearest), article_id: likeness})


def density(nearest: Nearest, stories: Mapping[int, int], own: Collection[int], least: float = SPARSE) -> float:
    """The mean likeness of an article to the likest ones, of which only some are of the stories ``own``.

    Each counts as ``least`` at least, and so does one that is not there.
    """
    total, counted, of_own = 0.0, 0, 0
    for article_id, likeness in nearest:
        is_own = stories.get(article_id) in own
        of_own += is_own
        if not is_own or of_own <= SAME_STORY:
            total += max(likeness, least)
            counted += 1
            if counted == COUNTED:
                break
    return (total + least * (COUNTED - counted)) / COUNTED
