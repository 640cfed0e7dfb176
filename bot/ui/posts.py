"""Posts of new articles: one article, or a list of several; removed articles are marked in them.

The custom id of the first button contains the post's key, by which the post can be found again in its channel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.text.summaries.key_sentence import key_sentence
from bot.text.summaries.length import POST_WORDS, summary_within
from bot.ui.article_lists import origin_of
from bot.ui.article_pages import add_about, article_embed, sentence_list, source_button, view_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date, set_footer
from bot.ui.limits import cut, one_line
from bot.ui.list_entries import Entry, entry_list
from bot.ui.markup import escape
from bot.ui.menus import article_menu
from bot.ui.reply import COLOUR, Button, Reply
from bot.ui.story_pages import add_also_in, also_in_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysed_article import AnalysedArticle

__all__ = ["KEY_MARK", "post", "thread_name"]

TEST_HEADING = "This is a test post"
KEY_MARK = "~"
"""Separates the subject of a button from the key of the post."""
MAX_THREAD_NAME = 100
MAX_ALSO_IN = 200
"""Maximum units of the outlets that a list names beside that of an article."""
REMOVED = "This article was removed."
REMOVED_COLOUR = discord.Colour(0x8A8D93)


def post(items: Sequence[AnalysedArticle], key: str, *, test: bool = False) -> Reply:
    """A post of articles as they are now."""
    if len(items) > 1:
        return _list(items, key)
    article, analysis = items[0].article, items[0].analysis
    if article.removed_at is not None:
        embed = discord.Embed(description=f"~~{escape(cut(article.title, 300))}~~\n{REMOVED}", colour=REMOVED_COLOUR)
        add_also_in(embed, items[0].also_in)
        embed.set_footer(text=f"#{article.number}")
        return Reply(embed)
    embed = article_embed(article)
    what = TEST_HEADING if test else "New article"
    embed.set_author(name=" · ".join(part for part in (what, article.source) if part))
    sentences = summary_within(analysis, POST_WORDS)
    embed.description = sentence_list(sentences) or None
    add_about(embed, analysis)
    add_also_in(embed, items[0].also_in)
    edited = ", edited since" if article.edited_at is not None else ""
    set_footer(embed, article, f"{len(sentences)} of {plural(analysis.total, 'sentence')}, word for word{edited}")
    # twice as long as the post
    more = Button("Summary", ButtonAction(Action.SUMMARY, f"{article.id}{KEY_MARK}{key}", 2 * POST_WORDS))
    return Reply(embed, (more, *view_buttons(article, Action.SUMMARY, 0)[1:], *source_button(article)))


def thread_name(items: Sequence[AnalysedArticle], *, test: bool = False) -> str:
    """The name of a forum's thread: 1 to 100 characters."""
    title = items[0].article.title if len(items) == 1 else plural(len(items), "new article")
    label = "Test: " if test else ""
    return cut(label + " ".join(title.split()), MAX_THREAD_NAME) or "New article"


def _list(items: Sequence[AnalysedArticle], key: str) -> Reply:
    embed = discord.Embed(title=plural(len(items), "new article"), colour=COLOUR)
    embed.description = entry_list([_entry(item) for item in items], "\n\n")
    embed.set_footer(
        text="Several articles in one post: the menu opens each of them · key sentences are quoted word for word"
    )
    every = ButtonAction(Action.ARTICLES, f"{KEY_MARK}{key}")
    seen = [item.article for item in items if not item.article.removed_at]
    return Reply(embed, (Button("All articles", every),), article_menu(seen), every)


def _entry(item: AnalysedArticle) -> Entry:
    """An article of a list, with its key sentence."""
    article = item.article
    if article.removed_at is not None:
        return Entry(article.number, article.title, origin=REMOVED, mark="~~")
    key = key_sentence(item.analysis)
    said = key.text if key is not None else ""
    origin = origin_of(article_date(article), article.source, also_in_line(item.also_in, MAX_ALSO_IN))
    return Entry(
        article.number, article.title, article.url, origin, lambda room: cut(escape(one_line(said, room)), room)
    )
