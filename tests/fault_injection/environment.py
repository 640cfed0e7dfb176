"""A simulated Discord, a library and a clock; bot processes are started and killed on them."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fake_discord.faults import Limits, Plan
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord
from fake_discord.shapes import ANNOUNCEMENT, FORUM, THREADS, Json
from fake_discord.state import Channel
from store.samples import add, person, read

from bot.models.articles import SHARED, Article, Draft
from bot.store import open_store
from bot.store.protocols.store import Store
from bot.text.version import ANALYZER_VERSION

COMMAND = ("-m", "fault_injection.bot_with_moved_clock")
TITLE = re.compile(r"Story \d{3}")
SHOWN = re.compile(r"(~~)?(Story \d{3}(?: v\d+)?)")
"""An article as a post shows it: whether it is struck out as removed, and its title with its version."""
UNFINISHED = """
    SELECT count(*) FROM follow_up f JOIN delivery d ON d.id = f.delivery_id
    WHERE f.state <> 'impossible' AND d.state = 'sent'
"""
TEXT = "The council met on Monday. Ann Lee spoke for an hour."
CHANGES = {"edit": 6, "remove": 1, "restore": 1, "archive": 3}
LIMITS = {"limit": 5, "seconds": 1.0}
"""Of Discord's real limits for a channel, in a fifth of the time."""


@dataclass
class Environment:
    """Channels that get every article; articles are called ``Story 001`` and so on."""

    discord: FakeDiscord
    store: Store
    folder: Path
    channels: list[Channel]
    written: list[str] = field(default_factory=list)
    once_removed: set[str] = field(default_factory=set)
    _numbers: list[int] = field(default_factory=list)
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
            text, actors = f"{TEXT} {title.removeprefix('Story ')}.", [person("Ann Lee")]
            article = await add(self.store, title, text=text, actors=actors, now=self.now(), version=ANALYZER_VERSION)
            self._numbers.append(article.id)
            self.written.append(title)

    async def change(self, chance: random.Random) -> None:
        """Edits, removes or restores an article, or archives the threads of a forum."""
        what = chance.choices(list(CHANGES), list(CHANGES.values()))[0]
        if what == "archive":
            for thread in self.threads():
                thread.data["thread_metadata"]["archived"] = True
            return
        title = chance.choice(self.written)
        article = (await self.articles())[title]
        if what == "edit":
            text = f"{TEXT} {title.removeprefix('Story ')} in version {article.version + 1}."
            draft = Draft(f"{title} v{article.version + 1}", text)
            reading = read(text, actors=[person("Ann Lee")], version=ANALYZER_VERSION)
            await self.store.replace_article(article.id, draft, reading, now=self.now())
        elif what == "remove":
            self.once_removed.add(title)
            await self.store.remove_article(article.id, now=self.now(), by=None)
        else:
            await self.store.restore_article(article.id, now=self.now(), by=None)

    async def articles(self) -> dict[str, Article]:
        """The articles as they are now, by the titles that they had first."""
        found = [await self.store.article_by_id(SHARED, number, removed=True) for number in self._numbers]
        return dict(zip(self.written, [article for article in found if article is not None], strict=True))

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
        return [
            title for _, message in sorted(self.messages(channel).items()) for title in TITLE.findall(_said(message))
        ]

    def outdated(self, channel: Channel, articles: Iterable[Article]) -> list[str]:
        """What its messages show otherwise than the articles are."""
        now = {article.title: article.removed_at is not None for article in articles}
        shown = [found for message in self.messages(channel).values() for found in SHOWN.findall(_said(message))]
        return [title for mark, title in shown if now.get(title) is not bool(mark)]

    def finished(self) -> bool:
        """True if nothing is left to be done with posts."""
        with closing(sqlite3.connect(self.database)) as db:
            return db.execute(UNFINISHED).fetchone() == (0,)

    def threads(self) -> list[Channel]:
        return [c for c in self.discord.world.channels.values() if c.data["type"] in THREADS]

    def messages(self, channel: Channel) -> dict[int, Json]:
        """What a channel shows; a forum shows what its threads begin with."""
        threads = [thread for thread in self.threads() if thread.data["parent_id"] == channel.data["id"]]
        return channel.messages | {thread.id: thread.messages[thread.id] for thread in threads}

    def all_told(self) -> bool:
        """True if every article was seen in every channel; one that was removed before need not be."""
        due = set(self.written) - self.once_removed
        return all(set(self.told(channel)) >= due for channel in self.channels)

    @property
    def _clock(self) -> Path:
        return self.folder / "clock"


def _said(message: Json) -> str:
    return "\n".join(f"{embed.get('title')}\n{embed.get('description')}" for embed in message["embeds"])


@asynccontextmanager
async def open_environment(
    folder: Path, *, channels: int, forums: int = 0, news: int = 0, plan: Plan | None = None
) -> AsyncIterator[Environment]:
    """A server with so many channels, forums and announcement channels, each of which gets new articles."""
    async with FakeDiscord(plan=plan, limits=Limits(**LIMITS)) as discord:
        guild = discord.world.add_guild("Town")
        store = await open_store(f"sqlite:///{folder}/briefings.db")
        try:
            made = [discord.world.add_channel(guild, f"news-{i}") for i in range(channels)]
            made += [discord.world.add_channel(guild, f"forum-{i}", kind=FORUM) for i in range(forums)]
            made += [discord.world.add_channel(guild, f"wire-{i}", kind=ANNOUNCEMENT) for i in range(news)]
            environment = Environment(discord, store, folder, made)
            environment.set_bots_clock(0.0)
            for channel in made:
                await store.subscribe(int(guild["id"]), channel.id, now=environment.now(), by=None)
                publish = channel.data["type"] == ANNOUNCEMENT
                await store.set_subscription_options(int(guild["id"]), channel.id, role_id=None, publish=publish)
            yield environment
        finally:
            await store.close()
