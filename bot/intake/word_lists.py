"""Reads the word lists in ``words/`` and makes patterns of them.

A file has one subject, a ``[section]`` one kind of word, a line one language or topic; ``#`` begins a comment. Slashes
separate phrases. In a phrase four signs are special, everything else is literal:

    ``*``       the rest of a word: "publi*" matches "published"
    ``…``       up to six further words, each with the space after it: "get our …newsletter"
    ``(a|b|)``  one of several, which may be empty: "tag(|s)"
    ``_``       the beginning or the end of a word: "_app_" does not match "happen"

Alternatives keep the order of the file, and no sign repeats without a bound, so that matching takes linear time.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["phrase_pattern", "phrases", "section_names", "section_pattern"]

_FOLDER = Path(__file__).parent / "words"
_SIGNS = {"*": r"\w{0,12}", "…": r"(?:\S+ ){0,6}", "(": "(?:", ")": ")", "|": "|", "_": r"\b"}


@cache
def _sections(file: str) -> dict[str, tuple[str, ...]]:
    """The phrases of each section of a file, in order."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in (_FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, []).extend(line.split("/"))
    return {name: tuple(phrases) for name, phrases in found.items()}


def section_names(file: str) -> tuple[str, ...]:
    """The names of a file's sections, in order. ``file`` is a name in ``words/`` without ".txt"."""
    return tuple(_sections(file))


def phrases(file: str, section: str) -> tuple[str, ...]:
    """The phrases of a section as they are written, in order. Raises KeyError for an unknown section."""
    return _sections(file)[section]


def phrase_pattern(phrase: str) -> str:
    """The regular expression of a phrase, its special signs replaced."""
    return "".join(_SIGNS.get(character) or re.escape(character) for character in phrase)


def section_pattern(file: str, *sections: str) -> str:
    """A regular expression that matches any phrase of the sections: alternatives in a group of their own."""
    return f"(?:{'|'.join(phrase_pattern(phrase) for section in sections for phrase in phrases(file, section))})"
