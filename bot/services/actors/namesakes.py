"""Tells the persons of one name apart.

Two articles mean one person by a bare last name only if something in them shows it; by a first and a last name, unless
something contradicts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.models.analysis import ActorKind
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.actors.actor_lines import actor_key, numbered
from bot.services.actors.contradictions import any_contradict, article_facts, contradict
from bot.services.actors.role_lookup import says_typed
from bot.text.lexicon import lexicon
from bot.text.name_parts import is_bare_surname, strip_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set
    from datetime import datetime

    from bot.models.actors import NamedIn
    from bot.services.actors.contradictions import ArticleFacts
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["Bearer", "bearer_typed", "bearers", "group_articles", "ids_of_articles", "several_persons"]

MAX_COMPANIONS = 2_000
"""How many other names of the articles are compared."""
MAX_CHOICES = 10
MAX_ARTICLES = 50
"""A name in more articles is one that everybody knows."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """One of the persons of a name: the articles that mean this person, the newest first."""

    articles: tuple[NamedIn, ...]
    is_known: bool = True
    """False for articles that may mean any of the persons."""

    @property
    def role(self) -> str | None:
        """What an article calls the person, the newest one that says it."""
        return next((role for named in self.articles for role in named.roles), None)

    @property
    def newest(self) -> int:
        """The id of the newest article."""
        return self.articles[0].article

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the articles."""
        return tuple(dict.fromkeys(named.number for named in self.articles))

    @property
    def ids(self) -> frozenset[int]:
        """The ids of the articles."""
        return frozenset(named.article for named in self.articles)

    def within(self, ids: Set[int]) -> tuple[int, int]:
        """The number of articles with one of these ids, and of the mentions in them."""
        named = [named for named in self.articles if named.article in ids]
        return len({found.article for found in named}), sum(found.mentions for found in named)


def several_persons(
    actor: LinkedActor, persons: Sequence[Bearer], typed: str, also: Sequence[LinkedActor] = ()
) -> NotFound:
    """The error that lists the persons of a name, each to be chosen by an article that means this person.

    Those who have it as a part of their names (``also``) follow.
    """
    known = sum(person.is_known for person in persons)
    if known == len(persons) and _is_bare(actor):
        message = f"“{actor.name}” may be up to {known} people: nothing else in their articles connects them."
    else:
        message = f"{known} people are called “{actor.name}”: what the articles say cannot be true of one."
    choices = (
        *(Suggestion(_label(actor, person), actor_key(actor.members[0].id, person.newest)) for person in persons),
        *(Suggestion(other.name, actor_key(other.members[0].id)) for other in also),
    )
    return NotFound(message, Suggestions(SuggestionKind.ACTOR, typed, choices[:MAX_CHOICES], "Whom do you mean?"))


def _label(actor: LinkedActor, person: Bearer) -> str:
    name = numbered(actor.name, person.numbers)
    if not person.is_known:
        return f"{name}: it is not clear who"
    age = next((f", {named.age}" for named in person.articles if named.age is not None), "")
    return f"{name}: “{person.role}”" if person.role else f"{name}{age}"


def bearer_typed(actor: LinkedActor, persons: Sequence[Bearer], typed: str) -> Bearer | None:
    """The only one of the persons whose role or age was typed with the name: "Judge Roe", "Jo Roe, 58"; else None."""
    fits = [
        person
        for person in persons
        if says_typed(typed, actor, [f"{role} {named.age}" for named in person.articles for role in (*named.roles, "")])
    ]
    return fits[0] if len(fits) == 1 else None


async def ids_of_articles(
    store: Store, scope: int, actor: LinkedActor, *, since: datetime | None, until: datetime | None
) -> set[int]:
    """The ids of the articles of a period that name an actor with ``bearers``, for ``Bearer.within``."""
    ids = [member.id for member in actor.members]
    named = await store.named_in(scope, ids, since=since, until=until, limit=MAX_ARTICLES * len(ids))
    return {found.article for found in named}


async def bearers(store: Store, scope: int, actor: LinkedActor) -> tuple[Bearer, ...]:
    """The persons that a name may stand for, the one of the newest article first; empty if it is one actor."""
    if actor.kind is not ActorKind.PERSON or sum(member.articles for member in actor.members) < 2:
        return ()
    ids = [member.id for member in actor.members]
    named = await store.named_in(scope, ids, limit=MAX_ARTICLES * len(ids) + 1)
    if len({found.article for found in named}) > MAX_ARTICLES:
        return ()
    is_bare = _is_bare(actor)
    if not is_bare and not any_contradict(article_facts(named, ()).values()):
        return ()
    groups = group_articles(named, await store.companions(scope, ids, limit=MAX_COMPANIONS), is_bare=is_bare)
    persons = [
        Bearer(tuple(found for found in named if found.article in group), is_known=is_known)
        for group, is_known in groups
    ]
    return tuple(persons) if len(persons) > 1 else ()


def group_articles(
    named: Sequence[NamedIn], companions: Iterable[tuple[int, int]], *, is_bare: bool
) -> list[tuple[list[int], bool]]:
    """Groups the ids of articles that mean the same person, the one of the newest article first.

    Articles with a role or another actor (``companions``) in common are of one person, unless they contradict each
    other. Other articles of a bare name are of others. Of a whole name all are of one person, unless articles
    contradict each other: then the group of those that may be of several is marked False.
    """
    facts = article_facts(named, companions)
    order = {article: place for place, article in enumerate(facts)}
    groups = [[one] for one in facts.values()]
    pairs = [(len(one.shared & two.shared), one, two) for one, two in combinations(facts.values(), 2)]
    for _, one, two in sorted((pair for pair in pairs if pair[0]), key=lambda pair: -pair[0]):
        groups = _joined(groups, one, two)
    found = [(group, True) for group in groups] if is_bare else _by_person(groups)
    ids = [(sorted((one.article for one in group), key=order.__getitem__), is_known) for group, is_known in found]
    return sorted(ids, key=lambda group: (not group[1], order[group[0][0]]))


def _joined(groups: list[list[ArticleFacts]], one: ArticleFacts, two: ArticleFacts) -> list[list[ArticleFacts]]:
    """The groups with those of these two articles made one, unless they contradict each other."""
    first, second = (next(group for group in groups if article in group) for article in (one, two))
    if first is second or contradict(first, second):
        return groups
    return [*(group for group in groups if group is not first and group is not second), first + second]


def _by_person(groups: Sequence[list[ArticleFacts]]) -> list[tuple[list[ArticleFacts], bool]]:
    """Groups of a whole name: each that contradicts another is a person, of the others it is not clear who is meant."""
    persons = [list(one) for one in groups if any(contradict(one, two) for two in groups)]
    unclear = [one for group in groups if group not in persons for one in group]
    merged = _merge_consistent(persons)
    return [*((person, True) for person in merged), *([(unclear, False)] if unclear else [])]


def _merge_consistent(persons: Sequence[list[ArticleFacts]]) -> list[list[ArticleFacts]]:
    """Makes one of those persons that do not contradict each other, in turn."""
    merged: list[list[ArticleFacts]] = []
    for person in persons:
        same = next((known for known in merged if not contradict(known, person)), None)
        if same is None:
            merged.append(person)
        else:
            same += person
    return merged


def _is_bare(actor: LinkedActor) -> bool:
    """True if only a last name is known of a person, unless everybody knows whose it is ("Obama")."""
    names = [strip_title(member.name) for member in actor.members]
    return all(is_bare_surname(name.split()) and name not in lexicon().known_by_surname for name in names)
