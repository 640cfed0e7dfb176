"""An approval channel, and a bot that is killed between a press, its effect, and what people see of it."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_discord.people import Person
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord, Stage
from fake_discord.shapes import Json
from fake_discord.state import Channel
from store.samples import add, person
from store.sqlite.integrity import assert_whole

from bot.models.approvals import ApprovalRules
from bot.store import open_store
from bot.store.protocols.store import Store
from bot.text.version import ANALYZER_VERSION

pytestmark = pytest.mark.slow

TITLE = re.compile(r"Story \d{3}")
LIVES, ARTICLES_IN_A_LIFE = 7, 2
LIFE_SECONDS, PRESS_SECONDS, END_SECONDS, LATE_SECONDS = 6.0, 0.2, 60.0, 700.0


@dataclass
class Newsroom:
    """A readers' channel, an approval channel and an editor; articles are called ``Story 001`` and so on.

    The editor has those with an odd number posted, and drops the others.
    """

    discord: FakeDiscord
    store: Store
    folder: Path
    readers: Channel
    desk: Channel
    editor: Person
    written: list[str] = field(default_factory=list)
    struck: list[tuple[Stage, str]] = field(default_factory=list)
    """At what the bot was killed; other lives ended between two requests."""

    async def bot(self) -> BotProcess:
        command = ("-m", "fault_injection.bot_with_moved_clock")
        return await BotProcess.start(self.discord, self.folder, command=command, CLOCK=str(self.folder / "clock"))

    def time_passes(self, seconds: float) -> None:
        """For the next bot and for Discord."""
        self.discord.world.skip(seconds)
        (self.folder / "clock").write_text(str(seconds), encoding="ascii")

    async def write(self, count: int) -> None:
        for _ in range(count):
            title = f"Story {len(self.written) + 1:03}"
            text = f"{title} it was on Monday. Ann Lee spoke for an hour."
            actors, now = [person("Ann Lee")], datetime.now(UTC)
            await add(self.store, title, text=text, actors=actors, now=now, version=ANALYZER_VERSION)
            self.written.append(title)

    @property
    def cards(self) -> list[Json]:
        """What stands in the approval channel, without the private answers to the editor."""
        return [message for message in self.desk.messages.values() if _title(message)]

    @property
    def told(self) -> list[str]:
        """The articles that readers have seen; several that were approved at once may share a post."""
        return [title for message in self.readers.messages.values() for title in _titles(message)]

    @property
    def approved(self) -> list[str]:
        return [title for title in self.written if _is_wanted(title)]

    async def press(self) -> None:
        """Presses a button under every card that has one, as the editor decides."""
        for message in self.cards:
            if _is_open(message):
                label = "Post" if _is_wanted(_title(message)) else "Drop"
                await self.editor.click(self.desk, message, label)

    def is_done(self) -> bool:
        """True if every article is decided, every card says so, and the readers have what they are to have."""
        cards = self.cards
        said = [_decision(card) for card in cards]
        return (
            {_title(card) for card in cards} == set(self.written)
            and all(text.startswith(("Approved by", "Dropped by")) for text in said)
            and not any(map(_is_open, cards))
            and set(self.told) >= set(self.approved)
        )


def _title(message: Json) -> str:
    return str(message["embeds"][0].get("title") or "")


def _titles(message: Json) -> set[str]:
    """The articles of a post, which its headline or its list names."""
    said = [f"{embed.get('title')} {embed.get('description')}" for embed in message["embeds"]]
    return set(TITLE.findall(" ".join(said)))


def _is_wanted(title: str) -> bool:
    return int(title.removeprefix("Story ")) % 2 == 1


def _is_open(message: Json) -> bool:
    return any(button.get("label") == "Post" for row in message["components"] for button in row["components"])


def _decision(message: Json) -> str:
    return next((str(f["value"]) for f in message["embeds"][0]["fields"] if f["name"] == "Approval"), "")


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    async with FakeDiscord() as discord:
        guild = discord.world.add_guild("Town")
        readers, desk = (discord.world.add_channel(guild, name) for name in ("news", "desk"))
        yield Newsroom(discord, store, tmp_path, readers, desk, Person(discord, "editor", manages=True))
        assert discord.misfits == []
    await store.close()


async def _live(room: Newsroom, fuse: tuple[Stage, str]) -> None:
    """One life: it ends when a request of this kind has come so far, or after a while."""
    async with await room.bot() as bot:
        await bot.logged("discord.ready")

        def notice(stage: Stage, route: str) -> None:
            if stage is fuse[0] and route.startswith(fuse[1]) and bot.running:
                room.struck.append(fuse)
                bot.kill()

        room.discord.on_stage = notice
        pressing = asyncio.create_task(_keep_pressing(room))
        with suppress(TimeoutError):
            await bot.ended(LIFE_SECONDS)
        bot.kill()
        pressing.cancel()
        await asyncio.gather(pressing, return_exceptions=True)
        room.discord.on_stage = None


async def _keep_pressing(room: Newsroom) -> None:
    while True:
        await room.press()
        await asyncio.sleep(PRESS_SECONDS)


async def test_what_is_approved_is_posted_once_and_nothing_else_however_the_bot_dies(newsroom: Newsroom) -> None:
    guild_id, now = int(newsroom.desk.data["guild_id"]), datetime.now(UTC)
    await newsroom.store.subscribe(guild_id, newsroom.readers.id, now=now, by=None)
    await newsroom.store.set_approval(guild_id, newsroom.desk.id, ApprovalRules(24), now=now, by=None)
    newsroom.time_passes(0.0)
    chance = random.Random(12)
    posted, cards = f"POST /channels/{newsroom.readers.id}/", f"/channels/{newsroom.desk.id}/"
    fuses = [(stage, route) for stage in Stage for route in ("POST /interactions/", posted, f"PATCH {cards}")]
    for fuse in [(Stage.DONE, f"POST {cards}"), *chance.sample(fuses, LIVES - 1)]:
        await newsroom.write(ARTICLES_IN_A_LIFE)
        await _live(newsroom, fuse)
    newsroom.time_passes(LATE_SECONDS)  # what a killed bot had begun is due again
    async with await newsroom.bot() as bot:
        await bot.logged("discord.ready")
        pressing = asyncio.create_task(_keep_pressing(newsroom))
        await newsroom.discord.world.until(newsroom.is_done, seconds=END_SECONDS)
        pressing.cancel()
        bot.stop()
        await bot.ended()
    assert newsroom.struck
    assert sorted(newsroom.told) == newsroom.approved
    assert sorted(map(_title, newsroom.cards)) == newsroom.written
    assert assert_whole(newsroom.folder / "briefings.db") == len(newsroom.written)
