"""What an editor sees of an article before it is stored, with the buttons Keep, Edit title and Discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.intake.pasted.title_detection import is_title_from_text
from bot.models.articles import SHARED
from bot.plurals import plural
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import publication_date
from bot.ui.feed_pages import destination
from bot.ui.limits import cut
from bot.ui.markup import code, escape, quoted, web_address
from bot.ui.messages import done
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article, ArticleHeader, Draft
    from bot.models.guilds import Subscription
    from bot.models.stories import LikelyStory

__all__ = ["add_front_page", "dropped", "preview_page", "same_story", "where_posted"]

MAX_BEGINNING = 600
"""Maximum units of the text's beginning that is shown."""
MAX_FACT, MAX_OTHER_TITLE = 100, 200
"""Maximum units of a source and of the authors' names, and of another article's title."""
LETTERS_PER_WORD = 20
"""A text with more letters than this for each word is of a script without spaces: its characters are counted."""
NOT_STORED = "Nothing is stored or posted before an editor presses Keep."
MADE_TITLE = "The text has none, so these are its first words: Edit title gives it another one."
FRONT_PAGE = (
    "This looks like a front page, not like one article. The site has a feed: {} follows it, and its articles come in "
    "by themselves."
)
NAMED_IN_POST = "Where that article was posted, its post will name this one."
FOR_ALL_SERVERS = "It is for all servers, and is posted in the channels where they have new articles posted."
DROPPED = "Discarded: nothing was stored."


def preview_page(
    draft: Draft,
    token: str,
    known: Article | None,
    same_title: ArticleHeader | None,
    story: LikelyStory | None,
    where: str,
) -> Reply:
    """Shows a draft as it was understood.

    ``known`` is the article whose text it would replace, ``same_title`` another one with its title, ``story`` the one
    that it would join; ``where`` says where it would be posted; ``token`` is that of the pending choice.
    """
    embed = discord.Embed(title=escape(draft.title), url=web_address(draft.url), colour=COLOUR)
    embed.set_author(name="Not added yet" if known is None else f"Would update #{known.number}")
    embed.description = f"{_facts(draft)}\n\n{escape(cut(draft.text, MAX_BEGINNING))}"
    if is_title_from_text(draft.title, draft.text):
        embed.add_field(name="Title", value=MADE_TITLE, inline=False)
    if known is not None:
        embed.add_field(name="Same link", value=_update(draft, known), inline=False)
    if same_title is not None:
        embed.add_field(name="Same title", value=f"#{same_title.number} has it too.", inline=False)
    if story is not None:
        embed.add_field(name="Same story", value=same_story(story), inline=False)
    if known is None:
        embed.add_field(name="If you keep it", value=where, inline=False)
    if picture := web_address(draft.picture):
        embed.set_thumbnail(url=picture)
    embed.set_footer(text=NOT_STORED)
    return Reply(
        embed,
        (
            Button("Keep", ButtonAction(Action.KEEP, token)),
            Button("Edit title", ButtonAction(Action.RETITLE, token)),
            Button("Discard", ButtonAction(Action.DROP, token)),
        ),
    )


def add_front_page(reply: Reply, draft: Draft, prefix: str) -> Reply:
    """Says of a draft that may come from a front page how to follow the site instead."""
    if draft.may_be_front_page:
        follow = code(f"{prefix}feed add {draft.url}")
        reply.embed.add_field(name="Front page", value=FRONT_PAGE.format(follow), inline=False)
    return reply


def where_posted(scope: int, subscriptions: Sequence[Subscription], story: LikelyStory | None, prefix: str) -> str:
    """Where an article that an editor keeps will be posted, in a sentence."""
    if scope == SHARED:
        return FOR_ALL_SERVERS
    goes = destination(subscriptions, by_editor=True)
    if not goes:
        return f"It is posted nowhere: {code(f'{prefix}announce on #channel')} has new articles posted in a channel."
    opening = "Where no post names that article, it" if story is not None and story.shares_post else "It"
    return f"{opening} {goes}."


def dropped(draft: Draft) -> Reply:
    """An editor decided against an article."""
    return done(f"{DROPPED} It was {quoted(cut(draft.title, MAX_OTHER_TITLE))}.")


def same_story(story: LikelyStory) -> str:
    """Which article tells the same story and why, and what that means for its posts."""
    nearest = story.nearest
    source = f" ({escape(cut(nearest.source, MAX_FACT))})" if nearest.source else ""
    said = f"#{nearest.number} {quoted(cut(nearest.title, MAX_OTHER_TITLE))}{source}: {escape(story.reason)}."
    return f"{said} {NAMED_IN_POST}" if story.shares_post else said


def _update(draft: Draft, known: Article) -> str:
    """What becomes of an article if a draft replaces it."""
    named = f"#{known.number} {quoted(cut(known.title, MAX_OTHER_TITLE))}"
    if draft.text == known.text:
        return f"{named} has this text already. If you keep it, the article gets this title."
    what = "text" if draft.title == known.title else "title and text"
    return f"{named} gets this {what} if you keep it."


def _facts(draft: Draft) -> str:
    """Source, author, date and length, or that there is no such."""
    return " · ".join(
        (
            escape(cut(draft.source, MAX_FACT)) if draft.source else "no source",
            f"by {escape(cut(draft.author, MAX_FACT))}" if draft.author else "no author",
            publication_date(draft.published_at) if draft.published_at else "no date",
            _length(draft.text),
        )
    )


def _length(text: str) -> str:
    words = len(text.split())
    return plural(words, "word") if len(text) <= words * LETTERS_PER_WORD else plural(len(text), "character")
