"""Decides how much a server's readers care about articles, from what they opened on earlier days.

Pure functions. The readers of a theme or an actor are counted once a day each, so that nobody counts more by asking
again. Each count decays exponentially; the most read theme is worth most, and others in proportion.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.models.briefing import BriefedArticle
    from bot.models.reading import ReadingCount

__all__ = ["HALF_LIFE", "Interest", "decayed", "interest_in", "interest_of"]

S = TypeVar("S")
HALF_LIFE = timedelta(days=7)
"""The time after which a reader counts half: news that somebody followed a month ago says little about tomorrow's."""
DOUBT = 3.0
"""Readers that are added to the most read subject before shares are taken: what one or two opened may be chance."""


@dataclass(frozen=True, slots=True)
class Interest:
    """How much a server reads of themes, by their labels, and of actors, by their ids: from 0 to below 1."""

    themes: Mapping[str, float]
    actors: Mapping[int, float]


def decayed(readers: float, age: timedelta) -> float:
    """What so many readers of so long ago count now; those of a future time, as a clock may say, count as now."""
    return float(readers * 0.5 ** (max(age, timedelta()) / HALF_LIFE))


def interest_of(counts: Iterable[ReadingCount], now: datetime) -> Interest:
    """The interest that the counts of one server show."""
    themes: dict[str, float] = {}
    actors: dict[int, float] = {}
    for one in counts:
        readers = decayed(one.readers, now - one.counted_at)
        if isinstance(one.subject, str):
            themes[one.subject] = readers
        else:
            actors[one.subject] = readers
    return Interest(_shares(themes), _shares(actors))


def interest_in(
    interest: Interest, articles: Sequence[BriefedArticle], named: Iterable[tuple[int, int]]
) -> dict[int, float]:
    """How much a server reads of what articles are about, from 0 to below 1, by their ids.

    Its theme and the most read of its main actors add up as independent chances do: 1 - (1 - theme) (1 - actor).
    ``named`` are pairs of an article's id and the id of a main actor.
    """
    read: defaultdict[int, float] = defaultdict(float)
    for article, actor in named:
        read[article] = max(read[article], interest.actors.get(actor, 0.0))
    of_theme = {one.article.id: interest.themes.get(one.theme or "", 0.0) for one in articles}
    return {article: 1 - (1 - theme) * (1 - read[article]) for article, theme in of_theme.items()}


def _shares(readers: Mapping[S, float]) -> dict[S, float]:
    most = max(readers.values(), default=0.0) + DOUBT
    return {subject: count / most for subject, count in readers.items()}
