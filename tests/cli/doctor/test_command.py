"""``doctor`` as a process of its own: it changes nothing, and one bad setting hides nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.doctor.checks import run_doctor
from fake_discord.process import ROOT, BotProcess
from fake_discord.server import FakeDiscord


@pytest.mark.slow
async def test_doctor_changes_no_file(tmp_path: Path):
    async with FakeDiscord() as discord:
        async with await BotProcess.start(discord, tmp_path, SEEDS_DIR=str(ROOT / "seeds")) as bot:
            await bot.logged("commands.sent")
            await bot.logged("seeds.loaded")
            bot.kill()  # its log file stays, with what it wrote
            await bot.ended()
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        assert before["briefings.db-wal"]
        _, said = await run_doctor(discord, tmp_path)
        after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        assert after == before
        assert "ok       slash commands: up to date" in said  # from the log file
        async with await BotProcess.start(discord, tmp_path) as bot:
            await bot.logged("discord.ready")
            bot.stop()
            await bot.ended()
        with closing(sqlite3.connect(tmp_path / "briefings.db")) as db:  # on a busy machine, the bot may end before
            db.execute("PRAGMA user_version").fetchall()
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert "briefings.db-wal" not in before
        await run_doctor(discord, tmp_path)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


async def test_every_unreadable_setting_is_reported_and_the_rest_is_still_checked(tmp_path: Path):
    (tmp_path / ".env").write_text("DISCORD_TOKN=secret\nCOLOUR=red\nHTTP_PORT=eighty\n")
    async with FakeDiscord() as discord:
        code, said = await run_doctor(
            discord, tmp_path, LOG_LEVEL="LOUD", SEED_DIR="x", SPACY_MODEL="nope", READER_PROCESSES="1"
        )
    assert code == 1
    former = "warning  settings: READER_PROCESSES in the environment is not a setting\n"
    assert f"{former}         -> rename it to ANALYSIS_PROCESSES, or remove it" in said
    assert "error    settings: LOG_LEVEL is 'LOUD': use one of" in said
    assert "error    settings: HTTP_PORT is 'eighty': use a whole number" in said
    unknown = "warning  settings: DISCORD_TOKN in .env is not a setting\n"
    assert f"{unknown}         -> rename it to DISCORD_TOKEN, or remove it" in said
    assert "warning  settings: COLOUR in .env is not a setting" in said
    assert "warning  settings: SEED_DIR in the environment is not a setting\n         -> rename it to SEEDS_DIR" in said
    assert "error    language model: The language model 'nope' could not be loaded" in said
    assert "secret" not in said
    assert discord.requests == []
