"""A consistent copy of a SQLite file, also while others write to it: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.store.sqlite.driver_errors import DRIVER_ERRORS, Fault, fault_of, storage_error, storage_errors
from bot.store.sqlite.files import beside, opened, opened_for_reading
from bot.store.sqlite.migrator import identify

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

__all__ = ["copy_file"]

OF_SOURCE = (Fault.BUSY, Fault.DAMAGED, Fault.NO_DATABASE)
"""What can only be wrong with the file that is read."""


def copy_file(source: Path, target: Path, *, overwrite: bool = False) -> int:
    """Copies the database as it is at one moment, checks the copy, and returns its size in bytes.

    The database may lie on a disk that cannot be written. Raises StorageError where it is no sound database, the target
    is there already (unless ``overwrite``) or in use, or the copy cannot be written; then the target is as it was.
    """
    try:
        _refuse(source, target, overwrite=overwrite)
        with beside(target) as part:
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
    """The process that runs the bot on the original does not run it on the copy."""
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
        msg = f"{target} is there already: choose another name, or overwrite it with --force."
        raise StorageError(msg)
    if target.is_dir() or target.samefile(source) or target.with_name(f"{target.name}-wal").exists():
        # A log file left beside a new database would be played into it.
        msg = f"{target} is a folder or a database in use: choose another name."
        raise StorageError(msg)
