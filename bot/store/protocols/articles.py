"""Adding, changing and removing articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.models.feeds import FinishedItem

__all__ = ["ArticleStore"]


class ArticleStore(Protocol):
    """Adds, changes and removes articles.

    A method that changes an article takes the scope of the person who asks (None: the bot itself) and the version that
    the change is based on. It raises NotFound if the scope does not see the article, and EditConflict if the article
    has another version by now.
    """

    async def add_article(
        self,
        scope: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        added_by: int | None = None,
        seed: str | None = None,
        posted: bool = True,
        feed_item: FinishedItem | None = None,
    ) -> Article:
        """Adds an article with its analysis, its full-text row and a delivery for each subscription of its scope.

        The article gets the next number that is free in every server that sees it: one more than the highest number
        of its scope and of the shared articles, or of all articles if it is shared itself. A number is never used
        twice. ``added_by`` is a Discord user id, ``seed`` the name of the seed file that the article comes from.
        Without ``posted`` there are no deliveries. The deliveries of a paused subscription wait until it is resumed;
        those of subscriptions whose filter refuses the article are skipped, with the reason.
        ``feed_item`` is the item of a feed that the article comes from: it is finished in the same transaction.

        Raises DuplicateArticle if an article of its scope or a shared one has the same content hash, even if that one
        was removed, or if a removed one has the same link; KnownLink if one that was not removed has the same link
        and another text; NotFound if ``feed_item`` no longer waits.
        """
        ...

    async def replace_article(
        self,
        article_id: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        edited_by: int | None = None,
        scope: int | None = None,
        version: int | None = None,
        feed_item: int | None = None,
    ) -> Article:
        """Gives an article a new text and keeps the old one for ``undo_edit``.

        Its number stays. It is not posted again, but its posts are updated. With ``feed_item`` also records that the
        new version of this item is that text. Raises NotFound, also if that item no longer waits, EditConflict, or
        DuplicateArticle or KnownLink if another article has this content or the new link.
        """
        ...

    async def undo_edit(
        self,
        article_id: int,
        *,
        now: datetime,
        by: int | None,
        version: int,
        scope: int | None = None,
    ) -> Article:
        """Restores the text and the analysis from before the edit that made this version.

        Raises NotFound if the article was not edited, EditConflict, or DuplicateArticle if another article has that
        content by now.
        """
        ...

    async def remove_article(
        self,
        article_id: int,
        *,
        now: datetime,
        by: int | None,
        scope: int | None = None,
        version: int | None = None,
    ) -> None:
        """Hides an article from all queries but those for removed articles, and skips its pending deliveries.

        Its number and text are kept. Does nothing if it was removed already. Raises NotFound, EditConflict.
        """

    async def restore_article(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None
    ) -> None:
        """Brings a removed article back, without posting it. Does nothing if it was not removed. Raises NotFound."""
