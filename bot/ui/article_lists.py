"""Lists of articles: all, about a theme, found by a search, removed; and the buttons to their other pages."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.models.articles import SHARED
from bot.plurals import plural
from bot.store.protocols.store import MAX_SEARCH_HITS
from bot.ui.also_in import also_in_line
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.limits import MAX_DESCRIPTION, cut, length
from bot.ui.list_entries import Entry, entry_list
from bot.ui.markup import escape, quoted
from bot.ui.menus import Menu, Option, article_menu
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.articles import Article, ArticleHeader, Draft, SearchHit
    from bot.models.stories import ListedStory

__all__ = ["PAGE_SIZE", "Page", "article_list", "origin_of", "page_buttons", "removed_list", "search_results"]

PAGE_SIZE = 10
"""Articles on a page of a list."""
MAX_SOURCE = 60
"""Maximum units of a source's name, and of the authors' names."""
MAX_ALSO_IN = 240
"""Maximum units of the other outlets of a story."""
QUOTATION_MARKS = ' "“”„«»'
"""Removed from both ends of a query, which is shown in quotation marks itself."""
MAX_SNIPPET, MAX_BEFORE_HIT = 1_000, 100
"""Maximum characters of a snippet (one word may be very long), and of the part before its first hit."""
HIT = re.compile("\x02(.*?)\x03", re.DOTALL)
"""The store puts these control characters around each hit in a snippet."""


class Page:
    """Which page of how many is shown; if ``asked`` is beyond the last page, the last one is. Pages count from 0."""

    def __init__(self, asked: int, total: int, size: int = PAGE_SIZE) -> None:
        self.count = max(1, -(-total // size))
        self.shown = min(asked, self.count - 1)
        self.beyond = asked + 1 if asked >= self.count else None

    @property
    def note(self) -> str:
        """The same text after a middle dot; empty if there is only one page."""
        return f" · {self}" if self.count > 1 or self.beyond is not None else ""

    def __str__(self) -> str:
        """``page 2 of 3``; it also says so if the page that was asked for does not exist."""
        shown = f"page {self.shown + 1} of {self.count}"
        return shown if self.beyond is None else f"{shown} (there is no page {self.beyond})"


def article_list(
    stories: Sequence[ListedStory],
    total: int,
    articles: int,
    page: int,
    *,
    heading: str,
    kind: Action = Action.ARTICLES,
    subject: str = "",
) -> Reply:
    """A page of a list of so many ``articles``, which tell ``total`` stories: each of these is one entry.

    ``kind`` and ``subject`` are those of the action that shows the list.
    """
    at = Page(page, total)
    embed = discord.Embed(title=heading, colour=COLOUR)
    embed.description = entry_list([_story_entry(story) for story in stories])
    counted = plural(articles, "article") + (f" in {plural(total, 'story', 'stories')}" if total < articles else "")
    embed.set_footer(text=f"{counted} · {at}")
    menu = article_menu([story.newest for story in stories])
    return Reply(embed, page_buttons(kind, subject, at), menu, ButtonAction(kind, subject, at.shown))


def search_results(hits: Sequence[SearchHit], total: int, query: str, page: int, *, notes: str = "") -> Reply:
    """Articles that contain the words, each with the passage, after ``notes`` on what else was asked for."""
    at = Page(page, total)
    bare = query.strip(QUOTATION_MARKS)
    shown = query if set(bare) & set(QUOTATION_MARKS.strip()) else bare  # unless it is one phrase
    embed = discord.Embed(title=f"Articles with {quoted(shown)}", colour=COLOUR)
    entries = [
        Entry(hit.article.number, hit.article.title, hit.article.url, _origin(hit.article), _passage(hit.snippet))
        for hit in hits
    ]
    opening = f"{escape(notes)}\n\n" if notes else ""
    embed.description = opening + entry_list(entries, room=MAX_DESCRIPTION - length(opening))
    found = f"{plural(total, 'article')} found" if total < MAX_SEARCH_HITS else f"the latest {total:,} articles found"
    embed.set_footer(text=f"{found} · {at}")
    menu = article_menu([hit.article for hit in hits])
    return Reply(embed, page_buttons(Action.SEARCH, query, at), menu, ButtonAction(Action.SEARCH, query, at.shown))


def removed_list(articles: Sequence[ArticleHeader], total: int, page: int, prefix: str) -> Reply:
    """A page of the removed articles, with a menu that restores one."""
    at = Page(page, total)
    embed = discord.Embed(title="Removed articles", colour=COLOUR)
    embed.description = entry_list(
        [Entry(x.number, x.title, origin=origin_of(article_date(x), x), mark="") for x in articles]
    )
    embed.set_footer(text=f"{prefix}restore <number> restores an article, or undoes its last edit{at.note}")
    options = [Option(f"Restore #{x.number} {x.title}", ButtonAction(Action.RESTORE, str(x.number))) for x in articles]
    menu = Menu("Restore an article", tuple(options))
    return Reply(embed, page_buttons(Action.REMOVED, "", at), menu, ButtonAction(Action.REMOVED, "", at.shown))


def page_buttons(kind: Action, subject: str, at: Page) -> tuple[Button, ...]:
    """Buttons to the previous and the next page, if there are such."""
    buttons = []
    if at.shown > 0:
        buttons.append(Button("‹ Previous", ButtonAction(kind, subject, at.shown - 1), row=1))
    if at.shown < at.count - 1:
        buttons.append(Button("Next ›", ButtonAction(kind, subject, at.shown + 1), row=1))
    return tuple(buttons)


def origin_of(date: str, line: Article | ArticleHeader | Draft, *more: str) -> str:
    """The line below a title: the date, the source, the author, and ``more``."""
    source = escape(cut(line.source, MAX_SOURCE)) if line.source else ""
    author = f"by {escape(cut(line.author, MAX_SOURCE))}" if line.author else ""
    return " · ".join(part for part in (date, source, author, *more) if part)


def _story_entry(story: ListedStory) -> Entry:
    """A story with its newest article, and the outlets of the others."""
    newest = story.newest
    others = also_in_line(story.others, MAX_ALSO_IN, story.count - 1)
    return Entry(newest.number, newest.title, newest.url, "\n".join(filter(None, (_origin(newest), others))))


def _origin(article: ArticleHeader) -> str:
    scope = "shared" if article.scope == SHARED else "this server"
    return origin_of(article_date(article), article, scope)


def _passage(snippet: str) -> partial[str]:
    """Returns a function that quotes the passage of a hit in at most the given number of units."""
    first = snippet.find("\x02")
    if first > MAX_BEFORE_HIT:
        snippet = "…" + snippet[first - MAX_BEFORE_HIT :].partition(" ")[2]  # begin with a whole word
    pieces = list(_pieces(" ".join(snippet[:MAX_SNIPPET].split())))
    return partial(_quotation, pieces)


def _pieces(snippet: str) -> Iterator[tuple[str, str]]:
    """The parts of a snippet, each with the Markdown around it: hits are bold."""
    position = 0
    for match in HIT.finditer(snippet):
        yield snippet[position : match.start()], ""
        yield match.group(1), "**"
        position = match.end()
    yield snippet[position:], ""


def _quotation(pieces: Sequence[tuple[str, str]], room: int) -> str:
    """The pieces, escaped, as a quotation; the first that does not fit is cut and ends it."""
    text = "> "
    for piece, mark in pieces:
        shown = escape(piece)
        if length(text + mark + shown + mark) > room:
            return text + cut(shown, room - length(text))
        text += mark + shown + mark if shown else ""
    return text
