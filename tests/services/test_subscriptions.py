"""What became of an article in each channel, while the store changes."""

from __future__ import annotations

import pytest
from conftest import START, Clock
from services.delivery.fake_sender import Channels
from store.samples import HERE, add

from bot.errors import InputError
from bot.models.guilds import PostLook, PostStyle
from bot.services.delivery.worker import DeliveryWorker
from bot.services.subscriptions import Subscriptions
from bot.store.protocols.store import Store


@pytest.fixture
def subscriptions(store: Store, clock: Clock) -> Subscriptions:
    return Subscriptions(store, DeliveryWorker(store, Channels(), clock), clock)


async def test_options_of_a_channel_that_is_not_subscribed_are_refused(subscriptions: Subscriptions) -> None:
    await subscriptions.start(HERE, 1, by=7)
    for change in (subscriptions.set_role(HERE, 2, 5), subscriptions.set_publish(HERE, 2, publish=True)):
        with pytest.raises(InputError, match="name such a channel, or type /announce on there"):
            await change
    assert (await subscriptions.set_role(HERE, 1, 5)).role_id == 5
    assert (await subscriptions.set_publish(HERE, 1, publish=True)).role_id == 5


async def test_the_style_and_the_picture_of_a_channel_keep_each_other(subscriptions: Subscriptions) -> None:
    await subscriptions.start(HERE, 1, by=7)
    await subscriptions.set_style(HERE, 1, PostStyle.COMPACT)
    await subscriptions.set_picture(HERE, 1, picture=True)
    assert await subscriptions.look_in(HERE, 1) == PostLook(PostStyle.COMPACT, picture=True)
    assert await subscriptions.look_in(HERE, 2) == PostLook()
    with pytest.raises(InputError, match="name such a channel, or type /announce on there"):
        await subscriptions.set_style(HERE, 2, PostStyle.COMPACT)


async def test_only_the_deleted_channel_is_paused(store: Store, subscriptions: Subscriptions) -> None:
    await subscriptions.start(HERE, 1, by=7)
    await subscriptions.start(HERE, 2, by=7)
    await subscriptions.channel_deleted(HERE, 1)
    assert [(sub.channel_id, sub.channel_deleted) for sub in await subscriptions.of(HERE)] == [(1, True), (2, False)]


async def test_a_post_is_expected_where_nothing_keeps_it_back(store: Store, subscriptions: Subscriptions) -> None:
    for channel in (1, 2, 3, 4):
        await subscriptions.start(HERE, channel, by=7)
    await subscriptions.channel_deleted(HERE, 1)
    await subscriptions.set_filter(HERE, 3, "source:Reuters")
    await subscriptions.set_daily_limit(HERE, 4, "5 a day")
    article = await add(store, "Story", now=START)
    expected = [channel for channel in range(6) if await subscriptions.posts_soon(HERE, channel, article.id)]
    assert expected == [2]


async def test_articles_of_one_shared_post_do_not_wait_for_each_other(
    store: Store, subscriptions: Subscriptions, clock: Clock
) -> None:
    async def fails(_: int) -> None:
        raise ZeroDivisionError

    await subscriptions.start(HERE, 1, by=7)
    articles = [await add(store, f"Story {number}", now=START) for number in range(7)]
    await DeliveryWorker(store, Channels(fails), clock).deliver_due()
    late = await add(store, "Late", now=START)
    waits = [(await subscriptions.delivery_statuses(HERE, article))[0].waits_for for article in (*articles, late)]
    assert waits[:7] == [None] * 7
    assert waits[7] is not None
    assert waits[7][1] == articles[0].number
