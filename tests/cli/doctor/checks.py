"""Runs the doctor's checks: some of them in this process, or all of them as ``python -m bot doctor``."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from fake_discord.process import environment
from fake_discord.server import TOKEN, FakeDiscord

from bot.cli.doctor.discord_checks import check_discord
from bot.cli.doctor.local_checks import check_this_machine
from bot.cli.doctor.report import CheckResult
from bot.errors import ModelLoadError, WorkerUnavailable
from bot.settings import Settings


class PoolWithoutModel:
    """Stands in for the worker processes: loads no model, and fails for ``none_such`` and for ``too_large``."""

    def __init__(self, model: str) -> None:
        self.model = model

    async def start(self, *, retry: bool) -> None:
        if self.model == "none_such":
            raise ModelLoadError(self.model)
        if self.model == "too_large":
            msg = "No worker process can be started at the moment."
            raise WorkerUnavailable(msg)

    async def close(self) -> None:
        """There is no process to end."""


async def local_results(file: Path, **settings: Any) -> dict[str, CheckResult]:
    """The results of the checks of this machine by name, for a library in this file."""
    chosen = {"discord_token": TOKEN, "database_url": f"sqlite:///{file}", "seeds_dir": None, **settings}
    return {result.name: result async for result in check_this_machine(Settings(**chosen))}


async def discord_results(discord: FakeDiscord, folder: Path, **settings: Any) -> dict[str, CheckResult]:
    """The results of the checks that ask this Discord by name, for a library in this folder."""
    chosen = {"discord_token": discord.token, "discord_api_url": discord.url, **settings}
    results = await check_discord(Settings(database_url=f"sqlite:///{folder}/briefings.db", **chosen))
    return {result.name: result for result in results}


async def run_doctor(discord: FakeDiscord, folder: Path, **settings: str) -> tuple[int, str]:
    """Exit code and output of ``python -m bot doctor``."""
    own = {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.url,
        "DATABASE_URL": f"sqlite:///{folder}/briefings.db",
        "SEEDS_DIR": "",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor"), cwd=folder, env=environment(**own), stdout=-1, stderr=-1
    )
    out, err = await process.communicate()
    assert discord.token.encode() not in out + err
    assert b"Traceback" not in err
    return process.returncode or 0, out.decode()


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(statement)
