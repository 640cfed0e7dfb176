"""A worker process that is killed while the bot starts costs nobody anything: against a Discord on real sockets."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord

from bot.exit_codes import ExitCode

pytestmark = pytest.mark.slow


def reading_processes(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


async def test_a_worker_killed_while_it_loads_is_restarted_and_the_bot_continues(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "1.txt").write_text("Bridge opens\n\nThe bridge opened on Monday. Cars crossed it again.\n")
    async with FakeDiscord() as discord, await BotProcess.start(discord, tmp_path, SEEDS_DIR=str(seeds)) as bot:
        async with asyncio.timeout(30):
            while not (loading := reading_processes(bot.pid)):
                await asyncio.to_thread(os.sched_yield)
        os.kill(loading[0], signal.SIGKILL)
        assert (await bot.logged("analysis.start_failed"))["seconds"] == 1.0
        assert (await bot.logged("seeds.loaded", seconds=60))["added"] == ["1.txt"]
        assert bot.running
        bot.stop()
        assert await bot.ended() == ExitCode.OK
