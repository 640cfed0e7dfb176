"""The demo's newspapers: feeds and pages that the bot reads as it reads any others, and that grow with time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from conftest import Clock

from bot.demo.news_site import AT_ONCE, FEEDS, SECONDS_BETWEEN, open_news_site, read_articles
from bot.errors import FetchError
from bot.intake.feeds.discovery import find_feeds
from bot.intake.feeds.item_text import item_draft
from bot.intake.feeds.parse import parse_feed
from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.messages import Conditions, HttpResponse
from bot.intake.web.article import extract_article
from bot.intake.web.fetch import PageFetcher
from bot.models.feeds import FeedDocument

LAST = timedelta(seconds=100 * SECONDS_BETWEEN)


async def get(fetcher: HttpFetcher, url: str, conditions: Conditions | None = None) -> HttpResponse:
    return await fetcher.get(url, accept="*/*", max_bytes=100_000, conditions=conditions)


async def read(fetcher: HttpFetcher, url: str, now: datetime) -> FeedDocument:
    response = await get(fetcher, url)
    parse = partial(parse_feed, url=url, content_type=response.headers["content-type"], now=now)
    return await asyncio.to_thread(parse, response.data)


async def test_the_feeds_grow_with_time_and_only_changed_ones_are_sent():
    clock = Clock()
    opened_at = clock()
    async with open_news_site(clock) as fetcher:
        etag = (await get(fetcher, FEEDS[0])).headers["etag"]
        assert (await get(fetcher, FEEDS[0], Conditions(etag=etag))).status == 304
        counts = []
        for _ in range(2):
            counts.append(sum([len((await read(fetcher, url, clock())).items) for url in FEEDS]))
            clock.move(LAST.total_seconds())
        published = [article.published_at for article in read_articles(opened_at)]
        assert published == sorted(published)
        assert counts == [sum(at < opened_at for at in published) + AT_ONCE, len(published)]
        assert (await get(fetcher, FEEDS[0], Conditions(etag=etag))).status == 200


async def test_one_feed_holds_whole_articles_and_the_other_teasers_of_its_pages():
    clock = Clock()
    async with open_news_site(clock) as fetcher:
        clock.move(LAST.total_seconds())
        gazette, courier = [await read(fetcher, url, clock()) for url in FEEDS]
        whole = await asyncio.to_thread(lambda: [item_draft(item, gazette.title) for item in gazette.items])
        assert all(draft is not None and draft.source == "The Sandport Gazette" for draft in whole)
        teasers = await asyncio.to_thread(lambda: {item_draft(item, courier.title) for item in courier.items})
        assert teasers == {None}
        for item in courier.items:
            page = await PageFetcher(fetcher).fetch(str(item.link))
            draft = await asyncio.to_thread(extract_article, page)
            assert (draft.title, draft.source, draft.author) == (item.title, "Leadale Courier", item.author)
            assert draft.text.count("\n\n") > 2


async def test_the_feed_is_found_from_the_front_page():
    async with open_news_site(Clock()) as fetcher:
        front = await get(fetcher, "http://gazette.example/")
        assert find_feeds(front.data, front.url, front.charset)[0] == FEEDS[0]


@pytest.mark.parametrize("url", ["http://gazette.example/nothing", "http://courier.example/feed/feed"])
async def test_there_is_nothing_at_other_addresses_of_the_papers(url: str):
    async with open_news_site(Clock()) as fetcher:
        assert (await get(fetcher, url)).status == 404


async def test_the_papers_address_leads_nobody_else_to_this_machine():
    async with open_news_site(lambda: datetime(2026, 11, 29, tzinfo=UTC)) as fetcher:
        with pytest.raises(FetchError, match="not public"):
            await get(fetcher, "http://127.0.0.1/feed.xml")
