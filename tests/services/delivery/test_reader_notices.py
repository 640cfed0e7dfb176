"""Telling people that direct messages do not reach them, when Discord does not do what it should."""

from __future__ import annotations

import pytest
from conftest import Clock
from services.delivery.fake_sender import Channels

from bot.errors import DeliveryError
from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.services.delivery import single_messages
from bot.services.delivery.errors import PostRejected, TransientError, Unconfirmed
from bot.services.delivery.reader_notices import ReaderNotices
from bot.services.delivery.sender import LATE_EFFECT_SECONDS
from bot.store.protocols.store import Store

HERE, ROOM = 4001, 9
LEE = ChannelFilter((Condition(FilterKind.ACTOR, "Ann Lee"),))


async def paused(store: Store, clock: Clock, *people: int) -> None:
    """People who follow something, and do not allow direct messages."""
    for person in people:
        await store.follow(HERE, person, 10 * person, LEE, asked_in=ROOM, now=clock())
        [one] = await store.following(person)
        await store.pause_subscription(one.reader.subscription_id, "closed")


async def test_everyone_is_told_once_some_in_each_round(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_messages, "MAX_AT_ONCE", 2)
    await paused(store, clock, 1, 2, 3)
    channels = Channels()
    notices = ReaderNotices(store, channels, clock)
    assert [await notices.post_due() for _ in range(3)] == [2, 1, 0]
    assert [(channel, posted.split()[:2]) for channel, posted in channels.posts] == [
        (ROOM, ["told", str(person)]) for person in (1, 2, 3)
    ]
    assert len({posted for _, posted in channels.posts}) == 3


@pytest.mark.parametrize("arrived", [True, False])
async def test_after_a_lost_answer_the_message_is_searched_for_before_it_is_made_again(
    store: Store, clock: Clock, arrived: bool
) -> None:
    await paused(store, clock, 1)

    async def lose(_: int) -> None:
        msg = "no answer"
        raise Unconfirmed(msg)

    channels = Channels(before=lose)
    notices = ReaderNotices(store, channels, clock)
    assert await notices.post_due() == 0
    if arrived:
        [one] = await store.following(1)
        key = f"{await store.installation_id()}-reader-{one.reader.subscription_id}"
        channels.posts.append((ROOM, f"told 1 {key}"))
    channels.before = Channels().before
    clock.move(LATE_EFFECT_SECONDS - 1)
    assert await notices.post_due() == 0
    clock.move(1)
    assert await notices.post_due() == (not arrived)
    assert len(channels.looked) == 1
    clock.move(10 * LATE_EFFECT_SECONDS)
    assert await notices.post_due() == 0
    assert len(channels.posts) == 1


@pytest.mark.parametrize(
    ("error", "told_later"), [(TransientError("busy", 30.0), True), (PostRejected("not there any longer"), False)]
)
async def test_what_discord_refuses_for_the_moment_is_tried_again_and_nothing_else(
    store: Store, clock: Clock, error: DeliveryError, told_later: bool
) -> None:
    await paused(store, clock, 1)

    async def refuse(_: int) -> None:
        raise error

    channels = Channels(before=refuse)
    notices = ReaderNotices(store, channels, clock)
    assert await notices.post_due() == 0
    channels.before = Channels().before
    clock.move(29)
    assert await notices.post_due() == 0
    clock.move(1)
    assert await notices.post_due() == told_later
    assert channels.looked == []
