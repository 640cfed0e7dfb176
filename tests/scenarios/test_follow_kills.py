"""Somebody who follows something, and a bot that is killed at the moment of sending them a message."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord, Stage
from store.samples import add

from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.store import open_store
from bot.text.version import ANALYZER_VERSION

pytestmark = pytest.mark.slow

TITLE = re.compile(r"Story \d")
ARTICLES = 4
LIFE_SECONDS, END_SECONDS, LATE_SECONDS = 30.0, 60.0, 700.0


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
        for number in range(ARTICLES):
            text = f"Story {number} it was on Monday. Ann Lee spoke for an hour."
            await add(store, f"Story {number}", text=text, now=now, version=ANALYZER_VERSION)

        async def bot(seconds: float) -> BotProcess:
            """A bot for which, as for Discord, so much time has passed."""
            discord.world.skip(seconds)
            (tmp_path / "clock").write_text(str(seconds), encoding="ascii")
            command = ("-m", "fault_injection.bot_with_moved_clock")
            return await BotProcess.start(discord, tmp_path, command=command, CLOCK=str(tmp_path / "clock"))

        async with await bot(200.0) as first:

            def notice(reached: Stage, route: str) -> None:
                if reached is stage and route.startswith(f"POST /channels/{direct.id}/") and first.running:
                    first.kill()

            discord.on_stage = notice
            await first.ended(LIFE_SECONDS)
            discord.on_stage = None
        async with await bot(LATE_SECONDS) as second:
            await second.logged("discord.ready")
            await discord.world.until(lambda: bool(direct.messages), seconds=END_SECONDS)
            await second.logged("delivery.sent")
            second.stop()
            await second.ended()
        [message] = direct.messages.values()
        assert len(set(TITLE.findall(str(message["embeds"][0]["description"])))) == ARTICLES
        assert not asked_in.messages
    await store.close()
