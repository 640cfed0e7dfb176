"""Shows which articles tell the same story, and confirms what editors change about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.ui.article_lists import origin_of
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.limits import MAX_DESCRIPTION, and_more, cut, join_within, length
from bot.ui.list_entries import MAX_ENTRIES, Entry, entry_list
from bot.ui.markup import code, escape
from bot.ui.menus import SUMMARY_WORDS, article_menu
from bot.ui.messages import done
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.models.delivery import Delivery
    from bot.models.stories import Story

__all__ = ["ONE_OTHER", "story_joined", "story_page", "story_parted"]

ONE_OTHER = "Give two articles: the one to move, and one other of the story that it belongs to. Move others one by one."
MAX_CHANGES = 1_000
"""Maximum units of the sentences about merges and decisions."""


def story_page(article: Article, story: Story | None, prefix: str) -> Reply:
    """The articles that tell the same story as one, each with the reason, and what was merged or decided."""
    members = story.members if story is not None else ()
    embed = discord.Embed(title=cut(f"The story of #{article.number} {escape(article.title)}", 256), colour=COLOUR)
    if story is None or len(members) < 2:
        embed.description = f"{origin_of(article_date(article), article)}\n\nNo other article tells this story."
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
    other = next(member.article for member in reversed(members) if member.article.id != article.id)
    return Reply(
        embed,
        (
            Button("Summary of the story", ButtonAction(Action.STORY_SUMMARY, str(article.id), SUMMARY_WORDS)),
            Button(
                f"Compare #{article.number} with #{other.number}",
                ButtonAction(Action.COMPARE_ARTICLES, f"{article.id},{other.id}"),
            ),
        ),
        article_menu([member.article for member in shown]),
        ButtonAction(Action.STORY, str(article.id)),
    )


def story_joined(article: Article, other: Article, prefix: str) -> Reply:
    """An editor put an article into the story of another one."""
    part = code(f"{prefix}story part {article.number}")
    return done(f"#{article.number} now belongs to the story of #{other.number}. {part} makes it a story of its own.")


def story_parted(article: Article, posted: Sequence[tuple[Article, Sequence[Delivery]]], prefix: str) -> Reply:
    """An editor gave an article a story of its own; ``posted`` are those that are posted for it, with their deliveries.

    These are the article itself, where another one's post named it, and those that its own post named.
    """
    lines = [f"#{article.number} now has a story of its own."]
    if all(one.id != article.id for one, _ in posted):
        why = code(f"{prefix}why {article.number}")
        lines.append(f"It gets no further post: {why} shows where it was posted, and why not elsewhere.")
    for one, deliveries in posted:
        because = "" if one.id == article.id else f", since no post of #{article.number} names it any longer"
        lines.append(f"#{one.number} {_where(deliveries)}{because}.")
    return done(" ".join(lines))


def _where(deliveries: Sequence[Delivery]) -> str:
    """In which channels an article will be posted, or where its card waits."""
    cards = [f"<#{row.channel_id}>" for row in deliveries if row.approval is not None]
    posts = [f"<#{row.channel_id}>" for row in deliveries if row.approval is None]
    said = (
        f"will be posted in {', '.join(posts)}" if posts else "",
        f"waits for approval in {cards[0]}" if cards else "",
    )
    return " and ".join(filter(None, said))
