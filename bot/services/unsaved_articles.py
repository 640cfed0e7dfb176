"""Reads a text, a file or the page at a link for one answer, and stores nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.files.reading import FoundText
from bot.models.analysis import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.services.analysis.pool import AnalysisPool
    from bot.services.linked_articles import LinkedArticles
    from bot.services.newsroom import Newsroom
    from bot.store.protocols.store import Store

__all__ = ["UnsavedArticle", "UnsavedArticles"]


@dataclass(frozen=True, slots=True)
class UnsavedArticle:
    """An article that is not in the library, and its analysis."""

    draft: Draft
    analysis: Analysis


class UnsavedArticles:
    """Analyses articles without storing them. What the library has already is answered from there.

    All of it raises InputError, with what to do, if there is no article to read, AnalysisFailed or WorkerUnavailable.
    """

    def __init__(self, store: Store, pool: AnalysisPool, newsroom: Newsroom, linked_articles: LinkedArticles) -> None:
        self._store = store
        self._pool = pool
        self._newsroom = newsroom
        self._linked_articles = linked_articles

    async def of_link(self, scope: int, url: str) -> Article | UnsavedArticle:
        """The article at a link, which is fetched only if the library does not have it."""
        known = await self._newsroom.article_with_link(scope, url)
        if known is not None and known.removed_at is None:
            return known
        return await self.of_draft(scope, await self._linked_articles.draft(url, scope=scope))

    async def of_file(
        self, scope: int, name: str, data: bytes, openers: Sequence[str]
    ) -> tuple[Article | UnsavedArticle, bool]:
        """The article in a file, the first readable one of a zip file, and True if more members follow it.

        For ``openers`` see ``SourceFile``.
        """
        opened = await self._newsroom.open_file(scope, name, data, openers)
        members = (opened,) if isinstance(opened, FoundText) else opened
        reasons = []
        for count, member in enumerate(members, 1):
            text = await self._newsroom.read_member(scope, member)
            if text.draft is not None:
                return await self.of_draft(scope, text.draft), count < len(members)
            reasons.append(text.reason)
        raise InputError(f"{name}: {reasons[0]}")

    async def of_draft(self, scope: int, draft: Draft) -> Article | UnsavedArticle:
        """The article that a draft would become."""
        same = await self._store.article_by_content(scope, draft.content_hash)
        if same is not None and same.removed_at is None:
            return same
        return await self.analysed(scope, draft)

    async def analysed(self, scope: int, draft: Draft) -> UnsavedArticle:
        """A draft as it would be stored, with its analysis."""
        draft = self._newsroom.completed(draft)
        return UnsavedArticle(draft, await self._pool.analyze([Document(draft.title, draft.text)], scope=scope))
