"""Keys by which actors of different articles are linked, and the reasons in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon
from bot.text.name_parts import strip_legal_form, strip_suffix, strip_title
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.models.actors import StoredActor

__all__ = ["link_key", "link_reason", "surnames"]


def link_key(actor: StoredActor) -> str:
    """The key that an actor shares with the other spellings of its name; actors of one kind and key are one."""
    if actor.kind is ActorKind.PERSON:
        return _person_key(actor.name) or actor.key
    if actor.kind is ActorKind.PLACE:
        return name_key(lexicon().place(actor.name) or actor.name) or actor.key
    usual = lexicon().organisations.get(actor.name)
    return name_key(usual or "") or " ".join(strip_legal_form(actor.name)) or actor.key


def link_reason(one: StoredActor, two: StoredActor) -> str:
    """Why two actors with one key are the same, as a sentence for people."""
    pair = f"“{one.name}” and “{two.name}”"
    if name_key(one.name) == name_key(two.name):
        return f"{pair} differ in spelling only"
    if one.kind is ActorKind.PERSON:
        titles_differ = name_key(strip_title(one.name)) == name_key(strip_title(two.name))
        return f"{pair} differ in {'the title' if titles_differ else 'initials between first and last name'} only"
    usual = lexicon().canonical(one.name) or lexicon().canonical(two.name)
    if usual is None:
        return f"{pair} differ in the legal form only"
    return f"{pair} are names of {usual} in the table of known names"


def surnames(key: str) -> Iterator[str]:
    """The bare names that may stand for a full name: "van der Bellen", "Bellen"; "Xi" for "Xi Jinping"."""
    words = key.split()
    yield words[-1]
    at = len(words) - 1
    while at > 1 and words[at - 1] in lexicon()["particle"]:
        at -= 1
        yield " ".join(words[at:])
    if words[0] in lexicon()["family-first"] and words[0] != words[-1]:
        yield words[0]


def _person_key(name: str) -> str:
    """First and last names, without titles, initials in between, and "Jr."."""
    words = strip_suffix(name_key(strip_title(name)).split())
    return " ".join(word for at, word in enumerate(words) if len(word) > 1 or at in (0, len(words) - 1))
