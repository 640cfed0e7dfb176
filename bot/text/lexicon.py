"""The small vendored tables, loaded once: names of states, cities and bodies, first names, role words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import DATA
from bot.text.names import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Forms", "Lexicon", "lexicon"]

_EXACT_BELOW = 4
"""Keys shorter than this are looked up with their case and points: "US" and "U.S." are a country, "us" is not."""
_ROLE_ENDS = ("ologist", "ographer", "ician", "man", "woman", "person", "ist", "keeper", "monger")
_NO_ROLES = frozenset(("talisman", "exist", "persist", "consist", "insist", "assist", "resist", "twist"))


@dataclass(frozen=True, slots=True)
class Forms:
    """Every form of a set of names, each with the usual one."""

    exact: Mapping[str, str]
    keys: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """The usual name for a form, or None."""
        name = fold(name)
        if found := self.exact.get(name):
            return found
        key = name_key(name)
        return self.keys.get(key) if len(key) >= _EXACT_BELOW else None

    def __contains__(self, name: str) -> bool:
        """Whether the form is known."""
        return self.get(name) is not None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables. Words are in lower case; titles are tuples of them."""

    countries: Forms
    places: Forms
    organisations: Forms
    demonyms: frozenset[str]
    first_names: frozenset[str]
    women: frozenset[str]
    """First names that are given to women only."""
    surnames: frozenset[str]
    well_known: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_heads: Mapping[str, int]
    dotted: frozenset[str]
    """Words of titles that are written with a point, without it: "maj", "lt"."""
    heads: Mapping[str, int]
    """For the first word of names of several words, how many words the longest of them has."""
    groups: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]

    def __getitem__(self, group: str) -> frozenset[str]:
        """A closed word class or a group of name endings, in lower case."""
        found = self.words.get(group)
        return found if found is not None else self.groups[group]

    def place(self, name: str) -> str | None:
        """The usual name of a country, region or city."""
        return self.countries.get(name) or self.places.get(name)

    def usual(self, name: str) -> str | None:
        """The usual name of anything in the tables."""
        return self.place(name) or self.organisations.get(name)

    def is_role(self, word: str) -> bool:
        """Whether a lower-case noun says what somebody is: listed, or made by an ending for occupations."""
        return word in self.words["role"] or (len(word) > 6 and word.endswith(_ROLE_ENDS) and word not in _NO_ROLES)

    def title_at(self, words: tuple[str, ...]) -> int:
        """How many of the words, from the first, are a title ("prime minister" is 2); 0 if none."""
        longest = self.title_heads.get(words[0], 0) if words else 0
        for size in range(min(longest, len(words)), 0, -1):
            if words[:size] in self.titles:
                return size
        return 0


def _lines(name: str) -> Iterator[str]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _split(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _forms(rows: Iterator[list[str]]) -> Forms:
    exact: dict[str, str] = {}
    keys: dict[str, str] = {}
    for row in rows:
        for form in row:
            exact.setdefault(fold(form), row[0])
            keys.setdefault(name_key(form), row[0])
    return Forms(exact, keys)


def _countries() -> tuple[Forms, frozenset[str]]:
    rows, demonyms = [], set()
    for line in _lines("countries.txt"):
        name, others, people = (line + ";;").split(";")[:3]
        rows.append([name.strip(), *_split(others, ",")])
        for word in _split(people, ","):
            demonyms |= {word.casefold(), word.casefold() + "s"}
    return _forms(iter(rows)), frozenset(demonyms)


def _grouped(lines: Iterator[str]) -> dict[str, frozenset[str]]:
    groups = {}
    for line in lines:
        group, _, words = line.partition(":")
        groups[group.strip()] = frozenset(w.casefold() for w in _split(words, ","))
    return groups


def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    """All first names, and those that are given to women only."""
    names: set[str] = set()
    women: set[str] = set()
    for line in _lines("first_names.txt"):
        group, _, rest = line.rpartition(":")
        found = {name.casefold() for name in rest.split()}
        names |= found
        if group == "women":
            women |= found
    return frozenset(names), frozenset(women)


@cache
def lexicon() -> Lexicon:
    """Reads the tables at the first call."""
    countries, demonyms = _countries()
    words = _grouped(_lines("word_classes.txt"))
    roles = _grouped(_lines("roles.txt"))
    bodies = list(_lines("organisations.txt"))
    first_names, women = _first_names()
    body_rows = (_split(line, "=") for line in bodies if not line.startswith("~"))
    place_rows = (_split(cell, "=") for line in _lines("places.txt") for cell in _split(line, ", "))
    titles = frozenset(tuple(t.split()) for t in roles["title"])
    title_heads: dict[str, int] = {}
    for title in titles:
        title_heads[title[0]] = max(title_heads.get(title[0], 0), len(title))
    tables = (countries, places := _forms(place_rows), organisations := _forms(body_rows))
    heads: dict[str, int] = {}
    for form in (f for table in tables for f in table.exact if " " in f or "-" in f):
        words_of_form = form.casefold().replace("-", " - ").split()
        heads[words_of_form[0]] = max(heads.get(words_of_form[0], 0), len(words_of_form))
    return Lexicon(
        countries=countries,
        places=places,
        organisations=organisations,
        demonyms=demonyms | words["people"],
        first_names=first_names,
        women=women,
        surnames=frozenset(n.casefold() for line in _lines("surnames.txt") for n in line.split()),
        well_known=frozenset(n for line in _lines("known_by_surname.txt") for n in line.split()),
        titles=titles,
        title_heads=title_heads,
        dotted=frozenset(word[:-1] for title in titles for word in title if word.endswith(".")),
        heads=heads,
        groups=_grouped(line[1:].strip() for line in bodies if line.startswith("~")),
        words={**words, **{k: v for k, v in roles.items() if k != "title"}},
    )
