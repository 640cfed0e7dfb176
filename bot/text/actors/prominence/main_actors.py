"""Chooses an article's main actors: in its matter, not named in passing, and of a kind beyond doubt.

Rather three right ones than six: what is doubtful is still found by its name, but not shown beside a summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.doubts import DOUBTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mentions import Prominence
    from bot.text.tokens import TokenizedText

__all__ = ["main_actors"]

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
    others = _other_names(actors)
    likely = [index for index, actor in enumerate(actors) if _is_in_matter(actor) and not _is_doubtful(actor, others)]
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


@dataclass(frozen=True, slots=True)
class _OtherNames:
    """What the names of a story's actors say about each other's kinds."""

    organisations: frozenset[str]
    beginnings_of_organisations: frozenset[str]
    """The first words of their names, in every number."""
    surnames: frozenset[str]

    def contradict(self, actor: Prominence) -> bool:
        """True if a name belongs to another kind.

        Beside the organisations "SAS" and "Queen Bee Productions", "Radisson SAS" and "Queen Bee" are no persons;
        beside "Han Solo", "Solo" is no place.
        """
        forms = actor.cluster.forms
        if actor.kind is ActorKind.PLACE:
            return not self.surnames.isdisjoint(forms)
        begins = any(" " in form and form in self.beginnings_of_organisations for form in forms)
        ends = any(form.split()[-1] in self.organisations for form in forms)
        return actor.kind is ActorKind.PERSON and (begins or ends)


def _other_names(actors: Sequence[Prominence]) -> _OtherNames:
    organisations = [f for actor in actors if actor.kind is ActorKind.ORGANISATION for f in actor.cluster.forms]
    persons = [f for actor in actors if actor.kind is ActorKind.PERSON for f in actor.cluster.forms if " " in f]
    words = [form.split() for form in organisations]
    return _OtherNames(
        organisations=frozenset(organisations),
        beginnings_of_organisations=frozenset(" ".join(of[:size]) for of in words for size in range(1, len(of))),
        surnames=frozenset(form.split()[-1] for form in persons),
    )


def _is_doubtful(actor: Prominence, others: _OtherNames) -> bool:
    doubted = any(applies(actor) for kind, applies, _ in DOUBTS if kind in (actor.kind, None))
    return doubted or others.contradict(actor)


def _is_in_matter(actor: Prominence) -> bool:
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
