"""Connections to one SQLite file: one that writes, one transaction at a time, and a few that only read.

The file has a write-ahead log, so that readers and the writer do not block each other: https://sqlite.org/wal.html.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import aiosqlite

from bot.errors import DatabaseInUse, StorageError
from bot.store.sqlite.driver_errors import DRIVER_ERRORS, storage_error
from bot.store.sqlite.files import address
from bot.store.sqlite.lease import LEASE_LOST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path

    from bot.store.sqlite.lease import Lease

__all__ = ["Database", "Rows", "Transaction", "fetch"]

T = TypeVar("T")
P = TypeVar("P")
Rows = list[sqlite3.Row]
Parameters = Sequence[object] | Mapping[str, object]
Transaction = aiosqlite.Connection
"""A connection inside a transaction."""
READERS = 3
BUSY_MILLISECONDS = 5_000
"""How long a statement waits for a lock of another process, in milliseconds."""


async def fetch(tx: Transaction, sql: str, parameters: Parameters = ()) -> Rows:
    """Runs a statement and returns all of its rows.

    An open cursor would keep an old state of the file, and the log from being emptied:
    https://sqlite.org/wal.html#avoiding_excessively_large_wal_files.
    """
    return list(await tx.execute_fetchall(sql, parameters))


class Database:
    """The connections to an open file. Every method can be called from any task."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        readers: list[aiosqlite.Connection],
        lease: Lease | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        self.lease = lease
        self._read_only = read_only
        self._preparing: set[asyncio.Task[object]] = set()
        self._writer = writer
        self._write_lock = asyncio.Lock()
        self._readers = readers
        # A semaphore and a list: with a queue, single readers waited for seconds under load.
        self._free_readers = asyncio.Semaphore(len(readers))
        self._closed = False

    @classmethod
    async def open(cls, path: Path, lease: Lease | None = None, *, options: str = "") -> Database:
        """Opens a migrated file. Raises StorageError.

        With a lease, every write fails once the lease is lost. With ``options`` (``files.read_only_options``) the
        file can only be read.
        """
        opened: list[aiosqlite.Connection] = []
        try:
            for which in range(READERS + 1):
                connection = await aiosqlite.connect(address(path, options), isolation_level=None, uri=bool(options))
                opened.append(connection)
                connection.row_factory = sqlite3.Row
                await fetch(connection, f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
                await fetch(connection, "PRAGMA foreign_keys = ON")
                await fetch(connection, "PRAGMA synchronous = FULL")
                await fetch(connection, f"PRAGMA query_only = {int(which > 0)}")
        except BaseException as error:
            for connection in opened:  # the thread of an open connection would keep the process from ending
                await connection.close()
            if isinstance(error, DRIVER_ERRORS):
                raise storage_error(error, path) from error
            raise
        return cls(opened[0], opened[1:], lease, read_only=bool(options))

    async def read(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Runs a query and returns all of its rows. Raises StorageError."""
        return await self._lend(lambda reader: fetch(reader, sql, parameters))

    async def snapshot(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs several queries that see the same state of the database. Raises StorageError."""

        async def inside(reader: Transaction) -> T:
            await fetch(reader, "BEGIN")
            try:
                return await work(reader)
            finally:
                await fetch(reader, "ROLLBACK")

        return await self._lend(inside)

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs ``work`` in one transaction and returns its result; any exception rolls the transaction back.

        If the caller is cancelled, the transaction is completed before the cancellation goes on. Raises StorageError.
        """
        return await _completed(self._transaction(work))

    async def write_prepared(
        self, prepare: Callable[[], Awaitable[P]], work: Callable[[Transaction, P], Awaitable[T]]
    ) -> T:
        """As ``write``, with what ``prepare`` returns, for which no other write has to wait.

        ``prepare`` belongs to the write: a cancellation goes on after both, and ``finish_prepared`` waits for both.
        """

        async def both() -> T:
            prepared = await prepare()
            return await self._transaction(lambda tx: work(tx, prepared))

        task = asyncio.ensure_future(both())
        self._preparing.add(task)
        task.add_done_callback(self._preparing.discard)
        return await _completed(task)

    async def finish_prepared(self) -> None:
        """Waits for every ``write_prepared`` that has begun."""
        while self._preparing:
            await asyncio.wait(self._preparing)

    async def execute(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Runs one statement as a transaction of its own and returns its rows. Raises StorageError."""
        return await self.write(lambda tx: fetch(tx, sql, parameters))

    async def close(self) -> None:
        """Waits for running statements, empties the log file and closes every connection. Can be called twice."""
        await _completed(self._close())

    async def _lend(self, work: Callable[[Transaction], Coroutine[None, None, T]]) -> T:
        async with self._free_readers:
            self._refuse_closed()
            reader = self._readers.pop()
            try:
                # Cancelling an await does not stop its statement: the connection must not be lent out meanwhile.
                return await _completed(_without_transaction(reader, work))
            except DRIVER_ERRORS as error:
                raise storage_error(error) from error
            finally:
                self._readers.append(reader)

    async def _transaction(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        async with self._write_lock:
            self._refuse_closed()
            try:
                await _end_transaction(self._writer)
                try:
                    # A deferred transaction that reads and then writes fails without waiting if another process wrote
                    # in between: https://sqlite.org/lang_transaction.html#read_transactions_versus_write_transactions.
                    await fetch(self._writer, "BEGIN IMMEDIATE")
                    await self._refuse_without_lease()
                    result = await work(self._writer)
                    await fetch(self._writer, "COMMIT")
                except BaseException:
                    # Some errors, such as a full disk, roll back by themselves
                    # (https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction), and a COMMIT
                    # may have succeeded though its await was cancelled when the event loop ended.
                    with contextlib.suppress(sqlite3.OperationalError):
                        await fetch(self._writer, "ROLLBACK")
                    raise
            except DRIVER_ERRORS as error:
                raise storage_error(error) from error
            return result

    async def _close(self) -> None:
        async with self._write_lock:
            if self._closed:
                return
            self._closed = True
            for _ in range(READERS):
                await self._free_readers.acquire()
            # Fails if the disk is full or read-only by now; the next start then recovers from the log file.
            with contextlib.suppress(sqlite3.Error):
                if not self._read_only:
                    await fetch(self._writer, "PRAGMA wal_checkpoint(TRUNCATE)")
            for connection in (*self._readers, self._writer):
                with contextlib.suppress(sqlite3.Error):
                    await connection.close()
            for _ in range(READERS):
                self._free_readers.release()

    async def _refuse_without_lease(self) -> None:
        """Raises DatabaseInUse if another process holds the lease. Part of each transaction, since a process that was
        suspended for a while may have lost the lease without noticing.
        """
        if self.lease is not None and not await fetch(
            self._writer, "SELECT 1 FROM lease WHERE holder = ?", (self.lease.holder,)
        ):
            raise DatabaseInUse(LEASE_LOST)

    def _refuse_closed(self) -> None:
        if self._closed or (self.lease is not None and self.lease.given_back):
            msg = "The library is closed: the bot is shutting down."
            raise StorageError(msg)


async def _end_transaction(connection: aiosqlite.Connection) -> None:
    """Ends a transaction whose ROLLBACK failed earlier, since no other one could begin on this connection."""
    if connection.in_transaction:
        await fetch(connection, "ROLLBACK")


async def _without_transaction(reader: Transaction, work: Callable[[Transaction], Coroutine[None, None, T]]) -> T:
    await _end_transaction(reader)
    return await work(reader)


async def _completed(work: Coroutine[None, None, T] | asyncio.Task[T]) -> T:
    """Runs work to its end even if the waiting task is cancelled, and returns its result."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # marks an exception as seen: asyncio would log it, since nobody else awaits the task
        raise
