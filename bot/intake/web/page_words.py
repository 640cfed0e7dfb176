"""The words that reveal pages that are not articles: phrases, whole titles and ends of addresses, by kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from bot.intake.word_lists import phrase_pattern, phrases, section_names

__all__ = ["kinds_by_path", "kinds_by_title", "last_path_part", "normalise_phrase", "normalise_title", "wall_patterns"]

_FILE = "page_kinds"
_NOT_A_LETTER = re.compile(r"[\W_]+")


@cache
def wall_patterns() -> dict[str, re.Pattern[str]]:
    """For each kind of page a pattern of its phrases; it matches texts from ``normalise_phrase``."""
    kinds = [name for name in section_names(_FILE) if ": " not in name]
    return {
        kind: re.compile("|".join(phrase_pattern(normalise_phrase(one)) for one in phrases(_FILE, kind)))
        for kind in kinds
    }


@cache
def kinds_by_title() -> dict[str, frozenset[str]]:
    """For each kind of page the titles, in the form of ``normalise_title``, that only such pages have."""
    return _special_phrases("titles", normalise_title)


@cache
def kinds_by_path() -> dict[str, frozenset[str]]:
    """For each kind of page the last parts of a path that its address has."""
    return _special_phrases("paths", normalise_phrase)


def _special_phrases(group: str, write: Callable[[str], str]) -> dict[str, frozenset[str]]:
    suffix = f": {group}"
    names = [name for name in section_names(_FILE) if name.endswith(suffix)]
    return {name.removesuffix(suffix): frozenset(map(write, phrases(_FILE, name))) for name in names}


def normalise_phrase(text: str) -> str:
    """A text in lower case with single spaces and straight apostrophes."""
    return " ".join(text.casefold().replace("’", "'").split())


def normalise_title(title: str) -> str:
    """A title's words in lower case, without punctuation."""
    return _NOT_A_LETTER.sub(" ", normalise_phrase(title)).strip()


def last_path_part(url: str) -> str:
    """The last part of an address's path in lower case, without an ending such as ".html"."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
