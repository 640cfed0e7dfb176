"""Reads text files into drafts: single ones, and the seed folder, whose files become the shared library's articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.files.sources import read_bytes
from bot.intake.pasted.documents import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from bot.models.articles import Draft

__all__ = ["Seed", "UnreadableSeed", "read_file", "read_seeds"]

_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed file that was read."""

    name: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class UnreadableSeed:
    """A seed file that cannot become an article, and the reason."""

    name: str
    reason: str


def read_file(path: Path) -> Draft:
    """The draft in a text file. Raises InputError if the file cannot be opened or contains no article."""
    return read_document(read_bytes(path))


def read_seeds(folder: Path) -> list[Seed | UnreadableSeed]:
    """The seed files of a folder in the order of their names, without hidden files and other endings.

    Raises InputError if the folder itself cannot be read.
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
