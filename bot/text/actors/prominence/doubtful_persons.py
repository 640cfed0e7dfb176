"""Finds names that are taken for persons with too little evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["is_owner_in_name", "is_reached", "is_team", "is_unlikely_person"]


def is_unlikely_person(actor: Prominence) -> bool:
    """True for a name without first name, title, role or the tagger's agreement."""
    tables = lexicon()
    named = any(form.split()[0].casefold() in tables.first_names for form in actor.cluster.forms if " " in form)
    known = any(form in tables.known_by_surname for form in actor.cluster.forms)
    titled = any(mention.title for mention in actor.mentions)
    agreement = actor.agreement()
    is_bare = not any(" " in form for form in actor.cluster.forms)
    acts = any(_acts(actor, mention) for mention in actor.mentions)
    lower = {form.casefold() for form in actor.cluster.forms}
    surnamed = not (tables.surnames.isdisjoint(lower) and tables.first_names.isdisjoint(lower))
    likely = agreement > 0.5 and (not is_bare or acts or surnamed)
    return not (named or known or titled or likely or (actor.roles and agreement > 0))


def _acts(actor: Prominence, mention: NameCandidate) -> bool:
    """True before a verb of what persons do, and before an age: "Shyam said", "Shyam (52)", "Shyam, 52"."""
    after, beyond = actor.token(mention, 1), actor.token(mention, 2)
    if after is None:
        return False
    has_age = after.text in ("(", ",") and beyond is not None and beyond.text.isdigit()
    return has_age or after.lower == "who" or after.lower in lexicon()["say"] or after.lower in lexicon()["person-verb"]


def is_reached(actor: Prominence) -> bool:
    """True for "Kalindi Kunj" in "from Noida to Kalindi Kunj": a place without the first name of a person."""
    tables, forms = lexicon(), actor.cluster.forms
    if any(form.split()[0].casefold() in tables.first_names for form in forms) or any(m.title for m in actor.mentions):
        return False
    before = [actor.token(mention, -1) for mention in actor.mentions]
    reached = sum(word is not None and word.lower in ("in", "to", "onto", "near", "at", "into") for word in before)
    return 2 * reached >= len(before)


def is_owner_in_name(actor: Prominence) -> bool:
    """True for "Martha" in "Martha's Vineyard"."""
    if any(" " in form for form in actor.cluster.forms):
        return False
    pairs = [(actor.token(mention, 1), actor.token(mention, 2)) for mention in actor.mentions]
    owning = sum(a is not None and a.lower == "'s" and b is not None and b.is_capitalised for a, b in pairs)
    return 2 * owning > len(pairs)


def is_team(actor: Prominence) -> bool:
    """True for one word that takes a plural verb: "Lazio were favourites"."""
    if any(" " in form for form in actor.cluster.forms):
        return False
    return any(
        (after := actor.token(mention, 1)) is not None
        and after.lower in ("are", "were", "have")
        and (before := actor.token(mention, -1)) is not None
        and before.lower not in ("and", ",", "or", "nor")
        for mention in actor.mentions
    )
