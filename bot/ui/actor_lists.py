"""Lists of actors: those named in an article, and those named most in a period."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import discord

from bot.models.analysis import ActorKind
from bot.plurals import plural
from bot.services.actors.actor_lines import actor_key
from bot.ui.article_lists import Page, page_buttons
from bot.ui.article_pages import article_embed, source_button, view_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import set_footer
from bot.ui.languages import english_only
from bot.ui.limits import MAX_DESCRIPTION, cut, length
from bot.ui.markup import escape, quoted
from bot.ui.menus import Menu, Option
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.actors import ArticleActor
    from bot.models.articles import Article
    from bot.services.actors.actor_lines import ActorLine
    from bot.services.periods import Period

__all__ = ["ACTORS_PAGE_SIZE", "actor_lines", "actors_page", "legend", "top_actors"]

ACTORS_PAGE_SIZE = 25
"""Actors on a page: as many as a menu has options."""
HEADINGS = {ActorKind.PERSON: "People", ActorKind.ORGANISATION: "Organisations", ActorKind.PLACE: "Places"}
ROOM_FOR_HEADINGS = 3 * 24
MAX_LINE = (MAX_DESCRIPTION - ROOM_FOR_HEADINGS) // ACTORS_PAGE_SIZE - 1
"""Maximum units of a line, so that those of a page always fit."""
MAX_NAME, MAX_ROLE, MIN_ROLE = 60, 100, 20
"""Maximum units of a name and of a role, and minimum units of a role, below which it is omitted."""


def actors_page(article: Article, actors: Sequence[ArticleActor], total: int, page: int) -> Reply:
    """The actors named in an article, by kind, with their roles and how often they are named."""
    at = Page(page, total, ACTORS_PAGE_SIZE)
    embed = article_embed(article)
    embed.description = actor_lines(actors, article.language)
    set_footer(embed, article, f"{legend(actors)}{at.note}")
    subject = str(article.id)
    buttons = (
        *view_buttons(article, Action.ACTORS, at.shown),
        *page_buttons(Action.ACTORS, subject, at),
        *source_button(article),
    )
    # With the article: others may mean somebody else by the same name.
    menu = _menu((actor.name, actor_key(actor.id, article.id)) for actor in actors)
    return Reply(embed, buttons, menu, ButtonAction(Action.ACTORS, subject, at.shown))


def actor_lines(actors: Sequence[ArticleActor], language: str) -> str:
    """The actors of an article in this language under headings, or why there are none."""
    if not actors:
        return english_only("Actors", language) or "This article names nobody."
    return _by_kind((actor.kind, _actor_line(actor)) for actor in actors)


def legend(actors: Sequence[ArticleActor]) -> str:
    """What the roles and numbers in these lines are, for the footer."""
    return " · ".join(["roles are quoted from the article", *(_times(actor.mentions) for actor in actors[:1])])


def top_actors(actors: Sequence[ActorLine], period: Period, page: int = 0, *, subject: str = "all") -> Reply:
    """A page of the actors named most in a period, by kind; ``subject`` is the period as it was typed."""
    at = Page(page, len(actors), ACTORS_PAGE_SIZE)
    shown = actors[at.shown * ACTORS_PAGE_SIZE : (at.shown + 1) * ACTORS_PAGE_SIZE]
    embed = discord.Embed(title=f"Named most in {period.label}", colour=COLOUR)
    by_kind = sorted(shown, key=lambda actor: list(HEADINGS).index(actor.kind))
    embed.description = _by_kind(
        (actor.kind, f"**{_name(actor.label)}** — {plural(actor.articles, 'article')}, ×{actor.mentions:,}")
        for actor in by_kind
    )
    more = " · who <name> shows those not listed" if at.count > 1 else ""
    embed.set_footer(text=f"{_times(by_kind[0].mentions)}{at.note}{more}")
    action = ButtonAction(Action.TOP_ACTORS, subject, at.shown)
    menu = _menu((actor.label, actor.key) for actor in by_kind)
    return Reply(embed, page_buttons(Action.TOP_ACTORS, subject, at), menu, action)


def _menu(actors: Iterable[tuple[str, str]]) -> Menu:
    """A menu of the profiles with these names and keys."""
    return Menu("Who is …", tuple(Option(name, ButtonAction(Action.WHO, key)) for name, key in actors))


def _by_kind(lines: Iterable[tuple[ActorKind, str]]) -> str:
    """Puts lines, which come sorted by kind, under headings."""
    parts = [
        "\n".join([f"**{HEADINGS[kind]}**", *(line for _, line in of_kind)])
        for kind, of_kind in groupby(lines, key=lambda line: line[0])
    ]
    return "\n\n".join(parts)


def _times(mentions: int) -> str:
    """Explains the numbers behind the names by the first of them."""
    return f"×{mentions:,} = named {plural(mentions, 'time')}"


def _name(name: str) -> str:
    return cut(escape(" ".join(name.split())), MAX_NAME)


def _actor_line(actor: ArticleActor) -> str:
    """A name with as many of its roles, at most two, as fit in a line."""
    head = f"**{_name(actor.name)}** ×{actor.mentions:,}"
    roles = [quoted(cut(role, MAX_ROLE)) for role in dict.fromkeys(actor.roles)][:2]
    for shown in (roles, roles[:1]):
        line = f"{head} — {', '.join(shown)}"
        if shown and length(line) <= MAX_LINE:
            return line
    left = MAX_LINE - length(f"{head} — “”")
    if roles and left >= MIN_ROLE:
        return f"{head} — {cut(roles[0].removesuffix('”'), left)}”"
    return f"{head} (headline)" if actor.in_title and not roles else head
