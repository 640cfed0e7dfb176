"""Connections to one SQLite file: one writer whose transactions never mix, a few readers that cannot write."""

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
from bot.store.sqlite.lease import LOST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path

    from bot.store.sqlite.lease import Lease

__all__ = ["Database", "Rows", "Transaction", "fetch"]

T = TypeVar("T")
Rows = list[sqlite3.Row]
Parameters = Sequence[object] | Mapping[str, object]
Transaction = aiosqlite.Connection
"""A connection inside a transaction."""
READERS = 3
BUSY_MILLISECONDS = 5_000


async def fetch(tx: Transaction, sql: str, parameters: Parameters = ()) -> Rows:
    """All rows of a statement: a cursor that stays open would keep the log file from being emptied."""
    return list(await tx.execute_fetchall(sql, parameters))


class Database:
    """Opened by ``open``; every method is safe from any task."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        readers: list[aiosqlite.Connection],
        lease: Lease | None = None,
        *,
        untouched: bool = False,
    ) -> None:
        self.lease = lease
        self._untouched = untouched
        self._writer = writer
        self._write_lock = asyncio.Lock()
        self._readers = readers
        # A semaphore and a list: a queue starved readers for seconds.
        self._free_readers = asyncio.Semaphore(len(readers))
        self._closed = False

    @classmethod
    async def open(cls, path: Path, lease: Lease | None = None, *, options: str = "") -> Database:
        """Opens a migrated file; with a lease on it, it writes only as long as that lasts. Raises StorageError.

        With ``options`` of SQLite's it can only be read, and no file is touched.
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
            for connection in opened:  # one left open would keep the process from ending
                await connection.close()
            if isinstance(error, DRIVER_ERRORS):
                raise storage_error(error, path) from error
            raise
        return cls(opened[0], opened[1:], lease, untouched=bool(options))

    async def read(self, sql: str, parameters: Parameters = ()) -> Rows:
        """All rows of a query. Raises StorageError."""
        return await self._lend(lambda reader: fetch(reader, sql, parameters))

    async def snapshot(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """The result of several queries that see one and the same state. Raises StorageError."""

        async def inside(reader: Transaction) -> T:
            await fetch(reader, "BEGIN")
            try:
                return await work(reader)
            finally:
                await fetch(reader, "ROLLBACK")

        return await self._lend(inside)

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs ``work`` in one transaction and returns its result; any exception rolls all of it back.

        A cancelled caller still gets a whole transaction: it is finished, then the cancellation goes on.
        Raises StorageError.
        """
        return await _finished(self._transaction(work))

    async def close(self) -> None:
        """Waits for what is under way, empties the log file and closes every connection; safe to call twice."""
        await _finished(self._close())

    async def _lend(self, work: Callable[[Transaction], Coroutine[None, None, T]]) -> T:
        async with self._free_readers:
            self._refuse_closed()
            reader = self._readers.pop()
            try:
                # A cancelled await leaves its statement running: the connection must not be lent out meanwhile.
                return await _finished(_anew(reader, work))
            except DRIVER_ERRORS as error:
                raise storage_error(error) from error
            finally:
                self._readers.append(reader)

    async def _transaction(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        async with self._write_lock:
            self._refuse_closed()
            try:
                await _ended(self._writer)
                # The implicit BEGIN is deferred: a read and then a write would fail at once after another's write.
                await fetch(self._writer, "BEGIN IMMEDIATE")
                try:
                    await self._refuse_without_lease()
                    result = await work(self._writer)
                    await fetch(self._writer, "COMMIT")
                except BaseException:
                    # Some errors (a full disk) have ended the transaction already, and so may a COMMIT whose
                    # await was cancelled at the event loop's end: then there is nothing left to roll back.
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
            # Full or read-only by now: then the next start recovers from the log file.
            with contextlib.suppress(sqlite3.Error):
                if not self._untouched:
                    await fetch(self._writer, "PRAGMA wal_checkpoint(TRUNCATE)")
            for connection in (*self._readers, self._writer):
                with contextlib.suppress(sqlite3.Error):
                    await connection.close()
            for _ in range(READERS):
                self._free_readers.release()

    async def _refuse_without_lease(self) -> None:
        """In each transaction: whoever was away for a while may have lost it, and must not write what is another's."""
        if self.lease is not None and not await fetch(
            self._writer, "SELECT 1 FROM lease WHERE holder = ?", (self.lease.holder,)
        ):
            raise DatabaseInUse(LOST)

    def _refuse_closed(self) -> None:
        if self._closed or (self.lease is not None and self.lease.given_back):
            msg = "The library is closed: the bot is shutting down."
            raise StorageError(msg)


async def _ended(connection: aiosqlite.Connection) -> None:
    """Ends a transaction whose ROLLBACK failed too: else nothing could be begun on this connection any more."""
    if connection.in_transaction:
        await fetch(connection, "ROLLBACK")


async def _anew(reader: Transaction, work: Callable[[Transaction], Coroutine[None, None, T]]) -> T:
    await _ended(reader)
    return await work(reader)


async def _finished(work: Coroutine[None, None, T]) -> T:
    """The result of work that is finished even where the waiting task is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # the caller is gone: nobody else would look at it
        raise
