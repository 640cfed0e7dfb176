"""The seed folder: every ``.txt`` and ``.md`` in it is an article of the shared library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.pasted.documents import MAX_BYTES, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from bot.models.articles import Draft

__all__ = ["Seed", "UnreadableSeed", "read_article", "read_file", "read_seeds"]

_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed file that can become an article."""

    name: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class UnreadableSeed:
    """A seed file that cannot, and why."""

    name: str
    reason: str


def read_file(path: Path) -> Draft:
    """One text file as a Draft. Raises InputError where it cannot be one."""
    if path.exists() and not path.is_file():
        msg = "That is not a file: give a text file."
        raise InputError(msg)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        msg = f"The file cannot be opened: {error.strerror or error}."
        raise InputError(msg) from error
    return read_document(data)


def read_article(path: Path) -> Draft:
    """The same for a file that is to be added: none whose name says that it is something else than text."""
    if path.suffix.lower() not in _SUFFIXES:
        msg = f"Only files that end in {' or '.join(_SUFFIXES)} are taken: save it as plain text."
        raise InputError(msg)
    return read_file(path)


def read_seeds(folder: Path) -> list[Seed | UnreadableSeed]:
    """Every seed file by name, in the order of their names; hidden files and other endings are passed over.

    Raises InputError where the folder itself cannot be read.
    """
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES and not p.name.startswith("."))
    except OSError as error:
        msg = f"The seed folder {folder} cannot be read: {error.strerror or error}."
        raise InputError(msg) from error
    seeds: list[Seed | UnreadableSeed] = []
    for path in paths:
        try:
            seeds.append(Seed(path.name, read_file(path)))
        except InputError as error:
            seeds.append(UnreadableSeed(path.name, str(error)))
    return seeds
