"""Finds trends: actors and themes that articles of a period mention clearly more often than articles before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import NotFound
from bot.services.actors.actor_lines import actor_key, numbered
from bot.services.actors.linking import ActorLinker
from bot.services.actors.namesakes import bearers, ids_of_articles
from bot.services.rate_comparison import p_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.services.periods import Period
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["Trend", "TrendReport", "Trends"]

BASELINE_PERIODS = 4
"""How many periods of the same length before the period make the baseline."""
MIN_ARTICLES = 3
"""A trend is in at least this many articles of the period: one article never makes a trend."""
MIN_BASELINE_ARTICLES = 5
MAX_P_VALUE = 0.02
MIN_RATIO = 1.5
"""How many times more frequent a trend is in the period than in the baseline, at least."""
MAX_COUNTED_ACTORS = 3_000
"""Actors that are counted in the period and in the baseline: those in the most articles."""
MAX_TRENDS = 8


@dataclass(frozen=True, slots=True)
class Trend:
    """An actor (with its profile's ``key``) or a theme, with the numbers of articles of the period and the baseline."""

    name: str
    now: int
    before: int
    p_value: float
    key: str | None = None


@dataclass(frozen=True, slots=True)
class TrendReport:
    """The most significant trends, best first, and how many articles and days were compared."""

    articles: int
    baseline_articles: int
    baseline_days: int
    actors: tuple[Trend, ...]
    themes: tuple[Trend, ...]

    @property
    def min_significant(self) -> int | None:
        """Smallest significant count for a name absent from the baseline; None if no count is significant."""
        share = self.articles / (self.articles + self.baseline_articles)
        counts = range(MIN_ARTICLES, self.articles + 1)
        return next((count for count in counts if p_value(count, 0, share) <= MAX_P_VALUE), None)

    @property
    def missing_baseline(self) -> int:
        """Baseline articles that are missing before a name in every article of the period would be significant."""
        count, missing = self.articles, 0
        while p_value(count, 0, count / (count + self.baseline_articles + missing)) > MAX_P_VALUE:
            missing += 1
        return missing


class _Bounds(NamedTuple):
    """The baseline lasts from ``baseline_start`` to ``start``, the period from ``start`` to ``end`` (None: now)."""

    baseline_start: datetime
    start: datetime
    end: datetime | None


class Trends:
    """Compares a period with the time before it. ``scope`` is the asker's server."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._actor_linker = ActorLinker(store)

    async def report(self, scope: int, period: Period) -> TrendReport:
        """The trends of a period. Raises NotFound if it has no length, or if there are too few articles to compare."""
        now = self._clock()
        start = period.since(now)
        if start is None:
            msg = "A trend needs a period, such as today, week or 30d."
            raise NotFound(msg)
        end = period.until(now)
        baseline_hours = (min(end or now, now) - start) // timedelta(hours=1) * BASELINE_PERIODS
        bounds = _Bounds(start - timedelta(hours=baseline_hours), start, end)
        articles = await self._store.count_articles(scope, since=start, until=bounds.end)
        baseline_articles = await self._store.count_articles(scope, since=bounds.baseline_start, until=start)
        counted = (
            (articles, MIN_ARTICLES, period.dates),
            (baseline_articles, MIN_BASELINE_ARTICLES, f"the {_duration(baseline_hours)} before {period.dates}"),
        )
        if missing := [_needed(*counts) for counts in counted if counts[0] < counts[1]]:
            msg = f"There is too little to compare: I need {' and '.join(missing)}."
            raise NotFound(msg)
        sizes = articles, baseline_articles
        return TrendReport(
            articles=articles,
            baseline_articles=baseline_articles,
            baseline_days=baseline_hours // 24,
            actors=_significant(await self._actor_counts(scope, bounds), *sizes),
            themes=_significant(await self._theme_counts(scope, bounds), *sizes),
        )

    async def _actor_counts(self, scope: int, bounds: _Bounds) -> list[tuple[str, int, int, str | None]]:
        """For each actor: name, articles of the period, articles of the baseline, key of the profile."""
        in_period = await self._store.actor_counts(scope, bounds.start, until=bounds.end, limit=MAX_COUNTED_ACTORS)
        in_baseline = await self._store.actor_counts(
            scope, bounds.baseline_start, until=bounds.start, limit=MAX_COUNTED_ACTORS
        )
        now_by_id = {actor.id: articles for actor, articles, _ in in_period}
        before_by_id = {actor.id: articles for actor, articles, _ in in_baseline}
        actors = {actor.id: actor for actor, _, _ in (*in_period, *in_baseline)}
        frequent = [
            member
            for group in await self._actor_linker.link(scope, list(actors.values()))
            if sum(now_by_id.get(member.id, 0) for member in group.members) >= MIN_ARTICLES
            for member in group.members
        ]
        counts: list[tuple[str, int, int, str | None]] = []
        # Only these are linked with the names that other articles use, since that takes longer.
        for group in await self._actor_linker.linked(scope, frequent):
            ids = [member.id for member in group.members]
            now, before = now_by_id.get(ids[0], 0), before_by_id.get(ids[0], 0)
            if len(ids) > 1:  # an article that uses several of the names counts once
                now, _ = await self._store.mention_counts(scope, ids, since=bounds.start, until=bounds.end)
                before, _ = await self._store.mention_counts(
                    scope, ids, since=bounds.baseline_start, until=bounds.start
                )
            counts += await self._counts_of_bearers(scope, group, bounds) or [
                (group.name, now, before, actor_key(ids[0]))
            ]
        return counts

    async def _counts_of_bearers(
        self, scope: int, actor: LinkedActor, bounds: _Bounds
    ) -> list[tuple[str, int, int, str | None]]:
        """The same for each person of a name; none if it is one person."""
        persons = await bearers(self._store, scope, actor)
        if not persons:
            return []
        periods = ((bounds.start, bounds.end), (bounds.baseline_start, bounds.start))
        now, before = [
            await ids_of_articles(self._store, scope, actor, since=since, until=until) for since, until in periods
        ]
        own = actor.members[0].id
        return [
            (
                numbered(actor.name, person.numbers),
                person.within(now)[0],
                person.within(before)[0],
                actor_key(own, person.newest),
            )
            for person in persons
        ]

    async def _theme_counts(self, scope: int, bounds: _Bounds) -> list[tuple[str, int, int, str | None]]:
        """For each theme: label, articles of the period, articles of the baseline, None."""
        in_period = await self._store.theme_counts(scope, bounds.start, until=bounds.end)
        in_baseline = await self._store.theme_counts(scope, bounds.baseline_start, until=bounds.start)
        before = {theme.label: theme.articles for theme in in_baseline}
        return [(theme.label, theme.articles, before.get(theme.label, 0), None) for theme in in_period]


def _significant(
    counts: Iterable[tuple[str, int, int, str | None]], articles: int, baseline_articles: int
) -> tuple[Trend, ...]:
    """The clearest trends, best first."""
    share = articles / (articles + baseline_articles)
    trends = []
    for name, now, before, key in counts:
        if now < MIN_ARTICLES or now * baseline_articles < MIN_RATIO * before * articles:
            continue
        trend = Trend(name, now, before, p_value(now, before, share), key)
        if trend.p_value <= MAX_P_VALUE:
            trends.append(trend)
    return tuple(sorted(trends, key=lambda trend: (trend.p_value, -trend.now, trend.name))[:MAX_TRENDS])


def _duration(hours: int) -> str:
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"


def _needed(count: int, minimum: int, when: str) -> str:
    """How many articles a trend needs from some time, and how many there are."""
    there_are = f"there is {count}" if count == 1 else f"there are {count or 'none'}"
    return f"{minimum} articles from {when} ({there_are})"
