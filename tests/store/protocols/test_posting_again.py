"""When a story that a channel has is posted there again: never, after some hours, or if something new is in it."""

from __future__ import annotations

import pytest
from store.protocols.deliveries import CHANNEL, claim, post
from store.protocols.test_stories import report
from store.samples import HERE, NOW, THERE, later
from story_reports import FERRY, FERRY_REVISED, STRIKE

from bot.models.articles import SHARED, Article
from bot.models.delivery import Delivery, DeliveryState
from bot.models.filters import NEVER_AGAIN, ChannelFilter, Condition, FilterKind, PostingAgain
from bot.store.protocols.outbox import SAME_STORY_REASON
from bot.store.protocols.store import Store

AFTER_SIX, IF_NEW = PostingAgain(hours=6), PostingAgain(if_new=True)
DEVELOPMENT = (
    "Skelwick ferry refloated after 31 hours, two engineers treated",
    f"{FERRY[1]} Two tugs pulled the vessel off the sand at dawn on Sunday, 31 hours later. Engineers Ewan Baird and "
    "Kirsty Muir were treated for burns from a leaking pipe. Inspectors found a crack of nine metres along the keel. "
    "The transport minister promised an inquiry into the age of the fleet.",
)
"""A near-copy of the report with new sentences, figures and names."""


async def delivery(store: Store, article: Article) -> Delivery:
    (row,) = await store.deliveries_of(HERE, article.id)
    return row


async def repeated(store: Store, again: PostingAgain, text: tuple[str, str], hours: float) -> Delivery:
    """What becomes of a later report in a channel that got the story at first."""
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    assert await store.set_posting_again(HERE, CHANNEL, again)
    await report(store, FERRY)
    await post(store)
    return await delivery(store, await report(store, text, hours=hours, source="The Echo"))


async def test_it_is_kept_for_each_channel_and_forgotten_with_its_subscription(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    assert (await store.subscriptions(HERE))[0].again == NEVER_AGAIN
    for again in (AFTER_SIX, IF_NEW, NEVER_AGAIN, AFTER_SIX):
        assert await store.set_posting_again(HERE, CHANNEL, again)
        assert (await store.subscriptions(HERE))[0].again == again
    assert not await store.set_posting_again(THERE, CHANNEL, again)
    await report(store, FERRY)
    await post(store)
    await store.unsubscribe(HERE, CHANNEL)
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    assert (await store.subscriptions(HERE))[0].again == NEVER_AGAIN


@pytest.mark.parametrize(
    ("hours", "state", "reason", "again"),
    [
        (5, DeliveryState.SKIPPED, f"{SAME_STORY_REASON}; that post is not 6 hours old", None),
        (6, DeliveryState.PENDING, None, "the last post of this story was made more than 6 hours before"),
    ],
)
async def test_after_some_hours(store: Store, hours: float, state: DeliveryState, reason: str, again: str):
    row = await repeated(store, AFTER_SIX, FERRY_REVISED, hours)
    assert (row.state, row.reason, row.again) == (state, reason, again)


async def test_the_hours_begin_with_the_last_post_of_the_story(store: Store):
    await repeated(store, AFTER_SIX, FERRY_REVISED, 7)
    assert len(await post(store, later(hours=7))) == 1
    third = await report(store, (FERRY[0], FERRY_REVISED[1] + " The harbour stays open."), hours=12)
    assert (await delivery(store, third)).state is DeliveryState.SKIPPED
    fourth = await report(store, (FERRY[0], FERRY_REVISED[1] + " The harbour is open."), hours=13)
    assert (await delivery(store, fourth)).state is DeliveryState.PENDING


async def test_a_post_that_is_still_to_be_made_is_not_repeated(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await store.set_posting_again(HERE, CHANNEL, AFTER_SIX)
    await report(store, FERRY)
    second = await report(store, FERRY_REVISED, hours=9)
    assert (await delivery(store, second)).state is DeliveryState.SKIPPED


async def test_if_something_new_is_in_it(store: Store):
    row = await repeated(store, IF_NEW, DEVELOPMENT, 1)
    assert row.state is DeliveryState.PENDING
    assert row.again is not None
    assert row.again.startswith("the earlier articles do not have “31 hours”")
    (claimed,) = await claim(store, later(hours=1))
    assert claimed.again == row.again


async def test_not_if_too_little_is_new(store: Store):
    row = await repeated(store, IF_NEW, FERRY_REVISED, 1)
    assert row.state is DeliveryState.SKIPPED
    assert row.reason == f"{SAME_STORY_REASON}; too little in this one is new for another post"


async def test_never_by_default(store: Store):
    assert (await repeated(store, NEVER_AGAIN, DEVELOPMENT, 90)).reason == SAME_STORY_REASON


async def test_what_a_filter_refuses_is_not_posted_again_either(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await store.set_posting_again(HERE, CHANNEL, AFTER_SIX)
    await report(store, FERRY)
    await post(store)
    wanted = ChannelFilter(include=(Condition(FilterKind.WORDS, "budget"),))
    await store.set_subscription_filter(HERE, CHANNEL, wanted)
    row = await delivery(store, await report(store, FERRY_REVISED, hours=9))
    assert row.state is DeliveryState.SKIPPED
    assert "filter" in (row.reason or "")


async def test_an_article_that_was_left_out_so_is_posted_when_it_is_parted(store: Store):
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await store.set_posting_again(HERE, CHANNEL, IF_NEW)
    await report(store, FERRY)
    await post(store)
    second = await report(store, FERRY_REVISED, hours=1)
    await store.part_story(second, now=later(hours=2), by=9)
    assert await post(store, later(hours=2)) == [[second.id]]


async def test_what_another_server_added_makes_nothing_old(store: Store):
    for guild in (HERE, THERE):
        await store.subscribe(guild, CHANNEL + guild, now=NOW, by=1)
        await store.set_posting_again(guild, CHANNEL + guild, IF_NEW)
    await report(store, FERRY)
    await post(store)
    await report(store, DEVELOPMENT, scope=THERE, hours=1)
    row = await delivery(store, await report(store, DEVELOPMENT, scope=SHARED, hours=2, source="The Post"))
    assert row.state is DeliveryState.PENDING


async def test_another_story_is_no_repetition(store: Store):
    assert (await repeated(store, AFTER_SIX, STRIKE, 1)).again is None
