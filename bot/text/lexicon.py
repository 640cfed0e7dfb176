"""What the word tables hold: gazetteers of countries, places and organisations, names, titles and word classes."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.names import name_key, plain_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Gazetteer", "Lexicon", "lexicon"]

CACHED_NAMES = 10_000
"""The rules ask for the same names many times."""
_MIN_KEY_LENGTH = 4
"""Shorter names are looked up with their case and points: "US" and "U.S." are a country, "us" is not."""
_MILLIONS = re.compile(r"(?<=\d)(?=m$)")
"""The end of the number in "3M", which may be millions."""
_OCCUPATION_SUFFIXES = ("ologist", "ographer", "ician", "man", "woman", "person", "ist", "keeper", "monger")
_NOT_OCCUPATIONS = frozenset(("talisman", "exist", "persist", "consist", "insist", "assist", "resist", "twist"))


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """A list of names, each in all its forms."""

    exact: Mapping[str, str]
    """The canonical name for each form as it is written, with plain quotes."""
    keys: Mapping[str, str]
    """The same for each form without case, accents and punctuation (see ``name_key``)."""

    @lru_cache(CACHED_NAMES)  # noqa: B019 - the gazetteers stay as long as the process
    def get(self, name: str) -> str | None:
        """The canonical name for a form, or None if the form is not in the list."""
        name = plain_punctuation(name)
        if found := self.exact.get(name):
            return found
        key = name_key(name)
        return self.keys.get(key) if len(key) >= _MIN_KEY_LENGTH else None

    def or_else(self, other: Gazetteer) -> Gazetteer:
        """Both lists as one, which has a form of ``other`` only if this one has no such name."""
        exact = {form: self.get(form) or name for form, name in other.exact.items()}
        return Gazetteer({**exact, **self.exact}, {**other.keys, **self.keys})

    def forms(self, name: str) -> list[str]:
        """All forms of the name that has this form, which may be typed without case and points: "usa" is a country."""
        canonical = self.get(name) or self.keys.get(name_key(name))
        return self._forms.get(canonical, []) if canonical else []

    @cached_property
    def _forms(self) -> Mapping[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for form, canonical in self.exact.items():
            forms.setdefault(canonical, []).append(form)
        return forms

    def __contains__(self, name: str) -> bool:
        """True if the form is in the list."""
        return self.get(name) is not None


@dataclass(frozen=True, slots=True)
class Lexicon(dict[str, frozenset[str]]):
    """All word tables. Words are in lower case, except in the gazetteers and in ``known_by_surname``.

    As a mapping, it gives the words of each word class, such as "particle". The rules ask for one thousands of times an
    article, so it is a dictionary, which needs no call of a function.
    """

    countries: Gazetteer
    places: Gazetteer
    organisations: Gazetteer
    all_places: Gazetteer
    """Countries and places."""
    all_names: Gazetteer
    """Countries, places and organisations."""
    first_word_lengths: Mapping[str, int]
    """For the first word of each name of the gazetteers: the number of words of the longest such name."""
    opening_numbers: frozenset[str]
    """The numbers, and words with digits, that begin a name of the gazetteers: "20th", "3"."""
    demonyms: frozenset[str]
    """Demonyms, peoples, religions and parties: capitalised words for groups of people, which are not names."""
    country_of_demonym: Mapping[str, str]
    """The country whose demonym or adjective a word is: "french" is of France."""
    first_names: frozenset[str]
    women: frozenset[str]
    """First names of women only."""
    surnames: frozenset[str]
    known_by_surname: frozenset[str]
    first_names_of_heads: Mapping[tuple[str, str], frozenset[str]]
    """For the last word of a title and a surname: the first names of the heads of state or government called so."""
    titles: frozenset[tuple[str, ...]]
    """Titles of office and rank, as their words."""
    title_lengths: Mapping[str, int]
    """For the first word of each title: the number of words of the longest such title."""
    title_abbreviations: frozenset[str]
    """Words of titles that are written with a final point, here without it: "maj", "lt"."""

    def place(self, name: str) -> str | None:
        """The canonical name of a country, region or city; None if it is not in the gazetteers."""
        return self.all_places.get(name)

    def canonical(self, name: str) -> str | None:
        """The canonical name of a place or an organisation; None if it is not in the gazetteers."""
        return self.all_names.get(name)

    def is_role(self, word: str) -> bool:
        """True if a noun in lower case is an office or occupation: listed, or with a suffix of occupations."""
        suffixed = len(word) > 6 and word.endswith(_OCCUPATION_SUFFIXES) and word not in _NOT_OCCUPATIONS
        return suffixed or word in self["role"]

    def title_at(self, words: tuple[str, ...]) -> int:
        """How many of the words, from the first, are a title ("prime minister" is 2); 0 if none."""
        longest = self.title_lengths.get(words[0], 0) if words else 0
        for size in range(min(longest, len(words)), 0, -1):
            if words[:size] in self.titles:
                return size
        return 0


@cache
def lexicon() -> Lexicon:
    """The word tables, read at the first call."""
    country_rows = read_word_table("countries.txt")
    title_properties = {
        word: _lower(properties) for word, properties in read_word_table("title_properties.txt").items()
    }
    roles = read_word_table("roles.txt")
    names = read_word_table("surnames.txt")
    first_names = {group: _lower(entries) for group, entries in read_word_table("first_names.txt").items()}
    words = _word_classes(roles)
    countries = _gazetteer(country_rows)
    places = _gazetteer(chain.from_iterable(read_word_table("places.txt").values()))
    organisations = _gazetteer(chain.from_iterable(read_word_table("organisations.txt").values()))
    all_places = countries.or_else(places)
    all_names = all_places.or_else(organisations)
    title_words = frozenset(tuple(title.casefold().split()) for title in roles["title"])
    first_word_lengths = _longest_by_first_word(_as_tokens(form).split() for form in all_names.exact)
    demonyms = _lower(chain.from_iterable(country_rows.values()))
    tables = Lexicon(
        countries,
        places,
        organisations,
        all_places,
        all_names,
        first_word_lengths=first_word_lengths,
        opening_numbers=frozenset(word for word in first_word_lengths if word[0].isdigit()),
        country_of_demonym={
            word.casefold(): row.split("=")[0].strip()
            for row, words in reversed(country_rows.items())
            for word in words
        },
        demonyms=demonyms | {f"{word}s" for word in demonyms} | words["group-of-people"],
        first_names=frozenset().union(*first_names.values()),
        women=first_names["women"],
        surnames=_lower(names["surname"]),
        known_by_surname=frozenset(names["known-by-surname"]),
        first_names_of_heads={
            (title, surname): frozenset(first.casefold().split("/"))
            for title in ("president", "minister")
            for first, surname in (name.split() for name in names[title])
        },
        titles=title_words,
        title_lengths=_longest_by_first_word(title_words),
        title_abbreviations=frozenset(word[:-1] for title in title_words for word in title if word.endswith(".")),
    )
    tables.update(words | _by_property(title_properties))
    return tables


def _lower(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in entries)


def _gazetteer(rows: Iterable[str]) -> Gazetteer:
    """Of two names with one form, the first in the file has it."""
    exact: dict[str, str] = {}
    keys: dict[str, str] = {}
    for row in rows:
        forms = [form.strip() for form in row.split("=")]
        for form in forms:
            exact.setdefault(plain_punctuation(form), forms[0])
            keys.setdefault(name_key(form), forms[0])
    return Gazetteer(exact, keys)


def _as_tokens(form: str) -> str:
    """A form of a name in lower case, with spaces where the tagger's model splits a word."""
    words = form.casefold().replace("-", " - ").replace("'s", " 's")
    return _MILLIONS.sub(" ", words)


def _longest_by_first_word(names: Iterable[Sequence[str]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return longest


def _word_classes(roles: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    tables = (read_word_table("word_classes.txt"), roles)
    words = {group: _lower(entries) for table in tables for group, entries in table.items()}
    words["particle"] = words["opening-particle"] | words["inner-particle"]
    words["organisation-word"] = words["institution"] | words["company"] | words["industry"]
    words["name-word"] = words["organisation-word"] | words["event"] | words["place"]
    return words


def _by_property(rows: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Turns a table of words with their properties into the words for each property."""
    words: dict[str, set[str]] = defaultdict(set)
    for word, properties in rows.items():
        for name in properties:
            words[name].add(word)
    return {name: frozenset(found) for name, found in words.items()}
