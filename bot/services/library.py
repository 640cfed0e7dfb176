"""Answers questions about articles: what one says, lists of all, and those with certain words or a theme."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from bot.errors import NotFound, StorageError
from bot.models.analysed_article import AnalysedArticle
from bot.models.suggestions import DID_YOU_MEAN, Suggestion, SuggestionKind, Suggestions
from bot.services.library_examples import NEUTRAL, LibraryExamples, library_examples
from bot.services.lookup.article_questions import find_by_subject, find_to_restore, find_with_offers
from bot.services.lookup.article_subjects import theme_called
from bot.services.lookup.articles import article_by_id, empty_library, suggest_articles
from bot.services.lookup.misspelt_keywords import correct_keywords
from bot.services.lookup.query_words import query_words, shorten
from bot.services.lookup.search import search_articles, search_notes
from bot.services.lookup.search_hint import search_hint
from bot.services.lookup.similarity import match_themes
from bot.services.lookup.stories import find_article_or_story, find_story
from bot.services.lookup.theme_words import themes_of_words
from bot.services.periods import ALL
from bot.text.names import name_key
from bot.text.paging import page_starts
from bot.text.summaries.length import MAX_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime

    from bot.models.actors import ArticleActor, ThemeCount
    from bot.models.analysis import Digest
    from bot.models.articles import Article, ArticleHeader, SearchHit
    from bot.models.stories import ListedStory, Story
    from bot.services.lookup.misspelt_keywords import Keyword
    from bot.services.periods import Period
    from bot.store.protocols.store import Store

__all__ = ["Library"]

log = structlog.get_logger(__name__)

MAX_SAME_WORDS = 10
"""How many articles with the words of a title are searched for one with the same title."""
MAX_SUMMARY_ACTORS = 6
"""How many persons a digest has, and how many other actors."""


class Library:
    """Answers from the store, without any analysis. ``scope`` is the asker's server."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def find(self, scope: int, words: str, *, removed: bool = False) -> Article:
        """The article that a command changes: see ``lookup.article_questions.find_with_offers``."""
        return await find_with_offers(self._store, scope, words, now=self._clock(), removed=removed)

    async def find_by_subject(self, scope: int, words: str) -> Article:
        """The article that a reader asks for: see ``lookup.article_questions``."""
        return await find_by_subject(self._store, scope, words, now=self._clock())

    async def find_article_or_story(self, scope: int, words: str) -> tuple[Article, bool]:
        """The article that a reader asks for, and True if its whole story is meant: see ``lookup.stories``."""
        return await find_article_or_story(self._store, scope, words, now=self._clock())

    async def find_story(self, scope: int, words: str) -> Article:
        """The article whose story is asked for: see ``lookup.stories``."""
        return await find_story(self._store, scope, words, now=self._clock())

    async def find_to_restore(self, scope: int, words: str) -> Article:
        """The article to restore: see ``lookup.article_questions``."""
        return await find_to_restore(self._store, scope, words, now=self._clock())

    async def suggest(self, scope: int, typed: str, *, limit: int) -> list[ArticleHeader]:
        """For autocomplete: see ``lookup.articles.suggest_articles``."""
        return await suggest_articles(self._store, scope, typed, limit=limit)

    async def by_id(self, scope: int, article_id: int) -> Article:
        """The article of a button or a list. Raises NotFound if it was removed or is not visible in this scope."""
        return await article_by_id(self._store, scope, article_id)

    async def same_title(self, scope: int, title: str, *, but: int | None = None) -> ArticleHeader | None:
        """The newest article with this title, other than the one with the id ``but``; or None."""
        fits = await self._store.articles_by_title(scope, query_words(title), limit=MAX_SAME_WORDS)
        same = name_key(title)
        return next((x for x in fits if x.id != but and name_key(x.title) == same), None)

    async def titles_with(self, scope: int, words: Sequence[str], *, limit: int) -> list[ArticleHeader]:
        """Articles whose titles have all these words, or words that begin so, newest first."""
        return await self._store.articles_by_title(scope, words, limit=limit)

    async def analysed(self, article: Article) -> AnalysedArticle:
        """An article with its analysis. Raises NotFound if it has none yet."""
        analysis = await self._store.analysis(article.id)
        if analysis is None:
            raise _not_analysed(article)
        return AnalysedArticle(article, analysis)

    async def digest(self, article: Article) -> Digest:
        """What an article's summary shows of its analysis. Raises NotFound if it has none yet."""
        digest = await self._store.digest(article.id, sentences=MAX_SENTENCES, actors=MAX_SUMMARY_ACTORS)
        if digest is None:
            raise _not_analysed(article)
        return digest

    async def full_text(self, scope: int, article_id: int) -> tuple[Article, tuple[int, ...]]:
        """An article with the offsets at which the pages of its text begin. Raises NotFound if it was removed."""
        found = await self._store.full_text(scope, article_id)
        if found is None:
            msg = "That article is no longer in the library."
            raise NotFound(msg)
        article, pages = found
        if not pages:  # stored before the analysis found pages, or an edit was undone
            pages = await asyncio.to_thread(page_starts, article.text)
            try:
                await self._store.set_page_offsets(article, pages)
            except StorageError as error:  # the next request finds them again
                log.warning("pages.not_stored", article=article.id, error=str(error))
        return article, pages

    async def story_of(self, scope: int, article: Article) -> Story | None:
        """The articles that tell the same story as this one, itself among them; None if it has no story."""
        return await self._store.story_of(scope, article.id)

    async def list_stories(self, scope: int, *, limit: int, offset: int) -> tuple[int, list[ListedStory]]:
        """The number of stories, and a page of them, newest date first. Raises NotFound if there are none."""
        total, stories = await self._store.listed_stories(scope, limit=limit, offset=offset)
        if not total:
            raise empty_library()
        return total, stories

    async def stories_of(self, scope: int, period: Period, *, limit: int, offset: int) -> tuple[int, list[ListedStory]]:
        """The number of stories of a period, and a page of them, newest date first. Raises NotFound for none."""
        since, until = period.since(self._clock()), period.until(self._clock())
        total, stories = await self._store.listed_stories(scope, since=since, until=until, limit=limit, offset=offset)
        if not total:
            msg = f"No article is from {period.dates}."
            raise NotFound(msg)
        return total, stories

    async def stories_with_theme(
        self, scope: int, label: str, *, limit: int, offset: int
    ) -> tuple[int, list[ListedStory]]:
        """The number of stories with articles on a theme, and a page of them, newest date first."""
        return await self._store.listed_stories(scope, theme=label, limit=limit, offset=offset)

    async def count(self, scope: int, period: Period = ALL) -> int:
        """The number of articles of a period that are visible in this scope."""
        since, until = period.since(self._clock()), period.until(self._clock())
        return await self._store.count_articles(scope, since=since, until=until)

    async def list_removed(self, scope: int, *, limit: int, offset: int) -> tuple[int, list[ArticleHeader]]:
        """The number of articles that can be restored, and a page of them; empty beyond the last one."""
        total = await self._store.count_removed(scope)
        return total, await self._store.removed_articles(scope, limit=limit, offset=offset)

    async def search(self, scope: int, query: str, *, limit: int, offset: int) -> tuple[int, list[SearchHit]]:
        """Searches the full text: the number of articles with all the terms, and a page of them.

        What may be typed is in ``lookup.search_query``. Raises NotFound if there are none, with other spellings that
        have results; InputError for a query without words or with an operator that cannot be used.
        """
        return await search_articles(self._store, scope, query, now=self._clock(), limit=limit, offset=offset)

    async def search_notes(self, scope: int, query: str) -> str:
        """What the operators of a search did, in plain sentences: see ``lookup.search.search_notes``."""
        return await search_notes(self._store, scope, query, now=self._clock())

    async def themes(self, scope: int, period: Period) -> list[ThemeCount]:
        """Themes of a period's articles, most frequent first. Raises NotFound if there are none."""
        now = self._clock()
        themes = await self._store.theme_counts(scope, period.since(now), until=period.until(now))
        if not themes:
            where = "so far" if period.hours is None else f"in {period.label}"
            msg = f"No article has a clear theme {where}."
            raise NotFound(msg)
        return themes

    async def theme(self, scope: int, words: str) -> tuple[str, int]:
        """The label of the theme that was asked for, and its number of articles.

        Words of the label, or of the same stem, are enough. Raises NotFound with those that fit or are similar, or else
        with all themes.
        """
        themes = {theme.label: theme.articles for theme in await self._store.theme_counts(scope, None)}
        fitting, similar = match_themes(words, themes)
        if len(fitting) == 1:
            return fitting[0], themes[fitting[0]]
        if fitting:
            raise _themes(f"Several themes fit “{shorten(words)}”.", fitting, words)
        hint = await search_hint(self._store, scope, words)
        search = words if hint else ""
        if near := await themes_of_words(self._store, scope, words, themes):
            these = "this theme" if len(near) == 1 else "these themes"
            msg = f"No theme is called “{shorten(words)}”, but such words are in articles on {these}. {hint}".rstrip()
            raise _themes(msg, near, words, search=search)
        msg = f"No article has the theme “{shorten(words)}”. {hint}".rstrip()
        heading = DID_YOU_MEAN if similar else "The themes are …"
        raise _themes(msg, similar or themes, words, heading=heading, search=search)

    async def theme_called(self, scope: int, words: str) -> str | None:
        """The label of the one theme of which the label or a word was typed: see ``lookup.article_subjects``."""
        return await theme_called(self._store, scope, words)

    async def correct_keywords(self, scope: int, typed: str, kinds: Collection[Keyword]) -> str | None:
        """What was typed, if that is misspelt keywords: see ``lookup.misspelt_keywords``."""
        with suppress(StorageError):  # this only helps after another error
            return correct_keywords(typed, kinds, await self._store.theme_labels(scope))
        return None

    async def examples(self, scope: int) -> LibraryExamples:
        """What the examples of the help name; neutral ones while the library cannot be read."""
        try:
            return await library_examples(self._store, scope)
        except StorageError as error:
            log.warning("examples.not_read", error=str(error))
            return NEUTRAL

    async def actors_in(self, article: Article, *, limit: int, offset: int) -> tuple[int, list[ArticleActor]]:
        """The number of actors in an article, and a page of them, by kind."""
        return await self._store.article_actors(article.id, limit=limit, offset=offset)


def _themes(
    message: str, labels: Iterable[str], typed: str, *, heading: str = DID_YOU_MEAN, search: str = ""
) -> NotFound:
    choices = tuple(Suggestion(label, label) for label in labels)
    return NotFound(message, Suggestions(SuggestionKind.THEME, typed, choices, heading, search))


def _not_analysed(article: Article) -> NotFound:
    return NotFound(f"Article #{article.number} has not been analysed yet: try again in a moment.")
