"""Opens SQLite files without a library around them: to migrate, check or copy them, or to take a lease."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.store.sqlite.driver_errors import Fault, fault_of
from bot.store.sqlite.file_lock import is_abandoned, lock_file, unlock_file

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "address",
    "make_private",
    "opened",
    "opened_for_reading",
    "read_only_options",
    "remove_abandoned",
    "temporary_beside",
]

BUSY_SECONDS = 5.0
"""How long a statement waits for a lock of another process."""
MIN_FILE_BYTES = 512
"""The smallest page of a database: https://sqlite.org/fileformat.html#pages."""
UNWRITABLE = (Fault.PATH, Fault.READ_ONLY, Fault.FULL, Fault.DISK)
"""Errors if SQLite cannot create the two files that it needs next to a database with a write-ahead log."""
LOCK = "briefings.lock"
"""A locked file in the folder of an unfinished copy: it shows that the folder is ours and still in use."""


def make_private(path: Path) -> None:
    """Creates the file if there is none, with access for its owner only; SQLite gives its log files the same mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


@contextlib.contextmanager
def opened(path: Path, options: str = "") -> Iterator[sqlite3.Connection]:
    """A connection that is closed at the end, which the context manager of ``sqlite3`` itself does not do.

    ``options`` are parameters of SQLite's URIs, such as ``immutable=1``: https://sqlite.org/uri.html. Raises
    sqlite3.DatabaseError for a file that is too short for a database, which SQLite would take for an empty one.
    """
    if path.is_file() and 0 < path.stat().st_size < MIN_FILE_BYTES:
        msg = "file is not a database"
        raise sqlite3.DatabaseError(msg)
    with contextlib.closing(
        sqlite3.connect(address(path, options), isolation_level=None, timeout=BUSY_SECONDS, uri=bool(options))
    ) as db:
        yield db


def address(path: Path, options: str) -> str:
    """The absolute path of a file, or with options a URI, which has to be opened with ``uri=True``.

    Absolute, since SQLite gives names such as ``:memory:`` and ``file:x`` a meaning of their own.
    """
    return f"file:{quote(str(path.absolute()))}?{options}" if options else str(path.absolute())


def read_only_options(path: Path) -> str:
    """URI options with which a library can be read without changing any of its files.

    A plain connection would move the content of the log into the file when it closes. A read-only one would create an
    empty log and leave it: https://sqlite.org/wal.html#read_only_databases. If there is no log, no process has the
    library open, and it can be read as immutable: https://sqlite.org/uri.html#uriimmutable.
    """
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"


@contextlib.contextmanager
def opened_for_reading(path: Path, scratch: Path | None = None, *, options: str = "") -> Iterator[sqlite3.Connection]:
    """A connection that changes no data, and works even if the disk is full or cannot be written.

    To read a database with a write-ahead log, SQLite usually has to create two files next to it. If it cannot, no other
    process has the database open, since the files would exist then: the database is opened as immutable. If a log was
    left next to it, a copy of both is opened instead, in the folder ``scratch``.
    """
    with contextlib.ExitStack() as stack:
        db = stack.enter_context(opened(path, options))
        try:
            db.execute("SELECT 1 FROM sqlite_master").fetchall()
        except sqlite3.OperationalError as error:
            if fault_of(error) not in UNWRITABLE or not path.is_file():
                raise
            db = stack.enter_context(_opened_without_log(path, stack, scratch))
        db.execute("PRAGMA query_only = ON")
        yield db


def _opened_without_log(
    path: Path, stack: contextlib.ExitStack, scratch: Path | None
) -> contextlib.AbstractContextManager[sqlite3.Connection]:
    log = path.with_name(f"{path.name}-wal")
    if not (log.is_file() and log.stat().st_size):
        return opened(path, "immutable=1")
    copy = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=scratch)), "copy.db")
    shutil.copyfile(path, copy)
    shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
    return opened(copy)


@contextlib.contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """A new file in a temporary folder next to ``target``, to be filled and then moved to ``target``.

    Unfinished files that killed processes left in the same place are deleted first.
    """
    remove_abandoned(target.parent)
    folder = Path(tempfile.mkdtemp(prefix=f"{target.name}.part-", dir=target.parent))
    lock = lock_file(folder / LOCK)
    try:
        part = folder / "copy.db"
        make_private(part)
        yield part
    finally:
        unlock_file(folder / LOCK, lock)
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(folder: Path) -> None:
    """Deletes unfinished copies whose processes have ended."""
    for part in folder.glob("*.part-*"):
        if (part / LOCK).is_file() and is_abandoned(part / LOCK):
            shutil.rmtree(part, ignore_errors=True)
