"""The lease on a SQLite library, with which only one process at a time runs the bot on it.

Three things make it safe. The holder adds one to a counter every few seconds; a process that wants the lease watches
the counter by a monotonic clock, and takes over only if it has not changed for ``LEASE_SECONDS``. A file that the
holder locks shows at once that its process has ended, so that a start after a crash need not wait. And each
transaction of the holder checks that the lease is still its own (a fencing token), so that a process that was
suspended and then continues cannot write any more.
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
from bot.store.sqlite.files import opened, read_only_options

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
"""A holder that has not renewed its lease this long may be replaced. That is four renewals, so that a slow disk does
not count as a dead process; and a process that starts while another one hangs does not wait long."""
LEASE_RENEWAL_SECONDS = 5.0
POLL_SECONDS = 0.25
"""How often a process that waits for the lease looks at the counter."""
_NAME = re.compile("[0-9a-f]{16}")
LEASE_LOST = (
    "Another process has taken over this database because this one did not respond for a while, so this one stops. "
    "Run only one bot on a database, or give each bot a database of its own with DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that runs the bot on a database, as the database says.

    ``beats`` counts how often it has renewed its lease; ``has_ended`` is true if it has certainly ended without giving
    the lease back.
    """

    name: str
    host: str
    pid: int
    since: datetime
    renewed: datetime
    beats: int
    has_ended: bool

    def __str__(self) -> str:
        """As part of a sentence."""
        return (
            f"process {self.pid} on {self.host} since {self.since:%Y-%m-%d %H:%M:%S} UTC "
            f"(last sign of life {self.renewed:%Y-%m-%d %H:%M:%S} UTC)"
        )


@dataclass(slots=True)
class Lease:
    """A lease that this process took.

    ``confirmed_at`` is when it was certainly still held, by the monotonic clock. Once it is ``given_back``, writes are
    refused.
    """

    holder: str
    file: Path
    lock: int | None
    confirmed_at: float = field(default_factory=time.monotonic)
    given_back: bool = False

    @property
    def is_fresh(self) -> bool:
        """True if the lease was confirmed so recently that no other process can have taken it over."""
        return time.monotonic() - self.confirmed_at < LEASE_SECONDS - LEASE_RENEWAL_SECONDS

    def release(self) -> None:
        """Releases the lock on the file, once. The store deletes the row."""
        lock, self.lock = self.lock, None
        if lock is not None:
            unlock_file(self.file, lock)


def holder_of(db: sqlite3.Connection, path: Path) -> Holder | None:
    """The holder of the lease on an open database; None if there is none, or the version has no leases yet.

    It reads databases that are not migrated, so the table of the lease must keep its columns.
    """
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'lease'").fetchall():
        return None
    found = db.execute("SELECT holder, host, pid, taken_at, renewed_at, beats FROM lease").fetchall()
    if not found:
        return None
    name, host, pid, since, renewed, beats = found[0]
    if not _NAME.fullmatch(str(name)):
        msg = "the lease is malformed"
        raise sqlite3.DatabaseError(msg)
    has_ended = is_abandoned(_lock_path(path, name))
    return Holder(name, host, pid, _moment(since), _moment(renewed), beats, has_ended)


async def wait_until_free(path: Path) -> Holder | None:
    """Waits until the lease can be taken over, and returns its last holder.

    It returns at once if there is no holder, or its process has ended. Raises DatabaseInUse as soon as the holder
    renews the lease.
    """
    first = holder = await asyncio.to_thread(current_holder, path)
    began = time.monotonic()
    while holder is not None and not holder.has_ended and time.monotonic() - began < LEASE_SECONDS:
        await asyncio.sleep(POLL_SECONDS)
        holder = await asyncio.to_thread(current_holder, path)
        if holder is not None and not _is_unchanged(holder, first):
            raise _in_use(path, holder)
    return holder


def take_lease(path: Path, last: Holder | None) -> Lease:
    """Takes the lease on a migrated database over from ``last``, which ``wait_until_free`` returned.

    Raises DatabaseInUse if another process was faster, StorageError if the database cannot be written.
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
                raise _in_use(path, last) from error  # suspended in the middle of a write
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
        if current is not None and not _is_unchanged(current, last):
            raise _in_use(path, current)
        db.execute(
            "INSERT OR REPLACE INTO lease (id, holder, host, pid, taken_at, beats, renewed_at) "
            "VALUES (1, ?, ?, ?, ?, 0, ?)",
            (name, socket.gethostname(), os.getpid(), now, now),
        )
        db.execute("COMMIT")


def current_holder(path: Path) -> Holder | None:
    """The holder of the lease; None if there is none, or the file cannot be read.

    What is wrong with a file that cannot be read is reported when it is opened.
    """
    with contextlib.suppress(*DRIVER_ERRORS):
        if path.is_file():
            with opened(path, read_only_options(path)) as db:
                return holder_of(db, path)
    return None


def _is_unchanged(holder: Holder, other: Holder | None) -> bool:
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
