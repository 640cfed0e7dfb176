"""Finds the article that a number, a link, words of a title, or ``latest`` refers to.

The latest article is the one with the newest date: an older one may have been added after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.command_marks import command
from bot.errors import NotFound, SeveralFit
from bot.intake.urls import find_links, url_key
from bot.models.articles import ArticleHeader, numbered_title
from bot.models.suggestions import DID_YOU_MEAN, Suggestion, SuggestionKind, Suggestions
from bot.services.lookup.query_words import MAX_QUERY, MAX_WORDS, query_words, shorten, without_lead_in
from bot.services.lookup.search_hint import articles_with, found_sentence
from bot.services.lookup.similarity import nearest_titles
from bot.services.lookup.spelling import COMPARED_TITLES
from bot.text.names import name_key
from bot.text.search.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.store.protocols.store import Store

__all__ = [
    "MAX_LISTED",
    "article_by_id",
    "article_not_found",
    "empty_library",
    "find_article",
    "has_number",
    "latest_subject",
    "link_key_in",
    "means_latest",
    "not_found_with_articles",
    "offered_articles",
    "only_fitting",
    "suggest_articles",
    "with_title_words",
]

MAX_LISTED = 10
"""Articles that are offered if several fit."""
MAX_FOUND = 3
"""Articles with the words in their texts that are suggested if no title has them."""
NEWEST = "Which one? The newest are …"
_NUMBER = re.compile(
    r"(?:(?:of|for|about)\s+)?(?:(?:article|story|number|no\.?)\s*:?\s*){0,2}#?\s*((?<!\w)-?\d{1,9})\s*[.:;,!?)\]]*",
    re.IGNORECASE,
)
_NEWEST = r"(?:the )?(?:latest|last|newest|most recent)"
_LATEST = re.compile(
    rf"{_NEWEST}(?: (?:one|article|news|report|story))?(?: (?P<subject>(?!{_NEWEST}\b).+))?", re.IGNORECASE
)
_NUMBER_AND_TITLE = re.compile(r"#\s*(\d{1,9})\s+(.+)")
"""An article as lists and suggestions show it."""


async def find_article(store: Store, scope: int, words: str, *, removed: bool = False) -> Article:
    """The article for a number (``12``, ``#12``), a link, title words, ``latest`` or nothing (the latest).

    With ``removed``, removed articles are found too. Raises NotFound with suggestions: all articles that fit if there
    are several, or else the most similar ones.
    """
    words = " ".join(words.split())
    if means_latest(words):
        return await _latest(store, scope)
    if match := _NUMBER.fullmatch(words):
        return await _by_number(store, scope, int(match[1]), words, removed=removed)
    if (listed := _NUMBER_AND_TITLE.fullmatch(words)) and await _has_title(store, scope, int(listed[1]), listed[2]):
        return await _by_number(store, scope, int(listed[1]), words, removed=removed)
    if link := link_key_in(words):
        return await _by_link(store, scope, link, removed=removed)
    if removed and (article := await _removed_with(store, scope, words)):
        return article
    return await _by_title_words(store, scope, words)


async def suggest_articles(store: Store, scope: int, typed: str, *, limit: int) -> list[ArticleHeader]:
    """For autocomplete: the articles that fit what is typed so far; the newest ones if nothing is typed yet."""
    match = _NUMBER.fullmatch(typed.strip())
    if match:
        article = await store.article(scope, int(match[1]))
        return [article.header] if article else []
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
    follow, add = command("feed add"), command("add")
    msg = f"The library is empty so far: an editor can follow a site with {follow}, or add an article with {add}."
    return NotFound(msg)


def has_number(words: str) -> bool:
    """True if the words are the number of an article ("12", "#12", "article 12")."""
    return _NUMBER.fullmatch(words) is not None


def means_latest(words: str) -> bool:
    """True for nothing and for words such as "the latest news"."""
    latest = _LATEST.fullmatch(words.strip())
    return not words.strip() or (latest is not None and not latest["subject"])


def latest_subject(words: str) -> str | None:
    """What the latest article is to be about: "on steel" in "latest report on steel"; None if that is not asked for."""
    latest = _LATEST.fullmatch(words)
    return latest["subject"] if latest is not None else None


async def _latest(store: Store, scope: int) -> Article:
    newest = await store.articles_by_date(scope, limit=1)
    if not newest:
        raise empty_library()
    return await article_by_id(store, scope, newest[0].id)


async def _by_number(store: Store, scope: int, number: int, words: str, *, removed: bool) -> Article:
    article = await store.article(scope, number, removed=True)
    if article is None:
        raise await article_not_found(store, scope, f"There is no article #{number}.", words)
    if article.removed_at is not None and not removed:
        msg = f"Article #{number} was removed; an editor can bring it back with {command(f'restore {number}')}."
        raise NotFound(msg)
    return article


async def _has_title(store: Store, scope: int, number: int, title: str) -> bool:
    """True if the words of ``title`` are in the title of the article with this number."""
    article = await store.article(scope, number, removed=True)
    return article is not None and set(name_key(title).split()) <= set(name_key(article.title).split())


def link_key_in(words: str) -> str | None:
    """The key of the link that was typed; None if something else was typed.

    No article has the link of a front page, whose key is the link itself. Without its scheme that is no link: a name
    can be written like that.
    """
    bare = words.strip("<>")
    links = find_links(bare)
    if len(links) != 1 or links[0][:2] != (0, len(bare)):
        return None
    return url_key(links[0][2]) or (bare if "://" in bare else None)


async def _by_link(store: Store, scope: int, link: str, *, removed: bool) -> Article:
    article = await store.article_by_link(scope, link)
    if article is None:
        msg = f"No article here has that link: an editor can add it with {command('add')} and the link."
        raise NotFound(msg)
    return await _by_number(store, scope, article.number, f"#{article.number}", removed=removed)


async def _removed_with(store: Store, scope: int, words: str) -> Article | None:
    """The removed article whose title has all these words; None if there are several or none."""
    wanted = set(name_key(words).split())
    headers = await store.removed_articles(scope, limit=COMPARED_TITLES)
    fits = [header for header in headers if wanted and wanted <= set(name_key(header.title).split())]
    return await store.article_by_id(scope, fits[0].id, removed=True) if len(fits) == 1 else None


async def _by_title_words(store: Store, scope: int, words: str) -> Article:
    """The article with these words in its title.

    If a title only has words that begin so, and the text of another article has the words themselves, all are offered.
    """
    subject = without_lead_in(words)
    for typed in dict.fromkeys((words, subject)):
        if fits := await with_title_words(store, scope, typed):
            return await _of_title(store, scope, fits, typed)
    begun = await with_title_words(store, scope, subject, as_prefixes=True)
    total, hits = await articles_with(store, scope, subject, limit=MAX_FOUND, match_last_as_prefix=not begun)
    if begun and not total:
        return await _of_title(store, scope, begun, subject)
    message = f"No article has “{shorten(subject)}” in its title."
    if total:
        message += f" {found_sentence(total, subject)}"
    found = {header.id: header for header in (*(hit.article for hit in hits), *begun)}
    raise await article_not_found(store, scope, message, subject, found=list(found.values())[:MAX_LISTED])


async def _of_title(store: Store, scope: int, fits: Sequence[ArticleHeader], words: str) -> Article:
    """The article of those with these words in their titles. Raises SeveralFit if they are several."""
    phrase = f" {name_key(words)} "
    in_order = [header for header in fits if phrase in f" {name_key(header.title)} "]
    if len(in_order) == 1 and " " in phrase.strip():
        fits = in_order  # the others have the words apart
    message = f"Several articles fit “{shorten(words)}”: give the number of one."
    return await only_fitting(store, scope, message, fits, words, heading=DID_YOU_MEAN)


async def with_title_words(store: Store, scope: int, words: str, *, as_prefixes: bool = False) -> list[ArticleHeader]:
    """The articles with all these words in their titles, or else with those that tell something.

    Words count in any form, "fishing" for "fish", and with ``as_prefixes`` as the beginning of longer ones.
    """
    typed = query_words(words)
    telling = [word for word in typed if word.casefold() not in function_words()]
    for wanted in (typed, telling):
        if wanted and (
            found := await store.articles_by_title(scope, wanted, limit=MAX_LISTED, as_prefixes=as_prefixes)
        ):
            return found
    return []


async def only_fitting(
    store: Store,
    scope: int,
    message: str,
    fits: Sequence[ArticleHeader],
    words: str,
    *,
    heading: str = NEWEST,
) -> Article:
    """The article, if it is only one. Raises SeveralFit with the message and all of them if they are several."""
    if len(fits) > 1:
        raise offered_articles(message, fits, words, heading=heading)
    return await article_by_id(store, scope, fits[0].id)


def offered_articles(
    message: str, articles: Sequence[ArticleHeader], words: str, *, heading: str = NEWEST
) -> SeveralFit:
    """The error that offers the articles of which one may be meant."""
    return SeveralFit(message, _suggestions(articles, words, heading=heading))


async def article_not_found(
    store: Store, scope: int, message: str, words: str, *, found: Sequence[ArticleHeader] = ()
) -> NotFound:
    """The error with what a search for the words ``found``, or the most similar titles, or else the newest articles."""
    newest = await store.articles(scope, limit=COMPARED_TITLES)
    if not newest:
        return empty_library()
    typed = " ".join(name_key(words[:MAX_QUERY]).split()[:MAX_WORDS])
    near = nearest_titles(typed, [name_key(header.title) for header in newest])
    if found:
        return not_found_with_articles(message, found, words, heading="The best results are …", search=words)
    if _NUMBER.fullmatch(words) or not near:
        return not_found_with_articles(message, newest[:3], words, heading="The last added are …")
    return not_found_with_articles(message, [newest[index] for index in near], words)


def not_found_with_articles(
    message: str,
    articles: Sequence[Article | ArticleHeader],
    typed: str,
    *,
    heading: str = DID_YOU_MEAN,
    search: str = "",
) -> NotFound:
    """An error that suggests articles, of which ``heading`` says what they are; see ``Suggestions``."""
    return NotFound(message, _suggestions(articles, typed, heading=heading, search=search))


def _suggestions(
    articles: Sequence[Article | ArticleHeader], typed: str, *, heading: str, search: str = ""
) -> Suggestions:
    choices = tuple(Suggestion(numbered_title(article), article.id) for article in articles)
    return Suggestions(SuggestionKind.ARTICLE, typed, choices, heading, search)
