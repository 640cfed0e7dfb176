"""What a timeline reads beside what a briefing reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import StoredActor
    from bot.models.briefing import ReadArticle

__all__ = ["TimelineStore"]


class TimelineStore(Protocol):
    """Reads what given articles say about actors, and who is in them; the articles must be visible to the asker."""

    async def telling_articles(
        self, actor_ids: Sequence[int], article_ids: Sequence[int], *, sentences: int
    ) -> dict[int, ReadArticle]:
        """The sentences that say most about these actors in each article, best first, by the ids of the articles.

        An article that names them in its headline, and else in passing at most, has no sentences; one that names them
        in passing only is left out.
        """
        ...

    async def main_actors_of(self, article_ids: Sequence[int]) -> list[tuple[int, StoredActor]]:
        """Pairs of an article's id and a person or organisation that is one of its main actors."""
        ...
