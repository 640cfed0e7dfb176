"""Questions about articles: which one is meant, what it says, what there is, where some words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.errors import InputError, NotFound
from bot.models import ArticleLine
from bot.text.names import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from bot.models import Analysis, Article, SearchHit, ThemeCount
    from bot.services.periods import Period
    from bot.store.protocol import Store

__all__ = ["MAX_QUERY", "Library", "Reading", "as_line", "terms_of", "words_of"]

MAX_QUERY = 60
"""Characters of a search or a title that are looked at: enough for a headline's start, and it fits a button's id."""
MAX_WORDS = 8
LISTED = 10
COMPARED = 500
"""Articles, the last added, whose titles a misspelt one is compared with."""
COMPARED_NAMES = 2_000
"""Actors whose names a misspelt word is compared with."""
TRIED = 4
"""Other spellings that are searched for before one is offered."""
LIKE = 75.0
"""Likeness (0 to 100) of its words to a title's from which that one is offered."""
_NUMBER = re.compile(r"#?\s*(\d{1,9})")
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")


def words_of(query: str) -> list[str]:
    """The words of what somebody typed, at most ``MAX_WORDS`` of the first ``MAX_QUERY`` characters."""
    return _WORD.findall(fold(query[:MAX_QUERY]))[:MAX_WORDS]


def terms_of(query: str) -> list[str]:
    """The same words, but what stands in quotation marks is one term: its words in that order, with blanks between."""
    terms: list[str] = []
    for index, part in enumerate(fold(query[:MAX_QUERY]).split('"')):
        words = _WORD.findall(part)
        terms += [" ".join(words)] if index % 2 and words else words
    return terms[:MAX_WORDS]


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
        if not words or words.casefold() in ("latest", "last", "newest"):
            return await self._latest(view)
        match = _NUMBER.fullmatch(words)
        if match:
            article = await self._store.article(view, int(match[1]), removed=removed)
            if article is None:
                raise await self._no_article(view, f"There is no article #{int(match[1])}.")
            return article
        fits = await self._store.titles_with(view, words_of(words), limit=LISTED) if words_of(words) else []
        if len(fits) == 1:
            return await self.by_id(view, fits[0].id)
        if fits:
            msg = f"Several articles fit “{_shown(words)}”: name one by its number."
            raise _nearest(msg, fits)
        raise await self._no_article(view, f"No article has “{_shown(words)}” in its title.", words)

    async def by_id(self, view: int, article_id: int) -> Article:
        """The article behind a button or a list. Raises NotFound where it is gone or was never this view's."""
        article = await self._store.article_by_id(view, article_id)
        if article is None:
            msg = "That article is no longer in the library."
            raise NotFound(msg)
        return article

    async def reading(self, article: Article) -> Reading:
        """What the reading of an article found."""
        analysis = await self._store.analysis(article.id)
        if analysis is None:
            msg = f"Article #{article.number} has not been read yet: try again in a moment."
            raise NotFound(msg)
        return Reading(article, analysis)

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
        """What can be restored, the last removed first."""
        return await self._store.removed_articles(view, limit=LISTED)

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
            msg = f"No article holds {_shown(query)}. Try it without the quotation marks."
            raise NotFound(msg)
        if not total:
            msg = f"No article holds “{_shown(query)}”. Try fewer or other words."
            raise NotFound(msg, await self._respelt(view, terms))
        return total, hits

    async def themes(self, view: int, period: Period) -> list[ThemeCount]:
        """Themes of a period's articles, the most frequent first. Raises NotFound where there are none."""
        themes = await self._store.themes_since(view, period.since(self._clock()))
        if not themes:
            where = "so far" if period.hours is None else f"in {period.label}"
            msg = f"No article has a clear theme {where}."
            raise NotFound(msg)
        return themes

    async def under_theme(
        self, view: int, words: str, *, limit: int, offset: int
    ) -> tuple[str, int, list[ArticleLine]]:
        """A theme's label as it is stored, how many articles it has, and a page of them.

        Words of the label are enough. Raises NotFound, with the themes there are, where none or several fit.
        """
        themes = {theme.label: theme for theme in await self._store.themes_since(view, None)}
        wanted = words.casefold().strip()
        fits = [label for label in themes if label.casefold() == wanted]
        fits = fits or [label for label in themes if wanted and wanted in label.casefold()]
        if len(fits) != 1:
            msg = f"Several themes fit “{_shown(words)}”." if fits else f"No article has the theme “{_shown(words)}”."
            raise NotFound(msg, tuple(fits or themes)[:LISTED])
        lines = await self._store.theme_articles(view, fits[0], limit=limit, offset=offset)
        return fits[0], themes[fits[0]].articles, lines

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

    async def _respelt(self, view: int, words: Sequence[str]) -> tuple[str, ...]:
        """What somebody may have meant to search for: words of titles and names near to theirs, which do find."""
        texts = [line.title for line in await self._store.articles(view, limit=COMPARED)]
        texts += [actor.name for actor in await self._store.actor_names(view, limit=COMPARED_NAMES)]
        known = {word.casefold(): word for text in texts for word in _WORD.findall(fold(text))}
        choices = [_near(word.casefold(), known) for word in words]
        found = []
        for chosen in islice(product(*choices), TRIED):
            spelt = [known.get(word, word) for word in chosen]
            if list(chosen) != [word.casefold() for word in words]:
                total, _ = await self._store.search(view, spelt, limit=1)
                found += [" ".join(spelt)] if total else []
        return tuple(found)

    async def _latest(self, view: int) -> Article:
        newest = await self._store.articles(view, limit=1)
        if not newest:
            raise _empty()
        return await self.by_id(view, newest[0].id)

    async def _no_article(self, view: int, message: str, words: str = "") -> NotFound:
        newest = await self._store.articles(view, limit=COMPARED)
        if not newest:
            return _empty()
        typed = " ".join(name_key(words[:MAX_QUERY]).split()[:MAX_WORDS])
        titles = [name_key(line.title) for line in newest]
        near = process.extract(typed, titles, scorer=_likeness, score_cutoff=LIKE, limit=3)
        if not near:
            return _nearest(message, newest[:3], alike=False)
        return _nearest(message, [newest[index] for _, _, index in near])


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


def _likeness(typed: str, title: str, **_: object) -> float:
    """How well the typed words are found among a title's, each by its nearest one, 0 to 100."""
    words, others = typed.split(), title.split()
    if not words or not others:
        return 0.0
    return sum(max(fuzz.ratio(word, other) for other in others) for word in words) / len(words)


def _near(word: str, known: Collection[str]) -> list[str]:
    """The word itself where it is known, or nothing is near; else those that are, the nearest first."""
    if word in known:
        return [word]
    near = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=LIKE, limit=3)
    return [other for other, _, _ in near] or [word]


def _nearest(message: str, lines: Sequence[ArticleLine], *, alike: bool = True) -> NotFound:
    return NotFound(
        message, tuple(f"#{x.number} {x.title}" for x in lines), articles=tuple(x.id for x in lines), alike=alike
    )


def _shown(words: str) -> str:
    return words if len(words) <= MAX_QUERY else words[:MAX_QUERY] + "…"
