"""A full disk, a locked database, a clock that jumps: the bot goes on as soon as it can, and posts everything once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fake_discord.faults import Fault
from fake_discord.people import Person
from fake_discord.process import BotProcess

from fault_injection.environment import Environment, open_environment

pytestmark = pytest.mark.slow

DISK_BYTES = 4 << 20
DAY = 86_400.0
NONCE_GONE = 300.0
"""Seconds after which Discord does not know a nonce any more."""


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Environment]:
    async with open_environment(tmp_path, channels=2) as scene:
        yield scene


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def everything_told_once(scene: Environment, bot: BotProcess) -> None:
    await scene.discord.world.until(scene.all_told, seconds=60)
    for channel in scene.channels:
        assert scene.told(channel) == scene.written
    bot.stop()
    assert await bot.ended() == 0
    for channel in scene.channels:
        assert scene.told(channel) == scene.written
    assert scene.discord.misfits == []


async def assert_answers(scene: Environment) -> None:
    """A question is answered meanwhile; in a place that gets no articles."""
    guild = next(iter(scene.discord.world.guilds.values()))
    room = next(c for c in scene.discord.world.channels.values() if c.data["name"] == "questions")
    assert room.data["guild_id"] == guild["id"]
    asked = await Person(scene.discord, "reader").say(room, "!articles")
    await scene.discord.world.until(lambda: any(m > int(asked["id"]) for m in room.messages))


def add_room(scene: Environment) -> None:
    guild = next(iter(scene.discord.world.guilds.values()))
    scene.discord.world.add_channel(guild, "questions")


async def test_a_locked_database_delays_posts_but_no_answer(scene: Environment) -> None:
    add_room(scene)
    await scene.write(1)
    async with await scene.bot() as bot:
        await bot.logged("discord.ready")  # what is said before reaches no bot
        await scene.discord.world.until(scene.all_told)
        await scene.write(2)
        with closing(sqlite3.connect(scene.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await assert_answers(scene)
            await bot.logged("outbox.storage")
            assert not scene.all_told()
            other.execute("ROLLBACK")
        await everything_told_once(scene, bot)


async def test_a_full_disk_delays_posts_but_no_answer(small_disk: Path) -> None:
    async with open_environment(small_disk, channels=2) as scene:
        add_room(scene)
        await scene.write(1)
        async with await scene.bot() as bot:
            await bot.logged("discord.ready")
            await scene.discord.world.until(scene.all_told)
            await scene.write(2)
            ballast = small_disk / "ballast"
            fill(scene.database, ballast)
            await bot.logged("outbox.storage")
            assert "full" in bot.events("outbox.storage")[0]["error"]
            await assert_answers(scene)
            assert not scene.all_told()
            ballast.unlink()
            await everything_told_once(scene, bot)


def fill(database: Path, ballast: Path) -> None:
    """Takes all space that is left on the disk, and what the database's log file kept to use again."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue


@pytest.mark.parametrize("jump", [-DAY, -1800.0])
async def test_a_clock_that_jumps_while_the_bot_runs_delays_nothing(scene: Environment, jump: float) -> None:
    await scene.write(1)
    async with await scene.bot() as bot:
        await scene.discord.world.until(scene.all_told)
        scene.discord.plan.force(Fault.RESET_AFTER, Fault.ERROR_BEFORE)
        await scene.write(1)
        await scene.discord.world.until(lambda: scene.discord.plan.injected.total() == 2)
        scene.set_bots_clock(jump)
        await scene.write(1)
        await everything_told_once(scene, bot)


@pytest.mark.parametrize(("before", "after"), [(DAY, 0.0), (0.0, DAY)])
async def test_a_post_made_under_a_wrong_clock_is_found_again(scene: Environment, before: float, after: float) -> None:
    scene.set_bots_clock(before)
    await scene.write(1)
    scene.discord.plan.force(Fault.RESET_AFTER, Fault.RESET_AFTER)
    async with await scene.bot():
        await scene.discord.world.until(scene.all_told)
    scene.discord.world.skip(NONCE_GONE)
    scene.set_bots_clock(NONCE_GONE + after)
    await scene.write(1)
    async with await scene.bot() as bot:
        await everything_told_once(scene, bot)


async def test_a_post_that_was_deleted_at_once_is_not_made_again(scene: Environment) -> None:
    scene.discord.plan.force(Fault.RESET_AFTER, Fault.RESET_AFTER)
    async with await scene.bot() as bot:
        await scene.write(1)
        await scene.discord.world.until(scene.all_told)
        for channel in scene.channels:
            channel.messages.clear()
        await scene.write(1)
        later = scene.written[1]
        await scene.discord.world.until(lambda: all(later in scene.told(channel) for channel in scene.channels))
        assert [scene.told(channel) for channel in scene.channels] == [[later], [later]]
        bot.stop()
        assert await bot.ended() == 0
