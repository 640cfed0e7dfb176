"""A new version of an item corrects its article, unless an editor changed that, and not for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from services.feeds.conftest import Desk, no_worker
from services.feeds.test_ingest import RYE, followed
from services.feeds.web import FakeWeb, page_text, story, teaser
from store.samples import HERE

from bot.errors import AnalysisFailed, EditConflict, FetchProblem, NotFound
from bot.models.articles import Article, Draft
from bot.models.feeds import Feed, FeedItem, ItemRecord, Outcome, Stage, StageResult
from bot.services.feeds import revising
from bot.services.feeds.item_history import ItemHistory
from bot.services.feeds.item_stages import item_stages
from bot.services.feeds.reading import INTERNAL_ERROR
from bot.store.protocols.feeds import RETURN_REASON, REVISION_PAUSE_HOURS

CORRECTED = replace(story("Rye"), html=story("Rye").html.replace("four years", "five years"))


async def article(desk: Desk, number: int = 2) -> Article:
    found = await desk.store.article(HERE, number, removed=True)
    assert found is not None
    return found


async def record_of(desk: Desk, feed: Feed) -> ItemRecord:
    return (await desk.items(feed))[-1]


async def with_article(desk: Desk, item: FeedItem) -> Feed:
    """A feed whose newest item has become article 2."""
    feed = await followed(desk, item)
    assert await desk.ingest() == 1
    desk.web.asked()
    return feed


async def reread(desk: Desk, feed: Feed, *items: FeedItem, hours: float = 0.0) -> int:
    """The feed is read again with these items, so much later; returns how many articles are new or changed."""
    desk.web.feed(*items, story("First"))
    desk.clock.at = max((await desk.again(feed)).next_poll_at, desk.clock() + timedelta(hours=hours))
    assert await desk.poll() == 1
    return await desk.ingest()


async def edit(desk: Desk, text: str) -> Article:
    newsroom, now = desk.services.ingest._newsroom, await article(desk)
    return (await newsroom.update(now, Draft(now.title, text), by=7))[0]


@pytest.mark.parametrize("changed", [CORRECTED, replace(story("Rye"), title="Rye opens its new harbour")])
async def test_a_corrected_item_corrects_its_article(desk: Desk, web: FakeWeb, changed: FeedItem):
    feed = await with_article(desk, story("Rye"))
    before = await article(desk)
    assert await reread(desk, feed, replace(changed, link=f"{RYE}?utm_id=4", published_at=desk.clock())) == 1
    now = await article(desk)
    assert (now.title, "five years" in now.text) == (changed.title, changed is CORRECTED)
    assert (now.url, now.source, now.published_at) == (before.url, before.source, before.published_at)
    assert now.edited_at == desk.clock()
    record = await record_of(desk, feed)
    assert (record.revised_at, record.not_revised, record.item) == (desk.clock(), "", None)
    assert (record.title, record.article_id, record.is_duplicate) == (changed.title, now.id, False)
    assert await reread(desk, feed, changed) == 0  # the tracking parameters are gone
    assert await reread(desk, feed, story("Rye")) == 0  # yesterday's copy


async def test_an_edit_of_an_editor_stays(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    await edit(desk, f"{page_text('Rye')} As an editor knows.")
    assert await reread(desk, feed, CORRECTED) == 0
    assert (await article(desk)).text.endswith("As an editor knows.")
    assert (await record_of(desk, feed)).not_revised == revising.EDITED


async def test_what_an_editor_undid_stays_undone(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    await reread(desk, feed, CORRECTED)
    await desk.services.ingest._newsroom.undo_edit(await article(desk), by=7)
    retitled = replace(CORRECTED, title="Rye opens its new harbour")
    assert await reread(desk, feed, retitled, hours=REVISION_PAUSE_HOURS[0]) == 0
    assert "four years" in (await article(desk)).text
    assert (await record_of(desk, feed)).not_revised == revising.EDITED


async def test_an_edit_that_was_undone_leaves_corrections_to_the_feed(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    await desk.services.ingest._newsroom.undo_edit(await edit(desk, "Rye. It is small."), by=7)
    assert await reread(desk, feed, CORRECTED) == 1


async def test_a_removed_article_stays_as_it_is(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    await desk.services.ingest._newsroom.remove(await article(desk), by=7)
    assert await reread(desk, feed, CORRECTED) == 0
    assert "four years" in (await article(desk)).text
    assert (await record_of(desk, feed)).not_revised == revising.REMOVED


async def test_the_page_of_a_teaser_is_read_again_when_the_feed_says_that_it_changed(desk: Desk, web: FakeWeb):
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))
    feed = await with_article(desk, teaser("Rye", updated_at=desk.clock()))
    web.page(RYE, "Rye opens its harbour", page_text("Rye").replace("four years", "five years"))
    assert await reread(desk, feed, teaser("Rye", updated_at=desk.clock() + timedelta(minutes=5))) == 1
    assert RYE in web.asked()
    assert "five years" in (await article(desk)).text
    changed = teaser("Rye", updated_at=desk.clock() + timedelta(minutes=9))
    assert await reread(desk, feed, changed, hours=REVISION_PAUSE_HOURS[0]) == 0  # the page has nothing new
    record = await record_of(desk, feed)
    assert (record.next_attempt_at, record.not_revised) == (None, "")


async def test_a_page_that_does_not_answer_is_tried_again_for_a_new_version_too(desk: Desk, web: FakeWeb):
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))
    feed = await with_article(desk, teaser("Rye"))
    stages = (await record_of(desk, feed)).results
    web.fails(FetchProblem.TIMEOUT, RYE)
    retitled = replace(teaser("Rye"), title="Rye opens its new harbour")
    assert await reread(desk, feed, retitled) == 0
    record = await record_of(desk, feed)
    assert record.next_attempt_at is not None
    assert (record.results, record.is_waiting, record.is_taken_up) == (stages, False, False)
    assert record.not_revised == "That page did not arrive within 20 seconds."
    web.page(RYE, "Rye opens its new harbour", page_text("Rye"))
    assert await desk.ingest(300) == 1
    assert (await article(desk)).title == "Rye opens its new harbour"


@pytest.mark.parametrize(
    "text", ["Only subscribers can read the rest of this text. " * 20, page_text("Rye").split("\n\n")[0]]
)
async def test_a_part_of_the_text_or_another_one_is_no_correction(desk: Desk, web: FakeWeb, text: str):
    feed = await with_article(desk, story("Rye"))
    web.page(RYE, "Rye opens its harbour", text)
    assert await reread(desk, feed, replace(story("Rye"), html=f"<p>{text}</p>")) == 0
    assert (await article(desk)).text == page_text("Rye")
    assert (await record_of(desk, feed)).not_revised


async def test_a_version_that_is_no_article_says_so(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    assert await reread(desk, feed, replace(story("Rye"), html="<video src='rye.mp4'></video>")) == 0
    assert "it only shows a video" in (await record_of(desk, feed)).not_revised


async def test_an_item_that_changes_at_every_read_corrects_its_article_a_few_times(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    began, edits = desk.clock(), []
    for times in range(300):
        counted = replace(story("Rye"), html=f"{story('Rye').html}<p>It was read {times} times until now.</p>")
        if await reread(desk, feed, counted):
            edits.append((desk.clock() - began) / timedelta(hours=1))
        if desk.clock() - began > timedelta(days=3):
            break
    assert len(edits) == len(REVISION_PAUSE_HOURS)
    assert [round(later - at) for at, later in pairwise(edits)] == list(REVISION_PAUSE_HOURS[:-1])
    assert await desk.titles() == ["First opens its harbour", "Rye opens its harbour"]


async def stages(desk: Desk, feed: Feed) -> list[StageResult]:
    """What is said of the last new version of the newest item."""
    return [one for one in item_stages(ItemHistory(feed, await record_of(desk, feed))) if one.stage is Stage.REVISION]


@pytest.mark.parametrize("unchanged", [False, True])
async def test_a_mistake_that_a_feed_takes_back_is_taken_back(desk: Desk, web: FakeWeb, unchanged: bool):
    feed = await with_article(desk, story("Rye"))
    assert await reread(desk, feed, CORRECTED) == 1
    assert await reread(desk, feed, story("Rye")) == 0
    assert await stages(desk, feed) == [StageResult(Stage.REVISION, Outcome.WAITING, RETURN_REASON)]
    if unchanged:
        web.status(304)
        assert await desk.poll_when_due(feed) == 1
    else:
        await reread(desk, feed, story("Rye"))
    assert await desk.ingest(3_600) == 1
    assert (await article(desk)).text == page_text("Rye")
    assert await stages(desk, feed) == [StageResult(Stage.REVISION, Outcome.PASSED)]


async def test_a_feed_with_two_versions_in_turn_does_not_change_its_article_until_it_settles(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    changes = [await reread(desk, feed, (CORRECTED, story("Rye"))[times % 2]) for times in range(48)]
    assert sum(changes) == 1
    assert (await record_of(desk, feed)).revisions == 2
    await reread(desk, feed, story("Rye"))
    assert await desk.ingest(3_600) == 1
    assert (await article(desk)).text == page_text("Rye")
    assert await reread(desk, feed, replace(CORRECTED, title="Rye has a harbour"), hours=REVISION_PAUSE_HOURS[1]) == 1


async def test_an_item_that_is_back_to_its_first_version_before_its_turn_is_taken_up_so(desk: Desk, web: FakeWeb):
    feed = await followed(desk, story("Rye"))
    desk.web.feed(CORRECTED, story("First"))
    await desk.poll_when_due(feed)
    assert await reread(desk, feed, story("Rye")) == 1
    assert (await article(desk)).text == page_text("Rye")


async def test_what_could_not_be_decoded_is_no_correction(desk: Desk, web: FakeWeb):
    damaged = replace(CORRECTED, html=CORRECTED.html.replace("fireworks", "firew\ufffdrks"))
    feed = await with_article(desk, story("Rye"))
    assert await reread(desk, feed, damaged) == 0
    assert (await record_of(desk, feed)).not_revised == revising.DAMAGED
    assert await reread(desk, feed, CORRECTED, hours=REVISION_PAUSE_HOURS[0]) == 1


async def test_what_was_damaged_is_mended_and_not_damaged_before_its_turn(desk: Desk, web: FakeWeb):
    damaged = replace(story("Rye"), html=story("Rye").html.replace("fireworks", "firew\ufffdrks"))
    feed = await followed(desk, story("Rye"))
    assert await reread(desk, feed, damaged) == 1
    assert (await article(desk)).text == page_text("Rye")
    assert await reread(desk, feed, replace(damaged, guid="n-2", link="https://news.example/2"), damaged) == 0
    assert await desk.titles() == ["First opens its harbour", "Rye opens its harbour"]


async def test_a_damaged_text_is_mended(desk: Desk, web: FakeWeb):
    feed = await with_article(
        desk, replace(story("Rye"), html=story("Rye").html.replace("fireworks", "firew\ufffdrks"))
    )
    assert await reread(desk, feed, story("Rye")) == 1
    assert (await article(desk)).text == page_text("Rye")


@pytest.mark.parametrize("link", [RYE, "https://news.example/rye-2"])
@pytest.mark.parametrize("title", ["Rye opens its harbour", "Rye has a harbour"])
async def test_a_correction_with_another_identifier_corrects_the_article(
    desk: Desk, web: FakeWeb, link: str, title: str
):
    feed = await with_article(desk, story("Rye"))
    is_known = link == RYE or title == story("Rye").title
    assert await reread(desk, feed, replace(CORRECTED, guid="rye-2", link=link, title=title)) == 1
    assert ("five years" in (await article(desk)).text) == is_known
    assert len(await desk.items(feed)) == (2 if is_known else 3)


async def test_another_text_at_the_link_of_an_article_does_not_correct_it(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    other = replace(story("Rye"), guid="rye-2", html=story("Rye").html.upper()[::-1])
    assert await reread(desk, feed, other) == 0
    assert (await article(desk)).text == page_text("Rye")


async def test_an_item_is_corrected_within_its_first_days(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    assert await reread(desk, feed, CORRECTED, hours=24 * 7 + 1) == 0
    assert (await record_of(desk, feed)).revisions == 0


async def test_an_item_that_waits_is_taken_up_in_its_newest_version(desk: Desk, web: FakeWeb):
    feed = await followed(desk, story("Rye"))
    assert await reread(desk, feed, CORRECTED) == 1
    assert "five years" in (await article(desk)).text
    assert (await record_of(desk, feed)).revisions == 0


async def test_a_version_that_comes_while_the_one_before_is_dealt_with_is_not_lost(desk: Desk, web: FakeWeb):
    feed = await followed(desk, teaser("Rye"))
    web.fails(FetchProblem.TIMEOUT, RYE)
    assert await desk.ingest() == 0
    assert await reread(desk, feed, CORRECTED) == 0  # the page of the teaser is asked for again first
    web.page(RYE, "Rye opens its harbour", page_text("Rye"))
    assert await desk.ingest(3_600) == 1
    assert "four years" in (await article(desk)).text
    assert await reread(desk, feed, CORRECTED) == 1
    assert "five years" in (await article(desk)).text


async def test_a_text_that_another_article_has_already_is_left_to_that_one(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    text = page_text("Rye").replace("four years", "five years")
    await desk.services.ingest._newsroom.add(HERE, Draft("Rye opens its harbour", text))
    assert await reread(desk, feed, CORRECTED) == 0
    assert "already in the library: #3" in (await record_of(desk, feed)).not_revised


async def test_an_item_that_repeats_an_article_does_not_correct_it(desk: Desk, web: FakeWeb):
    await desk.services.ingest._newsroom.add(HERE, Draft("Rye opens its harbour", page_text("Rye")))
    feed = await followed(desk, story("Rye"))
    assert await desk.ingest() == 0
    assert await reread(desk, feed, CORRECTED) == 0
    assert (await record_of(desk, feed)).revisions == 0


async def conflict(desk: Desk, *, removed: bool) -> Exception:
    return EditConflict(replace(await article(desk), removed_at=desk.clock() if removed else None))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("edited", revising.EDITED),
        ("removed", revising.REMOVED),
        (AnalysisFailed("It took too long."), "It took too long."),
        (NotFound("It is gone."), ""),
        (RuntimeError("a fault of ours"), INTERNAL_ERROR),
    ],
)
async def test_what_happens_while_a_version_is_analysed_leaves_the_article(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch, error: Exception | str, reason: str
):
    feed = await with_article(desk, story("Rye"))
    raised = await conflict(desk, removed=error == "removed") if isinstance(error, str) else error

    async def fails(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(desk.services.ingest._newsroom, "edit", fails)
    assert await reread(desk, feed, CORRECTED) == 0
    record = await record_of(desk, feed)
    assert (record.not_revised, record.article_id) == (reason, (await article(desk)).id)


async def test_without_a_worker_a_version_waits(desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch):
    feed = await with_article(desk, story("Rye"))

    with monkeypatch.context() as patch:
        patch.setattr(desk.services.ingest._newsroom, "edit", no_worker)
        assert await reread(desk, feed, CORRECTED) == 0
    assert await desk.ingest(60) == 1


async def test_a_version_of_an_article_that_was_deleted_ends(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    desk.web.feed(CORRECTED, story("First"))
    await desk.poll_when_due(feed)
    deleted = replace(await record_of(desk, feed), article_id=None)
    assert await desk.services.ingest._revisions.article(deleted, feed) is None
    record = await record_of(desk, feed)
    assert (record.not_revised, record.next_attempt_at) == (revising.REMOVED, None)


async def test_a_correction_of_an_item_that_no_longer_waits_changes_nothing(desk: Desk, web: FakeWeb):
    feed = await with_article(desk, story("Rye"))
    record, newsroom = await record_of(desk, feed), desk.services.ingest._newsroom
    draft = Draft("Rye", page_text("Hull"))
    with pytest.raises(NotFound, match="no longer waits"):
        await newsroom.edit(await article(desk), draft, by=None, feed_item=record.id)
    assert (await article(desk)).text == page_text("Rye")
