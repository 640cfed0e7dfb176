"""The ways to write one person's name in Latin letters: Zelensky, Zelenskyy; Sergei, Sergey; al-Sisi, el-Sisi."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["surname_spellings", "usual_spelling"]

_ARABIC_ARTICLES = ("al", "el")
_SLAVIC_ENDINGS = ("sky", "skyy", "skiy", "skij", "skii", "ski")
"""How newspapers end one surname, the usual one first: Volodymyr Zelensky, Zelenskyy, Zelenskiy."""


def usual_spelling(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a person's folded name, each in its usual spelling, and without the Arabic article of the surname.

    >>> usual_spelling(("mohammad", "el", "zelenskyy"))
    ('mohammed', 'zelensky')
    """
    *others, last = words
    if len(others) > 1 and others[-1] in _ARABIC_ARTICLES:
        others.pop()
    return (*(_usual("first name").get(word, word) for word in others), _usual_surname(last))


def surname_spellings(surname: str) -> set[str]:
    """A folded surname, perhaps with particles before it, in all its spellings.

    >>> sorted(surname_spellings("bin laden"))
    ['bin laden', 'bin ladin']
    """
    *others, last = surname.split()
    usual = _usual_surname(last)
    stem = _slavic_stem(usual)
    forms = [f"{stem}{ending}" for ending in _SLAVIC_ENDINGS] if stem else _surnames().get(usual, (last,))
    return {" ".join((*others, form)) for form in forms}


def _usual_surname(word: str) -> str:
    stem = _slavic_stem(word)
    return f"{stem}{_SLAVIC_ENDINGS[0]}" if stem else _usual("surname").get(word, word)


def _slavic_stem(word: str) -> str:
    """The word without its Slavic ending, "" if it has none: "zelen" of "zelenskyy"."""
    return next((word[: -len(ending)] for ending in _SLAVIC_ENDINGS if word.endswith(ending)), "")


@cache
def _usual(group: str) -> Mapping[str, str]:
    """The usual spelling of each other one."""
    return {other: usual for usual, *others in _rows(group) for other in others}


@cache
def _surnames() -> Mapping[str, Sequence[str]]:
    """All spellings of each surname of the table, by the usual one."""
    return {row[0]: row for row in _rows("surname")}


def _rows(group: str) -> list[list[str]]:
    return [row.split(" = ") for row in read_word_table("name_spellings.txt")[group]]
