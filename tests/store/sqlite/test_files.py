"""Which files are opened, migrated, or refused without being touched."""

from __future__ import annotations

import functools
import os
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from store.samples import add, person

from bot.errors import SettingsError, StorageError
from bot.models.articles import SHARED
from bot.store import check_database, database_file, open_store
from bot.store.sqlite.migrator import APPLICATION_ID, Migration, migrations
from bot.store.sqlite.migrator import migrate as run_migrations

NEWEST = len(migrations())
NEXT = Migration(
    NEWEST + 1, "ALTER TABLE key_value ADD COLUMN kept_at INTEGER;\nCREATE TABLE feed (id INTEGER) STRICT;\n"
)


def sql(file: Path, *statements: str) -> list[tuple]:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        return [row for statement in statements for row in db.execute(statement).fetchall()]


def schema(file: Path) -> set[tuple]:
    tables = sql(file, "SELECT name FROM sqlite_master WHERE type = 'table'")
    columns = {(name, *column[1:]) for (name,) in tables for column in sql(file, f"PRAGMA table_info({name})")}
    return columns | set(sql(file, "SELECT type, name, tbl_name, 0 FROM sqlite_master"))


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///data/briefings.db", Path("data/briefings.db")),
        ("sqlite:////var/lib/b.db", Path("/var/lib/b.db")),
        ("postgresql://user:secret@host/db", None),
        ("sqlite:///", None),
        ("", None),
    ],
)
async def test_an_address_names_a_file_or_is_refused(url: str, file: Path | None):
    assert database_file(url) == file
    if file is None:
        with pytest.raises(SettingsError, match="use sqlite:///") as caught:
            await (await open_store(url)).close()
        assert "secret" not in str(caught.value)


async def test_a_relative_file_and_its_folders_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    store = await open_store("sqlite:///a/b/briefings.db")
    await store.close()
    assert (tmp_path / "a/b/briefings.db").stat().st_size > 0


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
async def test_a_new_file_is_its_owners_and_an_old_one_keeps_its_mode(file: Path):
    await (await open_store(f"sqlite:///{file}")).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    await (await open_store(f"sqlite:///{file}")).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


@pytest.mark.parametrize("version", range(NEWEST + 1))
async def test_every_older_version_becomes_what_a_new_file_is(file: Path, version: int):
    file.touch()
    run_migrations(file, migrations()[:version])
    fresh = file.with_name("fresh.db")
    run_migrations(fresh)
    store = await open_store(f"sqlite:///{file}")
    try:
        await add(store, "A story", actors=[person("Ann Lee")])
        assert (await store.search(SHARED, ["story"], limit=1))[0] == 1
    finally:
        await store.close()
    assert schema(file) == schema(fresh)
    assert sql(file, "PRAGMA user_version", "PRAGMA application_id") == [(NEWEST,), (APPLICATION_ID,)]
    assert file.with_name(f"{file.name}.v{version}.bak").exists() == (0 < version < NEWEST)


async def test_an_older_file_is_copied_before_it_is_migrated(file: Path):
    run_migrations(file)
    sql(file, "INSERT INTO key_value (key, value) VALUES ('a', 'b')")
    assert run_migrations(file, [*migrations(), NEXT]) == 1
    assert run_migrations(file, [*migrations(), NEXT]) == 0
    copy = file.with_name(f"{file.name}.v{NEWEST}.bak")
    assert sql(copy, "PRAGMA user_version", "SELECT value FROM key_value WHERE key = 'a'") == [(NEWEST,), ("b",)]
    assert sql(file, "PRAGMA user_version", "SELECT value, kept_at FROM key_value WHERE key = 'a'") == [
        (NEWEST + 1,),
        ("b", None),
    ]
    assert {path.name for path in file.parent.iterdir()} == {file.name, copy.name}


async def test_no_copy_is_made_where_none_is_wanted(file: Path):
    run_migrations(file)
    run_migrations(file, [*migrations(), NEXT], backup=False)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "statements",
    [
        "CREATE TABLE feed (id INTEGER) STRICT;\nCREATE TABLE key_value (id INTEGER);\n",
        "CREATE TABLE feed (id INTEGER) STRICT;\nINSERT INTO analysis VALUES (99, 1, 'en', '[]', '[]', '[]');\n",
        "CREATE TABLE feed (id INTEGER) STRICT;\nCREATE TABLE half (",
    ],
    ids=["a statement fails", "a foreign key breaks", "the last statement is cut off"],
)
def test_a_migration_is_done_whole_or_not_at_all(file: Path, statements: str):
    run_migrations(file)
    before = schema(file)
    with pytest.raises(StorageError):
        run_migrations(file, [*migrations(), Migration(NEWEST + 1, statements)])
    assert schema(file) == before
    assert sql(file, "PRAGMA user_version") == [(NEWEST,)]


def of_a_newer_version(file: Path) -> None:
    run_migrations(file, [*migrations(), NEXT])


def of_another_program(file: Path) -> None:
    sql(file, "CREATE TABLE theirs (id INTEGER)")


def of_a_program_with_a_mark(file: Path) -> None:
    sql(file, "PRAGMA application_id = 77", f"PRAGMA user_version = {NEWEST}", "CREATE TABLE key_value (id INTEGER)")


def no_database(file: Path) -> None:
    file.write_text("Dear diary, this is no database. " * 99)


def a_short_text(file: Path) -> None:
    file.write_text("hello")


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (of_a_newer_version, "install the newer version"),
        (of_another_program, "another program: set DATABASE_URL"),
        (of_a_program_with_a_mark, "another program: set DATABASE_URL"),
        (no_database, "not a database: set DATABASE_URL"),
        (a_short_text, "not a database: set DATABASE_URL"),
    ],
)
async def test_a_file_that_is_not_ours_is_refused_untouched(file: Path, make: Callable[[Path], None], advice: str):
    make(file)
    before = everything(file.parent)
    with pytest.raises(StorageError, match=advice):
        await (await open_store(f"sqlite:///{file}")).close()
    assert everything(file.parent) == before


async def test_a_locked_file_is_refused_untouched(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.store.sqlite.migrator.BUSY_SECONDS", 0.0)
    monkeypatch.setattr("bot.store.sqlite.files.BUSY_SECONDS", 0.0)
    sql(file, "CREATE TABLE theirs (id INTEGER)")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        before = file.read_bytes()
        with pytest.raises(StorageError, match="in use by another program: stop it"):
            await (await open_store(f"sqlite:///{file}")).close()
        assert file.read_bytes() == before


class SwitchedMeanwhile(sqlite3.Connection):
    """As when other processes make the same file: the switch to the log is refused at once, without a wait."""

    refusals = 3

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        if "journal_mode" in statement and self.refusals:
            self.refusals -= 1
            raise sqlite3.OperationalError("database is locked")
        return super().execute(statement, *parameters)


def test_others_who_make_the_same_file_are_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch):
    waited: list[float] = []
    connect = functools.partial(sqlite3.connect, factory=SwitchedMeanwhile)
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(time, "sleep", waited.append)
    assert run_migrations(file) == NEWEST
    assert len(waited) == 3
    monkeypatch.setattr("bot.store.sqlite.migrator.BUSY_SECONDS", 0.0)
    with pytest.raises(StorageError, match="in use by another program"):
        run_migrations(file)


async def test_a_folder_is_no_database(tmp_path: Path):
    with pytest.raises(StorageError, match="check the path"):
        await (await open_store(f"sqlite:///{tmp_path}")).close()


async def test_a_path_through_a_file_is_told(file: Path):
    file.write_text("in the way")
    with pytest.raises(StorageError, match="check the path"):
        await (await open_store(f"sqlite:///{file}/briefings.db")).close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are a POSIX matter")
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o400, 0o700), (0o600, 0o500), (0o000, 0o700)])
def test_a_file_that_cannot_be_written_is_told(not_root: Path, of_file: int, of_folder: int):
    file, steps = not_root / "briefings.db", migrations()
    run_migrations(file, steps)
    file.chmod(of_file)
    not_root.chmod(of_folder)
    try:
        with pytest.raises(StorageError, match="cannot be written: check who owns"):
            run_migrations(file, steps)
    finally:
        not_root.chmod(0o700)


def test_a_gap_in_the_migrations_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "002_second.sql").write_text("SELECT 1;")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(StorageError, match="incomplete"):
        migrations()


def test_a_too_old_sqlite_is_told(monkeypatch: pytest.MonkeyPatch, file: Path):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    with pytest.raises(StorageError, match="too old"):
        run_migrations(file)
    assert not file.exists()


async def test_the_links_of_an_older_file_are_known_by_what_they_are_compared_by(file: Path):
    file.touch()
    run_migrations(file, migrations()[:5])
    for number, url in enumerate(("HTTPS://www.a.example/x?utm_source=1", "http://[", None), start=1):
        value = "NULL" if url is None else f"'{url}'"
        sql(
            file,
            "INSERT INTO article (scope, number, date, added_at, language, content_hash, title, url, text) "
            f"VALUES (0, {number}, 0, 0, 'en', '{number}', 'T', {value}, 'A b.')",
        )
    store = await open_store(f"sqlite:///{file}")
    try:
        found = await store.article_by_link(SHARED, "a.example/x")
        assert found is not None
        assert (found.number, found.version) == (1, 1)
    finally:
        await store.close()
    assert sql(file, "SELECT link FROM article ORDER BY number") == [("a.example/x",), (None,), (None,)]


@pytest.mark.parametrize("name", ["file:x.db", "a%20b.db", "a?mode=ro#x.db", "a b'\".db", "ü.db"])
async def test_a_name_means_that_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.chdir(tmp_path)
    store = await open_store(f"sqlite:///{name}")
    await store.set_value("a", "b")
    assert {path.name.removesuffix("-shm").removesuffix("-wal") for path in tmp_path.iterdir()} == {name}
    await store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    state = check_database(f"sqlite:///{name}")
    assert (state.ours, state.faults) == (True, ())
