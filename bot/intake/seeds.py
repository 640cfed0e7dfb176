"""Reads text files into drafts: single ones, and the seed folder, whose files become the shared library's articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.pasted.documents import read_document
from bot.intake.pasted.text_files import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from bot.models.articles import Draft

__all__ = ["Seed", "UnreadableSeed", "read_article", "read_file", "read_seeds"]

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
    """Like ``read_file``, but only for ``.txt`` and ``.md``. Raises InputError for any other ending."""
    if path.suffix.lower() not in _SUFFIXES:
        msg = f"Only files that end in {' or '.join(_SUFFIXES)} can be added: save the text as one of these."
        raise InputError(msg)
    return read_file(path)


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
