"""Questions about articles: which one is meant, what it says, what there is, where some words stand."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from rapidfuzz import process

from bot.errors import InputError, NotFound, StorageError
from bot.intake.urls import find_links, link_key
from bot.models import ArticleLine
from bot.services.spelling import COMPARED, respelt
from bot.services.typed_words import (
    LIKE,
    MAX_QUERY,
    MAX_WORDS,
    shown,
    terms_of,
    themes_near,
    title_likeness,
    words_of,
)
from bot.text.names import fold, name_key
from bot.text.paging import page_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.models import Analysis, Article, ArticleActor, Digest, SearchHit, ThemeCount
    from bot.services.periods import Period
    from bot.store.protocol import Store

__all__ = ["MOST_SENTENCES", "Library", "Reading", "as_line"]

log = structlog.get_logger(__name__)

LISTED = 10
MOST_SENTENCES, MOST_ACTORS = 16, 6
"""Of a summary; actors: of persons, and of others."""
_NUMBER = re.compile(r"(?:(?:article|number|no\.?)\s*)?#?\s*(\d{1,9})\s*[.:;,!?)\]]*", re.IGNORECASE)

_NUMBER_AND_TITLE = re.compile(r"#\s*(\d{1,9})\s+(.+)")
"""As lists and suggestions show an article."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article together with what its reading found."""

    article: Article
    analysis: Analysis


class Library:
    """Answers from what is stored; reads no text itself. ``view`` is the server of whoever asks."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def find(self, view: int, words: str, *, removed: bool = False) -> Article:
        """The article that is meant by a number (``12``, ``#12``), ``latest``, nothing (the latest) or title words.

        Raises NotFound with the nearest ones; where several titles fit, they are the nearest.
        """
        words = " ".join(words.split())
        if _means_latest(words):
            return await self._latest(view)
        match = _NUMBER.fullmatch(words)
        if match:
            number = int(match[1])
            article = await self._store.article(view, number, removed=True)
            if article is None:
                raise await self._no_article(view, f"There is no article #{number}.", words)
            if article.removed_at is not None and not removed:
                msg = f"Article #{number} was removed; an editor can bring it back with restore {number}."
                raise NotFound(msg)
            return article
        if listed := _NUMBER_AND_TITLE.fullmatch(words):
            article = await self._store.article(view, int(listed[1]), removed=True)
            if article and set(name_key(listed[2]).split()) <= set(name_key(article.title).split()):
                return await self.find(view, listed[1], removed=removed)
        if link := _link_in(words):
            return await self._by_link(view, link, removed=removed)
        if removed and (among := await self._removed_with(view, words)):
            return among
        fits = await self._store.titles_with(view, words_of(words), limit=LISTED) if words_of(words) else []
        if len(fits) == 1:
            return await self.by_id(view, fits[0].id)
        if fits:
            msg = f"Several articles fit “{shown(words)}”: name one by its number."
            raise _nearest(msg, fits, words)
        raise await self._no_article(view, f"No article has “{shown(words)}” in its title.", words)

    async def find_to_restore(self, view: int, words: str) -> Article:
        """The article that is to be restored: as ``find``, but ``latest`` is what was removed or edited last."""
        removed = await self._store.removed_articles(view, limit=1) if _means_latest(words) else []
        gone = await self._store.article_by_id(view, removed[0].id, removed=True) if removed else None
        if gone is None or gone.removed_at is None:
            return await self.find(view, words, removed=True)
        newest = await self._store.articles(view, limit=1)
        last = await self._store.article_by_id(view, newest[0].id) if newest else None
        edited_since = last is not None and last.edited_at is not None and last.edited_at > gone.removed_at
        return last if last is not None and edited_since else gone

    async def _removed_with(self, view: int, words: str) -> Article | None:
        """The one removed article whose title holds these words."""
        wanted = set(name_key(words).split())
        lines = await self._store.removed_articles(view, limit=COMPARED)
        fits = [line for line in lines if wanted and wanted <= set(name_key(line.title).split())]
        return await self._store.article_by_id(view, fits[0].id, removed=True) if len(fits) == 1 else None

    async def titled(self, view: int, words: Sequence[str], *, limit: int) -> list[ArticleLine]:
        """Articles whose titles hold all these words, or beginnings of them, the newest first."""
        return await self._store.titles_with(view, words, limit=limit)

    async def _by_link(self, view: int, link: str, *, removed: bool) -> Article:
        article = await self._store.article_by_link(view, link)
        if article is None:
            msg = "No article here has that link: an editor can add it with the add command."
            raise NotFound(msg)
        return await self.find(view, f"#{article.number}", removed=removed)

    async def by_id(self, view: int, article_id: int) -> Article:
        """The article behind a button or a list. Raises NotFound where it is gone or was never this view's."""
        article = await self._store.article_by_id(view, article_id)
        if article is None:
            raise _gone()
        return article

    async def reading(self, article: Article) -> Reading:
        """What the reading of an article found."""
        analysis = await self._store.analysis(article.id)
        if analysis is None:
            raise _not_read(article)
        return Reading(article, analysis)

    async def digest(self, article: Article) -> Digest:
        """What an article's summary shows of its reading."""
        digest = await self._store.digest(article.id, sentences=MOST_SENTENCES, actors=MOST_ACTORS)
        if digest is None:
            raise _not_read(article)
        return digest

    async def full_text(self, view: int, article_id: int) -> tuple[Article, tuple[int, ...]]:
        """An article with the offsets at which the pages of its text begin. Raises NotFound where there is none."""
        found = await self._store.full_text(view, article_id)
        if found is None:
            raise _gone()
        article, pages = found
        if not pages:  # it was read before pages were found at reading, or an edit was undone
            pages = await asyncio.to_thread(page_starts, article.text)
            try:
                await self._store.set_pages(article, pages)
            except StorageError as error:  # the next reader finds them anew
                log.warning("pages.not_stored", article=article.id, error=str(error))
        return article, pages

    async def listing(self, view: int, *, limit: int, offset: int) -> tuple[int, list[ArticleLine]]:
        """How many articles there are, and a page of them, the newest first. Raises NotFound where there are none."""
        total = await self._store.count_articles(view)
        if not total:
            raise _empty()
        return total, await self._store.articles(view, limit=limit, offset=offset)

    async def count(self, view: int) -> int:
        """How many articles this view sees."""
        return await self._store.count_articles(view)

    async def removed(self, view: int) -> list[ArticleLine]:
        """What can be restored, the last removed first; a page of it."""
        return await self._store.removed_articles(view, limit=LISTED)

    async def removed_page(self, view: int, *, limit: int, offset: int) -> tuple[int, list[ArticleLine]]:
        """How many articles can be restored, and any page of them."""
        total = await self._store.count_removed(view)
        return total, await self._store.removed_articles(view, limit=limit, offset=offset)

    async def search(self, view: int, query: str, *, limit: int, offset: int) -> tuple[int, list[SearchHit]]:
        """Full text: how many articles hold all the terms, and a page of them.

        Raises NotFound where none does, with other spellings that some do hold.
        """
        terms = terms_of(query)
        if not terms:
            msg = "Give one or more words to search for."
            raise InputError(msg)
        begun = not query.rstrip().endswith(('"', "”"))
        total, hits = await self._store.search(view, terms, limit=limit, offset=offset, begun=begun)
        if not total and '"' in fold(query):
            msg = f"No article holds {shown(query)}. Try it without the quotation marks."
            raise NotFound(msg)
        if not total:
            msg = f"No article holds “{shown(query)}”. Try fewer or other words."
            meant = await respelt(self._store, view, terms)
            raise NotFound(msg, meant, searches=meant, typed=query)
        return total, hits

    async def themes(self, view: int, period: Period) -> list[ThemeCount]:
        """Themes of a period's articles, the most frequent first. Raises NotFound where there are none."""
        themes = await self._store.themes_since(view, period.since(self._clock()))
        if not themes:
            where = "so far" if period.hours is None else f"in {period.label}"
            msg = f"No article has a clear theme {where}."
            raise NotFound(msg)
        return themes

    async def theme(self, view: int, words: str) -> tuple[str, int]:
        """The theme that is meant, as it is stored, and how many articles it has.

        Words of the label, or of the same stem, are enough. Raises NotFound with those that fit or come near, or else
        with the themes there are.
        """
        themes = {theme.label: theme.articles for theme in await self._store.themes_since(view, None)}
        meant, like = themes_near(words, themes)
        if len(meant) == 1:
            return meant[0], themes[meant[0]]
        if meant:
            raise _themes(f"Several themes fit “{shown(words)}”.", meant, words)
        msg = f"No article has the theme “{shown(words)}”."
        raise _themes(msg, like, words) if like else _themes(msg, themes, words, heading="The themes there are …")

    async def under_theme(self, view: int, label: str, *, limit: int, offset: int) -> list[ArticleLine]:
        """A page of the articles under a theme, the newest first."""
        return await self._store.theme_articles(view, label, limit=limit, offset=offset)

    async def actors_in(self, article: Article, *, limit: int, offset: int) -> tuple[int, list[ArticleActor]]:
        """How many actors an article names, and a page of them, by kind."""
        return await self._store.actors_in(article.id, limit=limit, offset=offset)

    async def suggest(self, view: int, typed: str, *, limit: int) -> list[ArticleLine]:
        """For autocomplete: the articles that what is typed so far may mean, the newest where it is nothing yet."""
        match = _NUMBER.fullmatch(typed.strip())
        if match:
            article = await self._store.article(view, int(match[1]))
            return [as_line(article)] if article else []
        words = words_of(typed)
        if not words:
            return await self._store.articles(view, limit=limit)
        return await self._store.titles_with(view, words, limit=limit)

    async def _latest(self, view: int) -> Article:
        newest = await self._store.articles(view, limit=1)
        if not newest:
            raise _empty()
        return await self.by_id(view, newest[0].id)

    async def _no_article(self, view: int, message: str, words: str) -> NotFound:
        newest = await self._store.articles(view, limit=COMPARED)
        if not newest:
            return _empty()
        typed = " ".join(name_key(words[:MAX_QUERY]).split()[:MAX_WORDS])
        titles = [name_key(line.title) for line in newest]
        near = process.extract(typed, titles, scorer=title_likeness, score_cutoff=LIKE, limit=3)
        if _NUMBER.fullmatch(words) or not near:
            return _nearest(message, newest[:3], words, heading="The last added are …")
        return _nearest(message, [newest[index] for _, _, index in near], words)


def _means_latest(words: str) -> bool:
    return words.strip().casefold() in ("", "latest", "last", "newest")


def _link_in(words: str) -> str | None:
    """The link that these words are, as it is compared; None where they are anything else."""
    bare = words.strip("<>")
    links = find_links(bare)
    return link_key(links[0][2]) if len(links) == 1 and links[0][:2] == (0, len(bare)) else None


def as_line(article: Article) -> ArticleLine:
    """An article as it stands in a list."""
    return ArticleLine(
        article.id,
        article.number,
        article.scope,
        article.title,
        article.source,
        article.url,
        article.date,
        dated=article.dated,
        removed=article.removed_at is not None,
    )


def _empty() -> NotFound:
    return NotFound("The library is empty so far: an editor can add an article with the add command.")


def _themes(message: str, labels: Iterable[str], typed: str, *, heading: str = "Did you mean …") -> NotFound:
    labels = tuple(labels)
    return NotFound(message, labels, themes=labels, heading=heading, typed=typed)


def _not_read(article: Article) -> NotFound:
    return NotFound(f"Article #{article.number} has not been read yet: try again in a moment.")


def _gone() -> NotFound:
    return NotFound("That article is no longer in the library.")


def _nearest(message: str, lines: Sequence[ArticleLine], typed: str, *, heading: str = "Did you mean …") -> NotFound:
    return NotFound(
        message,
        tuple(f"#{x.number} {x.title}" for x in lines),
        articles=tuple(x.id for x in lines),
        heading=heading,
        typed=typed,
    )
