"""Signals stop the bot within the promised time, whatever it does; the bot is a process of its own."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_discord.process import PROMISED_SECONDS, BotProcess, stopped
from fake_discord.server import FakeDiscord
from store.sqlite.integrity import assert_whole

from bot.exit_codes import ExitCode
from bot.signals import ALARM_SECONDS, FORCE_SECONDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc as Linux has them"),
]

HANGING = """
import asyncio, sys
import bot.signals, bot.store.sqlite.store
bot.signals.FORCE_SECONDS = 0.5
async def close(self):
    while True:
        try: await asyncio.Event().wait()
        except asyncio.CancelledError: pass
bot.store.sqlite.store.SqliteStore.close = close
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""
STUCK = """
import asyncio, re, sys, threading, time
import bot.runtime.client
def busy():
    while True: pass
def sleeping(): time.sleep(1_000)
def waiting(): threading.Event().wait()
def matching(): re.match("(a*)*b", "a" * 40)
async def on_ready(self):
    print('{"event": "stuck"}', file=sys.stderr, flush=True)
    asyncio.get_running_loop().call_soon(HOW)
bot.runtime.client.BriefingBot.on_ready = on_ready
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""
LINGERING = """
import sys
import bot.runtime.background, bot.runtime.process
end_tasks = bot.runtime.process.end_tasks
async def end(*tasks):
    print('{"event": "closing"}', file=sys.stderr, flush=True)
    await end_tasks(*tasks)
    import asyncio
    await asyncio.sleep(0.3)
bot.runtime.process.end_tasks = end
import asyncio
asyncio_run = asyncio.run
def run(work):
    code = asyncio_run(work)
    print('{"event": "closed"}', file=sys.stderr, flush=True)
    sys.stdin.readline()
    return code
asyncio.run = run
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""
SLOW_TO_END = """
import os, signal, time
import bot.signals
bot.signals.FORCE_SECONDS = 0.3
class Slow:
    def __del__(self, sleep=time.sleep): sleep(1.5)
slow = Slow()
bot.signals.StopSignal()
os.kill(os.getpid(), signal.SIGTERM)
"""
AS_INIT = "import os, sys; os.execvp('unshare', ['unshare', '--fork', '--pid', sys.executable, '-m', 'bot', 'run'])"


@pytest.fixture(autouse=True)
def terminal_signals() -> Iterator[None]:
    """Tests that run under ``nohup`` would hand its ignored SIGHUP on to the bot, which then keeps ignoring it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_to_the_whole_group_stops_it_with_exit_code_0(
    discord: FakeDiscord, tmp_path: Path, number: signal.Signals
):
    async with await BotProcess.start(discord, tmp_path) as bot:
        await bot.logged("discord.ready")
        began = time.monotonic()
        for process in (bot.pid, *children(bot.pid)):
            os.kill(process, number)
        assert await bot.ended() == ExitCode.OK
        stopped(began)
    assert_whole(tmp_path / "briefings.db")
    assert not (tmp_path / "briefings.db-wal").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_before_the_handlers_are_set_ends_it_too(
    discord: FakeDiscord, tmp_path: Path, number: signal.Signals
):
    async with await BotProcess.start(discord, tmp_path) as bot:
        while not handles(bot.pid, signal.SIGHUP):  # the last of its signals, and one that nothing else handles
            await asyncio.to_thread(os.sched_yield)
        began = time.monotonic()
        os.kill(bot.pid, number)
        assert await bot.ended() == ExitCode.OK
        stopped(began)


async def test_under_nohup_it_outlives_its_terminal(discord: FakeDiscord, tmp_path: Path):
    command = ("-c", "import os, sys; os.execvp('nohup', ['nohup', sys.executable, '-m', 'bot', 'run'])")
    async with await BotProcess.start(discord, tmp_path, command=command) as bot:
        await bot.logged("discord.ready")
        for process in (bot.pid, *children(bot.pid)):
            os.kill(process, signal.SIGHUP)
        assert not handles(bot.pid, signal.SIGHUP)
        bot.stop()
        assert await bot.ended() == ExitCode.OK
        assert bot.events("stopping") != []


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None, reason="only root can make a process PID 1")
async def test_as_the_first_process_of_a_container_it_stops_on_sigterm(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, command=("-c", AS_INIT)) as bot:
        await bot.logged("discord.ready")
        [init] = children(bot.pid)
        began = time.monotonic()
        os.kill(init, signal.SIGTERM)
        assert await bot.ended() == ExitCode.OK
        stopped(began)


def test_a_process_that_stops_in_time_has_exit_code_0_even_if_its_last_moments_are_long():
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", SLOW_TO_END], env=environment, check=False)
    assert done.returncode == ExitCode.OK


async def test_a_process_that_hangs_while_stopping_is_ended_by_force_in_time(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, command=("-c", HANGING)) as bot:
        await bot.logged("discord.ready")
        began = time.monotonic()
        bot.stop()
        assert await bot.ended() == ExitCode.OK
        stopped(began)
        assert len(bot.events("stop.forced")) == 1
    assert FORCE_SECONDS + ALARM_SECONDS < PROMISED_SECONDS


@pytest.mark.parametrize("how", ["busy", "sleeping", "waiting", "matching"])
async def test_a_signal_ends_the_process_in_time_even_if_its_event_loop_hangs(
    discord: FakeDiscord, tmp_path: Path, how: str
):
    async with await BotProcess.start(discord, tmp_path, command=("-c", STUCK.replace("HOW", how))) as bot:
        await bot.logged("stuck")
        began = time.monotonic()
        bot.stop()
        bot.stop()
        assert await bot.ended() == ExitCode.OK
        stopped(began)


async def test_a_second_signal_changes_nothing_however_late_it_comes(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, command=("-c", LINGERING)) as bot:
        await bot.logged("discord.ready")
        bot.stop()
        for event in ("stopping", "closing", "closed"):
            await bot.logged(event)
            bot.stop()
        assert await bot.ended() == ExitCode.OK
    assert_whole(tmp_path / "briefings.db")


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def handles(pid: int, number: signal.Signals) -> bool:
    """True if a process has a handler of its own for a signal."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (number - 1) & 1)
