"""Copies a SQLite file consistently, even while other processes write to it."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.store.sqlite.driver_errors import DRIVER_ERRORS, Fault, fault_of, storage_error, storage_errors
from bot.store.sqlite.files import opened, opened_for_reading, temporary_beside
from bot.store.sqlite.migrator import identify

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

__all__ = ["copy_file"]

OF_SOURCE = (Fault.BUSY, Fault.DAMAGED, Fault.NO_DATABASE)
"""Faults that can only be in the source file."""


def copy_file(source: Path, target: Path, *, overwrite: bool = False) -> int:
    """Copies one state of the database, checks the copy, and returns its size in bytes.

    It uses SQLite's online backup (https://sqlite.org/backup.html). The disk of the database may be full or read-only.
    Raises StorageError and leaves the target unchanged if the database is damaged, if the target exists already
    (unless ``overwrite``) or is in use, or if the copy cannot be written.
    """
    try:
        _refuse(source, target, overwrite=overwrite)
        with temporary_beside(target) as part:
            with contextlib.ExitStack() as stack:
                with storage_errors(source):
                    db = stack.enter_context(opened_for_reading(source, part.parent))
                    identify(db, source)
                copy = stack.enter_context(opened(part))
                db.backup(copy)
                _forget_holder(copy)
                faults = copy.execute("PRAGMA quick_check(1)").fetchall()
            if faults != [("ok",)]:
                msg = f"The database {source} is damaged ({faults[0][0].splitlines()[-1]}): restore an older backup."
                raise StorageError(msg)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
        return target.stat().st_size
    except DRIVER_ERRORS as error:
        if fault_of(error) in OF_SOURCE:
            raise storage_error(error, source) from error
        raise _not_written(error, target) from error


def _forget_holder(copy: sqlite3.Connection) -> None:
    """Deletes the lease: the process that runs the bot on the original does not run it on the copy."""
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'lease'").fetchone():
        copy.execute("DELETE FROM lease")


def _not_written(error: Exception, target: Path) -> StorageError:
    if fault_of(error) is Fault.FULL:
        return StorageError(f"The disk for {target} is full: free some space there, or choose another place.")
    why = error.strerror if isinstance(error, OSError) else error
    return StorageError(f"{target} could not be written ({why}): check the path, its permissions and the disk.")


def _refuse(source: Path, target: Path, *, overwrite: bool) -> None:
    if not source.exists():
        msg = f"There is no database {source} yet: nothing to copy."
        raise StorageError(msg)
    if not source.is_file():
        msg = f"{source} is not a file: set DATABASE_URL to the library’s file."
        raise StorageError(msg)
    if not os.path.lexists(target):
        return
    if not overwrite:
        msg = f"{target} exists already: choose another name, or overwrite it with --force."
        raise StorageError(msg)
    if target.is_dir() or target.samefile(source) or target.with_name(f"{target.name}-wal").exists():
        # SQLite would apply the log of the old database to the new one: https://sqlite.org/howtocorrupt.html.
        msg = f"{target} is a folder or a database in use: choose another name."
        raise StorageError(msg)
