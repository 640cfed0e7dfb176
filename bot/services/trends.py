"""What rose: names and themes that a period's articles have clearly more often than those of the time before.

Two Poisson rates are compared by the exact conditional test (Przyborowski and Wilenski 1940): given how often something
is named in both stretches together, its share in the period is binomial where nothing changed. One article never makes
a trend: three are needed, whatever the test says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import exp, lgamma, log, log1p
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.services.actor_linking import ActorLinker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.services.periods import Period
    from bot.store.protocol import Store

__all__ = ["Rise", "TrendReport", "Trends", "chance"]

BEFORE = 4
"""Periods of the same length before it that it is compared with."""
MIN_ARTICLES = 3
"""Articles of the period that must have it."""
MIN_BASE = 5
"""Articles that must be there from before: less is nothing to compare with."""
MAX_CHANCE = 0.02
"""Above it a rise may well be chance."""
MIN_RATIO = 1.5
COUNTED = 3_000
"""Actors of each stretch that are looked at, those in the most articles."""
SHOWN = 8
NEGLIGIBLE = 1e-12
"""Of a sum: terms that are smaller change no answer."""


@dataclass(frozen=True, slots=True)
class Rise:
    """Something that rose: in how many of the period's articles it is, and of those before; ``id`` is an actor's."""

    name: str
    now: int
    before: int
    chance: float
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TrendReport:
    """What rose, the clearest first, and how many articles were compared."""

    articles: int
    articles_before: int
    days_before: int
    actors: tuple[Rise, ...]
    themes: tuple[Rise, ...]

    @property
    def needed(self) -> int | None:
        """In how many of the period's articles something must be that is in none before; None: no number would do."""
        share = self.articles / (self.articles + self.articles_before)
        enough = (count for count in range(MIN_ARTICLES, self.articles + 1) if chance(count, 0, share) <= MAX_CHANCE)
        return next(enough, None)

    @property
    def lacking(self) -> int:
        """How many more articles from before it takes that something which is in all of the period's would do."""
        size, more = self.articles, 0
        while chance(size, 0, size / (size + self.articles_before + more)) > MAX_CHANCE:
            more += 1
        return more


class Trends:
    """Compares a period with the time before it. ``scope`` is the server of whoever asks."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._identities = ActorLinker(store)

    async def report(self, scope: int, period: Period) -> TrendReport:
        """What rose in a period of bounded length. Raises NotFound where there is too little to compare."""
        now = self._clock()
        hours = period.hours
        if hours is None:
            msg = "A trend needs a period to look at, such as today, week or 30d."
            raise NotFound(msg)
        since, base = now - timedelta(hours=hours), now - timedelta(hours=(BEFORE + 1) * hours)
        articles = await self._store.count_articles(scope, since=since)
        articles_before = await self._store.count_articles(scope, since=base, until=since)
        if articles < MIN_ARTICLES or articles_before < MIN_BASE:
            msg = (
                f"There is too little to compare: it takes {MIN_ARTICLES} articles from {period.label} (there are "
                f"{articles}) and {MIN_BASE} from the {_days(hours * BEFORE)} before (there are {articles_before})."
            )
            raise NotFound(msg)
        sizes = (articles, articles_before)
        return TrendReport(
            articles=articles,
            articles_before=articles_before,
            days_before=hours * BEFORE // 24,
            actors=_rises(await self._actor_counts(scope, since, base), sizes),
            themes=_rises(await self._theme_counts(scope, since, base), sizes),
        )

    async def _actor_counts(
        self, scope: int, since: datetime, base: datetime
    ) -> list[tuple[str, int, int, int | None]]:
        counted = await self._store.actor_counts(scope, since, limit=COUNTED)
        before = await self._store.actor_counts(scope, base, until=since, limit=COUNTED)
        now_in = {known.id: articles for known, articles, _ in counted}
        before_in = {known.id: articles for known, articles, _ in before}
        known = {known.id: known for known, _, _ in (*counted, *before)}
        counts: list[tuple[str, int, int, int | None]] = []
        for group in await self._identities.grouped(scope, list(known.values())):
            ids = [member.id for member in group.members]
            now, past = sum(now_in.get(i, 0) for i in ids), sum(before_in.get(i, 0) for i in ids)
            if len(ids) > 1 and now >= MIN_ARTICLES:  # an article may use several of the names: it counts once
                now, _ = await self._store.mention_counts(scope, ids, since=since)
                past, _ = await self._store.mention_counts(scope, ids, since=base, until=since)
            counts.append((group.name, now, past, ids[0]))
        return counts

    async def _theme_counts(
        self, scope: int, since: datetime, base: datetime
    ) -> list[tuple[str, int, int, int | None]]:
        counted = await self._store.theme_counts(scope, since)
        before = {theme.label: theme.articles for theme in await self._store.theme_counts(scope, base, until=since)}
        return [(theme.label, theme.articles, before.get(theme.label, 0), None) for theme in counted]


def chance(now: int, before: int, share: float) -> float:
    """How likely at least ``now`` of ``now + before`` are in a stretch that holds ``share`` of all articles."""
    together = now + before
    if not now:
        return 1.0
    if now <= share * together:  # the other tail is the shorter one
        return 1.0 - chance(before + 1, now - 1, 1.0 - share)
    ways = lgamma(together + 1) - lgamma(now + 1) - lgamma(before + 1)  # as a logarithm: too many for a number
    likely = exp(ways + now * log(share) + before * log1p(-share))
    total = 0.0
    for k in range(now, together + 1):
        total += likely
        likely *= (together - k) / (k + 1) * share / (1.0 - share)
        if likely < total * NEGLIGIBLE:
            break
    return total


def _rises(counts: Iterable[tuple[str, int, int, int | None]], sizes: tuple[int, int]) -> tuple[Rise, ...]:
    articles, articles_before = sizes
    share = articles / (articles + articles_before)
    rises = []
    for name, now, before, actor_id in counts:
        if now < MIN_ARTICLES or now * articles_before < MIN_RATIO * before * articles:
            continue
        by_chance = chance(now, before, share)
        if by_chance <= MAX_CHANCE:
            rises.append(Rise(name, now, before, by_chance, actor_id))
    return tuple(sorted(rises, key=lambda rise: (rise.chance, -rise.now, rise.name))[:SHOWN])


def _days(hours: int) -> str:
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"
