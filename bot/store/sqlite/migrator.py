"""Numbered ``.sql`` files, each applied once, in one transaction with the version it leads to."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.intake.urls import link_key
from bot.store.sqlite.driver_errors import Fault, fault_of, storage_errors
from bot.store.sqlite.files import (
    BUSY_SECONDS,
    beside,
    make_private,
    opened,
    opened_for_reading,
    remove_abandoned,
    untouched,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["APPLICATION_ID", "Migration", "identify", "migrate", "migrations", "version_of"]

log = structlog.get_logger(__name__)

APPLICATION_ID = 0x42524945  # "BRIE"
PAGE_SIZE = 8192
BUSY_PAUSE_SECONDS = 0.02
OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""
_NAME = re.compile(r"(\d{3})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead from version ``version - 1`` to ``version``."""

    version: int
    sql: str


def migrations() -> list[Migration]:
    """All of them, in order, without gaps."""
    files = {f.name: f for f in resources.files("bot.store.sqlite").joinpath("migrations").iterdir()}
    found = [
        Migration(int(match[1]), files[name].read_text(encoding="utf-8"))
        for name in sorted(files)
        if (match := _NAME.fullmatch(name))
    ]
    if not found or [m.version for m in found] != list(range(1, len(found) + 1)):
        msg = "The migrations that came with this installation are incomplete: install it again."
        raise StorageError(msg)
    return found


def migrate(path: Path, steps: list[Migration] | None = None, *, backup: bool = True) -> int:
    """Brings a database file (made where there is none) to the newest version; how many steps that took.

    An older database is copied to ``<name>.v<version>.bak`` first, unless ``backup`` is off. Raises StorageError, with
    the file untouched, where it is newer than this program, another program's, no database, or cannot be written.
    """
    steps = migrations() if steps is None else steps
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        msg = f"SQLite {sqlite3.sqlite_version} is too old, 3.37 is needed: use a newer Python or system."
        raise StorageError(msg)
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
        remove_abandoned(path.parent)
        with opened(path) as db:
            db.create_function("link_key", 1, link_key, deterministic=True)
            version = _checked_version(db, path, newest=len(steps))
            todo = [step for step in steps if step.version > version]
            if version and todo:
                log.info("database.migrating", path=str(path), version=version, to=len(steps), copy=backup)
            if version and todo and backup:
                _copy(db, path.with_name(f"{path.name}.v{version}.bak"), version)
            return sum(_apply(db, step) for step in todo)


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def identify(db: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """The library's version and how many tables it has; 0 and 0 for an empty file. Changes nothing.

    Raises StorageError for another program's database, sqlite3.DatabaseError where it cannot be whole.
    """
    db.execute("BEGIN")  # one state: another process may be making the tables this moment
    version, application = _pragma(db, "user_version"), _pragma(db, "application_id")
    tables: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    db.execute("ROLLBACK")
    if application != APPLICATION_ID and (application or tables or version):
        msg = f"The database {path} belongs to another program: set DATABASE_URL to another file."
        raise StorageError(msg)
    if version < 0 or (application and not tables):
        msg = f"version {version}, {tables} tables: malformed"
        raise sqlite3.DatabaseError(msg)
    return version, tables


def version_of(path: Path) -> int:
    """The version of the library in a file, which is not touched; 0 where there is none. Raises StorageError."""
    if not path.is_file():
        return 0
    with storage_errors(path), opened_for_reading(path, options=untouched(path)) as db:
        return identify(db, path)[0]


def _checked_version(db: sqlite3.Connection, path: Path, newest: int) -> int:
    """The file's version, 0 for an empty one. Nothing is written before this has passed."""
    version, tables = identify(db, path)
    if version > newest:
        msg = (
            f"The database {path} is of version {version}, this program knows {newest}: "
            "install the newer version of the bot again, or restore the copy that was kept beside it."
        )
        raise StorageError(msg)
    if not tables:
        db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    _write_ahead(db)
    return version


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switches to a write-ahead log. SQLite does not wait for other connections here, whatever the timeout."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if fault_of(error) is not Fault.BUSY or time.monotonic() > give_up:
                raise
            time.sleep(BUSY_PAUSE_SECONDS)
        else:
            return


def _apply(db: sqlite3.Connection, step: Migration) -> bool:
    """Whether the step was still to be done: another process may have been first."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        if _pragma(db, "user_version") >= step.version:
            db.execute("ROLLBACK")
            return False
        for statement in _statements(step.sql):
            db.execute(statement)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            msg = f"foreign keys broken by migration {step.version}: {broken[:3]}"
            raise sqlite3.IntegrityError(msg)
        db.execute(f"PRAGMA user_version = {step.version}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return True


def _statements(sql: str) -> list[str]:
    """One statement each: ``executescript`` would commit the transaction that holds them together."""
    statements, current = [], ""
    for line in sql.splitlines(keepends=True):
        current += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    if current.strip():
        msg = f"a migration ends in the middle of a statement: {current.strip()[:60]}"
        raise sqlite3.ProgrammingError(msg)
    return statements


def _copy(db: sqlite3.Connection, target: Path, version: int) -> None:
    """Keeps a copy, whole or not at all, of what the database is in this version."""
    with beside(target) as part:
        with opened(part) as copy:
            db.backup(copy)
            as_old = _pragma(copy, "user_version") == version  # else another process has migrated it meanwhile
        if as_old:
            part.replace(target)
