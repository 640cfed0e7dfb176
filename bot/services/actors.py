"""Questions about actors: who somebody is, as the articles say; who is in the news."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.errors import InputError, NotFound
from bot.services.actor_linking import ActorLinker
from bot.services.lookup.query_words import query_terms
from bot.text.actors.coreference.pronouns import subject_pronoun
from bot.text.actors.linking import editor_reason
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.models.actors import Appearance, StoredActor
    from bot.models.analysis import ActorKind
    from bot.models.articles import ArticleHeader
    from bot.services.periods import Period
    from bot.store.protocol import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLine", "ActorProfile", "ActorQueries", "QuotedRole", "QuotedSentence"]

MAX_NAME = 100
MAX_COMPARED = 20_000
"""Names that a misspelt one is compared with: those in the most articles."""
SURE, LIKELY = 86.0, 70.0
"""Similarity (0 to 100) from which a misspelt name is taken to be meant, and from which it is offered."""
LEAD_OVER_NEXT = 5.0
CALLED = 5
"""Actors that are offered for a role that was typed for a name."""
_ARTICLE = re.compile(r"(?i)^(the|an?) ")
APPEARANCES = 50
SENTENCES = 5
COMPANIONS = 6


@dataclass(frozen=True, slots=True)
class QuotedRole:
    """What an article calls somebody, verbatim."""

    text: str
    article: ArticleHeader


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence about somebody, verbatim; ``pronoun`` is what it has for the name, where it does not name them."""

    text: str
    article: ArticleHeader
    pronoun: str | None = None


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list; ``id`` is that of its most frequent stored name."""

    id: int
    name: str
    kind: ActorKind
    articles: int
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """Who somebody is, as the articles that the asker sees say. ``articles`` are where they appear, newest first."""

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
    joined: frozenset[str] = frozenset()
    """The folded names of the stored actors that are taken to be this one."""
    namesakes: tuple[ActorLine, ...] = ()
    """What else is read under the same name: a place, where this is the person."""
    asked: str | None = None
    """What was typed, where the answer is for another spelling."""


class ActorQueries:
    """Answers about actors from what is stored. ``scope`` is the server of whoever asks."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._identities = ActorLinker(store)

    async def who(self, scope: int, name: str, *, exact: bool = False) -> ActorProfile:
        """The profile of the one actor that a name stands for; ``exact``: no other spelling is tried.

        Raises NotFound with the candidates where it may stand for several, or with the nearest names where for none.
        """
        name = " ".join(name.split())[:MAX_NAME]
        key = name_key(name)
        if not key:
            msg = "Whom do you mean? Give a name that is in the articles."
            raise InputError(msg)
        groups = await self._identities.named(scope, key)
        if not groups:
            match_last_as_prefix = await self._store.actors_starting(scope, key, limit=25)
            groups = list(await self._identities.grouped(scope, match_last_as_prefix))
        if not groups:
            return await self._misspelt(scope, name, key, exact=exact)
        one = await self._one(scope, groups, name, key)
        return await self._profile(scope, one, [group for group in groups if group is not one])

    async def who_by_id(self, scope: int, actor_id: int) -> ActorProfile:
        """The same for a button. Raises NotFound where the view no longer sees this actor."""
        known = await self._store.known_actors(scope, [actor_id])
        if not known:
            msg = "No article in the library names this actor any longer."
            raise NotFound(msg)
        groups = await self._identities.named(scope, known[0].key)
        group = next((g for g in groups if any(m.id == actor_id for m in g.members)), None)
        group = group or (await self._identities.grouped(scope, known))[0]
        return await self._profile(scope, group, [other for other in groups if other is not group])

    async def most_named(self, scope: int, period: Period, *, limit: int) -> list[ActorLine]:
        """The actors of a period by how many articles name them. Raises NotFound where there are none."""
        since = period.since(self._clock())
        counts = await self._store.actors_since(scope, since, limit=limit * 3)
        if not counts:
            msg = (
                "No article names anyone so far."
                if period.hours is None
                else f"No one is named in {period.label}: there may be no articles from then."
            )
            raise NotFound(msg)
        per_id = {known.id: (articles, mentions) for known, articles, mentions in counts}
        lines = []
        for group in await self._identities.grouped(scope, [known for known, _, _ in counts]):
            ids = [member.id for member in group.members]
            articles, mentions = (
                per_id[ids[0]] if len(ids) == 1 else await self._store.mention_counts(scope, ids, since=since)
            )
            lines.append(ActorLine(ids[0], group.name, group.kind, articles, mentions))
        return sorted(lines, key=lambda line: (-line.articles, -line.mentions, line.name))[:limit]

    async def read_as(self, scope: int, key: str) -> dict[str, list[int]]:
        """Whom articles by their own reading name so too, without it being their name: with those articles' numbers."""
        known = await self._store.actors_by_name(scope, key)
        seen = await self._store.appearances(scope, [one.id for one in known], limit=APPEARANCES)
        found: dict[str, list[int]] = {}
        for appearance in seen:
            if name_key(appearance.name) != key and key in map(name_key, appearance.aliases):
                found.setdefault(appearance.name, []).append(appearance.article.number)
        return found

    async def suggest(self, scope: int, typed: str, *, limit: int) -> list[str]:
        """For autocomplete: names that begin as typed, or the most frequent ones where nothing is typed yet."""
        key = name_key(typed[:MAX_NAME])
        if key:
            known = await self._store.actors_starting(scope, key, limit=limit * 2)
        else:
            known = await self._store.actor_names(scope, limit=limit * 2)
        return list(dict.fromkeys(group.name for group in await self._identities.grouped(scope, known)))[:limit]

    async def _one(self, scope: int, groups: Sequence[LinkedActor], name: str, key: str) -> LinkedActor:
        if len(groups) == 1:
            return groups[0]
        exact = [group for group in groups if any(member.key == key for member in group.members)]
        if len(exact) == 1 and " " in key:
            return exact[0]
        if len({group.name for group in groups}) == 1:  # a person and a place of one name: the more frequent one
            return groups[0]
        msg = f"“{name}” may be any of these: give the full name."
        shown = [await self._line(scope, group) for group in groups[:10]]
        raise NotFound(
            msg,
            tuple(f"{x.name} ({x.kind}, {x.articles} article{'s' * (x.articles != 1)})" for x in shown),
            actors=tuple(x.id for x in shown),
            typed=name,
        )

    async def _misspelt(self, scope: int, name: str, key: str, *, exact: bool) -> ActorProfile:
        known = await self._store.actor_names(scope, limit=MAX_COMPARED)
        near = await asyncio.to_thread(_nearest, key, known)
        if not exact and near and near[0][1] >= SURE and (len(near) == 1 or near[0][1] - near[1][1] >= LEAD_OVER_NEXT):
            groups = await self._identities.named(scope, near[0][0].key)
            if len(groups) == 1:
                return await self._profile(scope, groups[0], asked=name)
        role = _ARTICLE.sub("", name)
        called = await self._identities.grouped(scope, await self._store.actors_with_role(scope, role, limit=CALLED))
        terms = query_terms(name)
        holding, _ = (
            await self._store.search(scope, terms, limit=1, offset=0, match_last_as_prefix=True) if terms else (0, [])
        )
        msg = f"No article names “{name}”."
        if holding:
            msg += f" {holding:,} article{'s hold' if holding > 1 else ' holds'} these words: search for them."
        elif not near and not called:
            msg += " No search finds it either: try another spelling."
        meant = [(group.name, group.members[0].id) for group in called] + [
            (known.name, known.id) for known, _ in near[:5]
        ]
        offered = dict(reversed(meant))  # of two with one name the better one
        names = tuple(dict.fromkeys(other for other, _ in meant))
        raise NotFound(
            msg, names, actors=tuple(offered[other] for other in names), typed=name, words=name if holding else ""
        )

    async def _line(self, scope: int, group: LinkedActor) -> ActorLine:
        ids = [member.id for member in group.members]
        return ActorLine(ids[0], group.name, group.kind, *await self._store.mention_counts(scope, ids))

    async def _profile(
        self, scope: int, group: LinkedActor, others: Sequence[LinkedActor] = (), asked: str | None = None
    ) -> ActorProfile:
        ids = [member.id for member in group.members]
        seen = await self._store.appearances(scope, ids, limit=APPEARANCES)
        with_them = await self._store.co_mentioned(scope, ids, limit=COMPANIONS * 3)
        shared = {known.id: (count, -place) for place, (known, count) in enumerate(with_them)}
        company = {
            g.name: g  # a name that is read as two kinds stands once, as the more frequent one
            for g in sorted(
                await self._identities.grouped(scope, [known for known, _ in with_them]),
                key=lambda g: max(shared[m.id] for m in g.members),
            )
        }
        names = dict.fromkeys(form for a in seen for form in (a.name, *a.aliases) if form != group.name)
        said = await self._identities.said_of(scope, group)
        count, mentions = await self._store.mention_counts(scope, ids)
        names |= dict.fromkeys(rule.name for rule in said)
        return ActorProfile(
            id=group.members[0].id,
            name=group.name,
            kind=group.kind,
            other_names=tuple(names),
            evidence=tuple(dict.fromkeys([*map(editor_reason, said), *group.evidence])),
            count=count,
            mentions=mentions,
            articles=tuple({a.article.id: a.article for a in seen}.values()),
            roles=_roles(seen),
            sentences=_sentences(seen),
            co_mentioned=tuple(
                ActorLine(g.members[0].id, g.name, g.kind, max(shared[m.id] for m in g.members)[0])
                for g in sorted(company.values(), key=lambda g: max(shared[m.id] for m in g.members), reverse=True)[
                    :COMPANIONS
                ]
            ),
            namesakes=tuple([await self._line(scope, other) for other in others if other.name == group.name]),
            joined=frozenset(member.key for member in group.members),
            asked=asked,
        )


def _roles(seen: Iterable[Appearance]) -> tuple[QuotedRole, ...]:
    """Each role once, by the newest article that states it, the newest first."""
    roles: dict[str, QuotedRole] = {}
    for appearance in seen:
        for role in appearance.roles:
            roles.setdefault(name_key(role.text), QuotedRole(role.text, appearance.article))
    return tuple(roles.values())


def _sentences(seen: Sequence[Appearance]) -> tuple[QuotedSentence, ...]:
    """The best sentence of each article in turn, the newest article first, then the second best ones."""
    found: dict[str, QuotedSentence] = {}
    for rank in range(SENTENCES):
        for appearance in seen:
            if rank < len(appearance.salient):
                salient = appearance.salient[rank]
                text = salient.sentence.text
                pronoun = None if salient.named else subject_pronoun(text)
                found.setdefault(text, QuotedSentence(text, appearance.article, pronoun))
            if len(found) == SENTENCES:
                return tuple(found.values())
    return tuple(found.values())


def _nearest(key: str, known: Sequence[StoredActor]) -> list[tuple[StoredActor, float]]:
    """The most similar names, best first: by the whole name, or by its last word where one word was typed."""
    whole = process.extract(key, [k.key for k in known], scorer=fuzz.ratio, score_cutoff=LIKELY, limit=5)
    best = {index: score for _, score, index in whole}
    if " " not in key:
        last = [k.key.rsplit(" ", 1)[-1] for k in known]
        for _, score, index in process.extract(key, last, scorer=fuzz.ratio, score_cutoff=LIKELY, limit=5):
            best[index] = max(score, best.get(index, 0.0))
    by_name: dict[tuple[str, str], tuple[StoredActor, float]] = {}
    for index, score in sorted(best.items(), key=lambda item: (-item[1], item[0])):
        by_name.setdefault((known[index].key.rsplit(" ", 1)[-1], known[index].kind), (known[index], score))
    return list(by_name.values())
