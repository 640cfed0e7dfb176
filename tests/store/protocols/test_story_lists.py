"""Lists of articles by story: each story once, with true counts, whatever is listed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from store.protocols.test_stories import TULLOCH, ids, report
from store.samples import HERE, NOW, THERE, add, later, read
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE

from bot.models.analysis import Theme
from bot.models.articles import SHARED, Draft
from bot.models.stories import ListedStory
from bot.store.protocols.store import Store

Listed = tuple[int, list[tuple[int, list[int]]]]


def numbers(listed: tuple[int, list[ListedStory]]) -> Listed:
    total, stories = listed
    return total, [(story.newest.number, [other.number for other in story.others]) for story in stories]


async def all_of(store: Store, scope: int = HERE) -> Listed:
    return numbers(await store.listed_stories(scope, limit=99))


async def test_articles_of_one_story_are_one_entry(store: Store):
    await report(store, FERRY)
    await report(store, BUDGET)
    await report(store, FERRY_REVISED, hours=1)
    await report(store, FERRY_ELSEWHERE, hours=2)
    assert await all_of(store) == (2, [(4, [1, 3]), (2, [])])


async def test_each_story_is_on_exactly_one_page(store: Store):
    for number in range(7):
        await add(store, f"Alone {number}", scope=HERE if number % 2 else SHARED)
    await report(store, FERRY)
    await report(store, STRIKE, scope=HERE)
    await report(store, FERRY_REVISED, scope=HERE)
    total, everything = await all_of(store)
    assert total == len(everything) == 9
    pages = [numbers(await store.listed_stories(HERE, limit=4, offset=offset)) for offset in (0, 4, 8, 12)]
    assert [count for count, _ in pages] == [9] * 4
    assert [entry for _, page in pages for entry in page] == everything
    assert everything[0] == (10, [8])


async def test_a_server_sees_its_own_articles_in_a_shared_story_and_others_do_not(store: Store):
    await report(store, FERRY)
    await report(store, FERRY_REVISED, scope=HERE, hours=1)
    assert await all_of(store) == (1, [(2, [1])])
    assert await all_of(store, THERE) == await all_of(store, SHARED) == (1, [(1, [])])


async def test_a_removed_article_is_in_no_list(store: Store):
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=1)
    await store.remove_article(two.id, now=later(hours=2), by=1)
    assert await all_of(store) == (1, [(1, [])])
    await store.remove_article(one.id, now=later(hours=2), by=1)
    assert await all_of(store) == (0, [])


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (NOW, None, (2, [(3, []), (2, [1])])),
        (NOW + timedelta(hours=1), None, (2, [(3, []), (2, [])])),
        (None, NOW + timedelta(hours=1), (1, [(1, [])])),
        (NOW + timedelta(days=9), None, (0, [])),
    ],
)
async def test_of_a_period_only_its_articles_count(
    store: Store, since: datetime | None, until: datetime | None, expected: Listed
):
    await report(store, FERRY)
    await report(store, FERRY_REVISED, hours=2)
    await report(store, BUDGET, hours=3)
    assert numbers(await store.listed_stories(HERE, since=since, until=until, limit=9)) == expected


async def test_the_newest_date_comes_first_in_every_list_whatever_was_added_last(store: Store):
    await report(store, FERRY, hours=5)
    await report(store, FERRY_REVISED, hours=2)
    await report(store, BUDGET, hours=3)
    for since in (None, NOW):
        assert numbers(await store.listed_stories(HERE, since=since, limit=9)) == (2, [(1, [2]), (3, [])])


async def test_of_a_theme_only_its_articles_count(store: Store):
    for text, themes in ((FERRY, ["Transport"]), (FERRY_REVISED, []), (FERRY_ELSEWHERE, ["Transport", "Weather"])):
        analysis = read(text[1], actors=[TULLOCH], themes=[Theme(label, ("sea",)) for label in themes])
        await store.add_article(SHARED, Draft(*text, published_at=NOW), analysis, now=NOW)
    assert await all_of(store) == (1, [(3, [1, 2])])
    assert numbers(await store.listed_stories(HERE, theme="Transport", limit=9)) == (1, [(3, [1])])
    assert numbers(await store.listed_stories(HERE, theme="Weather", limit=9)) == (1, [(3, [])])
    assert numbers(await store.listed_stories(HERE, theme="Sport", limit=9)) == (0, [])


async def test_of_a_long_story_the_latest_articles_are_listed_and_all_are_counted(store: Store):
    first = await report(store, FERRY)
    for number in range(14):
        await report(store, (FERRY[0], f"{FERRY[1]} Report {number} of the night."), hours=1 + number)
    total, (story,) = await store.listed_stories(HERE, limit=9)
    assert (total, story.count, story.newest.number) == (1, 15, 15)
    assert [other.number for other in story.others] == [*range(5, 15)]
    assert len(await ids(store, HERE, first)) == 15
