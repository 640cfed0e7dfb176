"""Strips parts of names that do not identify anybody: titles, suffixes, particles, legal forms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SUFFIXES", "is_bare_surname", "strip_legal_form", "strip_suffix", "strip_title"]

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def strip_title(name: str) -> str:
    """A person's name without the titles before it: "Prime Minister Takaichi" is "Takaichi".

    "Prince Charles" stays as it is, since a royal title before a single name is part of the name, and so does "Dean
    Martinez", whose title is a first name.
    """
    words = name.split()
    while len(words) > 1:
        lower = tuple(word.casefold() for word in words)
        size = 1 if lower[0] in lexicon()["address"] else lexicon().title_at(lower)
        belongs_to_name = lower[0] in lexicon()["royal"] or lower[0] in lexicon()["first-name-like-title"]
        if not size or size >= len(words) or (belongs_to_name and len(words) == 2):
            break
        words = words[size:]
    return " ".join(words)


def strip_suffix(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name's key (see ``name_key``) without "Jr", "Sr", "II", "III" or "IV" after a full name."""
    may_follow_surname = words[-1:] in (["jr"], ["sr"])  # "Trump Jr", not "Charles III"
    has_suffix = len(words) > (1 if may_follow_surname else 2) and words[-1] in SUFFIXES
    return tuple(words[:-1] if has_suffix else words)


def strip_legal_form(name: str, forms: frozenset[str] | None = None) -> tuple[str, ...]:
    """The words of an organisation's key without its article and legal form: "The Acme Corp." is "acme".

    ``forms`` are the words that count as a legal form, by default all last words of companies, such as "Airlines".
    """
    legal_forms = _keys(forms or lexicon()["company"])
    words = name_key(name).split()
    while len(words) > 1 and words[-1] in legal_forms:
        words.pop()
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def _keys(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(name_key, words))


def is_bare_surname(words: Sequence[str]) -> bool:
    """True if all words before the last are particles, as in "Bush" and "van der Westhuizen"."""
    return all(word.casefold() in lexicon()["particle"] for word in words[:-1])
