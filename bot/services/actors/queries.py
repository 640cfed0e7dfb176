"""Answers questions about actors: the profile of one, and lists of several."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.models.suggestions import SuggestionKind
from bot.services.actors.actor_lines import ActorLine
from bot.services.actors.linking import ActorLinker
from bot.services.actors.name_lookup import ActorMatch, find_actor, suggest_names
from bot.services.actors.name_suggestions import suggest_for
from bot.services.actors.namesakes import bearer_typed, bearers, ids_of_articles, several_persons
from bot.services.actors.profiles import MAX_APPEARANCES, build_profile
from bot.services.actors.quotes import collect_quotes
from bot.services.actors.typed_names import actors_named_so
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.models.actors import StoredActor
    from bot.services.actors.namesakes import Bearer
    from bot.services.actors.profiles import ActorProfile
    from bot.services.actors.quotes import ActorQuotes
    from bot.services.periods import Period
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorQueries"]

NO_LONGER_NAMED = "No article in the library names this actor any longer."


class ActorQueries:
    """Answers about actors from what is stored. ``scope`` is the asker's server."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._linker = ActorLinker(store)

    async def profile(self, scope: int, name: str, *, exact: bool = False) -> ActorProfile:
        """The profile of the one actor that a typed name stands for; with ``exact``, no similar names are tried.

        Raises InputError for a name without letters; NotFound with the candidates if it may stand for several actors,
        or (unless ``exact``) for several persons of this name, or with suggestions if it stands for none.
        """
        match, person, persons = await self._match(scope, name, exact=exact)
        return await build_profile(self._store, self._linker, scope, match, person, persons)

    async def find(self, scope: int, name: str, *, exact: bool = False) -> tuple[int, int | None]:
        """The ids of the one actor that a typed name stands for, and of an article that means this person.

        The second is None if nobody else has the name. Raises as ``profile``.
        """
        match, person, _ = await self._match(scope, name, exact=exact)
        return match.actor.members[0].id, person.newest if person else None

    async def find_quoted(self, scope: int, name: str) -> tuple[int, int | None]:
        """The same for somebody whose quotations are asked for: suggestions open these."""
        try:
            return await self.find(scope, name)
        except NotFound as error:
            suggest_for(error, SuggestionKind.QUOTED, name)
            raise

    async def is_name(self, scope: int, words: str) -> bool:
        """True if typed words stand for an actor, or for one of several, without any correction."""
        return bool((await actors_named_so(self._store, self._linker, scope, words)).actors)

    async def is_written(self, scope: int, words: str) -> bool:
        """True if an article calls an actor by exactly these words."""
        return bool(await self._linker.linked_by_name(scope, name_key(words)))

    async def _match(
        self, scope: int, name: str, *, exact: bool = False
    ) -> tuple[ActorMatch, Bearer | None, Sequence[Bearer]]:
        """The actor of a typed name, the person of this name who is meant, and all of them if they are several."""
        match = await find_actor(self._store, self._linker, scope, name, exact=exact)
        persons = () if exact else await bearers(self._store, scope, match.actor)
        person = bearer_typed(match.actor, persons, name)
        if persons and person is None:
            raise several_persons(match.actor, persons, name, match.also)
        return match, person, persons

    async def profile_by_id(self, scope: int, actor_id: int, article: int | None = None) -> ActorProfile:
        """The profile that a button opens: of the person whom this article means, if others have the same name.

        Raises NotFound if no visible article names the actor any more, or with the persons to choose from.
        """
        known, actor = await self._by_id(scope, actor_id)
        namesakes = await self._linker.linked_by_name(scope, known.key)
        match = ActorMatch(actor, [other for other in namesakes if other.members != actor.members])
        persons = await bearers(self._store, scope, actor)
        person = _person(actor, persons, article)
        return await build_profile(self._store, self._linker, scope, match, person, persons)

    async def quotes(self, scope: int, actor_id: int, article: int | None = None) -> ActorQuotes:
        """What articles quote an actor as saying. Raises as ``profile_by_id``."""
        return await collect_quotes(self._store, scope, *await self.linked(scope, actor_id, article))

    async def linked(self, scope: int, actor_id: int, article: int | None) -> tuple[LinkedActor, Bearer | None]:
        """The actor with all its names, and the person whom an article means if others have the name.

        Raises as ``profile_by_id``.
        """
        _, actor = await self._by_id(scope, actor_id)
        return actor, _person(actor, await bearers(self._store, scope, actor), article)

    async def _by_id(self, scope: int, actor_id: int) -> tuple[StoredActor, LinkedActor]:
        known = await self._store.actors_by_id(scope, [actor_id])
        if not known:
            raise NotFound(NO_LONGER_NAMED)
        (actor,) = await self._linker.linked(scope, known)
        return known[0], actor

    async def articles_naming(
        self,
        scope: int,
        actor_id: int,
        article: int | None = None,
        *,
        since: datetime | None,
        until: datetime | None,
        limit: int,
    ) -> tuple[LinkedActor, tuple[int, ...]]:
        """An actor, and the ids of the latest articles of a period that name it, with removed ones.

        They are of the person whom ``article`` means, if others have the same name. Raises NotFound if no visible
        article names the actor any more.
        """
        _, actor = await self._by_id(scope, actor_id)
        persons = await bearers(self._store, scope, actor)
        person = next((one for one in persons if article in one.ids), None)
        ids = [member.id for member in actor.members]
        named = await self._store.ids_naming(ids, since=since, until=until, limit=limit)
        return actor, tuple(one for one in named if person is None or one in person.ids)

    async def main_actors(
        self, scope: int, article_ids: Sequence[int], *, limit: int
    ) -> list[tuple[LinkedActor, set[int]]]:
        """The persons and organisations that are main actors of most of these articles, each with the articles' ids."""
        named: defaultdict[int, set[int]] = defaultdict(set)
        known: dict[int, StoredActor] = {}
        for article, actor in await self._store.main_actors_of(article_ids):
            known[actor.id] = actor
            named[actor.id].add(article)
        frequent = sorted(known.values(), key=lambda actor: (-len(named[actor.id]), actor.name))[: limit * 3]
        linked = await self._linker.linked(scope, frequent)
        counted = [(actor, set[int]().union(*(named[one.id] for one in actor.members))) for actor in linked]
        return sorted(counted, key=lambda pair: (-len(pair[1]), pair[0].name))[:limit]

    async def top_actors(self, scope: int, period: Period, *, limit: int) -> list[ActorLine]:
        """The actors of a period, those in most articles first. Raises NotFound if there are none."""
        since, until = period.since(self._clock()), period.until(self._clock())
        counted = await self._store.actor_counts(scope, since, until=until, limit=limit * 3)
        if not counted:
            msg = (
                "No article names anyone so far."
                if period.hours is None
                else f"No one is named in {period.label}: there may be no articles from then."
            )
            raise NotFound(msg)
        counts = {known.id: (articles, mentions) for known, articles, mentions in counted}
        lines = []
        for actor in await self._linker.linked(scope, [known for known, _, _ in counted]):
            ids = [member.id for member in actor.members]
            # An article that uses several of the names counts once.
            if len(ids) == 1:
                articles, mentions = counts[ids[0]]
            else:
                articles, mentions = await self._store.mention_counts(scope, ids, since=since, until=until)
            lines += await self._lines_of_bearers(scope, actor, period) or [
                ActorLine(ids[0], actor.name, actor.kind, articles, mentions)
            ]
        return sorted(lines, key=lambda line: (-line.articles, -line.mentions, line.label))[:limit]

    async def _lines_of_bearers(self, scope: int, actor: LinkedActor, period: Period) -> list[ActorLine]:
        """A line for each person of a name who is named in the period; none if it is one person."""
        persons = await bearers(self._store, scope, actor)
        if not persons:
            return []
        since, until = period.since(self._clock()), period.until(self._clock())
        named = await ids_of_articles(self._store, scope, actor, since=since, until=until)
        counted = [(person, *person.within(named)) for person in persons]
        return [
            ActorLine(actor.members[0].id, actor.name, actor.kind, articles, mentions, person.numbers, person.newest)
            for person, articles, mentions in counted
            if articles
        ]

    async def other_actors_called(self, scope: int, key: str) -> dict[str, list[int]]:
        """The actors whom an article calls by this folded name beside their own one, with the articles' numbers."""
        known = await self._store.actors_by_name(scope, key)
        bearers: dict[str, list[int]] = {}
        for seen in await self._store.appearances(scope, [actor.id for actor in known], limit=MAX_APPEARANCES):
            if name_key(seen.name) != key and key in map(name_key, seen.aliases):
                bearers.setdefault(seen.name, []).append(seen.article.number)
        return bearers

    async def suggest(self, scope: int, typed: str, *, limit: int) -> list[str]:
        """For autocomplete: the names that begin as typed, or the most frequent ones if nothing is typed yet."""
        return await suggest_names(self._store, self._linker, scope, typed, limit=limit)


def _person(actor: LinkedActor, persons: Sequence[Bearer], article: int | None) -> Bearer | None:
    """The person whom an article means; None if it is one actor. Raises NotFound with the persons to choose from."""
    person = next((one for one in persons if article in one.ids), None)
    if persons and person is None:
        raise several_persons(actor, persons, actor.name)
    return person
