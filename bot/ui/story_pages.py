"""Shows which articles tell the same story: as a page of its own, and as a line of posts and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.ui.article_lists import origin_of
from bot.ui.dates import article_date
from bot.ui.limits import MAX_DESCRIPTION, MAX_FIELD_VALUE, and_more, cut, join_within, length
from bot.ui.list_entries import MAX_ENTRIES, Entry, entry_list
from bot.ui.markup import code, escape, link
from bot.ui.menus import article_menu
from bot.ui.messages import done
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article, ArticleHeader
    from bot.models.stories import Story

__all__ = ["add_also_in", "also_in_line", "story_joined", "story_page", "story_parted"]

MAX_OUTLET = 60
"""Maximum units of an outlet’s name, or of the title that stands for it."""
MAX_CHANGES = 1_000
"""Maximum units of the sentences about merges and decisions."""


def story_page(article: Article, story: Story | None, prefix: str) -> Reply:
    """The articles that tell the same story as one, each with the reason, and what was merged or decided."""
    members = story.members if story is not None else ()
    embed = discord.Embed(title=cut(f"The story of #{article.number} {escape(article.title)}", 256), colour=COLOUR)
    if story is None or len(members) < 2:
        embed.description = "No other article tells this story."
        embed.set_footer(
            text=f"{prefix}story join <article> <other article>, for editors, says that two belong together"
        )
        return Reply(embed)
    shown = members[-MAX_ENTRIES:]
    changes = join_within([escape(change) for change in reversed(story.changes)], MAX_CHANGES, and_more)
    embed.description = entry_list(
        [
            Entry(
                member.article.number,
                member.article.title,
                member.article.url,
                origin_of(article_date(member.article), member.article, escape(member.reason)),
            )
            for member in shown
        ],
        room=MAX_DESCRIPTION - length(changes) - 2,
    ) + (f"\n\n{changes}" if changes else "")
    embed.set_footer(
        text=f"{plural(len(members), 'article')}, oldest first · {prefix}story part <article>, for editors"
    )
    return Reply(embed, menu=article_menu([member.article for member in shown]))


def story_joined(article: Article, other: Article, prefix: str) -> Reply:
    """An editor put an article into the story of another one."""
    undo = code(f"{prefix}story part {article.number}")
    return done(f"#{article.number} now belongs to the story of #{other.number}. {undo} undoes this.")


def story_parted(article: Article) -> Reply:
    """An editor gave an article a story of its own."""
    return done(
        f"#{article.number} now has a story of its own. Channels that have no post of it get one, after approval where "
        "that is needed."
    )


def add_also_in(embed: discord.Embed, others: Sequence[ArticleHeader]) -> None:
    """Adds which other articles tell the same, if there are any."""
    if others:
        embed.add_field(
            name="Also in", value=join_within(_outlets(others), MAX_FIELD_VALUE, lambda n: f"+{n}", " · "), inline=False
        )


def also_in_line(others: Sequence[ArticleHeader], room: int) -> str:
    """The same as a line of a list; empty if there are none."""
    return "also in " + join_within(_outlets(others), room, lambda n: f"+{n}", ", ") if others else ""


def _outlets(others: Sequence[ArticleHeader]) -> list[str]:
    """Each article’s outlet, with its link and number; its title if no outlet is known."""
    return [f"{link(cut(x.source or x.title, MAX_OUTLET), x.url)} #{x.number}" for x in others]
