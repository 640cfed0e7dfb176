"""Finding articles: by number, id or link, in lists, and by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.models.search import NO_FILTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader, SearchHit
    from bot.models.search import SearchFilter

__all__ = ["MAX_SEARCH_HITS", "ArticleQueries"]

MAX_SEARCH_HITS = 300
"""A search ranks this many of the newest hits, so that common words stay cheap in a large library."""


class ArticleQueries(Protocol):
    """Finds articles."""

    async def article(self, scope: int, number: int, *, removed: bool = False) -> Article | None:
        """The article with this number, or None. A removed article is found only with ``removed``."""
        ...

    async def article_by_id(self, scope: int, article_id: int, *, removed: bool = False) -> Article | None:
        """The article with this id, or None. A removed article is found only with ``removed``."""
        ...

    async def article_by_seed(self, seed: str) -> Article | None:
        """The article that was added from this seed file, even if it was removed."""
        ...

    async def article_by_link(self, scope: int, link: str) -> Article | None:
        """The article with this URL key (``bot.intake.urls.url_key``), a removed one only if there is no other."""
        ...

    async def article_by_content(self, scope: int, content_hash: str) -> Article | None:
        """The article with these words (``Draft.content_hash``), a removed one only if there is no other."""
        ...

    async def articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """A page of the list of articles, those added last first."""
        ...

    async def articles_by_date(
        self,
        scope: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[ArticleHeader]:
        """A page of the articles of a period, the newest date first; None means no bound."""
        ...

    async def removed_articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """A page of the list of removed articles, those removed last first."""
        ...

    async def count_removed(self, scope: int) -> int:
        """The number of removed articles."""
        ...

    async def count_articles(self, scope: int, *, since: datetime | None = None, until: datetime | None = None) -> int:
        """The number of articles dated at or after ``since`` and before ``until``; None means no bound."""
        ...

    async def last_changed_article(self, scope: int) -> Article | None:
        """The scope's own article that was removed or edited last, unless that was undone."""
        ...

    async def articles_by_title(
        self, scope: int, words: Sequence[str], *, limit: int, as_prefixes: bool = True
    ) -> list[ArticleHeader]:
        """The articles whose title contains every word, those with the newest date first.

        With ``as_prefixes`` also those with words that begin so, those added last first.

        A word may be spelt in any of the ways that ``search`` knows.
        """
        ...

    async def search(
        self,
        scope: int,
        terms: Sequence[str],
        *,
        limit: int,
        offset: int = 0,
        match_last_as_prefix: bool = True,
        filters: SearchFilter = NO_FILTER,
    ) -> tuple[int, list[SearchHit]]:
        """The number of articles that contain all terms and pass the filters, and a page of them.

        Those with the terms near each other come first, ranked by BM25; without terms the newest. A term is a word or a
        phrase, in any of its spellings. With ``match_last_as_prefix`` the last word also matches longer words that
        begin with it, unless it is so short that this would match too much. Both the count and the pages end at
        ``MAX_SEARCH_HITS``.
        """
        ...

    async def full_text(self, scope: int, article_id: int) -> tuple[Article, tuple[int, ...]] | None:
        """An article with the offsets at which the pages of its text begin, which are empty until they are set."""
        ...

    async def words_that_begin(self, beginning: str, *, limit: int) -> list[str]:
        """Stems of words of any articles, whoever sees these, that begin so: show none before a search has found it."""
        ...

    async def make_search_forms(self, *, limit: int) -> int:
        """Makes the search forms of the newest articles that have none, at most ``limit``; returns their number.

        These are the articles that were stored before searches knew such forms; until then those are not found by them.
        """
        ...
