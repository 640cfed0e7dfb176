"""Stories in the store: what joins which, who sees it, what editors change, and where it is posted."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store.protocols.deliveries import CHANNEL, claim, post
from store.samples import HERE, NOW, THERE, later, person, read
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, INQUIRY, INQUIRY_ELSEWHERE, STRIKE

from bot.errors import InputError
from bot.models.articles import SHARED, Article, Draft
from bot.models.delivery import DeliveryState
from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.store.protocols.outbox import SAME_STORY_REASON
from bot.store.protocols.store import Store
from bot.stories.assignment import Placement, Replacement

TULLOCH = person("Morag Tulloch", mentions=2)


async def report(
    store: Store, report: tuple[str, str], *, scope: int = SHARED, hours: float = 0, source: str = "The Paper"
) -> Article:
    draft = Draft(*report, source=source, published_at=NOW + timedelta(hours=hours))
    actors = [TULLOCH] if "Tulloch" in draft.text else []
    return await store.add_article(scope, draft, read(draft.text, actors=actors), now=later(hours=hours))


async def ids(store: Store, scope: int, article: Article) -> list[int]:
    story = await store.story_of(scope, article.id)
    return [member.article.id for member in story.members] if story is not None else []


async def also_in(store: Store, scope: int, article: Article) -> list[int]:
    return [header.id for header in await store.also_in(scope, article.id)]


async def test_reports_on_one_event_are_a_story_and_others_are_not(store: Store):
    one = await report(store, FERRY)
    other = await report(store, BUDGET)
    two = await report(store, FERRY_ELSEWHERE, hours=1)
    assert await ids(store, HERE, one) == await ids(store, HERE, two) == [one.id, two.id]
    assert await ids(store, HERE, other) == [other.id]
    story = await store.story_of(HERE, one.id)
    assert story is not None
    assert [member.reason[:16] for member in story.members] == ["", "shares with #1: "]


async def test_a_near_copy_shares_the_post_of_its_original(store: Store):
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=2, source="The Echo")
    assert await also_in(store, HERE, one) == [two.id]
    assert await also_in(store, HERE, two) == [one.id]
    story = await store.story_of(HERE, two.id)
    assert story is not None
    assert story.members[-1].reason == "nearly the same text as #1"


async def test_an_article_from_before_the_contexts_of_names_were_kept_is_compared_by_the_rest(
    store: Store, file: Path
) -> None:
    one = await report(store, FERRY)
    with closing(sqlite3.connect(file)) as db, db:
        ((stored,),) = db.execute("SELECT fingerprint FROM story_member").fetchall()
        db.execute("UPDATE story_member SET fingerprint = ?", (json.dumps(json.loads(stored)[:5]),))
    two = await report(store, FERRY_REVISED, hours=2, source="The Echo")
    assert await also_in(store, HERE, one) == [two.id]


async def test_what_is_far_apart_in_time_is_another_story(store: Store):
    one, two = await report(store, FERRY), await report(store, FERRY_ELSEWHERE, hours=24 * 5)
    assert await ids(store, HERE, one) == [one.id]
    assert await ids(store, HERE, two) == [two.id]


async def test_a_server_sees_its_own_articles_in_a_shared_story_and_others_do_not(store: Store):
    shared = await report(store, FERRY)
    own = await report(store, FERRY_REVISED, scope=HERE, hours=1)
    assert await ids(store, HERE, shared) == [shared.id, own.id]
    assert await ids(store, THERE, shared) == [shared.id]
    assert await also_in(store, THERE, shared) == []
    assert await ids(store, THERE, own) == []


async def test_a_shared_article_does_not_join_the_story_of_a_server(store: Store):
    own = await report(store, FERRY, scope=HERE)
    shared = await report(store, FERRY_ELSEWHERE, hours=1)
    assert await ids(store, HERE, own) == [own.id]
    assert await ids(store, HERE, shared) == [shared.id]
    later_on = await report(store, FERRY_REVISED, scope=HERE, hours=2)
    assert set(await ids(store, HERE, later_on)) in ({own.id, later_on.id}, {own.id, shared.id, later_on.id})


async def test_a_removed_article_is_in_no_story(store: Store):
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=1)
    await store.remove_article(one.id, now=later(hours=2), by=1)
    assert await also_in(store, HERE, two) == []
    assert await ids(store, HERE, two) == [two.id]
    three = await report(store, FERRY_ELSEWHERE, hours=3)
    assert await ids(store, HERE, three) == [two.id, three.id]


async def test_an_edited_article_is_found_by_its_new_words(store: Store):
    one = await report(store, STRIKE)
    draft = Draft(*FERRY, published_at=NOW)
    await store.replace_article(one.id, draft, read(draft.text, actors=[TULLOCH]), now=later(hours=1))
    two = await report(store, FERRY_ELSEWHERE, hours=2)
    assert await ids(store, HERE, two) == [one.id, two.id]


async def test_a_story_is_posted_once_and_its_post_follows(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one = await report(store, FERRY)
    assert await post(store) == [[one.id]]
    two = await report(store, FERRY_REVISED, hours=1)
    assert await post(store, later(hours=1)) == []
    (row,) = await store.deliveries_of(HERE, two.id)
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, SAME_STORY_REASON)
    (edit,) = await store.claim_follow_ups(now=later(hours=1), lease_seconds=60, limit=9)
    assert edit.delivery.article_id == one.id


async def test_a_channel_without_a_post_of_the_story_gets_the_later_article(store: Store):
    await report(store, FERRY)
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    two = await report(store, FERRY_REVISED, hours=1)
    assert await post(store, later(hours=1)) == [[two.id]]


async def test_a_removed_original_does_not_keep_the_story_from_being_posted(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one = await report(store, FERRY)
    two = await report(store, FERRY_REVISED, hours=1)
    await store.remove_article(one.id, now=later(hours=1), by=1)
    assert await post(store, later(hours=2)) == [[two.id]]
    three = await report(store, (FERRY[0], FERRY_REVISED[1] + " The harbour stays open."), hours=2)
    assert await post(store, later(hours=2)) == []
    assert await also_in(store, HERE, two) == [three.id]


async def test_the_post_of_a_removed_article_still_names_the_others(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one = await report(store, FERRY)
    assert await post(store) == [[one.id]]
    await report(store, FERRY_REVISED, hours=1)
    await store.remove_article(one.id, now=later(hours=1), by=1)
    assert await post(store, later(hours=2)) == []


async def test_related_reports_have_posts_of_their_own(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one, other = await report(store, FERRY), await report(store, BUDGET)
    assert await post(store) == [[one.id], [other.id]]


async def test_an_editor_joins_two_articles(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one, other = await report(store, FERRY), await report(store, STRIKE, hours=1)
    await post(store, later(hours=1))
    await store.join_story(other, one, now=later(hours=2), by=9)
    assert await ids(store, HERE, one) == [one.id, other.id]
    assert await also_in(store, HERE, one) == [other.id]
    story = await store.story_of(HERE, one.id)
    assert story is not None
    assert story.members[1].reason == "an editor put it here"
    assert story.changes == ("An editor put #2 into this story.",)
    first = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9)
    for edit in first:
        await store.finish_follow_up(edit)
    second = await store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9)
    assert [edit.delivery.article_id for edit in [*first, *second]] == [one.id, other.id]
    with pytest.raises(InputError, match="#2 and #1 are one story already"):
        await store.join_story(other, one, now=later(hours=2), by=9)


async def test_an_editor_parts_an_article_which_is_posted_then(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=1)
    assert await post(store, later(hours=1)) == [[one.id]]
    await store.part_story(two, now=later(hours=2), by=9)
    assert await post(store, later(hours=2)) == [[two.id]]
    assert await also_in(store, HERE, one) == await also_in(store, HERE, two) == []
    story = await store.story_of(HERE, one.id)
    assert story is not None
    assert story.changes == ("An editor took #2 out of this story.",)
    with pytest.raises(InputError, match="#2 is alone in its story"):
        await store.part_story(two, now=later(hours=2), by=9)


async def test_parting_the_first_of_three_keeps_the_others_in_one_post(store: Store):
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=1)
    three = await report(store, (FERRY[0], FERRY_REVISED[1] + " The harbour stays open."), hours=2)
    await store.part_story(one, now=later(hours=3), by=9)
    assert await also_in(store, HERE, two) == [three.id]
    assert await also_in(store, HERE, one) == []


async def reasons(store: Store, article: Article) -> list[str]:
    story = await store.story_of(HERE, article.id)
    assert story is not None
    return [member.reason for member in story.members]


async def test_of_a_post_that_an_article_leaves_the_first_other_one_is_posted_where_it_was_left_out(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    other = CHANNEL + 1
    await store.subscribe(HERE, other, now=NOW, by=1)
    await store.set_subscription_filter(HERE, other, ChannelFilter((Condition(FilterKind.WORDS, "refunds"),)))
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=1)
    three = await report(store, (FERRY[0], FERRY_REVISED[1] + " The harbour stays open."), hours=2)
    assert await post(store, later(hours=2)) == [[one.id, two.id]]
    assert await store.part_story(one, now=later(hours=3), by=9) == {two.id}
    assert await post(store, later(hours=3)) == [[two.id]]
    assert await store.part_story(two, now=later(hours=4), by=9) == {three.id}
    assert await post(store, later(hours=4)) == [[three.id, three.id]]


async def test_reasons_name_no_article_that_has_left_the_story(store: Store):
    one, two = await report(store, FERRY), await report(store, FERRY_REVISED, hours=1)
    three = await report(store, FERRY_ELSEWHERE, hours=2)
    four = await report(store, (FERRY[0], FERRY_REVISED[1] + " The harbour stays open."), hours=3)
    assert all("#1" in reason for reason in (await reasons(store, two))[1:])
    await store.part_story(one, now=later(hours=4), by=9)
    first, *others = await reasons(store, two)
    assert first == ""
    assert others[0].startswith("shares with #2: ")
    assert others[1] == "nearly the same text as #2"
    await store.join_story(four, one, now=later(hours=5), by=9)
    assert await reasons(store, three) == ["", others[0]]


async def test_what_waits_is_not_posted_where_the_story_that_it_joins_has_a_post(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one, other = await report(store, FERRY), await report(store, STRIKE, hours=1)
    await store.join_story(other, one, now=later(hours=2), by=9)
    assert await post(store, later(hours=2)) == [[one.id]]
    (row,) = await store.deliveries_of(HERE, other.id)
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, SAME_STORY_REASON)
    assert await store.part_story(other, now=later(hours=3), by=9) == {other.id}
    assert await post(store, later(hours=3)) == [[other.id]]


async def test_a_shared_article_cannot_be_put_into_the_story_of_a_server(store: Store):
    shared, own = await report(store, FERRY), await report(store, STRIKE, scope=HERE)
    with pytest.raises(InputError, match="the other way round, #2 to #1"):
        await store.join_story(shared, own, now=NOW, by=9)
    await store.join_story(own, shared, now=NOW, by=9)
    assert await ids(store, HERE, shared) == [shared.id, own.id]
    story = await store.story_of(THERE, shared.id)
    assert story is not None
    assert story.changes == ()


def forget_stories(file: Path, *articles: Article) -> None:
    """Makes articles such as were added before there were stories."""
    with closing(sqlite3.connect(file)) as db:
        for article in articles:
            db.execute("DELETE FROM story_member WHERE article_id = ?", (article.id,))
            db.execute("DELETE FROM story_key WHERE article_id = ?", (article.id,))
            db.execute("INSERT INTO article_without_story VALUES (?)", (article.id,))
        db.commit()


async def test_an_article_from_before_there_were_stories_has_none_yet(store: Store, file: Path):
    one, two = await report(store, FERRY), await report(store, STRIKE)
    forget_stories(file, one)
    assert await store.story_of(HERE, one.id) is None
    assert await also_in(store, HERE, one) == []
    with pytest.raises(InputError, match="#1 has no story yet"):
        await store.join_story(one, two, now=NOW, by=9)
    draft = Draft(FERRY[0], FERRY_REVISED[1])
    await store.replace_article(one.id, draft, read(draft.text), now=later(hours=1))
    assert await store.story_of(HERE, one.id) is None


async def test_claims_are_not_disturbed_by_a_later_article_of_the_story(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one = await report(store, FERRY)
    (row,) = await claim(store)
    two = await report(store, FERRY_REVISED, hours=0.001)
    assert [d.state for d in await store.deliveries_of(HERE, two.id)] == [DeliveryState.SKIPPED]
    await store.mark_delivery_sent(row.id, 5, now=later(seconds=9))
    (edit,) = await store.claim_follow_ups(now=later(seconds=9), lease_seconds=60, limit=9)
    assert edit.delivery.article_id == one.id


async def test_an_article_shows_that_two_stories_are_one(store: Store):
    one, two = await report(store, FERRY_ELSEWHERE), await report(store, STRIKE)
    draft = Draft(*FERRY, published_at=NOW)
    await store.replace_article(two.id, draft, read(draft.text, actors=[TULLOCH]), now=later(hours=1))
    assert await ids(store, HERE, one) == [one.id]
    three = await report(store, FERRY_REVISED, hours=2)
    assert await ids(store, HERE, one) == [one.id, two.id, three.id]
    story = await store.story_of(HERE, three.id)
    assert story is not None
    assert story.changes == ("#3 showed that two stories are one: they were merged.",)


async def changes(store: Store, article: Article) -> tuple[str, ...]:
    story = await store.story_of(HERE, article.id)
    return () if story is None else story.changes


async def test_an_article_moves_to_the_story_that_a_later_one_founds(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one, two = await report(store, FERRY), await report(store, INQUIRY, hours=1)
    assert await ids(store, HERE, one) == [one.id, two.id]
    assert await post(store, later(hours=1)) == [[one.id], [two.id]]
    three = await report(store, INQUIRY_ELSEWHERE, hours=2)
    assert await ids(store, HERE, one) == [one.id]
    story = await store.story_of(HERE, three.id)
    assert story is not None
    assert [member.article.id for member in story.members] == [two.id, three.id]
    assert [member.reason[:16] for member in story.members] == ["", "shares with #2: "]
    assert await changes(store, one) == ("#3 showed that #2 belongs to another story.",)
    assert await changes(store, three) == ("#3 showed that #2 belongs to this story.",)


async def test_those_that_stay_in_a_story_get_a_reason_that_names_one_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    one, two = await report(store, FERRY), await report(store, FERRY_ELSEWHERE)
    placement = Placement(None, replaced=(Replacement(one.id, 0, None), Replacement(two.id, 0, one.id)))
    monkeypatch.setattr("bot.store.sqlite.story_placement.assign", lambda *_: replace(placement, likeness={1: 0, 2: 0}))
    three = await report(store, FERRY_REVISED, hours=1)
    story = await store.story_of(HERE, three.id)
    assert story is not None
    assert [member.reason[:16] for member in story.members] == ["", "shares with #1: ", ""]


async def test_an_article_that_no_longer_fits_its_story_founds_one(store: Store):
    one, two = await report(store, INQUIRY), await report(store, FERRY, hours=1)
    assert await ids(store, HERE, one) == [one.id, two.id]
    three = await report(store, INQUIRY_ELSEWHERE, hours=2)
    assert await ids(store, HERE, one) == [one.id, three.id]
    story = await store.story_of(HERE, two.id)
    assert story is not None
    assert [(member.article.id, member.reason) for member in story.members] == [(two.id, "")]


async def test_what_editors_decided_is_not_moved(store: Store):
    one, two = await report(store, FERRY), await report(store, INQUIRY, hours=1)
    await store.part_story(two, now=later(hours=1), by=9)
    await store.join_story(two, one, now=later(hours=1), by=9)
    three = await report(store, INQUIRY_ELSEWHERE, hours=2)
    assert await ids(store, HERE, one) in ([one.id, two.id], [one.id, two.id, three.id])
    story = await store.story_of(HERE, two.id)
    assert story is not None
    assert story.members[1].reason == "an editor put it here"


async def test_what_a_server_adds_changes_nothing_for_shared_articles(store: Store, file: Path):
    shared, other = await report(store, FERRY), await report(store, BUDGET)

    def nearest() -> dict[int, list[int]]:
        with closing(sqlite3.connect(file)) as db:
            found = db.execute("SELECT article_id, nearest FROM story_member").fetchall()
        return {article: [near for near, _ in json.loads(stored)] for article, stored in found}

    before = nearest()
    own = await report(store, FERRY_ELSEWHERE, scope=HERE, hours=1)
    assert nearest() == before | {own.id: [shared.id]}
    more = await report(store, FERRY_REVISED, scope=HERE, hours=1)
    assert nearest() == before | {own.id: [shared.id, more.id], more.id: [shared.id, own.id]}
    assert (await ids(store, THERE, shared), await ids(store, THERE, other)) == ([shared.id], [other.id])


async def test_older_articles_get_their_stories_the_oldest_first_and_nothing_is_posted(store: Store, file: Path):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    one, other, two = [await report(store, text) for text in (FERRY, BUDGET, FERRY_ELSEWHERE)]
    await post(store)
    forget_stories(file, two, one, other)
    found = []
    while await store.assign_story(now=later(hours=1)):
        found.append([article.number for article in (one, other, two) if await store.story_of(HERE, article.id)])
    assert found == [[1], [1, 2], [1, 2, 3]]
    assert await ids(store, HERE, one) == await ids(store, HERE, two) == [one.id, two.id]
    assert await post(store, later(hours=1)) == []
    assert await store.claim_follow_ups(now=later(hours=1), lease_seconds=60, limit=9) == []
    three = await report(store, FERRY_REVISED, hours=2)
    assert await ids(store, HERE, three) == [one.id, two.id, three.id]


async def test_an_older_article_that_was_purged_does_not_hold_up_the_others(store: Store, file: Path):
    one, two = await report(store, FERRY), await report(store, STRIKE)
    forget_stories(file, one, two)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM article WHERE id = ?", (one.id,))
        db.commit()
    assert await store.assign_story(now=NOW)
    assert not await store.assign_story(now=NOW)
    assert await ids(store, HERE, two) == [two.id]


async def test_the_story_of_a_draft_is_told_and_nothing_is_written(store: Store):
    draft = Draft(*FERRY_REVISED, published_at=NOW)
    analysis = read(draft.text, actors=[TULLOCH])
    assert await store.likely_story(HERE, draft, analysis, now=NOW) is None
    one = await report(store, FERRY)
    copy = await store.likely_story(HERE, draft, analysis, now=NOW)
    assert copy is not None
    assert (copy.nearest.id, copy.reason, copy.shares_post) == (one.id, "nearly the same text as #1", True)
    assert await ids(store, HERE, one) == [one.id]
    related = Draft(*FERRY_ELSEWHERE)
    found = await store.likely_story(HERE, related, read(related.text, actors=[TULLOCH]), now=later(hours=1))
    assert found is not None
    assert found.reason.startswith("shares with #1: ")
    assert await store.likely_story(HERE, related, read(related.text, actors=[TULLOCH]), now=later(days=9)) is None
    assert await store.likely_story(HERE, Draft(*BUDGET), read(BUDGET[1]), now=NOW) is None
