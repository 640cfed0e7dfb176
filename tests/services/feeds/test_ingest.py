"""Items become articles, each once; what does not become one ends with the stage that failed and the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from services.feeds.conftest import Desk, no_worker
from services.feeds.web import HTML_TYPE, FakeWeb, answer_of, page_text, story, teaser
from store.samples import HERE
from structlog.testing import capture_logs

from bot.errors import AnalysisFailed, FetchError, FetchProblem, InputError, StorageError
from bot.intake.http.messages import HttpResponse
from bot.models.articles import Draft
from bot.models.feeds import Feed, FeedItem, FeedText, ItemRecord, Outcome, Stage
from bot.services.feeds import drafting
from bot.services.feeds.ingest import NO_WORKER_DELAY, PAGE_RETRY_MINUTES
from bot.services.feeds.reading import INTERNAL_ERROR

RYE = "https://news.example/rye"
HTML = {"content-type": HTML_TYPE}


def ends(record: ItemRecord) -> tuple[str, str, str]:
    """The stage at which an item ended, how, and why."""
    last = record.results[-1]
    return last.stage, last.outcome, last.reason


def stages(record: ItemRecord) -> dict[Stage, Outcome]:
    return {result.stage: result.outcome for result in record.results}


async def followed(desk: Desk, *items: FeedItem, text_from: FeedText = FeedText.AUTO) -> Feed:
    """A feed that got these items after it was added."""
    desk.web.feed(story("First"))
    feed = await desk.follow()
    assert await desk.ingest() == 1
    await desk.services.registry.set_text(feed, text_from, by=7)
    desk.web.feed(*items, story("First"))
    await desk.poll_when_due(feed)
    desk.web.asked()
    return feed


async def test_a_whole_text_becomes_an_article_without_its_page(desk: Desk, web: FakeWeb):
    feed = await followed(desk, story("Rye", published_at=desk.clock() - timedelta(hours=2)))
    assert await desk.ingest() == 1
    assert web.asked() == []
    article = (await desk.store.articles(HERE, limit=1))[0]
    assert (article.title, article.source, article.url) == ("Rye opens its harbour", "The Paper", RYE)
    assert article.has_published_date
    record = (await desk.items(feed))[-1]
    assert record.article_id == article.id
    assert stages(record) == {
        Stage.FEED_READ: Outcome.PASSED,
        Stage.NEW: Outcome.PASSED,
        Stage.PAGE_FETCHED: Outcome.SKIPPED,
        Stage.IS_ARTICLE: Outcome.PASSED,
        Stage.NOT_DUPLICATE: Outcome.PASSED,
    }


async def test_a_teaser_gets_the_text_of_its_page(desk: Desk, web: FakeWeb):
    feed = await followed(desk, teaser("Rye", author="Ann Lee"))
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))
    assert await desk.ingest() == 1
    assert web.asked() == [RYE]
    article = await desk.store.article(HERE, 2)
    assert article is not None
    assert article.text == page_text("Rye")
    assert (article.source, article.author, article.url) == ("The Paper", "Ann Lee", RYE)
    assert stages((await desk.items(feed))[-1])[Stage.PAGE_FETCHED] is Outcome.PASSED


async def test_an_article_has_the_picture_of_its_page(desk: Desk, web: FakeWeb):
    await followed(desk, teaser("Rye"))
    picture = "https://media.example/rye.jpg"
    web.page(RYE, "Rye opens its harbour", page_text("Rye"), f"<meta property='og:image' content='{picture}'>")
    assert await desk.ingest() == 1
    article = await desk.store.article(HERE, 2)
    assert article is not None
    assert article.picture == picture


async def test_a_page_that_does_not_answer_is_tried_again_for_a_day(desk: Desk, web: FakeWeb):
    feed = await followed(desk, teaser("Rye"))
    web.fails(FetchProblem.TIMEOUT, RYE)
    assert await desk.ingest() == 0
    for minutes in PAGE_RETRY_MINUTES:
        record = (await desk.items(feed))[-1]
        assert record.next_attempt_at == desk.clock() + timedelta(minutes=minutes)
        assert stages(record)[Stage.PAGE_FETCHED] is Outcome.FAILED
        assert await desk.ingest(60 * minutes) == 0
    assert len(web.asked()) == len(PAGE_RETRY_MINUTES) + 1
    assert ends((await desk.items(feed))[-1]) == (Stage.IS_ARTICLE, Outcome.FAILED, drafting.TEASER)
    assert sum(PAGE_RETRY_MINUTES) <= 24 * 60


async def test_a_page_that_answers_later_is_used(desk: Desk, web: FakeWeb):
    await followed(desk, teaser("Rye"))
    web.status(503, RYE)
    assert await desk.ingest() == 0
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))
    assert await desk.ingest(60 * PAGE_RETRY_MINUTES[0]) == 1


async def test_a_page_that_robots_txt_forbids_is_not_fetched(desk: Desk, web: FakeWeb):
    robots = "https://news.example/robots.txt"
    web.answers[robots] = answer_of(robots, b"User-agent: *\nDisallow: /rye")
    feed = await followed(desk, teaser("Rye"))
    assert await desk.ingest() == 0
    assert web.asked() == []
    page = (await desk.items(feed))[-1].results[2]
    assert (page.stage, page.outcome) == (Stage.PAGE_FETCHED, Outcome.FAILED)
    assert page.reason == "The site’s robots.txt asks programs not to fetch that page."


@pytest.mark.parametrize(
    ("answer", "reasons"),
    [
        (
            answer_of(RYE, b"", status=404),
            ["The server answered 404: there is nothing at that address.", drafting.TEASER],
        ),
        (FetchError(FetchProblem.TOO_LARGE, ""), ["That page has more than 2 MB, or that file more than 10 MB."]),
        (
            answer_of(RYE, b"%PDF-1.4 broken", headers={"content-type": "application/pdf"}),
            ["The PDF is damaged or too complex to be read."],
        ),
        (
            answer_of(RYE, b"<html><body>Please log in to read this page.</body></html>", headers=HTML),
            ["I found no article: that page asks to log in before it shows the article."],
        ),
    ],
)
async def test_why_an_item_became_no_article_is_told_without_advice_for_adding_it(
    desk: Desk, web: FakeWeb, answer: HttpResponse | Exception, reasons: list[str]
):
    feed = await followed(desk, teaser("Rye"))
    web.answers[RYE] = answer
    assert await desk.ingest() == 0
    told = [each.reason for each in (await desk.items(feed))[-1].results if each.outcome is Outcome.FAILED]
    assert told[: len(reasons)] == reasons


@pytest.mark.parametrize("answers", [True, False])
async def test_the_text_in_the_feed_stands_in_for_a_page_that_is_no_help(desk: Desk, web: FakeWeb, answers: bool):
    feed = await followed(desk, story("Rye"), text_from=FeedText.PAGE)
    if answers:
        web.page(RYE, "Log in", "Please log in to read this page.")
    assert await desk.ingest() == 1
    note = next(each for each in (await desk.items(feed))[-1].results if each.stage is Stage.IS_ARTICLE)
    assert note.reason == drafting.OWN_TEXT


BRIEF = (
    "<p>The harbour of Rye opens on Monday.</p><p>The mayor cuts the ribbon at nine.</p>"
    "<p>The first ferry leaves for Hastings an hour later.</p>"
)
BRIEF_IN_JAPANESE = "<p>港は月曜日に開く。市長は九時に式典を行う。</p><p>最初のフェリーは十時に出る。</p>"


@pytest.mark.parametrize("html", [BRIEF, BRIEF_IN_JAPANESE])
@pytest.mark.parametrize("answers", [True, False])
async def test_a_brief_is_no_teaser_if_its_page_is_no_help(desk: Desk, web: FakeWeb, html: str, answers: bool):
    feed = await followed(desk, FeedItem(guid=RYE, link=RYE, title="Rye opens its harbour", html=html))
    if answers:
        web.page(RYE, "Log in", "Please log in to read this page.")
    assert await desk.ingest() == 1
    record = (await desk.items(feed))[-1]
    note = next(each for each in record.results if each.stage is Stage.IS_ARTICLE)
    assert (note.outcome, note.reason) == (Outcome.PASSED, drafting.OWN_TEXT)
    assert stages(record)[Stage.PAGE_FETCHED] is (Outcome.PASSED if answers else Outcome.FAILED)


async def test_the_page_of_a_brief_comes_first(desk: Desk, web: FakeWeb):
    await followed(desk, FeedItem(guid=RYE, link=RYE, title="Rye opens its harbour", html=BRIEF))
    web.status(503, RYE)
    assert await desk.ingest() == 0
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))
    assert await desk.ingest(60 * PAGE_RETRY_MINUTES[0]) == 1
    article = await desk.store.article(HERE, 2)
    assert article is not None
    assert article.text == page_text("Rye")


async def test_a_page_that_is_no_article_ends_a_teaser(desk: Desk, web: FakeWeb):
    feed = await followed(desk, teaser("Rye"))
    web.page(RYE, "Log in", "Please log in to read this page.")
    assert await desk.ingest() == 0
    stage, outcome, reason = ends((await desk.items(feed))[-1])
    assert (stage, outcome) == (Stage.IS_ARTICLE, Outcome.FAILED)
    assert "I found no article" in reason


async def test_a_feed_can_be_set_to_its_pages_or_to_its_own_text(desk: Desk, web: FakeWeb):
    await followed(desk, story("Rye"), text_from=FeedText.PAGE)
    web.page(RYE, "Rye opens its harbour", page_text("Rye").replace("Monday", "Tuesday"))
    assert await desk.ingest() == 1
    article = await desk.store.article(HERE, 2)
    assert article is not None
    assert "Tuesday" in article.text


async def test_a_feed_that_is_set_to_its_own_text_takes_teasers(desk: Desk, web: FakeWeb):
    await followed(desk, teaser("Rye"), text_from=FeedText.FEED)
    assert await desk.ingest() == 1
    assert web.asked() == []
    article = await desk.store.article(HERE, 2)
    assert article is not None
    assert article.text.startswith("The harbour is")


async def test_an_item_without_a_link_has_only_its_own_text(desk: Desk, web: FakeWeb):
    item = story("Rye")
    bare = FeedItem(guid="1", link=None, title=item.title, html=item.html)
    feed = await followed(desk, bare, text_from=FeedText.PAGE)
    assert await desk.ingest() == 1
    page = (await desk.items(feed))[-1].results[2]
    assert (page.outcome, page.reason) == (Outcome.SKIPPED, drafting.NO_LINK)


async def test_what_is_no_article_says_so(desk: Desk, web: FakeWeb):
    feed = await followed(desk, FeedItem(guid="1", link=None, title="Rye", html=""))
    assert await desk.ingest() == 0
    stage, outcome, reason = ends((await desk.items(feed))[-1])
    assert (stage, outcome) == (Stage.IS_ARTICLE, Outcome.FAILED)
    assert "neither a text nor a link" in reason


async def test_a_known_link_is_a_duplicate_whose_page_is_not_fetched(desk: Desk, web: FakeWeb):
    article, _ = await desk.services.ingest._newsroom.add(HERE, Draft("Rye", page_text("Rye"), url=f"{RYE}?utm_id=1"))
    feed = await followed(desk, teaser("Rye"))
    assert await desk.ingest() == 0
    assert web.asked() == []
    record = (await desk.items(feed))[-1]
    assert ends(record) == (Stage.NOT_DUPLICATE, Outcome.FAILED, "#1 already has that link.")
    assert record.article_id == article.id


async def test_a_known_text_and_the_link_behind_a_page_are_duplicates(desk: Desk, web: FakeWeb):
    newsroom = desk.services.ingest._newsroom
    same, _ = await newsroom.add(HERE, Draft("Rye opens its harbour", page_text("Rye")))
    other, _ = await newsroom.add(HERE, Draft("Hull", page_text("Hull"), url="https://news.example/hull/story"))
    feed = await followed(desk, teaser("Hull"), story("Rye"))
    web.page("https://news.example/hull", "Hull opens its harbour", page_text("Hull"))
    moved = web.answers["https://news.example/hull"]
    assert not isinstance(moved, Exception)
    web.answers["https://news.example/hull"] = answer_of(
        "https://news.example/hull", moved.data, headers=moved.headers, moved_to="https://news.example/hull/story"
    )
    assert await desk.ingest() == 0
    rye, hull = (await desk.items(feed))[-2:]
    assert (rye.article_id, hull.article_id) == (same.id, other.id)
    assert "already in the library: #1" in ends(rye)[2]
    assert ends(hull)[2] == "#2 already has that link."


@pytest.mark.parametrize("error", [InputError("It is too long."), AnalysisFailed("It took too long.")])
async def test_a_text_that_cannot_be_analysed_ends_with_the_reason(
    desk: Desk, web: FakeWeb, error: Exception, monkeypatch: pytest.MonkeyPatch
):
    feed = await followed(desk, story("Rye"))

    async def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(desk.services.ingest._newsroom, "add", fails)
    assert await desk.ingest() == 0
    record = (await desk.items(feed))[-1]
    assert ends(record) == (Stage.IS_ARTICLE, Outcome.FAILED, str(error))
    assert len({result.stage for result in record.results}) == len(record.results)


async def test_without_a_worker_an_item_waits(desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch):
    feed = await followed(desk, story("Rye"))

    with monkeypatch.context() as patch:
        patch.setattr(desk.resources.analysis_pool, "run", no_worker)
        assert await desk.ingest() == 0
    waiting = (await desk.items(feed))[-1]
    assert (waiting.next_attempt_at, waiting.attempts) == (desk.clock() + NO_WORKER_DELAY, 0)  # its page was not tried
    assert await desk.ingest(NO_WORKER_DELAY.total_seconds()) == 1


async def test_an_item_whose_feed_is_removed_meanwhile_becomes_no_article(desk: Desk, web: FakeWeb):
    feed = await followed(desk, teaser("Rye"))
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))

    async def remove(url: str) -> None:
        if url == RYE:
            await desk.services.registry.remove(feed, by=7)

    web.before = remove
    assert await desk.ingest() == 0
    assert await desk.titles() == ["First opens its harbour"]


async def test_an_item_of_a_feed_that_was_removed_after_the_claim_is_dropped(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    await followed(desk, story("Rye"))

    async def gone(_: int) -> None:
        return None

    monkeypatch.setattr(desk.store, "feed", gone)
    assert await desk.ingest() == 0


async def test_an_internal_error_is_logged_and_ends_the_item(desk: Desk, web: FakeWeb):
    feed = await followed(desk, teaser("Rye"))
    web.answers[RYE] = RuntimeError("a fault of ours")
    with capture_logs() as logs:
        assert await desk.ingest() == 0
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["feed_item.internal_error"]
    assert ends((await desk.items(feed))[-1])[2] == INTERNAL_ERROR


async def test_a_fault_of_the_database_leaves_an_item_for_later(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    feed = await followed(desk, FeedItem(guid="1", link=None, title="Rye", html=""))

    async def broken(*_: object, **__: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "finish_item", broken)
        assert await desk.ingest() == 0
    assert (await desk.items(feed))[-1].next_attempt_at is not None
    await desk.ingest(86_400)
    assert (await desk.items(feed))[-1].next_attempt_at is None
