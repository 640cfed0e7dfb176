"""Features of an actor's names: in which tables they are, of which words they are made, what other names they resemble.

A feature is a number from 0 to 1. Its name and its example are those of its table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.mentions import parts_of
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["NAME_FEATURES"]

_ACRONYM_LETTERS = 5
_STRAY_MARKS = frozenset(")(][?!:;=@*")


def _share(values: Iterable[bool]) -> float:
    """The share of values that are true; 0 if there are none."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _any_form(applies: Callable[[str], object]) -> Callable[[Prominence], float]:
    return lambda actor: float(any(map(applies, actor.cluster.forms)))


def _longest(applies: Callable[[Sequence[str]], object]) -> Callable[[Prominence], float]:
    """A feature of the words of the longest form, in lower case."""
    return lambda actor: float(bool(applies(actor.longest_words)))


def _has_first_name(form: str) -> bool:
    first, _, rest = form.casefold().partition(" ")
    return bool(rest) and first in lexicon().first_names


def _is_people(words: Sequence[str]) -> bool:
    return words[-1].endswith("ans") and lexicon().place(words[-1][:-2]) is not None


def _is_lower_case_elsewhere(actor: Prominence) -> float:
    words = [word for word in actor.longest_words if not _is_in_names(word)]
    return _share(word in actor.lowercase_words or f"{word}s" in actor.lowercase_words for word in words)


def _is_last_word_lower_case_elsewhere(actor: Prominence) -> float:
    last = actor.longest_words[-1]
    is_name = last in lexicon().first_names or last in lexicon().surnames
    return float(last in actor.lowercase_words and not is_name)


def _is_in_names(word: str) -> bool:
    tables = lexicon()
    return word in tables.first_names or word in tables.surnames or word in tables["particle"]


def _is_part_of(kind: ActorKind) -> Callable[[Prominence], float]:
    """A feature: a form of the name begins or ends a name of that kind."""
    return lambda actor: float(
        actor.kind is not kind and any(form in actor.others.parts[kind] for form in actor.cluster.forms)
    )


def _has_part_of(kind: ActorKind) -> Callable[[Prominence], float]:
    """A feature: a name of that kind is the first or last words of this one."""
    return lambda actor: float(actor.kind is not kind and bool(actor.others.names[kind] & parts_of(actor.longest_form)))


NAME_FEATURES: tuple[tuple[str, Callable[[Prominence], float], str], ...] = (
    ("known place", _any_form(lambda form: lexicon().place(form)), "Paris"),
    ("known country", _any_form(lambda form: lexicon().countries.get(form)), "France"),
    ("known organisation", _any_form(lambda form: form in lexicon().organisations), "NATO"),
    ("known by surname", _any_form(lambda form: form in lexicon().known_by_surname), "Obama"),
    ("first name and more", _any_form(_has_first_name), "Ann Howe"),
    ("first name alone", _longest(lambda words: len(words) == 1 and words[0] in lexicon().first_names), "Ann"),
    ("initial first", _longest(lambda words: len(words) > 1 and len(words[0].rstrip(".")) == 1), "P. Lund"),
    ("surname last", _longest(lambda words: words[-1] in lexicon().surnames), "Iva Smith"),
    ("one word", _longest(lambda words: len(words) == 1), "Nokia"),
    ("two words", _longest(lambda words: len(words) == 2), "Top Gear"),
    ("four words or more", _longest(lambda words: len(words) > 3), "Bank of New England"),
    ("several forms", lambda actor: float(len(actor.cluster.forms) > 1), "Ann Howe, Howe"),
    (
        "word for organisations",
        _longest(lambda words: len(words) > 1 and any(word in lexicon()["organisation-word"] for word in words)),
        "University of Lagos",
    ),
    ("word for organisations last", _longest(lambda words: words[-1] in lexicon()["organisation-word"]), "Acme Corp"),
    (
        "only words for organisations",
        _longest(lambda words: all(word in lexicon()["organisation-word"] for word in words)),
        "Department",
    ),
    ("word for places", _longest(lambda words: any(word in lexicon()["place"] for word in words)), "Cape Dorn"),
    ("word for events", _longest(lambda words: any(word in lexicon()["event"] for word in words)), "Tour de France"),
    ("place first", _any_form(lambda form: " " in form and lexicon().place(form.split()[0])), "Oxford Union"),
    ("short capitals", _any_form(lambda form: form.isupper() and len(form) <= _ACRONYM_LETTERS), "NATO"),
    ("long capitals", _any_form(lambda form: form.isupper() and len(form) > _ACRONYM_LETTERS), "CHICAGO"),
    ("of or and inside", _longest(lambda words: any(w in ("of", "and", "for", "&") for w in words[1:])), "Bank of Oz"),
    ("digit", _any_form(lambda form: any(char.isdigit() for char in form)), "Channel 4"),
    ("possessive inside", _any_form(lambda form: "'s " in form), "Random's Books"),
    ("stray mark", _any_form(lambda form: _STRAY_MARKS.intersection(form)), "HLNtv)Ann Howe"),
    ("people of a place", _longest(_is_people), "LGBT Nebraskans"),
    ("plural last", _longest(lambda words: words[-1].endswith("s") and not words[-1].endswith("ss")), "Crusaders"),
    ("lower case elsewhere", _is_lower_case_elsewhere, "Star Grade"),
    ("last word in lower case elsewhere", _is_last_word_lower_case_elsewhere, "Star Grade"),
    ("part of a person's name", _is_part_of(ActorKind.PERSON), "Solo"),
    ("part of an organisation's name", _is_part_of(ActorKind.ORGANISATION), "Queen Bee"),
    ("part of a place's name", _is_part_of(ActorKind.PLACE), "Orient"),
    ("contains a person's name", _has_part_of(ActorKind.PERSON), "Ann Howe Ltd"),
    ("contains an organisation's name", _has_part_of(ActorKind.ORGANISATION), "Radisson SAS"),
    ("contains a place's name", _has_part_of(ActorKind.PLACE), "Oxford Union"),
)
"""Each with its name and an example."""
