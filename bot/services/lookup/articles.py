"""Finds the article that a number, a link, words of a title, or ``latest`` refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.intake.urls import find_links, url_key
from bot.models.articles import ArticleHeader, numbered_title
from bot.models.suggestions import DID_YOU_MEAN, Suggestion, SuggestionKind, Suggestions
from bot.services.lookup.query_words import MAX_QUERY, MAX_WORDS, query_words, shorten
from bot.services.lookup.search_hint import search_hint
from bot.services.lookup.similarity import nearest_titles
from bot.services.lookup.spelling import COMPARED_TITLES
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.store.protocols.store import Store

__all__ = [
    "article_by_id",
    "empty_library",
    "find_article",
    "find_to_restore",
    "not_found_with_articles",
    "suggest_articles",
]

MAX_LISTED = 10
_NUMBER = re.compile(r"(?:(?:article|number|no\.?)\s*)?#?\s*(\d{1,9})\s*[.:;,!?)\]]*", re.IGNORECASE)
_NUMBER_AND_TITLE = re.compile(r"#\s*(\d{1,9})\s+(.+)")
"""An article as lists and suggestions show it."""


async def find_article(store: Store, scope: int, words: str, *, removed: bool = False) -> Article:
    """The article for a number (``12``, ``#12``), a link, title words, ``latest`` or nothing (the latest).

    With ``removed``, removed articles are found too. Raises NotFound with suggestions: all articles that fit if there
    are several, or else the most similar ones.
    """
    words = " ".join(words.split())
    if _means_latest(words):
        return await _latest(store, scope)
    if match := _NUMBER.fullmatch(words):
        return await _by_number(store, scope, int(match[1]), words, removed=removed)
    if (listed := _NUMBER_AND_TITLE.fullmatch(words)) and await _has_title(store, scope, int(listed[1]), listed[2]):
        return await _by_number(store, scope, int(listed[1]), words, removed=removed)
    if link := _link_in(words):
        return await _by_link(store, scope, link, removed=removed)
    if removed and (article := await _removed_with(store, scope, words)):
        return article
    return await _by_title_words(store, scope, words)


async def find_to_restore(store: Store, scope: int, words: str) -> Article:
    """The article to restore: as ``find_article``, but ``latest`` is the one that was removed or edited last."""
    last = await store.last_changed_article(scope) if _means_latest(words) else None
    return last or await find_article(store, scope, words, removed=True)


async def suggest_articles(store: Store, scope: int, typed: str, *, limit: int) -> list[ArticleHeader]:
    """For autocomplete: the articles that fit what is typed so far; the newest ones if nothing is typed yet."""
    match = _NUMBER.fullmatch(typed.strip())
    if match:
        article = await store.article(scope, int(match[1]))
        return [_header(article)] if article else []
    words = query_words(typed)
    if not words:
        return await store.articles(scope, limit=limit)
    return await store.articles_by_title(scope, words, limit=limit)


async def article_by_id(store: Store, scope: int, article_id: int) -> Article:
    """The article of a button or a list. Raises NotFound if it was removed or is not visible in this scope."""
    article = await store.article_by_id(scope, article_id)
    if article is None:
        msg = "That article is no longer in the library."
        raise NotFound(msg)
    return article


def empty_library() -> NotFound:
    """The error for a library without articles."""
    return NotFound("The library is empty so far: an editor can add an article with the add command.")


def _means_latest(words: str) -> bool:
    return words.strip().casefold() in ("", "latest", "last", "newest")


async def _latest(store: Store, scope: int) -> Article:
    newest = await store.articles(scope, limit=1)
    if not newest:
        raise empty_library()
    return await article_by_id(store, scope, newest[0].id)


async def _by_number(store: Store, scope: int, number: int, words: str, *, removed: bool) -> Article:
    article = await store.article(scope, number, removed=True)
    if article is None:
        raise await _not_found(store, scope, f"There is no article #{number}.", words)
    if article.removed_at is not None and not removed:
        msg = f"Article #{number} was removed; an editor can bring it back with restore {number}."
        raise NotFound(msg)
    return article


async def _has_title(store: Store, scope: int, number: int, title: str) -> bool:
    """True if the words of ``title`` are in the title of the article with this number."""
    article = await store.article(scope, number, removed=True)
    return article is not None and set(name_key(title).split()) <= set(name_key(article.title).split())


def _link_in(words: str) -> str | None:
    """The key of the link that was typed; None if something else was typed."""
    bare = words.strip("<>")
    links = find_links(bare)
    return url_key(links[0][2]) if len(links) == 1 and links[0][:2] == (0, len(bare)) else None


async def _by_link(store: Store, scope: int, link: str, *, removed: bool) -> Article:
    article = await store.article_by_link(scope, link)
    if article is None:
        msg = "No article here has that link: an editor can add it with the add command."
        raise NotFound(msg)
    return await _by_number(store, scope, article.number, f"#{article.number}", removed=removed)


async def _removed_with(store: Store, scope: int, words: str) -> Article | None:
    """The removed article whose title has all these words; None if there are several or none."""
    wanted = set(name_key(words).split())
    headers = await store.removed_articles(scope, limit=COMPARED_TITLES)
    fits = [header for header in headers if wanted and wanted <= set(name_key(header.title).split())]
    return await store.article_by_id(scope, fits[0].id, removed=True) if len(fits) == 1 else None


async def _by_title_words(store: Store, scope: int, words: str) -> Article:
    typed = query_words(words)
    fits = await store.articles_by_title(scope, typed, limit=MAX_LISTED) if typed else []
    if len(fits) == 1:
        return await article_by_id(store, scope, fits[0].id)
    if fits:
        msg = f"Several articles fit “{shorten(words)}”: give the number of one."
        raise not_found_with_articles(msg, fits, words)
    message = f"No article has “{shorten(words)}” in its title."
    if hint := await search_hint(store, scope, words):
        message += f" {hint}"
    raise await _not_found(store, scope, message, words, searchable=bool(hint))


async def _not_found(store: Store, scope: int, message: str, words: str, *, searchable: bool = False) -> NotFound:
    """The error with the most similar titles, or with the newest articles if none is similar.

    ``searchable`` if a search for the words finds articles.
    """
    newest = await store.articles(scope, limit=COMPARED_TITLES)
    if not newest:
        return empty_library()
    typed = " ".join(name_key(words[:MAX_QUERY]).split()[:MAX_WORDS])
    near = nearest_titles(typed, [name_key(header.title) for header in newest])
    search = words if searchable else ""
    if _NUMBER.fullmatch(words) or not near:
        return not_found_with_articles(message, newest[:3], words, heading="The last added are …", search=search)
    return not_found_with_articles(message, [newest[index] for index in near], words, search=search)


def not_found_with_articles(
    message: str,
    articles: Sequence[Article | ArticleHeader],
    typed: str,
    *,
    heading: str = DID_YOU_MEAN,
    search: str = "",
) -> NotFound:
    """An error that suggests articles, of which ``heading`` says what they are; see ``Suggestions``."""
    choices = tuple(Suggestion(numbered_title(article), article.id) for article in articles)
    return NotFound(message, Suggestions(SuggestionKind.ARTICLE, typed, choices, heading, search))


def _header(article: Article) -> ArticleHeader:
    return ArticleHeader(
        article.id,
        article.number,
        article.scope,
        article.title,
        article.source,
        article.url,
        article.date,
        has_published_date=article.has_published_date,
        removed=article.removed_at is not None,
    )
