"""Themes across the articles that a scope sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.actors import ThemeCount
    from bot.models.articles import ArticleHeader

__all__ = ["ThemeStore"]


class ThemeStore(Protocol):
    """Counts themes and lists their articles."""

    async def theme_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None
    ) -> list[ThemeCount]:
        """The themes of articles dated at or after ``since`` and before ``until``, most articles first.

        None means no bound.
        """
        ...

    async def theme_labels(self, scope: int) -> list[str]:
        """The labels of all themes, in alphabetical order: as ``theme_counts``, but without reading all articles."""
        ...

    async def theme_articles(self, scope: int, label: str, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """A page of the articles about a theme, those with the newest date first; the label may differ in case."""
        ...
