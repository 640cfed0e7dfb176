"""A library that was damaged deep inside: the bot starts, and everyone who asks is told."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from pathlib import Path

import aiohttp
import pytest
import structlog
from cli.commands import run
from cli.doctor.checks import run_doctor
from conftest import Town
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord
from store.sqlite.damage import PAGE, fill
from store.sqlite.integrity import first_page_of, pages_of_tables

from bot.errors import StorageError
from bot.exit_codes import ExitCode
from bot.runtime.background import background_tasks, end_tasks
from bot.runtime.heartbeat import heartbeat_file
from bot.services.library_check import LibraryCheck
from bot.settings import Settings
from bot.store import find_damage


@pytest.fixture
async def library(tmp_path: Path) -> Path:
    """A library with something in every table."""
    file = tmp_path / "briefings.db"
    await fill(f"sqlite:///{file}")
    return file


def spoil(file: Path, page: int) -> None:
    """A page of zeros, as after a power cut."""
    with file.open("rb+") as opened:
        opened.seek((page - 1) * PAGE)
        opened.write(bytes(PAGE))


def holds(file: Path, text: str) -> bool:
    return file.exists() and file.read_text() == text


def look(file: Path) -> str | None:
    return find_damage(f"sqlite:///{file}", seconds=60.0)


def test_a_page_of_zeros_is_found_in_every_table_and_index(library: Path):
    whole = library.read_bytes()
    assert look(library) is None
    pages = pages_of_tables(library)
    assert len(pages) > 30
    for page in pages:
        library.write_bytes(whole)
        spoil(library, page)
        assert look(library), f"page {page}"


def test_a_truncated_file_is_damaged(library: Path):
    whole = library.read_bytes()
    library.write_bytes(whole[: len(whole) - PAGE])
    assert look(library)


def test_an_inspection_ends_at_its_timeout(library: Path):
    spoil(library, pages_of_tables(library)[-1])
    began = time.monotonic()
    assert find_damage(f"sqlite:///{library}", seconds=-1.0) is None
    assert time.monotonic() - began < 5.0


async def test_a_library_that_cannot_be_checked_is_not_called_damaged(tmp_path: Path):
    check = LibraryCheck()
    with structlog.testing.capture_logs() as logs:
        await check.check(f"sqlite:///{tmp_path}/none.db")
    assert [line["event"] for line in logs] == ["library.not_checked"]
    assert (check.damaged, check.fault) == (False, "")
    with pytest.raises(StorageError, match="cannot be opened"):
        look(tmp_path / "none.db")


@pytest.mark.slow
async def test_a_bot_with_a_damaged_library_starts_and_the_log_health_and_doctor_report_it(
    library: Path, discord: FakeDiscord
):
    spoil(library, first_page_of(library, "change_log"))
    async with await BotProcess.start(discord, library.parent, HTTP_PORT="0") as bot:
        told = await bot.logged("library.damaged")
        assert told["level"] == "error"
        assert "restore a backup" in told["hint"]
        await bot.logged("discord.ready")
        port = (await bot.logged("status.serving"))["port"]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                said = json.loads(await answer.text())
                assert (answer.status, said["ready"], said["discord"]) == (503, False, True)
                assert said["library"].startswith("damaged (")
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                assert "briefings_ready 0.0" in await answer.text()
        code, shown = await run_doctor(discord, library.parent)
        assert code == 1
        assert "restore a backup" in shown
        assert len(bot.events("library.damaged")) == 1
        bot.stop()
        assert await bot.ended() == ExitCode.OK


@pytest.mark.slow
async def test_an_intact_library_is_one_line_in_the_log(library: Path, discord: FakeDiscord):
    async with await BotProcess.start(discord, library.parent) as bot:
        assert (await bot.logged("library.sound"))["level"] == "info"


async def test_health_reports_the_damage_that_the_running_bot_found(
    town: Town, library: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{library}")
    monkeypatch.chdir(library.parent)
    beat = heartbeat_file(Settings(database_url=f"sqlite:///{library}"))
    check = LibraryCheck()
    for spoiled in (False, True):
        if spoiled:
            # In a thread: the bot may be in the middle of a transaction, which goes on on this loop.
            spoil(library, (await asyncio.to_thread(pages_of_tables, library))[-1])
        await check.check(f"sqlite:///{library}")
        beat.unlink(missing_ok=True)
        tasks = background_tasks(town.bot, beat, check)
        async with asyncio.timeout(20):
            while not await asyncio.to_thread(holds, beat, check.fault):
                pass
        await end_tasks(*tasks)
        told = await asyncio.to_thread(run, "health")
        assert told.exit_code == int(spoiled)
        assert told.stderr.startswith("The library’s file is damaged (" if spoiled else "")


async def test_the_library_is_checked_at_the_start_and_once_a_day(library: Path) -> None:
    class Enough(Exception):
        pass

    async def sleep(seconds: float) -> None:
        pauses.append((seconds, check.state))
        if len(pauses) == 2:
            raise Enough

    pauses: list[tuple[float, str]] = []
    check = LibraryCheck(sleep=sleep)
    with pytest.raises(Enough):
        await check.run(f"sqlite:///{library}")
    assert pauses == [(86_400.0, "sound")] * 2


async def test_a_check_that_nobody_waits_for_any_more_is_harmless(library: Path) -> None:
    looking = asyncio.create_task(LibraryCheck().check(f"sqlite:///{library}"))
    await asyncio.sleep(0)
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    async with asyncio.timeout(20):
        while any(thread.name == "library check" for thread in threading.enumerate()):  # noqa: ASYNC110 - a thread's end
            await asyncio.sleep(0.005)
    await asyncio.sleep(0)
