"""Finds names of any kind that are no names, or that nothing tells from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.doubtful_organisations import has_organisation_word
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["is_common_word", "is_garbled", "is_in_table", "is_made_of_common_words"]


def is_made_of_common_words(actor: Prominence) -> bool:
    """True if the last word is written in lower case elsewhere ("Acme Vehicles"), and for "'s" inside a person."""
    tables, forms = lexicon(), actor.cluster.forms
    if actor.kind is ActorKind.ORGANISATION and any(
        form in tables.organisations or has_organisation_word(form) or tables.place(form.split()[0]) for form in forms
    ):
        return False
    lasts = {form.split()[-1].casefold() for form in forms if " " in form}
    named = (tables.first_names, tables.surnames, tables["particle"])
    common = any(not any(last in words for words in named) for last in lasts & actor.lowercase_words)
    return common or (actor.kind is ActorKind.PERSON and any("'s " in form for form in forms))


def is_garbled(actor: Prominence) -> bool:
    """True for a name with a stray bracket or stop inside: "HLNtv)Actress Alyssa Milano"."""
    return any(mark in form for form in actor.cluster.forms for mark in ")(][?!:;=@*")


def is_common_word(actor: Prominence) -> bool:
    """True for "Metro" where the story also has "metros", and for "Official"."""
    words = {form.casefold() for form in actor.cluster.forms}
    if actor.kind is ActorKind.PERSON or any(" " in word or lexicon().canonical(word) for word in words):
        return False
    return any({word, f"{word}s"} & actor.lowercase_words for word in words)


def is_in_table(actor: Prominence) -> bool:
    """True in a scoreboard, where nothing tells persons from teams, unless the name is known."""
    return actor.is_table and not any(lexicon().canonical(form) for form in actor.cluster.forms)
