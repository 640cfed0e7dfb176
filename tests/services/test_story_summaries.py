"""The summary of a story is made of its articles as they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from store.protocols.test_stories import ids, report
from store.samples import HERE, later
from story_reports import FERRY, STRIKE

from bot.models.articles import Article
from bot.models.stories import StoryRequest
from bot.services.story_summaries import MAX_READ, MAX_SENTENCES, StorySummaries
from bot.store.protocols.store import Store
from bot.stories.ranking import rank_story
from bot.ui.story_summary_page import story_summary_page


class Pool:
    """Does in a thread what a worker process is asked to do, and remembers the question."""

    def __init__(self) -> None:
        self.asked: list[StoryRequest] = []

    async def run(self, _: Callable[..., Any], request: StoryRequest, *, scope: int) -> tuple[int, ...]:
        assert scope == HERE
        self.asked.append(request)
        return await asyncio.to_thread(rank_story, request)


async def join(store: Store, articles: list[Article]) -> None:
    """Makes one story of the articles, wherever they were placed."""
    for article in articles[1:]:
        if article.id not in await ids(store, HERE, articles[0]):
            await store.join_story(article, articles[0], now=later(hours=30), by=1)


async def test_of_a_long_story_the_latest_articles_are_read(store: Store) -> None:
    articles = [
        await report(store, (f"{FERRY[0]} {n}", f"{FERRY[1]} Report {n} of the night."), hours=n)
        for n in range(MAX_READ + 2)
    ]
    await join(store, articles)
    pool = Pool()
    summary = await StorySummaries(store, pool).summarize(HERE, articles[0])  # type: ignore[arg-type]  # what it needs
    assert summary is not None
    assert [article.id for article in summary.articles] == [article.id for article in articles[2:]]
    assert (summary.members, summary.total) == (MAX_READ + 2, len(pool.asked[0].sentences))
    texts = [article.text for article in summary.articles]
    assert all(texts[s.doc][s.start : s.end] == s.text for s in summary.ranked)
    page = story_summary_page(articles[0], summary, 100)
    assert "in the latest 25 articles of 27, word for word, most repetitions left out" in (page.embed.footer.text or "")


async def test_an_article_that_is_alone_has_no_summary_of_a_story(store: Store) -> None:
    alone, pool = await report(store, STRIKE), Pool()
    assert await StorySummaries(store, pool).summarize(HERE, alone) is None  # type: ignore[arg-type]  # what it needs
    assert pool.asked == []


async def test_of_a_long_article_the_beginning_is_read(store: Store) -> None:
    long = " ".join(f"Number {n} of the fleet sailed on." for n in range(MAX_SENTENCES))
    first, second = await report(store, FERRY), await report(store, (FERRY[0], f"{FERRY[1]} {long}"), hours=1)
    empty = await report(store, ("No sentence", ""), hours=2)
    await join(store, [first, second, empty])
    pool = Pool()
    summary = await StorySummaries(store, pool).summarize(HERE, second)  # type: ignore[arg-type]  # what it needs
    assert summary is not None
    assert summary.total == 3 + MAX_SENTENCES
    assert len(pool.asked[0].documents[1].text) < len(second.text)
    assert pool.asked[0].documents[2].text == ""
