"""Finds what a person on the command line named: files, the files of folders, and links."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.files.kinds import READABLE, max_bytes, named_kind
from bot.intake.urls import find_links

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Sources", "find_sources", "is_link", "read_bytes"]

_OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sources:
    """The links and files that were named or found in folders, each once.

    ``others`` are files of other kinds in folders, ``refused`` are folders with the reason why they give nothing.
    """

    found: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def is_link(source: str) -> bool:
    """True for a web address, false for a path."""
    return source.lower().startswith(("http://", "https://"))


def find_sources(named: Iterable[str]) -> Sources:
    """The links and files among what was named, and the files of folders in order of their paths.

    Hidden files and folders are left out, and so are links to folders.
    """
    sources = Sources()
    for name in named:
        if is_link(name) or not os.path.isdir(name):  # it never raises, unlike Path.is_dir
            sources.found.append(name)
        else:
            _search(name, sources)
    return replace(sources, found=list(dict.fromkeys(sources.found)), others=list(dict.fromkeys(sources.others)))


def _search(name: str, sources: Sources) -> None:
    """Adds the files of a folder and of the folders in it."""
    before = len(sources.found), len(sources.refused)
    for folder, folders, files in os.walk(name, onerror=lambda error: _refuse(error, sources)):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(one for one in files if not one.startswith(".")):
            (sources.found if named_kind(file) else sources.others).append(str(Path(folder, file)))
    if (len(sources.found), len(sources.refused)) == before:
        sources.refused.setdefault(name, f"The folder has nothing that I can read: I can only read {READABLE}.")


def _refuse(error: OSError, sources: Sources) -> None:
    sources.refused[str(error.filename)] = f"The folder cannot be opened: {error.strerror}."


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, a little more than the limit at most. Raises InputError if it cannot be opened."""
    if os.path.exists(path) and not os.path.isfile(path):  # these never raise, unlike the methods of Path
        msg = "That is not a file: give a file."
        raise InputError(msg)
    try:
        with path.open("rb") as file:
            return file.read(max_bytes(path.name) + 1)
    except OSError as error:
        msg = f"The file cannot be opened: {error.strerror or error}."
        if isinstance(error, FileNotFoundError) and _is_like_address(str(path)):
            msg = f"{msg} If it is a link, begin it with https://."
        raise InputError(msg) from error


def _is_like_address(name: str) -> bool:
    return bool(_OTHER_ADDRESS.match(name)) or any(start == 0 for start, _, _ in find_links(name))
