"""A library on a disk that is full or cannot be written can still be copied elsewhere, and says what helps."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StorageError
from bot.store import check_database, copy_database
from bot.store.sqlite.migrator import migrate


def library(folder: Path, *, log: bool) -> Path:
    """A library in a folder that cannot be written from now on; with the log that a power cut leaves, or without."""
    file = folder / "briefings.db"
    migrate(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("INSERT INTO key_value VALUES ('a', 'b')")
        if log:
            for end in ("", "-wal"):
                shutil.copyfile(f"{file}{end}", f"{file}{end}.kept")
    if log:
        for end in ("", "-wal"):
            Path(f"{file}{end}.kept").rename(f"{file}{end}")
    file.chmod(0o400)
    folder.chmod(0o500)
    return file


class WithoutRoom(sqlite3.Connection):
    """As where SQLite cannot make its files beside the database."""

    code = sqlite3.SQLITE_FULL

    def execute(self, *args: Any) -> sqlite3.Cursor:
        if args == ("SELECT 1 FROM sqlite_master",):
            error = sqlite3.OperationalError("no room")
            error.sqlite_errorcode = self.code
            raise error
        return super().execute(*args)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY])
@pytest.mark.parametrize("log", [False, True])
def test_a_library_on_a_full_disk_is_copied_completely_to_another_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, log: bool
):
    (tmp_path / "library").mkdir()
    file = library(tmp_path / "library", log=log)
    monkeypatch.setattr(WithoutRoom, "code", code)
    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(connect, factory=WithoutRoom))
        copy_database(f"sqlite:///{file}", tmp_path / "copy.db")
    with closing(connect(tmp_path / "copy.db")) as db:
        assert db.execute("SELECT value FROM key_value WHERE key = 'a'").fetchall() == [("b",)]
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are a POSIX matter")
@pytest.mark.parametrize("log", [False, True])
def test_a_library_on_a_read_only_disk_is_copied_completely_to_another_disk(not_root: Path, log: bool):
    (not_root / "library").mkdir()
    file = library(not_root / "library", log=log)
    before = sorted(path.name for path in file.parent.iterdir())
    try:
        copy_database(f"sqlite:///{file}", not_root / "copy.db")
        state = check_database(f"sqlite:///{file}")
        assert sorted(path.name for path in file.parent.iterdir()) == before
        with pytest.raises(StorageError, match="cannot be written: check who owns"):
            migrate(file)
    finally:
        file.parent.chmod(0o700)
    assert state is not None
    assert state.faults == ()
    with closing(sqlite3.connect(not_root / "copy.db")) as db:
        assert db.execute("SELECT value FROM key_value WHERE key = 'a'").fetchall() == [("b",)]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are a POSIX matter")
def test_a_copy_into_a_folder_that_cannot_be_written_says_so(not_root: Path):
    file = library(not_root, log=False)
    try:
        with pytest.raises(StorageError, match="could not be written"):
            copy_database(f"sqlite:///{file}", not_root / "copy.db")
    finally:
        not_root.chmod(0o700)
