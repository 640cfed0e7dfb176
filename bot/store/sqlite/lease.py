"""The lease on a SQLite library: one process at a time runs the bot on it.

Three things make it safe. The holder renews it every few seconds, and whoever wants it watches that counter by a clock
that cannot be set: it is taken over only where it stood still for ``LEASE_SECONDS``. A file that the holder locks tells
at once when its process is gone, so that a start after a crash waits for nothing. And each transaction of the holder
looks first whether the lease is still its own (a fencing token), so that a process that was stopped for a while and
goes on can write nothing more.
"""

from __future__ import annotations

import asyncio
import contextlib
import glob
import os
import re
import secrets
import socket
import sqlite3
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import DatabaseInUse
from bot.store.sqlite.driver_errors import DRIVER_ERRORS, Fault, fault_of, storage_errors
from bot.store.sqlite.file_lock import is_abandoned, lock_file, unlock_file
from bot.store.sqlite.files import opened, untouched

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "LEASE_RENEWAL_SECONDS",
    "LEASE_SECONDS",
    "Holder",
    "Lease",
    "current_holder",
    "holder_of",
    "take_lease",
    "wait_until_free",
]

LEASE_SECONDS = 20.0
"""A holder that gave no sign of life for so long may be replaced. Four renewals: a slow disk is not yet a dead process;
and whoever starts beside a hung one does not wait long."""
LEASE_RENEWAL_SECONDS = 5.0
LOOK_SECONDS = 0.25
_NAME = re.compile("[0-9a-f]{16}")
LOST = (
    "Another process has taken over this database, because this one gave no sign of life for a while: it stops here. "
    "Run the bot once only, or give this one a database of its own with DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that runs the bot on a database, as the database says."""

    name: str
    host: str
    pid: int
    since: datetime
    renewed: datetime
    beats: int
    has_ended: bool
    """Whether it surely ended without giving the lease back."""

    def __str__(self) -> str:
        """For a sentence."""
        return (
            f"process {self.pid} on {self.host} since {self.since:%Y-%m-%d %H:%M:%S} UTC "
            f"(last sign of life {self.renewed:%Y-%m-%d %H:%M:%S} UTC)"
        )


@dataclass(slots=True)
class Lease:
    """A lease that this process took."""

    holder: str
    file: Path
    lock: int | None
    confirmed: float = field(default_factory=time.monotonic)
    """When it was surely still ours."""
    given_back: bool = False

    def release(self) -> None:
        """Lets go of the lock, once; the row is the store's to delete."""
        lock, self.lock = self.lock, None
        if lock is not None:
            unlock_file(self.file, lock)


def holder_of(db: sqlite3.Connection, path: Path) -> Holder | None:
    """Who holds the lease on the open database at this path; None for nobody, or an older version without leases."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'lease'").fetchall():
        return None
    found = db.execute("SELECT holder, host, pid, taken_at, renewed_at, beats FROM lease").fetchall()
    if not found:
        return None
    name, host, pid, since, renewed, beats = found[0]
    if not _NAME.fullmatch(str(name)):
        msg = "the lease is malformed"
        raise sqlite3.DatabaseError(msg)
    gone = is_abandoned(_lock_path(path, name))
    return Holder(name, host, pid, _moment(since), _moment(renewed), beats, gone)


async def wait_until_free(path: Path) -> Holder | None:
    """Who held the lease last, once that is over: at once where nobody does or the process is gone.

    Raises DatabaseInUse as soon as the holder gives a sign of life.
    """
    first = holder = await asyncio.to_thread(current_holder, path)
    began = time.monotonic()
    while holder is not None and not holder.has_ended and time.monotonic() - began < LEASE_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        holder = await asyncio.to_thread(current_holder, path)
        if holder is not None and not _same(holder, first):
            raise _in_use(path, holder)
    return holder


def take_lease(path: Path, last: Holder | None) -> Lease:
    """Takes the lease on a migrated database after ``last``, whose time is over.

    Raises DatabaseInUse where somebody else has it by now, StorageError where it cannot be written.
    """
    name = secrets.token_hex(8)
    file = _lock_path(path, name)
    with storage_errors(path):
        lease = Lease(name, file, lock_file(file))
        try:
            _write_holder(path, name, last)
        except BaseException as error:
            lease.release()
            if last is not None and isinstance(error, sqlite3.Error) and fault_of(error) is Fault.BUSY:
                raise _in_use(path, last) from error  # it was stopped in the middle of a write
            raise
        for left in file.parent.glob(f"{glob.escape(file.name.removesuffix(name))}*"):
            if left != file and is_abandoned(left):
                left.unlink(missing_ok=True)
    return lease


def _write_holder(path: Path, name: str, last: Holder | None) -> None:
    now = int(time.time())
    with opened(path) as db:
        db.execute("BEGIN IMMEDIATE")
        current = holder_of(db, path)
        if current is not None and not _same(current, last):
            raise _in_use(path, current)
        db.execute(
            "INSERT OR REPLACE INTO lease (id, holder, host, pid, taken_at, beats, renewed_at) "
            "VALUES (1, ?, ?, ?, ?, 0, ?)",
            (name, socket.gethostname(), os.getpid(), now, now),
        )
        db.execute("COMMIT")


def current_holder(path: Path) -> Holder | None:
    """Who holds the lease; nobody where that cannot be told: what is wrong with the file is for its opening to say."""
    with contextlib.suppress(*DRIVER_ERRORS):
        if path.is_file():
            with opened(path, untouched(path)) as db:
                return holder_of(db, path)
    return None


def _same(holder: Holder, other: Holder | None) -> bool:
    return other is not None and (holder.name, holder.beats) == (other.name, other.beats)


def _lock_path(path: Path, name: str) -> Path:
    path = path.resolve()
    return path.with_name(f"{path.name}.lease-{name}")


def _moment(stored: int) -> datetime:
    return datetime.fromtimestamp(stored, UTC)


def _in_use(path: Path, holder: Holder) -> DatabaseInUse:
    return DatabaseInUse(
        f"The database {path} is in use by {holder}, so this bot (process {os.getpid()} on {socket.gethostname()}) "
        "does not start: stop the other one first, or give this one another database."
    )
