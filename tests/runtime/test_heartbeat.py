"""The heartbeat tells other processes that the bot is connected."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

from structlog.testing import capture_logs

from bot.runtime.background import end_tasks
from bot.runtime.heartbeat import health_problem, heartbeat_file, keep_heartbeat
from bot.services.library_check import LibraryCheck
from bot.settings import Settings


async def test_the_file_is_touched_only_while_the_bot_is_connected(tmp_path: Path) -> None:
    file, gateway = tmp_path / "library.alive", SimpleNamespace(connected=False)
    beating = asyncio.create_task(keep_heartbeat(SimpleNamespace(gateway=gateway), file, LibraryCheck(), interval=0))
    for _ in range(100):
        await asyncio.sleep(0)
    assert not file.exists()
    gateway.connected = True
    for _ in range(20_000):
        if file.exists():
            break
        await asyncio.sleep(0.001)
    assert file.exists()
    await end_tasks(beating)


async def test_a_full_disk_does_not_end_the_bot(tmp_path: Path) -> None:
    gateway = SimpleNamespace(connected=True)
    with capture_logs() as logs:
        beating = asyncio.create_task(
            keep_heartbeat(SimpleNamespace(gateway=gateway), tmp_path / "gone" / "x", LibraryCheck(), interval=0)
        )
        async with asyncio.timeout(20):
            while len(logs) < 2:  # noqa: ASYNC110 - a thread writes
                await asyncio.sleep(0.001)
        await end_tasks(beating)
    assert {line["event"] for line in logs} == {"heartbeat.failed"}


async def test_a_connected_bot_reports_damage_to_the_library(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/library.db")
    file, check = heartbeat_file(settings), SimpleNamespace(fault="The library’s file is damaged.")
    gateway = SimpleNamespace(connected=True)
    beating = asyncio.create_task(keep_heartbeat(SimpleNamespace(gateway=gateway), file, check, interval=0))
    for _ in range(20_000):
        if health_problem(settings) == check.fault:
            break
        await asyncio.sleep(0.001)
    assert health_problem(settings) == check.fault
    await end_tasks(beating)
