"""Turns the errors of SQLite, its driver and the operating system into sentences that say what to do."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import traceback
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DRIVER_ERRORS", "Fault", "fault_of", "storage_error", "storage_errors"]

DRIVER_ERRORS = (sqlite3.Error, OSError, UnicodeError, OverflowError)
"""All exceptions that the driver raises.

UnicodeError: SQLite quotes bytes of a damaged file in its messages, which Python cannot decode; and half a surrogate
pair cannot be stored. OverflowError: a number has more than 64 bits.
"""
MAX_DETAIL = 120


class Fault(Enum):
    """Kinds of errors, by what must be done about them."""

    BUSY = auto()
    FULL = auto()
    READ_ONLY = auto()
    DAMAGED = auto()
    NO_DATABASE = auto()
    PATH = auto()
    DISK = auto()
    OTHER = auto()


_BY_CODE = {  # https://sqlite.org/rescode.html
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_PROTOCOL: Fault.BUSY,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_PERM: Fault.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
    sqlite3.SQLITE_FORMAT: Fault.DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.NO_DATABASE,
    sqlite3.SQLITE_CANTOPEN: Fault.PATH,
    sqlite3.SQLITE_IOERR: Fault.DISK,
}
_BY_TEXT = {
    "no such": Fault.DAMAGED,  # a table or column that every library has
    "unsupported file format": Fault.DAMAGED,
    "not decode": Fault.DAMAGED,
    "malformed": Fault.DAMAGED,
    "not a database": Fault.NO_DATABASE,
    "locked": Fault.BUSY,
    "busy": Fault.BUSY,
    "is full": Fault.FULL,
    "readonly": Fault.READ_ONLY,
    "unable to open": Fault.PATH,
    "disk I/O": Fault.DISK,
}
"""For SQLITE_ERROR, whose code says little, and for errors that Python's module raises itself."""
_BY_ERRNO = {
    errno.ENOSPC: Fault.FULL,
    errno.EDQUOT: Fault.FULL,
    errno.EACCES: Fault.READ_ONLY,
    errno.EPERM: Fault.READ_ONLY,
    errno.EROFS: Fault.READ_ONLY,
    errno.EIO: Fault.DISK,
    errno.EFBIG: Fault.DISK,
}
_SENTENCES = {
    Fault.BUSY: (
        "The library is busy at the moment: try again in a few seconds.",
        "The database {file} is in use by another program: stop it, then start again.",
    ),
    Fault.FULL: (
        "The disk that holds the library is full: nothing was changed. Free some space, then try again.",
        "The disk that holds {file} is full: free some space, then try again.",
    ),
    Fault.READ_ONLY: (
        "The library’s file cannot be written: nothing was changed. Check its permissions.",
        "The database {file} cannot be written: check who owns the file and its folder, and whether the disk is "
        "mounted read-only.",
    ),
    Fault.DAMAGED: (
        "The library’s file is damaged: stop the bot and restore a backup.",
        "The database {file} is damaged: restore a backup (see docs/operating.md, “Backup”).",
    ),
    Fault.NO_DATABASE: (
        "The library’s file is damaged: stop the bot and restore a backup.",
        "{file} is not a database: set DATABASE_URL to another file, or restore a backup there.",
    ),
    Fault.PATH: (
        "The library’s file cannot be opened: check that its disk is there, then start the bot again.",
        "The database {file} cannot be opened ({detail}): check the path, its permissions and the disk.",
    ),
    Fault.DISK: (
        "The disk that holds the library has an error: check it, then start the bot again.",
        "The disk that holds {file} has an error ({detail}): check it, its free space and any limit on file sizes.",
    ),
    Fault.OTHER: (
        "The database failed ({detail}): try again, and if that does not help, run python -m bot doctor.",
        "The database {file} cannot be opened ({detail}): check the path, its permissions and the disk.",
    ),
}
"""A sentence for people in a channel, who are shown no paths, and one for the operator who opens a file."""


def fault_of(error: Exception) -> Fault:
    """The kind of an error."""
    if isinstance(error, UnicodeDecodeError):
        return Fault.DAMAGED
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, Fault.PATH)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the primary code of an extended one
    if code in _BY_CODE:
        return _BY_CODE[code]
    text = str(error)
    return next((fault for words, fault in _BY_TEXT.items() if words in text), Fault.OTHER)


def storage_error(error: Exception, file: Path | None = None) -> StorageError:
    """The error as a sentence: for the operator who opens ``file``, or without one for the people in a channel."""
    # The traceback would keep a failed statement alive, and with it a lock on an old state of the file.
    traceback.clear_frames(error.__traceback__)
    for_people, for_operator = _SENTENCES[fault_of(error)]
    if file is None:
        return StorageError(for_people.format(detail=_detail(error)))
    detail = "it is a folder" if os.path.isdir(file) else _detail(error)
    return StorageError(for_operator.format(file=file, detail=detail))


@contextlib.contextmanager
def storage_errors(file: Path | None = None) -> Iterator[None]:
    """Turns errors of the driver in the block into StorageError."""
    try:
        yield
    except DRIVER_ERRORS as error:
        raise storage_error(error, file) from error


def _detail(error: Exception) -> str:
    """The driver's message, without unprintable characters that a damaged file may have put into it."""
    text = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
    return "".join(character if character.isprintable() else "?" for character in text)[:MAX_DETAIL]
