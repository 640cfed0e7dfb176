"""Lists of actors: whom an article names, and who is named most in a period."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import discord

from bot.models.analysis import ActorKind
from bot.ui.article_lists import Page, page_buttons
from bot.ui.article_pages import article_embed, english_only, source_button, view_buttons
from bot.ui.button_ids import Ask, Question
from bot.ui.dates import set_footer
from bot.ui.limits import DESCRIPTION, cut, length
from bot.ui.markup import plain, plural, quoted
from bot.ui.menus import Menu, Option
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.actors import ArticleActor
    from bot.models.articles import Article
    from bot.services.actors.profiles import ActorLine
    from bot.services.periods import Period

__all__ = ["ACTORS_PAGE", "actors_page", "top_actors"]

ACTORS_PAGE = 25
"""Actors on a page: as many as a menu has options."""
HEADINGS = {ActorKind.PERSON: "People", ActorKind.ORGANISATION: "Organisations", ActorKind.PLACE: "Places"}
LINE = (DESCRIPTION - 3 * 24) // ACTORS_PAGE - 1
"""Units of a line, so that those of a page always fit, with the headings and the line ends."""
NAME, ROLE, SHORTEST_ROLE = 60, 100, 20


def actors_page(article: Article, actors: Sequence[ArticleActor], total: int, page: int) -> Reply:
    """Everyone the article names, by kind, with what it calls them and how often it names them."""
    at = Page(page, total, ACTORS_PAGE)
    embed = article_embed(article)
    embed.description = _by_kind((actor.kind, _actor_line(actor)) for actor in actors)
    if not actors:
        embed.description = english_only("Actors", article.language) or "This article names nobody."
    set_footer(embed, article, f"roles are the article’s own words · × is how often it names them{at.note}")
    subject = str(article.id)
    buttons = (
        *view_buttons(article, Ask.ACTORS, at.shown),
        *page_buttons(Ask.ACTORS, subject, at),
        *source_button(article),
    )
    return Reply(embed, buttons, _menu(actors), Question(Ask.ACTORS, subject, at.shown))


def top_actors(lines: Sequence[ActorLine], period: Period, page: int = 0, *, subject: str = "all") -> Reply:
    """A page of the most named actors of a period, by kind; ``subject`` are the period's words as they were typed."""
    at = Page(page, len(lines), ACTORS_PAGE)
    shown = lines[at.shown * ACTORS_PAGE : (at.shown + 1) * ACTORS_PAGE]
    embed = discord.Embed(title=f"Who is in {period.label}", colour=COLOUR)
    by_kind = sorted(shown, key=lambda line: list(HEADINGS).index(line.kind))
    embed.description = _by_kind(
        (line.kind, f"**{_name(line.name)}** — {plural(line.articles, 'article')}, ×{line.mentions:,}")
        for line in by_kind
    )
    more = " · anyone else: ask who, and the name" if at.count > 1 else ""
    embed.set_footer(text=f"× is how often the articles name them{at.note}{more}")
    asked = Question(Ask.TOP_ACTORS, subject, at.shown)
    return Reply(embed, page_buttons(Ask.TOP_ACTORS, subject, at), _menu(by_kind), asked)


def _menu(actors: Sequence[ArticleActor | ActorLine]) -> Menu:
    return Menu("Who is …", tuple(Option(actor.name, Question(Ask.WHO, str(actor.id))) for actor in actors))


def _by_kind(lines: Iterable[tuple[ActorKind, str]]) -> str:
    """Lines that come sorted by kind, under headings."""
    parts = [
        "\n".join([f"**{HEADINGS[kind]}**", *(line for _, line in of_kind)])
        for kind, of_kind in groupby(lines, key=_kind)
    ]
    return "\n\n".join(parts)


def _kind(line: tuple[ActorKind, str]) -> ActorKind:
    return line[0]


def _name(name: str) -> str:
    return cut(plain(" ".join(name.split())), NAME)


def _actor_line(actor: ArticleActor) -> str:
    """A name with as many of its roles, two at most, as the line has room for."""
    head = f"**{_name(actor.name)}** ×{actor.mentions:,}"
    roles = [quoted(cut(role, ROLE)) for role in dict.fromkeys(actor.roles)][:2]
    for said in (roles, roles[:1]):
        line = f"{head} — {', '.join(said)}"
        if said and length(line) <= LINE:
            return line
    left = LINE - length(f"{head} — “”")
    if roles and left >= SHORTEST_ROLE:
        return f"{head} — {cut(roles[0].removesuffix('”'), left)}”"
    return f"{head} (headline)" if actor.in_title and not roles else head
