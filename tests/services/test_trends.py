"""Trends of a period, over a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import START, Clock
from store.samples import add, person

from bot.errors import NotFound
from bot.models.actors import AliasRule, AliasRuleKind
from bot.models.analysis import Theme
from bot.services.periods import ALL, parse_period
from bot.services.trends import TrendReport, Trends
from bot.store.protocols.store import Store

HERE = 4001
WEEK = parse_period("week")
assert WEEK is not None


@pytest.fixture
def trends(store: Store, clock: Clock) -> Trends:
    return Trends(store, clock)


async def file(store: Store, title: str, days_ago: float, *names: str, theme: str = "Politics") -> None:
    await add(
        store,
        title,
        actors=[person(name) for name in names],
        themes=[Theme(theme, ("word", "other"))],
        published=START - timedelta(days=days_ago),
    )


async def test_names_in_far_more_articles_than_before_rise(store: Store, trends: Trends) -> None:
    for i in range(12):
        await file(store, f"Before {i}", 10 + i, "Old Hand")
    for i in range(5):
        await file(store, f"Now {i}", 1 + i, "Old Hand", "New Face", theme="Trade")
    report = await trends.report(HERE, WEEK)
    assert [(trend.name, trend.now, trend.before) for trend in report.actors] == [("New Face", 5, 0)]
    assert [(trend.name, trend.now, trend.before) for trend in report.themes] == [("Trade", 5, 0)]
    assert (report.articles, report.baseline_articles) == (5, 12)


async def test_one_article_is_never_a_trend(store: Store, trends: Trends) -> None:
    for i in range(40):
        await file(store, f"Before {i}", 8 + i / 2, "Old Hand")
    await file(store, "Now", 1, "New Face", theme="Trade")
    await file(store, "Now too", 1, "Old Hand")
    await file(store, "Now as well", 1, "Old Hand")
    report = await trends.report(HERE, WEEK)
    assert report.actors == report.themes == ()


async def test_more_articles_on_everything_are_not_a_trend(store: Store, trends: Trends) -> None:
    for i in range(10):
        await file(store, f"Before {i}", 10 + i, "Old Hand")
    for i in range(30):
        await file(store, f"Now {i}", i / 10, "Old Hand")
    assert (await trends.report(HERE, WEEK)).actors == ()


@pytest.mark.parametrize(
    ("now", "before", "needed"),
    [
        (9, 1, "5 articles from the 28 days before the last 7 days (there is 1)"),
        (9, 0, "5 articles from the 28 days before the last 7 days (there are none)"),
        (2, 6, "3 articles from the last 7 days (there are 2)"),
        (
            1,
            4,
            "3 articles from the last 7 days (there is 1) and "
            "5 articles from the 28 days before the last 7 days (there are 4)",
        ),
    ],
)
async def test_if_there_is_too_little_to_compare_only_what_is_missing_is_named(
    store: Store, trends: Trends, now: int, before: int, needed: str
) -> None:
    for i in range(before):
        await file(store, f"Before {i}", 10 + i, "Old Hand")
    for i in range(now):
        await file(store, f"Now {i}", i / 2, "New Face")
    with pytest.raises(NotFound) as told:
        await trends.report(HERE, WEEK)
    assert str(told.value) == f"There is too little to compare: I need {needed}."


@pytest.mark.parametrize(("now", "before"), [(4, 7), (3, 20), (11, 5), (3, 5), (8, 5)])
async def test_the_report_says_how_many_articles_make_a_trend_significant(
    store: Store, trends: Trends, now: int, before: int
) -> None:
    report = TrendReport(now, before, 28, (), ())
    assert (report.min_significant is None) == (report.missing_baseline > 0) == ((now, before) in {(3, 5), (8, 5)})
    before += report.missing_baseline
    for i in range(before):
        await file(store, f"Before {i}", 10 + i / 2)
    for i in range(now):
        await file(store, f"Now {i}", i / 2, *[f"In {count}" for count in range(3, now + 1) if count > i])
    counts = {trend.now for trend in (await trends.report(HERE, WEEK)).actors}
    assert counts == set(range(TrendReport(now, before, 28, (), ()).min_significant or 0, now + 1))


async def test_all_time_has_no_time_before_it(trends: Trends) -> None:
    with pytest.raises(NotFound, match="A trend needs a period, such as today, week or 30d"):
        await trends.report(HERE, ALL)


async def test_an_article_that_uses_two_names_of_one_actor_counts_once(store: Store, trends: Trends) -> None:
    for i in range(12):
        await file(store, f"Before {i}", 10 + i, "Old Hand")
    for i in range(4):
        await file(store, f"Now {i}", 1 + i, "Sanae Takaichi", "Sanae Takaichi PM")
    await store.set_alias_rule(
        AliasRule(
            HERE,
            "sanae takaichi pm",
            "Sanae Takaichi PM",
            "sanae takaichi",
            "Sanae Takaichi",
            AliasRuleKind.ALIAS,
            START,
            7,
        )
    )
    report = await trends.report(HERE, WEEK)
    assert [(trend.name, trend.now, trend.before) for trend in report.actors] == [("Sanae Takaichi", 4, 0)]


async def test_a_bare_name_that_nothing_connects_is_no_trend(store: Store, trends: Trends) -> None:
    for i in range(12):
        await file(store, f"Before {i}", 10 + i, "Old Hand", *(["Nova", "Ann Reed"] if i == 0 else []))
    for i in range(4):
        await file(store, f"Now {i}", 1 + i, "Nova", f"Person Number{i}")
    assert [trend.name for trend in (await trends.report(HERE, WEEK)).actors if "Nova" in trend.name] == []
    for i in range(9):
        await file(store, f"More {i}", 1 + i / 2, "Nova", "Ann Reed")
    (nova,) = [trend for trend in (await trends.report(HERE, WEEK)).actors if "Nova" in trend.name]
    assert (nova.now, nova.before) == (9, 1)
    assert nova.name.startswith("Nova (#")
