"""Which article is meant: by its number, its link, words of its title, or ``latest``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process

from bot.errors import NotFound
from bot.intake.urls import find_links, link_key
from bot.models.articles import ArticleHeader
from bot.services.lookup.query_words import LIKE, MAX_QUERY, MAX_WORDS, shown, title_likeness, words_of
from bot.services.lookup.spelling import COMPARED
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.store.protocol import Store

__all__ = ["article_by_id", "find_article", "find_to_restore", "nothing_here", "suggest_articles"]

LISTED = 10
_NUMBER = re.compile(r"(?:(?:article|number|no\.?)\s*)?#?\s*(\d{1,9})\s*[.:;,!?)\]]*", re.IGNORECASE)

_NUMBER_AND_TITLE = re.compile(r"#\s*(\d{1,9})\s+(.+)")
"""As lists and suggestions show an article."""


async def find_article(store: Store, scope: int, words: str, *, removed: bool = False) -> Article:
    """The article that is meant by a number (``12``, ``#12``), ``latest``, nothing (the latest) or title words.

    Raises NotFound with the nearest ones; where several titles fit, they are the nearest.
    """
    words = " ".join(words.split())
    if _means_latest(words):
        return await _latest(store, scope)
    match = _NUMBER.fullmatch(words)
    if match:
        number = int(match[1])
        article = await store.article(scope, number, removed=True)
        if article is None:
            raise await _no_article(store, scope, f"There is no article #{number}.", words)
        if article.removed_at is not None and not removed:
            msg = f"Article #{number} was removed; an editor can bring it back with restore {number}."
            raise NotFound(msg)
        return article
    if listed := _NUMBER_AND_TITLE.fullmatch(words):
        article = await store.article(scope, int(listed[1]), removed=True)
        if article and set(name_key(listed[2]).split()) <= set(name_key(article.title).split()):
            return await find_article(store, scope, listed[1], removed=removed)
    if link := _link_in(words):
        return await _by_link(store, scope, link, removed=removed)
    if removed and (among := await _removed_with(store, scope, words)):
        return among
    fits = await store.titles_with(scope, words_of(words), limit=LISTED) if words_of(words) else []
    if len(fits) == 1:
        return await article_by_id(store, scope, fits[0].id)
    if fits:
        msg = f"Several articles fit “{shown(words)}”: name one by its number."
        raise _nearest(msg, fits, words)
    raise await _no_article(store, scope, f"No article has “{shown(words)}” in its title.", words)


async def find_to_restore(store: Store, scope: int, words: str) -> Article:
    """The article that is to be restored: as ``find_article``, but ``latest`` is what was removed or edited last."""
    last = await store.last_changed(scope) if _means_latest(words) else None
    return last or await find_article(store, scope, words, removed=True)


async def suggest_articles(store: Store, scope: int, typed: str, *, limit: int) -> list[ArticleHeader]:
    """For autocomplete: the articles that what is typed so far may mean, the newest where it is nothing yet."""
    match = _NUMBER.fullmatch(typed.strip())
    if match:
        article = await store.article(scope, int(match[1]))
        return [_as_line(article)] if article else []
    words = words_of(typed)
    if not words:
        return await store.articles(scope, limit=limit)
    return await store.titles_with(scope, words, limit=limit)


async def article_by_id(store: Store, scope: int, article_id: int) -> Article:
    """The article behind a button or a list. Raises NotFound where it is gone or was never this view's."""
    article = await store.article_by_id(scope, article_id)
    if article is None:
        msg = "That article is no longer in the library."
        raise NotFound(msg)
    return article


async def _removed_with(store: Store, scope: int, words: str) -> Article | None:
    """The one removed article whose title holds these words."""
    wanted = set(name_key(words).split())
    lines = await store.removed_articles(scope, limit=COMPARED)
    fits = [line for line in lines if wanted and wanted <= set(name_key(line.title).split())]
    return await store.article_by_id(scope, fits[0].id, removed=True) if len(fits) == 1 else None


async def _by_link(store: Store, scope: int, link: str, *, removed: bool) -> Article:
    article = await store.article_by_link(scope, link)
    if article is None:
        msg = "No article here has that link: an editor can add it with the add command."
        raise NotFound(msg)
    return await find_article(store, scope, f"#{article.number}", removed=removed)


async def _latest(store: Store, scope: int) -> Article:
    newest = await store.articles(scope, limit=1)
    if not newest:
        raise nothing_here()
    return await article_by_id(store, scope, newest[0].id)


async def _no_article(store: Store, scope: int, message: str, words: str) -> NotFound:
    newest = await store.articles(scope, limit=COMPARED)
    if not newest:
        return nothing_here()
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


def _as_line(article: Article) -> ArticleHeader:
    """An article as it stands in a list."""
    return ArticleHeader(
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


def nothing_here() -> NotFound:
    """What is said where there is no article at all."""
    return NotFound("The library is empty so far: an editor can add an article with the add command.")


def _nearest(message: str, lines: Sequence[ArticleHeader], typed: str, *, heading: str = "Did you mean …") -> NotFound:
    return NotFound(
        message,
        tuple(f"#{x.number} {x.title}" for x in lines),
        articles=tuple(x.id for x in lines),
        heading=heading,
        typed=typed,
    )
