"""Chooses an article's main actors: in its matter, not named in passing, and of a kind beyond doubt.

Rather three right ones than six: what is doubtful is still found by its name, but not shown beside a summary. Where
nobody passes, the one whom the text names most may be less certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.passing_mentions import mentions_in_matter
from bot.text.actors.prominence.reliability import reliability
from bot.text.actors.prominence.story_features import is_city_in_sport
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["is_in_matter", "main_actors"]

_MIN_RELIABILITY = 0.85
"""``bench/fit_reliability.py --cross-validate`` prints what other thresholds would show."""
_NAMED_OFTEN = {ActorKind.PERSON: ((4, 0.8),), ActorKind.ORGANISATION: (), ActorKind.PLACE: ()}
"""Mentions and reliability from which an actor is shown, too."""
_OF_SUBJECT = {
    ActorKind.PERSON: ((3, 0.75), (6, 0.6)),
    ActorKind.ORGANISATION: ((8, 0.7),),
    ActorKind.PLACE: (),
}
"""The same for the person and the organisation that a story names most, who may have only one name."""
_MOST_NAMED = {ActorKind.PERSON: 0.7, ActorKind.ORGANISATION: 0.8, ActorKind.PLACE: 0.8}
_MIN_NAMED = 3
"""Reliability and mentions of whom the text names most, where neither a person nor a body passes.

In 895 articles that adds five entries, all of them right.
"""
_MIN_SENTENCES = 2
"""Whoever is named in one sentence, in no headline and not as the subject of the lead, is named in passing."""
_MIN_SHARE = 0.2
"""Of the importance of the first actor of its kind, below which an actor is no main one."""
_BRIEF, _LONG = 5, 30
"""Sentences up to which hardly anybody is named twice, and beyond which a place named twice is named in passing."""
_MAX_PLACES = 3
_FIRST = {ActorKind.PERSON: 3, ActorKind.ORGANISATION: 1, ActorKind.PLACE: 0}
_MIN_MENTIONS = {ActorKind.PERSON: 3, ActorKind.ORGANISATION: 3, ActorKind.PLACE: 4}
"""Mentions of an actor that is shown after the first of its kind though neither the title nor the lead names it."""
_SUBJECTS = ("nsubj", "nsubjpass")


def main_actors(actors: Sequence[Prominence]) -> set[int]:
    """The indices of the main actors."""
    by_importance = sorted(actors, key=lambda actor: actor.importance)
    subjects = {actor.kind: actor for actor in by_importance}  # the last of each kind
    likely = [
        index
        for index, actor in enumerate(actors)
        if is_in_matter(actor) and _is_reliable(actor, is_subject=actor is subjects[actor.kind])
    ]
    whole = set(_without_parts(likely, actors))
    main = set()
    for kind in ActorKind:
        ranked = sorted((i for i in likely if actors[i].kind is kind), key=lambda index: -actors[index].importance)
        for rank, index in enumerate(ranked[:_MAX_PLACES] if kind is ActorKind.PLACE else ranked):
            has_share = actors[index].importance >= _MIN_SHARE * actors[ranked[0]].importance
            if index in whole and has_share and (rank < _FIRST[kind] or _is_returned_to(actors[index])):
                main.add(index)
    if all(actors[index].kind is ActorKind.PLACE for index in main):
        main |= _most_named(actors, with_places=not main)
    return main


def _most_named(actors: Sequence[Prominence], *, with_places: bool) -> set[int]:
    """The index of the actor that the text names most, if that is likely to be right; rather one than an empty line."""
    kinds = tuple(ActorKind) if with_places else (ActorKind.PERSON, ActorKind.ORGANISATION)
    counts = {index: len(mentions_in_matter(actor)) for index, actor in enumerate(actors) if actor.kind in kinds}
    index = max(counts, key=lambda i: (counts[i], actors[i].importance), default=None)
    if index is None or not is_in_matter(actors[index]) or not _may_be_actor(actors[index]):
        return set()
    is_likely = reliability(actors[index]) >= _MOST_NAMED[actors[index].kind]
    return {index} if counts[index] >= _MIN_NAMED and is_likely else set()


def _is_returned_to(actor: Prominence) -> bool:
    """True if the title or the lead names it, or the story does so often enough."""
    mentions = mentions_in_matter(actor)
    is_first = any(actor.is_in_title(m) or actor.last_word(m).sentence in actor.lead for m in mentions)
    return is_first or len(mentions) >= _MIN_MENTIONS[actor.kind]


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
        return any(parts.get(form, index) != index for form in forms)

    return [index for index in likely if not is_part(index)]


def _is_reliable(actor: Prominence, *, is_subject: bool) -> bool:
    """True for an entry that is likely to be right."""
    if not _may_be_actor(actor):
        return False
    steps = (*_NAMED_OFTEN[actor.kind], *(_OF_SUBJECT[actor.kind] if is_subject else ()))
    lower = (least for mentions, least in steps if len(actor.mentions) >= mentions)
    return reliability(actor) >= min((_MIN_RELIABILITY, *lower))


def _may_be_actor(actor: Prominence) -> bool:
    """False in a scoreboard, where nothing tells persons from teams, and for a city of which sport never says "in"."""
    if actor.is_table and not any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    return not (actor.kind is ActorKind.PLACE and is_city_in_sport(actor))


def is_in_matter(actor: Prominence) -> bool:
    """True if it is named more than in passing."""
    mentions = mentions_in_matter(actor)
    if not mentions:
        return False
    is_long = actor.kind is ActorKind.PLACE and actor.story_size > _LONG
    sentences = {(mention.text_index, actor.last_word(mention).sentence) for mention in mentions}
    if len(sentences) >= _MIN_SENTENCES + is_long or any(map(actor.is_in_title, mentions)):
        return True
    if actor.kind is ActorKind.PERSON and actor.roles and actor.story_size <= _BRIEF:
        return True
    return actor.kind is not ActorKind.PLACE and any(_is_subject_of_lead(actor, mention) for mention in mentions)


def _is_subject_of_lead(actor: Prominence, mention: NameCandidate) -> bool:
    """True in "X said no" and "The owner, X, said no"."""
    tokens = actor.texts[mention.text_index].tokens
    words = tokens[mention.first : mention.last + 1]
    subjects = (tokens[word.head] if word.dep == "appos" else word for word in words)
    return words[0].sentence in actor.lead and any(word.dep in _SUBJECTS for word in subjects)
