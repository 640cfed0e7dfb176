"""The answer to ``!brief``: the stories of a period, the most important in sentences, the others in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.services.briefings import BRIEF_SENTENCES, FIRST_HOURS, PAGE_SIZE
from bot.ui.also_in import also_in_line, outlet
from bot.ui.article_lists import Page
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date, day_and_time, publication_date
from bot.ui.limits import MAX_DESCRIPTION, cut, length, one_line
from bot.ui.list_entries import title_line
from bot.ui.markup import escape, link
from bot.ui.menus import article_menu
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import BriefedStory, Quotation
    from bot.services.briefings import BriefingPage

__all__ = ["AGAIN", "briefing_page", "digest_name", "page_and_sentences"]

MAX_SENTENCES = 4
MAX_QUOTATION = 600
"""Maximum units of a sentence."""
MAX_ALSO_IN = 240
"""Maximum units of the other outlets of a story."""
MAX_AGAIN = 200
"""Maximum units of why a story is posted again."""
MAX_NAME = 40
AGAIN = "Posted again"
SMALL_PRINT = "-# "
"""Markdown of a line in small print, which also ends a quotation above it."""
OTHERS_ROOM = 1_600
"""Units of the stories below that are not told in sentences, in two fields."""
BLANK = "\u200b"
"""The name of a field that goes on with the one above."""


def page_and_sentences(argument: int) -> tuple[int, int]:
    """The page and the number of sentences that the argument of a button means."""
    page, sentences = divmod(argument, 10)
    return page, min(max(sentences, 1), MAX_SENTENCES)


def briefing_page(shown: BriefingPage, subject: str, argument: int = BRIEF_SENTENCES, *, closing: str = "") -> Reply:
    """A page of a briefing; ``subject`` and ``argument`` are those of the action that shows it.

    ``closing`` is shown below the stories.
    """
    asked, sentences = page_and_sentences(argument)
    briefing = shown.briefing
    at = Page(asked, briefing.total, PAGE_SIZE)
    action = ButtonAction(Action.BRIEF, subject, _argument(at.shown, sentences))
    embed = discord.Embed(title=_title(shown), colour=COLOUR)
    opening = _opening(shown)
    if not briefing.total:
        embed.description = opening or closing or "There are no such articles."
        return Reply(embed, () if shown.digest_of else _other_periods(subject), action=action)
    if briefing.leads:
        leads = _told(briefing.leads, MAX_DESCRIPTION - length(opening) - length(closing) - 4)
        embed.description = "\n\n".join(filter(None, (opening, leads, closing)))
        half = -(-len(briefing.others) // 2)
        for name, others in (("Also", briefing.others[:half]), (BLANK, briefing.others[half:])):
            if others:
                embed.add_field(name=name, value=_lines(others, OTHERS_ROOM // 2), inline=False)
    else:
        embed.description = _lines(briefing.others, MAX_DESCRIPTION)
    articles = (
        f"the latest {briefing.articles} articles" if briefing.is_capped else plural(briefing.articles, "article")
    )
    embed.set_footer(text=f"{plural(briefing.total, 'story', 'stories')} in {articles} · word for word · {at}")
    menu = article_menu([story.articles[0] for story in (*briefing.leads, *briefing.others)])
    return Reply(embed, _buttons(subject, at, sentences, has_leads=bool(briefing.leads)), menu, action)


def digest_name(at: datetime) -> str:
    """The title of a digest, by its local time."""
    return f"Briefing, {day_and_time(at)}"


def _title(shown: BriefingPage) -> str:
    if shown.digest_of is not None:
        return digest_name(shown.digest_of)
    if shown.since:
        return "Briefing: what is new"
    about = f" on {escape(one_line(shown.about, MAX_NAME))}" if shown.about else ""
    when = "" if shown.about and shown.when == "all articles" else f" from {shown.when}"
    return f"Briefing{about}{when}"


def _opening(shown: BriefingPage) -> str:
    """What the briefing is about, if it shows what was added since somebody last asked."""
    if shown.since is None:
        return ""
    added = "Added" if shown.briefing.total else "Nothing was added"
    return f"{added} since {discord.utils.format_dt(shown.since, 'f')}, when the briefing was last asked for here."


def _other_periods(subject: str) -> tuple[Button, ...]:
    """Buttons to longer periods, for a briefing without stories."""
    return tuple(
        Button(label, ButtonAction(Action.BRIEF, period, _argument(0, BRIEF_SENTENCES)))
        for label, period in (("The last 24 hours", FIRST_HOURS), ("The last 7 days", "week"))
        if period != subject
    )


def _buttons(subject: str, at: Page, sentences: int, *, has_leads: bool) -> tuple[Button, ...]:
    """Shorter and longer where there are sentences, and the pages beside this one."""
    lengths = ((-1, "Shorter", sentences > 1), (1, "Longer", sentences < MAX_SENTENCES)) if has_leads else ()
    pages = ((-1, "‹ Previous", at.shown > 0), (1, "Next ›", at.shown < at.count - 1))
    return (
        *(
            Button(label, ButtonAction(Action.BRIEF, subject, _argument(at.shown, sentences + step)))
            for step, label, is_there in lengths
            if is_there
        ),
        *(
            Button(label, ButtonAction(Action.BRIEF, subject, _argument(at.shown + step, sentences)), row=1)
            for step, label, is_there in pages
            if is_there
        ),
    )


def _argument(page: int, sentences: int) -> int:
    return 10 * page + sentences


def _lines(stories: Sequence[BriefedStory], room: int) -> str:
    """A line for each story; each may have an equal share of the room."""
    share = room // len(stories) - 1
    return "\n".join(_line(story, share) for story in stories)


def _line(story: BriefedStory, room: int) -> str:
    """The headline and the outlets of a story; without a link if that does not fit."""
    newest = story.articles[0]
    head = f"**#{newest.number}** "
    source = escape(one_line(newest.source, MAX_NAME)) if newest.source else ""
    others = len({one.source for one in story.articles}) - 1
    outlets = " ".join(filter(None, (source, f"+{others}" if others else "")))
    tail = f" — {outlets}" if outlets else ""
    linked = f"{head}{link(newest.title, newest.url)}{tail}"
    if length(linked) <= room:
        return linked
    return f"{head}{cut(title_line(newest.title), room - length(head + tail))}{tail}"


def _told(leads: Sequence[BriefedStory], room: int) -> str:
    """The leading stories; if they do not fit together, the longest ones are cut."""
    wanted = [length(_laid_out(story, _linked_title(story), len(story.quotations), True)) for story in leads]
    parts: list[str] = []
    for index, story in enumerate(leads):
        left = room - sum(length(part) + 2 for part in parts) - 2 * (len(leads) - index)
        parts.append(_lead(story, _share(wanted[index:], left)))
    return "\n\n".join(parts)


def _share(wanted: Sequence[int], room: int) -> int:
    """The most that each may have of the room so that those that want less leave it to the others."""
    for count, size in enumerate(sorted(wanted)):
        share = room // (len(wanted) - count)
        if size > share:
            return share
        room -= size
    return room + max(wanted)


def _linked_title(story: BriefedStory) -> str:
    newest = story.articles[0]
    return f"**#{newest.number} {link(newest.title, newest.url)}**"


def _lead(story: BriefedStory, room: int) -> str:
    """A story in at most so many units: it loses first its links, then sentences, then the end of its title."""
    newest = story.articles[0]
    titles = _linked_title(story), f"**#{newest.number} {title_line(newest.title)}**"
    variants = [
        (title, count, linked)
        for count in range(len(story.quotations), -1, -1)
        for title, linked in ((titles[0], True), (titles[1], True), (titles[0], False), (titles[1], False))
    ]
    fitting = (text for variant in variants if length(text := _laid_out(story, *variant)) <= room)
    return next(fitting, cut(titles[1].removesuffix("**"), room - 2) + "**")


def _laid_out(story: BriefedStory, title: str, count: int, linked: bool) -> str:
    newest, quoted = story.articles[0], {one.article.id for one in story.quotations[:count]}
    source = f" — {escape(one_line(newest.source, MAX_NAME))}" if newest.source and newest.id not in quoted else ""
    lines = [title + source]
    if story.first is not None:
        lines.append(f"{_first_report(story.first)} ({outlet(story.first, linked=linked)}).")
    for place, quotation in enumerate(story.quotations[:count]):
        lines.append(_quoted(quotation, newest.id, linked=linked, is_new=story.new and place == 0))
    if others := [one for one in story.articles if one.id != newest.id and one.id not in quoted]:
        lines.append(SMALL_PRINT + also_in_line(others, MAX_ALSO_IN))
    if story.again:
        lines.append(f"{SMALL_PRINT}{AGAIN}: {escape(cut(story.again, MAX_AGAIN))}")
    if story.names:
        lines.append(f"{SMALL_PRINT}With " + ", ".join(escape(one_line(name, MAX_NAME)) for name in story.names))
    return "\n".join(lines)


def _first_report(article: ArticleHeader) -> str:
    """When a story was first reported; of an article without a date, when it was added."""
    if article.has_published_date:
        return f"First reported on {publication_date(article.date)}"
    return f"First report {article_date(article)}"


def _quoted(quotation: Quotation, headline_id: int, *, linked: bool, is_new: bool) -> str:
    """A sentence with its source: the number alone of an article without an outlet whose headline stands above."""
    article = quotation.article
    is_titled = article.source or article.id != headline_id
    source = outlet(article, linked=linked) if is_titled else f"#{article.number}"
    place = numbered_sentences([quotation.number], quotation.total)
    new = "**New:** " if is_new else ""
    text = escape(one_line(quotation.text, MAX_QUOTATION))
    return f"> {new}{text} — {source}, {place}"
