"""Brings a database file to the newest version by numbered ``.sql`` files.

Each is applied once, in one transaction with the version that it leads to, which is stored in the file's header
(https://sqlite.org/pragma.html#pragma_user_version).
"""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import structlog

from bot.errors import StorageError
from bot.intake.urls import url_key
from bot.store.sqlite.driver_errors import Fault, fault_of, storage_errors
from bot.store.sqlite.files import (
    BUSY_SECONDS,
    make_private,
    opened,
    opened_for_reading,
    read_only_options,
    remove_abandoned,
    temporary_beside,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["APPLICATION_ID", "Migration", "identify", "migrate", "migrations", "version_of"]

log = structlog.get_logger(__name__)

APPLICATION_ID = 0x42524945  # "BRIE"
"""Marks a file as a library of this program: https://sqlite.org/pragma.html#pragma_application_id."""
PAGE_SIZE = 8192
BUSY_PAUSE_SECONDS = 0.02
OLDEST_SQLITE = (3, 37, 0)
"""The first version with STRICT tables: https://sqlite.org/stricttables.html."""
_NAME = re.compile(r"(\d{3})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """The SQL statements that lead from version ``version - 1`` to ``version``."""

    version: int
    sql: str


def migrations() -> list[Migration]:
    """All migrations in order. Raises StorageError if the installation lacks one."""
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
    """Brings a database file to the newest version, creating it if necessary; returns the number of steps taken.

    An older database is copied to ``<name>.v<version>.bak`` first, unless ``backup`` is false. Raises StorageError and
    leaves the file unchanged if it is newer than this program, belongs to another one, is not a database, or cannot be
    written.
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
            db.create_function("link_key", 1, url_key, deterministic=True)  # the name in migration 6
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
    """The library's version and the number of its tables, 0 and 0 for an empty file. Changes nothing.

    Raises StorageError for another program's database, sqlite3.DatabaseError for one that is damaged.
    """
    db.execute("BEGIN")  # so that all three are of the same state: another process may be creating the tables
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
    """The version of the library in a file, 0 if there is none. Changes no file. Raises StorageError."""
    if not path.is_file():
        return 0
    with storage_errors(path), opened_for_reading(path, options=read_only_options(path)) as db:
        return identify(db, path)[0]


def _checked_version(db: sqlite3.Connection, path: Path, newest: int) -> int:
    """The file's version, 0 for an empty file. Nothing is written before the file has passed all checks."""
    version, tables = identify(db, path)
    if version > newest:
        msg = (
            f"The database {path} has version {version}, but this program only knows versions up to {newest}: "
            "install the newer version of the bot again, or restore the copy that was kept beside it."
        )
        raise StorageError(msg)
    if not tables:
        db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    _write_ahead(db)
    return version


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switches to a write-ahead log, waiting for other connections.

    Here SQLite itself does not wait for them, whatever the timeout: https://sqlite.org/wal.html#activating.
    """
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
    """Applies a migration; False if another process was faster."""
    # Off while tables are rebuilt, checked at the end: https://sqlite.org/lang_altertable.html#otheralter.
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
    """The single statements of a script. ``executescript`` would commit the transaction that they are part of."""
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
    """Keeps a copy of the database in this version, complete or not at all."""
    with temporary_beside(target) as part:
        with opened(part) as copy:
            db.backup(copy)
            unchanged = _pragma(copy, "user_version") == version  # another process may have migrated it meanwhile
        if unchanged:
            part.replace(target)
