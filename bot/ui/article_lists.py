"""Lists of articles: all, under a theme, found by a search, removed; and the buttons that turn their pages."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.models.articles import SHARED
from bot.store.protocol import MOST_HITS
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.limits import cut, length
from bot.ui.list_entries import Entry, entry_list
from bot.ui.markup import plain, plural, quoted
from bot.ui.menus import Menu, Option, article_menu
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.articles import ArticleHeader, SearchHit

__all__ = ["PAGE_SIZE", "Page", "article_list", "origin_of", "page_buttons", "removed_list", "search_results"]

PAGE_SIZE = 10
"""Articles on a page of a list: each page shows all of its own, whatever they are called."""
SOURCE = 60
MARKS = ' "“”„«»'
"""Quotation marks around a search that is shown in quotation marks itself."""
SNIPPET, BEFORE_HIT = 1_000, 100
"""Characters of a snippet that are looked at (one word may be very long), and of those before the first hit."""
HIT = re.compile("\x02(.*?)\x03", re.DOTALL)


class Page:
    """Which page of how many is shown; ``asked`` may lie beyond the last, which is shown then."""

    def __init__(self, asked: int, total: int, size: int = PAGE_SIZE) -> None:
        self.count = max(1, -(-total // size))
        self.shown = min(asked, self.count - 1)
        self.beyond = asked + 1 if asked >= self.count else None

    @property
    def note(self) -> str:
        """The same after a middle dot; empty where all is on one page."""
        return f" · {self}" if self.count > 1 or self.beyond is not None else ""

    def __str__(self) -> str:
        """``page 2 of 3``; where a later page was asked for than there is, that there is none."""
        shown = f"page {self.shown + 1} of {self.count}"
        return shown if self.beyond is None else f"{shown}, the last: there is no page {self.beyond}"


def article_list(
    lines: Sequence[ArticleHeader],
    total: int,
    page: int,
    *,
    heading: str,
    kind: Action = Action.ARTICLES,
    subject: str = "",
) -> Reply:
    """A page of a list of articles, and buttons to turn it."""
    at = Page(page, total)
    embed = discord.Embed(title=heading, colour=COLOUR)
    embed.description = entry_list([Entry(x.number, x.title, x.url, _origin(x)) for x in lines])
    embed.set_footer(text=f"{plural(total, 'article')} · {at}")
    return Reply(embed, page_buttons(kind, subject, at), article_menu(lines), ButtonAction(kind, subject, at.shown))


def search_results(hits: Sequence[SearchHit], total: int, query: str, page: int) -> Reply:
    """Articles that hold the words, each with the place where they stand."""
    at = Page(page, total)
    embed = discord.Embed(title=f"Articles with {quoted(query.strip(MARKS))}", colour=COLOUR)
    embed.description = entry_list(
        [
            Entry(hit.article.number, hit.article.title, hit.article.url, _origin(hit.article), _place(hit.snippet))
            for hit in hits
        ]
    )
    found = f"{plural(total, 'article')} found" if total < MOST_HITS else f"the newest {total:,} articles found"
    embed.set_footer(text=f"{found} · {at}")
    menu = article_menu([hit.article for hit in hits])
    return Reply(embed, page_buttons(Action.SEARCH, query, at), menu, ButtonAction(Action.SEARCH, query, at.shown))


def removed_list(lines: Sequence[ArticleHeader], total: int, page: int, prefix: str) -> Reply:
    """What can be restored."""
    at = Page(page, total)
    embed = discord.Embed(title="Removed articles", colour=COLOUR)
    embed.description = entry_list([Entry(line.number, line.title, mark="") for line in lines])
    embed.set_footer(text=f"{prefix}restore <number> brings one back, or undoes an article’s last edit{at.note}")
    options = [
        Option(f"Restore #{line.number} {line.title}", ButtonAction(Action.RESTORE, str(line.number))) for line in lines
    ]
    menu = Menu("Restore an article", tuple(options))
    return Reply(embed, page_buttons(Action.REMOVED, "", at), menu, ButtonAction(Action.REMOVED, "", at.shown))


def page_buttons(kind: Action, subject: str, at: Page) -> tuple[Button, ...]:
    """Buttons to the pages before and after, as far as there are any."""
    page_buttons = []
    if at.shown > 0:
        page_buttons.append(Button("‹ Previous", ButtonAction(kind, subject, at.shown - 1), row=1))
    if at.shown < at.count - 1:
        page_buttons.append(Button("Next ›", ButtonAction(kind, subject, at.shown + 1), row=1))
    return tuple(page_buttons)


def origin_of(date: str, source: str | None, *more: str) -> str:
    """The line below a title: the date, the source, what else there is to say."""
    parts = [date, plain(cut(source, SOURCE)) if source else "", *more]
    return " · ".join(part for part in parts if part)


def _origin(line: ArticleHeader) -> str:
    return origin_of(article_date(line), line.source, "shared" if line.scope == SHARED else "this server")


def _place(snippet: str) -> partial[str]:
    """What shows the place of a hit in as many units as there are."""
    first = snippet.find("\x02")
    if first > BEFORE_HIT:
        snippet = "…" + snippet[first - BEFORE_HIT :].partition(" ")[2]  # from the next whole word on
    pieces = list(_pieces(" ".join(snippet[:SNIPPET].split())))
    return partial(_quotation, pieces)


def _pieces(snippet: str) -> Iterator[tuple[str, str]]:
    """The parts of a snippet, each with the mark around it: what was found is bold."""
    position = 0
    for match in HIT.finditer(snippet):
        yield snippet[position : match.start()], ""
        yield match.group(1), "**"
        position = match.end()
    yield snippet[position:], ""


def _quotation(pieces: Sequence[tuple[str, str]], room: int) -> str:
    """The pieces, escaped, behind a quotation's mark; the one that does not fit is cut and the last."""
    text = "> "
    for piece, mark in pieces:
        shown = plain(piece)
        if length(text + mark + shown + mark) > room:
            return text + cut(shown, room - length(text))
        text += mark + shown + mark if shown else ""
    return text
