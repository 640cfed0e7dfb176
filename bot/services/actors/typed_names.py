"""Finds the actors that a typed name may stand for: as articles write it, in another form, or by a part of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.models.analysis import ActorKind
from bot.text.actors.link_keys import link_key, related_keys, typed_link_key
from bot.text.actors.name_spellings import surname_spellings
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.name_parts import strip_title
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.models.actors import StoredActor
    from bot.services.actors.linking import ActorLinker
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = [
    "MAX_PART_MATCHES",
    "NamedSo",
    "actors_named_so",
    "linked_by_typed_name",
    "name_inside",
    "names_in_list",
    "typed_forms",
    "without_title",
]

MAX_PART_MATCHES = 25
MAX_ACRONYM = 5
"""Letters of a word in capitals that is taken for an acronym: REM is not the first name of Rem Koolhaas."""
_OPENING = re.compile(r"(?i)(?:(?:who(?:'s|’s| is| was| are)?|is|was|the|an?|this|that|about) |@)+")
_AGE = re.compile(r"(?i)(?:,| \(|,? aged?) ?\d{1,3}\)?$")
_SUFFIX_WORDS = {"junior": "Jr", "senior": "Sr"}
_GLUED = re.compile(r"(?<=[^\W\d_]{2}\.)(?=[^\W\d_]{2})")
"""The place of the space that is missing in "Mrs.Holm"."""
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}(?= )")
_ELIDED = re.compile(r"(?i)\b([od]) (?=[^\W\d_]{3})")
_WORD_AND = re.compile(r"(?i) and ")
_AND = re.compile(r"(?i)\s*[;/&+]\s*|\s+(?:and|or|vs\.?|versus|with)\s+")
_SEPARATOR = re.compile(rf"{_AND.pattern}|\s*,\s*")
_FAMILY = re.compile(
    r"(?i)(?:the )?(?:family (?:of )?(.+)|(.+) (?:family|families|brothers|sisters|siblings|couple|twins))"
)
_PLURAL_SURNAME = re.compile(r"(?i)the ([^\W\d_]{3,}?)(?:es|s)")
_ORIGIN = re.compile(r"(?i),| (?:of|from|at|in|on|with) ")
"""What begins an addition after a name: "Jo Rask of Kent Police"."""
_PEER = re.compile(r"(?i)^((?:lord|lady|baron|baroness|viscount|viscountess) (?!mayor)[^\W\d_][\w'’-]*) of \w.*$")
_POSSESSIVE = re.compile(r"['’]s?$")
"""The lawyer of "Reed's lawyer" is not called Reed."""
MAX_NAMES = 3
"""Names that are looked for in a list of them."""


class NamedSo(NamedTuple):
    """The actors that a typed name may stand for, those in most articles first.

    If it is only a part of their names, ``others`` are the persons who have that part too, but whom no article calls by
    it alone: Bo Lee for "Lee", where one article calls Ann Lee so and another one names Bo Lee once.
    """

    actors: list[LinkedActor]
    others: list[LinkedActor]
    form: str
    """The form of the typed name that was found."""


async def linked_by_typed_name(store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    """The actors that a typed name may stand for, those in most articles first; empty if it stands for none.

    The first of ``typed_forms`` that any look-up finds decides. Only persons have titles: "Ajax manager" is no club.
    """
    found = await _first_found(store, linker, scope, name)
    return found[1] if found else []


async def actors_named_so(store: Store, linker: ActorLinker, scope: int, name: str) -> NamedSo:
    """The actors that a typed name may stand for, as ``linked_by_typed_name``, and the others who have it in theirs."""
    found = await _first_found(store, linker, scope, name)
    if found is None:
        return NamedSo([], [], name)
    form, actors = found
    key = name_key(form)
    is_whole = " " in key and any(member.key == key for actor in actors for member in actor.members)
    if is_whole or await linker.is_editor_alias(scope, key):
        return NamedSo(actors, [], form)
    known = {member.id for actor in actors for member in actor.members}
    with_part = await _by_part(store, linker, scope, form)
    return NamedSo(actors, [actor for actor in with_part if actor.members[0].id not in known], form)


async def _first_found(
    store: Store, linker: ActorLinker, scope: int, name: str
) -> tuple[str, list[LinkedActor]] | None:
    """The first form of a name that any look-up finds, and the actors; None if there is none."""
    for form in typed_forms(name):
        kinds = (ActorKind.PERSON,) if _lacks_title(form, name) else tuple(ActorKind)
        for look_up in _LOOK_UPS:
            if found := [actor for actor in await look_up(store, linker, scope, form) if actor.kind in kinds]:
                return form, found
    return None


def typed_forms(name: str) -> list[str]:
    """The name as typed, then without an article or title before it, and with the surname last.

    >>> typed_forms("Prof. Markel, Angelika")
    ['Prof. Markel, Angelika', 'Angelika Prof. Markel', 'Markel, Angelika', 'Angelika Markel']
    """
    forms = [name]
    changes = (
        _as_usually_typed,
        _without_opening,
        _without_age,
        _with_suffix,
        _without_territory,
        without_title,
        _with_elision,
        _with_other_and,
        _of_family,
    )
    for change in changes:
        forms += [form for form in map(change, tuple(forms)) if form not in forms]
    turned = [_turned(form) for form in forms]
    forms = [form for pair in zip(forms, turned, strict=True) for form in pair]
    return [form for form in dict.fromkeys([*forms, *map(without_title, forms)]) if name_key(form)]


def names_in_list(name: str) -> list[str]:
    """The names in a list of some, such as "Ann Lee and Bo Lund"; empty if it is one name."""
    names = [part for part in _SEPARATOR.split(name) if name_key(part)]
    return names[:MAX_NAMES] if len(names) > 1 else []


def name_inside(name: str) -> str | None:
    """The name in words that say more about somebody: "Jo Rask" in "old Jo Rask of Kent"; None if there is none.

    A first name before it makes another name: "Ann Lee" is not in "Mary Ann Lee".
    """
    words = _ORIGIN.split(name, maxsplit=1)[0].split()
    inside = [word for word in words if len(name_key(word)) > 1][-2:]
    before = words[: -len(inside)] if inside else []
    if (
        len(inside) < 2
        or inside == name.split()
        or _AND.search(name)
        or any(w.casefold() in lexicon().first_names for w in before)
    ):
        return None
    return " ".join(inside)


def _as_usually_typed(name: str) -> str:
    """With spaces for underscores and after a title's full stop, and without full stops in "P.M."."""
    spaced = _GLUED.sub(" ", name.replace("_", " "))
    return " ".join(_ABBREVIATION.sub(lambda match: match[0].replace(".", ""), spaced).split()) or name


def _without_opening(name: str) -> str:
    return _OPENING.sub("", name, count=1) if _OPENING.match(name) else name


def _without_age(name: str) -> str:
    """The name without the age behind it: "Jo Rask" for "Jo Rask, 58" and "Jo Rask (58)"."""
    return _AGE.sub("", name) or name


def _of_family(name: str) -> str:
    """The surname in "the Lee family" and "the Lees"."""
    family, several = _FAMILY.fullmatch(name), _PLURAL_SURNAME.fullmatch(name)
    if family:
        return str(family[1] or family[2])
    return name if several is None or lexicon().is_role(several[1].casefold()) else several[1]


def _with_suffix(name: str) -> str:
    *others, last = name.split()
    return " ".join([*others, _SUFFIX_WORDS[last.casefold()]]) if others and last.casefold() in _SUFFIX_WORDS else name


def _without_territory(name: str) -> str:
    """The name without the place that is part of a peer's title: "Lord Hume" in "Lord Hume of Leith"."""
    return _PEER.sub(r"\1", name)


def _with_elision(name: str) -> str:
    """With the apostrophe that was left out of "O Neill" and "D Angelo"."""
    return _ELIDED.sub(r"\1'", name)


def _with_other_and(name: str) -> str:
    """With "&" for "and", or the reverse: "Wells and Sons" is "Wells & Sons"."""
    changed = _WORD_AND.sub(" & ", name)
    return changed if changed != name else name.replace(" & ", " and ")


def without_title(name: str) -> str:
    """The name without the titles, offices and occupations before it."""
    words = strip_title(name).split()
    while len(words) > 1 and (size := _typed_title(words)):
        words = strip_title(" ".join(words[size:])).split()
    return " ".join(words)


def _typed_title(words: Sequence[str]) -> int:
    """How many of the first words are a title that only questions have, or say what somebody is; 0 if none."""
    plain = [name_key(word.casefold().removeprefix("ex-")) for word in words[: _longest_title()]]
    sizes = range(min(len(plain), len(words) - 1), 0, -1)
    listed = next((size for size in sizes if " ".join(plain[:size]) in _typed_titles()), 0)
    return listed or int(plain[0] in lexicon()["qualifier"]) or _office_before_name(words)


def _office_before_name(words: Sequence[str]) -> int:
    """How many of the words are an office with what is before it, such as "Leeds council leader"; 0 if none.

    A first name before it makes it a surname: "Tom Baker Reed".
    """
    plain = [word.casefold().replace(".", "").removeprefix("ex-") for word in words[:-1]]
    if plain[0] in lexicon().first_names and not _is_role(plain[0]):
        return 0
    return next((at + 1 for at in reversed(range(len(plain))) if _is_role(plain[at])), 0)


def _is_role(word: str) -> bool:
    return lexicon().is_role(word) or word in lexicon()["occupation"]


@cache
def _typed_titles() -> frozenset[str]:
    return frozenset(read_word_table("typed_titles.txt")["title"])


@cache
def _longest_title() -> int:
    return max(len(title.split()) for title in _typed_titles())


def _lacks_title(form: str, name: str) -> bool:
    """True if a form is a name without a title, office or occupation that was typed before or after it."""
    typed = name_key(_with_elision(_without_opening(_as_usually_typed(name))))
    return not set(typed.split()) - {"and"} <= set(name_key(form).split())


def _turned(name: str) -> str:
    """The part after a comma before the other one, or the last of two words before the first."""
    first, comma, last = (part.strip() for part in name.partition(","))
    if comma and last:
        return f"{last} {first}"
    words = name.split()
    return f"{words[1]} {words[0]}" if len(words) == 2 and not _POSSESSIVE.search(words[0]) else name


async def _as_written(_store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    return await linker.linked_by_name(scope, name_key(name))


async def _in_another_form(store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    """The actors that would be linked with one of this name: Microsoft for "Microsoft Corp", a country for "usa"."""
    known: list[StoredActor] = []
    for kind in ActorKind:
        typed = typed_link_key(kind, name)
        near = await store.actors_by_endings(scope, sorted(related_keys(kind, name)), limit=MAX_PART_MATCHES)
        known += [actor for actor in near if actor.kind is kind and link_key(actor) == typed]
    return await linker.linked(scope, known)


async def _by_initial(store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    """The persons whose first name begins with the typed initial: Ross Kendrick for "R. Kendrick"."""
    initial, *others = name_key(name).split()
    if len(initial) > 1 or not others:
        return []
    surnames = sorted(surname_spellings(" ".join(others)))
    named = await store.actors_by_endings(scope, surnames, limit=MAX_PART_MATCHES)
    fits = [
        actor
        for actor in named
        if actor.kind is ActorKind.PERSON and name_key(strip_title(actor.name))[:1] == initial and " " in actor.key
    ]
    return await linker.linked(scope, fits)


async def _by_part(store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    """The persons whose first or last names were typed: Ian Blakely for "Ian". Never a part of a word."""
    key = name_key(name)
    if all(word in lexicon()["particle"] for word in key.split()):
        return []
    named = await store.actors_by_endings(scope, sorted(surname_spellings(key)), limit=MAX_PART_MATCHES)
    if not (name.isupper() and len(key) <= MAX_ACRONYM):
        named += await store.actors_with_prefix(scope, f"{key} ", limit=MAX_PART_MATCHES)
    return await linker.linked(scope, [actor for actor in named if actor.kind is ActorKind.PERSON])


_LOOK_UPS: Sequence[Callable[[Store, ActorLinker, int, str], Awaitable[list[LinkedActor]]]] = (
    _as_written,  # "Kendrick", which articles write
    _in_another_form,  # "Microsoft Corporation"
    _by_initial,  # "R. Kendrick"
    _by_part,  # "Ian"
)
