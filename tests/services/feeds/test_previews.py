"""The last items of a feed that is not followed yet, each as the article that it would become."""

from __future__ import annotations

import asyncio
import re

import pytest
from services.feeds.conftest import Desk, no_worker
from services.feeds.web import FEED, FakeWeb, answer_of, page_text, rss, story, teaser

from bot.errors import FetchProblem
from bot.models.feeds import FeedItem
from bot.services.feeds import previews
from bot.services.feeds.previews import PreviewedItem

HULL, DEAL = "https://news.example/hull", "https://news.example/deal"
PICTURE = FeedItem(guid="p", link=None, title="Picture of the day", html="<img src='https://news.example/p.jpg'>")


async def previewed(desk: Desk, *items: FeedItem) -> tuple[PreviewedItem, ...]:
    desk.web.feed(*items)
    return (await desk.preview()).items


async def test_each_of_the_last_three_is_read_and_analysed_as_when_it_is_added(desk: Desk, web: FakeWeb):
    web.page(HULL, "Hull opens its harbour", page_text("Hull"))
    rye, hull, picture = await previewed(desk, story("Rye", author="Ann Lee"), teaser("Hull"), PICTURE, story("Old"))
    for item, name in ((rye, "Rye"), (hull, "Hull")):
        assert item.article is not None
        assert item.article.draft.text == page_text(name)
        assert item.article.analysis.sentences[0].text.startswith(f"The new harbour of {name} opened on Monday")
        assert (item.title, item.article.draft.source) == (f"{name} opens its harbour", "The Paper")
    assert picture == PreviewedItem("Picture of the day", reason="The item is no article: it only shows pictures.")
    assert await desk.titles() == []
    assert FEED in web.asked()


async def test_an_item_whose_page_is_not_there_says_so_and_one_that_may_come_later_says_that(desk: Desk, web: FakeWeb):
    web.status(404, HULL)
    web.fails(FetchProblem.TIMEOUT, DEAL)
    hull, deal = await previewed(desk, teaser("Hull"), teaser("Deal"))
    assert (hull.reason, hull.may_come_later) == ("The server answered 404: there is nothing at that address.", False)
    assert (deal.reason, deal.may_come_later) == ("That page did not arrive within 20 seconds.", True)


async def test_what_the_library_has_already_would_not_be_posted(desk: Desk, web: FakeWeb):
    await previewed(desk, story("Rye"), story("Hull"))
    await desk.follow()
    await desk.ingest()
    again = "https://news.example/again"
    web.answers[again] = answer_of(
        again, rss(story("Rye"), FeedItem("x", "https://n.example/1", "Hull opens its harbour", story("Hull").html))
    )
    items = (await desk.preview(again)).items
    rye, hull = (item.reason for item in items)
    assert re.fullmatch(r"#\d already has that link\.", rye)
    assert re.fullmatch(r"That article is already in the library: #\d “Hull opens its harbour”\.", hull)


async def test_a_link_behind_a_page_that_the_library_has_would_not_be_posted(desk: Desk, web: FakeWeb):
    await previewed(desk, story("Rye"))
    await desk.follow()
    await desk.ingest()
    canonical = "<link rel=canonical href='https://news.example/rye'>"
    web.page(HULL, "Rye opens its harbour again", page_text("Hull"), canonical)
    web.answers[f"{FEED}?2"] = answer_of(f"{FEED}?2", rss(teaser("Hull")))
    (item,) = (await desk.preview(f"{FEED}?2")).items
    assert item.reason == "#1 already has that link."


async def test_an_item_that_takes_too_long_keeps_no_other_from_being_shown(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    async def hang(url: str) -> None:
        if url == HULL:
            await asyncio.Event().wait()

    web.before = hang
    monkeypatch.setattr(previews, "ITEM_SECONDS", 5.0)
    rye, hull = await previewed(desk, story("Rye"), teaser("Hull"))
    assert rye.article is not None
    assert (hull.reason, hull.may_come_later) == (previews.TOO_SLOW, True)


async def test_without_a_worker_the_question_is_asked_all_the_same(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(desk.resources.analysis_pool, "analyze", no_worker)
    (rye,) = await previewed(desk, story("Rye"))
    assert (rye.article, rye.reason, rye.may_come_later) == (None, "No worker.", True)
