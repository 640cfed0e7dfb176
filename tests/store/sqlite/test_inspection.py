"""What a check of a file finds, and that it changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store.sqlite.damage import overwrite_a_page

from bot.errors import StorageError
from bot.store import check_database
from bot.store.sqlite.migrator import Migration, migrate, migrations


def test_an_intact_file_is_reported_with_its_version(address: str, file: Path):
    assert check_database(address) is None
    assert not file.exists()
    migrate(file)
    state = check_database(address)
    assert state is not None
    assert (state.version, state.newest, state.ours, state.faults) == (len(migrations()), len(migrations()), True, ())
    assert state.bytes == file.stat().st_size


def test_an_inspection_migrates_nothing(address: str, file: Path):
    migrate(file, migrations()[:1])
    state = check_database(address)
    assert state is not None
    assert (state.version, state.newest) == (1, len(migrations()))
    migrate(file, [*migrations(), Migration(len(migrations()) + 1, "CREATE TABLE feed2 (id INTEGER) STRICT;\n")])
    newer = check_database(address)
    assert newer is not None
    assert newer.version == newer.newest + 1


def test_errors_are_reported(address: str, file: Path):
    overwrite_a_page(file)
    state = check_database(address)
    assert state is not None
    assert state.faults


def test_a_row_without_its_parent_row_is_reported(address: str, file: Path):
    migrate(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(
            "INSERT INTO analysis (article_id, version, language, sentences, ranking, phrases) "
            "VALUES (99, 1, 'en', '[]', '[]', '[]')"
        )
    state = check_database(address)
    assert state is not None
    assert state.faults == ("a row of analysis refers to a missing row of article",)


def test_foreign_files_are_reported(address: str, file: Path):
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE theirs (id)")
    state = check_database(address)
    assert state is not None
    assert not state.ours
    file.write_text("Dear diary, this is no database. " * 99)
    with pytest.raises(StorageError, match="restore a backup"):
        check_database(address)


def test_a_file_without_tables_counts_as_no_library(address: str, file: Path):
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    assert file.stat().st_size > 0
    assert check_database(address) is None


def test_an_impossible_lease_is_damage(address: str, file: Path):
    migrate(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("INSERT INTO lease VALUES (1, 'somebody', 'host', 1, 0, 0, 0)")
    with pytest.raises(StorageError, match="is damaged: restore a backup"):
        check_database(address)
