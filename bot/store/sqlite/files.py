"""Opens SQLite files plainly, for what is done before, beside or without a running library."""

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

__all__ = ["address", "beside", "make_private", "opened", "opened_for_reading", "remove_abandoned", "untouched"]

BUSY_SECONDS = 5.0
SMALLEST_FILE = 512
UNWRITABLE = (Fault.PATH, Fault.READ_ONLY, Fault.FULL, Fault.DISK)
LOCK = "briefings.lock"
"""The file by which an unfinished copy's folder is known as ours, and whether somebody is still at it."""


def make_private(path: Path) -> None:
    """Makes the file where there is none, readable by its owner only; SQLite gives its log files the same mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


@contextlib.contextmanager
def opened(path: Path, options: str = "") -> Iterator[sqlite3.Connection]:
    """A plain connection that is closed at the end: ``sqlite3``'s own context manager does not close.

    ``options`` are those of SQLite's addresses, such as ``immutable=1``. Raises sqlite3.DatabaseError for a file that
    is too short for a database, which SQLite would take for an empty one.
    """
    if path.is_file() and 0 < path.stat().st_size < SMALLEST_FILE:
        msg = "file is not a database"
        raise sqlite3.DatabaseError(msg)
    with contextlib.closing(
        sqlite3.connect(address(path, options), isolation_level=None, timeout=BUSY_SECONDS, uri=bool(options))
    ) as db:
        yield db


def address(path: Path, options: str) -> str:
    """A file as SQLite takes it: a path, or with options an address, to be opened with ``uri=True``.

    From the root on: SQLite has meanings of its own for names such as ``:memory:`` and ``file:x``.
    """
    return f"file:{quote(str(path.absolute()))}?{options}" if options else str(path.absolute())


def untouched(path: Path) -> str:
    """Options with which looking into a library changes none of its files.

    Plainly opened, what stands in the log beside it is moved into it when it is closed; read-only, an empty log is made
    and stays. Where there is no log, no process has the library open: then it is read as it lies there.
    """
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"


@contextlib.contextmanager
def opened_for_reading(path: Path, scratch: Path | None = None, *, options: str = "") -> Iterator[sqlite3.Connection]:
    """A connection that changes no data, also where the disk is full or cannot be written.

    A database with a write-ahead log can usually be read only where SQLite may make its two files beside it. Where it
    cannot, no other process has the database open either, for then they would be there: it is read as it lies there
    (``immutable``), after a log that was left beside it has been played into a copy, in the folder ``scratch``.
    """
    with contextlib.ExitStack() as stack:
        db = stack.enter_context(opened(path, options))
        try:
            db.execute("SELECT 1 FROM sqlite_master").fetchall()
        except sqlite3.OperationalError as error:
            if fault_of(error) not in UNWRITABLE or not path.is_file():
                raise
            db = stack.enter_context(_unlocked(path, stack, scratch))
        db.execute("PRAGMA query_only = ON")
        yield db


def _unlocked(
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
def beside(target: Path) -> Iterator[Path]:
    """A new file in a folder of its own beside ``target``, to be filled and moved there; the folder goes at the end.

    What processes that were killed left in the same place is removed first.
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
    """Removes unfinished copies whose processes are gone."""
    for part in folder.glob("*.part-*"):
        if (part / LOCK).is_file() and is_abandoned(part / LOCK):
            shutil.rmtree(part, ignore_errors=True)
