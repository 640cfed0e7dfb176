"""Copies of a library that is in use, what they refuse, and what a look at a file tells."""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store.samples import HERE, NOW, add, later, person
from store.sqlite.damage import overwrite_a_page
from store.sqlite.integrity import assert_whole

from bot.errors import SettingsError, StorageError
from bot.models.articles import SHARED
from bot.models.delivery import DeliveryState
from bot.store import check_database, copy_database, open_store
from bot.store.protocols.store import Store
from bot.store.sqlite.files import temporary_beside
from bot.store.sqlite.migrator import migrate, migrations


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if ".part" in path.name}


async def test_a_copy_made_while_articles_are_added_is_complete(address: str, file: Path):
    store = await open_store(address)
    await store.subscribe(HERE, 1, now=NOW, by=7)
    adding = asyncio.create_task(_add_many(store))
    sizes = []
    try:
        for number in range(5):
            await asyncio.to_thread(copy_database, address, file.with_name(f"copy{number}.db"))
            sizes.append(await asyncio.to_thread(lambda n=number: _articles(file.with_name(f"copy{n}.db"))))
    finally:
        await adding
        await store.close()
    assert sizes == sorted(sizes)
    assert _articles(file) == 60
    assert leftovers(file.parent) == set()


async def _add_many(store: Store) -> None:
    for number in range(60):
        await add(store, f"Story {number}", actors=[person("Ann Lee")])


def _articles(file: Path) -> int:
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute(
            "SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM analysis)"
        ).fetchone() == (0,)
        return int(db.execute("SELECT count(*) FROM article").fetchone()[0])


async def test_a_restored_copy_opens_and_deliveries_continue(address: str, file: Path, tmp_path: Path):
    store = await open_store(address)
    await store.subscribe(HERE, 1, now=NOW, by=7)
    first = await add(store, "First", actors=[])
    second = await add(store, "Second", actors=[])
    [row] = await store.claim_deliveries(now=NOW, lease_seconds=60, limit=9)
    await store.mark_delivery_sent(row.id, 11, now=NOW)
    copy = tmp_path / "copy.db"
    copy_database(address, copy)
    name = await store.installation_id()
    await store.close()
    file.unlink()
    copy.rename(file)
    restored = await open_store(address)
    try:
        assert await restored.installation_id() == name
        assert await restored.article(SHARED, 1) == first
        [row] = await restored.claim_deliveries(now=later(seconds=1), lease_seconds=60, limit=9)
        assert row.article_id == second.id
        await restored.mark_delivery_sent(row.id, 12, now=NOW)
        states = [(await restored.deliveries_of(HERE, a.id))[0].state for a in (first, second)]
        assert states == [DeliveryState.SENT, DeliveryState.SENT]
    finally:
        await restored.close()


def test_an_existing_file_is_kept_unless_it_may_be_overwritten(address: str, file: Path, tmp_path: Path):
    migrate(file)
    target = tmp_path / "kept.txt"
    target.write_text("kept")
    with pytest.raises(StorageError, match=r"exists already: .* --force"):
        copy_database(address, target)
    assert target.read_text() == "kept"
    size = copy_database(address, target, overwrite=True)
    assert size == target.stat().st_size > 4
    assert assert_whole(target) == 0


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_a_copy_can_be_read_by_its_owner_only(address: str, file: Path, tmp_path: Path):
    migrate(file)
    copy_database(address, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["briefings.db", "folder", "other.db"])
def test_a_backup_cannot_overwrite_the_library_a_folder_or_a_database_in_use(
    address: str, file: Path, tmp_path: Path, name: str
):
    migrate(file)
    (tmp_path / "folder").mkdir()
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE theirs (id)")
        before = file.read_bytes()
        with pytest.raises(StorageError, match="choose another name"):
            copy_database(address, tmp_path / name, overwrite=True)
    assert file.read_bytes() == before
    assert leftovers(tmp_path) == set()


def test_a_target_that_cannot_be_written_is_reported(address: str, file: Path, tmp_path: Path):
    migrate(file)
    with pytest.raises(StorageError, match="could not be written"):
        copy_database(address, tmp_path / "no" / "such" / "folder.db")


def test_a_file_that_is_not_a_library_is_not_copied(address: str, file: Path, tmp_path: Path):
    with pytest.raises(StorageError, match="nothing to copy"):
        copy_database(address, tmp_path / "copy.db")
    file.write_text("Dear diary, this is no database. " * 99)
    with pytest.raises(StorageError, match="is not a database"):
        copy_database(address, tmp_path / "copy.db")
    with pytest.raises(SettingsError, match="use sqlite:///"):
        copy_database("postgresql://user:secret@host/db", tmp_path / "copy.db")
    assert {path.name for path in tmp_path.iterdir()} == {file.name}


def test_a_damaged_library_gives_no_copy(address: str, file: Path, tmp_path: Path):
    overwrite_a_page(file)
    with pytest.raises(StorageError, match=r"older backup|check both"):
        copy_database(address, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    assert leftovers(tmp_path) == set()


# ---------------------------------------------------------------- what a killed copy leaves behind

KILLED = """
import os, signal, sys
from pathlib import Path
from bot.store.sqlite.files import temporary_beside
with temporary_beside(Path(sys.argv[1])) as part:
    part.write_bytes(b"half a copy")
    part.with_name("copy.db-journal").write_bytes(b"and its journal")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_copy(target: Path) -> None:
    """A process that is killed while it copies to ``target``."""
    command = [sys.executable, "-c", KILLED, str(target)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert leftovers(target.parent)


@pytest.mark.skipif(os.name != "posix", reason="locks as POSIX has them")
@pytest.mark.parametrize("again", ["a copy", "another copy", "a start"])
async def test_the_partial_file_of_a_killed_backup_is_removed_by_the_next(address: str, file: Path, again: str):
    migrate(file)
    killed_copy(file.with_name("copy.db"))
    if again == "a start":
        await (await open_store(address)).close()
    else:
        copy_database(address, file.with_name(f"{again}.db"))
    assert leftovers(file.parent) == set()


@pytest.mark.skipif(os.name != "posix", reason="locks as POSIX has them")
def test_an_unfinished_copy_and_foreign_files_are_left_alone(address: str, file: Path, tmp_path: Path):
    migrate(file)
    theirs = tmp_path / "film.part-1"
    theirs.mkdir()
    (tmp_path / "download.part-2").write_text("theirs")
    with temporary_beside(tmp_path / "copy.db") as part:
        copy_database(address, tmp_path / "other.db")
        migrate(file)
        assert part.is_file()
    assert leftovers(tmp_path) == {"film.part-1", "download.part-2"}


def test_a_copy_that_just_begins_is_left_alone(
    address: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fcntl = pytest.importorskip("fcntl", reason="locks as POSIX has them")
    migrate(file)
    lock = fcntl.flock

    def lock_after_another_process_started(descriptor: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        migrate(file)
        fcntl.flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", lock_after_another_process_started)
    assert copy_database(address, tmp_path / "copy.db") > 0
    assert leftovers(tmp_path) == set()


def test_a_library_of_an_older_version_is_copied_unchanged(address: str, file: Path, tmp_path: Path):
    migrate(file, migrations()[:4])
    copy_database(address, tmp_path / "copy.db")
    copied = check_database(f"sqlite:///{tmp_path}/copy.db")
    assert copied is not None
    assert (copied.version, copied.ours, copied.faults) == (4, True, ())


def test_a_library_that_is_locked_is_not_copied(
    address: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.store.sqlite.files.BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE theirs (id)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="in use by another program"):
            copy_database(address, tmp_path / "copy.db")


class WithoutRoom(sqlite3.Connection):
    """As where the disk of the copy is full."""

    def backup(self, *args: Any, **options: Any) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error


def test_a_disk_without_room_for_the_copy_is_reported(
    address: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    migrate(file)
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=WithoutRoom))
    with pytest.raises(StorageError, match=r"The disk for .*copy\.db is full"):
        copy_database(address, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
