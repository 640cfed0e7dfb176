"""Reads one entry of a zip file within a limit of bytes, whatever the file says about its sizes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

from bot.advice_marks import advice
from bot.errors import InputError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["read_entry"]

MAX_RATIO = 200
"""How many times its size an entry may unpack to: markup compresses 30 times at most, a bomb a thousand times."""
_ENCRYPTED = 0x1
_METHODS = (ZIP_STORED, ZIP_DEFLATED)
"""The others, which programs hardly use, are unpacked by ``zipfile`` without a limit of bytes."""
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What ``zipfile`` raises for damaged entries."""


def read_entry(archive: ZipFile, entry: ZipInfo, limit: int) -> bytes:
    """The unpacked bytes of an entry. Raises InputError, with what to do, for more than ``limit`` and for damage."""
    if entry.flag_bits & _ENCRYPTED:
        msg = f"The file is protected by a password{advice(': make a zip file without one')}."
        raise InputError(msg)
    if entry.compress_type not in _METHODS:
        msg = f"The file is compressed by a method that I do not know{advice(': make an ordinary zip file')}."
        raise InputError(msg)
    if entry.file_size > limit:
        msg = f"The file has {entry.file_size:,} bytes; the limit is {limit:,}."
        msg = f"{msg}{advice(' Split it into several articles.')}"
        raise InputError(msg)
    if entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        msg = f"The file unpacks to far more than its size in the zip file{advice(': send it by itself')}."
        raise InputError(msg)
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size)  # with a number, or else a forged size would not bound it
    except _DAMAGED as error:
        msg = f"The file is damaged in the zip file{advice(': make the zip file again')}."
        raise InputError(msg) from error
