"""Recognises names of news outlets, which are an article's sources: by a table, and by their last words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_known_outlet", "is_outlet", "source_words"]

CACHED_NAMES = 10_000

_CALL_SIGN = re.compile(r"[WK][A-Z]{3}(?:-?(?:TV|FM|AM|\d{1,2}))?")
"""Of a station in the United States: "WNEP", "KTLA-TV", "KCAL9"."""
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|co\.uk|com\.au)", re.IGNORECASE)
_PROGRAMME = re.compile(r"(?:BBC|CNN|ABC|CBS|NBC|ITV|ESPN|NPR|PBS|MSNBC|Fox News)(?:'s)? ?(?:[A-Z0-9].*)?")


@lru_cache(CACHED_NAMES)  # the rules ask for the same names many times
def is_outlet(name: str) -> bool:
    """True for a news agency, newspaper, broadcaster, news programme, or a site that is no known firm."""
    if is_known_outlet(name):
        return True
    if _SITE.fullmatch(name):
        return name not in lexicon().organisations
    if "news agency" in name.casefold():
        return True
    *others, last = name.casefold().split()
    ends_like_outlet = bool(others) and (last in source_words()["outlet-word"] or others[-1:] == ["news"])
    ends_like_outlet &= last not in lexicon()["company"]
    return bool(ends_like_outlet or _CALL_SIGN.fullmatch(name) or _PROGRAMME.fullmatch(name)) and (
        name not in lexicon().organisations or ends_like_outlet
    )


def is_known_outlet(name: str) -> bool:
    """True for an outlet that the table has."""
    return name_key(name) in _outlets() or name_key(name).removeprefix("the ") in _outlets()


@cache
def source_words() -> Mapping[str, frozenset[str]]:
    """The words that tell of sources, in lower case: of "outlet", "outlet-word", "credit", "report" and "tell"."""
    table = read_word_table("news_outlets.txt")
    return {group: frozenset(entry.casefold() for entry in entries) for group, entries in table.items()}


@cache
def _outlets() -> frozenset[str]:
    return frozenset(map(name_key, read_word_table("news_outlets.txt")["outlet"]))
