"""Names that are also written as their initials: "United States", "US", "U.S." and "USA".

The names are those of countries and organisations in the gazetteers. Another name of the same country, such as
"Britain" for the UK or "America" for the US, is another word: nobody who searches for one wants "Bank of America".
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon
from bot.text.search.folding import fold
from bot.text.search.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["abbreviations", "in_capitals", "names_in", "other_forms"]

MAX_NAME_WORDS = 6
"""Words of the longest name that is looked up: "Organization of the Petroleum Exporting Countries"."""
MIN_ORDINARY = 4
"""Letters of a word in capitals that is rarely an abbreviation."""
_ORDINARY_WORDS = frozenset(("boa", "car", "fry", "ft", "ice", "mod", "sec"))
"""Abbreviations that are other words in small letters, in which the index has them: no search for a name adds them."""
_WORD = re.compile(r"\w[\w']*")
_UNIMPORTANT = frozenset(("of", "the", "and", "for", "in", "to"))
"""Words of a name that its initials may leave out."""


def other_forms(words: Sequence[str]) -> tuple[str, ...]:
    """The other forms of a name that was typed in one word or several; none if it is no such name.

    >>> other_forms(["U.S"]), other_forms(["european", "union"])
    (('USA', 'United States', 'United States of America'), ('EU',))
    """
    key = _key(" ".join(words))
    if key in _ORDINARY_WORDS and not words[0].isupper():
        return ()
    return tuple(form for form in _forms().get(key, ()) if _key(form) not in {key, *_ORDINARY_WORDS})


def names_in(terms: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The names of several words among the terms: the indices of the first and after the last, and the other forms."""
    for start in range(len(terms)):
        for end in range(start + 2, min(len(terms), start + MAX_NAME_WORDS) + 1):
            if others := other_forms(terms[start:end]):
                yield start, end, others


def abbreviations(terms: Sequence[str]) -> list[str]:
    """The abbreviations that stand for words among the terms.

    >>> abbreviations(["United", "States", "NATO"])
    ['US', 'USA']
    """
    names = [*(others for _, _, others in names_in(terms)), *(other_forms([term]) for term in terms)]
    return [form for others in names for form in others if " " not in form]


def in_capitals(terms: Sequence[str]) -> list[str]:
    """The terms, with an abbreviation in capitals that is spelt like a function word: "us" alone is the country.

    Beside words that tell something it stays a function word: "help us". Where all is in capitals, they tell nothing:
    "PORT OF ROUEN".
    """
    if all(term.isupper() for term in terms) and any(map(_is_ordinary, terms)):
        return [term.lower() for term in terms]
    if any(fold(term) not in function_words() for term in terms):
        return list(terms)
    return [term.upper() if _key(term) in _forms() else term for term in terms]


def _is_ordinary(term: str) -> bool:
    """True for a word that is no abbreviation, by its length and as far as is known."""
    return len(term) >= MIN_ORDINARY and fold(term) not in function_words() and _key(term) not in _forms()


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """For each name that has an abbreviation, and for each abbreviation, all forms: the abbreviations first."""
    forms: dict[str, tuple[str, ...]] = {}
    for gazetteer in (lexicon().countries, lexicon().organisations):
        rows: dict[str, list[str]] = defaultdict(list)
        for form, canonical in gazetteer.exact.items():
            rows[canonical].append(form)
        for row in rows.values():
            same = _same_initials(row)
            forms |= {_key(form): same for form in same if _key(form) not in forms}
    return forms


def _same_initials(row: Iterable[str]) -> tuple[str, ...]:
    """Of the forms of one name, those that are initials or written out with these initials, each once."""
    by_key = {_key(form): form.replace(".", "") for form in row}
    initials = {form: _initials(form) for form in by_key.values() if " " in form}
    short = [form for form in by_key.values() if any(form.upper() in found for found in initials.values())]
    long = [form for form, found in initials.items() if not found.isdisjoint(form.upper() for form in short)]
    return (*sorted(short), *sorted(long))


def _initials(name: str) -> set[str]:
    words = _WORD.findall(name)
    telling = [word for word in words if word.lower() not in _UNIMPORTANT]
    return {"".join(word[0] for word in some).upper() for some in (words, telling)}


def _key(name: str) -> str:
    return fold(name.replace(".", ""))
