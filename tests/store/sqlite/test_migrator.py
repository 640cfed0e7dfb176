"""Which files are opened, migrated, or refused without being touched."""

from __future__ import annotations

import asyncio
import functools
import os
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from store.samples import HERE, NOW, add, person

from bot.errors import StorageError
from bot.models.actors import AliasRuleKind
from bot.models.analysis import Actor, ActorKind, Mention, Role, Theme
from bot.models.articles import SHARED
from bot.store import open_store
from bot.store.sqlite.migrator import APPLICATION_ID, Migration, migrations
from bot.store.sqlite.migrator import migrate as run_migrations

NEWEST = len(migrations())
NEXT = Migration(
    NEWEST + 1, "ALTER TABLE key_value ADD COLUMN kept_at INTEGER;\nCREATE TABLE other (id INTEGER) STRICT;\n"
)


def sql(file: Path, *statements: str) -> list[tuple]:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        return [row for statement in statements for row in db.execute(statement).fetchall()]


def schema(file: Path) -> set[tuple]:
    columns = sql(
        file, "SELECT s.name, c.* FROM sqlite_master AS s JOIN pragma_table_info(s.name) AS c WHERE s.type = 'table'"
    )
    objects = sql(file, "SELECT type, name, tbl_name, 0 FROM sqlite_master")
    return {(name, *column) for name, _, *column in columns} | set(objects)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
async def test_a_new_file_is_private_and_an_existing_one_keeps_its_mode(file: Path):
    await (await open_store(f"sqlite:///{file}")).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    await (await open_store(f"sqlite:///{file}")).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


@pytest.mark.parametrize("version", range(NEWEST + 1))
async def test_every_older_version_is_migrated_to_the_schema_of_a_new_file(file: Path, version: int):
    file.touch()
    await asyncio.to_thread(run_migrations, file, migrations()[:version])
    fresh = file.with_name("fresh.db")
    await asyncio.to_thread(run_migrations, fresh)
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


async def test_articles_of_an_older_version_are_found_at_once_and_in_other_spellings_after_a_while(file: Path):
    file.touch()
    run_migrations(file, migrations()[:9])
    columns = "scope, number, date, added_at, language, content_hash, title, text"
    for number, text in enumerate(("The harbour of Łódź opened.", "东京新地铁开通。", "The Zh-quor came."), 1):
        sql(
            file,
            f"INSERT INTO article ({columns}) VALUES (0, {number}, 0, 0, 'en', '{number}', 'Title {number}', '{text}')",
        )
    store = await open_store(f"sqlite:///{file}")
    try:
        assert (await store.search(SHARED, ["harbour"], limit=1))[0] == 1
        assert [(await store.search(SHARED, [word], limit=1))[0] for word in ("lodz", "地铁", "zhquor")] == [0, 0, 0]
        assert [await store.make_search_forms(limit=2) for _ in range(3)] == [2, 1, 0]
        assert [(await store.search(SHARED, [word], limit=1))[0] for word in ("lodz", "地铁", "zhquor")] == [1, 1, 1]
    finally:
        await store.close()
    sql(file, "INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")


async def test_no_copy_is_made_unless_it_is_wanted(file: Path):
    run_migrations(file)
    run_migrations(file, [*migrations(), NEXT], backup=False)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "statements",
    [
        "CREATE TABLE other (id INTEGER) STRICT;\nCREATE TABLE key_value (id INTEGER);\n",
        "CREATE TABLE other (id INTEGER) STRICT;\nINSERT INTO analysis VALUES (99, 1, 'en', '[]', '[]', '[]', NULL);\n",
        "CREATE TABLE other (id INTEGER) STRICT;\nCREATE TABLE half (",
    ],
    ids=["a statement fails", "a foreign key breaks", "the last statement is cut off"],
)
def test_a_migration_is_applied_completely_or_not_at_all(file: Path, statements: str):
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
async def test_a_foreign_file_is_refused_and_left_unchanged(file: Path, make: Callable[[Path], None], advice: str):
    make(file)
    before = everything(file.parent)
    with pytest.raises(StorageError, match=advice):
        await (await open_store(f"sqlite:///{file}")).close()
    assert everything(file.parent) == before


async def test_a_locked_file_is_refused_and_left_unchanged(file: Path, monkeypatch: pytest.MonkeyPatch):
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


def test_a_process_waits_for_another_that_creates_the_same_file(file: Path, monkeypatch: pytest.MonkeyPatch):
    waited: list[float] = []
    connect = functools.partial(sqlite3.connect, factory=SwitchedMeanwhile)
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(time, "sleep", waited.append)
    assert run_migrations(file) == NEWEST
    assert len(waited) == 3
    monkeypatch.setattr("bot.store.sqlite.migrator.BUSY_SECONDS", 0.0)
    with pytest.raises(StorageError, match="in use by another program"):
        run_migrations(file)


async def test_a_folder_is_not_a_database(tmp_path: Path):
    with pytest.raises(StorageError, match="check the path"):
        await (await open_store(f"sqlite:///{tmp_path}")).close()


async def test_a_path_through_a_file_is_reported(file: Path):
    file.write_text("in the way")
    with pytest.raises(StorageError, match="check the path"):
        await (await open_store(f"sqlite:///{file}/briefings.db")).close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are a POSIX matter")
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o400, 0o700), (0o600, 0o500), (0o000, 0o700)])
def test_a_file_that_cannot_be_written_is_reported(not_root: Path, of_file: int, of_folder: int):
    file, steps = not_root / "briefings.db", migrations()
    run_migrations(file, steps)
    file.chmod(of_file)
    not_root.chmod(of_folder)
    try:
        with pytest.raises(StorageError, match="cannot be written: check who owns"):
            run_migrations(file, steps)
    finally:
        not_root.chmod(0o700)


def test_a_gap_in_the_migrations_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "002_second.sql").write_text("SELECT 1;")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(StorageError, match="incomplete"):
        migrations()


def test_a_too_old_sqlite_is_reported(monkeypatch: pytest.MonkeyPatch, file: Path):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    with pytest.raises(StorageError, match="too old"):
        run_migrations(file)
    assert not file.exists()


async def test_links_of_an_older_file_get_their_comparison_keys(file: Path):
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


class MigratedMeanwhile(sqlite3.Connection):
    """As when another process does the same work between two statements of this one."""

    path: Path | None = None

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        path, cls = MigratedMeanwhile.path, MigratedMeanwhile
        if statement == "BEGIN IMMEDIATE" and path is not None:
            cls.path = None
            run_migrations(path, backup=False)
        return super().execute(statement, *parameters)


def test_two_processes_that_migrate_the_same_file_do_it_once(file: Path, monkeypatch: pytest.MonkeyPatch):
    run_migrations(file, migrations()[:2])
    monkeypatch.setattr(MigratedMeanwhile, "path", file)
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=MigratedMeanwhile))
    assert run_migrations(file) == 0
    assert sql(file, "PRAGMA user_version") == [(NEWEST,)]


class MigratedBeforeTheCopy(sqlite3.Connection):
    """As when another process migrates the file just before this one copies it."""

    def backup(self, *args: Any, **options: Any) -> None:
        path = Path(self.execute("PRAGMA database_list").fetchone()[2])
        with closing(sqlite3.Connection(path, isolation_level=None)) as other:
            other.execute("PRAGMA user_version = 3")
        super().backup(*args, **options)


def test_a_copy_that_is_not_of_the_old_version_is_not_kept(file: Path, monkeypatch: pytest.MonkeyPatch):
    run_migrations(file, migrations()[:2])
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=MigratedBeforeTheCopy))
        run_migrations(file, migrations()[:3])
    assert [path.name for path in file.parent.iterdir()] == [file.name]


OLD_LIBRARY = (
    "INSERT INTO note VALUES ('commands', 'hash')",
    f"INSERT INTO left_guild VALUES ({HERE}, 0)",
    "INSERT INTO name_rule VALUES (0, 'al', 'Al', 'ann lee', 'Ann Lee', 1, 0, 7)",
    "INSERT INTO article (scope, number, date, added_at, edited_at, language, content_hash, title, text, version) "
    "VALUES (0, 1, 0, 0, 1, 'en', 'x', 'New', 'So far.', 2)",
    "INSERT INTO reading VALUES (1, 1, 'en', '[[0,7]]', '[0]', '[]', NULL)",
    "INSERT INTO set_aside VALUES (1, 2, 'it failed', 0)",
    "INSERT INTO actor VALUES (1, 0, 'person', 'Ann Lee', 'ann lee', 1, 1)",
    "INSERT INTO appearance VALUES (1, 0, 1, 0, 1, 'Ann Lee', '[]', '[]', '[[0,0,2]]', '[0]')",
    "INSERT INTO revision (article_id, draft, analysis, replaced_at) VALUES (1, "
    """'["Old","Ann Lee leads.",null,"Wire",null,null]', '[1,"en",[[0,14]],[0],[["Ann Lee","person",["Lee"],"""
    """[["head",0]],[[0,0,7]],[0]]],[["Trade",["tariff"]]],["a phrase"]]', 0)""",
    f"INSERT INTO subscription (guild_id, channel_id, created_at, gone, ended) VALUES ({HERE}, 1, 0, 1, 1)",
    "INSERT INTO delivery (article_id, subscription_id, first_try_at, next_try_at, batch, posted_in) "
    "VALUES (1, 1, 5, 6, 1, 71)",
    "INSERT INTO follow_up (delivery_id, kind, next_try_at) VALUES (1, 'edit', 7)",
)
"""A row in every table and column that a later version renamed."""


async def test_a_library_stored_by_an_older_version_can_still_be_read(file: Path):
    file.touch()
    run_migrations(file, migrations()[:8])
    sql(file, *OLD_LIBRARY)
    store = await open_store(f"sqlite:///{file}")
    try:
        assert await store.get_value("commands") == "hash"
        assert await store.guilds_left_before(NOW) == [HERE]
        [rule] = await store.alias_rules(SHARED)
        assert (rule.name, rule.target, rule.kind) == ("Al", "Ann Lee", AliasRuleKind.ALIAS)
        assert await store.count_stale_articles(2) == 0
        [said] = await store.appearances(SHARED, [1], limit=9)
        assert len(said.salient) == 1
        assert (await store.search(SHARED, ["far"], limit=9))[0] == 1
        [delivery] = await store.deliveries_in_batch(1)
        assert (delivery.thread_id, delivery.unsubscribed) == (71, True)
        assert (delivery.first_attempt_at, delivery.next_attempt_at) == tuple(
            datetime.fromtimestamp(at, UTC) for at in (5, 6)
        )
        [follow_up] = await store.follow_ups_of(HERE, 1)
        assert follow_up.next_attempt_at == datetime.fromtimestamp(7, UTC)
        assert await store.all_subscriptions() == []
        undone = await store.undo_edit(1, now=NOW, by=None, version=2)
        assert (undone.title, undone.source, undone.published_at) == ("Old", "Wire", None)
        analysis = await store.analysis(1)
    finally:
        await store.close()
    assert analysis is not None
    assert [sentence.text for sentence in analysis.sentences] == ["Ann Lee leads."]
    lee = Actor("Ann Lee", ActorKind.PERSON, ("Lee",), (Role("head", 0),), (Mention(0, 0, 7),), (0,))
    assert (analysis.actors, analysis.themes) == ((lee,), (Theme("Trade", ("tariff",)),))
    assert analysis.phrases == ("a phrase",)
