"""Looks at a SQLite file without opening it as a library: no file is made, changed, migrated or mended."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.sqlite.driver_errors import DRIVER_ERRORS, Fault, fault_of, storage_error, storage_errors
from bot.store.sqlite.files import opened, opened_for_reading, untouched
from bot.store.sqlite.lease import holder_of
from bot.store.sqlite.migrator import APPLICATION_ID, migrations

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.sqlite.lease import Holder

__all__ = ["FileState", "check_file", "find_damage"]

MAX_FAULTS = 5
LONGEST_REST = 10.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What a database file is. ``faults`` are SQLite's own words, at most a few; empty where it is sound."""

    version: int
    newest: int
    """The version that this program knows."""
    ours: bool
    bytes: int
    faults: tuple[str, ...] = ()
    holder: Holder | None = None
    """The process that runs the bot on it, or did last."""


def check_file(path: Path) -> FileState | None:
    """The state of a library's file, or None where there is none yet (an empty file becomes one).

    Raises StorageError where it cannot be read.
    """
    with storage_errors(path):
        if not path.exists() or (path.is_file() and not path.stat().st_size):
            return None
        options = untouched(path)
        state = _state(path, options)
        # A bot that was started meanwhile has written into what was read as if nobody did.
        return state if untouched(path) == options else _state(path, untouched(path))


def _state(path: Path, options: str) -> FileState | None:
    with opened_for_reading(path, options=options) as db:
        db.execute("BEGIN")
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        checked = db.execute(f"PRAGMA integrity_check({MAX_FAULTS})").fetchall()
        faults = [text.splitlines()[-1] for (text,) in checked if text != "ok"]  # after a heading
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
        faults += [f"a row of {row[0]} belongs to a row of {row[2]} that is not there" for row in loose]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not (tables or version or ours or faults):  # a start that failed left it: the next one makes it
            return None
        if ours and (version < 0 or not tables):
            faults.append(f"it says version {version} and has {tables} tables")
        holder = holder_of(db, path) if ours and not faults else None
        size = path.stat().st_size
    return FileState(version, len(migrations()), ours, size, tuple(faults[:MAX_FAULTS]), holder)


def find_damage(path: Path, seconds: float) -> str | None:
    """Looks at the structure of an open library, table by table; what is wrong in SQLite's words, or None.

    It holds no lock that a writer waits for, rests after each table for as long as that took, and leaves out the
    tables that are left after so many seconds. Raises StorageError where it cannot look.
    """
    until = time.monotonic() + seconds
    try:
        with opened(path, "mode=ro") as db:
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
            for (table,) in tables:
                began = time.monotonic()
                # One table at a time: a long look at one state of the file would let the log beside it grow.
                [(found,)] = db.execute(f"PRAGMA quick_check({_quoted(table)})").fetchmany(1)
                if found != "ok":
                    return str(found).splitlines()[-1]  # after a heading
                if time.monotonic() > until:
                    break
                time.sleep(min(time.monotonic() - began, LONGEST_REST))
    except DRIVER_ERRORS as error:
        if fault_of(error) in (Fault.DAMAGED, Fault.NO_DATABASE):
            return "a page of the file cannot be read"
        raise storage_error(error, path) from error
    return None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
