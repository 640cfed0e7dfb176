"""The answer to ``!compare`` for two articles: what both say, each in its own words, and what only one says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.fitting import fitting
from bot.ui.limits import MAX_FIELD_VALUE, cut, length, one_line
from bot.ui.list_entries import title_line
from bot.ui.markup import escape, link, quoted
from bot.ui.menus import article_menu
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.models.briefing import Quotation
    from bot.models.comparisons import ArticlesComparison

__all__ = ["compared_articles_page"]

PAIRS, ONLY = 4, 3
"""Sentences of a page: pairs that say the same, and of each article those that only it has."""
BOTH_ROOM = 3_400
"""Units of the description, so that the fields fit."""
MAX_SOURCE = 60
MAX_TITLE = 150
MAX_NAMES = 8
NOTHING_IN_BOTH = "No two sentences of these articles clearly say the same."
NOTHING_ALONE = "No sentence says something that is not mostly in the other article, too."


def compared_articles_page(comparison: ArticlesComparison, subject: str, page: int) -> Reply:
    """A page of the comparison; ``subject`` is that of the action that shows it."""
    sizes = ((comparison.both, PAIRS), *((side.only, ONLY) for side in comparison.articles))
    at = Page(page, max(1, *(-(-len(found) // size) for found, size in sizes)), 1)
    one, other = (side.article for side in comparison.articles)
    embed = discord.Embed(title=f"#{one.number} compared with #{other.number}", colour=COLOUR)
    blocks = [] if at.shown else [_opening(comparison)]
    if pairs := comparison.both[at.shown * PAIRS :][:PAIRS]:
        blocks.append("**Both tell of this**\n" + fitting([partial(_pair, pair) for pair in pairs], BOTH_ROOM))
    elif not at.shown:
        blocks.append(NOTHING_IN_BOTH)
    embed.description = "\n\n".join(blocks)
    for side in comparison.articles:
        only = side.only[at.shown * ONLY :][:ONLY]
        if only or not at.shown:
            embed.add_field(name=f"Only #{side.article.number} says", value=_only(only), inline=False)
    embed.set_footer(text=_footer(comparison, at))
    action = ButtonAction(Action.COMPARE_ARTICLES, subject, at.shown)
    return Reply(
        embed, page_buttons(Action.COMPARE_ARTICLES, subject, at), article_menu((one.header, other.header)), action
    )


def _opening(comparison: ArticlesComparison) -> str:
    """The two articles, and what they are both about."""
    lines = [_heading(side.article) for side in comparison.articles]
    names = [escape(name) for name in comparison.names[:MAX_NAMES]]
    more = f" and {len(comparison.names) - MAX_NAMES} more" if len(comparison.names) > MAX_NAMES else ""
    facts = [
        "Both tell the same story." if comparison.is_one_story else "",
        f"Both are about {' and '.join(map(quoted, comparison.themes))}." if comparison.themes else "",
        f"Both name {', '.join(names)}{more}." if names else "",
    ]
    return "\n".join([*lines, " ".join(filter(None, facts))]).rstrip()


def _heading(article: Article) -> str:
    title = cut(article.title, MAX_TITLE)
    source = escape(one_line(article.source, MAX_SOURCE)) if article.source else ""
    linked = link(title, article.url)
    shown = linked if length(linked) <= 2 * MAX_TITLE else title_line(title)
    return f"**#{article.number}** {shown} — {', '.join(filter(None, (source, article_date(article))))}"


def _pair(pair: tuple[Quotation, Quotation], limit: int, _with_links: bool) -> str:
    one, other = pair
    if one.text.split() == other.text.split():
        return f"> {escape(one_line(one.text, limit))}\n— word for word in {_place(one)} and {_place(other)}"
    return "\n".join(f"> {escape(one_line(side.text, limit))}\n— {_place(side)}" for side in pair)


def _only(quotations: Sequence[Quotation]) -> str:
    return fitting([partial(_alone, one) for one in quotations], MAX_FIELD_VALUE) or NOTHING_ALONE


def _alone(quotation: Quotation, limit: int, _with_links: bool) -> str:
    place = numbered_sentences([quotation.number], quotation.total)
    return f"> {escape(one_line(quotation.text, limit))}\n— {place}"


def _place(quotation: Quotation) -> str:
    return f"#{quotation.article.number}, {numbered_sentences([quotation.number], quotation.total)}"


def _footer(comparison: ArticlesComparison, at: Page) -> str:
    only = [f"{len(side.only)} only in #{side.article.number}" for side in comparison.articles]
    notes = [f"{plural(len(comparison.both), 'sentence')} alike in both, {only[0]}, {only[1]}: compared by their words"]
    notes += [
        f"the first {side.read} of {plural(side.total, 'sentence')} of #{side.article.number} were read"
        for side in comparison.articles
        if side.read < side.total
    ]
    return " · ".join(notes) + at.note
