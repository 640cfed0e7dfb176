"""A question -> the reply to it, for commands and for buttons alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.errors import InputError
from bot.services.periods import ALL, parse_period
from bot.ui.actor_lists import ACTORS_PAGE, actors_page, top_actors
from bot.ui.actor_pages import profile_page, top_themes, trends_page
from bot.ui.article_lists import PAGE_SIZE, Page, article_list, removed_list, search_results
from bot.ui.article_pages import summary_page, text_page, themes_page
from bot.ui.button_ids import Ask, Question
from bot.ui.markup import quoted
from bot.ui.menus import SENTENCES
from bot.ui.posts import KEY_MARK

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.services import Services
    from bot.ui.reply import Reply

__all__ = ["OLD_BUTTON", "Answers"]

T = TypeVar("T")
OLD_BUTTON = "This button is from an older version of me: type /help to see what to ask instead."
MOST_NAMED = 75
"""Actors of a period that are listed, in pages."""


class Answers:
    """Answers questions for a view (the server of whoever asks)."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._people = services.actors
        self._servers = services.guild_settings
        self._trends = services.trends
        article: Callable[[int, Question], Awaitable[Reply]] = self._article
        self._ways: dict[Ask, Callable[[int, Question], Awaitable[Reply]]] = {
            Ask.SUMMARY: article,
            Ask.ACTORS: self._actors,
            Ask.THEMES: article,
            Ask.TEXT: self._text,
            Ask.WHO: self._who,
            Ask.FIND: self._find,
            Ask.NAME: self._find,
            Ask.NAME_THEME: self._theme,
            Ask.RESPELL: self._search,
            Ask.ARTICLES: self._articles,
            Ask.REMOVED: self._removed,
            Ask.SEARCH: self._search,
            Ask.TOP_ACTORS: self._top_actors,
            Ask.TOP_THEMES: self._top_themes,
            Ask.TRENDS: self._rising,
            Ask.THEME: self._theme,
            Ask.GONE: self._gone,
        }

    async def answer(self, scope: int, question: Question) -> Reply:
        """The reply, with the way back that the question has.

        Raises NotFound where what is asked for is not, or no longer, in this view.
        """
        reply = await self._ways[question.ask](scope, question)
        return replace(reply, asked=replace(reply.asked or question, behind=question.behind))

    async def _article(self, scope: int, question: Question) -> Reply:
        article = await self._library.by_id(scope, _id(question))
        digest = await self._library.digest(article)
        if question.ask is Ask.THEMES:
            return themes_page(article, digest)
        return summary_page(article, digest, question.page)

    async def _actors(self, scope: int, question: Question) -> Reply:
        article = await self._library.by_id(scope, _id(question))
        total, actors = await _page(question, ACTORS_PAGE, partial(self._library.actors_in, article))
        return actors_page(article, actors, total, question.page)

    async def _text(self, scope: int, question: Question) -> Reply:
        article, starts = await self._library.full_text(scope, _id(question))
        return text_page(article, starts, question.page)

    async def _gone(self, _view: int, _question: Question) -> Reply:
        raise InputError(OLD_BUTTON)

    async def _who(self, scope: int, question: Question) -> Reply:
        return profile_page(await self._people.profile_by_id(scope, _id(question)))

    async def _find(self, scope: int, question: Question) -> Reply:
        """The one article or actor that words fit by now which did not before."""
        if question.ask is Ask.NAME:
            return profile_page(await self._people.profile(scope, question.subject))
        article = await self._library.find(scope, question.subject)
        return await self._article(scope, Question(Ask.SUMMARY, str(article.id), SENTENCES))

    async def _articles(self, scope: int, question: Question) -> Reply:
        total, lines = await _page(question, PAGE_SIZE, partial(self._library.list_articles, scope))
        return article_list(lines, total, question.page, heading="Articles, the last added first")

    async def _removed(self, scope: int, question: Question) -> Reply:
        total, lines = await _page(question, PAGE_SIZE, partial(self._library.list_removed, scope))
        return removed_list(lines, total, question.page, await self._servers.prefix(scope))

    async def _search(self, scope: int, question: Question) -> Reply:
        total, hits = await _page(question, PAGE_SIZE, partial(self._library.search, scope, question.subject))
        return search_results(hits, total, question.subject, question.page)

    async def _top_actors(self, scope: int, question: Question) -> Reply:
        period = parse_period(question.subject) or ALL
        lines = await self._people.top_actors(scope, period, limit=MOST_NAMED)
        return top_actors(lines, period, question.page, subject=question.subject)

    async def _top_themes(self, scope: int, question: Question) -> Reply:
        period = parse_period(question.subject) or ALL
        return top_themes(await self._library.themes(scope, period), period, subject=question.subject)

    async def _rising(self, scope: int, question: Question) -> Reply:
        period = parse_period(question.subject) or ALL
        return trends_page(await self._trends.report(scope, period), period, subject=question.subject)

    async def _theme(self, scope: int, question: Question) -> Reply:
        label, total = await self._library.theme(scope, question.subject)
        offset = Page(question.page, total).shown * PAGE_SIZE
        lines = await self._library.articles_with_theme(scope, label, limit=PAGE_SIZE, offset=offset)
        heading = f"Articles under {quoted(label)}"
        return article_list(lines, total, question.page, heading=heading, ask=Ask.THEME, subject=label)


class _Fetch(Protocol[T]):
    def __call__(self, *, limit: int, offset: int) -> Awaitable[tuple[int, list[T]]]: ...


async def _page(question: Question, size: int, fetch: _Fetch[T]) -> tuple[int, list[T]]:
    """How long a list is, and its page; the last page where the one asked for is gone since, or never was."""
    total, lines = await fetch(limit=size, offset=question.page * size)
    at = Page(question.page, total, size)
    if total and at.beyond is not None:
        total, lines = await fetch(limit=size, offset=at.shown * size)
    return total, lines


def _id(question: Question) -> int:
    digits = question.subject.partition(KEY_MARK)[0]
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0
