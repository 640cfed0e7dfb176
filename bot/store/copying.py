"""A consistent copy of a SQLite file, also while others write to it: whole, or not at all."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.store.migrate import make_private, opened

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["copy_file"]


def copy_file(source: Path, target: Path, *, overwrite: bool = False) -> int:
    """Copies the database as it is at one moment, checks the copy, and returns its size in bytes.

    Raises StorageError where the source is no sound database, the target is there already (unless ``overwrite``) or in
    use, or the copy cannot be written; then the target is as it was.
    """
    _refuse(source, target, overwrite=overwrite)
    part = target.with_name(f"{target.name}.part{os.getpid()}")
    try:
        make_private(part)
        with opened(source) as db, opened(part) as copy:
            db.execute("PRAGMA query_only = ON")
            db.backup(copy)
            faults = copy.execute("PRAGMA quick_check(1)").fetchall()
        if faults != [("ok",)]:
            msg = f"The database {source} is damaged ({faults[0][0]}): restore an older backup."
            raise StorageError(msg)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        return target.stat().st_size
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            msg = f"{source} is not a database: choose another file."
            raise StorageError(msg) from error
        msg = f"{source} could not be copied to {target} ({error}): check both, and the disk."
        raise StorageError(msg) from error
    except OSError as error:
        msg = f"{target} could not be written ({error.strerror}): check the path, its permissions and the disk."
        raise StorageError(msg) from error
    finally:
        part.unlink(missing_ok=True)


def _refuse(source: Path, target: Path, *, overwrite: bool) -> None:
    if not source.is_file():
        msg = f"There is no database {source} yet: nothing to copy."
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
