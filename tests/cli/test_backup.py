"""``backup`` on the command line, beside a running bot; and what it says of a restored copy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from fake_discord.process import ROOT, BotProcess
from fake_discord.server import FakeDiscord
from store.samples import add, person
from store.sqlite.integrity import assert_whole

from bot.exit_codes import ExitCode
from bot.store import open_store
from bot.text.version import ANALYZER_VERSION


def backup(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": "sqlite:///briefings.db"}
    return subprocess.run(
        [sys.executable, "-m", "bot", "backup", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


async def test_a_copy_is_made_beside_a_running_bot_and_never_over_another_by_accident(tmp_path: Path):
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    await add(store, "A town votes", actors=[person("Ann Lee")], version=ANALYZER_VERSION)
    await store.close()
    async with FakeDiscord() as discord, await BotProcess.start(discord, tmp_path) as bot:
        await bot.logged("discord.ready")
        done = backup(tmp_path, "copy.db")
        assert (done.returncode, done.stderr) == (0, "")
        size = (tmp_path / "copy.db").stat().st_size
        assert done.stdout.startswith(f"copy.db: {size / 1e6:.1f} MB, checked.")
        refused = backup(tmp_path, "copy.db")
        assert refused.returncode == ExitCode.DATABASE
        assert "copy.db exists already" in refused.stderr
        assert backup(tmp_path, "copy.db", "--force").returncode == 0
        bot.stop()
        assert await bot.ended() == ExitCode.OK
    assert assert_whole(tmp_path / "copy.db") == 1


def test_without_a_library_there_is_nothing_to_copy(tmp_path: Path):
    refused = backup(tmp_path, "copy.db")
    assert refused.returncode == ExitCode.DATABASE
    assert "nothing to copy" in refused.stderr
    assert list(tmp_path.iterdir()) == []
