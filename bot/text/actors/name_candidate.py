"""A span of words that may be a name: found by detection, classified, then clustered by coreference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["NameCandidate"]


@dataclass(slots=True)  # a frozen class takes twice as long to make
class NameCandidate:
    """The words ``first`` to ``last`` (both included) of one of a story's texts."""

    text_index: int
    """The index of that text in the list of the story's texts."""
    first: int
    last: int
    text: str
    """The words with plain quotes and single spaces: occurrences with the same text are classified together."""
    title: tuple[int, int] | None = None
    """First and last word of the title or form of address directly before the name ("Prime Minister", "Mrs")."""
    has_form_of_address: bool = False
    """True if ``title`` is a form of address ("Mr", "Mrs", "Sir")."""
    title_gender: Literal["man", "woman"] | None = None
    """The gender that ``title`` implies: "Queen" is female, "President" may be either."""
    introduced_as_relative: bool = False
    """True after a relational noun ("his wife Mary X") or "First Lady"."""
    precedes_title: bool = False
    """True directly before a title, where an organisation often is: "Microsoft CEO Satya Nadella"."""
    follows_demonym: bool = False
    """True directly after a demonym: "German Chancellor", "the British Airways pilot"."""
