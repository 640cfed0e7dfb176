"""Somebody who follows something, and a bot that is killed at the moment of sending them a message."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_discord.server import FakeDiscord, Stage
from fault_injection.killed_while_sending import add_stories, sent_despite_kill, titles

from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.store import open_store

pytestmark = pytest.mark.slow

ARTICLES = 4


@pytest.mark.parametrize("stage", list(Stage))
async def test_a_message_is_sent_once_and_whole_however_far_its_request_had_come(tmp_path: Path, stage: Stage) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    now = datetime.now(UTC)
    async with FakeDiscord() as discord:
        guild = discord.world.add_guild("Town")
        asked_in = discord.world.add_channel(guild, "news")
        person = discord.world.user("reader")
        discord.world.members.append(person)
        direct = discord.world.direct_channel(person["id"])
        guild_id = int(guild["id"])
        wanted = ChannelFilter((Condition(FilterKind.WORDS, "monday"),))
        await store.follow(guild_id, int(person["id"]), direct.id, wanted, asked_in=asked_in.id, now=now)
        await add_stories(store, ARTICLES, now=now)
        [message] = await sent_despite_kill(discord, tmp_path, direct, stage)
        assert len(titles(message)) == ARTICLES
        assert not asked_in.messages
    await store.close()
