"""What people follow, in the store."""

from __future__ import annotations

from store.samples import HERE, NOW, THERE, add, later, person

from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.models.follows import HOURS_APART, Follow, Following, Reader, ReaderNotice
from bot.store.protocols.follows import GROUPING_SECONDS
from bot.store.protocols.store import Store

ANN, BO = 71, 72
"""Two people; their direct messages have ten times their ids."""
ROOM = 900
LEE = ChannelFilter((Condition(FilterKind.ACTOR, "Ann Lee"),))
PORT = ChannelFilter((Condition(FilterKind.WORDS, "port"),), (Condition(FilterKind.WORDS, "ship"),))
DUE = later(seconds=GROUPING_SECONDS)


async def follow(
    store: Store, who: int = ANN, wanted: ChannelFilter = LEE, *, guild: int = HERE, asked_in: int | None = ROOM
) -> bool:
    return await store.follow(guild, who, 10 * who, wanted, asked_in=asked_in, now=NOW)


async def ids(store: Store, who: int = ANN) -> list[int]:
    return [each.id for one in await store.following(who) for each in one.reader.follows]


async def claimed(store: Store, seconds: int = GROUPING_SECONDS) -> list[tuple[int, int, str]]:
    """Channel, article and names of what is followed of each delivery that is due."""
    rows = await store.claim_deliveries(now=later(seconds=seconds), lease_seconds=60, limit=9)
    return [(row.channel_id, row.article_id, _names(row.reader)) for row in rows]


def _names(reader: Reader | None) -> str:
    assert reader is not None
    return "; ".join(each.name for each in reader.follows)


async def test_what_is_followed_is_listed_by_place(store: Store):
    assert await follow(store)
    assert await follow(store, wanted=PORT)
    assert not await follow(store, wanted=PORT)
    assert await store.follow(THERE, ANN, 5, LEE, asked_in=5, now=NOW)
    assert await follow(store, BO)
    here = Following(HERE, Reader(1, ANN, ROOM, is_mentioned=False, follows=(Follow(1, LEE), Follow(2, PORT))))
    there = Following(THERE, Reader(4, ANN, 5, is_mentioned=True, follows=(Follow(4, LEE),)))
    assert await store.following(ANN) == [here, there]
    assert await store.following(ANN, THERE) == [there]
    assert await store.following(99) == []
    assert await store.count_readers(HERE) == 2
    assert Follow(1, PORT).name == "port, not ship"


async def test_a_reader_is_no_channel_of_the_server(store: Store):
    await follow(store)
    await store.subscribe(HERE, 10 * ANN, now=NOW, by=None)
    assert [sub.id for sub in await store.subscriptions(HERE)] == [2]
    assert [sub.id for sub in await store.all_subscriptions()] == [2]
    assert await store.unsubscribe(HERE, 10 * ANN)
    assert len(await ids(store)) == 1
    await store.pause_subscription(1, "closed")
    assert await store.paused_subscriptions() == []
    assert await store.count_readers(HERE) == 1


async def test_an_article_is_delivered_once_to_each_who_follows_something_of_it(store: Store):
    await follow(store)
    await follow(store, wanted=PORT)
    await follow(store, BO, PORT)
    await follow(store, BO, LEE, guild=THERE)
    article = await add(store, "The port", scope=HERE, actors=[person("Ann Lee")])
    await add(store, "Nothing", scope=HERE)
    assert await claimed(store, GROUPING_SECONDS - 1) == []
    assert await claimed(store) == [
        (10 * ANN, article.id, "Ann Lee; port, not ship"),
        (10 * BO, article.id, "port, not ship"),
    ]
    assert await store.deliveries_of(HERE, article.id) == []


async def test_what_waits_only_for_what_is_no_longer_followed_is_not_sent(store: Store):
    await follow(store)
    await follow(store, wanted=PORT)
    both = await add(store, "The port", actors=[person("Ann Lee")])
    await add(store, "Quiet", actors=[person("Ann Lee")])
    assert await store.unfollow(BO, await ids(store)) == 0
    assert await store.unfollow(ANN, [1, 99]) == 1
    assert await claimed(store) == [(10 * ANN, both.id, "port, not ship")]
    assert await store.unfollow(ANN, [2]) == 1
    assert await store.count_user_records(ANN) == 0
    assert await store.count_readers(HERE) == 0


async def test_messages_are_hours_apart(store: Store):
    await follow(store)
    await add(store, "One", actors=[person("Ann Lee")])
    [row] = await store.claim_deliveries(now=DUE, lease_seconds=60, limit=9)
    await store.mark_delivery_sent(row.id, 1, now=DUE)
    second = await add(store, "Two", actors=[person("Ann Lee")])
    assert await claimed(store) == []
    hours = GROUPING_SECONDS + 3_600 * HOURS_APART
    assert await claimed(store, hours - 1) == []
    assert await claimed(store, hours + 1_200) == [(10 * ANN, second.id, "Ann Lee")]


async def test_nothing_is_collected_while_it_is_paused(store: Store):
    await follow(store)
    first = await add(store, "One", actors=[person("Ann Lee")])
    await store.pause_subscription(1, "closed")
    await add(store, "Two", actors=[person("Ann Lee")])
    [one] = await store.following(ANN)
    assert one.paused == "closed"
    assert await store.resume_readers(ANN, THERE) == 0
    assert await store.resume_readers(ANN, subscription_id=9) == 0
    assert await store.resume_readers(BO) == 0
    assert await store.resume_readers(ANN, HERE) == 1
    assert await claimed(store) == [(10 * ANN, first.id, "Ann Lee")]
    await store.pause_subscription(1, "closed")
    await follow(store, wanted=PORT)
    assert [one.paused for one in await store.following(ANN)] == [None]


async def test_a_reader_is_to_be_told_once_where_they_asked(store: Store):
    await follow(store)
    await store.follow(HERE, BO, ROOM, LEE, asked_in=ROOM, now=NOW)  # in a thread
    await follow(store, BO, guild=0, asked_in=None)
    assert await store.claim_reader_notice(now=NOW, until=later(hours=1)) is None
    for subscription in (1, 2, 3):
        await store.pause_subscription(subscription, "closed")
    reader = Reader(1, ANN, ROOM, is_mentioned=False)
    assert await store.claim_reader_notice(now=NOW, until=later(hours=1)) == ReaderNotice(HERE, reader, False)
    assert await store.claim_reader_notice(now=NOW, until=later(hours=1)) is None
    again = ReaderNotice(HERE, reader, is_repeated=True)
    assert await store.claim_reader_notice(now=later(hours=1), until=later(hours=2)) == again
    await store.reschedule_reader_notice(1, later(hours=3))
    assert await store.claim_reader_notice(now=later(hours=2), until=later(hours=9)) is None
    assert await store.claim_reader_notice(now=later(hours=3), until=later(hours=9)) == ReaderNotice(
        HERE, reader, False
    )
    await store.reschedule_reader_notice(1, None)
    assert await store.claim_reader_notice(now=later(days=9), until=later(days=10)) is None


async def test_an_ended_reader_leaves_nothing(store: Store):
    await follow(store)
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await add(store, "One", actors=[person("Ann Lee")])
    await store.end_reader(1)
    await store.end_reader(2)
    assert await store.following(ANN) == []
    assert len(await store.subscriptions(HERE)) == 1
    rows = await store.claim_deliveries(now=DUE, lease_seconds=60, limit=9)
    assert [row.channel_id for row in rows] == [1]
