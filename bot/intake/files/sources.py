"""Finds what a person on the command line named: files, the files of folders, and links."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.files.kinds import max_bytes, named_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["find_sources", "is_link", "read_bytes"]


def is_link(source: str) -> bool:
    """True for a web address, false for a path."""
    return source.lower().startswith(("http://", "https://"))


def find_sources(named: Iterable[str]) -> list[str]:
    """The links and files among what was named, each once, and the readable files of folders in order of their paths.

    Hidden files and folders are left out, and so are links to folders.
    """
    return list(dict.fromkeys(source for name in named for source in _expand(name)))


def _expand(name: str) -> Iterator[str]:
    if is_link(name) or not Path(name).is_dir():
        yield name
        return
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            if named_kind(file) and not file.startswith("."):
                yield str(Path(folder, file))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, a little more than the limit at most. Raises InputError if it cannot be opened."""
    if path.exists() and not path.is_file():
        msg = "That is not a file: give a file."
        raise InputError(msg)
    try:
        with path.open("rb") as file:
            return file.read(max_bytes(path.name) + 1)
    except OSError as error:
        msg = f"The file cannot be opened: {error.strerror or error}."
        raise InputError(msg) from error
