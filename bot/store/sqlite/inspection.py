"""Checks a SQLite file without opening it as a library: no file is created, changed, migrated or repaired."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.sqlite.driver_errors import DRIVER_ERRORS, Fault, fault_of, storage_error, storage_errors
from bot.store.sqlite.files import opened, opened_for_reading, read_only_options
from bot.store.sqlite.lease import holder_of
from bot.store.sqlite.migrator import APPLICATION_ID, migrations

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.sqlite.lease import Holder

__all__ = ["FileState", "check_file", "find_damage"]

MAX_FAULTS = 5
MAX_PAUSE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class FileState:
    """The state of a database file.

    ``version`` is the file's version, ``newest`` the newest one that this program knows; ``ours`` is false for another
    program's database. ``faults`` are at most a few descriptions of damage in SQLite's words. ``holder`` is the process
    that runs the bot on it, or did last.
    """

    version: int
    newest: int
    ours: bool
    bytes: int
    faults: tuple[str, ...] = ()
    holder: Holder | None = None


def check_file(path: Path) -> FileState | None:
    """The state of a library's file, or None if there is none yet, or only an empty file.

    Raises StorageError if it cannot be read.
    """
    with storage_errors(path):
        if not path.exists() or (path.is_file() and not path.stat().st_size):
            return None
        options = read_only_options(path)
        state = _state(path, options)
        # If a bot was started meanwhile, the file was read as immutable though it changed.
        return state if read_only_options(path) == options else _state(path, read_only_options(path))


def _state(path: Path, options: str) -> FileState | None:
    with opened_for_reading(path, options=options) as db:
        db.execute("BEGIN")
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        checked = db.execute(f"PRAGMA integrity_check({MAX_FAULTS})").fetchall()
        faults = [text.splitlines()[-1] for (text,) in checked if text != "ok"]  # below a heading
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
        faults += [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in loose]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not (tables or version or ours or faults):  # left by a failed start: the next one fills it
            return None
        if ours and (version < 0 or not tables):
            faults.append(f"the file says version {version}, but has {tables} tables")
        holder = holder_of(db, path) if ours and not faults else None
        size = path.stat().st_size
    return FileState(version, len(migrations()), ours, size, tuple(faults[:MAX_FAULTS]), holder)


def find_damage(path: Path, seconds: float) -> str | None:
    """Checks the structure of a library that is in use; returns a fault in SQLite's words, or None.

    It checks table by table, pauses after each one for as long as that took, and starts no further one after so many
    seconds. Writers never wait for it. Raises StorageError if the file cannot be checked.
    """
    until = time.monotonic() + seconds
    try:
        with opened(path, "mode=ro") as db:
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
            for (table,) in tables:
                began = time.monotonic()
                # One table at a time, since the log cannot be emptied while an old state of the file is being read.
                [(found,)] = db.execute(f"PRAGMA quick_check({_quoted(table)})").fetchmany(1)
                if found != "ok":
                    return str(found).splitlines()[-1]  # below a heading
                if time.monotonic() > until:
                    break
                time.sleep(min(time.monotonic() - began, MAX_PAUSE_SECONDS))
    except DRIVER_ERRORS as error:
        if fault_of(error) in (Fault.DAMAGED, Fault.NO_DATABASE):
            return "a page of the file cannot be read"
        raise storage_error(error, path) from error
    return None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
