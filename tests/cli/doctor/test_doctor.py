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
from store.sqlite.test_backup import damaged

from bot.cli.doctor import Finding, State, examine_here, examine_settings, show
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


async def found(file: Path, **settings: Any) -> dict[str, Finding]:
    chosen = {"discord_token": TOKEN, "database_url": f"sqlite:///{file}", "seeds_dir": None, **settings}
    return {finding.what: finding async for finding in examine_here(Settings(**chosen))}


async def test_a_fresh_installation_is_in_order_and_nothing_is_made(file: Path):
    findings = await found(file)
    assert {finding.state for finding in findings.values()} == {State.GOOD}
    assert "first start makes it" in findings["database"].how
    assert list(file.parent.iterdir()) == []


async def test_a_missing_token_is_a_fault(file: Path):
    finding = (await found(file, discord_token=None))["token"]
    assert finding.state is State.BAD
    assert "DISCORD_TOKEN=" in finding.todo


@pytest.mark.parametrize("token", [f"Bot {TOKEN}", f"{TOKEN}\n", f"{TOKEN[:9]}\x00{TOKEN}", "é" * 70])
async def test_what_cannot_be_a_token_is_a_fault_and_not_shown(file: Path, token: str):
    finding = (await found(file, discord_token=token))["token"]
    assert finding.state is State.BAD
    assert "cannot be one" in finding.how
    assert token not in finding.how + finding.todo


async def test_a_sound_database_is_told_and_an_older_one_is_not_migrated(file: Path):
    migrate(file)
    assert (await found(file))["database"].how.endswith("sound")
    file.unlink()
    migrate(file, migrations()[:1])
    before = file.read_bytes()
    finding = (await found(file))["database"]
    assert finding.state is State.GOOD
    assert "the next start copies and migrates it" in finding.how
    assert file.read_bytes() == before


async def test_a_damaged_a_newer_and_a_foreign_database_are_faults(file: Path):
    damaged(file)
    assert "restore a backup" in (await found(file))["database"].todo
    file.unlink()
    migrate(file)
    _sql(file, "PRAGMA user_version = 99")
    assert "install the newer one again" in (await found(file))["database"].todo
    _sql(file, "PRAGMA application_id = 5")
    assert "another program" in (await found(file))["database"].how
    file.write_text("Dear diary, this is no database. " * 99)
    assert (await found(file))["database"].state is State.BAD
    assert (await found(file, database_url="mysql://me:secret@host/x"))["database"].state is State.BAD


def _sql(file: Path, statement: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(statement)


@pytest.mark.parametrize(("free", "state"), [(10**12, State.GOOD), (10**8, State.ODD), (10**6, State.BAD)])
async def test_a_full_disk_is_told(file: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: State):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**13, 0, free))
    assert (await found(file))["disk"].state is state


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "mount it so that it can be written"),
        (errno.EACCES, "check who owns"),
    ],
)
async def test_a_folder_that_cannot_be_written_is_told_with_what_helps(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, todo: str
):
    def refuse(**_: object) -> None:
        raise OSError(number, os.strerror(number))

    migrate(file)
    monkeypatch.setattr("bot.cli.doctor.local_checks.tempfile.TemporaryFile", refuse)
    finding = (await found(file))["database"]
    assert finding.state is State.BAD
    assert todo in finding.todo
    assert "backup there" not in finding.how + finding.todo
    assert "restore" not in finding.how + finding.todo


async def test_a_negative_version_is_damage(file: Path):
    migrate(file)
    _sql(file, "PRAGMA user_version = -5")
    finding = (await found(file))["database"]
    assert (finding.state, finding.todo) == (State.BAD, "stop the bot and restore a backup")


@pytest.mark.parametrize(("age", "state"), [(1, State.GOOD), (3_600, State.ODD), (-3_600, State.ODD)])
async def test_the_bot_that_runs_on_the_database_is_named(file: Path, age: int, state: State):
    migrate(file)
    lease = take_lease(file, None)
    _sql(file, f"UPDATE lease SET renewed_at = {int(time.time()) - age}")
    finding = (await found(file))["bot"]
    assert finding.state is state
    assert finding.how.startswith(f"process {os.getpid()} on ")
    assert f"this is process {os.getpid()} on " in finding.how
    lease.release()
    finding = (await found(file))["bot"]
    assert (finding.state, "next start takes over" in finding.todo) == (State.ODD, True)


async def test_a_model_that_does_not_load_is_a_fault(file: Path):
    finding = (await found(file, spacy_model="none_such"))["language model"]
    assert finding.state is State.BAD
    assert finding.todo == f"leave SPACY_MODEL empty for {Settings().spacy_model}"


async def test_a_folder_that_cannot_be_written_is_a_fault_whatever_its_rights_say(file: Path):
    finding = (await found(file, database_url="sqlite:////proc/none/briefings.db"))["database"]
    assert finding.state is State.BAD
    assert "is not there yet, and /proc cannot be written" in finding.how


async def test_seeds_that_cannot_be_used_are_named(file: Path):
    folder = file.parent / "seeds"
    assert (await found(file, seeds_dir=folder))["seeds"].state is State.ODD
    folder.mkdir()
    (folder / "good.txt").write_text("A title\n\nA text it is.\n")
    assert (await found(file, seeds_dir=folder))["seeds"].how == f"1 file in {folder}"
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "bare.txt").write_text("A title\n")
    (folder / "late.txt").write_text("Date: 2190-01-01\nA title\n\nA text it is.\n")
    findings = await found(file, seeds_dir=folder)
    assert findings["seeds"].how == f"4 files in {folder}, 3 of them cannot be used"
    for name, why in (("bad", "not UTF-8"), ("bare", "The text is missing"), ("late", "is in the future")):
        assert findings[f"seed {name}.txt"].state is State.ODD
        assert why in findings[f"seed {name}.txt"].how


async def test_paused_channels_are_listed_with_their_reason(file: Path):
    store = await open_store(f"sqlite:///{file}")
    for channel in (1, 2):
        subscription = await store.subscribe(HERE, channel, now=NOW, by=None)
    await store.pause_subscription(subscription.id, "the thread is archived: open it again")
    await store.close()
    findings = await found(file)
    assert [what for what in findings if what.startswith("channel")] == [f"channel 2 of server {HERE}"]
    assert "archived" in findings[f"channel 2 of server {HERE}"].how


def test_findings_are_lines_without_a_terminal_and_a_table_with_one():
    findings = [Finding(State.GOOD, "token", "set"), Finding(State.BAD, "#[red]news", "closed", "open it")]
    plain, table = io.StringIO(), io.StringIO()
    show(findings, Console(file=plain))
    assert plain.getvalue() == "ok    token: set\nfault #[red]news: closed\n      -> open it\n"
    show(findings, Console(file=table, force_terminal=True, width=100))
    assert "#[red]news" in table.getvalue()
    assert "what to do" in table.getvalue()


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
    assert "ok    Discord: knows the token: briefings" in said
    assert "ok    #news in Town: the bot may post there" in said
    assert "fault #quiet in Town: the bot lacks Send Messages, Embed Links\n      -> grant it" in said
    assert "ok    thread Late news in Town: the bot may post there" in said
    assert "fault channel 77 in Town: it is gone, or closed to the bot" in said
    assert "look  server 4711: the bot is not in it any more" in said


async def test_a_token_that_discord_does_not_know_is_a_fault(tmp_path: Path):
    async with FakeDiscord() as discord:
        code, said = await doctor(discord, tmp_path, DISCORD_TOKEN=TOKEN.replace("GabcdE", "HabcdE"))
    assert code == 1
    assert "fault Discord: does not know this token" in said


async def test_a_discord_that_cannot_be_reached_is_told_and_no_fault(tmp_path: Path):
    async with FakeDiscord() as discord:
        code, said = await doctor(discord, tmp_path, DISCORD_API_URL="http://127.0.0.1:9/api/v10")
    assert code == 0
    assert "look  Discord: cannot be reached" in said


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
    assert f"look  Discord: {how}" in said
    assert f"-> {todo}" in said


@pytest.mark.parametrize("body", ["<html>Welcome to the airport</html>", {}, [], None])
async def test_an_address_where_something_else_than_discord_is_is_told(tmp_path: Path, body: object):
    async with FakeDiscord() as discord:
        discord.script("GET /gateway", 200, body)
        code, said = await doctor(discord, tmp_path)
    assert code == 0
    assert "look  Discord: something else answers in its place" in said


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
@pytest.mark.parametrize(("mode", "wanted"), [(0o644, "600"), (0o640, "600"), (0o606, "600"), (0o700, ""), (0o600, "")])
def test_settings_that_others_may_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, wanted: str
):
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    (tmp_path / ".env").chmod(mode)
    monkeypatch.chdir(tmp_path)
    told = [finding for finding in examine_settings()[1] if finding.state is State.ODD]
    assert [finding.todo for finding in told] == ([f"chmod {wanted} .env"] if wanted else [])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize(("mode", "odd"), [(0o640, False), (0o644, True)])
def test_settings_of_another_user_may_be_read_by_a_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, odd: bool
):
    (tmp_path / ".env").write_text("")
    os.chown(tmp_path / ".env", 12345, 0)
    (tmp_path / ".env").chmod(mode)
    monkeypatch.chdir(tmp_path)
    assert [finding.todo for finding in examine_settings()[1] if finding.state is State.ODD] == ["chmod 640 .env"] * odd


async def test_a_port_that_another_program_has_is_a_fault_and_a_free_one_is_none(file: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        finding = (await found(file, http_port=port))["HTTP_PORT"]
        assert (finding.state, finding.how) == (State.BAD, f"another program has port {port} of 127.0.0.1")
        assert "set HTTP_PORT to another number" in finding.todo
    assert (await found(file, http_port=port))["HTTP_PORT"].state is State.GOOD
    finding = (await found(file, http_port=port, http_host="192.0.2.1"))["HTTP_PORT"]
    assert (finding.state, "set HTTP_HOST" in finding.todo) == (State.BAD, True)
    assert "HTTP_PORT" not in await found(file, http_port=0)
    assert "HTTP_PORT" not in await found(file)


async def test_a_port_that_the_running_bot_serves_is_its_own(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
    async with FakeDiscord() as discord, await BotProcess.start(discord, tmp_path, HTTP_PORT=port) as bot:
        await bot.logged("discord.ready")
        _, said = await doctor(discord, tmp_path, HTTP_PORT=port)
        assert f"ok    HTTP_PORT: {port} is served by the bot that runs" in said
        (tmp_path / "other").mkdir()
        _, said = await doctor(discord, tmp_path / "other", HTTP_PORT=port)
        assert f"fault HTTP_PORT: another program has port {port}" in said


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
        assert "ok    slash commands: as they should be" in said  # from the log file
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
    assert "fault settings: LOG_LEVEL is 'LOUD': use one of" in said
    assert "fault settings: HTTP_PORT is 'eighty': use a whole number" in said
    assert "look  settings: DISCORD_TOKN in .env is no setting\n      -> call it DISCORD_TOKEN, or remove it" in said
    assert "look  settings: COLOUR in .env is no setting" in said
    assert "look  settings: SEED_DIR in the environment is no setting\n      -> call it SEEDS_DIR" in said
    assert "fault language model: The language model 'nope' could not be loaded" in said
    assert "secret" not in said
    assert discord.requests == []
