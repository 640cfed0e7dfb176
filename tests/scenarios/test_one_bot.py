"""Two processes on one library: one of them is the bot, whatever happens to the other."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_discord.people import Person
from fake_discord.process import ROOT, BotProcess
from fake_discord.server import FakeDiscord
from fake_discord.shapes import Json
from fake_discord.state import Channel
from store.samples import NOW, add, person

from bot.exit_codes import ExitCode
from bot.store import open_store
from bot.text.version import ANALYZER_VERSION

RUN = """
import sys
import bot.services.lease, bot.store.sqlite.lease
for module in (bot.services.lease, bot.store.sqlite.lease):
    module.LEASE_SECONDS, module.LEASE_RENEWAL_SECONDS = {lease}, {beat}
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""
FOR_EVER = 10_000


def with_lease(seconds: float, beat: float = 0.05) -> tuple[str, str]:
    """The bot with a lease of so many seconds, renewed so often."""
    return "-c", RUN.format(lease=seconds, beat=beat)


@dataclass
class Place:
    """A Discord with a channel that gets new articles, and the library in a folder."""

    discord: FakeDiscord
    channel: Channel
    folder: Path

    async def bot(self, command: tuple[str, ...]) -> BotProcess:
        return await BotProcess.start(self.discord, self.folder, command=command)

    async def add(self, title: str) -> None:
        store = await open_store(f"sqlite:///{self.folder}/briefings.db")
        await add(store, title, actors=[person("Ann Lee")], version=ANALYZER_VERSION)
        await store.close()

    async def posted(self, *titles: str) -> None:
        await self.discord.world.until(lambda: self.titles == list(titles))

    @property
    def titles(self) -> list[str]:
        return [message["embeds"][0]["title"] for message in self.messages]

    @property
    def messages(self) -> list[Json]:
        return list(self.channel.messages.values())


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    async with FakeDiscord() as discord:
        guild = discord.world.add_guild("Town")
        channel = discord.world.add_channel(guild, "news")
        await store.subscribe(int(guild["id"]), channel.id, now=NOW, by=None)
        await store.close()
        yield Place(discord, channel, tmp_path)


async def test_a_second_bot_names_the_first_and_ends_with_its_own_exit_code(place: Place):
    async with await place.bot(with_lease(FOR_EVER)) as first:
        await first.logged("discord.ready")
        asked = len(place.discord.requests)
        async with await place.bot(with_lease(FOR_EVER)) as second:
            assert await second.ended() == ExitCode.IN_USE == 73
            assert [line["event"] for line in second.log] == ["database.in_use", "ended"]
            said = second.log[0]["reason"]
            assert f"in use by process {first.pid} on " in said
            assert f"this bot (process {second.pid} on " in said
            assert "stop the other one first" in said
        assert len(place.discord.requests) == asked
        await place.add("Still served")
        await place.posted("Still served")
        first.stop()
        assert await first.ended() == ExitCode.OK


async def test_after_a_kill_the_next_start_does_not_wait(place: Place):
    for title in ("One", "Two"):
        async with await place.bot(with_lease(FOR_EVER)) as bot:
            await bot.logged("discord.ready")
            await place.add(title)
            await place.discord.world.until(lambda title=title: title in place.titles)
    assert place.titles == ["One", "Two"]


async def test_a_bot_that_was_stopped_for_longer_than_its_lease_posts_nothing_more_and_ends(place: Place):
    async with await place.bot(with_lease(0.5)) as first:
        await first.logged("discord.ready")
        with closing(sqlite3.connect(place.folder / "briefings.db", isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")  # it is not stopped in the middle of a write: nobody else could write then
            await stopped(first.pid)
        async with await place.bot(with_lease(0.5)) as second:
            await second.logged("discord.ready")
            await place.add("News")
            await place.posted("News")
            second.kill()
            await second.ended()
        await place.add("Later news")  # waits for whoever holds the lease, and that is nobody who lives
        os.kill(first.pid, signal.SIGCONT)
        assert await first.ended() == ExitCode.IN_USE
        [line] = first.events("database.in_use")
        assert "taken over this database" in line["reason"]
        assert "own with DATABASE_URL" in line["reason"]
    assert place.titles == ["News"]


async def test_a_bot_that_has_not_noticed_that_it_lost_its_lease_sends_nothing(place: Place):
    reader = Person(place.discord, "reader")
    async with await place.bot(with_lease(0.0, beat=FOR_EVER)) as first:
        await first.logged("discord.ready")
        with closing(sqlite3.connect(place.folder / "briefings.db", isolation_level=None)) as db:
            db.execute("UPDATE lease SET holder = '0123456789abcdef'")
        await reader.say(place.channel, "!help")
        await place.add("News")
        await first.logged("event.failed")  # the answer
        await first.logged("outbox.storage")  # the post
        assert first.running
        said = [m for m in place.messages if m["author"]["id"] != str(reader.user["id"])]
    assert said == []


async def stopped(pid: int) -> None:
    """Stops a process, and comes back once each of its threads stands still."""
    os.kill(pid, signal.SIGSTOP)
    threads = list(Path(f"/proc/{pid}/task").iterdir())
    while any((thread / "stat").read_text().rpartition(")")[2].split()[0] != "T" for thread in threads):
        await asyncio.to_thread(os.sched_yield)


def command(place: Place, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{place.folder}/briefings.db",
        "SEEDS_DIR": "",
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=place.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


async def test_short_commands_work_beside_a_bot_and_doctor_names_it(place: Place):
    (place.folder / "one.txt").write_text("Harbour reopens\n\nThe harbour opened again on Monday. Ships came in.\n")
    async with await place.bot(with_lease(FOR_EVER)) as bot:
        await bot.logged("discord.ready")
        added = await asyncio.to_thread(command, place, "add", "one.txt")
        assert (added.returncode, added.stdout) == (0, "one.txt: added as #1, 2 sentences\n")
        await place.posted("Harbour reopens")
        assert (await asyncio.to_thread(command, place, "backup", "copy.db")).returncode == 0
        said = (await asyncio.to_thread(lambda: command(place, "doctor", SPACY_MODEL="none_such"))).stdout
        assert f"ok       bot: process {bot.pid} on " in said
        assert "runs on this database" in said
    gone = (await asyncio.to_thread(lambda: command(place, "doctor", SPACY_MODEL="none_such"))).stdout
    assert f"warning  bot: process {bot.pid} on " in gone
    assert "ended without closing the database" in gone


pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="signals as Linux has them")]
