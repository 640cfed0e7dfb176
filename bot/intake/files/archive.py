"""The bytes of a zip file -> its members, within bounds. Their names are only shown, never used as paths."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZipFile

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.files.kinds import READABLE, FileKind, kind_of, max_bytes, named_kind
from bot.intake.files.zip_entries import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

__all__ = ["MAX_ENTRIES", "MAX_MEMBERS", "MAX_UNPACKED_BYTES", "read_members"]

MAX_MEMBERS = 100
"""Members that can be read; pictures and the like do not count."""
MAX_ENTRIES = 5_000
MAX_UNPACKED_BYTES = 50_000_000
"""Of all members that are read."""
MAX_SHOWN_NAME = 80
TOO_DEEP = "A zip file within a zip file within a zip file is not opened: unpack it first."
_HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What operating systems add to zip files."""


@dataclass(slots=True)
class _Left:
    """What may still be unpacked of a zip file and of those within it."""

    files: int
    size: int


Members: TypeAlias = "Iterator[tuple[str, bytes | InputError]]"


def read_members(data: bytes) -> Members:
    """The names and bytes of the members, or the reason why one cannot be read; others are named together at the end.

    Zip files within it are unpacked, those within these are not. Raises InputError if there is nothing to read, or too
    much.
    """
    return _members(data, _Left(MAX_MEMBERS, MAX_UNPACKED_BYTES), is_inside=False)


def _members(data: bytes, left: _Left, *, is_inside: bool) -> Members:
    with ZipFile(BytesIO(data)) as archive:  # ``kind_of`` has opened it before: it is a zip file
        entries = [entry for entry in archive.infolist() if not _is_hidden(entry)]
        readable = [entry for entry in entries if named_kind(entry.filename)]
        _check(entries, readable, left)
        left.files -= len(readable)
        for entry in readable:
            try:
                content = _read(archive, entry, left)
                is_zip = _is_zip(content, entry.filename)
                if is_zip and is_inside:
                    raise InputError(TOO_DEEP)
            except InputError as error:
                yield _shown(entry), error
            else:
                left.size -= len(content)
                yield from _inside(_shown(entry), content, left) if is_zip else [(_shown(entry), content)]
    others = [_shown(entry) for entry in entries if not named_kind(entry.filename)]
    if others:
        name = others[0] if len(others) == 1 else f"{others[0]} and {len(others) - 1} more"
        yield name, InputError(f"I can only read {READABLE}.")


def _is_hidden(entry: ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename).parts
    return entry.is_dir() or any(part in _HIDDEN or (part.startswith(".") and part.strip(".")) for part in parts)


def _inside(name: str, data: bytes, left: _Left) -> Members:
    """The members of a zip file within another one, each with the name of its zip file before its own."""
    left.files += 1  # it is none of the files itself
    try:
        yield from ((f"{name}: {member}", content) for member, content in _members(data, left, is_inside=True))
    except InputError as error:
        yield name, error


def _is_zip(data: bytes, name: str) -> bool:
    try:
        return kind_of(data, name) is FileKind.ZIP
    except InputError:  # its reader says why
        return False


def _check(entries: list[ZipInfo], readable: list[ZipInfo], left: _Left) -> None:
    if len(entries) > MAX_ENTRIES or len(readable) > left.files:
        instead = advice(": split it into several")
        msg = f"The zip file has {len(entries):,} files; the limit is {MAX_MEMBERS} in all{instead}."
        raise InputError(msg)
    if not readable:
        msg = (
            f"The zip file has nothing that I can read: put {READABLE.replace(', .eml and .zip', ' or .eml')} into it."
        )
        raise InputError(msg)


def _read(archive: ZipFile, entry: ZipInfo, left: _Left) -> bytes:
    if entry.file_size > left.size:
        elsewhere = advice(": put this file in another one")
        msg = f"The zip file unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB{elsewhere}."
        raise InputError(msg)
    return read_entry(archive, entry, max_bytes(entry.filename))


def _shown(entry: ZipInfo) -> str:
    """The name without its folders, in printable characters."""
    name = PurePosixPath(entry.filename.replace("\\", "/")).name
    return "".join(c if c.isprintable() else "�" for c in name)[-MAX_SHOWN_NAME:]
