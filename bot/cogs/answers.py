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
from bot.ui.button_ids import Action, ButtonAction
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
        article: Callable[[int, ButtonAction], Awaitable[Reply]] = self._article
        self._ways: dict[Action, Callable[[int, ButtonAction], Awaitable[Reply]]] = {
            Action.SUMMARY: article,
            Action.ACTORS: self._actors,
            Action.THEMES: article,
            Action.TEXT: self._text,
            Action.WHO: self._who,
            Action.FIND: self._find,
            Action.NAME: self._find,
            Action.NAME_THEME: self._theme,
            Action.RESPELL: self._search,
            Action.ARTICLES: self._articles,
            Action.REMOVED: self._removed,
            Action.SEARCH: self._search,
            Action.TOP_ACTORS: self._top_actors,
            Action.TOP_THEMES: self._top_themes,
            Action.TRENDS: self._rising,
            Action.THEME: self._theme,
            Action.UNKNOWN: self._gone,
        }

    async def answer(self, scope: int, action: ButtonAction) -> Reply:
        """The reply, with the way back that the question has.

        Raises NotFound where what is asked for is not, or no longer, in this view.
        """
        reply = await self._ways[action.kind](scope, action)
        return replace(reply, action=replace(reply.action or action, history=action.history))

    async def _article(self, scope: int, action: ButtonAction) -> Reply:
        article = await self._library.by_id(scope, _id(action))
        digest = await self._library.digest(article)
        if action.kind is Action.THEMES:
            return themes_page(article, digest)
        return summary_page(article, digest, action.page)

    async def _actors(self, scope: int, action: ButtonAction) -> Reply:
        article = await self._library.by_id(scope, _id(action))
        total, actors = await _page(action, ACTORS_PAGE, partial(self._library.actors_in, article))
        return actors_page(article, actors, total, action.page)

    async def _text(self, scope: int, action: ButtonAction) -> Reply:
        article, starts = await self._library.full_text(scope, _id(action))
        return text_page(article, starts, action.page)

    async def _gone(self, _view: int, _question: ButtonAction) -> Reply:
        raise InputError(OLD_BUTTON)

    async def _who(self, scope: int, action: ButtonAction) -> Reply:
        return profile_page(await self._people.who_by_id(scope, _id(action)))

    async def _find(self, scope: int, action: ButtonAction) -> Reply:
        """The one article or actor that words fit by now which did not before."""
        if action.kind is Action.NAME:
            return profile_page(await self._people.who(scope, action.subject))
        article = await self._library.find(scope, action.subject)
        return await self._article(scope, ButtonAction(Action.SUMMARY, str(article.id), SENTENCES))

    async def _articles(self, scope: int, action: ButtonAction) -> Reply:
        total, lines = await _page(action, PAGE_SIZE, partial(self._library.listing, scope))
        return article_list(lines, total, action.page, heading="Articles, the last added first")

    async def _removed(self, scope: int, action: ButtonAction) -> Reply:
        total, lines = await _page(action, PAGE_SIZE, partial(self._library.removed_page, scope))
        return removed_list(lines, total, action.page, await self._servers.prefix(scope))

    async def _search(self, scope: int, action: ButtonAction) -> Reply:
        total, hits = await _page(action, PAGE_SIZE, partial(self._library.search, scope, action.subject))
        return search_results(hits, total, action.subject, action.page)

    async def _top_actors(self, scope: int, action: ButtonAction) -> Reply:
        period = parse_period(action.subject) or ALL
        lines = await self._people.most_named(scope, period, limit=MOST_NAMED)
        return top_actors(lines, period, action.page, subject=action.subject)

    async def _top_themes(self, scope: int, action: ButtonAction) -> Reply:
        period = parse_period(action.subject) or ALL
        return top_themes(await self._library.themes(scope, period), period, subject=action.subject)

    async def _rising(self, scope: int, action: ButtonAction) -> Reply:
        period = parse_period(action.subject) or ALL
        return trends_page(await self._trends.report(scope, period), period, subject=action.subject)

    async def _theme(self, scope: int, action: ButtonAction) -> Reply:
        label, total = await self._library.theme(scope, action.subject)
        offset = Page(action.page, total).shown * PAGE_SIZE
        lines = await self._library.under_theme(scope, label, limit=PAGE_SIZE, offset=offset)
        heading = f"Articles under {quoted(label)}"
        return article_list(lines, total, action.page, heading=heading, kind=Action.THEME, subject=label)


class _Fetch(Protocol[T]):
    def __call__(self, *, limit: int, offset: int) -> Awaitable[tuple[int, list[T]]]: ...


async def _page(action: ButtonAction, size: int, fetch: _Fetch[T]) -> tuple[int, list[T]]:
    """How long a list is, and its page; the last page where the one asked for is gone since, or never was."""
    total, lines = await fetch(limit=size, offset=action.page * size)
    at = Page(action.page, total, size)
    if total and at.beyond is not None:
        total, lines = await fetch(limit=size, offset=at.shown * size)
    return total, lines


def _id(action: ButtonAction) -> int:
    digits = action.subject.partition(KEY_MARK)[0]
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0
