"""Posts over real sockets, with discord.py as it is, against a Discord that fails in the middle."""

from __future__ import annotations

import asyncio

import discord
import pytest
from fake_discord import shapes
from fake_discord.faults import Fault
from fake_discord.state import Channel
from store.samples import edit
from ui.wire import Wire

from bot.models.articles import Article
from bot.services.delivery.sender import LATE_EFFECT_SECONDS
from bot.services.delivery.worker import DeliveryWorker
from bot.ui.sender import DiscordSender

NONCE_GONE = 250.0
"""Seconds after which Discord does not know a nonce any more."""


# ---------------------------------------------------------------- forums


@pytest.mark.parametrize("fault", [Fault.ERROR_AFTER, Fault.RESET_AFTER, Fault.HANG_AFTER])
async def test_a_thread_whose_creation_was_not_confirmed_is_found_and_not_created_again(
    wire: Wire, fault: Fault
) -> None:
    await wire.channel("forum", shapes.FORUM)
    article = await wire.add("Story")
    wire.discord.plan.hang_seconds = (0.0, 0.0)
    wire.discord.plan.force(fault)
    assert await wire.deliver() == 0
    wire.passes(7)
    assert await wire.deliver() == 1
    (thread,) = wire.threads()
    (row,) = await wire.store.deliveries_of(int(wire.guild["id"]), article.id)
    assert row.thread_id == thread.id
    assert wire.asked("POST /channels/") == 1


async def test_a_thread_is_waited_for_as_long_as_it_may_still_appear(wire: Wire) -> None:
    await wire.channel("forum", shapes.FORUM)
    await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_LATE)
    for _ in range(6):
        assert await wire.deliver() == 0
        wire.passes(100)
    await wire.discord.land()
    wire.passes(100)
    assert await wire.deliver() == 1
    assert len(wire.threads()) == 1
    assert wire.asked("POST /channels/") == 1


async def test_a_thread_that_never_appeared_is_then_created(wire: Wire) -> None:
    await wire.channel("forum", shapes.FORUM)
    await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_BEFORE)
    assert await wire.deliver() == 0
    wire.passes(LATE_EFFECT_SECONDS - 60)
    assert await wire.deliver() == 0
    wire.passes(61)
    assert await wire.deliver() == 1
    assert len(wire.threads()) == 1


@pytest.mark.parametrize("ahead", [-86_400.0, 86_400.0])
async def test_a_thread_is_found_even_if_the_clock_is_wrong(wire: Wire, ahead: float) -> None:
    await wire.channel("forum", shapes.FORUM)
    wire.clock.move(ahead)
    await wire.add("Story")
    wire.discord.plan.force(Fault.RESET_AFTER)
    assert await wire.deliver() == 0
    wire.clock.move(-ahead + 7)
    again = DeliveryWorker(
        wire.store, DiscordSender(wire.client, wire.clock), wire.clock
    )  # another process: it remembers nothing
    async with asyncio.timeout(10):
        assert await again.deliver_due() == 1
    assert len(wire.threads()) == 1


async def test_a_thread_that_was_archived_meanwhile_is_found(wire: Wire) -> None:
    await wire.channel("forum", shapes.FORUM)
    await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_AFTER)
    await wire.deliver()
    wire.threads()[0].data["thread_metadata"]["archived"] = True
    wire.passes(7)
    assert await wire.deliver() == 1
    assert len(wire.threads()) == 1


async def test_a_thread_without_its_first_message_is_not_made_again(wire: Wire) -> None:
    await wire.channel("forum", shapes.FORUM)
    article = await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_AFTER)
    await wire.deliver()
    wire.threads()[0].messages.clear()
    wire.passes(7)
    assert await wire.deliver() == 1
    assert len(wire.threads()) == 1
    await edit(wire.store, article, "Other")
    wire.passes(7200)
    await wire.follow_up()
    follow_ups = await wire.store.follow_ups_of(int(wire.guild["id"]), article.id)
    assert "its post was deleted" in {task.reason for task in follow_ups}


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize("limit", [Fault.LIMITED, Fault.GLOBAL])
@pytest.mark.parametrize("looking", [True, False])
async def test_a_rate_limit_that_outlasts_the_nonce_does_not_double_a_post(
    wire: Wire, limit: Fault, looking: bool
) -> None:
    channel = await wire.channel("news")
    await wire.add("Story")
    wire.discord.plan.limit_seconds = (NONCE_GONE, NONCE_GONE)
    wire.discord.plan.force(Fault.RESET_AFTER)
    await wire.deliver()
    wire.passes(7)
    wire.discord.plan.routes = (f"{'GET' if looking else 'POST'} /channels/{channel.id}/messages",)
    wire.discord.plan.force(limit)
    if not looking:  # the post is made so late that the look does not show it yet
        hidden = dict(channel.messages)
        channel.messages.clear()
    assert await wire.deliver() == 0
    if not looking:
        channel.messages.update(hidden)
    wire.passes(NONCE_GONE + 7)
    assert await wire.deliver() == 1
    assert len(channel.messages) == 1


async def test_a_long_rate_limit_in_many_channels_does_not_delay_others(wire: Wire) -> None:
    limited = [await wire.channel(f"limited-{number}") for number in range(25)]
    other = await wire.channel("other", guild=wire.discord.world.add_guild("Elsewhere"))
    await wire.add("Story")
    wire.discord.plan.limit_seconds = (900.0, 900.0)
    wire.discord.plan.routes = tuple(f"POST /channels/{channel.id}/" for channel in limited)
    wire.discord.plan.force(*[Fault.LIMITED] * 25)
    assert await wire.deliver() == 1
    assert len(other.messages) == 1


async def test_a_rate_limit_of_delivery_does_not_delay_answers(wire: Wire) -> None:
    channel = await wire.channel("news")
    await wire.add("Story")
    wire.discord.plan.limit_seconds = (25.0, 25.0)
    wire.discord.plan.force(Fault.GLOBAL)
    assert await wire.deliver() == 0
    async with asyncio.timeout(20):  # less than the limit
        await wire.client.http.send_message(channel.id, params=discord.http.handle_message_parameters(content="Hello"))


@pytest.mark.slow
async def test_a_rate_limit_on_the_whole_bot_postpones_every_channel(wire: Wire) -> None:
    for number in range(40):
        await wire.channel(f"news-{number}", guild=wire.discord.world.add_guild(f"Town {number}"))
    await wire.add("Story")
    wire.discord.plan.limit_seconds = (300.0, 300.0)
    wire.discord.plan.routes = ("GET /channels/",)
    wire.discord.plan.force(Fault.GLOBAL)
    assert await wire.deliver() == 0
    assert wire.asked("GET /channels/") < 30
    wire.passes(376)
    assert await wire.deliver() == 40


async def test_a_rate_limit_on_a_channels_edits_postpones_its_other_edits(wire: Wire) -> None:
    channel = await wire.channel("news")
    articles = [await wire.add(f"Story {number}") for number in range(5)]
    await wire.deliver()
    for article in articles:
        await edit(wire.store, article, f"Corrected {article.number}")
    wire.passes(7200)
    wire.discord.plan.routes = ("PATCH /channels/",)
    wire.discord.plan.limit_seconds = (300.0, 300.0)
    wire.discord.plan.force(Fault.LIMITED)
    assert await wire.follow_up() == 0
    assert wire.asked("PATCH /channels/") == 1
    wire.passes(376)
    assert await wire.follow_up() == 5
    assert all("Corrected" in message["embeds"][0]["title"] for message in channel.messages.values())


@pytest.mark.slow
async def test_posts_at_full_speed_stay_below_discords_global_rate_limit(wire: Wire) -> None:
    for number in range(80):
        await wire.channel(f"news-{number}", guild=wire.discord.world.add_guild(f"Town {number}"))
    await wire.add("Story")
    assert await wire.deliver() == 80
    assert wire.discord.limits.hits == {}


# ---------------------------------------------------------------- channels


async def test_a_duplicate_made_by_a_late_request_is_deleted(wire: Wire) -> None:
    channel = await wire.channel("news")
    await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_LATE)
    await wire.deliver()
    wire.passes(7)
    assert await wire.deliver() == 1
    (first,) = channel.messages
    wire.passes(500)
    await wire.discord.land()
    assert len(channel.messages) == 2
    wire.passes(LATE_EFFECT_SECONDS)
    await wire.follow_up()
    assert list(channel.messages) == [first]


async def test_a_correction_between_two_tries_reaches_the_post_that_the_first_one_made(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_AFTER)
    await wire.deliver()
    await edit(wire.store, article, "Corrected")
    wire.passes(7)
    assert await wire.deliver() == 1
    await wire.follow_up()
    (message,) = channel.messages.values()
    assert message["embeds"][0]["title"] == "Corrected"


async def test_a_removal_between_two_tries_reaches_the_post_that_the_first_one_made(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    wire.discord.plan.force(Fault.ERROR_AFTER)
    await wire.deliver()
    await wire.store.remove_article(article.id, now=wire.clock(), by=1)
    wire.passes(7)
    await wire.deliver()
    await wire.follow_up()
    (message,) = channel.messages.values()
    assert "This article was removed" in message["embeds"][0]["description"]


# ---------------------------------------------------------------- follow-ups


async def posted_thread(wire: Wire) -> tuple[Channel, Article]:
    await wire.channel("forum", shapes.FORUM)
    article = await wire.add("Story")
    await wire.deliver()
    return wire.threads()[0], article


async def test_a_correction_opens_an_archived_thread_and_archives_it_again(wire: Wire) -> None:
    thread, article = await posted_thread(wire)
    thread.data["thread_metadata"]["archived"] = True
    await edit(wire.store, article, "Corrected")
    wire.passes(7200)
    assert await wire.follow_up() == 1
    assert thread.messages[thread.id]["embeds"][0]["title"] == "Corrected"
    assert thread.data["thread_metadata"]["archived"]


async def test_a_correction_waits_for_a_locked_thread_and_comes_when_it_is_unlocked(wire: Wire) -> None:
    thread, article = await posted_thread(wire)
    thread.data["thread_metadata"] |= {"archived": True, "locked": True}
    await edit(wire.store, article, "Corrected")
    wire.passes(7200)
    assert await wire.follow_up() == 0
    (waiting,) = await wire.store.follow_ups_of(int(wire.guild["id"]), article.id)
    assert (waiting.state, waiting.reason) == ("blocked", "the thread is locked: unlock it")
    assert await wire.delivery_worker.recover_channels() == 0
    thread.data["thread_metadata"]["locked"] = False
    wire.passes(60)
    assert await wire.delivery_worker.recover_channels() == 1
    assert await wire.follow_up() == 1
    assert thread.messages[thread.id]["embeds"][0]["title"] == "Corrected"


async def test_a_removal_is_shown_when_access_is_back_after_days(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    await wire.deliver()
    channel.refuses = (403, 50001, "Missing Access")
    await wire.store.remove_article(article.id, now=wire.clock(), by=1)
    for _ in range(30):
        await wire.follow_up()
        await wire.delivery_worker.recover_channels()
        wire.passes(10_000)
    channel.refuses = None
    wire.passes(30_000)
    await wire.delivery_worker.recover_channels()
    assert await wire.follow_up() == 1
    (message,) = channel.messages.values()
    assert "This article was removed" in message["embeds"][0]["description"]


async def test_a_correction_is_made_after_any_number_of_faults(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    await wire.deliver()
    await edit(wire.store, article, "Corrected")
    wire.passes(7200)
    wire.discord.plan.routes = ("PATCH /channels/",)
    wire.discord.plan.force(*[Fault.ERROR_BEFORE] * 20)
    for _ in range(20):
        assert await wire.follow_up() == 0
        wire.passes(1200)
    assert await wire.follow_up() == 1
    (message,) = channel.messages.values()
    assert message["embeds"][0]["title"] == "Corrected"


async def test_an_older_correction_that_takes_effect_late_is_corrected_again(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    await wire.deliver()
    wire.discord.plan.routes = ("PATCH /channels/",)
    wire.discord.plan.force(Fault.ERROR_LATE)
    article = await edit(wire.store, article, "First")
    wire.passes(7200)
    await wire.follow_up()
    await edit(wire.store, article, "Second")
    wire.passes(7)
    assert await wire.follow_up() == 1
    await wire.discord.land()
    (message,) = channel.messages.values()
    assert message["embeds"][0]["title"] == "First"
    wire.passes(LATE_EFFECT_SECONDS)
    assert await wire.follow_up() == 1
    assert message["embeds"][0]["title"] == "Second"
    wire.passes(LATE_EFFECT_SECONDS)
    assert await wire.follow_up() == 0


async def test_an_hourly_limit_on_publishing_does_not_delay_corrections(wire: Wire) -> None:
    news = await wire.channel("news", shapes.ANNOUNCEMENT)
    await wire.store.set_subscription_options(int(wire.guild["id"]), news.id, role_id=None, publish=True)
    other = await wire.channel("other")
    article = await wire.add("Story")
    await wire.deliver()
    wire.discord.plan.routes = (f"POST /channels/{news.id}/messages/",)
    wire.discord.plan.limit_seconds = (3600.0, 3600.0)
    wire.discord.plan.force(Fault.LIMITED)
    await edit(wire.store, article, "Corrected")
    wire.passes(7200)
    assert await wire.follow_up() == 2
    for channel in (news, other):
        (message,) = channel.messages.values()
        assert message["embeds"][0]["title"] == "Corrected"
    wire.passes(901)
    assert await wire.follow_up() == 1
    assert next(iter(news.messages.values()))["flags"] & 1


# ---------------------------------------------------------------- channels that are taken off


@pytest.mark.slow
@pytest.mark.parametrize("kind", [shapes.TEXT, shapes.FORUM])
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("fault", [Fault.ERROR_AFTER, Fault.RESET_AFTER, Fault.ERROR_LATE])
async def test_an_unconfirmed_post_in_an_unsubscribed_channel_follows_its_article(
    wire: Wire, kind: int, again: bool, fault: Fault
) -> None:
    channel = await wire.channel("news", kind)
    guild_id = int(wire.guild["id"])
    article = await wire.add("Story")
    wire.discord.plan.force(fault)
    await wire.deliver()
    await wire.store.unsubscribe(guild_id, channel.id)
    if again:
        await wire.store.subscribe(guild_id, channel.id, now=wire.clock(), by=1)
    await wire.discord.land()
    await edit(wire.store, article, "Corrected")
    for _ in range(20):
        wire.passes(600)
        await wire.deliver()
        await wire.follow_up()
    (message,) = [message for place in (channel, *wire.threads()) for message in place.messages.values()]
    assert message["embeds"][0]["title"] == "Corrected"


async def test_nothing_is_posted_after_its_channel_was_unsubscribed(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    wire.discord.plan.force(Fault.RESET_BEFORE)
    await wire.deliver()
    await wire.store.unsubscribe(int(wire.guild["id"]), channel.id)
    for _ in range(20):
        wire.passes(600)
        assert await wire.deliver() == 0
    (row,) = await wire.store.deliveries_of(int(wire.guild["id"]), article.id)
    assert (row.state, row.reason) == ("skipped", "posting in the channel was stopped before it was posted")
