"""A channel with a digest, and a bot that is killed at the moment of sending it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from fake_discord.server import FakeDiscord, Stage
from fault_injection.killed_while_sending import add_stories, sent_despite_kill, titles

from bot.models.filters import ChannelLimits, DigestSchedule
from bot.store import open_store

pytestmark = pytest.mark.slow

ARTICLES = 7
AFTER_THE_CLAIM = 1_000.0
"""Seconds after which what is not in the outbox is searched for, and made if it is not there."""


@pytest.mark.parametrize("stage", list(Stage))
async def test_a_digest_is_posted_once_and_whole_however_far_its_request_had_come(tmp_path: Path, stage: Stage) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    now = datetime.now(UTC)
    due = now + timedelta(minutes=3)
    async with FakeDiscord() as discord:
        guild = discord.world.add_guild("Town")
        channel = discord.world.add_channel(guild, "news")
        guild_id = int(channel.data["guild_id"])
        await store.subscribe(guild_id, channel.id, now=now, by=None)
        schedule = ChannelLimits(digest=DigestSchedule((time(due.hour, due.minute),)))
        await store.set_subscription_limits(guild_id, channel.id, schedule, now=now)
        await add_stories(store, ARTICLES, now=now)
        [message] = await sent_despite_kill(discord, tmp_path, channel, stage)
        assert not await store.heads_of_line(guild_id)
        assert len(titles(message)) == ARTICLES
        assert str(message["embeds"][0]["title"]).startswith("Briefing, ")
    await store.close()


@pytest.mark.parametrize("stage", list(Stage))
async def test_a_note_that_nothing_is_new_is_posted_once_however_far_its_request_had_come(
    tmp_path: Path, stage: Stage
) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    now = datetime.now(UTC)
    due = now + timedelta(minutes=3)
    async with FakeDiscord() as discord:
        guild = discord.world.add_guild("Town")
        channel = discord.world.add_channel(guild, "news")
        guild_id = int(channel.data["guild_id"])
        await store.subscribe(guild_id, channel.id, now=now, by=None)
        schedule = DigestSchedule((time(due.hour, due.minute),), even_if_empty=True)
        await store.set_subscription_limits(guild_id, channel.id, ChannelLimits(digest=schedule), now=now)
        [note] = await sent_despite_kill(
            discord, tmp_path, channel, stage, later=AFTER_THE_CLAIM, event="message.settled"
        )
        assert note["embeds"][0]["description"] == "Nothing is new here since the last briefing."
    await store.close()
