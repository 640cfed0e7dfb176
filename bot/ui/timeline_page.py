"""The answer to ``!timeline``: what happened to an actor, or in a theme, in one sentence for each story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.services.actors.actor_lines import actor_key
from bot.ui.also_in import also_in_line, outlet
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.limits import MAX_DESCRIPTION, and_more, join_within, one_line
from bot.ui.markup import escape, quoted
from bot.ui.menus import article_menu
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Button, Reply, search_button

if TYPE_CHECKING:
    from bot.models.timeline import Timeline, TimelineEntry
    from bot.services.briefing_subjects import BriefingSubject

__all__ = ["TIMELINE_PAGE_SIZE", "timeline_page"]

TIMELINE_PAGE_SIZE = 5
MAX_SENTENCE = 450
"""Maximum units of a quoted sentence, so that a page has room for all of its sentences."""
MAX_ALSO_IN = 160
"""Maximum units of the other outlets of a story."""
MAX_NAME = 100


def timeline_page(timeline: Timeline, subject: BriefingSubject, page: int) -> Reply:
    """A page of a timeline, the oldest story first."""
    at = Page(page, len(timeline.entries), TIMELINE_PAGE_SIZE)
    embed = discord.Embed(title=_title(timeline), colour=COLOUR)
    shown = timeline.entries[at.shown * TIMELINE_PAGE_SIZE :][:TIMELINE_PAGE_SIZE]
    embed.description = join_within(map(_entry, shown), MAX_DESCRIPTION, and_more, "\n\n") or _nothing(timeline)
    if shown:
        embed.set_footer(text=_footer(timeline, at))
    action = ButtonAction(Action.TIMELINE, str(subject), at.shown)
    menu = article_menu({entry.quotation.article.id: entry.quotation.article for entry in shown}.values())
    search = () if shown else (search_button(timeline.about),)
    return Reply(embed, (*search, *_buttons(subject, at)), menu, action)


def _title(timeline: Timeline) -> str:
    when = f" from {timeline.when}" if timeline.when else ""
    return f"Timeline of {escape(one_line(timeline.about, MAX_NAME))}{when}"


def _nothing(timeline: Timeline) -> str:
    """Why there is no entry, and what there is instead."""
    about = quoted(one_line(timeline.about, MAX_NAME))
    when = f" from {timeline.when}" if timeline.when else ""
    if timeline.in_passing:
        stories = plural(timeline.in_passing, f"story{when} names", f"stories{when} name")
        return f"{stories} {about}, but only in passing: no sentence tells what happened. A search finds the articles."
    return f"No article{when} is about {about}."


def _footer(timeline: Timeline, at: Page) -> str:
    articles = plural(len(timeline.dates), "article")
    parts = [
        f"{plural(len(timeline.entries), 'story', 'stories')}, the oldest first, word for word",
        f"made of the latest {articles}" if timeline.is_capped else f"made of {articles}",
    ]
    if timeline.in_passing:
        parts.append(f"{plural(timeline.in_passing, 'story', 'stories')} with the name only in passing left out")
    return " · ".join(parts) + at.note


def _entry(entry: TimelineEntry) -> str:
    """The date, the sentence with its source and place, and the other outlets of the story."""
    quotation, article = entry.quotation, entry.quotation.article
    if quotation.number:
        place = numbered_sentences([quotation.number], quotation.total)
        source = outlet(article)
    else:
        place, source = "headline", outlet(article) if article.source else f"#{article.number}"
    lines = [
        f"**{article_date(article)}**",
        f"> {escape(one_line(quotation.text, MAX_SENTENCE))} — {source}, {place}",
    ]
    if entry.others:
        lines.append(also_in_line(entry.others, MAX_ALSO_IN))
    return "\n".join(lines)


def _buttons(subject: BriefingSubject, at: Page) -> tuple[Button, ...]:
    """What else there is about the actor or the theme, the whole timeline instead of a period, and the other pages."""
    kind, key = Action.TIMELINE, str(subject)
    buttons = []
    if subject.actor:
        buttons.append(Button("Profile", ButtonAction(Action.WHO, actor_key(*subject.actor))))
    if subject.theme:
        buttons.append(Button("Articles", ButtonAction(Action.THEME, subject.theme)))
    if subject.period:
        buttons.append(Button("All time", ButtonAction(kind, str(subject.of_all_time()))))
    if at.shown < at.count - 2:
        buttons.append(Button("To the newest", ButtonAction(kind, key, at.count - 1)))
    if at.shown > 1:
        buttons.append(Button("To the oldest", ButtonAction(kind, key)))
    return (*buttons, *page_buttons(kind, key, at))
