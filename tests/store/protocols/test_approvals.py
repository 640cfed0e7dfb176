"""Approval in the store: what waits, what editors decide, and what becomes of the rest."""

from __future__ import annotations

import pytest
from store.protocols.deliveries import CHANNEL, claim, post
from store.protocols.test_stories import report
from store.samples import HERE, NOW, THERE, add, later
from story_reports import FERRY, FERRY_REVISED, STRIKE

from bot.errors import InputError, NotFound
from bot.models.approvals import Approval, ApprovalRules, ApprovalState
from bot.models.articles import SHARED, Article
from bot.models.delivery import Delivery, DeliveryState
from bot.models.filters import EVERYTHING, ChannelFilter, Condition, FilterKind
from bot.store.protocols.approvals import (
    APPROVAL_ENDED_REASON,
    APPROVED_TOGETHER_REASON,
    DROPPED_STORY_REASON,
    LAPSED_REASON,
    MAX_LAPSED,
    ON_CARD_REASON,
    ApprovalEnd,
    Decision,
)
from bot.store.protocols.outbox import ARTICLE_REMOVED_REASON, SAME_STORY_REASON
from bot.store.protocols.store import Store
from bot.store.protocols.subscriptions import MAX_DELETED_CHANNELS

DESK, OTHER_DESK = 77, 78
EDITOR = 9
HOURS = 12
FERRY_AGAIN = (FERRY[0], FERRY_REVISED[1] + " The harbour stays open.")


@pytest.fixture
async def desk(store: Store) -> Store:
    """A server with a readers' channel and an approval channel."""
    await store.subscribe(HERE, CHANNEL, now=NOW, by=EDITOR)
    await ask_in(store, DESK)
    return store


async def ask_in(store: Store, channel: int, **rules: bool) -> None:
    await store.set_approval(HERE, channel, ApprovalRules(HOURS, **rules), now=NOW, by=EDITOR)


async def row_in(store: Store, channel: int, article: Article, guild: int = HERE) -> Delivery | None:
    return next((row for row in await store.deliveries_of(guild, article.id) if row.channel_id == channel), None)


async def card(store: Store, article: Article, channel: int = DESK) -> Delivery:
    row = await row_in(store, channel, article)
    assert row is not None
    return row


async def approval(store: Store, article: Article, channel: int = DESK) -> Approval:
    found = (await card(store, article, channel)).approval
    assert found is not None
    return found


async def decide(
    store: Store, article: Article, state: ApprovalState = ApprovalState.APPROVED, *, channel: int = DESK, by: int = 9
) -> Decision:
    id_ = (await approval(store, article, channel)).id
    return await store.decide_approval(HERE, id_, state, now=later(hours=1), by=by)


async def only(store: Store, channel: int, theme: str) -> None:
    wanted = ChannelFilter(include=(Condition(FilterKind.WORDS, theme),))
    assert await store.set_subscription_filter(HERE, channel, wanted)


async def reason_of(store: Store, channel: int, article: Article) -> str | None:
    row = await row_in(store, channel, article)
    return row.reason if row is not None else "no delivery"


async def edits(store: Store, hours: float = 1) -> list[int]:
    """The articles whose posts and cards are to be edited."""
    return [
        task.delivery.article_id
        for task in await store.claim_follow_ups(now=later(hours=hours), lease_seconds=60, limit=9)
    ]


async def test_an_article_that_comes_in_waits_with_one_card(desk: Store):
    article = await add(desk, "Story")
    [row] = await desk.deliveries_of(HERE, article.id)
    assert row.channel_id == DESK
    assert row.approval == Approval(row.id, ApprovalState.WAITING, later(hours=HOURS))
    assert await post(desk) == [[article.id]]
    assert await desk.count_waiting(HERE) == 1


async def test_approved_it_is_posted_and_its_card_is_updated(desk: Store):
    article = await add(desk, "Story")
    await post(desk)
    decision = await decide(desk, article)
    assert (decision.is_new, decision.article_number) == (True, article.number)
    assert decision.approval.state is ApprovalState.APPROVED
    assert (decision.approval.decided_at, decision.approval.decided_by) == (later(hours=1), EDITOR)
    assert [row.channel_id for row in decision.deliveries] == [CHANNEL]
    assert await post(desk, later(hours=1)) == [[article.id]]
    assert await edits(desk) == [article.id]
    assert await desk.count_waiting(HERE) == 0


@pytest.mark.parametrize("second", [ApprovalState.APPROVED, ApprovalState.DROPPED])
async def test_only_the_first_decision_counts(desk: Store, second: ApprovalState):
    article = await add(desk, "Story")
    await post(desk)
    await decide(desk, article, ApprovalState.DROPPED)
    again = await decide(desk, article, second, by=8)
    assert not again.is_new
    assert (again.approval.state, again.approval.decided_by) == (ApprovalState.DROPPED, EDITOR)
    assert await post(desk, later(hours=2)) == []
    assert await desk.lapse_approvals(now=later(days=9)) == 0


async def test_a_card_of_another_server_cannot_be_decided(desk: Store):
    id_ = (await approval(desk, await add(desk, "Story"))).id
    for guild, approval_id in ((THERE, id_), (HERE, id_ + 1)):
        with pytest.raises(NotFound, match="no longer in the library"):
            await desk.decide_approval(guild, approval_id, ApprovalState.APPROVED, now=NOW, by=EDITOR)
    assert await desk.count_waiting(HERE) == 1


async def test_what_nobody_decides_lapses(desk: Store):
    seen, unseen = await add(desk, "Seen"), await add(desk, "Unseen")
    [row] = await claim(desk)
    await desk.mark_delivery_sent(row.id, 5, now=NOW)
    assert await desk.lapse_approvals(now=later(hours=HOURS, seconds=-1)) == 0
    assert await desk.lapse_approvals(now=later(hours=HOURS)) == 2
    assert await desk.lapse_approvals(now=later(hours=HOURS)) == 0
    assert (await approval(desk, seen)).state is ApprovalState.LAPSED
    assert (await approval(desk, unseen)).decided_at == later(hours=HOURS)
    assert await edits(desk, HOURS) == [seen.id]
    assert await reason_of(desk, DESK, unseen) == LAPSED_REASON
    assert await post(desk, later(days=2)) == []


async def test_many_lapse_in_several_steps(desk: Store):
    for number in range(MAX_LAPSED + 1):
        await add(desk, f"Story {number}")
    assert await desk.lapse_approvals(now=later(days=2)) == MAX_LAPSED
    assert await desk.lapse_approvals(now=later(days=2)) == 1


async def test_a_card_that_is_being_posted_when_it_lapses_is_updated_then(desk: Store):
    article = await add(desk, "Story")
    [row] = await claim(desk)
    assert await desk.lapse_approvals(now=later(days=1)) == 1
    await desk.mark_delivery_sent(row.id, 5, now=later(days=1))
    assert await edits(desk, 24) == [article.id]


async def test_what_an_editor_adds_is_posted_at_once_unless_the_rules_ask_for_it(desk: Store):
    first = await add(desk, "Local", scope=HERE)
    assert [row.channel_id for row in await desk.deliveries_of(HERE, first.id)] == [CHANNEL]
    await ask_in(desk, DESK, asks_editors=True)
    second = await add(desk, "Local again", scope=HERE)
    assert [row.channel_id for row in await desk.deliveries_of(HERE, second.id)] == [DESK]


async def test_a_shared_article_waits_only_where_there_is_an_approval_channel(desk: Store):
    await desk.subscribe(THERE, 5, now=NOW, by=None)
    article = await add(desk, "Story")
    assert [row.channel_id for row in await desk.deliveries_of(THERE, article.id)] == [5]
    await decide(desk, article)
    assert len(await desk.deliveries_of(THERE, article.id)) == 1


async def test_what_no_channel_would_get_is_not_asked_for(desk: Store):
    await only(desk, CHANNEL, "rye")
    article = await add(desk, "Wheat")
    assert [row.channel_id for row in await desk.deliveries_of(HERE, article.id)] == [CHANNEL]
    assert await reason_of(desk, CHANNEL, article) == "the channel’s filter asks for articles with “rye”"
    assert await post(desk) == []
    await desk.unsubscribe(HERE, CHANNEL)
    assert await desk.deliveries_of(HERE, (await add(desk, "Rye")).id) == []


async def test_the_filters_of_the_moment_of_the_decision_count(desk: Store):
    await desk.subscribe(HERE, 5, now=NOW, by=None)
    article = await add(desk, "Wheat")
    await only(desk, 5, "rye")
    decision = await decide(desk, article)
    assert {row.channel_id: row.state for row in decision.deliveries} == {
        CHANNEL: DeliveryState.PENDING,
        5: DeliveryState.SKIPPED,
    }


async def test_a_later_report_is_named_on_the_card_and_approved_with_it(desk: Store):
    await desk.subscribe(HERE, 5, now=NOW, by=None)
    await only(desk, 5, "refunds")
    one = await report(desk, FERRY)
    await post(desk)
    two = await report(desk, FERRY_REVISED, hours=1)
    assert await reason_of(desk, DESK, two) == ON_CARD_REASON
    assert await post(desk, later(hours=1)) == []
    assert await edits(desk) == [one.id]
    await decide(desk, one)
    # As without approval: the second channel gets the report that its filter asks for.
    assert await reason_of(desk, CHANNEL, two) == SAME_STORY_REASON
    assert await reason_of(desk, DESK, two) == APPROVED_TOGETHER_REASON
    assert sorted(id_ for posted in await post(desk, later(hours=2)) for id_ in posted) == [one.id, two.id]


async def test_a_report_of_what_was_posted_is_named_there_without_a_card(desk: Store):
    one = await report(desk, FERRY)
    await decide(desk, one)
    await post(desk, later(hours=1))
    two = await report(desk, FERRY_REVISED, hours=2)
    assert [row.reason for row in await desk.deliveries_of(HERE, two.id)] == [SAME_STORY_REASON]
    assert await post(desk, later(hours=2)) == []


async def test_after_drop_the_same_is_not_asked_for_again_but_after_a_lapse_it_is(desk: Store):
    one = await report(desk, FERRY)
    await decide(desk, one, ApprovalState.DROPPED)
    two = await report(desk, FERRY_REVISED, hours=1)
    assert await reason_of(desk, DESK, two) == DROPPED_STORY_REASON
    strike = await report(desk, STRIKE, hours=1)
    await desk.lapse_approvals(now=later(days=1))
    again = await report(desk, (STRIKE[0], STRIKE[1] + " Talks failed."), hours=25)
    assert (await approval(desk, again)).state is ApprovalState.WAITING
    assert (await approval(desk, strike)).state is ApprovalState.LAPSED


async def test_a_card_that_was_not_posted_because_of_a_removal_names_nothing(desk: Store):
    one = await report(desk, FERRY)
    await desk.remove_article(one.id, now=NOW, by=EDITOR)
    assert await reason_of(desk, DESK, one) == ARTICLE_REMOVED_REASON
    await desk.restore_article(one.id, now=NOW, by=EDITOR)
    two = await report(desk, FERRY_REVISED, hours=1)
    assert (await approval(desk, two)).state is ApprovalState.WAITING


async def test_an_article_that_is_parted_from_a_card_gets_its_own(desk: Store):
    one, two = await report(desk, FERRY), await report(desk, FERRY_REVISED, hours=1)
    await desk.part_story(two, now=later(hours=2), by=EDITOR)
    assert (await approval(desk, two)).lapses_at == later(hours=2 + HOURS)
    await decide(desk, one)
    assert [row.channel_id for row in await desk.deliveries_of(HERE, two.id)] == [DESK]


@pytest.mark.parametrize("decided", [None, ApprovalState.DROPPED])
async def test_an_article_whose_card_leaves_it_gets_its_own(desk: Store, decided: ApprovalState | None):
    one, two = await report(desk, FERRY), await report(desk, FERRY_REVISED, hours=1)
    if decided is not None:
        await post(desk)
        await decide(desk, one, decided)
    three = await report(desk, FERRY_AGAIN, hours=1)
    assert await desk.part_story(one, now=later(hours=2), by=EDITOR) >= {two.id}
    assert (await approval(desk, two)).lapses_at == later(hours=2 + HOURS)
    assert await reason_of(desk, DESK, three) == ON_CARD_REASON


async def test_an_article_that_is_parted_after_approval_was_switched_off_is_posted(desk: Store):
    await report(desk, FERRY)
    two = await report(desk, FERRY_REVISED, hours=1)
    await desk.end_approval(HERE, now=later(hours=1), by=EDITOR)
    await desk.part_story(two, now=later(hours=2), by=EDITOR)
    assert [row.channel_id for row in await desk.deliveries_of(HERE, two.id)] == [CHANNEL]


async def test_a_removed_article_is_not_approved(desk: Store):
    article = await add(desk, "Story")
    await post(desk)
    await desk.remove_article(article.id, now=NOW, by=EDITOR)
    with pytest.raises(InputError, match=f"#{article.number} was removed"):
        await decide(desk, article)
    assert (await decide(desk, article, ApprovalState.DROPPED)).is_new


async def test_of_a_card_whose_own_article_was_removed_the_others_are_posted(desk: Store):
    one, two = await report(desk, FERRY), await report(desk, FERRY_REVISED, hours=1)
    await post(desk)
    await desk.remove_article(one.id, now=NOW, by=EDITOR)
    assert (await decide(desk, one)).deliveries == ()
    assert await post(desk, later(hours=2)) == [[two.id]]


async def test_cards_never_share_a_message(desk: Store):
    articles = [(await add(desk, f"Story {number}")).id for number in range(8)]
    assert await post(desk) == [[article] for article in articles]


async def test_a_deleted_approval_channel_lets_nothing_through(desk: Store):
    (sub,) = [sub for sub in await desk.subscriptions(HERE) if sub.approval]
    await desk.pause_subscription(sub.id, "deleted", channel_deleted=True)
    for number in range(MAX_DELETED_CHANNELS + 1):
        made = await desk.subscribe(HERE, 1_000 + number, now=NOW, by=None)
        await desk.pause_subscription(made.id, "deleted", channel_deleted=True)
    article = await add(desk, "Story")
    assert [row.channel_id for row in await desk.deliveries_of(HERE, article.id)] == [DESK]
    assert await post(desk, later(hours=1)) == []
    assert await desk.lapse_approvals(now=later(hours=HOURS)) == 1


async def test_what_waits_unseen_moves_to_a_new_approval_channel(desk: Store):
    seen, unseen = await add(desk, "Seen"), await add(desk, "Unseen")
    [row] = await claim(desk)
    await desk.mark_delivery_sent(row.id, 5, now=NOW)
    await ask_in(desk, OTHER_DESK)
    assert [sub.channel_id for sub in await desk.subscriptions(HERE) if sub.approval] == [OTHER_DESK]
    assert (await approval(desk, unseen, OTHER_DESK)).lapses_at == later(hours=HOURS)
    assert await post(desk) == [[unseen.id]]
    assert (await decide(desk, seen)).is_new
    assert (await decide(desk, unseen, channel=OTHER_DESK)).is_new
    new = await add(desk, "New")
    assert (await approval(desk, new, OTHER_DESK)).state is ApprovalState.WAITING


async def test_the_cards_of_a_deleted_channel_move_too(desk: Store):
    article = await add(desk, "Story")
    await post(desk)
    (sub,) = [sub for sub in await desk.subscriptions(HERE) if sub.approval]
    await desk.pause_subscription(sub.id, "deleted", channel_deleted=True)
    await ask_in(desk, OTHER_DESK)
    assert await post(desk) == [[article.id]]
    assert (await decide(desk, article, channel=OTHER_DESK)).is_new


async def test_new_rules_of_the_same_channel_keep_what_waits(desk: Store):
    article = await add(desk, "Story")
    await desk.set_approval(HERE, DESK, ApprovalRules(2, asks_editors=True), now=NOW, by=EDITOR)
    assert [sub.approval for sub in await desk.subscriptions(HERE)] == [None, ApprovalRules(2, asks_editors=True)]
    assert (await approval(desk, article)).lapses_at == later(hours=HOURS)
    assert (await approval(desk, await add(desk, "New"))).lapses_at == later(hours=2)


async def test_switched_off_new_articles_are_posted_and_cards_still_wait(desk: Store):
    seen, unseen = await add(desk, "Seen"), await add(desk, "Unseen")
    [row] = await claim(desk)
    await desk.mark_delivery_sent(row.id, 5, now=NOW)
    assert await desk.end_approval(HERE, now=NOW, by=EDITOR) == ApprovalEnd(waiting=1, dropped=1)
    assert await desk.end_approval(HERE, now=NOW, by=EDITOR) is None
    assert [sub.channel_id for sub in await desk.subscriptions(HERE)] == [CHANNEL]
    assert await reason_of(desk, DESK, unseen) == APPROVAL_ENDED_REASON
    assert (await approval(desk, unseen)).state is ApprovalState.DROPPED
    new = await add(desk, "New")
    assert await post(desk) == [[new.id]]
    await decide(desk, seen)
    assert await post(desk, later(hours=2)) == [[seen.id]]


async def test_a_channel_that_had_cards_may_get_posts_later_and_the_reverse(desk: Store):
    article = await add(desk, "Story")
    await post(desk)
    await desk.end_approval(HERE, now=NOW, by=EDITOR)
    await desk.subscribe(HERE, DESK, now=NOW, by=EDITOR)
    await only(desk, DESK, "rye")
    assert [row.channel_id for row in (await decide(desk, article)).deliveries] == [CHANNEL]  # the card is there
    assert (await card(desk, article)).state is DeliveryState.SENT
    await desk.set_subscription_filter(HERE, DESK, EVERYTHING)
    assert len(await post(desk, later(hours=2))) == 1
    await desk.unsubscribe(HERE, DESK)
    await ask_in(desk, DESK)
    assert (await approval(desk, await add(desk, "New"))).state is ApprovalState.WAITING


async def test_an_approval_channel_is_not_unsubscribed(desk: Store):
    await add(desk, "Story", scope=SHARED)
    assert not await desk.unsubscribe(HERE, DESK)
    assert await desk.count_waiting(HERE) == 1
