"""Chooses an article's main actors: in its matter, not named in passing, and beyond doubt.

Rather three right ones than six: what is doubtful is still found by its name, but not shown beside a summary. One is
shown for certain if anybody is likely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.reliability import reliability
from bot.text.actors.prominence.story_features import is_city_in_sport
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["is_in_matter", "main_actors"]

_MIN_RELIABILITY = 0.92
"""The reliability from which an actor is shown.

``bench/fit_reliability.py --cross-validate`` prints what other thresholds would show.
"""
_MIN_OF_FIRST = 0.85
"""The same for the most important actor, which a reader would miss first."""
_MIN_IN_TITLE, _MIN_OF_SELDOM_NAMED = 0.8, 0.95
"""The same for what the title names too, and for persons named seldom in a long story.

By judged entries of articles that were not fitted: of those in the title, 16 of 16 from 0.8 to 0.92 were right; of
other persons named once or twice, 53 of 63 from 0.92 to 0.95.
"""
_LIKELY = 0.7
"""The reliability from which an actor is shown where nobody reaches the others."""
_OFTEN = 3
"""Mentions from which an actor is named often."""
_MIN_SENTENCES = 2
"""Whoever is named in one sentence, in no headline and not as the subject of the lead, is named in passing."""
_MIN_SHARE = 0.2
"""Of the importance of the first actor of its kind, below which an actor is no main one."""
_MIN_SHARE_OF_VOICE = 0.4
"""The same of a person who is named at one point only, beyond the lead, as a bystander who says something is."""
_BRIEF, _LONG = 5, 30
"""Sentences up to which hardly anybody is named twice, and beyond which a place named twice is named in passing."""
_MAX_PLACES = 3
_FIRST = {ActorKind.PERSON: 3, ActorKind.ORGANISATION: 1, ActorKind.PLACE: 0}
_MIN_MENTIONS = {ActorKind.PERSON: 3, ActorKind.ORGANISATION: 3, ActorKind.PLACE: 4}
"""Mentions of an actor that is shown after the first of its kind though neither the title nor the lead names it."""


def main_actors(actors: Sequence[Prominence], odds: Mapping[int, float]) -> set[int]:
    """The indices of the main actors; ``odds`` has the log odds at least of those that are in the matter."""
    likely = {
        index: chance
        for index, actor in enumerate(actors)
        if is_in_matter(actor) and _may_be_actor(actor) and (chance := reliability(odds[index])) >= _LIKELY
    }
    important = _important(likely, actors)
    if not important:
        return set()
    first = max(important, key=lambda index: (likely[index] >= _MIN_OF_FIRST, actors[index].importance))
    main = {
        index
        for index in important
        if likely[index] >= (_MIN_OF_FIRST if index == first else _least_reliability(actors[index]))
    }
    return main or {max(important, key=likely.__getitem__)}


def _least_reliability(actor: Prominence) -> float:
    """The reliability from which an actor is shown that is not the most important one."""
    in_titles = sum(map(actor.is_in_title, actor.in_matter))
    if 0 < in_titles < len(actor.in_matter):
        return _MIN_IN_TITLE
    is_seldom_named = len(actor.in_matter) < _OFTEN and actor.story_size > _BRIEF
    return _MIN_OF_SELDOM_NAMED if is_seldom_named and actor.kind is ActorKind.PERSON else _MIN_RELIABILITY


def _important(likely: Mapping[int, float], actors: Sequence[Prominence]) -> list[int]:
    """The indices of those that the story names often enough, compared with the first of their kind."""
    whole = set(_without_parts(list(likely), actors))
    important = []
    for kind in ActorKind:
        ranked = sorted((i for i in likely if actors[i].kind is kind), key=lambda index: -actors[index].importance)
        for rank, index in enumerate(ranked[:_MAX_PLACES] if kind is ActorKind.PLACE else ranked):
            least = _MIN_SHARE_OF_VOICE if _is_voice(actors[index]) else _MIN_SHARE
            has_share = actors[index].importance >= least * actors[ranked[0]].importance
            if index in whole and has_share and (rank < _FIRST[kind] or _is_returned_to(actors[index])):
                important.append(index)
    return important


def _is_voice(actor: Prominence) -> bool:
    """True for a person whom neither the title nor the lead names, and the rest only in sentences side by side."""
    if actor.kind is not ActorKind.PERSON or any(map(actor.is_in_title, actor.in_matter)):
        return False
    sentences = {actor.last_word(mention).sentence for mention in actor.in_matter}
    return max(sentences) - min(sentences) <= 1 and actor.lead.isdisjoint(sentences)


def _is_returned_to(actor: Prominence) -> bool:
    """True if the title or the lead names it, or the story does so often enough."""
    is_first = any(actor.is_in_title(mention) or actor.is_in_lead(mention) for mention in actor.in_matter)
    return is_first or len(actor.in_matter) >= _MIN_MENTIONS[actor.kind]


def _without_parts(likely: Sequence[int], actors: Sequence[Prominence]) -> list[int]:
    """Without those of whose names one is a part of another's.

    "Supreme Court" beside "Alabama Supreme Court", "Mittal" beside "Lakshmi Mittal", "North" beside "North Korea".
    """
    full = [(form, index) for index in likely for form in actors[index].cluster.forms if " " in form]
    parts = {
        part: index
        for form, index in full
        if actors[index].kind is ActorKind.ORGANISATION
        for part in (form.partition(" ")[2], form.rpartition(" ")[0])
    }
    surnames = {form.split()[-1] for form, index in full if actors[index].kind is ActorKind.PERSON}
    openings = {form.split()[0] for form, index in full if actors[index].kind is ActorKind.PLACE}

    def is_part(index: int) -> bool:
        forms = actors[index].cluster.forms
        match actors[index].kind:
            case ActorKind.PERSON:
                return surnames.issuperset(forms)
            case ActorKind.PLACE:
                return openings.issuperset(forms)
        return openings.issuperset(forms) or any(parts.get(form, index) != index for form in forms)

    return [index for index in likely if not is_part(index)]


def _may_be_actor(actor: Prominence) -> bool:
    """False in a scoreboard, where nothing tells persons from teams, and for a city of which sport never says "in".

    Nor is "the Bank" one where it is short for one of several bodies.
    """
    if actor.kind is ActorKind.ORGANISATION and all(_is_kind_of_body(form, actor) for form in actor.cluster.forms):
        return False
    if actor.is_table and not any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    return not (actor.kind is ActorKind.PLACE and is_city_in_sport(actor))


def _is_kind_of_body(form: str, actor: Prominence) -> bool:
    """True for a noun with which the name of another body begins: "Bank" beside "Bank of Holland"."""
    if form.casefold() not in lexicon()["institution"]:
        return False
    return any(name.startswith((f"{form} of ", f"{form} for ")) for name in actor.others.names[ActorKind.ORGANISATION])


def is_in_matter(actor: Prominence) -> bool:
    """True if it is named more than in passing."""
    mentions = actor.in_matter
    if not mentions:
        return False
    is_long = actor.kind is ActorKind.PLACE and actor.story_size > _LONG
    sentences = {(mention.text_index, actor.last_word(mention).sentence) for mention in mentions}
    if len(sentences) >= _MIN_SENTENCES + is_long or any(map(actor.is_in_title, mentions)):
        return True
    if actor.kind is ActorKind.PERSON and actor.roles and actor.story_size <= _BRIEF:
        return any(map(actor.is_in_lead, mentions))
    return actor.kind is not ActorKind.PLACE and any(actor.is_in_lead(m) and actor.is_main_subject(m) for m in mentions)
