"""Checks of the database: the file, its folder and disk, and the bot that uses it."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import time
from collections import namedtuple
from pathlib import Path

import pytest
from cli.doctor.checks import execute, local_results
from store.sqlite.damage import overwrite_a_page

from bot.cli.doctor.report import Status
from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate, migrations

Usage = namedtuple("Usage", "total used free")


async def test_an_intact_database_is_ok_and_an_older_one_is_not_migrated(file: Path):
    migrate(file)
    assert (await local_results(file))["database"].message.endswith("intact")
    file.unlink()
    migrate(file, migrations()[:1])
    before = file.read_bytes()
    result = (await local_results(file))["database"]
    assert result.status is Status.OK
    assert "the next start copies and migrates it" in result.message
    assert file.read_bytes() == before


async def test_a_damaged_a_newer_and_a_foreign_database_are_errors(file: Path):
    overwrite_a_page(file)
    assert "restore a backup" in (await local_results(file))["database"].fix
    file.unlink()
    await asyncio.to_thread(migrate, file)
    execute(file, "PRAGMA user_version = 99")
    assert "install the newer program again" in (await local_results(file))["database"].fix
    execute(file, "PRAGMA application_id = 5")
    assert "another program" in (await local_results(file))["database"].message
    file.write_text("Dear diary, this is no database. " * 99)
    assert (await local_results(file))["database"].status is Status.ERROR
    assert (await local_results(file, database_url="mysql://me:secret@host/x"))["database"].status is Status.ERROR


async def test_a_negative_version_is_damage(file: Path):
    migrate(file)
    execute(file, "PRAGMA user_version = -5")
    result = (await local_results(file))["database"]
    assert (result.status, result.fix) == (Status.ERROR, "stop the bot and restore a backup")


@pytest.mark.parametrize(("free", "state"), [(10**12, Status.OK), (10**8, Status.WARNING), (10**6, Status.ERROR)])
async def test_a_full_disk_is_reported(file: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: Status):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**13, 0, free))
    assert (await local_results(file))["disk"].status is state


@pytest.mark.parametrize(
    ("number", "fix"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "mount it writable"),
        (errno.EACCES, "check who owns"),
    ],
)
async def test_a_folder_that_cannot_be_written_is_reported_with_what_to_do(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, fix: str
):
    def refuse(**_: object) -> None:
        raise OSError(number, os.strerror(number))

    migrate(file)
    monkeypatch.setattr("bot.cli.doctor.database_checks.tempfile.TemporaryFile", refuse)
    result = (await local_results(file))["database"]
    assert result.status is Status.ERROR
    assert fix in result.fix
    assert "backup there" not in result.message + result.fix
    assert "restore" not in result.message + result.fix


async def test_a_folder_that_cannot_be_written_is_an_error_whatever_its_mode(file: Path):
    result = (await local_results(file, database_url="sqlite:////proc/none/briefings.db"))["database"]
    assert result.status is Status.ERROR
    assert "does not exist yet, and /proc cannot be written" in result.message


async def test_a_file_that_cannot_be_written_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch):
    migrate(file)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    result = (await local_results(file))["database"]
    assert result.status is Status.ERROR
    assert result.message.endswith("the file cannot be written")


@pytest.mark.parametrize(("age", "state"), [(1, Status.OK), (3_600, Status.WARNING), (-3_600, Status.WARNING)])
async def test_the_bot_that_runs_on_the_database_is_named(file: Path, age: int, state: Status):
    migrate(file)
    lease = take_lease(file, None)
    execute(file, f"UPDATE lease SET renewed_at = {int(time.time()) - age}")
    result = (await local_results(file))["bot"]
    assert result.status is state
    assert result.message.startswith(f"process {os.getpid()} on ")
    assert f"this is process {os.getpid()} on " in result.message
    lease.release()
    result = (await local_results(file))["bot"]
    assert (result.status, "next start takes over" in result.fix) == (Status.WARNING, True)
