"""``doctor`` sees every fault, changes nothing, and says what to do."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import shutil
import socket
import sys
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from fake_discord.process import ROOT, BotProcess
from fake_discord.server import TOKEN, FakeDiscord
from rich.console import Console
from store.samples import HERE, NOW
from store.sqlite.damage import overwrite_a_page

from bot.cli.doctor.local_checks import check_this_machine
from bot.cli.doctor.report import CheckResult, Status, print_report
from bot.cli.doctor.settings_checks import check_settings
from bot.errors import ModelLoadError
from bot.settings import Settings
from bot.store import open_store
from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate, migrations

Usage = namedtuple("Usage", "total used free")


class QuickReader:
    """Loads no model; ``none_such`` cannot be loaded."""

    def __init__(self, model: str) -> None:
        self.model = model

    async def start(self, *, retry: bool) -> None:
        if self.model == "none_such":
            msg = "The language model 'none_such' could not be loaded: check SPACY_MODEL, or install it again."
            raise ModelLoadError(msg)

    async def close(self) -> None:
        """Nothing to end."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.doctor.local_checks.AnalysisPool", QuickReader)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "briefings.db"


async def found(file: Path, **settings: Any) -> dict[str, CheckResult]:
    chosen = {"discord_token": TOKEN, "database_url": f"sqlite:///{file}", "seeds_dir": None, **settings}
    return {result.name: result async for result in check_this_machine(Settings(**chosen))}


async def test_a_fresh_installation_is_in_order_and_nothing_is_made(file: Path):
    results = await found(file)
    assert {result.status for result in results.values()} == {Status.OK}
    assert "first start creates it" in results["database"].message
    assert list(file.parent.iterdir()) == []


async def test_a_missing_token_is_a_fault(file: Path):
    result = (await found(file, discord_token=None))["token"]
    assert result.status is Status.ERROR
    assert "DISCORD_TOKEN=" in result.fix


@pytest.mark.parametrize("token", [f"Bot {TOKEN}", f"{TOKEN}\n", f"{TOKEN[:9]}\x00{TOKEN}", "é" * 70])
async def test_what_cannot_be_a_token_is_a_fault_and_not_shown(file: Path, token: str):
    result = (await found(file, discord_token=token))["token"]
    assert result.status is Status.ERROR
    assert "not a token" in result.message
    assert token not in result.message + result.fix


async def test_a_sound_database_is_told_and_an_older_one_is_not_migrated(file: Path):
    migrate(file)
    assert (await found(file))["database"].message.endswith("intact")
    file.unlink()
    migrate(file, migrations()[:1])
    before = file.read_bytes()
    result = (await found(file))["database"]
    assert result.status is Status.OK
    assert "the next start copies and migrates it" in result.message
    assert file.read_bytes() == before


async def test_a_damaged_a_newer_and_a_foreign_database_are_faults(file: Path):
    overwrite_a_page(file)
    assert "restore a backup" in (await found(file))["database"].fix
    file.unlink()
    migrate(file)
    _sql(file, "PRAGMA user_version = 99")
    assert "install the newer program again" in (await found(file))["database"].fix
    _sql(file, "PRAGMA application_id = 5")
    assert "another program" in (await found(file))["database"].message
    file.write_text("Dear diary, this is no database. " * 99)
    assert (await found(file))["database"].status is Status.ERROR
    assert (await found(file, database_url="mysql://me:secret@host/x"))["database"].status is Status.ERROR


def _sql(file: Path, statement: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(statement)


@pytest.mark.parametrize(("free", "state"), [(10**12, Status.OK), (10**8, Status.WARNING), (10**6, Status.ERROR)])
async def test_a_full_disk_is_told(file: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: Status):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**13, 0, free))
    assert (await found(file))["disk"].status is state


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "mount it writable"),
        (errno.EACCES, "check who owns"),
    ],
)
async def test_a_folder_that_cannot_be_written_is_told_with_what_helps(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, todo: str
):
    def refuse(**_: object) -> None:
        raise OSError(number, os.strerror(number))

    migrate(file)
    monkeypatch.setattr("bot.cli.doctor.database_checks.tempfile.TemporaryFile", refuse)
    result = (await found(file))["database"]
    assert result.status is Status.ERROR
    assert todo in result.fix
    assert "backup there" not in result.message + result.fix
    assert "restore" not in result.message + result.fix


async def test_a_negative_version_is_damage(file: Path):
    migrate(file)
    _sql(file, "PRAGMA user_version = -5")
    result = (await found(file))["database"]
    assert (result.status, result.fix) == (Status.ERROR, "stop the bot and restore a backup")


@pytest.mark.parametrize(("age", "state"), [(1, Status.OK), (3_600, Status.WARNING), (-3_600, Status.WARNING)])
async def test_the_bot_that_runs_on_the_database_is_named(file: Path, age: int, state: Status):
    migrate(file)
    lease = take_lease(file, None)
    _sql(file, f"UPDATE lease SET renewed_at = {int(time.time()) - age}")
    result = (await found(file))["bot"]
    assert result.status is state
    assert result.message.startswith(f"process {os.getpid()} on ")
    assert f"this is process {os.getpid()} on " in result.message
    lease.release()
    result = (await found(file))["bot"]
    assert (result.status, "next start takes over" in result.fix) == (Status.WARNING, True)


async def test_a_model_that_does_not_load_is_a_fault(file: Path):
    result = (await found(file, spacy_model="none_such"))["language model"]
    assert result.status is Status.ERROR
    assert result.fix == f"leave SPACY_MODEL empty for {Settings().spacy_model}"


async def test_a_folder_that_cannot_be_written_is_a_fault_whatever_its_rights_say(file: Path):
    result = (await found(file, database_url="sqlite:////proc/none/briefings.db"))["database"]
    assert result.status is Status.ERROR
    assert "does not exist yet, and /proc cannot be written" in result.message


async def test_seeds_that_cannot_be_used_are_named(file: Path):
    folder = file.parent / "seeds"
    assert (await found(file, seeds_dir=folder))["seeds"].status is Status.WARNING
    folder.mkdir()
    (folder / "good.txt").write_text("A title\n\nA text it is.\n")
    assert (await found(file, seeds_dir=folder))["seeds"].message == f"1 file in {folder}"
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "bare.txt").write_text("A title\n")
    (folder / "late.txt").write_text("Date: 2190-01-01\nA title\n\nA text it is.\n")
    results = await found(file, seeds_dir=folder)
    assert results["seeds"].message == f"4 files in {folder}, 3 of them cannot be used"
    for name, why in (("bad", "not UTF-8"), ("bare", "The text is missing"), ("late", "is in the future")):
        assert results[f"seed {name}.txt"].status is Status.WARNING
        assert why in results[f"seed {name}.txt"].message


async def test_paused_channels_are_listed_with_their_reason(file: Path):
    store = await open_store(f"sqlite:///{file}")
    for channel in (1, 2):
        subscription = await store.subscribe(HERE, channel, now=NOW, by=None)
    await store.pause_subscription(subscription.id, "the thread is archived: open it again")
    await store.close()
    results = await found(file)
    assert [what for what in results if what.startswith("channel")] == [f"channel 2 of server {HERE}"]
    assert "archived" in results[f"channel 2 of server {HERE}"].message


def test_findings_are_lines_without_a_terminal_and_a_table_with_one():
    results = [CheckResult(Status.OK, "token", "set"), CheckResult(Status.ERROR, "#[red]news", "closed", "open it")]
    plain, table = io.StringIO(), io.StringIO()
    print_report(results, Console(file=plain))
    assert plain.getvalue() == "ok       token: set\nerror    #[red]news: closed\n         -> open it\n"
    print_report(results, Console(file=table, force_terminal=True, width=100))
    assert "#[red]news" in table.getvalue()
    assert "status" in table.getvalue()


# ---------------------------------------------------------------- with a Discord, as a process of its own


async def doctor(discord: FakeDiscord, folder: Path, **settings: str) -> tuple[int, str]:
    """Exit code and output of ``python -m bot doctor``."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.url,
        "DATABASE_URL": f"sqlite:///{folder}/briefings.db",
        "SEEDS_DIR": "",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor"), cwd=folder, env=environment, stdout=-1, stderr=-1
    )
    out, err = await process.communicate()
    assert discord.token.encode() not in out + err
    assert b"Traceback" not in err
    return process.returncode or 0, out.decode()


async def test_with_discord_each_channel_is_looked_at(tmp_path: Path):
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    async with FakeDiscord() as discord:
        world = discord.world
        town = world.add_guild("Town")
        # View channel, send messages, embed links, read history, send messages in threads.
        town["roles"][0]["permissions"] = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 38)
        mute = {"id": town["id"], "type": 0, "allow": "0", "deny": str(1 << 11)}
        news, quiet = world.add_channel(town, "news"), world.add_channel(town, "quiet", permission_overwrites=[mute])
        thread = world.thread(news, {"name": "Late news"})
        gone, closed = 77, world.add_channel(world.add_guild("Left"), "left")
        for guild, channel in [(town, c.id) for c in (news, quiet, thread)] + [(town, gone)]:
            await store.subscribe(int(guild["id"]), channel, now=NOW, by=None)
        await store.subscribe(4711, closed.id, now=NOW, by=None)
        await store.close()
        code, said = await doctor(discord, tmp_path)
        assert discord.misfits == []
    assert code == 1
    assert "ok       Discord: knows the token: briefings" in said
    assert "ok       #news in Town: the bot can post there" in said
    assert "error    #quiet in Town: the bot lacks Send Messages, Embed Links\n         -> grant it" in said
    assert "ok       thread Late news in Town: the bot can post there" in said
    assert "error    channel 77 in Town: deleted, or the bot has no access to it" in said
    assert "warning  server 4711: the bot is no longer in it" in said


async def test_a_token_that_discord_does_not_know_is_a_fault(tmp_path: Path):
    async with FakeDiscord() as discord:
        code, said = await doctor(discord, tmp_path, DISCORD_TOKEN=TOKEN.replace("GabcdE", "HabcdE"))
    assert code == 1
    assert "error    Discord: does not know this token" in said


async def test_a_discord_that_cannot_be_reached_is_told_and_no_fault(tmp_path: Path):
    async with FakeDiscord() as discord:
        code, said = await doctor(discord, tmp_path, DISCORD_API_URL="http://127.0.0.1:9/api/v10")
    assert code == 0
    assert "warning  Discord: cannot be reached" in said


@pytest.mark.parametrize(
    ("status", "body", "how", "todo"),
    [
        (500, {"message": "broken"}, "answers with an error (500)", "try again later"),
        (503, "<html>upstream connect error</html>", "answers with an error (503)", "try again later"),
        (403, "<html>error code: 1015</html>", "refuses to answer (403)", "check DISCORD_API_URL"),
        (200, "<html>Welcome to the airport</html>", "something else answers in its place", "check DISCORD_API_URL"),
        (200, {}, "something else answers in its place", "check DISCORD_API_URL"),
        (200, [], "something else answers in its place", "check DISCORD_API_URL"),
    ],
)
async def test_an_answer_that_is_no_help_is_told_as_what_it_is(
    tmp_path: Path, status: int, body: object, how: str, todo: str
):
    async with FakeDiscord() as discord:
        discord.script("GET /users/@me", status, body)
        code, said = await doctor(discord, tmp_path)
    assert code == 0
    assert f"warning  Discord: {how}" in said
    assert f"-> {todo}" in said


@pytest.mark.parametrize("body", ["<html>Welcome to the airport</html>", {}, [], None])
async def test_an_address_where_something_else_than_discord_is_is_told(tmp_path: Path, body: object):
    async with FakeDiscord() as discord:
        discord.script("GET /gateway", 200, body)
        code, said = await doctor(discord, tmp_path)
    assert code == 0
    assert "warning  Discord: something else answers in its place" in said


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
@pytest.mark.parametrize(("mode", "wanted"), [(0o644, "600"), (0o640, "600"), (0o606, "600"), (0o700, ""), (0o600, "")])
def test_settings_that_others_may_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, wanted: str
):
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    (tmp_path / ".env").chmod(mode)
    monkeypatch.chdir(tmp_path)
    told = [result for result in check_settings()[1] if result.status is Status.WARNING]
    assert [result.fix for result in told] == ([f"chmod {wanted} .env"] if wanted else [])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize(("mode", "odd"), [(0o640, False), (0o644, True)])
def test_settings_of_another_user_may_be_read_by_a_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, odd: bool
):
    (tmp_path / ".env").write_text("")
    os.chown(tmp_path / ".env", 12345, 0)
    (tmp_path / ".env").chmod(mode)
    monkeypatch.chdir(tmp_path)
    assert [result.fix for result in check_settings()[1] if result.status is Status.WARNING] == ["chmod 640 .env"] * odd


async def test_a_port_that_another_program_has_is_a_fault_and_a_free_one_is_none(file: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = (await found(file, http_port=port))["HTTP_PORT"]
        assert (result.status, result.message) == (Status.ERROR, f"another program uses port {port} of 127.0.0.1")
        assert "set HTTP_PORT to another number" in result.fix
    assert (await found(file, http_port=port))["HTTP_PORT"].status is Status.OK
    result = (await found(file, http_port=port, http_host="192.0.2.1"))["HTTP_PORT"]
    assert (result.status, "set HTTP_HOST" in result.fix) == (Status.ERROR, True)
    assert "HTTP_PORT" not in await found(file, http_port=0)
    assert "HTTP_PORT" not in await found(file)


async def test_a_port_that_the_running_bot_serves_is_its_own(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
    async with FakeDiscord() as discord, await BotProcess.start(discord, tmp_path, HTTP_PORT=port) as bot:
        await bot.logged("discord.ready")
        _, said = await doctor(discord, tmp_path, HTTP_PORT=port)
        assert f"ok       HTTP_PORT: the running bot uses port {port}" in said
        (tmp_path / "other").mkdir()
        _, said = await doctor(discord, tmp_path / "other", HTTP_PORT=port)
        assert f"error    HTTP_PORT: another program uses port {port}" in said


async def test_looking_changes_no_file(tmp_path: Path):
    async with FakeDiscord() as discord:
        async with await BotProcess.start(discord, tmp_path, SEEDS_DIR=str(ROOT / "seeds")) as bot:
            await bot.logged("commands.sent")
            await bot.logged("seeds.loaded")
            bot.kill()  # its log file stays, with what it wrote
            await bot.ended()
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        assert before["briefings.db-wal"]
        _, said = await doctor(discord, tmp_path)
        after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        assert after == before
        assert "ok       slash commands: up to date" in said  # from the log file
        async with await BotProcess.start(discord, tmp_path) as bot:
            await bot.logged("discord.ready")
            bot.stop()
            await bot.ended()
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert "briefings.db-wal" not in before
        await doctor(discord, tmp_path)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


async def test_every_setting_that_cannot_be_read_is_told_and_the_rest_is_looked_at_all_the_same(tmp_path: Path):
    (tmp_path / ".env").write_text("DISCORD_TOKN=secret\nCOLOUR=red\nHTTP_PORT=eighty\n")
    async with FakeDiscord() as discord:
        code, said = await doctor(discord, tmp_path, LOG_LEVEL="LOUD", SEED_DIR="x", SPACY_MODEL="nope")
    assert code == 1
    assert "error    settings: LOG_LEVEL is 'LOUD': use one of" in said
    assert "error    settings: HTTP_PORT is 'eighty': use a whole number" in said
    unknown = "warning  settings: DISCORD_TOKN in .env is not a setting\n"
    assert f"{unknown}         -> rename it to DISCORD_TOKEN, or remove it" in said
    assert "warning  settings: COLOUR in .env is not a setting" in said
    assert "warning  settings: SEED_DIR in the environment is not a setting\n         -> rename it to SEEDS_DIR" in said
    assert "error    language model: The language model 'nope' could not be loaded" in said
    assert "secret" not in said
    assert discord.requests == []
