"""Cues from the letters and words of a name itself: first names, legal forms, gazetteers, suffixes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.actors.classification.context_cues import TITLE
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.lexicon import Lexicon

__all__ = ["NAME_CUES", "has_form_of_surname", "name_cues"]

CACHED_NAMES = 10_000

_SURNAME_SUFFIX = re.compile(
    r"(?:ov|ev|ova|eva|sky|ski|ska|vic|vich|wicz|sson|ssen|ez|enko|chuk|escu|idis|poulos|stein|berg|mann|man|ini|elli"
    r"|etti|ucci|ian|yan|son)$"
)
_SURNAME_PREFIX = re.compile(r"^(?:Mc[A-Z]|Mac[A-Z]|O'[A-Z]|D'[A-Z]|Fitz[a-z])")
_PLACE_SUFFIX = re.compile(
    r"(?:shire|burg|burgh|stan|ville|grad|ford|ton|land|lands|polis|abad|pur|dorf|heim|mouth|port|bury|ia|gorod|stadt"
    r"|field|borough|chester)$"
)
_NICKNAME = re.compile(r' "[^"]*" ')
_INITIALS = re.compile(r"[A-Z]\.?(?:-?[A-Z]\.)*")
_INITIAL = re.compile(r"[A-Z]\.")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_CONNECTING = frozenset(("of", "for", "and", "the"))
_SHORT_CAPITALS = 5
"""Letters up to which a word in capitals is short."""
_MIN_SURNAME, _MIN_PLACE = 5, 6
"""Letters from which a suffix of surnames and of places counts."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name without its nickname, its words (split at hyphens too) and the same in lower case."""

    text: str
    words: Sequence[str]
    lower: Sequence[str]
    size: int
    tables: Lexicon
    has_nickname: bool
    gazetteer: str
    """The gazetteer that has the name: "countries", "places", "organisations" or ""."""

    @property
    def first(self) -> str:
        """The first word in lower case."""
        return self.lower[0]

    @property
    def has_first_name(self) -> bool:
        """True if the first word is a first name, or may be one beside its other meaning: "April"."""
        ambiguous = self.first in self.tables["ambiguous-first-name"] and self.first not in self.tables.demonyms
        return self.first in self.tables.first_names or (ambiguous and self.size > 1)

    @property
    def last(self) -> str:
        """The last word in lower case."""
        return self.lower[-1]


@lru_cache(CACHED_NAMES)  # two of five names of an article were in earlier ones
def name_cues(text: str) -> Sequence[str]:
    """The cues of a name's text, always in one order."""
    name = _name(text, lexicon())
    return [cue for cue, applies, _ in NAME_CUES if applies(name)]


def has_form_of_surname(word: str) -> bool:
    """True for a word with a suffix or a prefix of surnames: "Medvedev", "McDonald"."""
    return _has_surname_suffix(word) or _SURNAME_PREFIX.match(word) is not None


def _has_surname_suffix(word: str) -> bool:
    return len(word) >= _MIN_SURNAME and _SURNAME_SUFFIX.search(word) is not None


def _name(text: str, tables: Lexicon) -> _Name:
    text, nicknames = _NICKNAME.subn(" ", text) if '"' in text else (text, 0)
    words = text.replace("-", " ").split() or [text]
    lower = [word.casefold() for word in words]
    return _Name(text, words, lower, len(words), tables, nicknames > 0, _gazetteer(text, tables))


def _gazetteer(text: str, tables: Lexicon) -> str:
    if text in tables.countries:
        return "countries"
    if text in tables.places:
        return "places"
    return "organisations" if text in tables.organisations else ""


def _is_known_by_surname(name: _Name) -> bool:
    known = name.tables.known_by_surname
    return name.text in known or (name.size > 1 and name.text.split()[-1] in known)


def _is_first_name_and_surname(name: _Name) -> bool:
    if name.size not in (2, 3) or not name.has_first_name:
        return False
    return all(name.tables[group].isdisjoint(name.lower) for group in ("organisation-word", "event"))


def _begins_with_place(name: _Name) -> bool:
    words, tables = name.text.split(), name.tables
    return name.size > 1 and bool(tables.place(words[0]) or tables.place(" ".join(words[:2])))


def _begins_with_demonym(name: _Name) -> bool:
    demonyms = name.tables.demonyms
    return name.size > 1 and (name.first in demonyms or " ".join(name.lower[:2]) in demonyms)


def _ends_with(group: str, *, alone: bool) -> Callable[[_Name], bool]:
    """A predicate: the last word is of a word class, and is the only one or not; in "de la Court" it is a surname."""
    return lambda name: (
        (name.size == 1) is alone
        and name.last in name.tables[group]
        and (alone or name.lower[-2] not in name.tables["particle"])
    )


def _has_inside(group: str) -> Callable[[_Name], bool]:
    """A predicate: a word before the last is of a word class, and the last is not."""
    return lambda name: (
        name.size > 1 and name.last not in name.tables[group] and not name.tables[group].isdisjoint(name.lower[:-1])
    )


def _is_capitals(name: _Name, *, short: bool) -> bool:
    is_capitals = name.size == 1 and name.text.isupper()
    return is_capitals and (len(name.text.replace(".", "")) <= _SHORT_CAPITALS) is short


def _has_inner_capital(name: _Name) -> bool:
    has_capital = name.size == 1 and _INNER_CAPITAL.search(name.text) is not None
    return has_capital and not _SURNAME_PREFIX.match(name.text)


# In the order in which their weights are added up: another order would round the sums in another way.
NAME_CUES: tuple[tuple[str, Callable[[_Name], bool], str], ...] = (
    ("nickname inside", lambda n: n.has_nickname, 'Dwayne "The Rock" Johnson'),
    ("one word", lambda n: n.size == 1, "Merkel"),
    ("two words", lambda n: n.size == 2, "Angela Merkel"),
    ("three words", lambda n: n.size == 3, "Aung San Suu"),
    ("four words or more", lambda n: n.size > 3, "International Court of Justice"),
    ("gazetteer: country", lambda n: n.gazetteer == "countries", "Japan"),
    ("gazetteer: place", lambda n: n.gazetteer == "places", "Chicago"),
    ("gazetteer: organisation", lambda n: n.gazetteer == "organisations", "United Nations"),
    ("known by surname", _is_known_by_surname, "Obama, Barack Obama"),
    (TITLE, lambda n: n.size > 1 and n.first in n.tables["royal"], "Queen Elizabeth"),
    ("surname last", lambda n: n.size > 1 and n.last in n.tables.surnames, "Keir Smith"),
    ("surname alone", lambda n: n.size == 1 and n.last in n.tables.surnames, "Smith"),
    ("first name first", lambda n: n.size > 1 and n.has_first_name, "James Madison University"),
    ("first name alone", lambda n: n.size == 1 and n.first in n.tables.first_names, "James"),
    ("first name and surname", _is_first_name_and_surname, "James Madison"),
    ("begins with a place", _begins_with_place, "Chicago Bulls, New York Times"),
    ("begins with a demonym", _begins_with_demonym, "British Airways"),
    ("company word last", lambda n: n.last in n.tables["company"] or n.last in n.tables["industry"], "Microsoft Corp"),
    ("institution word last", _ends_with("institution", alone=False), "Oxford University"),
    ("institution word alone", _ends_with("institution", alone=True), "Parliament"),
    ("institution word inside", _has_inside("institution"), "University of Oxford"),
    ("event word last", _ends_with("event", alone=False), "World Cup"),
    ("event word alone", _ends_with("event", alone=True), "Olympics"),
    ("event word inside", _has_inside("event"), "Cup Winners"),
    ("place word last", _ends_with("place", alone=False), "Ohio River"),
    ("place word alone", _ends_with("place", alone=True), "Airport"),
    ("place word inside", _has_inside("place"), "Bay of Bengal"),
    ("place opener first", lambda n: n.first in n.tables["place-opener"], "Port Vila"),
    (
        "function or role word last",
        lambda n: n.last in n.tables["function"] or n.last in n.tables["role"],
        "Group Economist",
    ),
    ("initial first", lambda n: n.size > 1 and _INITIALS.fullmatch(n.words[0]) is not None, "J.K. Rowling"),
    (
        "initial inside",
        lambda n: n.size > 2 and any(_INITIAL.fullmatch(word) for word in n.words[1:-1]),
        "George W. Bush",
    ),
    (
        "particle inside",
        lambda n: n.size > 1 and not n.tables["particle"].isdisjoint(n.lower[:-1]),
        "Ursula von der Leyen",
    ),
    ("connecting word inside", lambda n: not _CONNECTING.isdisjoint(n.lower), "Bank of England"),
    ("ampersand", lambda n: "&" in n.words, "Marks & Spencer"),
    ("digit", lambda n: any(map(str.isdigit, n.text)), "Channel 4"),
    ("short capitals", lambda n: _is_capitals(n, short=True), "NATO"),
    ("long capitals", lambda n: _is_capitals(n, short=False), "UNESCO"),
    ("inner capital", _has_inner_capital, "YouTube"),
    (
        "surname suffix",
        lambda n: _has_surname_suffix(n.words[-1]),
        "Medvedev",
    ),
    ("surname prefix", lambda n: _SURNAME_PREFIX.match(n.words[-1]) is not None, "McDonald"),
    (
        "place suffix",
        lambda n: len(n.words[-1]) >= _MIN_PLACE and _PLACE_SUFFIX.search(n.words[-1]) is not None,
        "Wolverhampton",
    ),
    ("hyphen", lambda n: "-" in n.text, "Asia-Pacific"),
)
