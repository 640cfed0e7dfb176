"""Questions about articles: what one says, what there is, where some words stand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.errors import InputError, NotFound, StorageError
from bot.services.lookup.articles import article_by_id, find_article, find_to_restore, nothing_here, suggest_articles
from bot.services.lookup.query_words import shown, terms_of, themes_near, words_of
from bot.services.lookup.spelling import respelt
from bot.text.names import fold, name_key
from bot.text.paging import page_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.models.actors import ArticleActor, ThemeCount
    from bot.models.analysis import Analysis, Digest
    from bot.models.articles import Article, ArticleHeader, SearchHit
    from bot.services.periods import Period
    from bot.store.protocol import Store

__all__ = ["MOST_SENTENCES", "AnalysedArticle", "Library"]

log = structlog.get_logger(__name__)

NAMESAKES = 10
"""Articles with the words of a title among which one with the same title is looked for."""
MOST_SENTENCES, MOST_ACTORS = 16, 6
"""Of a summary; actors: of persons, and of others."""


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """An article together with what its reading found."""

    article: Article
    analysis: Analysis


class Library:
    """Answers from what is stored; reads no text itself. ``scope`` is the server of whoever asks."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def find(self, scope: int, words: str, *, removed: bool = False) -> Article:
        """The article that is meant: see ``find_article``."""
        return await find_article(self._store, scope, words, removed=removed)

    async def find_to_restore(self, scope: int, words: str) -> Article:
        """The article that is to be restored: see ``finding.find_to_restore``."""
        return await find_to_restore(self._store, scope, words)

    async def suggest(self, scope: int, typed: str, *, limit: int) -> list[ArticleHeader]:
        """For autocomplete: see ``suggest_articles``."""
        return await suggest_articles(self._store, scope, typed, limit=limit)

    async def by_id(self, scope: int, article_id: int) -> Article:
        """The article behind a button or a list. Raises NotFound where it is gone or was never this view's."""
        return await article_by_id(self._store, scope, article_id)

    async def namesake(self, article: Article, scope: int) -> ArticleHeader | None:
        """Another article with the same title, the newest."""
        fits = await self._store.titles_with(scope, words_of(article.title), limit=NAMESAKES)
        same = name_key(article.title)
        return next((x for x in fits if x.id != article.id and name_key(x.title) == same), None)

    async def titled(self, scope: int, words: Sequence[str], *, limit: int) -> list[ArticleHeader]:
        """Articles whose titles hold all these words, or beginnings of them, the newest first."""
        return await self._store.titles_with(scope, words, limit=limit)

    async def reading(self, article: Article) -> AnalysedArticle:
        """What the reading of an article found."""
        analysis = await self._store.analysis(article.id)
        if analysis is None:
            raise _not_read(article)
        return AnalysedArticle(article, analysis)

    async def digest(self, article: Article) -> Digest:
        """What an article's summary shows of its reading."""
        digest = await self._store.digest(article.id, sentences=MOST_SENTENCES, actors=MOST_ACTORS)
        if digest is None:
            raise _not_read(article)
        return digest

    async def full_text(self, scope: int, article_id: int) -> tuple[Article, tuple[int, ...]]:
        """An article with the offsets at which the pages of its text begin. Raises NotFound where there is none."""
        found = await self._store.full_text(scope, article_id)
        if found is None:
            msg = "That article is no longer in the library."
            raise NotFound(msg)
        article, pages = found
        if not pages:  # it was read before pages were found at reading, or an edit was undone
            pages = await asyncio.to_thread(page_starts, article.text)
            try:
                await self._store.set_pages(article, pages)
            except StorageError as error:  # the next reader finds them anew
                log.warning("pages.not_stored", article=article.id, error=str(error))
        return article, pages

    async def listing(self, scope: int, *, limit: int, offset: int) -> tuple[int, list[ArticleHeader]]:
        """How many articles there are, and a page of them, the newest first. Raises NotFound where there are none."""
        total = await self._store.count_articles(scope)
        if not total:
            raise nothing_here()
        return total, await self._store.articles(scope, limit=limit, offset=offset)

    async def count(self, scope: int) -> int:
        """How many articles this view sees."""
        return await self._store.count_articles(scope)

    async def removed_page(self, scope: int, *, limit: int, offset: int) -> tuple[int, list[ArticleHeader]]:
        """How many articles can be restored, and any page of them."""
        total = await self._store.count_removed(scope)
        return total, await self._store.removed_articles(scope, limit=limit, offset=offset)

    async def search(self, scope: int, query: str, *, limit: int, offset: int) -> tuple[int, list[SearchHit]]:
        """Full text: how many articles hold all the terms, and a page of them.

        Raises NotFound where none does, with other spellings that some do hold.
        """
        terms = terms_of(query)
        if not terms:
            msg = "Give one or more words to search for."
            raise InputError(msg)
        match_last_as_prefix = not query.rstrip().endswith(('"', "”"))
        total, hits = await self._store.search(
            scope, terms, limit=limit, offset=offset, match_last_as_prefix=match_last_as_prefix
        )
        if not total and '"' in fold(query):
            msg = f"No article holds {shown(query)}. Try it without the quotation marks."
            raise NotFound(msg)
        if not total:
            msg = f"No article holds “{shown(query)}”. Try fewer or other words."
            meant = await respelt(self._store, scope, terms)
            raise NotFound(msg, meant, searches=meant, typed=query)
        return total, hits

    async def themes(self, scope: int, period: Period) -> list[ThemeCount]:
        """Themes of a period's articles, the most frequent first. Raises NotFound where there are none."""
        themes = await self._store.themes_since(scope, period.since(self._clock()))
        if not themes:
            where = "so far" if period.hours is None else f"in {period.label}"
            msg = f"No article has a clear theme {where}."
            raise NotFound(msg)
        return themes

    async def theme(self, scope: int, words: str) -> tuple[str, int]:
        """The theme that is meant, as it is stored, and how many articles it has.

        Words of the label, or of the same stem, are enough. Raises NotFound with those that fit or come near, or else
        with the themes there are.
        """
        themes = {theme.label: theme.articles for theme in await self._store.themes_since(scope, None)}
        meant, like = themes_near(words, themes)
        if len(meant) == 1:
            return meant[0], themes[meant[0]]
        if meant:
            raise _themes(f"Several themes fit “{shown(words)}”.", meant, words)
        msg = f"No article has the theme “{shown(words)}”."
        raise _themes(msg, like, words) if like else _themes(msg, themes, words, heading="The themes there are …")

    async def under_theme(self, scope: int, label: str, *, limit: int, offset: int) -> list[ArticleHeader]:
        """A page of the articles under a theme, the newest first."""
        return await self._store.theme_articles(scope, label, limit=limit, offset=offset)

    async def actors_in(self, article: Article, *, limit: int, offset: int) -> tuple[int, list[ArticleActor]]:
        """How many actors an article names, and a page of them, by kind."""
        return await self._store.actors_in(article.id, limit=limit, offset=offset)


def _themes(message: str, labels: Iterable[str], typed: str, *, heading: str = "Did you mean …") -> NotFound:
    labels = tuple(labels)
    return NotFound(message, labels, themes=labels, heading=heading, typed=typed)


def _not_read(article: Article) -> NotFound:
    return NotFound(f"Article #{article.number} has not been read yet: try again in a moment.")
