"""Collects what the articles say about one actor: roles, sentences, other names, and co-mentioned actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.actors.actor_lines import ActorLine, actor_line
from bot.text.actors.linking import editor_reason
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.actors import Appearance
    from bot.models.analysis import ActorKind
    from bot.models.articles import ArticleHeader
    from bot.services.actors.linking import ActorLinker
    from bot.services.actors.name_lookup import ActorMatch
    from bot.services.actors.namesakes import Bearer
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["MAX_APPEARANCES", "ActorProfile", "QuotedRole", "QuotedSentence", "build_profile"]

MAX_APPEARANCES = 50
MAX_SENTENCES = 5
MAX_CO_MENTIONED = 6


@dataclass(frozen=True, slots=True)
class QuotedRole:
    """What an article calls an actor, verbatim."""

    text: str
    article: ArticleHeader


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence about an actor, verbatim; ``time`` is that of its entry in a live blog, else "".

    It is the one with the number ``position``, counted from 1, of ``total`` in its article.
    """

    text: str
    article: ArticleHeader
    position: int
    total: int
    time: str = ""


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """What the articles that the asker can see say about one actor.

    ``count`` and ``mentions`` cover all articles that name it; ``articles`` are the newest of them, newest first.
    """

    id: int
    name: str
    kind: ActorKind
    other_names: tuple[str, ...]
    evidence: tuple[str, ...]
    count: int
    mentions: int
    articles: tuple[ArticleHeader, ...]
    roles: tuple[QuotedRole, ...]
    sentences: tuple[QuotedSentence, ...]
    co_mentioned: tuple[ActorLine, ...]
    linked_keys: frozenset[str] = frozenset()
    """The folded names of the stored actors that were linked."""
    namesakes: tuple[ActorLine, ...] = ()
    """Actors of another kind with the same name: a place, if this is the person."""
    others: tuple[Bearer, ...] = ()
    """The other persons of this name."""
    in_passing: QuotedSentence | None = None
    """If there are no ``sentences``: one that names the actor, from the newest article that has one."""
    article: int | None = None
    """The id of an article that means this person, if there are others."""
    asked: str | None = None
    """The typed name, if the profile is that of the most similar name."""
    part: str = ""
    """The name that was asked for, as it was found."""
    also: tuple[ActorLine, ...] = ()
    """The others who have it as a part of theirs."""


async def build_profile(
    store: Store,
    linker: ActorLinker,
    scope: int,
    match: ActorMatch,
    person: Bearer | None = None,
    persons: Sequence[Bearer] = (),
) -> ActorProfile:
    """The profile of the actor that a typed name or a button stands for: of ``person``, if several have the name."""
    actor = match.actor
    ids = [member.id for member in actor.members]
    appearances = await store.appearances(scope, ids, limit=MAX_APPEARANCES)
    if person is not None:
        appearances = [seen for seen in appearances if seen.article.id in person.ids]
    aliases = await linker.editor_aliases(scope, actor)
    count, mentions = person.within(person.ids) if person else await store.mention_counts(scope, ids)
    forms = [form for seen in appearances for form in (seen.name, *seen.aliases) if form != actor.name]
    namesakes = [other for other in match.others if other.name == actor.name]
    return ActorProfile(
        id=ids[0],
        name=actor.name,
        kind=actor.kind,
        other_names=tuple(dict.fromkeys([*forms, *(rule.name for rule in aliases)])),
        evidence=tuple(dict.fromkeys([*map(editor_reason, aliases), *actor.evidence])),
        count=count,
        mentions=mentions,
        articles=tuple({seen.article.id: seen.article for seen in appearances}.values()),
        roles=_roles(appearances),
        sentences=_sentences(appearances),
        in_passing=_in_passing(appearances),
        co_mentioned=await _co_mentioned(store, linker, scope, ids, sorted(person.ids) if person else None),
        linked_keys=frozenset(member.key for member in actor.members),
        namesakes=tuple([await actor_line(store, scope, namesake) for namesake in namesakes]),
        others=tuple(other for other in persons if other is not person),
        article=person.newest if person else None,
        asked=match.asked,
        part=match.part,
        also=tuple([await actor_line(store, scope, other) for other in match.also]),
    )


async def _co_mentioned(
    store: Store, linker: ActorLinker, scope: int, ids: Sequence[int], articles: Sequence[int] | None
) -> tuple[ActorLine, ...]:
    """The actors that most articles name together with this one; of two with the same name only the more frequent."""
    counted = await store.co_mentioned(scope, ids, articles=articles, limit=MAX_CO_MENTIONED * 3)
    shared = {known.id: (articles, -place) for place, (known, articles) in enumerate(counted)}
    linked = [actor for actor in await linker.linked(scope, [known for known, _ in counted]) if _is_other(actor, ids)]
    best = [(max(shared[m.id] for m in actor.members if m.id in shared), actor) for actor in linked]
    ranked = sorted(best, key=_rank, reverse=True)
    lines: dict[str, ActorLine] = {}
    for (together, _), actor in ranked:
        lines.setdefault(actor.name, ActorLine(actor.members[0].id, actor.name, actor.kind, together))
    return tuple(lines.values())[:MAX_CO_MENTIONED]


def _is_other(actor: LinkedActor, ids: Sequence[int]) -> bool:
    return not any(member.id in ids for member in actor.members)


def _rank(counted: tuple[tuple[int, int], LinkedActor]) -> tuple[int, int]:
    return counted[0]


def _roles(appearances: Iterable[Appearance]) -> tuple[QuotedRole, ...]:
    """Each role once, from the newest article that states it; the newest first."""
    roles: dict[str, QuotedRole] = {}
    for appearance in appearances:
        for role in appearance.roles:
            roles.setdefault(name_key(role.text), QuotedRole(role.text, appearance.article))
    return tuple(roles.values())


def _sentences(appearances: Sequence[Appearance]) -> tuple[QuotedSentence, ...]:
    """The best sentence of each article in turn, the newest article first; then the second best ones, and so on."""
    sentences: dict[str, QuotedSentence] = {}
    for rank in range(MAX_SENTENCES):
        for appearance in appearances:
            if rank < len(appearance.salient):
                sentences.setdefault(appearance.salient[rank].text, _quoted(appearance, rank))
    return tuple(sentences.values())[:MAX_SENTENCES]


def _quoted(seen: Appearance, rank: int) -> QuotedSentence:
    return QuotedSentence(seen.salient[rank].text, seen.article, seen.positions[rank], seen.total, seen.times[rank])


def _in_passing(appearances: Sequence[Appearance]) -> QuotedSentence | None:
    """A sentence that names the actor in passing, if none says more."""
    if any(appearance.salient for appearance in appearances):
        return None
    named = (
        QuotedSentence(x.in_passing.text, x.article, x.positions[0], x.total)
        for x in appearances
        if x.in_passing is not None
    )
    return next(named, None)
