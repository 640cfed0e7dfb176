"""Actors across the articles that a scope sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.actors import Appearance, HeldRole, NamedIn, NamingText, StoredActor

__all__ = ["ActorStore"]


class ActorStore(Protocol):
    """Finds actors by name or role, and what articles say about them."""

    async def actors_by_name(self, scope: int, key: str) -> list[StoredActor]:
        """The actors with this folded name or alias, those in most articles first."""
        ...

    async def actors_by_endings(self, scope: int, keys: Sequence[str], *, limit: int) -> list[StoredActor]:
        """The actors with a folded name or alias that is one of these or ends with these words, by their articles."""
        ...

    async def actors_with_prefix(self, scope: int, prefix: str, *, limit: int) -> list[StoredActor]:
        """The actors with a folded name in which a word begins with ``prefix``, those in most articles first."""
        ...

    async def most_frequent_actors(self, scope: int, *, limit: int) -> list[StoredActor]:
        """The actors in most articles, which a misspelt name is compared with."""
        ...

    async def roles_with(self, scope: int, words: Sequence[str], *, limit: int) -> list[HeldRole]:
        """The roles that contain any of these words or parts of words, those in the newest articles first.

        It reads every role, so call it only if other lookups fail.
        """
        ...

    async def actors_by_id(self, scope: int, ids: Sequence[int]) -> list[StoredActor]:
        """Those of these actors that the scope sees, those in most articles first."""
        ...

    async def appearances(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[Appearance]:
        """What articles say about these actors, the articles with the newest date first."""
        ...

    async def naming_texts(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[NamingText]:
        """The texts of the articles that name these actors, the articles with the newest date first."""
        ...

    async def mention_counts(
        self, scope: int, actor_ids: Sequence[int], *, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[int, int]:
        """The number of different articles that name these actors, and of their mentions in them.

        Only articles dated at or after ``since`` and before ``until`` count; None means no bound.
        """
        ...

    async def named_in(
        self,
        scope: int,
        actor_ids: Sequence[int],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[NamedIn]:
        """The articles that name these actors, the newest date first; one that names two of them is there twice.

        Only articles dated at or after ``since`` and before ``until`` count; None means no bound.
        """
        ...

    async def companions(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[tuple[int, int]]:
        """Pairs of an article that names these actors and another person or organisation in it, newest first.

        Of ``limit`` pairs at most; the first number is the article's id, the second the other actor's.
        """
        ...

    async def co_mentioned(
        self, scope: int, actor_ids: Sequence[int], *, articles: Sequence[int] | None = None, limit: int
    ) -> list[tuple[StoredActor, int]]:
        """The other actors of the same articles, with the number of these articles, largest first.

        With ``articles``, only those of these ids count.
        """
        ...

    async def actor_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None, limit: int
    ) -> list[tuple[StoredActor, int, int]]:
        """The actors named in a period, with the numbers of articles and of mentions, most articles first.

        Only articles dated at or after ``since`` and before ``until`` count; None means no bound.
        """
        ...
