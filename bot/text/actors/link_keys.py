"""Keys by which actors of different articles are linked, and the reasons in plain words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.models.actors import StoredActor
from bot.models.analysis import ActorKind
from bot.models.articles import SHARED
from bot.text.actors.name_spellings import surname_spellings, usual_spelling
from bot.text.lexicon import lexicon
from bot.text.name_parts import is_bare_surname, strip_legal_form, strip_suffix, strip_title
from bot.text.names import name_key, plain_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "double_surname",
    "is_named_by_surname",
    "link_key",
    "link_reason",
    "related_keys",
    "surnames",
    "typed_link_key",
]

_FATHER = "sr"
_SUFFIXES = ("jr", _FATHER, "ii", "iii", "iv")
_FIRST_OF_TWO_FORMS = ("co", "company", "group", "holding", "holdings", "pty", "and co")
"""Legal forms before another one: "Acme Group plc", "Acme Co. Ltd"."""

_ABBREVIATED = (
    ("us ", "united states "),
    ("uk ", "united kingdom "),
    ("un ", "united nations "),
    ("eu ", "european union "),
)
"""How the names of bodies begin in short: the U.S. Supreme Court is the United States Supreme Court."""
_NICKNAME = re.compile(r"(?<=\w )(?:[\"“”„][^\"“”„]{1,30}[\"“”]|[‘'][^‘’']{1,30}[’']|\([^()]{1,30}\))(?= \w)")
"""A name in quotation marks or brackets between two others: Robert "Bobby" Lane."""
_TWO_INITIALS = re.compile(r"(?<=\b\w\.)(?=\w\.)")


def link_key(actor: StoredActor) -> str:
    """The key that an actor shares with the other spellings of its name; actors of one kind and key are one."""
    if actor.kind is ActorKind.PERSON:
        return _person_key(actor.name) or actor.key
    if actor.kind is ActorKind.PLACE:
        return name_key(lexicon().place(actor.name) or actor.name) or actor.key
    return _organisation_key(actor.name) or actor.key


def typed_link_key(kind: ActorKind, name: str) -> str:
    """The key of an actor of this kind whom somebody calls so, in any capitals: "usa" is the United States."""
    gazetteers = {ActorKind.PLACE: (lexicon().countries, lexicon().places), ActorKind.PERSON: ()}
    for gazetteer in gazetteers.get(kind, (lexicon().organisations,)):
        if canonical := gazetteer.get(name) or gazetteer.keys.get(name_key(name)):
            name = canonical
            break
    return link_key(StoredActor(0, SHARED, kind, name, name_key(name), 0))


def related_keys(kind: ActorKind, name: str) -> set[str]:
    """The folded names of the actors that may be linked with one of this name, or ends of their folded names.

    They are those with the same ``link_key``, and, of a person, all with the same surname: these decide whom a bare
    surname means.
    """
    if kind is ActorKind.PERSON:
        key = _first_and_last(name) or name_key(name)
        bare = {*surnames(key), double_surname(name)} - {""} if key else set[str]()
        names = set[str]().union(*map(surname_spellings, bare))
        return names | {f"{surname} {suffix}" for surname in names for suffix in _SUFFIXES}
    places = [lexicon().countries, lexicon().places]
    gazetteers = places if kind is ActorKind.PLACE else [lexicon().organisations]
    known = (name, _without_legal_form(name)) if kind is ActorKind.ORGANISATION else (name,)
    forms = {name_key(form) for gazetteer in gazetteers for one in known for form in gazetteer.forms(one)}
    forms |= set(map(name_key, known))
    if kind is ActorKind.ORGANISATION:
        both_ways = [*_ABBREVIATED, *((full, short) for short, full in _ABBREVIATED)]
        forms |= {f"{one}{form[len(other) :]}" for one, other in both_ways for form in forms if form.startswith(other)}
        forms |= {f"{base}{form}" for base in forms for form in _legal_forms()}
    return forms - {""}


def link_reason(one: StoredActor, two: StoredActor) -> str:
    """Why two actors with one key are the same, as a sentence for people."""
    pair = f"“{one.name}” and “{two.name}”"
    if name_key(one.name) == name_key(two.name):
        return f"{pair} differ in spelling only"
    if one.kind is ActorKind.PERSON:
        if _first_and_last(one.name) != _first_and_last(two.name):
            return f"{pair} are spellings of one name"
        titles_differ = name_key(strip_title(one.name)) == name_key(strip_title(two.name))
        inserted = "a nickname" if _NICKNAME.search(one.name) or _NICKNAME.search(two.name) else "initials"
        return f"{pair} differ in {'the title' if titles_differ else f'{inserted} between first and last name'} only"
    usual = lexicon().canonical(one.name) or lexicon().canonical(two.name)
    if usual is None:
        return f"{pair} differ in the legal form only"
    return f"{pair} are names of {usual} in the table of known names"


def surnames(key: str) -> Iterator[str]:
    """The bare names that may stand for a full name: "van der Bellen", "Bellen"; "Xi" for "Xi Jinping"."""
    words = key.removesuffix(f" {_FATHER}").split()
    yield words[-1]
    at = len(words) - 1
    while at > 1 and words[at - 1] in lexicon()["particle"]:
        at -= 1
        yield " ".join(words[at:])
    if words[0] in lexicon()["family-first"] and words[0] != words[-1]:
        yield words[0]


def double_surname(name: str) -> str:
    """The folded surname of two parts in a person's name, whose hyphen no key has; "" if there is none.

    >>> double_surname("Laura McAllister-Díaz")
    'mcallister diaz'
    """
    *_, last = strip_title(plain_punctuation(name)).split() or [""]
    return name_key(last) if "-" in last else ""


def is_named_by_surname(actor: StoredActor) -> bool:
    """True for a person of whom articles give the surname only, which may have particles or two parts."""
    key = link_key(actor)
    return actor.kind is ActorKind.PERSON and (is_bare_surname(key.split()) or key == double_surname(actor.name))


def _organisation_key(name: str) -> str:
    """The usual name, or the name without its legal form: "The Acme Group Ltd" is "acme", "U.S. Mint" is "us mint".

    Other last words of companies tell them apart: British Airways, British Steel.
    """
    bare = _without_legal_form(name)
    if usual := lexicon().organisations.get(name) or lexicon().organisations.get(bare):
        return name_key(usual)
    return next((f"{short}{bare[len(full) :]}" for short, full in _ABBREVIATED if bare.startswith(full)), bare)


def _without_legal_form(name: str) -> str:
    return " ".join(strip_legal_form(name, lexicon()["legal-form"]))


@cache
def _legal_forms() -> frozenset[str]:
    """The ends of folded names that a legal form makes, each with the space before it."""
    forms = {name_key(form) for form in lexicon()["legal-form"]}
    pairs = {f" {first} {form}" for first in _FIRST_OF_TWO_FORMS for form in forms}
    return frozenset({f" {form}" for form in forms} | pairs)


def _person_key(name: str) -> str:
    """First and last names in their usual spelling: see ``_first_and_last``."""
    words = _first_and_last(name).split()
    is_father = len(words) > 1 and words[-1] == _FATHER
    spelt = usual_spelling(words[:-1] if is_father else words) if words else ()
    return " ".join((*spelt, _FATHER) if is_father else spelt)


def _first_and_last(name: str) -> str:
    """First and last names, without titles, initials and a nickname in between, and "Jr.".

    "Sr." stays: it is written to tell the father from the son, who is often called without "Jr.".
    """
    apart = _TWO_INITIALS.sub(" ", _NICKNAME.sub(" ", strip_title(name)))
    whole = name_key(apart).split()
    words = strip_suffix(whole)
    key = " ".join(word for at, word in enumerate(words) if len(word) > 1 or at in (0, len(words) - 1))
    return f"{key} {_FATHER}" if len(words) > 1 and whole[-1] == _FATHER else key
