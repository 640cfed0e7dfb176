"""Compares two articles or two actors of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.actors.linking import ActorLinker
from bot.services.comparisons.actors import Side, compare_two_actors
from bot.services.comparisons.articles import compare_two_articles
from bot.services.comparisons.finding import pair_among, pair_typed

if TYPE_CHECKING:
    from bot.models.comparisons import ActorsComparison, ArticlesComparison
    from bot.services.actors.queries import ActorQueries
    from bot.services.comparisons.finding import Pair
    from bot.services.library import Library
    from bot.store.protocols.store import Store

__all__ = ["Comparisons"]


class Comparisons:
    """Answers from what is stored. ``scope`` is the asker's server."""

    def __init__(self, store: Store, library: Library, actors: ActorQueries) -> None:
        self._store = store
        self._library = library
        self._actors = actors
        self._linker = ActorLinker(store)

    async def pair_typed(self, scope: int, typed: str) -> Pair:
        """The two articles or actors that the words after a command mean: see ``finding``."""
        return await pair_typed(self._library, self._actors, scope, typed)

    async def pair_of(self, scope: int, one: str, other: str) -> Pair:
        """The same if it is known where the words for the second one begin."""
        return await pair_among(self._library, self._actors, scope, [(one, other)])

    async def articles(self, scope: int, one: int, other: int) -> ArticlesComparison:
        """What two articles both say, and what only one does. Raises NotFound if one is not there any longer."""
        return await compare_two_articles(self._store, self._linker, self._library, scope, (one, other))

    async def actors(
        self, scope: int, one: tuple[int, int | None], other: tuple[int, int | None], page: int
    ) -> ActorsComparison:
        """A page, from 0, of what articles say about two actors, together and alone.

        Each is given by its id, and by that of an article that means this person if others have the name. Raises
        NotFound for an actor who is in no article any longer.
        """
        sides = Side(*await self._actors.linked(scope, *one)), Side(*await self._actors.linked(scope, *other))
        return await compare_two_actors(self._store, scope, sides, page)
