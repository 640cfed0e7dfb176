"""Finds names that are taken for places with too little evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["is_club", "is_unlikely_place"]


def is_unlikely_place(actor: Prominence) -> bool:
    """True for a name in no gazetteer that is nowhere used like a place: no "in" before it, no place after a comma."""
    if any(lexicon().place(form) for form in actor.cluster.forms):
        return False
    return actor.agreement() < 0.5 or not any(_is_used_as_place(actor, mention) for mention in actor.mentions)


def _is_used_as_place(actor: Prominence, mention: NameCandidate) -> bool:
    before, after = actor.token(mention, -1), actor.token(mention, 1)
    words = mention.text.casefold().split()
    if len(words) > 1 and (words[-1] in lexicon()["place"] or words[0] in lexicon()["place-opener"]):
        return True
    located = before is not None and before.lower in lexicon()["place-preposition"]
    return located or (after is not None and after.text == "," and before is not None and before.lower == "of")


def is_club(actor: Prominence) -> bool:
    """True for a city in a story about sport in which nothing is said to be: there it stands for its club."""
    forms = actor.cluster.forms
    if not actor.is_sport or any(lexicon().countries.get(form) for form in forms):
        return False
    before = [actor.token(mention, -1) for mention in actor.mentions]
    return not any(word is not None and word.lower == "in" for word in before)
