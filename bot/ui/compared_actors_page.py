"""The answer to ``!compare`` for two actors: what articles say that name both, and those that name only one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.ui.also_in import also_in_line, outlet
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.fitting import fitting
from bot.ui.limits import MAX_EMBED_TITLE, MAX_FIELD_NAME, MAX_FIELD_VALUE, cut, length, one_line
from bot.ui.list_entries import title_line
from bot.ui.markup import escape, quoted
from bot.ui.menus import article_menu
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import ArticleHeader
    from bot.models.comparisons import ActorsComparison, ComparedActor, TellingStory

__all__ = ["compared_actors_page"]

TOGETHER_ROOM = 3_400
"""Units of the stories that name both, so that the fields fit."""
MAX_NAME = 60
MAX_ROLE = 120
MAX_TITLE = 150
MAX_ALSO_IN = 120
MAX_THEMES = 3


def compared_actors_page(comparison: ActorsComparison, subject: str) -> Reply:
    """A page of the comparison; ``subject`` is that of the action that shows it."""
    one, other = comparison.actors
    at = Page(comparison.page, comparison.pages, 1)
    embed = discord.Embed(title=_title(comparison), colour=COLOUR)
    blocks = [] if at.shown else list(filter(None, map(_described, comparison.actors)))
    if comparison.together or not at.shown:
        blocks.append(_together(comparison))
    embed.description = "\n\n".join(blocks)
    for actor in comparison.actors:
        if actor.only or not at.shown:
            embed.add_field(name=_only_heading(actor, comparison.most), value=_only(actor), inline=False)
    latest = comparison.latest_stories
    of_each = f", of each the latest {latest} stories" if latest else ""
    embed.set_footer(text=f"Quoted word for word from the articles{of_each}{at.note}")
    stories = [story for group in (comparison.together, one.only, other.only) for story in group]
    menu = article_menu({article.id: article for story in stories for article in _shown_articles(story)}.values())
    profiles = [Button(actor.name, ButtonAction(Action.WHO, actor.key)) for actor in comparison.actors]
    buttons = (*profiles, *page_buttons(Action.COMPARE_ACTORS, subject, at))
    return Reply(embed, buttons, menu, ButtonAction(Action.COMPARE_ACTORS, subject, at.shown))


def _title(comparison: ActorsComparison) -> str:
    names = [escape(one_line(actor.name, MAX_NAME)) for actor in comparison.actors]
    return cut(" compared with ".join(names), MAX_EMBED_TITLE)


def _described(actor: ComparedActor) -> str:
    """The actor with the roles that articles state; empty if they state none."""
    roles = [f"{quoted(one_line(role.text, MAX_ROLE))} in #{role.number}" for role in actor.roles]
    return f"**{escape(one_line(actor.name, MAX_NAME))}**: described as {', '.join(roles)}" if roles else ""


def _together(comparison: ActorsComparison) -> str:
    count = comparison.together_articles
    if not count:
        return "No article names both."
    heading = f"**Together in {_counted(count, comparison.most)}**{_themes(comparison.themes)}"
    return heading + "\n" + fitting([partial(_story, story) for story in comparison.together], TOGETHER_ROOM)


def _only_heading(actor: ComparedActor, most: int) -> str:
    return cut(f"Only {one_line(actor.name, MAX_NAME)}: {_counted(actor.only_articles, most)}", MAX_FIELD_NAME)


def _only(actor: ComparedActor) -> str:
    if not actor.only_articles:
        return "Every article with this name also has the other one."
    themes = _themes(actor.themes).removeprefix(", ")
    opening = f"{themes[:1].upper()}{themes[1:]}\n" if themes else ""
    return opening + fitting([partial(_story, story) for story in actor.only], MAX_FIELD_VALUE - length(opening))


def _counted(count: int, most: int) -> str:
    if not count:
        return "no article"
    return f"the latest {count:,} articles" if count >= most else plural(count, "article")


def _themes(themes: Sequence[tuple[str, int]]) -> str:
    """The most frequent themes of articles, with the number of articles that are about each."""
    shown = [f"{escape(label)} ({count:,})" for label, count in themes[:MAX_THEMES]]
    return f", on {', '.join(shown)}" if shown else ""


def _story(story: TellingStory, limit: int, with_links: bool) -> str:
    """The sentence of a story with its source; the headline of its newest article if no sentence says it."""
    quotation, newest = story.quotation, story.articles[0]
    if quotation is None:
        shown, article, place = f"**{cut(title_line(newest.title), MAX_TITLE)}**", newest, "in different sentences"
    else:
        article, place = quotation.article, numbered_sentences([quotation.number], quotation.total)
        shown = f"> {escape(one_line(quotation.text, limit))}"
    source = outlet(article, linked=with_links) if article.source else f"#{article.number}"
    others = [other for other in story.articles if other.id != article.id]
    also = also_in_line(others, MAX_ALSO_IN) if others else ""
    return f"{shown}\n— " + ", ".join(filter(None, (source, article_date(article), place))) + (also and f", {also}")


def _shown_articles(story: TellingStory) -> Sequence[ArticleHeader]:
    return [story.quotation.article] if story.quotation else story.articles[:1]
