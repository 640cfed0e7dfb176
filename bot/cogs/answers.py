"""A question -> the reply to it, for commands and for buttons alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.services.periods import ALL, parse_period
from bot.ui.actor_pages import profile_page, top_actors, top_themes
from bot.ui.article_lists import PAGE_SIZE, article_list, search_results
from bot.ui.article_pages import actors_page, summary_page, text_page, themes_page
from bot.ui.markup import quoted
from bot.ui.posts import KEY_MARK
from bot.ui.questions import Ask, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.services import Services
    from bot.ui.reply import Reply

__all__ = ["Answers"]

TOP_ACTORS = 36


class Answers:
    """Answers questions for a view (the server of whoever asks)."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._people = services.people
        article: Callable[[int, Question], Awaitable[Reply]] = self._article
        self._ways: dict[Ask, Callable[[int, Question], Awaitable[Reply]]] = {
            Ask.SUMMARY: article,
            Ask.ACTORS: article,
            Ask.THEMES: article,
            Ask.TEXT: article,
            Ask.WHO: self._who,
            Ask.ARTICLES: self._articles,
            Ask.SEARCH: self._search,
            Ask.TOP_ACTORS: self._top_actors,
            Ask.TOP_THEMES: self._top_themes,
            Ask.THEME: self._theme,
            Ask.GONE: self._gone,
        }

    async def answer(self, view: int, question: Question) -> Reply:
        """The reply. Raises NotFound where what is asked for is not, or no longer, in this view."""
        return await self._ways[question.ask](view, question)

    async def _article(self, view: int, question: Question) -> Reply:
        article = await self._library.by_id(view, _id(question))
        if question.ask is Ask.TEXT:
            return text_page(article, question.page)
        analysis = (await self._library.reading(article)).analysis
        if question.ask is Ask.ACTORS:
            return actors_page(article, analysis)
        if question.ask is Ask.THEMES:
            return themes_page(article, analysis)
        return summary_page(article, analysis, question.page)

    async def _gone(self, _view: int, _question: Question) -> Reply:
        msg = "This button is from an older version of me: type /help to see what to ask instead."
        raise InputError(msg)

    async def _who(self, view: int, question: Question) -> Reply:
        return profile_page(await self._people.who_by_id(view, _id(question)))

    async def _articles(self, view: int, question: Question) -> Reply:
        total, lines = await self._library.listing(view, limit=PAGE_SIZE, offset=question.page * PAGE_SIZE)
        if question.page > last_page(total):
            return await self._articles(view, replace(question, page=last_page(total)))
        return article_list(lines, total, question.page, heading="Articles, the last added first")

    async def _search(self, view: int, question: Question) -> Reply:
        total, hits = await self._library.search(
            view, question.subject, limit=PAGE_SIZE, offset=question.page * PAGE_SIZE
        )
        if question.page > last_page(total):
            return await self._search(view, replace(question, page=last_page(total)))
        return search_results(hits, total, question.subject, question.page)

    async def _top_actors(self, view: int, question: Question) -> Reply:
        period = parse_period(question.subject) or ALL
        return top_actors(await self._people.most_named(view, period, limit=TOP_ACTORS), period)

    async def _top_themes(self, view: int, question: Question) -> Reply:
        period = parse_period(question.subject) or ALL
        return top_themes(await self._library.themes(view, period), period)

    async def _theme(self, view: int, question: Question) -> Reply:
        label, total, lines = await self._library.under_theme(
            view, question.subject, limit=PAGE_SIZE, offset=question.page * PAGE_SIZE
        )
        if question.page > last_page(total):
            return await self._theme(view, replace(question, page=last_page(total)))
        heading = f"Articles under {quoted(label)}"
        return article_list(lines, total, question.page, heading=heading, ask=Ask.THEME, subject=label)


def last_page(total: int) -> int:
    """The page that a list of so many articles ends on; a page asked for may be gone since, or never was."""
    return max(0, total - 1) // PAGE_SIZE


def _id(question: Question) -> int:
    digits = question.subject.partition(KEY_MARK)[0]
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0
