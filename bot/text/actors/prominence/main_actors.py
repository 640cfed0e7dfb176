"""Chooses an article's main actors: in its matter, not named in passing, and of a kind beyond doubt.

Rather three right ones than six: what is doubtful is still found by its name, but not shown beside a summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.reliability import reliability
from bot.text.actors.prominence.story_features import is_city_in_sport
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mentions import Prominence
    from bot.text.tokens import TokenizedText

__all__ = ["is_in_matter", "main_actors"]

_MIN_RELIABILITY = {ActorKind.PERSON: 0.8, ActorKind.ORGANISATION: 0.82, ActorKind.PLACE: 0.82}
"""Cross-validated, 96 of 100 entries are right then; it leaves out 5 of 100 right persons and places, and 30 of 100
right organisations.
"""
_OF_SUBJECT = {ActorKind.PERSON: (6, 0.6), ActorKind.ORGANISATION: (8, 0.7)}
"""Mentions and reliability from which the person and the organisation that a story names most are shown. They may have
only one name; seven of eight such persons were right, and three of four organisations.
"""
_MIN_MENTIONS = 2
"""Whoever is named once, in no headline and as the subject of no sentence in the lead, is named in passing."""
_MIN_SHARE = 0.2
"""Of the importance of the first actor of its kind, below which an actor is no main one."""
_BRIEF, _LONG = 5, 30
"""Sentences up to which hardly anybody is named twice, and beyond which a place named twice is named in passing."""
_MAX_PLACES = 3
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
    highest = {
        kind: max((actors[i].importance for i in likely if actors[i].kind is kind), default=0.0) for kind in ActorKind
    }
    ranked = sorted(likely, key=lambda index: -actors[index].importance)
    likely = _without_parts(likely, actors)
    places = [index for index in ranked if actors[index].kind is ActorKind.PLACE][:_MAX_PLACES]
    return {
        index
        for index in likely
        if actors[index].importance >= _MIN_SHARE * highest[actors[index].kind]
        and (actors[index].kind is not ActorKind.PLACE or index in places)
    }


def _without_parts(likely: Sequence[int], actors: Sequence[Prominence]) -> list[int]:
    """Without organisations and surnames that are parts of other names.

    "Supreme Court" beside "Alabama Supreme Court", "Mittal" beside "Lakshmi Mittal".
    """
    full = [(form, index) for index in likely for form in actors[index].cluster.forms if " " in form]
    parts = {
        part: index
        for form, index in full
        if actors[index].kind is ActorKind.ORGANISATION
        for part in (form.partition(" ")[2], form.rpartition(" ")[0])
    }
    surnames = {form.split()[-1] for form, index in full if actors[index].kind is ActorKind.PERSON}

    def is_part(index: int) -> bool:
        forms = actors[index].cluster.forms
        if actors[index].kind is ActorKind.PERSON:
            return surnames.issuperset(forms)
        return actors[index].kind is ActorKind.ORGANISATION and any(parts.get(f, index) != index for f in forms)

    return [index for index in likely if not is_part(index)]


def _is_reliable(actor: Prominence, *, is_subject: bool) -> bool:
    """True for an entry that is likely to be right.

    In a scoreboard nothing tells persons from teams, and in sport a city of which nothing says "in" is its club.
    """
    if actor.is_table and not any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    if actor.kind is ActorKind.PLACE and is_city_in_sport(actor):
        return False
    least = _MIN_RELIABILITY[actor.kind]
    if is_subject and actor.kind in _OF_SUBJECT:
        mentions, lower = _OF_SUBJECT[actor.kind]
        least = lower if len(actor.mentions) >= mentions else least
    return reliability(actor) >= least


def is_in_matter(actor: Prominence) -> bool:
    """True if it is named more than in passing."""
    if not actor.mentions:
        return False
    is_long = actor.kind is ActorKind.PLACE and _sentences(actor.texts) > _LONG
    if len(actor.mentions) >= _MIN_MENTIONS + is_long or any(map(actor.is_in_title, actor.mentions)):
        return True
    if actor.kind is ActorKind.PERSON and actor.roles and _sentences(actor.texts) <= _BRIEF:
        return True
    return actor.kind is not ActorKind.PLACE and any(_is_subject_of_lead(actor, mention) for mention in actor.mentions)


def _sentences(texts: Sequence[TokenizedText]) -> int:
    return sum(len(text.sentence_ranges) for text in texts)


def _is_subject_of_lead(actor: Prominence, mention: NameCandidate) -> bool:
    """True in "X said no" and "The owner, X, said no"."""
    tokens = actor.texts[mention.text_index].tokens
    words = tokens[mention.first : mention.last + 1]
    subjects = (tokens[word.head] if word.dep == "appos" else word for word in words)
    return words[0].sentence in actor.lead and any(word.dep in _SUBJECTS for word in subjects)
