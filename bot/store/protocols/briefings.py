"""What a briefing reads, and when one was last asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import BriefedArticle, BriefingRange, DigestArticles, ReadArticle
    from bot.stories.page_stories import ComparedArticle

__all__ = ["BriefingStore"]


class BriefingStore(Protocol):
    """Reads only as much as a page shows: the headers of many articles, the sentences of a few."""

    async def briefed_articles(self, scope: int, wanted: BriefingRange, *, limit: int) -> list[BriefedArticle]:
        """The latest articles that a briefing is about, the newest date first."""
        ...

    async def ids_naming(
        self, actor_ids: Sequence[int], *, since: datetime | None, until: datetime | None, limit: int
    ) -> list[int]:
        """The ids of the latest articles that name these actors, the newest date first, with removed ones.

        They may be a day older than ``since``: ``briefed_articles`` looks closer.
        """
        ...

    async def newest_date(self, scope: int) -> datetime | None:
        """The date of the newest article; None for an empty library."""
        ...

    async def read_articles(self, article_ids: Sequence[int], *, sentences: int, names: int) -> dict[int, ReadArticle]:
        """The best sentences of articles, and their main persons and organisations, by the ids of the articles.

        An article without analysis is left out.
        """
        ...

    async def earlier_articles(
        self, scope: int, story_ids: Sequence[int], wanted: BriefingRange
    ) -> dict[int, list[ArticleHeader]]:
        """The articles of each story from before the time of a briefing, the oldest date first."""
        ...

    async def compared_articles(self, article_ids: Sequence[int]) -> dict[int, list[ComparedArticle]]:
        """The articles of each story, by its id, as they are compared; without stories that an editor decided on."""
        ...

    async def digest_articles(self, guild_id: int, digest: int) -> DigestArticles | None:
        """What a digest of a server is made of: the deliveries that share this ``batch_id``. None if there is none.

        What was skipped, because it was removed before, is not in it.
        """
        ...

    async def newest_article_id(self) -> int:
        """The highest id of an article, of whatever server; ids grow in the order of addition. 0 if there is none."""
        ...

    async def last_briefing(self, scope: int, channel_id: int) -> tuple[datetime, int] | None:
        """When a briefing of what is new was last asked for in a channel, and the highest id of an article then."""
        ...

    async def mark_briefing_asked(self, scope: int, channel_id: int, newest_id: int, *, now: datetime) -> None:
        """Stores that one is asked for now, with the highest id of an article."""
        ...
