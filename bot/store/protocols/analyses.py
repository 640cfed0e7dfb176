"""The stored analyses of articles, and which of them an older analyzer made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.actors import ArticleActor
    from bot.models.analysis import Analysis, Digest
    from bot.models.articles import Article

__all__ = ["AnalysisStore"]


class AnalysisStore(Protocol):
    """Reads and replaces the analyses of articles."""

    async def analysis(self, article_id: int) -> Analysis | None:
        """The complete analysis of an article."""
        ...

    async def digest(self, article_id: int, *, sentences: int, actors: int) -> Digest | None:
        """The part of an analysis that a summary shows.

        It has the best ``sentences`` sentences, and the ``actors`` most important persons and as many other actors.
        """
        ...

    async def article_actors(self, article_id: int, *, limit: int, offset: int = 0) -> tuple[int, list[ArticleActor]]:
        """The number of an article's actors, and a page of them: persons first, each kind by importance."""
        ...

    async def set_page_offsets(self, article: Article, pages: Sequence[int]) -> None:
        """Stores where the pages of an article's full text begin, unless its text has changed meanwhile."""

    async def replace_analysis(self, article_id: int, content_hash: str, analysis: Analysis) -> bool:
        """Stores a new analysis of an article; False, and nothing is stored, if its text has changed meanwhile."""
        ...

    async def stale_articles(self, version: int, *, limit: int) -> list[Article]:
        """The articles analysed by a version older than this one, newest first, removed ones too.

        Those that ``mark_unanalysable`` was called for with this version are left out.
        """
        ...

    async def count_stale_articles(self, version: int) -> int:
        """The number of articles that ``stale_articles`` would return without a limit."""
        ...

    async def mark_unanalysable(self, article_id: int, version: int, reason: str, *, now: datetime) -> None:
        """Records that this version of the analyzer fails on an article, which keeps its older analysis."""
