"""Lists of articles: all, under a theme, found by a search; and the buttons that turn their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.models import SHARED
from bot.ui.limits import DESCRIPTION, join_within
from bot.ui.markup import link, plain, plural, quoted
from bot.ui.questions import Ask, Question
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models import Article, ArticleLine, SearchHit

__all__ = ["PAGE_SIZE", "article_list", "search_results", "turns", "when"]

PAGE_SIZE = 10
"""Articles on a page of a list."""
HIT = re.compile("\x02(.*?)\x03", re.DOTALL)


def when(line: Article | ArticleLine) -> str:
    """The article's date as Discord shows it to each reader; one that has none of its own says when it was added."""
    shown = discord.utils.format_dt(line.date, "D")
    return shown if line.dated else f"added {shown}"


def article_list(
    lines: Sequence[ArticleLine], total: int, page: int, *, heading: str, ask: Ask = Ask.ARTICLES, subject: str = ""
) -> Reply:
    """A page of a list of articles, and buttons to turn it."""
    embed = discord.Embed(title=heading, colour=COLOUR)
    embed.description = join_within(
        [f"**#{line.number}** {_titled(line)}\n{_origin(line)}" for line in lines],
        DESCRIPTION,
        lambda n: f"… and {n} more",
    )
    pages = max(1, -(-total // PAGE_SIZE))
    embed.set_footer(text=f"{plural(total, 'article')} · page {page + 1} of {pages}")
    return Reply(embed, turns(ask, subject, page, pages))


def search_results(hits: Sequence[SearchHit], total: int, query: str, page: int) -> Reply:
    """Articles that hold the words, each with the place where they stand."""
    embed = discord.Embed(title=f"Articles with {quoted(query)}", colour=COLOUR)
    embed.description = join_within(
        [
            f"**#{hit.article.number}** {_titled(hit.article)}\n> {_snippet(hit.snippet)}\n{_origin(hit.article)}"
            for hit in hits
        ],
        DESCRIPTION,
        lambda n: f"… and {n} more",
    )
    pages = max(1, -(-total // PAGE_SIZE))
    embed.set_footer(text=f"{plural(total, 'article')} found · page {page + 1} of {pages}")
    return Reply(embed, turns(Ask.SEARCH, query, page, pages))


def turns(ask: Ask, subject: str, page: int, pages: int) -> tuple[Button, ...]:
    """Buttons to the pages before and after, as far as there are any."""
    turns = []
    if page > 0:
        turns.append(Button("‹ Back", Question(ask, subject, page - 1), row=1))
    if page < pages - 1:
        turns.append(Button("Next ›", Question(ask, subject, page + 1), row=1))
    return tuple(turns)


def _titled(line: ArticleLine) -> str:
    return f"**{link(line.title, line.url)}**"


def _origin(line: ArticleLine) -> str:
    parts = [when(line), plain(line.source) if line.source else "", "shared" if line.scope == SHARED else "this server"]
    return " · ".join(part for part in parts if part)


def _snippet(snippet: str) -> str:
    """Escaped, with the words that were found in bold."""
    folded = " ".join(snippet.split())
    pieces, position = [], 0
    for match in HIT.finditer(folded):
        pieces += [plain(folded[position : match.start()]), f"**{plain(match.group(1))}**"]
        position = match.end()
    return "".join([*pieces, plain(folded[position:])])
