"""A feed that says that it has a new address is asked for there from then on, if there is a feed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from services.feeds.conftest import Desk
from services.feeds.web import FEED, RSS_TYPE, FakeWeb, answer_of, rss, story

from bot.errors import DuplicateFeed, FetchProblem
from bot.services.feeds.reading import MAX_MOVES, MOVE_RETRY

NEW = "https://new.example/rss"
OTHER = "https://other.example/rss"


def moved(web: FakeWeb, to: str, *names: str, url: str = FEED, **more: Any) -> None:
    """From now on the feed at an address says that it has moved."""
    tag = f"<itunes:new-feed-url>{to}</itunes:new-feed-url>"
    data = rss(*(story(name) for name in names or ("Rye",)), more=tag)
    web.answers[url] = answer_of(url, data, headers={"content-type": RSS_TYPE}, **more)


async def test_the_new_address_is_read_at_once_and_then_alone(desk: Desk, web: FakeWeb) -> None:
    web.feed(story("Rye"))
    feed = await desk.follow()
    await desk.ingest()
    moved(web, NEW)
    moved(web, NEW, "Hull", "Rye", url=NEW)  # such feeds go on naming their address
    web.asked()
    assert await desk.poll_when_due(feed) == 1
    assert web.asked() == [FEED, NEW]
    assert (await desk.again(feed)).url == NEW
    assert await desk.ingest() == 1
    await desk.poll_when_due(feed)
    assert web.asked() == [NEW]
    assert await desk.titles() == ["Rye opens its harbour", "Hull opens its harbour"]


async def test_a_feed_is_followed_at_its_new_address(desk: Desk, web: FakeWeb) -> None:
    moved(web, NEW)
    web.feed(story("Rye"), url=NEW)
    assert (await desk.follow()).url == NEW
    with pytest.raises(DuplicateFeed):
        await desk.follow()


async def test_several_moves_are_followed_one_after_the_other(desk: Desk, web: FakeWeb) -> None:
    addresses = [FEED, *(f"https://n{number}.example/rss" for number in range(MAX_MOVES))]
    for address, following in pairwise(addresses):
        moved(web, following, url=address)
    web.feed(story("Rye"), url=addresses[-1])
    assert (await desk.follow()).url == addresses[-1]


@pytest.mark.parametrize(
    "answers",
    [
        {},  # not found
        {NEW: FEED},  # it leads back
        {NEW: OTHER, OTHER: NEW},  # in a circle
        {NEW: OTHER, OTHER: "https://c.example/", "https://c.example/": "https://d.example/"},  # and so on
    ],
)
async def test_a_move_that_leads_to_no_feed_is_not_followed(desk: Desk, web: FakeWeb, answers: dict[str, str]) -> None:
    web.feed(story("Rye"))
    feed = await desk.follow()
    moved(web, NEW)
    for address, following in answers.items():
        moved(web, following, url=address)
    moved(web, "https://e.example/", url="https://d.example/")
    await desk.poll_when_due(feed)
    known = await desk.again(feed)
    assert (known.url, known.failures) == (FEED, 0)


@pytest.mark.parametrize("problem", [FetchProblem.NOT_PUBLIC, FetchProblem.TIMEOUT, "page"])
async def test_an_address_without_a_feed_is_asked_for_once_a_day(desk: Desk, web: FakeWeb, problem: Any) -> None:
    web.feed(story("Rye"))
    feed = await desk.follow()
    moved(web, NEW)
    if problem == "page":
        web.page(NEW, "News", "Nothing here.")
    else:
        web.fails(problem, url=NEW)
    web.asked()
    for _ in range(3):
        await desk.poll_when_due(feed)
    assert web.asked().count(NEW) == 1
    web.feed(story("Rye"), url=NEW)
    desk.clock.move(MOVE_RETRY.total_seconds())
    await desk.poll()
    assert (await desk.again(feed)).url == NEW


@pytest.mark.parametrize("redirect", [False, True])
async def test_a_feed_that_moves_to_the_address_of_another_one_says_so(
    desk: Desk, web: FakeWeb, redirect: bool
) -> None:
    web.feed(story("Rye"))
    web.feed(story("Rye"), url=OTHER)
    feed, other = await desk.follow(), await desk.follow(OTHER)
    if redirect:
        web.feed(story("Rye"), moved_to=OTHER)
    else:
        moved(web, OTHER)
    await desk.poll_when_due(feed)
    known = await desk.again(feed)
    assert (known.url, known.duplicate_of) == (FEED, other.id)
    await desk.store.remove_feed(other.id)
    await desk.poll_when_due(feed)
    known = await desk.again(feed)
    assert (known.url, known.duplicate_of) == (OTHER, None)
