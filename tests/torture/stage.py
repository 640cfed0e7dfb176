"""A Discord, a library and a clock that belong together; bots come and go on them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fake_discord.faults import Limits, Plan
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord
from fake_discord.shapes import FORUM, Json
from fake_discord.state import Channel
from store.samples import add, person

from bot.store import open_store
from bot.store.protocol import Store
from bot.text.version import ANALYZER_VERSION

COMMAND = ("-m", "torture.bot_on_a_clock")
TITLE = re.compile(r"Story \d{3}")
LIMITS = {"limit": 5, "seconds": 1.0}
"""Of Discord's real limits for a channel, in a fifth of the time."""


@dataclass
class Stage:
    """Channels that get every article; articles are called ``Story 001`` and so on."""

    discord: FakeDiscord
    store: Store
    folder: Path
    channels: list[Channel]
    written: list[str] = field(default_factory=list)
    _passed: float = 0.0

    @property
    def database(self) -> Path:
        return self.folder / "briefings.db"

    def now(self) -> datetime:
        """The time on the bot's clock and on Discord's."""
        return datetime.now(UTC) + timedelta(seconds=self._passed)

    async def write(self, count: int) -> None:
        """Adds so many articles to the library, from this process; no reading is needed for them."""
        for _ in range(count):
            title = f"Story {len(self.written) + 1:03}"
            self.written.append(title)
            text = "The council met on Monday. Ann Lee spoke for an hour."
            await add(
                self.store, title, text=text, actors=[person("Ann Lee")], now=self.now(), version=ANALYZER_VERSION
            )

    async def bot(self) -> BotProcess:
        return await BotProcess.start(self.discord, self.folder, command=COMMAND, CLOCK=str(self._clock))

    async def time_passes(self, seconds: float) -> None:
        """For the bot and for Discord, once no request is on its way; late ones take their effect before."""
        await self.discord.world.until(lambda: self.discord.on_their_way == 0)
        await self.discord.land()
        self.discord.world.skip(seconds)
        self.set_bots_clock(self._passed + seconds)

    def set_bots_clock(self, passed: float) -> None:
        """Moves the bot's clock alone to real time plus so many seconds."""
        self._passed = passed
        part = self._clock.with_suffix(".part")
        part.write_text(str(passed), encoding="ascii")
        part.replace(self._clock)

    def told(self, channel: Channel) -> list[str]:
        """The articles that a reader of this channel has seen, in the order in which they appeared."""
        seen = []
        for _, message in sorted(self._messages(channel).items()):
            for embed in message["embeds"]:
                seen += TITLE.findall(f"{embed.get('title')}\n{embed.get('description')}")
        return seen

    def _messages(self, channel: Channel) -> dict[int, Json]:
        """What a channel shows; a forum shows what its threads begin with."""
        threads = [c for c in self.discord.world.channels.values() if c.data.get("parent_id") == channel.data["id"]]
        return channel.messages | {thread.id: thread.messages[thread.id] for thread in threads}

    def all_told(self) -> bool:
        """Whether every article was seen in every channel."""
        return all(set(self.told(channel)) >= set(self.written) for channel in self.channels)

    @property
    def _clock(self) -> Path:
        return self.folder / "clock"


@asynccontextmanager
async def stage(folder: Path, *, channels: int, forums: int = 0, plan: Plan | None = None) -> AsyncIterator[Stage]:
    """A server with so many channels and forums, each of which gets new articles."""
    async with FakeDiscord(plan=plan, limits=Limits(**LIMITS)) as discord:
        guild = discord.world.add_guild("Town")
        store = await open_store(f"sqlite:///{folder}/briefings.db")
        try:
            made = [discord.world.add_channel(guild, f"news-{i}") for i in range(channels)]
            made += [discord.world.add_channel(guild, f"forum-{i}", kind=FORUM) for i in range(forums)]
            stage = Stage(discord, store, folder, made)
            stage.set_bots_clock(0.0)
            for channel in made:
                await store.subscribe(int(guild["id"]), channel.id, now=stage.now(), by=None)
            yield stage
        finally:
            await store.close()
