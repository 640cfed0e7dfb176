"""Finds the article that a question means: by what names an article, or by a period, a theme or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputError, NotFound, SeveralFit
from bot.plurals import plural
from bot.services.lookup.article_subjects import articles_about, theme_called
from bot.services.lookup.articles import (
    MAX_LISTED,
    article_by_id,
    article_not_found,
    find_article,
    has_number,
    latest_subject,
    link_key_in,
    means_latest,
    offered_articles,
    only_fitting,
    with_title_words,
)
from bot.services.lookup.query_words import without_lead_in
from bot.services.periods import ALL, parse_period
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader
    from bot.services.periods import Period
    from bot.store.protocols.store import Store

__all__ = ["find_by_subject", "find_to_restore", "find_with_offers"]


async def find_by_subject(store: Store, scope: int, words: str, *, now: datetime) -> Article:
    """The article for a question: as ``find_article``, or for a period, a theme, or the name of somebody in it.

    Raises SeveralFit with the newest of the articles that fit if there are several, NotFound if there is none.
    """
    words = " ".join(words.split())
    if (period := _period(words)) is not None:
        if fits := await _of_period(store, scope, period, now=now):
            return await only_fitting(store, scope, *fits, words)
        raise await article_not_found(store, scope, f"No article is from {period.dates}.", words)
    subject = without_lead_in(words)
    if means_latest(subject) or has_number(subject) or link_key_in(subject):
        return await find_article(store, scope, subject)
    titled = await with_title_words(store, scope, words)
    if titled and not await _is_theme(store, scope, subject, titled):
        return await find_article(store, scope, words)
    if latest := latest_subject(words):
        return await _latest_about(store, scope, latest, now=now)
    about = await articles_about(store, scope, subject, limit=MAX_LISTED)
    return await only_fitting(store, scope, *about, subject) if about else await find_article(store, scope, subject)


async def find_with_offers(store: Store, scope: int, words: str, *, now: datetime, removed: bool = False) -> Article:
    """The article that a command changes, as ``find_article``: those of a period, a theme or a name are only offered.

    Raises NotFound with suggestions.
    """
    try:
        return await find_article(store, scope, words, removed=removed)
    except SeveralFit:
        raise
    except NotFound:
        if has_number(words) or link_key_in(words):
            raise
        period = _period(words)
        offered = (
            await articles_about(store, scope, without_lead_in(words), limit=MAX_LISTED)
            if period is None
            else await _of_period(store, scope, period, now=now)
        )
        if offered is None:
            raise
        message, articles = offered
        raise offered_articles(f"{message} Give the number of one.", articles, words) from None


async def find_to_restore(store: Store, scope: int, words: str, *, now: datetime) -> Article:
    """The article to restore, also a removed one; ``latest`` is the one that was removed or edited last."""
    last = await store.last_changed_article(scope) if means_latest(words) else None
    return last or await find_with_offers(store, scope, words, now=now, removed=True)


async def _of_period(
    store: Store, scope: int, period: Period, *, now: datetime
) -> tuple[str, Sequence[ArticleHeader]] | None:
    """A sentence that says how many articles a period has, and the newest of them; None if it has none."""
    since, until = period.since(now), period.until(now)
    total = await store.count_articles(scope, since=since, until=until)
    if not total:
        return None
    message = f"{plural(total, 'article is', 'articles are')} from {period.dates}."
    return message, await store.articles_by_date(scope, since=since, until=until, limit=MAX_LISTED)


async def _is_theme(store: Store, scope: int, subject: str, titled: Sequence[ArticleHeader]) -> bool:
    """True if a theme is called so and the titles only have other forms of the word: "sports" for "sport"."""
    words = set(name_key(subject).split())
    as_typed = any(words <= set(name_key(header.title).split()) for header in titled)
    return not as_typed and await theme_called(store, scope, subject) is not None


async def _latest_about(store: Store, scope: int, subject: str, *, now: datetime) -> Article:
    """The article with the newest date of those that fit: "latest article about Norlink"."""
    try:
        return await find_by_subject(store, scope, subject, now=now)
    except SeveralFit as error:
        choices = error.suggestions.choices if error.suggestions is not None else ()
        return max([await article_by_id(store, scope, int(choice.key)) for choice in choices], key=lambda a: a.date)


def _period(words: str) -> Period | None:
    """The period that the words mean, unless it is all time."""
    try:
        period = parse_period(words)
    except InputError:  # an impossible number: it may be in a title
        return None
    return None if period is ALL else period
