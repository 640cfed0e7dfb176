"""What editors do with feeds."""

from __future__ import annotations

import asyncio

import pytest
from services.feeds.conftest import Desk
from services.feeds.web import FEED, FakeWeb, answer_of, rss, story
from store.samples import HERE, THERE

from bot.errors import DuplicateFeed, InputError, NotFound, SeveralFit
from bot.intake.feeds.opml import read_opml
from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedText
from bot.services.feeds import finding, registry
from bot.services.feeds.registry import MAX_SERVER_FEEDS

SITE = "https://news.example/"
OTHER_SPELLING = "http://www.news.example/feed.xml?utm_source=x"


async def test_a_feed_is_found_at_its_own_address_and_not_followed_yet(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    found = await desk.services.registry.find("news.example/feed.xml", scope=HERE)
    assert (found.url, found.title) == (FEED, "The Paper")
    assert await desk.services.registry.of(HERE) == []


@pytest.mark.parametrize("link", [SITE, "<https://news.example>", "news.example"])
async def test_the_feed_of_a_site_is_found_where_its_page_says(desk: Desk, web: FakeWeb, link: str):
    html = (
        b"<html><head><link rel=alternate type='application/rss+xml' href='/news.rss'></head><body>News</body></html>"
    )
    for address in (SITE, SITE.rstrip("/")):
        web.answers[address] = answer_of(SITE, html, headers={"content-type": "text/html"})
    web.feed(story("Rye"), url=f"{SITE}news.rss")
    assert (await desk.services.registry.find(link, scope=HERE)).url == f"{SITE}news.rss"


async def test_a_feed_is_found_at_the_usual_addresses_of_a_site(desk: Desk, web: FakeWeb):
    web.answers[f"{SITE}feed"] = answer_of(f"{SITE}feed", b"<html><body>Not here</body></html>")
    web.feed(story("Rye"), url=f"{SITE}rss")
    assert (await desk.services.registry.find(SITE, scope=HERE)).url == f"{SITE}rss"


@pytest.mark.parametrize("status", [200, 404])
async def test_a_site_without_a_feed_is_refused_in_one_sentence(desk: Desk, web: FakeWeb, status: int):
    web.answers[SITE] = answer_of(SITE, b"<html><body>News</body></html>", status=status)
    with pytest.raises(InputError, match="I found no feed at that link") as refused:
        await desk.services.registry.find(SITE, scope=HERE)
    assert ("404" in str(refused.value)) == (status == 404)
    assert len(web.asked()) <= finding.MAX_REQUESTS


@pytest.mark.parametrize("link", ["", "nothing", "http://127.0.0.1/feed", "file:///etc/passwd"])
async def test_what_is_no_address_is_refused(desk: Desk, web: FakeWeb, link: str):
    with pytest.raises(InputError):
        await desk.services.registry.find(link, scope=HERE)
    assert web.asked() == []


async def test_a_page_that_cannot_be_searched_is_no_obstacle(desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch):
    web.answers[SITE] = answer_of(SITE, b"<html><body>" + b"<div>" * 150_000, headers={"content-type": "text/html"})
    web.feed(story("Rye"), url=f"{SITE}feed")
    assert (await desk.services.registry.find(SITE, scope=HERE)).url == f"{SITE}feed"


async def test_looking_for_a_feed_ends_in_time(desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch):
    async def hang(_: str) -> None:
        await asyncio.Event().wait()

    web.before = hang
    monkeypatch.setattr(finding, "FIND_SECONDS", 0.01)
    with pytest.raises(InputError, match="took more than"):
        await desk.services.registry.find(SITE, scope=HERE)


async def test_a_known_feed_is_not_offered_again(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow(scope=SHARED)
    web.feed(story("Rye"), url=OTHER_SPELLING)
    with pytest.raises(DuplicateFeed):
        await desk.services.registry.find(OTHER_SPELLING, scope=HERE)
    with pytest.raises(DuplicateFeed, match="number 1, “The Paper”") as known:
        await desk.services.registry.find(FEED, scope=HERE)
    assert known.value.feed_id == feed.id


async def test_a_server_has_a_limited_number_of_feeds(desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registry, "MAX_SERVER_FEEDS", 1)
    web.feed(story("Rye"))
    web.feed(story("Rye"), url=f"{SITE}other")
    await desk.follow()
    with pytest.raises(InputError, match="This server has 1 feeds, which is the limit"):
        await desk.follow(f"{SITE}other")
    assert (await desk.follow(f"{SITE}other", scope=SHARED)).scope == SHARED


async def test_feeds_are_named_by_number_address_or_words(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    web.answers[f"{SITE}sport"] = answer_of(f"{SITE}sport", rss(story("Rye"), title="The Paper: Sport"))
    await desk.follow()
    await desk.follow(f"{SITE}sport")
    named = desk.services.registry.feed
    for words, number in (("2", 2), ("#2", 2), ("sport", 2), ("the paper", 1), (FEED, 1)):
        assert (await named(HERE, words)).id == number
    with pytest.raises(SeveralFit, match=r"1 “The Paper”, 2 “The Paper: Sport”\. Give the number"):
        await named(HERE, "paper")
    for words in ("", "weather", "3"):
        with pytest.raises(NotFound, match=r"The feeds are 1 “The Paper”, 2 “The Paper: Sport”\."):
            await named(HERE, words)
    web.answers[f"{SITE}main"] = answer_of(f"{SITE}main", rss(story("Deal")))
    await desk.follow(f"{SITE}main")
    with pytest.raises(SeveralFit, match=rf"1 “The Paper” \({FEED}\), 3 “The Paper” \({SITE}main\)\. Give the number"):
        await named(HERE, "the paper")
    with pytest.raises(NotFound, match="There are no feeds yet"):
        await named(THERE, "1")


async def test_an_error_names_a_few_of_many_feeds(desk: Desk, web: FakeWeb):
    opml = "".join(f"<outline text='Feed {n}' xmlUrl='https://news.example/{n}'/>" for n in range(12))
    await desk.services.registry.import_opml(HERE, f"<opml version='2.0'><body>{opml}</body></opml>".encode(), by=7)
    with pytest.raises(NotFound, match=r"10 “Feed 9” and 2 more\."):
        await desk.services.registry.feed(HERE, "weather")


async def test_a_feed_is_paused_resumed_and_removed(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    feed = await desk.follow()
    await desk.services.registry.pause(feed, by=7)
    assert (await desk.again(feed)).state is FeedState.PAUSED
    assert await desk.poll(86_400) == 0
    await desk.services.registry.resume(feed, by=7)
    assert await desk.poll() == 1
    _, [record] = await desk.store.items(feed.id, limit=10)
    assert record.title == "Rye opens its harbour"
    await desk.ingest()
    await desk.services.registry.remove(feed, by=7)
    assert await desk.services.registry.of(HERE) == []
    assert await desk.titles() == ["Rye opens its harbour"]


async def test_where_the_text_comes_from_is_kept(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    preview = await desk.services.registry.find(FEED, scope=HERE)
    feed = await desk.services.registry.add(HERE, preview, by=7, text_from=FeedText.PAGE)
    assert feed.text_from is FeedText.PAGE
    await desk.services.registry.set_text(feed, FeedText.FEED, by=7)
    assert (await desk.again(feed)).text_from is FeedText.FEED


async def test_a_list_of_feeds_is_imported_and_read_bit_by_bit(desk: Desk, web: FakeWeb):
    web.feed(story("Rye"))
    await desk.follow()
    listed = [
        ("The Paper", FEED),
        ("Sport", f"{SITE}sport"),
        ("Local", "http://127.0.0.1/feed"),
        ("", f"{SITE}weather"),
    ]
    outlines = "".join(f"<outline text='{title}' type='rss' xmlUrl='{url}'/>" for title, url in listed)
    data = f"<opml version='2.0'><body>{outlines}</body></opml>".encode()
    report = await desk.services.registry.import_opml(HERE, data, by=7)
    assert [(one.url, one.feed_id, one.is_new) for one in report] == [
        (FEED, 1, False),
        (f"{SITE}sport", 2, True),
        ("http://127.0.0.1/feed", None, False),
        (f"{SITE}weather", 3, True),
    ]
    assert "must be that of a public site" in report[2].problem
    web.asked()
    await desk.poll()
    assert web.asked() == []  # not all at once
    await desk.poll(15 * 60)
    assert {f"{SITE}sport", f"{SITE}weather"} <= set(web.asked())
    exported = await desk.services.registry.export_opml(HERE)
    assert [url for _, url in await asyncio.to_thread(read_opml, exported)] == [FEED, f"{SITE}sport", f"{SITE}weather"]


async def test_an_import_ends_at_the_limit(desk: Desk, web: FakeWeb):
    outlines = "".join(f"<outline text='{n}' xmlUrl='{SITE}{n}'/>" for n in range(MAX_SERVER_FEEDS + 2))
    data = f"<opml version='2.0'><body>{outlines}</body></opml>".encode()
    report = await desk.services.registry.import_opml(HERE, data, by=7)
    assert sum(one.is_new for one in report) == MAX_SERVER_FEEDS
    assert "which is the limit: remove one first" in report[-1].problem
    shared = await desk.services.registry.import_opml(SHARED, data, by=None)
    assert all(one.is_new for one in shared)
