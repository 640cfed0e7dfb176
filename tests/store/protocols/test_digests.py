"""Channels with a digest: what is new comes in one post at the times of the schedule, once, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from store.protocols.deliveries import LEASE, claim, post, subscribed
from store.samples import BOTH, HERE, NOW, add, later

from bot.models.filters import NO_LIMITS, ChannelLimits, DigestSchedule, QuietHours
from bot.models.guilds import GuildSettings
from bot.store.protocols.digests import MAX_DIGEST, next_digest, schedule_in_words
from bot.store.protocols.store import Store

CHANNEL = 61
AT_ONE = DigestSchedule((time(13),))
"""An hour after ``NOW``."""
TWICE = DigestSchedule((time(13), time(18)))
BERLIN = "Europe/Berlin"


async def with_digest(store: Store, articles: int, schedule: DigestSchedule = AT_ONE, **limits: object) -> list[int]:
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    await set_digest(store, schedule, **limits)
    return await subscribed(store, articles)


async def set_digest(store: Store, schedule: DigestSchedule | None, now: datetime = NOW, **limits: object) -> None:
    changed = ChannelLimits(digest=schedule, **limits)  # type: ignore[arg-type]
    assert await store.set_subscription_limits(HERE, CHANNEL, changed, now=now)


async def publish(store: Store, title: str, now: datetime) -> int:
    return (await add(store, title, now=now)).id


@BOTH
async def test_what_is_new_waits_for_the_digest_and_comes_in_one_post(store: Store):
    articles = await with_digest(store, 3)
    assert await post(store) == []
    [head] = (await store.heads_of_line(HERE)).values()
    assert (head.held_until, head.reason) == (later(hours=1), "for the briefing of 13:00, UTC")
    assert await post(store, later(minutes=59)) == []
    late = await publish(store, "Late", later(minutes=59.5))
    assert await post(store, later(hours=1)) == [[*articles, late]]
    [row] = await store.deliveries_of(HERE, late)
    assert row.digest_of == later(hours=1)
    assert await post(store, later(hours=25)) == []


@BOTH
async def test_a_single_article_is_a_digest_too(store: Store):
    [article] = await with_digest(store, 1)
    assert await post(store, later(hours=1)) == [[article]]
    [row] = await store.deliveries_of(HERE, article)
    assert row.digest_of == later(hours=1)


@BOTH
async def test_a_digest_knows_its_articles_in_its_own_server(store: Store):
    articles = await with_digest(store, 3)
    removed = await store.article_by_id(HERE, articles[1])
    assert removed is not None
    await store.remove_article(removed.id, now=NOW, by=1)
    await post(store, later(hours=1))
    [row] = await store.deliveries_of(HERE, articles[0])
    assert row.batch_id is not None
    made_of = await store.digest_articles(HERE, row.batch_id)
    assert made_of is not None
    assert (made_of.digest_of, list(made_of.posted), made_of.named) == (later(hours=1), [articles[0], articles[2]], ())
    assert await store.digest_articles(HERE, row.batch_id + 9) is None
    assert await store.digest_articles(HERE + 1, row.batch_id) is None


@BOTH
async def test_sixty_articles_are_one_post_and_what_is_too_much_follows_at_once(store: Store):
    articles = await with_digest(store, 60)
    assert await post(store, later(hours=1)) == [articles]
    more = [await publish(store, f"More {i}", later(hours=2)) for i in range(MAX_DIGEST + 2)]
    assert await post(store, later(hours=24.9)) == []
    assert await post(store, later(hours=25)) == [more[:MAX_DIGEST], more[MAX_DIGEST:]]


@BOTH
async def test_several_times_a_day_each_have_what_came_before_them(store: Store):
    [first] = await with_digest(store, 1, TWICE)
    assert await post(store, later(hours=1)) == [[first]]
    second = await publish(store, "Second", later(hours=1.1))
    assert await post(store, later(hours=5.9)) == []
    third = await publish(store, "Third", later(hours=5.95))
    assert await post(store, later(hours=6)) == [[second, third]]


@BOTH
async def test_a_missed_digest_is_posted_within_its_window_and_otherwise_with_the_next(store: Store):
    [first] = await with_digest(store, 1)
    assert await post(store, later(hours=3.9)) == [[first]]  # nothing was claimed before: the bot was not running
    second = await publish(store, "Second", later(hours=4))
    assert await post(store, later(hours=28.1)) == []
    third = await publish(store, "Third", later(hours=30))
    assert await post(store, later(hours=48.9)) == []
    assert await post(store, later(hours=49)) == [[second, third]]


@BOTH
async def test_a_digest_that_surely_failed_is_tried_again_until_its_window_ends(store: Store):
    one, two = await with_digest(store, 2)
    for row in await claim(store, later(hours=1)):
        await store.reschedule_delivery(row.id, "Discord is down", at=later(hours=1.1))
    again = await claim(store, later(hours=1.1))
    assert [row.article_id for row in again] == [one, two]
    for row in again:
        await store.reschedule_delivery(row.id, "Discord is down", at=later(hours=4.1))
    assert await post(store, later(hours=4.1)) == []
    three = await publish(store, "Three", later(hours=5))
    assert await post(store, later(hours=25)) == [[one, two, three]]


@BOTH
async def test_a_digest_whose_post_may_exist_is_not_held_back_and_gets_no_more_articles(store: Store):
    articles = await with_digest(store, 2)
    claimed = await claim(store, later(hours=1))
    await store.release_claims(now=later(hours=1))  # the bot was killed while it was posting
    late = await publish(store, "Late", later(hours=1.01))
    again = await claim(store, later(hours=7))
    assert [row.article_id for row in again] == articles
    assert {row.batch_id for row in again} == {claimed[0].id}
    for row in again:
        await store.mark_delivery_sent(row.id, 11, now=later(hours=7))
    assert await post(store, later(hours=7, seconds=LEASE)) == []
    assert await post(store, later(hours=25)) == [[late]]


@BOTH
async def test_another_schedule_counts_from_now_on_and_without_one_all_is_posted(store: Store):
    articles = await with_digest(store, 2)
    assert await post(store) == []
    await set_digest(store, DigestSchedule((time(12, 30),)), now=later(minutes=31))
    assert await post(store, later(hours=2)) == []
    assert await post(store, later(hours=24, minutes=30)) == [articles]
    more = [await publish(store, f"More {i}", later(hours=25)) for i in range(2)]
    assert await post(store, later(hours=25)) == []
    await set_digest(store, None, now=later(hours=26))
    assert await post(store, later(hours=26)) == [more]
    [row] = await store.deliveries_of(HERE, more[0])
    assert row.digest_of is None


@BOTH
async def test_quiet_hours_and_a_daily_limit_hold_for_digests_too(store: Store):
    articles = await with_digest(store, 2, quiet=QuietHours(time(12, 30), time(13, 30)))
    assert await post(store, later(hours=1)) == []
    assert await post(store, later(hours=1.5)) == [articles]
    await set_digest(store, TWICE, now=later(hours=2), posts_a_day=1)
    more = await publish(store, "More", later(hours=3))
    assert await post(store, later(hours=6)) == []
    assert await post(store, later(hours=25.5)) == [[more]]


async def test_a_server_that_moves_to_another_time_zone_takes_its_digests_along(store: Store):
    articles = await with_digest(store, 1)
    assert await post(store) == []
    await store.save_guild_settings(GuildSettings(HERE, time_zone="America/New_York"))
    [sub] = await store.subscriptions(HERE)
    assert sub.limits.digest == DigestSchedule((time(13),), zone="America/New_York")
    assert await store.guild_settings(HERE) == GuildSettings(HERE, time_zone="America/New_York")
    assert await post(store, later(hours=1)) == []
    assert await post(store, later(hours=6)) == [articles]
    await store.unsubscribe(HERE, CHANNEL)
    assert (await store.subscribe(HERE, CHANNEL, now=NOW, by=1)).limits == NO_LIMITS


@pytest.mark.parametrize(
    ("clock", "after", "times"),
    [
        ("08:00", "2026-11-28T07:00", "2026-11-29T07:00"),
        ("08:00", "2026-11-28T06:59", "2026-11-28T07:00"),
        ("08:00", "2026-07-28T05:59", "2026-07-28T06:00"),
        # The night in which the clocks go forward: between two and three there is no time; three is the next.
        ("02:30", "2026-03-28T12:00", "2026-03-29T01:00 2026-03-30T00:30"),
        ("02:00 02:30 03:00", "2026-03-28T12:00", "2026-03-29T01:00 2026-03-30T00:00"),
        # That in which they go back: half past two comes twice, its digest once.
        ("02:30", "2026-10-24T12:00", "2026-10-25T00:30 2026-10-26T01:30"),
        ("02:30 03:00", "2026-10-25T00:30", "2026-10-25T02:00 2026-10-26T01:30"),
    ],
)
def test_the_times_of_a_digest_are_those_that_the_clocks_show_in_berlin(clock: str, after: str, times: str) -> None:
    schedule = DigestSchedule(tuple(map(time.fromisoformat, clock.split())), zone=BERLIN)
    at = datetime.fromisoformat(after).replace(tzinfo=UTC)
    for expected in times.split():
        at = next_digest(schedule, at)
        assert at == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_schedule_may_be_for_weekdays_or_for_days_of_the_week() -> None:
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert next_digest(DigestSchedule((time(8),), (0, 1, 2, 3, 4)), friday) == datetime(2026, 11, 30, 8, tzinfo=UTC)
    thursday = DigestSchedule((time(8),), (3,), "Nowhere/Atlantis")
    assert next_digest(thursday, friday) == datetime(2026, 12, 3, 8, tzinfo=UTC)
    assert next_digest(thursday, next_digest(thursday, friday)) == datetime(2026, 12, 10, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (DigestSchedule((time(8),)), "daily at 08:00 (UTC)"),
        (
            DigestSchedule((time(8), time(18)), (0, 1, 2, 3, 4), BERLIN),
            "on weekdays at 08:00 and 18:00 (Europe/Berlin)",
        ),
        (DigestSchedule((time(8),), (0, 2, 6)), "on Mondays, Wednesdays and Sundays at 08:00 (UTC)"),
    ],
)
def test_a_schedule_is_said_in_words(schedule: DigestSchedule, words: str) -> None:
    assert schedule_in_words(schedule) == words


@pytest.mark.parametrize("night", ["2026-03-28T20:00", "2026-10-24T20:00"])
@BOTH
async def test_a_digest_comes_once_in_a_night_in_which_the_clocks_change(store: Store, night: str):
    evening = datetime.fromisoformat(night).replace(tzinfo=UTC)
    await store.subscribe(HERE, CHANNEL, now=evening, by=1)
    await set_digest(store, DigestSchedule((time(2, 30),), zone=BERLIN), now=evening)
    first = await publish(store, "First", evening)
    posts = []
    for minutes in range(0, 60 * 10, 10):
        at = datetime.fromtimestamp(evening.timestamp() + 60 * minutes, UTC)
        posts += await post(store, at)
        if len(posts) == 1 and minutes % 60 == 0:
            await publish(store, f"Later {minutes}", at)
    assert posts == [[first]]
