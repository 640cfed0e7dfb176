"""A feed that is followed already is recognised at another address, before it is added a second time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from services.feeds.conftest import Desk
from services.feeds.web import FEED, FakeWeb, answer_of, rss, story
from store.samples import HERE, THERE

from bot.errors import DuplicateFeed
from bot.models.articles import SHARED
from bot.models.feeds import FeedItem

OTHER = "https://feeds.example/paper"
NAMES = ("Rye", "Hull", "Deal", "Dover")


async def seems(desk: Desk, *items: FeedItem, title: str = "The Paper", more: str = "") -> int | None:
    """The id of the feed that the one at the other address seems to be."""
    desk.web.answers[OTHER] = answer_of(OTHER, rss(*items, title=title, more=more))
    same = (await desk.preview(OTHER)).same_as
    return same.id if same else None


async def followed(desk: Desk, *, scope: int = HERE) -> int:
    desk.web.feed(*map(story, NAMES))
    return (await desk.follow(scope=scope)).id


@pytest.mark.parametrize("scope", [HERE, SHARED])
async def test_the_same_items_are_the_same_feed_whatever_its_title(desk: Desk, web: FakeWeb, scope: int):
    known = await followed(desk, scope=scope)
    assert await seems(desk, *map(story, NAMES), title="Paper (Atom)") == known
    newer = [story(f"New{n}") for n in range(4)]
    assert await seems(desk, *newer, *map(story, NAMES), title="Paper (Atom)") == known
    assert await seems(desk, *newer, story("New"), *map(story, NAMES)) is None, "a section, which shares some items"


async def test_items_without_links_are_compared_with_feeds_of_the_same_title(desk: Desk, web: FakeWeb):
    web.feed(*(replace(story(name), link=None) for name in NAMES))
    known = (await desk.follow()).id
    items = [replace(story(name), link=None, guid=f"urn:{name}") for name in NAMES]
    assert await seems(desk, *items) == known
    assert await seems(desk, *items, title="Another paper") is None


async def test_another_feed_with_the_same_title_is_another_one(desk: Desk, web: FakeWeb):
    await followed(desk)
    assert await seems(desk, story("Calais"), story("Ostend")) is None
    assert await seems(desk) is None


async def test_a_feed_that_gives_a_known_address_as_its_own_is_that_feed(desk: Desk, web: FakeWeb):
    known = await followed(desk)
    link = f"<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='{FEED}'/>"
    assert await seems(desk, story("Calais"), more=link) == known
    assert await seems(desk, story("Calais"), more=link.replace(FEED, OTHER)) is None
    json = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "P", "feed_url": "{FEED}", "items": []}}'
    web.answers[OTHER] = answer_of(OTHER, json.encode(), headers={"content-type": "application/feed+json"})
    same = (await desk.preview(OTHER)).same_as
    assert same is not None
    assert same.id == known


async def test_an_address_that_leads_to_a_known_one_for_good_is_that_one(desk: Desk, web: FakeWeb):
    await followed(desk)
    web.answers[OTHER] = answer_of(OTHER, rss(story("Rye")), moved_to=FEED)
    with pytest.raises(DuplicateFeed):
        await desk.services.registry.find(OTHER, scope=HERE)


async def test_what_another_server_follows_is_not_told(desk: Desk, web: FakeWeb):
    await followed(desk, scope=THERE)
    assert await seems(desk, *map(story, NAMES)) is None
